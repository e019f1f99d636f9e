"""The outline of a plan to its tasks: which level holds them, what stands above is a theme, what closes them is theirs.

- Tasks are the numbered paragraphs on the deepest level where units or deadlines are named; where none are named, those
  that have nothing numbered below them. What stands deeper goes on with its task.
- A heading in a line of its own is a theme. So is the sentence that runs into a paragraph (（一）推进决策公开。围绕…)
  if tasks stand below the paragraph or it is parted into several; else the task keeps it.
- Paragraphs without numbers below a heading are its tasks; below a task they go on with it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from govtui.intake.fates import Fate, Fates
from govtui.intake.kinds import ends_sentence
from govtui.intake.notice.brackets import split_at_brackets
from govtui.intake.notice.labels import ASSIGNING, UNIT_WORDS, Said
from govtui.intake.notice.markers import read_marker
from govtui.intake.notice.outline import HEADING_STYLES, Block, Node, Outline
from govtui.intake.words import Word, load_words
from govtui.text import squeeze

LONGEST_RUN_IN = 30
"""Characters of a heading that runs into its paragraph."""
LONGEST_STEP = 20
"""Characters, on the average, of the points of a list that is part of its task."""
TASK_SHARE = 0.5
"""Share of the paragraphs on a level that must be assigned for their level to be the tasks'."""

_RUN_IN = re.compile(rf"(?P<heading>[^。！？；;：:]{{2,{LONGEST_RUN_IN}}})[。：:]?(?P<rest>.*)", re.DOTALL)
_CONTENT = (Word.REQUIREMENT, Word.TASK, Word.GOAL)


@dataclass(slots=True)
class Found:
    """A task as it was found in the text."""

    number: str
    themes: tuple[str, ...]
    paragraphs: list[str]
    said: list[Said]
    lines: list[tuple[int, int]]


@dataclass(slots=True)
class _Way:
    """What is known of the plan as a whole."""

    known: Collection[str]
    assigned: bool
    levels: Collection[int]
    """The ranks on which tasks without anything below them are assigned."""
    found: list[Found] = field(default_factory=list)
    fates: Fates = field(default_factory=dict)


def find_tasks(outline: Outline, known: Collection[str]) -> tuple[list[Found], Fates]:
    """Return the tasks of a plan, and the fates of its lines; `known` are the labels that recur in it."""
    _hand_up(outline.root)
    nodes = list(outline.root.walk())
    leaves = [node for node in nodes if not node.children and node.blocks]
    way = _Way(known, any(node.assigned for node in leaves), _levels(nodes))
    for child in outline.root.children:
        _take(child, (), list(outline.root.closing), way)
    _number(way.found)
    return way.found, {**outline.fates, **way.fates}


def _levels(nodes: Sequence[Node]) -> set[int]:
    every = Counter(node.rank for node in nodes if node.blocks)
    tasks = Counter(node.rank for node in nodes if not node.children and node.assigned)
    return {rank for rank, count in tasks.items() if count > 1 and count >= TASK_SHARE * every[rank]}


# --- what closes several tasks ---


def _hand_up(root: Node) -> None:
    """Move what stands below the last of several tasks, and is not its own, to their heading."""
    headings = [node for node in root.walk() if len(node.children) > 1 and node.blocks]
    told = [node for node in headings if node.assigned]
    closes = [node for node in told if _closes(node)]
    often = len(closes) > 1 and len(closes) == len(told)
    for node in reversed(closes):
        last = _last(node)
        if _closes(node) and (often or last.blocks[-1].apart):
            block = last.blocks[-1]
            node.closing += [said for said in block.said if said.word in ASSIGNING]
            block.said = [said for said in block.said if said.word not in ASSIGNING]


def _last(node: Node) -> Node:
    while node.children:
        node = node.children[-1]
    return node


def _closes(node: Node) -> bool:
    """Tell whether of everything below a heading only the very end is assigned."""
    if any(block.assigned for block in node.blocks):
        return False
    *others, last = [(below, block) for below in node.walk() for block in below.blocks]
    return last[1].assigned and last[0] is _last(node) and not any(block.assigned for _node, block in others)


# --- themes and tasks ---


