"""Word documents to grids: the tables as they are ruled, the text as it is printed, its automatic numbers included.

A paragraph outside of tables is a line, and so is the row of a table; headers and footers of pages and notes are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from govtui.errors import IntakeError
from govtui.intake.grid import Cell, Grid, Line, Merge, Row, Source
from govtui.intake.readers.plain import read_plain
from govtui.intake.readers.word_columns import Placed, PlacedRow, full_rows
from govtui.intake.readers.word_numbering import Numbering, Styles
from govtui.intake.readers.word_package import W, WordPackage, open_word
from govtui.intake.readers.word_tables import (
    EMBEDDED,
    PARAGRAPH,
    begins_merge,
    blocks_of,
    cells_of,
    is_hidden_paragraph,
    is_layout,
    is_mark_deleted,
    is_one_column,
    places_of,
    rows_of,
    widths_of,
)
from govtui.intake.readers.word_text import boxes_of, text_of, word_art_of
from govtui.intake.watch import Watch, unwatched
from govtui.text import clean, one_line

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_COLUMNS = 100
MAX_CELL = 20_000
"""Characters of a cell or a paragraph; a requirement has hardly 500."""
STEP = 200
"""Rows after which it is told how far the reading has come."""
FEWEST_TABBED = 3
"""Paragraphs with at least two tabs from which a text without tables may be one whose columns are made by tabs."""

_OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"
_DOCUMENTS = ("excel", "et.", "ket.", "word", "wps", "package")
"""How the names of the programs begin whose documents may hold a plan."""
_ENDS = tuple("。；;：:！!？?")
_BEGINS = re.compile(
    r"\s*(?:第?[（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．章节条]|[①-⑳⒈-⒛⑴-⒇]|[\u4e00-\u9fff]{2,8}[：:])"
)


def read_word(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the tables of a document, or its text where it has none.

    Raises IntakeError for what is no sound Word document, goes beyond a limit or has no text.
    """
    package = open_word(data)
    reading = _Reading(package, watch)
    try:
        reading.read(package.body)
    except RecursionError as error:
        raise IntakeError(
            "文档太复杂", "里面的表格一层套一层，套得太深", "请把任务分解表复制到新文档中再导入"
        ) from error
    return reading.source()


class _Paragraph(NamedTuple):
    number: str
    text: str

    @property
    def printed(self) -> str:
        return self.number + self.text if self.text else ""


