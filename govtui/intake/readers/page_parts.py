"""The tokens of a web page to its parts: paragraphs and tables, those inside of cells within their cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from govtui.intake.readers.markup import BLOCKS, CELLS, GROUPS, UNSEEN, Start, Token, is_hidden
from govtui.intake.readers.page_lists import ListNumbers
from govtui.intake.watch import Watch
from govtui.text import char_width, clean

MAX_NESTED = 20
"""Tables inside one another; deeper ones are read as text of the cell."""
TOKENS_WATCHED = 20_000
"""Tokens from one look at the watch to the next."""

BREAK = "\0"
"""Stands for `<br>` until white space is folded: the line breaks of the file itself are mere blanks."""

_FOLDED = re.compile(r"[ \t\n\r\f]+")
_LEADING_NUMBER = re.compile(r"\s*(\d{1,6})")


@dataclass(slots=True)
class PageCell:
    """A cell, a caption, or the page itself: its paragraphs and the tables in it, in their order."""

    content: list[str | PageTable]
    rows: int = 1
    """How many rows it spans; 0 is all that follow in its group."""
    columns: int = 1


@dataclass(slots=True)
class PageGroup:
    """The rows of a `thead`, `tbody` or `tfoot`."""

    name: str
    rows: list[list[PageCell]] = field(default_factory=list)


@dataclass(slots=True)
class PageTable:
    """A table; what stands in it outside of its cells has become content before it."""

    groups: list[PageGroup] = field(default_factory=list)

    @property
    def rows(self) -> Iterable[list[PageCell]]:
        """The rows in the order in which they are shown: the first `thead` above, the first `tfoot` below."""
        head = next((group for group in self.groups if group.name == "thead"), None)
        foot = next((group for group in self.groups if group.name == "tfoot"), None)
        body = [group for group in self.groups if group is not head and group is not foot]
        return [row for group in (head, *body, foot) if group for row in group.rows]


def parts_of(tokens: Sequence[Token], watch: Watch) -> PageCell:
    """Return the whole page as one cell."""
    hidden = _hidden_spans(tokens)
    builder = _Builder()
    at = 0
    looked = 0
    while at < len(tokens):
        if at >= looked:
            watch(at, len(tokens))
            looked = at + TOKENS_WATCHED
        if at in hidden:
            at = hidden[at]
            continue
        token = tokens[at]
        if isinstance(token, str):
            builder.text(token)
        elif isinstance(token, Start):
            builder.start(token)
        else:
            builder.end(token.name)
        at += 1
    return builder.finished()


def _hidden_spans(tokens: Sequence[Token]) -> dict[int, int]:
    """Return where the elements that are not shown begin and the places behind their ends.

    One that is never closed, or in another cell than it was opened, does not count: it would take the rest of the page
    with it. Cells and rows are left to the builder, for they often have no end tag.
    """
    spans: dict[int, int] = {}
    opened: dict[str, list[tuple[int, tuple[int, int]]]] = {}
    cells = [0]
    for at, token in enumerate(tokens):
        if isinstance(token, str):
            continue
        if token.name == "table":
            if isinstance(token, Start):
                cells.append(0)
            elif len(cells) > 1:
                cells.pop()
        elif token.name in CELLS or token.name == "tr":
            cells[-1] += 1
        place = (len(cells), cells[-1])
        stack = opened.setdefault(token.name, [])
        if isinstance(token, Start):
            stack.append((at if token.name in UNSEEN or is_hidden(token) else -1, place))
        elif stack:
            start, where = stack.pop()
            if start >= 0 and (where == place or token.name == "table") and token.name not in (*CELLS, "tr"):
                spans[start] = at + 1
    return spans


class _Text:
    """The paragraphs of a cell as they come in."""

    def __init__(self, cell: PageCell) -> None:
        self.cell = cell
        self.pieces: list[str] = []
        self.mark = ""
        """The number of a list's item, until its text comes."""
        self.lists = ListNumbers()
        self.kept = 0
        """Elements around in which line breaks count."""
        self.muted = False
        """A paragraph that is not shown and has no end tag so far."""

    def add(self, text: str) -> None:
        if not self.muted:
            self.pieces.append(text.replace("\n", BREAK) if self.kept else text)

    def part(self) -> None:
        """End a paragraph."""
        self.muted = False
        if not self.pieces:
            return
        whole = "".join(self.pieces)
        self.pieces.clear()
        for paragraph in folded(whole):
            self.cell.content.append(self.mark + paragraph)
            self.mark = ""


def folded(text: str) -> list[str]:
    """Return the paragraphs of a text: its white space folded, two line breaks in a row part paragraphs."""
    lines = [clean(_FOLDED.sub(_blank, line)).strip() for line in text.split(BREAK)]
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return ["\n".join(paragraph) for paragraph in paragraphs if paragraph]


