"""The paragraphs of a plan to a tree of numbered nodes with what is said of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import msgspec

from govtui.intake.common import common_deadline
from govtui.intake.fates import Fate, Fates
from govtui.intake.kinds import ends_sentence, goes_on, is_bracketed_heading, is_note, looks_like_units
from govtui.intake.notice.brackets import DEADLINE_NAME, cut_brackets, read_clauses
from govtui.intake.notice.labels import ASSIGNING, UNIT_WORDS, Said, label_word, lone_label, opening_label, split_labels
from govtui.intake.notice.markers import Marker, Style
from govtui.intake.notice.paragraphs import Paragraph
from govtui.intake.words import Word, load_words
from govtui.text import squeeze

LONGEST_HEADING = 60
"""Characters of a heading in a line of its own."""
LONGEST_LONE_HEADING = 25
"""Characters of one that has no number."""

HEADING_REACH = 50
"""Paragraphs below a heading without a number in which a number tells how deep it stands."""
LONGEST_TEXT = 5_000
"""Characters of a paragraph to which no more is joined."""
LONGEST_SLOGAN = 16
"""Characters of one that ends with a full stop."""
HEADING_STYLES = (Style.PART, Style.SECTION, Style.SUB)
"""Numbers of headings rather than of tasks."""

_ROOT = -1
_DECIDED = (Fate.LEFT_OUT, Fate.NOTE, Fate.TITLE, Fate.DATA, Fate.HEADER, Fate.REPEATED_HEADER)
_CLOSER = re.compile(
    "(?:以上|上述|前述)(?:各项|所列|\\S{0,3}项)?(?:重点|整改)?(?:任务|工作|事项|措施|内容)(?P<rest>.*)"
)
_INNER_SENTENCE = re.compile("[。！？；;]")


@dataclass(slots=True)
class Block:
    """A paragraph with what its bracket or the labels below it say."""

    text: str
    lines: list[tuple[int, int]]
    """The first and last lines of its paragraphs."""
    said: list[Said] = field(default_factory=list)
    apart: bool = False
    """What is said of it stands in lines of its own."""
    raw: str = ""
    """The text with its brackets."""

    @property
    def assigned(self) -> bool:
        """Somebody or some time is named for it."""
        return any(said.word in ASSIGNING and said.text for said in self.said)


@dataclass(slots=True)
class Node:
    """A numbered paragraph, or a heading without a number, with the paragraphs below it."""

    rank: int
    marker: Marker | None
    blocks: list[Block]
    children: list[Node] = field(default_factory=list)
    closing: list[Said] = field(default_factory=list)
    """What is said of everything below it."""
    forced: Fate | None = None
    """What the clerk has decided: `THEME` or `TASK`."""

    @property
    def text(self) -> str:
        """Its own paragraph, without number and brackets."""
        return self.blocks[0].text if self.blocks else ""

    @property
    def printed(self) -> str:
        """Its number as printed."""
        return self.marker.printed if self.marker else ""

    def walk(self) -> Iterator[Node]:
        """Give the node and all below it, in their order."""
        yield self
        for child in self.children:
            yield from child.walk()

    @property
    def assigned(self) -> bool:
        """Somebody or some time is named in it or below it."""
        return any(block.assigned for node in self.walk() for block in node.blocks)

    @property
    def heads(self) -> bool:
        """Its own paragraph can be a heading: short, and no sentence unless something stands below it."""
        text = squeeze(self.text)
        if self.forced:
            return self.forced is Fate.THEME
        if text.endswith("。") and self._is_slogan(text):
            text = text[:-1]
        return 0 < len(text) <= LONGEST_HEADING and not ends_sentence(text) and not _INNER_SENTENCE.search(text)

    def _is_slogan(self, text: str) -> bool:
        """Tell whether a short sentence is a heading all the same: 一、提高站位。"""
        plain = not any(char.isdecimal() for char in text) and not self.blocks[0].assigned
        ranked = self.marker is not None and self.marker.style in HEADING_STYLES
        below = self.children or self.blocks[1:]
        return plain and ranked and bool(below) and len(text) <= LONGEST_SLOGAN


@dataclass(slots=True)
class Outline:
    """The tree, and the fates of the lines that are no part of it."""

    root: Node
    fates: Fates
    scoped: set[str]
    """Sentences about the tasks of one heading that read as if they were about all."""


def recurring_labels(paragraphs: Sequence[Paragraph]) -> frozenset[str]:
    """Return the labels that open at least two paragraphs: words like 措施： count as labels only then."""
    names = Counter(name for paragraph in paragraphs if (name := opening_label(paragraph.content)))
    return frozenset(name for name, count in names.items() if count > 1)


def build_outline(paragraphs: Sequence[Paragraph], known: Collection[str]) -> Outline:
    """Return the outline of the paragraphs of a plan; `known` are the labels that recur in it."""
    builder = _Builder(paragraphs, known)
    for place, paragraph in enumerate(paragraphs):
        builder.take(place, paragraph)
    return builder.outline


def is_aside(text: str) -> bool:
    """Tell whether a line is no part of the tasks, wherever it stands: 联系人：…, （此件公开发布）."""
    words = tuple(load_words("prose")["lines"]["notes"])
    return is_note(text) or text.lstrip("（(").startswith(words)


def _addresses_all(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph without a number speaks to all units: such a one closes a notice."""
    words = tuple(load_words("prose")["lines"]["addressed"])
    return not paragraph.marker and squeeze(paragraph.text).startswith(words)


