"""The structure of Word's tables and of what stands in a cell or a page: rows, cells, their places, what is deleted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govtui.errors import IntakeError
from govtui.intake.readers.word_columns import Placed
from govtui.intake.readers.word_package import MC, W, child, is_on, number, value
from govtui.intake.readers.word_text import TEXT_BOX, chosen_of, is_placeholder

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_RULER = 200
"""Columns of a table's ruler; Word and WPS draw no more than 63."""

PARAGRAPH = f"{W}p"
TABLE = f"{W}tbl"
EMBEDDED = f"{W}altChunk"
_ROW = f"{W}tr"
_CELL = f"{W}tc"
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo"))


def blocks_of(container: Element) -> Iterator[Element]:
    """Yield the paragraphs, tables and embedded documents right in a body, a cell or a text box."""
    return _parts(container, PARAGRAPH, TABLE, EMBEDDED)


def rows_of(table: Element) -> Iterator[Element]:
    """Yield the rows of a table that were neither deleted nor hidden."""
    for row in _parts(table, _ROW):
        properties = child(row, "trPr")
        if child(properties, "del") is None and not is_on(properties, "hidden"):
            yield row


def cells_of(row: Element) -> Iterator[Element]:
    """Yield the cells of a row that were not deleted."""
    for cell in _parts(row, _CELL):
        if child(cell, "tcPr", "cellDel") is None:
            yield cell


def _parts(container: Element, *tags: str) -> Iterator[Element]:
    for part in container:
        if part.tag in tags:
            yield part
        elif part.tag in _WRAPPERS:
            if not is_placeholder(part) or _CELL in tags or _ROW in tags:
                yield from _parts(part, *tags)
        elif part.tag == f"{MC}AlternateContent" and (chosen := chosen_of(part)) is not None:
            yield from _parts(chosen, *tags)


def widths_of(table: Element) -> list[int]:
    """Return the widths of the ruler's columns in twentieths of a point, 0 where one is not told."""
    ruler = child(table, "tblGrid")
    columns = ruler.iterfind(f"{W}gridCol") if ruler is not None else ()
    return [number(column, attribute="w") or 0 for column in columns]


def places_of(row: Element) -> list[tuple[Element, Placed]]:
    """Return the cells of a row with their places on the ruler, still without text.

    `goes_on` is set where a cell says that it is part of the one above. Raises IntakeError for too many columns.
    """
    edge = _within(number(row, "trPr", "gridBefore") or 0)
    found: list[tuple[Element, Placed]] = []
    for cell in cells_of(row):
        properties = child(cell, "tcPr")
        end = _within(edge + max(1, number(properties, "gridSpan") or 1))
        if found and child(properties, "hMerge") is not None and value(properties, "hMerge") != "restart":
            found[-1] = (found[-1][0], found[-1][1]._replace(end=end))  # the old way to merge with the cell at the left
        else:
            found.append((cell, Placed(edge, end, goes_on=goes_on(properties))))
        edge = end
    return found


def goes_on(properties: Element | None) -> bool:
    """Tell whether a cell says that it is part of the one above."""
    return child(properties, "vMerge") is not None and value(properties, "vMerge") != "restart"


def begins_merge(cell: Element) -> bool:
    """Tell whether a cell says that it may be merged with the one below."""
    return child(cell, "tcPr", "vMerge") is not None


def _within(edge: int) -> int:
    if edge > MAX_RULER:
        raise IntakeError("表格太宽", f"表格超过 {MAX_RULER} 栏", "请只保留任务分解表的各栏再导入")
    return max(0, edge)


def is_mark_deleted(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph was deleted, so that the next one goes on with it."""
    mark = child(paragraph, "pPr", "rPr")
    return child(mark, "del") is not None or child(mark, "moveFrom") is not None


def is_hidden_paragraph(paragraph: Element) -> bool:
    """Tell whether the end of a paragraph is hidden, and with it the paragraph where it has no text."""
    return bool(is_on(paragraph, "pPr", "rPr", "vanish"))


def is_one_column(table: Element) -> bool:
    """Tell whether no row has more than one cell with something in it: a frame around text, not a table."""
    return all(sum(map(_has_content, cells_of(row))) < 2 for row in rows_of(table))


def is_layout(table: Element) -> bool:
    """Tell whether a table serves to lay out others: more cells with text are in those than beside them."""
    if next(table.iterdescendants(TABLE), None) is None:
        return False
    cells = {
        cell for text in table.iterdescendants(f"{W}t") if (cell := next(text.iterancestors(_CELL), None)) is not None
    }
    own = sum(next(cell.iterancestors(TABLE)) is table for cell in cells)
    return own < len(cells) - own


def _has_content(cell: Element) -> bool:
    return next(cell.iterdescendants(f"{W}t", f"{W}sym", f"{W}numPr", TEXT_BOX), None) is not None
