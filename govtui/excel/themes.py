"""The merged cells of the themes (重点任务): which rows share one, which columns one spans, how high it has to be."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import groupby
from typing import NamedTuple

from govtui.excel.columns import cell_text
from govtui.excel.measure import cut_after, height_of, line_starts, lines_in, room_of, text_width
from govtui.review.rows import TaskRow

_MOST_LEVELS = 3
"""Columns for themes at most; what stands deeper shares the last one."""

_CUT_MARK = "…（略）"

ThemePath = tuple[str, ...]


class Theme(NamedTuple):
    """What one theme column shows beside a row."""

    key: Hashable
    """Equal for rows that share the cell."""
    text: str
    height: float
    """What the text needs, in points."""
    columns: int
    """Theme columns that the cell spans; 0 where the cell to the left spans this one."""


def theme_path(row: TaskRow) -> ThemePath:
    """Return the themes of a task as they are shown, outermost first, not more than there may be columns."""
    path = tuple(text for theme in row.task.themes if (text := cell_text(theme)))
    if len(path) <= _MOST_LEVELS:
        return path
    return (*path[: _MOST_LEVELS - 1], "\n".join(path[_MOST_LEVELS - 1 :]))


def theme_samples(paths: Sequence[ThemePath], levels: int, step: int) -> list[list[float]]:
    """Return for each level the widths of every `step`th row's share of its theme cell, for `share_page`."""
    shares = [(path, length) for path, run in groupby(paths) for length in [len(list(run))] for _ in range(length)]
    samples: list[list[float]] = [[] for _ in range(levels)]
    for path, length in shares[::step]:
        for level, sample in enumerate(samples):
            shown = min(level, len(path) - 1)
            columns = levels - shown if shown == len(path) - 1 else 1
            sample.append(text_width(path[shown]) / length / columns if path else 0.0)
    return samples


class ThemeCells:
    """Makes the theme cells of rows."""

    def __init__(self, widths: Sequence[int], most_height: float) -> None:
        """Take the widths of the theme columns in units, and the height in points that no cell may exceed."""
        self._widths = widths
        self._most_lines = lines_in(most_height)
        self._known: dict[tuple[str, ThemePath], tuple[Theme, ...]] = {}
        self.cut: list[str] = []
        """The themes that were too long for a cell."""

    def of(self, document: str, path: ThemePath, row: int) -> tuple[Theme, ...]:
        """Return the cells of a row. Rows share a cell only within a document, and only where there is a theme."""
        if not path:
            return self._cells(row, ("",))
        if (cells := self._known.get((document, path))) is None:
            cells = self._known[document, path] = self._cells(document, path)
        return cells

    def _cells(self, owner: Hashable, path: ThemePath) -> tuple[Theme, ...]:
        levels, last = len(self._widths), len(path) - 1
        cells = []
        for level in range(levels):
            shown = min(level, last)
            key = (owner, path[: shown + 1], shown == last)
            if level > last:
                cells.append(Theme(key, "", 0.0, 0))
                continue
            columns = levels - level if level == last else 1
            text, height = self._fitted(path[level], room_of(sum(self._widths[level : level + columns])))
            cells.append(Theme(key, text, height, columns))
        return tuple(cells)

    def _fitted(self, text: str, room: int) -> tuple[str, float]:
        if len(line_starts(text, room)) > self._most_lines:
            self.cut.append(text)
            text = cut_after(text, room, self._most_lines - 2).head + _CUT_MARK
        return text, height_of(len(line_starts(text, room)))