def _blank(found: re.Match[str]) -> str:
    """Return what white space is shown as: a line break of the file between Chinese characters is nothing."""
    start, end = found.span()
    text = found.string
    if "\n" in found[0] and start > 0 and end < len(text) and char_width(text[start - 1]) == char_width(text[end]) == 2:
        return ""
    return " "


@dataclass(slots=True)
class _OpenTable:
    table: PageTable
    place: int
    """Where it stands in the content around it."""
    outside: _Text
    """What stands in it outside of its cells."""
    row: list[PageCell] | None = None
    grouped: bool = False
    text: _Text | None = None
    """That of the open cell or caption."""
    deeper: int = 0
    """Tables in the open cell that are too deep to be tables."""


class _Builder:
    def __init__(self) -> None:
        self.page = _Text(PageCell([]))
        self.tables: list[_OpenTable] = []

    @property
    def current(self) -> _Text:
        if not self.tables:
            return self.page
        return self.tables[-1].text or self.tables[-1].outside

    def text(self, text: str) -> None:
        self.current.add(text)

    def start(self, tag: Start) -> None:
        name = tag.name
        if name == "br":
            self.text(BREAK)
        elif name == "table":
            self._open_table()
        elif name in CELLS or name in GROUPS or name in ("tr", "caption"):
            self._start_in_table(tag)
        elif name in BLOCKS:
            text = self.current
            text.part()
            text.muted = name in ("p", "li") and is_hidden(tag)
            text.kept += name == "pre"
            if name in ("ol", "ul", "menu", "dir"):
                text.lists.open(tag)
            elif name == "li":
                text.mark = text.lists.next(tag)

    def end(self, name: str) -> None:
        text = self.current
        if name == "table":
            self._close_table()
        elif name in CELLS or name in GROUPS or name in ("tr", "caption"):
            self._end_in_table(name)
        elif name == "br":
            self.text(BREAK)
        elif name in BLOCKS:
            text.part()
            if name == "pre":
                text.kept = max(0, text.kept - 1)
            elif name in ("ol", "ul", "menu", "dir"):
                text.lists.close()
            elif name == "li":
                text.mark = ""

    def finished(self) -> PageCell:
        while self.tables:
            self._close_table()
        self.page.part()
        return self.page.cell

    def _open_table(self) -> None:
        text = self.current
        text.part()
        if len(self.tables) == MAX_NESTED:
            self.tables[-1].deeper += 1
            return
        table = PageTable()
        self.tables.append(_OpenTable(table, len(text.cell.content), _Text(PageCell([]))))
        text.cell.content.append(table)

    def _close_table(self) -> None:
        if not self.tables:
            return
        if self.tables[-1].deeper:
            self.current.part()
            self.tables[-1].deeper -= 1
            return
        self._close_cell()
        opened = self.tables.pop()
        opened.outside.part()
        around = self.current.cell.content
        around[opened.place : opened.place] = opened.outside.cell.content

    def _close_cell(self) -> None:
        opened = self.tables[-1]
        if opened.text:
            opened.text.part()
            opened.text = None
        opened.deeper = 0

    def _start_in_table(self, tag: Start) -> None:
        opened = self.tables[-1] if self.tables else None
        if opened is None or opened.deeper:
            self.current.part()
            return
        self._close_cell()
        table = opened.table
        if tag.name == "caption":
            opened.text = opened.outside
        elif tag.name in GROUPS:
            table.groups.append(PageGroup(tag.name))
            opened.row, opened.grouped = None, True
        elif tag.name == "tr":
            self._open_row(opened, hidden=is_hidden(tag))
        else:
            if opened.row is None:
                self._open_row(opened)
            cell = PageCell([], _span(tag, "rowspan"), _span(tag, "colspan") or 1)
            opened.text = _Text(cell)
            if opened.row is not None and not is_hidden(tag):
                opened.row.append(cell)

    def _open_row(self, opened: _OpenTable, *, hidden: bool = False) -> None:
        if not opened.grouped:
            opened.table.groups.append(PageGroup("tbody"))
            opened.grouped = True
        opened.row = []
        if not hidden:
            opened.table.groups[-1].rows.append(opened.row)

    def _end_in_table(self, name: str) -> None:
        opened = self.tables[-1] if self.tables else None
        if opened is None or opened.deeper:
            self.current.part()
            return
        self._close_cell()
        if name not in CELLS and name != "caption":
            opened.row = None
        if name in GROUPS:
            opened.grouped = False


def _span(tag: Start, name: str) -> int:
    found = _LEADING_NUMBER.match(tag.attributes.get(name, ""))
    return int(found[1]) if found else 1
