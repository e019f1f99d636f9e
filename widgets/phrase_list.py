"""The phrases that go on with what is being written: one line where there is little room, else several."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from govtui.text import one_line, width
from widgets.line_bar import clipped
from widgets.segments import InkedView, Line

_MARGIN = 6
"""Cells in front of a phrase, for the key that takes it."""


class PhraseList(InkedView):
    """Phrases with a cursor. Keys come from the dialog around it."""

    COMPONENT_CLASSES = {"phrases--cursor"}  # noqa: RUF012 - declared so by the toolkit

    DEFAULT_CSS = """
    PhraseList {
        height: 1;
        overflow: hidden hidden;
    }
    """

    def __init__(self, take_key: str, next_key: str, *, id: str | None = None) -> None:
        """Name the keys, as they stand on the keyboard, by which a phrase is taken and the next one offered."""
        super().__init__(id=id)
        self._keys = (take_key, next_key)
        self._phrases: tuple[str, ...] = ()
        self._empty = ""
        self._cursor = 0

    @property
    def cursor(self) -> int:
        """The place of the offered phrase, from 0."""
        return self._cursor

    def show(self, phrases: Sequence[str], empty: str) -> None:
        """Offer other phrases, from their first; `empty` is said where there are none."""
        self._phrases, self._empty = tuple(map(one_line, phrases)), empty
        self._cursor = 0
        self.refresh()

    def next(self) -> None:
        """Offer the next phrase, after the last the first."""
        self._cursor = (self._cursor + 1) % max(1, len(self._phrases))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one phrase, those after the offered one below it."""
        cells = self.size.width
        if not self._phrases:
            line: Line = [(f" {self._empty}", "label")] if not y else []
            return self.draw(clipped(line, cells), cells, self.rich_style)
        if y >= len(self._phrases):
            return self.draw([], cells, self.rich_style)
        phrase = self._phrases[(self._cursor + y) % len(self._phrases)]
        if y:
            line = clipped([(" " * _MARGIN, ""), (phrase, "label")], cells)
            return self.draw(line, cells, self.rich_style)
        return self._offered(phrase, cells)

    def _offered(self, phrase: str, cells: int) -> Strip:
        take, following = self._keys
        place = f"{self._cursor + 1}/{len(self._phrases)}"
        right: Line = [(f" {place} ", "label"), (following, "key"), (" 下一句 ", "label")]
        room = max(0, cells - sum(width(text) for text, _ink in right))
        left = clipped([(f" {take}".ljust(_MARGIN), "key"), (phrase, "")], room)
        gap = room - sum(width(text) for text, _ink in left)
        style = self.get_component_rich_style("phrases--cursor")
        return self.draw([*left, (" " * gap, ""), *right], cells, style)
