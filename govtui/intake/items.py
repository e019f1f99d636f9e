"""Records to numbered items: a number of the plan with everything that stands under it.

An item may take up several rows (its number is printed once, the cells beside it are merged), and a page break may cut
it anywhere: in the middle of a sentence, of a unit's name or of a theme. Its content lines become tasks: 4.1, 4.2 …
Where a plan prints no numbers each row is an item.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from govtui.intake.contents import marker_of, points
from govtui.intake.kinds import ends_sentence, goes_on, split_number
from govtui.intake.records import Record
from govtui.wording.numerals import parse_number

NUMBERED_SHARE = 0.6
"""Share of the requirements that must open with a number for that to be the plan's numbering."""
SENTENCE_SHARE = 0.6
"""Share of the requirements that must end as sentences do for a missing end to mean something at a page break."""
STRICT_SENTENCE_SHARE = 0.9
"""The same where the source marks no pages."""

LONGEST_CUT = 5_000
"""Characters of a requirement to which no more is joined."""
MOST_CUTS = 20
"""Lines of a value cell to which no more are joined."""

_HALF_WIDTH = {code + 0xFEE0: code for code in range(0x21, 0x7F)}
_NUMBER_MARKS = re.compile(r"^[(\[〔第]+|[)\]〕.、,:项条]+$")
_CARRIES_ON = re.compile(r"[，。、；：！？）》”’,.;:!?)(（]")


@dataclass(slots=True)
class Part:
    """One content line of an item: what becomes a task."""

    requirement: str
    line: int
    page: int
    themes: list[str | None]
    """As printed beside it, one for each theme column of its page; see `Record.themes`."""
    sections: tuple[str, ...] = ()
    spans: list[tuple[int, int]] = field(default_factory=list)
    """The first and last lines of the records that it was read from."""


@dataclass(slots=True)
class Entry:
    """The lines of a value cell, and the first part of its item beside which it stands."""

    part: int
    lines: tuple[str, ...]


