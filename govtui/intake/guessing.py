"""The columns of a table by their names, their places and, where the names say too little, by what stands in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from govtui.intake.columns import SHORT_CONTENT, Column, Field, assign
from govtui.intake.grid import Grid, Row
from govtui.intake.header import Header
from govtui.intake.kinds import LONGEST_THEME, Likeness, Nature, nature
from govtui.intake.words import column_word

SAMPLE = 60
"""Rows that are looked at."""
CLEAR_SHARE = 0.6
"""Share of a column's filled cells that must be of a kind to tell it by its content."""
SHORTEST_REQUIREMENT = 8
"""Mean characters of the cells of a column that holds requirements."""
FEWEST_SAME = 3
"""Rows from which a text that stands in all of them says nothing of a single task."""
FEWEST_ROWS = 2
"""Rows of a table without a header that is understood."""

_PERSONS = ("人", "员", "者", "领导", "姓名")
"""Endings of the names of columns with persons."""

Decisions = Mapping[int, tuple[Field, str]]
"""Fields that were decided for columns, by their place, with the reason as `Column.reason` gives it."""

_Look = Callable[[Nature], bool]
_LOOKS: Mapping[Field, tuple[str, _Look]] = {
    Field.SEQ: ("序号", lambda seen: seen.number),
    Field.DEADLINE: ("完成时限", lambda seen: seen.deadline is Likeness.STRONG),
    Field.UNITS: ("责任单位", lambda seen: seen.units and not seen.sentence),
}


def columns_of(names: Sequence[str], rows: Sequence[Row], chosen: Decisions | None = None) -> tuple[Column, ...]:
    """Return the columns with the given names; `rows` are as long as `names`, or there are none.

    `chosen` are the fields that were decided for some places.
    """
    chosen = chosen or {}
    texts = [[text for row in rows[:SAMPLE] if (text := row.cells[place].text)] for place in range(len(names))]
    lengths = [sum(map(len, column)) / len(column) if column else 0.0 for column in texts]
    columns = list(assign(names, lengths if rows else None, same=_all_the_same(texts)))
    open_places = [
        place
        for place, name in enumerate(names)
        if place not in chosen and column_word(name) is None and (not name or columns[place].field is Field.OTHER)
    ]
    for place, (field, reason) in chosen.items():
        if place < len(columns):
            columns[place] = Column(names[place], field, reason)
    if rows:
        _tell_by_content(columns, texts, lengths, open_places)
    return tuple(columns)


def _tell_by_content(
    columns: list[Column], texts: Sequence[Sequence[str]], lengths: Sequence[float], places: Sequence[int]
) -> None:
    """Give the columns at `places`, whose names say nothing, the fields that are missing and that they look like."""
    left = list(places)
    for field, (looks_like, looks) in _LOOKS.items():
        if _has(columns, field):
            continue
        shares = {place: _count(texts[place], looks) / len(texts[place]) for place in left if texts[place]}
        best = max(shares, key=lambda place: shares[place], default=None)
        if best is not None and shares[best] >= CLEAR_SHARE and (field is not Field.SEQ or best <= 1):
            reason = f"内容像{looks_like}（{len(texts[best])}格中的{_count(texts[best], looks)}格）"
            columns[best] = Column(columns[best].name, field, reason)
            left.remove(best)
    if not _has(columns, Field.REQUIREMENT) and left:
        longest = max(left, key=lambda place: lengths[place])
        if lengths[longest] >= SHORTEST_REQUIREMENT:
            columns[longest] = Column(columns[longest].name, Field.REQUIREMENT, "文字最长的一栏")
            left.remove(longest)
    requirement = _longer(columns, lengths, left)
    for place in left:
        name = columns[place].name
        before = columns[place].field is Field.OTHER and place < requirement and not name.endswith(_PERSONS)
        headings = _count(texts[place], _may_group)
        if before and lengths[place] <= LONGEST_THEME and headings > (CLEAR_SHARE * len(texts[place]) if name else 0):
            columns[place] = Column(name, Field.THEME, "在任务左边的短文字")


def _all_the_same(texts: Sequence[Sequence[str]]) -> frozenset[int]:
    """Return the places of the columns that say the same in every row: 按期办结, 书面答复."""
    return frozenset(
        place for place, column in enumerate(texts) if len(column) >= FEWEST_SAME and len(set(column)) == 1
    )


def _longer(columns: list[Column], lengths: Sequence[float], left: list[int]) -> int:
    """Return the place of the requirement, 0 without one.

    Where it is a column of mere names, one of the columns that are `left` between it and the units takes its place if
    that tells more.
    """
    place = next((place for place, column in enumerate(columns) if column.field is Field.REQUIREMENT), 0)
    others = (at for at, column in enumerate(columns) if column.field.names_units or column.field is Field.DEADLINE)
    end = next((at for at in others if at > place), 0)
    longer = [at for at in left if place < at < end and lengths[at] > max(SHORT_CONTENT, 2 * lengths[place])]
    if not longer or lengths[place] > SHORT_CONTENT or columns[place].field is not Field.REQUIREMENT:
        return place
    best = max(longer, key=lambda at: lengths[at])
    columns[place] = Column(columns[place].name, Field.THEME, "在任务左边的短文字")
    columns[best] = Column(columns[best].name, Field.REQUIREMENT, "文字最长的一栏")
    left.remove(best)
    return best


def _may_group(seen: Nature) -> bool:
    return not (seen.number or seen.sentence or seen.deadline is Likeness.STRONG)


def _has(columns: Sequence[Column], field: Field) -> bool:
    if field is Field.UNITS:
        return any(column.field.names_units for column in columns)
    return any(column.field is field for column in columns)


def _count(texts: Sequence[str], looks: _Look) -> int:
    return sum(looks(nature(text)) for text in texts)


def guess_header(grid: Grid) -> Header | None:
    """Return the header of a table of whose names too few are known, or that has none (`start` and `end` are equal).

    None where the content does not show a plan either: a column of requirements, and one of units or of deadlines.
    """
    width = max((len(row.cells) for row in grid.rows), default=0)
    filled = [index for index, row in enumerate(grid.rows) if len(row.cells) == width and _filled(row) > 1]
    if width < 2 or len(filled) < FEWEST_ROWS:
        return None
    rows = [grid.rows[index] for index in filled]
    columns = columns_of([""] * width, rows)
    fields = {column.field for column in columns}
    if Field.REQUIREMENT not in fields or not fields & {Field.UNITS, Field.DEADLINE}:
        return None
    first = filled[0]
    if len(rows) > FEWEST_ROWS and _reads_like_names(grid.rows[first], columns, rows[1:]):
        return Header(tuple(cell.text for cell in grid.rows[first].cells), first, first + 1)
    return Header(("",) * width, first, first)


def _filled(row: Row) -> int:
    return sum(bool(cell.paragraphs) for cell in row.cells)


def _reads_like_names(row: Row, columns: Sequence[Column], others: Sequence[Row]) -> bool:
    """Tell whether a row above others is short where they are long, and looks like the content of no column."""
    for place, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        seen = nature(cell.text)
        if cell.text and column.field is Field.REQUIREMENT:
            mean = sum(len(other.cells[place].text) for other in others) / len(others)
            if len(cell.text) * 2 > mean or seen.sentence:
                return False
        elif cell.text and column.field in _LOOKS:
            known = column_word(cell.text) is not None
            if not known and _LOOKS[column.field][1](seen):
                return False
    return True
