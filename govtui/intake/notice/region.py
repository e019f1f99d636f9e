"""Where a plan stands in a text: below its title, above signature, attachments and other plans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import msgspec

from govtui.intake.fates import Fate, Fates
from govtui.intake.kinds import Likeness, deadline_likeness, ends_sentence, is_bracketed_heading, looks_like_units
from govtui.intake.notice.labels import ASSIGNING, label_word, opening_label
from govtui.intake.notice.markers import Style, read_marker
from govtui.intake.notice.outline import recurring_labels
from govtui.intake.notice.paragraphs import Paragraph
from govtui.intake.notice.tasks import Found
from govtui.intake.words import any_of, column_word, load_words
from govtui.text import squeeze
from govtui.wording.documents import find_doc_number, parse_date

FEWEST_TASKS = 3
LONGEST_TITLE = 60
SHORTEST_TASK = 8
"""Characters of a task or of its heading, on the average: shorter ones are points of an agenda."""
MOST_STRAY = 0.3
"""Share of the tasks as many as which lines of bare units or dates may be: more are the cells of a table."""

_ATTACHED = re.compile(r"附\s*[件表]\s*[0-9一二三四五六七八九十]{0,3}\s*(?P<list>[:：.、．]?\s*\S.*)?$")
_LABELLED = re.compile(r"[一-鿿 ]{2,8}[:：]")
"""地点：…, 出席：…: lines above the items of a meeting's minutes."""


class Region(msgspec.Struct, frozen=True, gc=False):
    """A stretch of paragraphs: `start` is below the title, `end` is the first one behind the plan."""

    start: int
    end: int


def find_region(paragraphs: Sequence[Paragraph]) -> Region | None:
    """Return where the plan stands: of several numbered parts the one with most paragraphs that are assigned."""
    best: tuple[tuple[int, int], Region] | None = None
    for first, end in _parts(paragraphs):
        numbered = [place for place in range(first, end) if paragraphs[place].marker]
        items = [place for place in numbered if _is_item(paragraphs[place])] or numbered
        if len(items) < 2 and not _labelled(paragraphs[first:end]):
            continue
        score = (_labelled(paragraphs[first:end]), len(items))
        start = _below_title(paragraphs, first, items[0] if items else _first_label(paragraphs, first, end))
        if best is None or score > best[0]:
            best = score, Region(start, end)
    return best[1] if best else None


def _first_label(paragraphs: Sequence[Paragraph], first: int, end: int) -> int:
    known = recurring_labels(paragraphs[first:end])
    return next((place for place in range(first, end) if opening_label(paragraphs[place].text) in known), first)


def _is_item(paragraph: Paragraph) -> bool:
    return paragraph.marker is not None and paragraph.marker.style is not Style.ORDINAL


def _labelled(paragraphs: Sequence[Paragraph]) -> int:
    return sum(_assigns(paragraph.text) for paragraph in paragraphs)


def _assigns(text: str) -> bool:
    return label_word(opening_label(text)) in ASSIGNING or _bracket().search(text) is not None


@cache
def _bracket() -> re.Pattern[str]:
    roles = any_of(tuple(load_words("prose")["brackets"]["roles"]))
    return re.compile(
        rf"[（(【][^（()）]{{0,200}}(?:{roles}|单位[:：]|部门[:：]|时限|完成)[^）)]{{0,200}}[）)】][。；;]?$"
    )


def _parts(paragraphs: Sequence[Paragraph]) -> list[tuple[int, int]]:
    """Return the stretches between the ends of notices: signature, list of attachments, 抄送."""
    parts: list[tuple[int, int]] = []
    start, place = 0, 0
    while place < len(paragraphs):
        if length := _ending(paragraphs, place):
            parts.append((start, place))
            place += length
            start = place
        else:
            place += 1
    return [*parts, (start, len(paragraphs))]


def _ending(paragraphs: Sequence[Paragraph], place: int) -> int:
    """Return how many paragraphs from a place on are the end of a notice, 0 where it does not end there."""
    text = paragraphs[place].text
    bare = squeeze(text)
    if place + 1 < len(paragraphs) and _is_day(paragraphs[place + 1].text) and _is_short(bare) and not _is_day(text):
        return 2
    if _is_day(text):
        return 1
    if attached := _ATTACHED.fullmatch(text.strip()):
        end = place + 1
        listed = attached["list"] is not None or text.rstrip().endswith((":", "："))
        while listed and end < len(paragraphs) and _is_listed(paragraphs[end]):
            end += 1
        return end - place
    words = load_words("prose")["lines"]
    return 1 if bare.startswith(tuple(words["ends"])) or bare.lstrip("【[〖").startswith(tuple(words["page"])) else 0


def _is_day(text: str) -> bool:
    return "年" in text and parse_date(squeeze(text).strip("（()）")) is not None


