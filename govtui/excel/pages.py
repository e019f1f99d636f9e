"""Rows put on pages: what goes on which page, how high every row is, where a long task is carried on.

Themes are merged over the rows that share them, but never across the end of a page: there every page begins with its
theme. So pages are made here and end with a break, instead of wherever a program happens to break them. A merged cell
whose text is taller than its rows makes them taller. A task that a page cannot hold is carried on in another row.

All heights are in points.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from govtui.excel.measure import cut_after, height_of, line_starts, lines_in
from govtui.excel.themes import Theme

_LEAST_LINES = 6
"""A piece of a task has at least so many lines; less room than they need is left empty."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of the sheet: a task or a piece of it."""

    texts: tuple[str, ...]
    """The cells without the themes: the number, then the columns right of the themes."""
    themes: tuple[Theme, ...]
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Rooms:
    """How high the rows on a page may be together."""

    first: float
    """On the first page, which has the title."""
    other: float
    ending: float
    """What the lines below the last row take."""


@dataclass(slots=True)
class Page:
    """The rows of one page while it is being filled."""

    room: float
    strips: list[Strip] = field(default_factory=list)
    _closed: float = 0.0
    """Height of the rows before the outermost theme that is going on."""
    _open: list[Strip] = field(default_factory=list)
    """The rows of the outermost theme that is going on."""
    used: float = 0.0

    def height_with(self, strip: Strip) -> float:
        """Return the height of all rows if `strip` came as well."""
        if self._goes_on(strip):
            return self._closed + sum(grown([*self._open, strip]))
        return self.used + sum(grown([strip]))

    def add(self, strip: Strip) -> None:
        """Put a row on the page."""
        height = self.height_with(strip)
        if self._goes_on(strip):
            self._open.append(strip)
        else:
            self._closed, self._open = self.used, [strip]
        self.used = height
        self.strips.append(strip)

    def finished(self) -> list[Strip]:
        """Return the rows, as high as their own cells and the merged ones need."""
        return [replace(strip, height=height) for strip, height in zip(self.strips, grown(self.strips), strict=True)]

    def _goes_on(self, strip: Strip) -> bool:
        return bool(self._open and strip.themes and self._open[0].themes[0].key == strip.themes[0].key)


def grown(strips: Sequence[Strip], level: int = 0) -> list[float]:
    """Return the heights of rows so that the merged themes from `level` inwards fit, each beside its rows."""
    if not strips or level == len(strips[0].themes):
        return [strip.height for strip in strips]
    heights: list[float] = []
    for run in runs(strips, level):
        inner = grown(run, level + 1)
        lacking = max(0.0, run[0].themes[level].height - sum(inner)) / len(run)
        heights += [height + lacking for height in inner]
    return heights


def runs(strips: Sequence[Strip], level: int) -> Iterator[list[Strip]]:
    """Return the consecutive rows that share the theme of a level."""
    for _key, run in groupby(strips, key=lambda strip: strip.themes[level].key):
        yield list(run)


@dataclass(frozen=True, slots=True)
class Paginator:
    """Puts tasks on pages."""

    rooms: Rooms
    widths: tuple[int, ...]
    """Room for text in the columns of `Strip.texts`, in hundredths of an em."""
    carried: Callable[[str], str]
    """The number that a carried-on row gets, from the task's number."""

    def pages(self, tasks: Sequence[Strip]) -> tuple[list[list[Strip]], list[str]]:
        """Return the rows page by page, and the numbers of the tasks that take several rows."""
        pages = [Page(self.rooms.first)]
        split = []
        for index, task in enumerate(tasks):
            ending = self.rooms.ending if index == len(tasks) - 1 else 0.0
            if self._place(task, pages, ending):
                split.append(task.texts[0])
        return [page.finished() for page in pages], split

    def _place(self, task: Strip, pages: list[Page], ending: float) -> bool:
        """Put a task on the last page or on new ones; say whether it had to be split."""
        number, texts = task.texts[0], task.texts
        while True:
            lines = self._lines(texts)
            strip = Strip(texts, task.themes, height_of(lines))
            page = pages[-1]
            if page.height_with(strip) <= page.room - ending:
                page.add(strip)
                return texts is not task.texts
            left = page.room - ending - page.used
            least = max(height_of(_LEAST_LINES), *(theme.height for theme in task.themes))
            if page.strips and (strip.height <= self.rooms.first - self.rooms.ending or left < least):
                pages.append(Page(self.rooms.other))
                continue
            lines = min(lines_in(left), lines - _LEAST_LINES)
            cuts = [cut_after(text, room, lines) for text, room in zip(texts, self.widths, strict=True)]
            head = tuple(cut.head for cut in cuts)
            page.add(Strip(head, task.themes, height_of(self._lines(head))))
            pages.append(Page(self.rooms.other))
            texts = (cuts[0].rest or self.carried(number), *(cut.rest for cut in cuts[1:]))

    def _lines(self, texts: Sequence[str]) -> int:
        return max(len(line_starts(text, room)) for text, room in zip(texts, self.widths, strict=True))