class _Reading:
    """Goes through a document once, in the order in which it is printed, as the numbers of its lists demand."""

    def __init__(self, package: WordPackage, watch: Watch) -> None:
        self._body = package.body
        self._styles = Styles(package.styles)
        self._numbering = Numbering(package.numbering, self._styles)
        self._watch = watch
        self._rows_in_all = sum(1 for _ in package.body.iter(f"{W}tr"))
        self._rows_read = 0
        self._count = 0
        self._lines: list[Line] = []
        self._paragraphs: list[Row] = []
        """The lines outside of tables as rows of one cell."""
        self._tables: list[tuple[Row, ...]] = []
        self._notices: list[str] = []

    def source(self) -> Source:
        """Return what was read."""
        self._look_for_objects()
        lines = tuple(self._lines)
        if not lines:
            raise _empty(self._body)
        notices = tuple(dict.fromkeys(self._notices))
        if self._tables:
            grids = tuple(Grid(rows=rows, lines=lines, states_merges=_states_merges(rows)) for rows in self._tables)
            return Source(grids=grids, notices=notices)
        if sum(line.text.count("\t") > 1 for line in lines) >= FEWEST_TABBED:
            texts = {line.number: line.text for line in lines}
            text = "\n".join(texts.get(number, "") for number in range(1, self._count + 1))
            return Source(grids=read_plain(text), ways=True, notices=notices)
        return Source(grids=(Grid(rows=tuple(self._paragraphs), lines=lines),), notices=notices)

    def read(self, container: Element) -> None:
        """Read the paragraphs and tables in a body, a text box or a cell that only lays out others."""
        for content in self._contents(container):
            if not isinstance(content, _Paragraph):
                self._read_table(content)
            elif content.printed:
                for text in _lines_of(content.printed):
                    self._add_paragraph(text)
            else:
                self._count += 1

    def _contents(self, container: Element) -> Iterator[_Paragraph | Element]:
        """Yield paragraphs and tables as they follow each other; text boxes follow the paragraph that holds them."""
        carried = ""
        for block in blocks_of(container):
            if block.tag == EMBEDDED:
                self._notices.append("文档里嵌有另一份文件，其中的内容没有读入")
            elif block.tag != PARAGRAPH:
                yield block
            else:
                text = carried + text_of(block, self._styles)
                carried = ""
                if is_mark_deleted(block):
                    carried = text
                elif text.strip() or not is_hidden_paragraph(block):
                    yield _Paragraph(self._numbering.count(block), clean(text).strip())
                for art in word_art_of(block):
                    yield _Paragraph("", one_line(art))
                for box in boxes_of(block):
                    yield from self._contents(box)
        if carried.strip():
            yield _Paragraph("", clean(carried).strip())

    def _add_paragraph(self, text: str) -> None:
        self._count += 1
        after_break = not self._lines or self._lines[-1].number < self._count - 1
        if len(text) > MAX_CELL:
            raise _too_long(self._count, len(text))
        self._lines.append(Line(text.replace("\n", " "), self._count))
        self._paragraphs.append(Row((Cell((text,), self._count, self._count),), after_break))

    # --- tables ---

    def _read_table(self, table: Element) -> None:
        if is_one_column(table) or is_layout(table):
            for row in rows_of(table):
                for cell in cells_of(row):
                    self.read(cell)
            return
        inner: list[Element] = []
        placed: list[PlacedRow] = []
        above: dict[int, tuple[Placed, Element]] = {}
        for row in rows_of(table):
            placed.append(self._read_row(row, above, inner))
        rows = full_rows(_filled_up(placed), widths_of(table)) if placed else []
        for row_cells in rows:
            self._add_row_line(row_cells)
        if rows and len(rows[0].cells) > MAX_COLUMNS:
            message = f"表格有 {len(rows[0].cells)} 栏，最多能读 {MAX_COLUMNS} 栏"
            raise IntakeError("表格太宽", message, "请只保留任务分解表的各栏再导入")
        if rows and len(rows[0].cells) > 1:
            self._tables.append(tuple(rows))
        for nested in inner:
            self._read_table(nested)

    def _read_row(self, row: Element, above: dict[int, tuple[Placed, Element]], inner: list[Element]) -> PlacedRow:
        """Return a row; `above` holds the row above by the edges of its cells, and this one afterwards."""
        self._rows_read += 1
        if self._rows_read % STEP == 1:
            self._watch(self._rows_read - 1, self._rows_in_all)
        self._count += 1
        cells: list[Placed] = []
        here: dict[int, tuple[Placed, Element]] = {}
        for cell, place in places_of(row):
            origin = above.get(place.start) if place.goes_on else None
            covered = origin is not None and begins_merge(origin[1])  # then its text is not printed, nor its number
            paragraphs = () if covered else self._paragraphs_of(cell, inner)
            if origin and not paragraphs:
                place = place._replace(taken=origin[0].taken)
            else:
                place = place._replace(paragraphs=paragraphs, goes_on=False, taken=bool(paragraphs))
            cells.append(place)
            here[place.start] = (place, cell)
        above.clear()
        above.update(here)
        return PlacedRow(tuple(cells), self._count)

    def _paragraphs_of(self, cell: Element, inner: list[Element]) -> tuple[str, ...]:
        """Return the paragraphs of a cell, and put the tables in it aside."""
        paragraphs: list[_Paragraph] = []
        self._gather(cell, paragraphs, inner)
        texts = [printed for paragraph in paragraphs if (printed := paragraph.printed)]
        if not texts:  # a number alone, as in a column of numbers; beside text it is what an empty line was given
            texts = [number for paragraph in paragraphs if (number := paragraph.number.strip())]
        length = sum(map(len, texts))
        if length > MAX_CELL:
            raise _too_long(self._count, length)
        return tuple(text.replace("\t", " ") for text in texts)

    def _gather(self, container: Element, paragraphs: list[_Paragraph], inner: list[Element]) -> None:
        for content in self._contents(container):
            if isinstance(content, _Paragraph):
                paragraphs.append(content)
            elif is_one_column(content):
                for row in rows_of(content):
                    for cell in cells_of(row):
                        self._gather(cell, paragraphs, inner)
            else:
                inner.append(content)
                self._notices.append("有的单元格里还套着表格；套着的表格另作一个表，其中的文字不在原来的单元格里")

    def _add_row_line(self, row: Row) -> None:
        texts = [one_line(" ".join(cell.paragraphs)) for cell in row.cells if cell.merge is not Merge.LEFT]
        if any(texts):
            self._lines.append(Line("\t".join(texts).rstrip("\t"), row.first_line))

    def _look_for_objects(self) -> None:
        for embedded in self._body.iter(_OLE):
            if embedded.get("ProgID", "").lower().startswith(_DOCUMENTS):
                self._notices.append(
                    "文档里嵌有别的文件（如 Excel 表格），没有读入；里面如有任务，请双击打开后另存再导入"
                )


def _filled_up(rows: Sequence[PlacedRow]) -> list[PlacedRow]:
    """Return the rows with a lone cell drawn over the whole table: it was only not said how far it goes."""
    end = max((row.cells[-1].end for row in rows if row.cells), default=0)
    alone = (len(row.cells) == 1 and row.cells[0].start == 0 and not row.cells[0].goes_on for row in rows)
    return [
        PlacedRow((row.cells[0]._replace(end=end),), row.line) if single else row
        for row, single in zip(rows, alone, strict=True)
    ]


def _states_merges(rows: Sequence[Row]) -> bool:
    return any(cell.merge is Merge.UP for row in rows for cell in row.cells)


def _lines_of(text: str) -> list[str]:
    """Return the lines of a paragraph, which is one unless its line breaks stand for ends of paragraphs.

    They do in text that was copied from web pages: the part before the break ends a sentence, or that behind it begins
    with a number or a label.
    """
    lines: list[str] = []
    for part in filter(str.strip, text.split("\n")):
        if lines and not (lines[-1].rstrip().endswith(_ENDS) or _BEGINS.match(part)):
            lines[-1] += "\n" + part.strip()
        else:
            lines.append(part.strip())
    return lines


def _too_long(line: int, length: int) -> IntakeError:
    return IntakeError(
        "单元格太长",
        f"第 {line} 行的一段文字有 {length} 个字，最多能读 {MAX_CELL} 个",
        "请确认文件是任务分解表，并且每条任务各占一行",
    )


def _empty(body: Element) -> IntakeError:
    if next(body.iter(f"{W}drawing", f"{W}pict"), None) is not None:
        return IntakeError(
            "文档里没有文字", "里面只有图片，图片上的字读不出来", "请找原文的电子版，或先用文字识别软件转成文字"
        )
    return IntakeError("文件是空的", "里面没有任何文字", "请确认选对了文件，或从原文重新复制保存")