def _take(node: Node, themes: tuple[str, ...], inherited: list[Said], way: _Way) -> None:
    if _introduces(node):
        _mark_all(node, Fate.NOTE, way)
    elif not node.children or _is_whole(node, way):
        _take_leaf(node, themes, [*inherited, *node.closing], way)
    else:
        heading, rest = _heading(node)
        own = node.blocks[0]
        below = [*inherited, *node.closing]
        tasks_of_own = bool(rest) and own.assigned
        if tasks_of_own:
            _emit(way, node, themes, [own], below, number=True)
        else:
            below = _over(below, own.said)
            lost = len(squeeze(rest)) > LONGEST_RUN_IN and not rest.rstrip().endswith(("：", ":"))
            _mark_heading(own, Fate.NOTE if lost else Fate.THEME, way)
        themes = (*themes, heading) if heading else themes
        for group in _groups(node.blocks[1:]):
            _emit(way, node, themes, group, below, number=False)
        for child in node.children:
            _take(child, themes, below, way)


def _over(inherited: Sequence[Said], own: Sequence[Said]) -> list[Said]:
    """Return what is said of tasks with what is said nearer to them."""
    units = any(said.word in UNIT_WORDS for said in own)
    words = {said.word for said in own}
    kept = [said for said in inherited if said.word not in words and not (units and said.word in UNIT_WORDS)]
    return [*own, *kept]


def _introduces(node: Node) -> bool:
    """Tell whether a section only introduces the plan: 指导思想, 总体要求."""
    heading = squeeze(_heading(node)[0] if node.children or node.blocks[1:] else _run_in(node.text)[0])
    words = load_words("prose")["sections"]["introductions"]
    return node.forced is None and not node.assigned and _bare(heading) in words


def _bare(heading: str) -> str:
    marker = read_marker(heading)
    return (marker.rest if marker else heading).strip("。：:")


def _is_whole(node: Node, way: _Way) -> bool:
    """Tell whether what is numbered below a node goes on with it."""
    below = [child for child in node.walk() if child is not node]
    if any(child.assigned or child.forced for child in below) or node.forced is Fate.THEME:
        return False
    if node.forced is Fate.TASK or node.rank in way.levels:
        return True
    if any(block.assigned for block in node.blocks):
        return not node.heads
    texts = [len(squeeze(child.text)) for child in below]
    leads_in = node.text.rstrip().endswith(("：", ":")) and not node.heads
    return leads_in and sum(texts) <= LONGEST_STEP * len(texts)


def _heading(node: Node) -> tuple[str, str]:
    """Return the heading of a node with its number, and what its paragraph says beside it."""
    text = squeeze(node.text)
    if node.heads or not text:
        return f"{node.printed}{text.rstrip('。：:')}", ""
    heading, rest = _run_in(text)
    if heading:
        return f"{node.printed}{heading}", rest
    return "", text