@dataclass(slots=True)
class Item:
    """A numbered item; it changes only while `gather` puts it together."""

    number: str
    values: list[list[Entry]]
    """The cells of each value column from the top."""
    parts: list[Part] = field(default_factory=list)
    covered: frozenset[int] = frozenset()
    """The places of the value columns whose cell at its top is part of the one above; see `Record.covered`."""

    def seq(self, part: int = 0) -> str:
        """Return the number of one of the item's tasks, as `TaskDraft.seq` has it; "" where the plan prints none."""
        return self.number if len(self.parts) == 1 or not self.number else f"{self.number}.{part + 1}"

    @property
    def themed(self) -> bool:
        """A theme is printed beside the item."""
        return any(any(part.themes) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Gathered:
    """The items of a table and what was noticed on the way."""

    items: list[Item]
    numbered: bool
    """The plan prints numbers of its own."""
    joined: list[tuple[Record, Item]]
    """Records that were found to go on with an item across a break."""
    further: list[Record]
    """Records that go on with an item as merged cells or the clerk say."""
    themes_only: list[Record]
    """Numbered rows without a requirement: their theme was taken for it."""
    empty: list[Record]
    """Numbered rows with neither; they were left out."""

    @property
    def continuations(self) -> list[Record]:
        """The records that go on with an item, for whatever reason."""
        return [*(record for record, _item in self.joined), *self.further]


class _Habits(msgspec.Struct, frozen=True):
    """How the plan at hand is written."""

    numbered: bool
    in_text: bool
    """The numbers open the requirements; there is no column for them."""
    sentences: float
    """Share of the requirements that end as sentences do."""
    pages: bool
    """The source marks page breaks."""
    solid: bool
    """Its rows are those of a real table: nothing but a break cuts them."""
    extra_rows: bool
    """Items have content lines in further rows."""
    extra_themes: bool
    """Those rows bring themes of their own."""


def gather(records: Sequence[Record], *, solid: bool = False) -> Gathered:
    """Return the items of the records of a table; the rows of a `solid` one are cut by nothing but breaks."""
    habits = _habits(records, solid=solid)
    found = Gathered([], habits.numbered, [], [], [], [])
    items = found.items
    prepared = _prepared(records, habits, found)
    holds = _outer_holds(prepared)
    page = prepared[0].page if prepared else 0
    carried: tuple[str | None, ...] = ()
    shares = False  # some item has no theme beside it
    for index, record in enumerate(prepared):
        breaks, page = record.page != page, record.page
        cut = bool(items) and _goes_on(record, items[-1], habits, breaks)
        if not record.requirement and not cut:
            carried = record.themes  # a theme in a row of its own holds for the row below
            continue
        if not items or (record.begins is not False and _begins(record, items[-1], habits, cut, breaks)):
            shares = shares or (bool(items) and not items[-1].themed)
            items.append(Item(record.number, [[] for _ in record.values], covered=record.covered))
            cut = joins = False
        else:
            joins = cut or (breaks and any(record.themes) and not habits.extra_themes)
        if joins and (habits.solid or record.begins is False) and not breaks:
            found.further.append(record)
        elif joins:
            found.joined.append((record, items[-1]))
        _extend(items[-1], record, carried, cut=cut, joins=joins)
        if joins:
            _join_themes(items, record.themes, shares=shares, outer_holds=holds[index])
        carried = ()
    return found


def _habits(records: Sequence[Record], *, solid: bool) -> _Habits:
    texts = [text for record in records for text in record.requirement]
    in_column = any(record.number for record in records)
    openings = 0 if in_column else _openings(records)
    in_text = openings > NUMBERED_SHARE * sum(bool(record.requirement) for record in records)
    if in_text and sum(points(record.requirement) is not None for record in records) * 2 > openings > 1:
        in_text = False  # the points of each cell are counted, not the plan's tasks
    further = [record for above, record in pairwise(records) if not record.number and record.page == above.page]
    return _Habits(
        numbered=in_column or in_text,
        in_text=in_text,
        sentences=sum(map(ends_sentence, texts)) / len(texts) if texts else 0.0,
        pages=len({record.page for record in records}) > 1,
        solid=solid,
        extra_rows=in_column and bool(further),
        extra_themes=in_column and any(any(record.themes) for record in further),
    )


def _openings(records: Sequence[Record]) -> int:
    """Return how many requirements open with a number; 3.2026年 does where 3 is the number that comes next."""
    openings, expected = 0, 1
    for record in records:
        number = split_number(record.requirement[0], expected)[0] if record.requirement else ""
        value = parse_number(number) if number else None
        if isinstance(value, int):
            openings, expected = openings + 1, value + 1
    return openings


def _prepared(records: Sequence[Record], habits: _Habits, found: Gathered) -> list[Record]:
    """Return the records with their numbers bare and out of the requirement."""
    prepared = []
    above: int | float | None = 0
    for record in _each_numbered(records) if habits.in_text else records:
        number = _NUMBER_MARKS.sub("", record.number.translate(_HALF_WIDTH))
        if record.requirement and not habits.in_text and (texts := points(record.requirement)):
            record = msgspec.structs.replace(record, requirement=texts)
        elif record.requirement:
            following = above + 1 if isinstance(above, int) else None
            opening, rest = split_number(record.requirement[0], following if habits.in_text else None)
            if opening and (habits.in_text or opening == number):
                number = opening
                record = msgspec.structs.replace(record, requirement=(rest, *record.requirement[1:]))
        elif number and any(record.themes):
            found.themes_only.append(record)
            *outer, theme = [text for text in record.themes if text]
            themes = tuple(text if text in outer else None for text in record.themes)
            record = msgspec.structs.replace(record, requirement=(theme,), themes=themes)
        elif number:
            found.empty.append(record)
            continue
        above = parse_number(number) if number else above
        prepared.append(record if number == record.number else msgspec.structs.replace(record, number=number))
    return prepared


def _each_numbered(records: Sequence[Record]) -> Iterator[Record]:
    """Give a record for each line of a requirement, where the lines open with the plan's own numbers.

    What stands beside the cell holds for all of them.
    """
    for record in records:
        if len(record.requirement) < 2 or not all(map(marker_of, record.requirement)):
            yield record
            continue
        first, *others = record.requirement
        yield msgspec.structs.replace(record, requirement=(first,))
        for text in others:
            yield msgspec.structs.replace(
                record,
                requirement=(text,),
                themes=(None,) * len(record.themes),
                values=(None,) * len(record.values),
                covered=frozenset(range(len(record.values))),
            )


def _begins(record: Record, above: Item, habits: _Habits, cut: bool, breaks: bool) -> bool:
    """Tell whether a record begins the next item; a number may be printed again after a break."""
    if habits.numbered:
        return bool(record.number) and not (breaks and record.number == above.number)
    complete = all(value is not None for value in record.values)
    return bool(record.requirement) and (complete or not cut)


def _goes_on(record: Record, item: Item, habits: _Habits, breaks: bool) -> bool:
    """Tell whether a record goes on with the item above, as the clerk has decided or else as it looks."""
    return not record.begins if record.begins is not None else _is_cut(record, item, habits, breaks)


def _is_cut(record: Record, item: Item, habits: _Habits, breaks: bool) -> bool:
    """Tell whether a record goes on with the last content line of the item above, which a break has cut."""
    if not record.requirement:
        return any(record.values) or (breaks and any(record.themes))
    above = item.parts[-1].requirement
    if ends_sentence(above) or len(above) > LONGEST_CUT or (habits.solid and not breaks):
        return False
    if goes_on(above) or _CARRIES_ON.match(record.requirement[0]):
        return True
    if breaks:
        return habits.sentences >= SENTENCE_SHARE or (habits.numbered and not habits.extra_rows)
    return habits.sentences >= STRICT_SENTENCE_SHARE and not habits.pages


def _outer_holds(records: Sequence[Record]) -> list[bool]:
    """Tell for each record whether the next item has an inner theme only, and so stands under the outer one above."""
    holds = [False] * len(records)
    for index in range(len(records) - 1, 0, -1):
        after = records[index]
        inner_only = len(after.themes) > 1 and not after.themes[0] and any(after.themes)
        holds[index - 1] = inner_only if after.number else holds[index]
    return holds


def _extend(item: Item, record: Record, carried: Sequence[str | None], *, cut: bool, joins: bool) -> None:
    """Add a record to its item: `cut` goes on with the last requirement; themes that it `joins` are left out."""
    paragraphs = list(record.requirement)
    first = len(item.parts) - cut
    span = (record.line, record.last_line)
    if cut:
        item.parts[-1].spans.append(span)
        item.parts[-1].requirement += paragraphs.pop(0) if paragraphs else ""
    for text in paragraphs:
        item.parts.append(Part(text, record.line, record.page, [None] * len(record.themes), record.sections, [span]))
    for entries, lines in zip(item.values, record.values, strict=True):
        if lines is not None:
            _add_value(entries, Entry(first, lines), cut=cut)
    if not joins:
        item.parts[first].themes = _over(record.themes, carried)


def _add_value(entries: list[Entry], entry: Entry, *, cut: bool) -> None:
    """Add a value cell to those of its column in the item, or to the last of them if a break has cut that."""
    if not entries:
        entries.append(entry)
    elif entry.lines == entries[-1].lines:
        pass  # printed again after the break
    elif cut or _is_fragment(entries[-1].lines, entry.lines):
        entries[-1].lines += entry.lines
    else:
        entries.append(entry)


def _is_fragment(above: tuple[str, ...], lines: tuple[str, ...]) -> bool:
    return (
        0 < len(above) < MOST_CUTS and bool(lines) and (goes_on(above[-1]) or _CARRIES_ON.match(lines[0]) is not None)
    )


def _over(themes: Sequence[str | None], carried: Sequence[str | None]) -> list[str | None]:
    """Return the themes of a row with those of the row above that held nothing else."""
    if len(carried) != len(themes):
        return list(themes)
    return [above if text is None else text for text, above in zip(themes, carried, strict=True)]


def _join_themes(items: Sequence[Item], themes: Sequence[str | None], *, shares: bool, outer_holds: bool) -> None:
    """Join the themes of a row after a break to those that the break has cut; what is new holds for the whole item.

    `shares` tells that items of this plan share their themes.
    """
    fragments = [(slot, text) for slot, text in enumerate(themes) if text]
    whole = items[-1].parts[0]
    if not any(whole.themes):
        whole.themes = [None] * len(themes)
    for slot, text in fragments:
        found = _cut_theme(items, slot, len(themes), len(fragments) == 1, shares, outer_holds)
        if found is None:
            whole.themes[min(slot, len(whole.themes) - 1)] = text
        elif found[0].themes[found[1]] != text:
            part, place = found
            part.themes[place] = f"{part.themes[place]}{text}"


def _cut_theme(
    items: Sequence[Item], slot: int, width: int, alone: bool, shares: bool, outer_holds: bool
) -> tuple[Part, int] | None:
    """Return where the theme stands that a fragment in a `slot` of `width` goes on with, None if it begins a new one.

    - The item has a theme in the same column: that one.
    - The item has a single theme, the fragment is alone and stands further in: the name spans both columns, unless it
      is seen to be an outer one.
    - Items share their themes, or the item has an inner theme and the last one in the outer column has inner ones too:
      that last one. A theme of its own may stand beside the second half of an item only: it is centred in its cell.
    """
    own = [(part, place) for part in items[-1].parts for place, text in enumerate(part.themes) if text]
    same = [(part, place) for part, place in own if place == slot and len(part.themes) == width]
    if same:
        return same[-1]
    if alone and len(own) == 1 and own[0][1] <= slot:
        part, _place = own[0]
        return None if outer_holds and len(part.themes) == width else own[0]
    above = (part for item in reversed(items) for part in reversed(item.parts))
    last = next((part for part in above if len(part.themes) == width and part.themes[slot]), None)
    has_inner = bool(own) or not alone
    return (last, slot) if last and (shares or (has_inner and any(last.themes[slot + 1 :]))) else None