def ranks(paragraphs: Sequence[Paragraph]) -> dict[Style, int]:
    """Return how deep each style of numbers stands in the plan.

    By custom, unless the counts show that two are the other way round: where （一） begins anew under each 1.
    """
    markers = [paragraph.marker for paragraph in paragraphs if paragraph.marker]
    order = sorted({marker.style for marker in markers})
    begins = Counter((above.style, below.style) for above, below in pairwise(markers) if below.value == 1)
    for _round in order:
        for place, (upper, lower) in enumerate(pairwise(order)):
            if begins[lower, upper] > max(1, begins[upper, lower]):
                order[place : place + 2] = [lower, upper]
    return {style: 10 * place for place, style in enumerate(order, 1)}


def _starter(paragraphs: Sequence[Paragraph], known: Collection[str]) -> str:
    """Return the label that begins each task of a plan without numbers, "" where the tasks begin otherwise."""
    names = [name for paragraph in paragraphs if (name := opening_label(paragraph.content)) in known]
    if not names:
        return ""
    numbered = sum(paragraph.marker is not None and not opening_label(paragraph.content) for paragraph in paragraphs)
    count = names.count(names[0])
    return names[0] if count > 2 and count > numbered and label_word(names[0]) not in ASSIGNING else ""


class _Builder:
    """Takes one paragraph after the other and hangs it into the tree."""

    def __init__(self, paragraphs: Sequence[Paragraph], known: Collection[str]) -> None:
        self.paragraphs = paragraphs
        self.known = known
        self.ranks = ranks(paragraphs)
        self.starter = _starter(paragraphs, known)
        self.outline = Outline(Node(_ROOT, None, []), {}, set())
        self.stack = [self.outline.root]
        self.open: Said | None = None  # the label whose text goes on in the next paragraphs
        self.last_number = max((place for place, one in enumerate(paragraphs) if one.marker), default=0)
        self.nested = 0  # the last number in that text …
        self.nested_style: Style | None = None  # … and how it is printed

    def take(self, place: int, paragraph: Paragraph) -> None:
        fate, text = paragraph.fate, paragraph.text
        if fate in _DECIDED:
            self._mark(paragraph, fate)
        elif fate is Fate.TASK or fate is Fate.THEME:
            self._begin(paragraph, self._rank_at(place) if fate is Fate.THEME or not paragraph.marker else None, fate)
        elif self._fills(paragraph) or self._says(paragraph):
            pass
        elif fate is Fate.CONTINUATION:
            self._add(paragraph)
        elif not paragraph.marker and (closer := _CLOSER.match(squeeze(text))):
            self._close(place, paragraph, closer["rest"])
        elif not paragraph.marker and len(text) < 80 and common_deadline([text]):
            self._mark(paragraph, Fate.DATA)
        elif is_aside(text) or (self._is_assigned and place > self.last_number and _addresses_all(paragraph)):
            self._mark(paragraph, Fate.NOTE)
        elif paragraph.marker and not self._is_nested(paragraph.marker):
            self._begin(paragraph, None, None)
        elif not paragraph.marker and self._is_heading(place):
            self._begin(paragraph, self._rank_at(place), Fate.THEME)
        else:
            self._add(paragraph)

    def _mark(self, paragraph: Paragraph, fate: Fate) -> None:
        self.outline.fates.update(dict.fromkeys(range(paragraph.line, paragraph.last_line + 1), fate))

    @property
    def _block(self) -> Block | None:
        return self.stack[-1].blocks[-1] if self.stack[-1].blocks else None

    @property
    def _is_assigned(self) -> bool:
        """The task above says by whom or by when."""
        return self._block is not None and bool(self._block.said)

    def _begin(self, paragraph: Paragraph, rank: int | None, forced: Fate | None) -> None:
        """Begin a node; without a `rank` the style of its number tells how deep it stands."""
        if rank is None:
            rank = self.ranks[paragraph.marker.style] if paragraph.marker else 5
        while self.stack[-1].rank >= rank:
            self.stack.pop()
        node = Node(rank, paragraph.marker, [self._read(paragraph)], forced=forced)
        self.stack[-1].children.append(node)
        self.stack.append(node)
        self.open, self.nested = None, 0

    def _read(self, paragraph: Paragraph) -> Block:
        text, said = cut_brackets(paragraph.content, self.known)
        head, labels = split_labels(text, self.known)
        if labels and not head:
            self.open = None
        return Block(head, [(paragraph.line, paragraph.last_line)], [*labels, *said], raw=paragraph.content)

    def _rank_at(self, place: int) -> int:
        """Return how deep a paragraph without a number stands: right above the next one that has a number."""
        if self.paragraphs[place].marker:
            return self.ranks[self.paragraphs[place].marker.style]  # type: ignore[union-attr]
        if self.paragraphs[place].fate is Fate.TASK and len(self.stack) > 1:
            last = self.stack[-1]
            return last.rank + 5 if last.forced is Fate.THEME or last.children else last.rank
        reach = self.paragraphs[place + 1 : place + 1 + HEADING_REACH]
        following = next((after.marker for after in reach if after.marker), None)
        return self.ranks[following.style] - 5 if following else 5

    def _is_heading(self, place: int) -> bool:
        """Tell whether a paragraph without a number is a heading: short, and the count begins anew below it.

        One in heavy brackets is a heading above any number.
        """
        text = squeeze(self.paragraphs[place].text)
        below = self.paragraphs[place + 1] if place + 1 < len(self.paragraphs) else None
        if below is not None and below.marker is not None and is_bracketed_heading(text):
            return True
        anew = below is not None and below.marker is not None and below.marker.value == 1
        plain = not ends_sentence(text) and not goes_on(text) and not _INNER_SENTENCE.search(text)
        return anew and plain and len(text) <= LONGEST_LONE_HEADING and not (self.open and not self.open.text)

    def _fills(self, paragraph: Paragraph) -> bool:
        """Take a paragraph for what the label above says, where that stands alone or breaks off."""
        block = self._block
        if self.open is None or block is None or self.open.word not in ASSIGNING:
            return False
        text = paragraph.text
        if opening_label(text) or lone_label(text) or (paragraph.marker and self.open.text):
            return False
        unfinished = not self.open.text or goes_on(self.open.text)
        listed = self.open.word in UNIT_WORDS and looks_like_units(text) and not ends_sentence(text)
        if not unfinished and not listed:
            return False
        self._extend(self.open, text.strip(" ；;。"), paragraph, "" if unfinished else "\n")
        return True

    def _extend(self, said: Said, text: str, paragraph: Paragraph, joint: str = "") -> None:
        block = self.stack[-1].blocks[-1]
        if len(said.text) > LONGEST_TEXT or not block.said:
            self.stack[-1].blocks.append(self._read(paragraph))
            self.open = None
            return
        extended = Said(said.word, said.name, f"{said.text}{joint if said.text else ''}{text}")
        block.said[-1] = extended
        block.lines.append((paragraph.line, paragraph.last_line))
        self.open = extended

    def _says(self, paragraph: Paragraph) -> bool:
        """Take a paragraph that is nothing but labels or a bracket."""
        text = paragraph.content
        name = opening_label(text)
        if name and name == self.starter:
            self._begin(_without_marker(paragraph), max(self.ranks.values(), default=0) + 5, None)
            self.open = self._block.said[-1] if self._block and self._block.said else None
            return True
        if self._block is None or (name not in self.known and is_aside(text)):  # 主办单位：… at the foot of a web page
            return False
        if lone := lone_label(paragraph.text):
            if lone.word not in ASSIGNING and lone.name not in self.known:
                return False
            said = [lone]
        elif (span := paragraph.text)[:1] in "（([【［" and span.rstrip("。；; ")[-1:] in "）)]】］":
            rest, said = cut_brackets(span, self.known)
            said = said if not rest.strip("。；; ") else []
            said = said or self._labels(text)
        else:
            said = self._labels(text)
        if not said:
            return False
        block = self._block
        block.said += said
        block.lines.append((paragraph.line, paragraph.last_line))
        block.apart = True
        self.open = said[-1]
        self.nested = 0
        return True

    def _labels(self, text: str) -> list[Said]:
        head, said = split_labels(text, self.known)
        return said if not head.strip() else []

    def _close(self, place: int, paragraph: Paragraph, rest: str) -> None:
        """Take a sentence about the tasks above: 以上任务由县政务服务局牵头落实，10月底前完成."""
        common = common_deadline([paragraph.text])
        goes_on_below = place < self.last_number
        if common and not goes_on_below:
            self._mark(paragraph, Fate.DATA)
            return
        rest = rest.lstrip("，,请均").rstrip("。")
        said = split_labels(rest)[1] or read_clauses(re.sub("^由", "", rest), stands_apart=True) or []
        if common and not said:
            said = [Said(Word.DEADLINE, DEADLINE_NAME, common)]
        if not said:
            self._mark(paragraph, Fate.NOTE)
            return
        self.outline.scoped.add(paragraph.text)
        parent = self.stack[-2] if len(self.stack) > 1 else self.stack[-1]
        target = self.stack[-1] if self.stack[-1].heads and self.stack[-1].blocks[1:] else parent
        target.closing += said
        self._mark(paragraph, Fate.CONTINUATION)

    def _is_nested(self, marker: Marker) -> bool:
        """Tell whether a number belongs to the text of an open label: 整改措施： 1.… 2.…."""
        if self.open is None or self.open.word in ASSIGNING:
            return False
        deeper = self.ranks[marker.style] > self.stack[-1].rank
        expected = deeper or not self.open.text or self.open.text.endswith(("：", ":"))
        if marker.value == 1 and not self.nested and expected:
            self.nested, self.nested_style = 1, marker.style
            return True
        own = self.stack[-1]
        follows_own = own.marker is not None and (marker.style, marker.value - 1) == (
            own.marker.style,
            own.marker.value,
        )
        if follows_own and own.assigned:
            return False
        if self.nested and marker.style is self.nested_style and marker.value == self.nested + 1:
            self.nested += 1
            return True
        return deeper

    def _add(self, paragraph: Paragraph) -> None:
        """Add a paragraph without a number to what stands above it."""
        node = self.stack[-1]
        if not node.blocks:
            self._mark(paragraph, Fate.NOTE)
        elif self.open is not None and self.open.word not in ASSIGNING:
            self._extend(self.open, paragraph.text, paragraph, "\n")
        elif len(node.blocks[-1].text) < LONGEST_TEXT and (
            paragraph.fate is Fate.CONTINUATION or goes_on(node.blocks[-1].text)
        ):
            block, more = node.blocks[-1], self._read(paragraph)
            more_text = more.text if paragraph.marker is None else paragraph.text
            block.text += more_text
            block.said += more.said
            block.lines += more.lines
        else:
            node.blocks.append(self._read(paragraph))


def _without_marker(paragraph: Paragraph) -> Paragraph:
    """Return a paragraph whose number is no more than one of a label: （二）责任单位：."""
    return msgspec.structs.replace(paragraph, text=paragraph.content, marker=None)