def _run_in(text: str) -> tuple[str, str]:
    """Return the heading that runs into a paragraph, and the rest; no heading where the first sentence is long."""
    match = _RUN_IN.fullmatch(squeeze(text))
    return (match["heading"], match["rest"]) if match else ("", squeeze(text))


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Return the paragraphs below a heading by the tasks that they make.

    One that is assigned closes a task; where none is, each is a task.
    """
    if not any(block.assigned for block in blocks):
        return [[block] for block in blocks]
    groups: list[list[Block]] = [[]]
    for block in blocks:
        groups[-1].append(block)
        if block.assigned:
            groups.append([])
    rest = groups.pop()
    groups[-1] += rest
    return groups


def _take_leaf(node: Node, themes: tuple[str, ...], inherited: list[Said], way: _Way) -> None:
    own, bodies = node.blocks[0], node.blocks[1:]
    steps = [block for child in node.walk() if child is not node for block in child.blocks]
    for child in node.walk():
        if child is not node and child.blocks and child.marker:
            child.blocks[0].text = f"{child.marker.printed}{child.blocks[0].text}"
    if not bodies or (own.assigned and not node.heads) or not (node.heads or _all_assigned(node)):
        _emit(way, node, themes, [own, *bodies, *steps], inherited, number=True)
        return
    if not node.heads:  # a task, and paragraphs with units of their own below it
        for group in _groups(node.blocks):
            _emit(way, node, themes, group, inherited, number=True)
        return
    groups = _groups(bodies)
    groups[-1] += steps
    heading = squeeze(node.text).rstrip("。：:")
    general = _bare(heading) in load_words("prose")["sections"]["general"] and way.assigned and not node.assigned
    _mark_heading(own, Fate.NOTE if general else Fate.THEME, way)
    for group in groups:
        if general:
            _mark([span for block in group for span in block.lines], Fate.NOTE, way)
            continue
        numbered = len(groups) == 1 and node.marker is not None and node.marker.style not in HEADING_STYLES
        _emit(way, node, (*themes, f"{node.printed}{heading}"), group, _over(inherited, own.said), number=numbered)


def _all_assigned(node: Node) -> bool:
    return len(node.blocks) > 1 and all(block.assigned for block in node.blocks)


def _emit(
    way: _Way,
    node: Node,
    themes: tuple[str, ...],
    blocks: Sequence[Block],
    inherited: Sequence[Said],
    *,
    number: bool,
) -> None:
    """Add the task of some paragraphs, or the tasks of one in which each sentence has its own bracket."""
    lines = [span for block in blocks for span in block.lines]
    _mark(lines, Fate.CONTINUATION, way)
    way.fates[lines[0][0]] = Fate.TASK
    printed = node.marker.number if number and node.marker else ""
    pieces = split_at_brackets(blocks[0].raw, way.known) if len(blocks) == 1 else []
    if len(pieces) > 1:
        heading, _rest = _run_in(pieces[0][0])
        if node.marker and heading and len(squeeze(pieces[0][0])) > len(heading) + 2:
            themes = (*themes, f"{node.printed}{heading}")
            pieces[0] = (_run_in(pieces[0][0])[1], pieces[0][1])
        for place, (text, said) in enumerate(pieces, 1):
            part = f"{printed}.{place}" if printed else ""
            way.found.append(Found(part, themes, [text], _over(inherited, said), lines))
        return
    said = [one for block in blocks for one in block.said]
    text = "".join(_joined(blocks))
    paragraphs, themes, said, titled = _content(node, text, themes, said)
    if titled and node.marker and node.marker.style in HEADING_STYLES:
        printed = ""
    if paragraphs:
        way.found.append(Found(printed, themes, paragraphs, _over(inherited, said), lines))


def _joined(blocks: Sequence[Block]) -> list[str]:
    texts = [squeeze(block.text) for block in blocks]
    return [
        text if not above or not text or not above[-1].isalnum() or place == 0 else f"，{text}"
        for place, (above, text) in enumerate(zip(["", *texts], texts, strict=False))
    ]


def _content(
    node: Node, text: str, themes: tuple[str, ...], said: list[Said]
) -> tuple[list[str], tuple[str, ...], list[Said], bool]:
    """Return the paragraphs of a task, its themes and what else is said of it, and whether its text was its title.

    What a label 整改措施： holds is the requirement, and a short text above it the title.
    """
    title = not text or (len(text) <= 60 and not ends_sentence(text))
    content = next((one for word in _CONTENT for one in said if one.word is word and one.text), None)
    if content is None or not title:
        return ([text] if text else []), themes, said, False
    others = [one for one in said if one is not content]
    if content.word is Word.REQUIREMENT and not text and (task := _of(Word.TASK, others)):
        text, others = task.text, [one for one in others if one is not task]
    paragraphs = [part for part in content.text.split("\n") if part.strip()]
    markers = [read_marker(part) for part in paragraphs]
    if len(paragraphs) > 1 and all(markers):
        paragraphs = [marker.rest for marker in markers if marker]
    else:
        paragraphs = ["".join(paragraphs)]
    heading = f"{node.printed}{squeeze(text).rstrip('：:')}" if text else ""
    return paragraphs, (*themes, heading) if heading else themes, others, bool(text)


def _of(word: Word, said: Sequence[Said]) -> Said | None:
    return next((one for one in said if one.word is word and one.text), None)


def _mark(lines: Sequence[tuple[int, int]], fate: Fate, way: _Way) -> None:
    for first, last in lines:
        way.fates.update(dict.fromkeys(range(first, last + 1), fate))


def _mark_heading(block: Block, fate: Fate, way: _Way) -> None:
    """Mark a heading; the labels below it that hold for its tasks go on with it."""
    _mark(block.lines[:1], fate, way)
    _mark(block.lines[1:], Fate.CONTINUATION, way)


def _mark_all(node: Node, fate: Fate, way: _Way) -> None:
    for below in node.walk():
        for block in below.blocks:
            _mark(block.lines, fate, way)


def _number(found: Sequence[Found]) -> None:
    """Give tasks without a number one where others have theirs: they would be taken for parts of those."""
    if any(task.number for task in found) and not all(task.number for task in found):
        for place, task in enumerate(found, 1):
            task.number = task.number or str(place)
