"""Web pages to grids: saved from a browser, by Word or Excel, under the name of a workbook, or in a web archive.

Text outside of the tables is lines, one a paragraph, and so is the text of tables that only arrange the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from govtui.errors import IntakeError
from govtui.intake.grid import Cell, Grid, Line, Row, Source
from govtui.intake.readers.markup import tokens_of
from govtui.intake.readers.page_encoding import decode_page
from govtui.intake.readers.page_parts import PageCell, PageTable, parts_of
from govtui.intake.readers.page_tables import MAX_TEXT, holds_data, rows_of
from govtui.intake.watch import Watch, unwatched

MAX_LINES = 200_000
MAX_PAGES = 50
"""Pages of an archive that are looked at for a table."""


def read_web(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the tables of a web page, or its lines where it has none.

    Raises IntakeError where the page is empty, in an unknown encoding, or beyond one of the limits.
    """
    return read_page(decode_page(data), watch)


def read_page(text: str, watch: Watch = unwatched) -> Source:
    """Return the tables of a page's text, or its lines where it has none; raises IntakeError as `read_web` does."""
    return _source(parts_of(tokens_of(text), watch))


def read_archive(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the tables of a web archive (.mht): of its page, or of those in its frames, as Excel saves its sheets.

    Raises IntakeError as `read_web` does, and where there is no page in the archive.
    """
    pages = _pages(data)
    if not pages:
        raise IntakeError(
            "网页存档里没有网页",
            "文件是 .mht 网页存档，但里面没有网页的内容，文件可能不完整",
            "请在浏览器中重新打开网页，另存为 .html 再导入",
        )
    sources: list[Source] = []
    refused: IntakeError | None = None
    for place, (content, charset) in enumerate(pages[:MAX_PAGES]):
        try:
            sources.append(read_page(decode_page(content, charset), watch))
        except IntakeError as error:  # frames may be empty, the page itself may be nothing but frames
            refused = refused or error
            continue
        if place == 0 and _has_table(sources[0]):
            return sources[0]
    if not sources:
        raise refused or IntakeError("网页是空的", "里面没有任何文字", "请确认网页已经显示完整，再另存一次")
    grids = [grid for source in sources if _has_table(source) for grid in source.grids]
    return msgspec.structs.replace(sources[0], grids=_one_below_another(grids)) if grids else _longest(sources)


def _has_table(source: Source) -> bool:
    return not all(grid.is_stack for grid in source.grids)


def _longest(sources: Sequence[Source]) -> Source:
    return max(sources, key=lambda source: len(source.grids[0].lines))


def _one_below_another(grids: Sequence[Grid]) -> tuple[Grid, ...]:
    """Return grids of several pages, each with its lines and a name, as the sheets of a workbook are."""
    pages = list(dict.fromkeys(id(grid.lines) for grid in grids))
    if len(pages) == 1:
        return tuple(grids)
    return tuple(msgspec.structs.replace(grid, name=f"网页{pages.index(id(grid.lines)) + 1}") for grid in grids)


def _pages(data: bytes) -> list[tuple[bytes, str]]:
    """Return the web pages in an archive with the encodings that it states for them."""
    from email import message_from_bytes
    from email.errors import MessageError

    try:
        message = message_from_bytes(data.lstrip())
        return [
            (content, str(part.get_content_charset("") or ""))
            for part in message.walk()
            if part.get_content_type() in ("text/html", "application/xhtml+xml")
            and isinstance(content := part.get_payload(decode=True), bytes)
        ]
    except (MessageError, RecursionError, ValueError, LookupError, TypeError, AttributeError, IndexError) as error:
        raise IntakeError(
            "网页存档已损坏",
            "文件是 .mht 网页存档，但其中的结构不对，读不出内容",
            "请在浏览器中重新打开网页，另存为 .html 再导入",
        ) from error


def _source(page: PageCell) -> Source:
    lines: list[Line] = []
    stacked: list[Row] = []
    tables: list[tuple[tuple[Row, ...], bool]] = []
    for part in _flow(page):
        if isinstance(part, str):
            _check_text(part)
            for index, text in enumerate(part.split("\n")):
                lines.append(Line(text, len(lines) + 1))
                stacked.append(Row((Cell((text,), len(lines), len(lines)),), after_break=not index))
        else:
            rows, written, merged = rows_of(part, len(lines) + 1)
            tables.append((rows, merged))
            lines += written
        if len(lines) > MAX_LINES:
            raise IntakeError("文件太大", f"网页超过 {MAX_LINES} 行", "请只保留任务分解表再导入")
    if not lines:
        raise IntakeError(
            "网页里没有文字",
            "页面上只有图片、脚本或框架，任务分解表不在这个文件里",
            "请在浏览器中等网页显示完整，选中表格复制，粘贴到粘贴框",
        )
    if not tables:
        return Source(grids=(Grid(rows=tuple(stacked), lines=tuple(lines)),))
    every = tuple(lines)
    return Source(grids=tuple(Grid(rows=rows, lines=every, states_merges=merged) for rows, merged in tables))


def _flow(cell: PageCell) -> Iterator[str | PageTable]:
    """Give the paragraphs and the tables with data in the order of the page."""
    for part in cell.content:
        if isinstance(part, str) or holds_data(part):
            yield part
        else:
            for row in part.rows:
                for inner in row:
                    yield from _flow(inner)


def _check_text(text: str) -> None:
    if len(text) > MAX_TEXT:
        raise IntakeError(
            "一段文字太长", f"网页里的一段有 {len(text)} 个字，最多能读 {MAX_TEXT} 个", "请确认选对了文件"
        )