def _is_short(bare: str) -> bool:
    return len(bare) <= 40 and not ends_sentence(bare) and "：" not in bare and not _has_number(bare)


def _has_number(bare: str) -> bool:
    return read_marker(bare) is not None


def _is_listed(paragraph: Paragraph) -> bool:
    numbered = paragraph.marker is not None and paragraph.marker.style in (Style.ITEM, Style.PAREN)
    return numbered and len(paragraph.text) <= LONGEST_TITLE and not ends_sentence(paragraph.text)


def _below_title(paragraphs: Sequence[Paragraph], begin: int, first: int) -> int:
    """Return the paragraph below the title that stands above the first numbered one: the introduction."""
    for place in range(first - 1, begin - 1, -1):
        if _LABELLED.match(paragraphs[place].text) and not _says_of_document(paragraphs[place].text):
            continue
        if _may_be_title(paragraphs[place].text):
            heading = _is_heading(paragraphs, place, first, begin)
            return place if heading else place + 1
    return begin if first > begin and begin == 0 else min(begin, first)


def _says_of_document(text: str) -> bool:
    labels = tuple(label for labels in load_words("document")["labels"].values() for label in labels)
    return squeeze(text).startswith(labels)


def _may_be_title(text: str) -> bool:
    bare = squeeze(text)
    return len(bare) <= LONGEST_TITLE and not ends_sentence(bare) and not bare.endswith((":", "："))


def _is_heading(paragraphs: Sequence[Paragraph], place: int, first: int, begin: int) -> bool:
    """Tell whether the line above the first number is a heading without one, as there are others in the plan."""
    text = squeeze(paragraphs[place].text)
    if place == first - 1 and place > begin and is_bracketed_heading(text):
        return True
    if place != first - 1 or place == begin or _names_plan(text) or find_doc_number(text) or len(text) > 25:
        return False
    marker = paragraphs[first].marker
    return any(
        below.marker
        and marker
        and below.marker.style is marker.style
        and below.marker.value == 1
        and above.marker is None
        and _may_be_title(above.text)
        and not _assigns(above.text)
        for above, below in pairwise(paragraphs[first:])
    )


def _names_plan(text: str) -> bool:
    return any(word in text for word in load_words("prose")["title"]["plan"])


def is_plan(paragraphs: Sequence[Paragraph], region: Region, found: Sequence[Found]) -> bool:
    """Tell whether the tasks found in a region make it a plan for certain.

    There are three at least, and some are assigned or the title says what it is. Neither a table with one cell a line
    nor a text about a plan is one.
    """
    lengths = [max(map(len, (squeeze("".join(task.paragraphs)), *task.themes[-1:]))) for task in found]
    if len(found) < FEWEST_TASKS or sum(lengths) < SHORTEST_TASK * len(found):
        return False
    if _is_table(paragraphs[region.start : region.end], len(found)):
        return False
    titles = [one.text for one in paragraphs[: region.start] if _may_be_title(one.text)]
    about = any(any(word in text for word in load_words("prose")["title"]["other"]) for text in titles[-3:])
    assigned = sum(any(said.word in ASSIGNING for said in task.said) for task in found)
    if assigned >= (2 if not about else max(3, len(found) // 2)):
        return True
    above = [one.text for one in paragraphs[region.start : region.end] if one.text.endswith(("：", ":"))][:1]
    return not about and any(_names_plan(text) for text in (*titles[-4:], *above))


def _is_table(paragraphs: Sequence[Paragraph], tasks: int) -> bool:
    names = [column_word(one.text) is not None and one.text[-1] not in ":：" for one in paragraphs]
    if any(all(names[place : place + 3]) for place in range(len(names) - 2)):
        return True
    stray = 0
    for above, one in pairwise(paragraphs):
        bare = squeeze(one.text)
        named = one.marker or opening_label(one.text) or column_word(one.text) or bare.startswith(("（", "(", "【"))
        value = not named and (
            (looks_like_units(bare) and not ends_sentence(bare)) or deadline_likeness(bare) is Likeness.STRONG
        )
        stray += value and not opening_label(above.text) and column_word(above.text) is None
    return stray >= FEWEST_TASKS and stray > MOST_STRAY * tasks


def tail_fates(paragraphs: Sequence[Paragraph]) -> Fates:
    """Return the fates of the lines below a plan: signature and lists of attachments, and notes for the rest."""
    fates: Fates = {}
    place = 0
    while place < len(paragraphs):
        length = _ending(paragraphs, place)
        for one in paragraphs[place : place + max(1, length)]:
            fates.update(dict.fromkeys(range(one.line, one.last_line + 1), Fate.DATA if length else Fate.NOTE))
        place += max(1, length)
    return fates
