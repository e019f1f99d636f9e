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
from typing import NamedTuple

from govtui.excel.measure import cut_after, height_of, line_count, lines_in
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


class Level(NamedTuple):
    """Where the rows of a page stand with the themes of one level."""

    theme: Theme
    """The theme that is going on."""
    before: float
    """Height of the finished themes within the theme that is going on one level further out."""


class Tally(NamedTuple):
    """The height of rows under their merged themes, kept up row by row: a long register has thousands of pages."""

    height: float = 0.0
    """Of all rows."""
    rows: float = 0.0
    """Of the rows of the innermost theme that is going on."""
    levels: tuple[Level, ...] = ()

    def with_row(self, strip: Strip) -> Tally:
        """Return the tally with one more row."""
        themes = strip.themes
        pairs = enumerate(zip(themes, self.levels, strict=False))
        same = next((i for i, (theme, level) in pairs if theme.key != level.theme.key), len(self.levels))
        if same == len(themes):
            rows, levels = self.rows + strip.height, self.levels
        else:
            finished = _total(self.rows, self.levels[same:])
            started = (Level(theme, 0.0) for theme in themes[same + 1 :])
            rows, levels = strip.height, (*self.levels[:same], Level(themes[same], finished), *started)
        return Tally(_total(rows, levels), rows, levels)


_EMPTY = Tally()


def _total(rows: float, levels: Sequence[Level]) -> float:
    """Return the height at the outermost of some levels: each is as high as its text or what it covers."""
    height = rows
    for level in reversed(levels):
        height = level.before + max(level.theme.height, height)
    return height


@dataclass(slots=True)
class Page:
    """The rows of one page while it is being filled."""

    room: float
    strips: list[Strip] = field(default_factory=list)
    tally: Tally = _EMPTY

    def add(self, strip: Strip, tally: Tally) -> None:
        """Put a row on the page that makes its tally this one."""
        self.strips.append(strip)
        self.tally = tally

    def finished(self) -> list[Strip]:
        """Return the rows, as high as their own cells and the merged ones need."""
        return [
            strip if strip.height == height else replace(strip, height=height)
            for strip, height in zip(self.strips, grown(self.strips), strict=True)
        ]


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
        lines = self._lines(texts)
        while True:
            strip = Strip(texts, task.themes, height_of(lines))
            page = pages[-1]
            tally = page.tally.with_row(strip)
            if tally.height <= page.room - ending:
                page.add(strip, tally)
                return texts is not task.texts
            left = page.room - ending - page.tally.height
            least = max([height_of(_LEAST_LINES), *(theme.height for theme in task.themes)])
            if page.strips and (strip.height <= self.rooms.other - ending or left < least):
                pages.append(Page(self.rooms.other))
                continue
            head, rest = self._cut(texts, max(1, min(lines_in(left), lines - _LEAST_LINES)))
            piece = Strip(head, task.themes, height_of(self._lines(head)))
            page.add(piece, page.tally.with_row(piece))
            pages.append(Page(self.rooms.other))
            texts = (rest[0] or self.carried(number), *rest[1:])
            lines = self._lines(texts)

    def _cut(self, texts: Sequence[str], lines: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        cuts = [cut_after(text, room, lines) for text, room in zip(texts, self.widths, strict=True)]
        return tuple(cut.head for cut in cuts), tuple(cut.rest for cut in cuts)

    def _lines(self, texts: Sequence[str]) -> int:
        return max(map(line_count, texts, self.widths))
