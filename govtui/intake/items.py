"""Records to numbered items: a number of the plan with everything that stands under it.

An item may take up several rows (its number is printed once, the cells beside it are merged), and a page break may cut
it anywhere: in the middle of a sentence, of a unit's name or of a theme. Its content lines become tasks: 4.1, 4.2 …
Where a plan prints no numbers each row is an item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from govtui.intake.kinds import ends_sentence, goes_on, split_number
from govtui.intake.records import Record
from govtui.text import fold

NUMBERED_SHARE = 0.6
"""Share of the requirements that must open with a number for that to be the plan's numbering."""
SENTENCE_SHARE = 0.6
"""Share of the requirements that must end as sentences do for a missing end to mean something at a page break."""
STRICT_SENTENCE_SHARE = 0.9
"""The same where the source marks no pages."""

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


@dataclass(frozen=True, slots=True)
class Gathered:
    """The items of a table and what was noticed on the way."""

    items: list[Item]
    numbered: bool
    """The plan prints numbers of its own."""
    joined: list[tuple[Record, Item]]
    """Records that were found to go on with an item across a break."""
    themes_only: list[Record]
    """Numbered rows without a requirement: their theme was taken for it."""
    empty: list[Record]
    """Numbered rows with neither; they were left out."""


class _Habits(msgspec.Struct, frozen=True):
    """How the plan at hand is written."""

    numbered: bool
    in_text: bool
    """The numbers open the requirements; there is no column for them."""
    sentences: float
    """Share of the requirements that end as sentences do."""
    pages: bool
    """The source marks page breaks."""
    extra_rows: bool
    """Items have content lines in further rows."""
    extra_themes: bool
    """Those rows bring themes of their own."""


def gather(records: Sequence[Record]) -> Gathered:
    """Return the items of the records of a table."""
    habits = _habits(records)
    found = Gathered([], habits.numbered, [], [], [])
    carried: tuple[str | None, ...] = ()
    page = records[0].page if records else 0
    for record in _prepared(records, habits, found):
        breaks, page = record.page != page, record.page
        if not found.items or _begins(record, found.items[-1], habits, breaks):
            found.items.append(Item(record.number, [[] for _ in record.values]))
        item = found.items[-1]
        cut = _is_cut(record, item, habits, breaks)
        if not record.requirement and not cut:
            carried = record.themes  # a theme in a row of its own holds for the row below
            continue
        joins = cut or (bool(item.parts) and breaks and any(record.themes) and not habits.extra_themes)
        if joins:
            found.joined.append((record, item))
        record = msgspec.structs.replace(record, themes=_over(record.themes, carried))
        carried = ()
        _extend(found.items, record, cut=cut, joins=joins)
    return found


def _habits(records: Sequence[Record]) -> _Habits:
    texts = [text for record in records for text in record.requirement]
    in_column = any(record.number for record in records)
    opening = sum(bool(split_number(record.requirement[0])[0]) for record in records if record.requirement)
    in_text = not in_column and opening > NUMBERED_SHARE * sum(bool(record.requirement) for record in records)
    further = [record for above, record in pairwise(records) if not record.number and record.page == above.page]
    return _Habits(
        numbered=in_column or in_text,
        in_text=in_text,
        sentences=sum(map(ends_sentence, texts)) / len(texts) if texts else 0.0,
        pages=len({record.page for record in records}) > 1,
        extra_rows=in_column and bool(further),
        extra_themes=in_column and any(any(record.themes) for record in further),
    )


def _prepared(records: Sequence[Record], habits: _Habits, found: Gathered) -> list[Record]:
    """Return the records with their numbers bare and out of the requirement."""
    prepared = []
    for record in records:
        number = _NUMBER_MARKS.sub("", fold(record.number))
        if record.requirement:
            opening, rest = split_number(record.requirement[0])
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
        prepared.append(msgspec.structs.replace(record, number=number))
    return prepared


