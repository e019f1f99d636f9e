"""The numbers that Word prints in front of paragraphs, no part of their text: counted as Word counts them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from govtui.intake.readers.word_numerals import format_number
from govtui.intake.readers.word_package import MC, W, child, is_on, number, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

LEVELS = 9
_PLACE = re.compile("%([1-9])")
_LONGEST = 60
"""Characters of a number; a longer one is no number but a trick."""


class Level(NamedTuple):
    """One level of a list."""

    form: str = "decimal"
    text: str = "%1."
    start: int = 1
    restart: int | None = None
    """The level, counted from 1, after which this one begins anew; 0: never. None: after any level above it."""
    in_digits: bool = False
    """All numbers of the levels above are printed in digits: 1.1 under 第一章."""
    style: str = ""
    """The style whose paragraphs are numbered on this level."""
    closed: bool = False
    """Nothing stands between the number and the text."""


_PLAIN = Level()


class Style(NamedTuple):
    """What a style says about its paragraphs or runs."""

    based_on: str
    list_id: str | None
    level: int | None
    hidden: bool | None


class Styles:
    """The styles of a document, with what they take over from those on which they are based."""

    def __init__(self, part: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = ""
        for style in part.iterfind(f"{W}style") if part is not None else ():
            name = style.get(f"{W}styleId", "")
            numbered = child(style, "pPr", "numPr")
            self._styles[name] = Style(
                value(style, "basedOn") or "",
                value(numbered, "numId"),
                number(numbered, "ilvl"),
                is_on(style, "rPr", "vanish"),
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default = name

    def list_of(self, name: str | None) -> tuple[str, str, int | None] | None:
        """Return the style from which a style's paragraphs have their list, the list and the level if it says so."""
        for found, style in self._chain(name or self._default):
            if style.list_id is not None:
                return found, style.list_id, style.level
        return None

    def hidden(self, name: str | None) -> bool:
        """Tell whether what is of this style is not printed."""
        return next((style.hidden for _, style in self._chain(name or "") if style.hidden is not None), False)

    def _chain(self, name: str) -> list[tuple[str, Style]]:
        chain: list[tuple[str, Style]] = []
        while (style := self._styles.get(name)) and all(name != seen for seen, _ in chain):
            chain.append((name, style))
            name = style.based_on
        return chain


class _List(NamedTuple):
    counter: str
    """What counts: lists of one kind go on counting where another of the kind has stopped."""
    levels: Mapping[int, Level]
    starts: Mapping[int, int]
    """Where this list begins anew when it is met for the first time, by level."""


class Numbering:
    """Counts the numbered paragraphs of a document, which must be asked about in their order."""

    def __init__(self, part: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _lists(part, styles)
        self._counts: dict[str, list[int | None]] = {}
        self._met: set[tuple[str, int]] = set()

    def count(self, paragraph: Element) -> str:
        """Return the number printed in front of a paragraph, with the blank behind it; "" where there is none."""
        found = self._place(child(paragraph, "pPr"))
        if found is None:
            return ""
        list_id, depth = found
        entry = self._lists[list_id]
        counts = self._counts.setdefault(entry.counter, [None] * LEVELS)
        if (list_id, depth) not in self._met:
            self._met.add((list_id, depth))
            if depth in entry.starts:
                counts[depth] = entry.starts[depth] - 1
        levels = [entry.levels.get(level, _PLAIN) for level in range(LEVELS)]
        for above in range(depth):
            if counts[above] is None:
                counts[above] = levels[above].start
        last = counts[depth]
        counts[depth] = levels[depth].start if last is None else last + 1
        for below in range(depth + 1, LEVELS):
            after = levels[below].restart
            if after is None or depth < after:
                counts[below] = None
        return _printed(levels, depth, counts)

    def _place(self, properties: Element | None) -> tuple[str, int] | None:
        """Return the list and the level of a paragraph: its own, else those of its style."""
        own = child(properties, "numPr")
        list_id, depth = value(own, "numId"), number(own, "ilvl")
        if list_id is None:
            styled = self._styles.list_of(value(properties, "pStyle"))
            if styled is None:
                return None
            style, list_id, level = styled
            levels = self._lists[list_id].levels if list_id in self._lists else {}
            linked = next((place for place, entry in levels.items() if entry.style == style), level)
            depth = linked if depth is None else depth
        if list_id not in self._lists:
            return None
        return list_id, min(max(depth or 0, 0), LEVELS - 1)


def _printed(levels: list[Level], depth: int, counts: list[int | None]) -> str:
    level = levels[depth]
    if level.form == "bullet":
        return ""

    def one(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        form = "decimal" if level.in_digits and place != depth else levels[place].form
        return format_number(counts[place] or 0, form)

    text = _PLACE.sub(one, level.text).strip()
    if not text or len(text) > _LONGEST:
        return ""
    return text if level.closed or text[-1] in "、．。）】〕》" else f"{text} "


def _lists(part: Element | None, styles: Styles) -> dict[str, _List]:
    if part is None:
        return {}
    kinds = {kind.get(f"{W}abstractNumId", ""): kind for kind in part.iterfind(f"{W}abstractNum")}
    entries = {entry.get(f"{W}numId", ""): entry for entry in part.iterfind(f"{W}num")}
    lists: dict[str, _List] = {}
    for name, entry in entries.items():
        kind = value(entry, "abstractNumId") or ""
        if (link := value(kinds.get(kind), "numStyleLink")) and (linked := styles.list_of(link)):
            kind = value(entries.get(linked[1]), "abstractNumId") or kind
        if kind not in kinds or name == "0":  # 0 takes a paragraph out of the list of its style
            continue
        levels = dict(map(_level, kinds[kind].iterfind(f"{W}lvl")))
        starts: dict[int, int] = {}
        for override in entry.iterfind(f"{W}lvlOverride"):
            place = number(override, attribute="ilvl") or 0
            start = number(override, "startOverride")
            if (changed := child(override, "lvl")) is not None:
                levels[place] = _level(changed)[1]
            if start is not None:
                starts[place] = start
        lists[name] = _List(kind, levels, starts)
    return lists


def _level(element: Element) -> tuple[int, Level]:
    start = number(element, "start")
    return number(element, attribute="ilvl") or 0, Level(
        form=_form(element),
        text=value(element, "lvlText") or "",
        start=1 if start is None else start,
        restart=number(element, "lvlRestart"),
        in_digits=bool(is_on(element, "isLgl")),
        style=value(element, "pStyle") or "",
        closed=value(element, "suff") == "nothing",
    )


def _form(element: Element) -> str:
    """Return a level's format; one that old programs do not know stands beside one that they know."""
    form = value(element, "numFmt") or value(element.find(f"{MC}AlternateContent/{MC}Fallback"), "numFmt")
    custom = element.find(f"{MC}AlternateContent/{MC}Choice/{W}numFmt")
    if custom is not None and (custom.get(f"{W}format") or "").startswith("01,"):
        return "decimalZero"
    return form or "decimal"
