"""The themes that each task stands under, from the theme cells printed beside the rows.

A theme cell covers all rows down to the next text in its column. Two things are read out of the shape because plain
text has lost the merged cells:

- A plan with two theme columns may have pages on which they share one cell, 主题 任务名称, apart by a blank. The outer
  theme then stands in the middle of the rows that it covers, and the items above it have none: they stand under it too.
- Rows at the very top without a theme stand under the first one that is printed, for the same reason.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

import msgspec

from govtui.intake.items import Item, Part
from govtui.text import squeeze

_FUSED = re.compile(r"([\u4e00-\u9fff]\S{1,29}) ([\u4e00-\u9fff]\S{1,29})")

Themes = tuple[str, ...]


class Block(msgspec.Struct, frozen=True, gc=False):
    """Tasks that were found to stand under a theme which is not printed beside the first of them."""

    theme: str
    first: str
    last: str
    """Numbers of items; empty where the plan prints none."""
    line: int
    """Where the theme is printed."""
    task: str
    """`Item.seq` of the first of them."""


class Resolved(msgspec.Struct, frozen=True, gc=False):
    """The themes of all parts, item by item, and what had to be inferred."""

    themes: tuple[tuple[Themes, ...], ...]
    blocks: tuple[Block, ...]
    inherited: int
    """Parts beside which no theme is printed."""


class _Row(NamedTuple):
    """A part with its themes, one for each level of the plan; they are completed in place."""

    item: int
    part: Part
    themes: list[str | None]


def resolve_themes(items: Sequence[Item], *, top_down: bool) -> Resolved:
    """Return the themes of each part, outermost first; headings in rows of their own come before those beside it.

    `top_down` tells that a theme is printed before everything that stands under it.
    """
    levels = max((len(part.themes) for item in items for part in item.parts), default=0)
    rows = [
        _Row(number, part, [*part.themes, *[None] * (levels - len(part.themes))])
        for number, item in enumerate(items)
        for part in item.parts
    ]
    lifted = _part_fused(rows) if levels > 1 else []
    if not top_down:
        lifted += [found for level in range(levels) if (found := _fill_top(rows, level))]
    current: list[str] = [""] * levels
    resolved: list[list[Themes]] = [[] for _ in items]
    for row in rows:
        current = _next(current, row.themes)
        resolved[row.item].append(tuple(text for theme in (*row.part.sections, *current) if (text := squeeze(theme))))
    return Resolved(
        tuple(map(tuple, resolved)),
        tuple(_block(theme, line, first, items, resolved) for theme, line, first in lifted),
        sum(not any(row.part.themes) for row in rows),
    )


def _next(current: Sequence[str], themes: Sequence[str | None]) -> list[str]:
    """Return the themes that hold after a row: a new one ends those further in, unless it is the same one again."""
    place = next((place for place, text in enumerate(themes) if text is not None), None)
    if place is None:
        return list(current)
    repeated = themes[place] == current[place] and not any(themes[place + 1 :])
    inner = current[place + 1 :] if repeated else [text or "" for text in themes[place + 1 :]]
    return [*current[:place], themes[place] or "", *inner]


_Lifted = tuple[str, int, int]
"""A theme, the line where it is printed, and the item above that from which on it holds."""


def _part_fused(rows: Sequence[_Row]) -> list[_Lifted]:
    """Part the cells that hold an outer and an inner theme, and give the outer one to the items of its block.

    The block lies around the item beside which it is printed, as the text of a merged cell stands in its middle.
    """
    lifted: list[_Lifted] = []
    pages = [list(page) for _number, page in groupby(rows, key=lambda row: row.part.page)]
    for number, page in enumerate(pages):
        named = [row for row in page if len(row.part.themes) == 1 and row.part.themes[0]]
        fused = [(place, match) for place, row in enumerate(named) if (match := _fused(row))]
        start = 0
        for index, (place, match) in enumerate(fused):
            last = index + 1 == len(fused)
            limit = len(named) if last else fused[index + 1][0]
            goes_past = last and _goes_on_with_inner(pages, number + 1)
            end = limit if goes_past else min(2 * place - start + 1, limit)
            for row in named[start:end]:
                row.themes[:2] = [match[1], row.part.themes[0]]
            named[place].themes[1] = match[2]
            lifted.append((match[1], named[place].part.line, named[start].item))
            start = end
    return lifted


def _fused(row: _Row) -> re.Match[str] | None:
    return _FUSED.fullmatch(row.part.themes[0] or "")


def _goes_on_with_inner(pages: Sequence[Sequence[_Row]], number: int) -> bool:
    """Tell whether the first theme printed from a page on is an inner one: the outer one above holds on."""
    following = (row for place in range(number, len(pages)) for row in pages[place] if any(row.themes))
    first = next(following, None)
    return first is not None and not first.themes[0]


def _fill_top(rows: Sequence[_Row], level: int) -> _Lifted | None:
    """Give the rows at the top that have no theme of a level the first one that is printed."""
    first = next((place for place, row in enumerate(rows) if row.themes[level]), None)
    if not first:
        return None
    above = rows[:first]
    surely_empty = any(row.themes[level] == "" for row in above)
    of_another = any(any(row.themes[:level]) for row in rows[: first + 1])  # an inner theme holds for its outer one
    if surely_empty or of_another:
        return None
    theme = rows[first].themes[level] or ""
    above[0].themes[level] = theme
    return squeeze(theme), rows[first].part.line, above[0].item


def _block(theme: str, line: int, first: int, items: Sequence[Item], resolved: Sequence[Sequence[Themes]]) -> Block:
    last = first
    while last + 1 < len(items) and any(theme in themes for themes in resolved[last + 1]):
        last += 1
    return Block(theme, items[first].number, items[last].number, line, items[first].seq())