def _begins(record: Record, item: Item, habits: _Habits, breaks: bool) -> bool:
    """Tell whether a record begins the next item."""
    if habits.numbered:
        return bool(record.number)
    complete = all(value is not None for value in record.values)
    return bool(record.requirement) and (complete or not _is_cut(record, item, habits, breaks))


def _is_cut(record: Record, item: Item, habits: _Habits, breaks: bool) -> bool:
    """Tell whether a record goes on with the last content line of the item above, which a break has cut."""
    if not item.parts:
        return False
    if not record.requirement:
        return any(record.values) or (breaks and any(record.themes))
    above = item.parts[-1].requirement
    if ends_sentence(above):
        return False
    if goes_on(above) or _CARRIES_ON.match(record.requirement[0]):
        return True
    if breaks:
        return habits.sentences >= SENTENCE_SHARE or not habits.extra_rows
    return habits.sentences >= STRICT_SENTENCE_SHARE and not habits.pages


def _extend(items: Sequence[Item], record: Record, *, cut: bool, joins: bool) -> None:
    """Add a record to the last item: `cut` goes on with its last requirement, `joins` with anything in it."""
    item = items[-1]
    paragraphs = list(record.requirement)
    first = len(item.parts) - cut
    if cut and paragraphs:
        item.parts[-1].requirement += paragraphs.pop(0)
    for text in paragraphs:
        item.parts.append(Part(text, record.line, record.page, [None] * len(record.themes), record.sections))
    for entries, lines in zip(item.values, record.values, strict=True):
        if lines is not None:
            _add_value(entries, Entry(first, lines), cut=cut)
    target = item.parts[first]
    if joins:
        _join_themes(items, target, record.themes)
    else:
        target.themes = list(record.themes)


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
    return bool(above and lines) and (goes_on(above[-1]) or _CARRIES_ON.match(lines[0]) is not None)


def _over(themes: tuple[str | None, ...], carried: tuple[str | None, ...]) -> tuple[str | None, ...]:
    """Return the themes of a row with those of the row above that held nothing else."""
    if len(carried) != len(themes):
        return themes
    return tuple(text if text is not None else above for text, above in zip(themes, carried, strict=True))


def _join_themes(items: Sequence[Item], target: Part, themes: Sequence[str | None]) -> None:
    """Join the themes of a row after a break to those that the break has cut; what is new goes to the target."""
    fragments = [(slot, text) for slot, text in enumerate(themes) if text]
    if not any(target.themes):
        target.themes = [None] * len(themes)
    for slot, text in fragments:
        found = _cut_theme(items, slot, len(themes), alone=len(fragments) == 1)
        if found is None:
            target.themes[min(slot, len(target.themes) - 1)] = text
        elif found[0].themes[found[1]] != text:
            part, place = found
            part.themes[place] = f"{part.themes[place]}{text}"


def _cut_theme(items: Sequence[Item], slot: int, width: int, *, alone: bool) -> tuple[Part, int] | None:
    """Return where the theme stands that a fragment in a `slot` of `width` goes on with, None if it begins a new one.

    - The item has a theme in the same column: that one.
    - The item has a single theme, the fragment is alone and stands further in: the name spans both columns.
    - It is an outer theme: the last one printed in its column. The inner theme of an item may well stand beside its
      second half only, for it is centred in its cell; unless other items lack one, and so share theirs.
    """
    item = items[-1]
    own = [(part, place) for part in item.parts for place, text in enumerate(part.themes) if text]
    same = [(part, place) for part, place in own if place == slot and len(part.themes) == width]
    if same:
        return same[-1]
    if alone and len(own) == 1 and own[0][1] <= slot:
        return own[0]
    shared = any(not any(any(part.themes) for part in other.parts) for other in items[:-1])
    if slot == width - 1 and not shared:
        return None
    parts = (part for other in reversed(items) for part in reversed(other.parts))
    return next(((part, slot) for part in parts if len(part.themes) == width and part.themes[slot]), None)
