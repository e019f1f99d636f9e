"""PDF files with a text layer to grids, by pdfplumber in a process of its own: its ruled tables, else its text."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from govtui.errors import IntakeError
from govtui.intake.contents import marker_of
from govtui.intake.grid import Cell, Grid, Line, Merge, Row, Source
from govtui.intake.kinds import ends_sentence
from govtui.intake.readers.child import TooLongError, run_program
from govtui.intake.readers.plain import read_plain
from govtui.intake.readers.plain_cells import MAX_CELL, MAX_COLUMNS, PAGE_NUMBER
from govtui.intake.watch import Watch, unwatched
from govtui.text import clean, one_line

MAX_PAGES = 300
MAX_CELLS = 200_000
LONGEST = 60.0
"""Seconds that reading a file may take; a page with a table takes about a tenth of one."""
_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_MERGES = (Merge.NONE, Merge.UP, Merge.LEFT)
_COPY = "请在阅读器中打开后全选、复制，粘贴到导入的粘贴框里；或请对方提供 Word、Excel 原件"
_ORIGINAL = "请找 Word、Excel 原件，或先用文字识别软件转成文字"

_Cells = list[tuple[str, int]]


class _Answer(msgspec.Struct, frozen=True):
    pages: list[list[str | list[_Cells]]] = []
    texts: list[str] = []
    paragraphs: list[str] = []
    error: str = ""


def read_pdf(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the tables of a PDF file, or the ways to lay out its text where it has none.

    Raises IntakeError where pdfplumber is not installed, where the file is scanned, encrypted, damaged or beyond a
    limit of this module; StoppedError where the watch does.
    """
    watch(0, 0)
    if find_spec("pdfplumber") is None:
        raise IntakeError("还不能读这种文件", "读 PDF 要另装一个部件，这里没有装", _COPY)
    answer = _answer(data, watch)
    if answer.error:
        raise _refusal(answer.error)
    if not any(answer.pages):
        raise IntakeError("没有文字", "这份 PDF 是扫描件或图片，没有文字层，读不出字", _ORIGINAL)
    if not any(isinstance(block, list) for page in answer.pages for block in page):
        return Source(grids=_ways(answer), ways=True)
    return _source(answer.pages)


def _answer(data: bytes, watch: Watch) -> _Answer:
    try:
        output = run_program(_PROGRAM, [str(MAX_PAGES)], data, watch, LONGEST)
        return msgspec.msgpack.decode(output, type=_Answer)
    except TooLongError:
        raise _refusal("large") from None
    except (msgspec.DecodeError, UnicodeError) as error:  # it has died of the file
        raise _refusal("damaged") from error


def _refusal(error: str) -> IntakeError:
    if error == "encrypted":
        return IntakeError("文件加了密码", "不知道密码就看不到里面的内容", f"请先去掉密码再导入；{_ORIGINAL}")
    if error == "pages":
        return IntakeError("文件太大", f"最多能读 {MAX_PAGES} 页", "请只保留任务分解表所在的页再导入")
    if error == "large":
        return IntakeError("文件太大", "里面的内容太多，读不了", f"请只保留任务分解表所在的页；{_COPY}")
    return IntakeError("文件已损坏", "里面的内容解不开，可能没有下载完整", f"请重新取得文件；{_COPY}")


def _ways(answer: _Answer) -> tuple[Grid, ...]:
    """Return the ways to lay out the text of the pages; as running text its lines are put together to paragraphs."""
    laid_out = read_plain(clean("\n\n".join(answer.texts)))
    running = read_plain(clean("\n".join(answer.paragraphs)))
    return (*laid_out[:-1], running[-1])


def _source(pages: Sequence[Sequence[str | list[_Cells]]]) -> Source:
    lines: list[Line] = []
    tables: list[tuple[Row, ...]] = []
    for page in pages:
        for block in page:
            if isinstance(block, list):
                tables.append(_rows(block, lines))
            elif (text := one_line(clean(block))) and not PAGE_NUMBER.fullmatch(text):
                lines.append(Line(text, len(lines) + 1))
    if sum(len(row.cells) for rows in tables for row in rows) > MAX_CELLS:
        raise _refusal("large")
    written = tuple(lines)
    return Source(grids=tuple(Grid(rows=rows, lines=written, states_merges=_tall(rows)) for rows in tables if rows))


def _tall(rows: Sequence[Row]) -> bool:
    return any(cell.merge is Merge.UP for row in rows for cell in row.cells)


def _rows(block: Sequence[_Cells], lines: list[Line]) -> tuple[Row, ...]:
    """Return the rows of a table, whose texts are added to the lines of the document."""
    if block and len(block[0]) > MAX_COLUMNS:
        message = f"有一个表格有 {len(block[0])} 栏，最多能读 {MAX_COLUMNS} 栏"
        raise IntakeError("表格太宽", message, "请只保留任务分解表的各栏再导入")
    rows = []
    for cells in block:
        number = len(lines) + 1
        texts = [_unwrapped(clean(text)) for text, _merge in cells]
        if not any(texts):
            continue
        if longest := next((text for text in texts if len(text) > MAX_CELL), ""):
            message = f"有一格有 {len(longest)} 个字，最多能读 {MAX_CELL} 个"
            raise IntakeError("单元格太长", message, "请确认文件是任务分解表，并且每条任务各占一行")
        merged = zip(texts, cells, strict=True)
        row = [Cell((text,) if text else (), number, number, _MERGES[merge % 3]) for text, (_t, merge) in merged]
        lines.append(Line("\t".join(one_line(text) for text in texts).strip(), number))
        rows.append(Row(tuple(row)))
    return tuple(rows)


def _unwrapped(text: str) -> str:
    """Return the text of a cell without the breaks that its width has made: they part neither sentences nor points."""
    pieces = [piece for line in text.split("\n") if (piece := line.strip())]
    joined = pieces[0] if pieces else ""
    for piece in pieces[1:]:
        joined += f"\n{piece}" if ends_sentence(joined) or marker_of(piece) else piece
    return joined
