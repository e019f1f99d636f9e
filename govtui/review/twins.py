"""The same matter in several plans: tasks of different documents whose requirements are nearly the same (相同任务).

Province, city and county copy each other's sentences. Requirements that are equal but for signs and blanks are found by
what is left of them, the others by short runs of characters that they share and few others have. Pure functions.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import combinations
from typing import NamedTuple

from govtui.collector import collector_held
from govtui.ledger.likeness import wording_key
from govtui.model import Task
from govtui.text import clip, one_line

LIKE = 0.65
"""Share of the neighbouring characters from which on two requirements are taken for the same matter."""
COMPARED = 160
"""How many characters of a requirement are compared, from its beginning."""
_SHORTEST = 6
"""A requirement with fewer characters (加强领导) says too little to be known by."""
_RUN = 6
"""Characters of a run by which requirements like it are looked for …"""
_BUDGET = 500_000
"""… all runs of all requirements, or where these are more, those that begin with every second, third … sign …"""
_SPARSEST = 7
_COMMON = 48
"""… none that stands in more requirements than this: it is a phrase of the trade …"""
_RAREST = 12
"""… and of each requirement only the rarest that another one has too."""
_SHARED = 0.34
"""Share of those that another requirement must have to be compared at all …"""
_CANDIDATES = 4
"""… and at most so many of them are."""
_EQUAL = 12
"""Tasks of equal wording of which each is paired with each."""
_PORTION = 2000
"""Tasks between two words of how far the search has come."""
_FAINTEST = 2
"""Characters that two texts share between two places where they differ: so few are no common part of them."""


_AROUND = 3
"""Characters around a difference that are told with it, within its clause."""
_NO_SIGN = re.compile(r"[^\W_]")
_LEAD_IN = re.compile(r"[^，。；、：\s]+\Z")
_LEAD_OUT = re.compile(r"[^，。；、：\s]+")


class TwinPair(NamedTuple):
    """Two tasks that may be the same matter, by their ids, in the order of the ledger."""

    first: str
    second: str
    likeness: float
    """From `LIKE` to 1, which is the same wording."""
    linked: bool = False
    """The clerk has said that they are the same matter."""

    @property
    def key(self) -> frozenset[str]:
        """What a pair is remembered by."""
        return frozenset((self.first, self.second))


Span = tuple[int, int]
"""Where something stands in a text: from, to."""


def find_twins(
    tasks: Sequence[Task], tell: Callable[[int, int], None] = lambda _done, _total: None
) -> tuple[TwinPair, ...]:
    """Return the pairs of `tasks` that may be the same matter, the likest first; linked ones are always among them.

    `tell` is called now and then with the number of tasks that were looked through, and of all of them.
    """
    keys = [wording_key(task.requirement)[:COMPARED] for task in tasks]
    with collector_held():
        found = dict(_equal(tasks, keys))
        for pair, likeness in _alike(tasks, keys, lambda done: tell(done, len(tasks))):
            found.setdefault(pair, likeness)
    places = {task.id: place for place, task in enumerate(tasks)}
    linked = set(_linked(tasks, places))
    for first, second in linked:
        found.setdefault((first, second), likeness_of(keys[first], keys[second]))
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(TwinPair(tasks[a].id, tasks[b].id, like, (a, b) in linked) for (a, b), like in ordered)


def _equal(tasks: Sequence[Task], keys: Sequence[str]) -> Iterator[tuple[tuple[int, int], float]]:
    """Give the pairs of equal wording in different documents."""
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if len(key) >= _SHORTEST:
            groups[key].append(place)
    for places in groups.values():
        for first, second in combinations(places[:_EQUAL], 2):
            if tasks[first].document != tasks[second].document:
                yield (first, second), 1.0


def _linked(tasks: Sequence[Task], places: Mapping[str, int]) -> Iterator[tuple[int, int]]:
    """Give the pairs that the clerk has linked."""
    for place, task in enumerate(tasks):
        for twin in task.twins:
            if (other := places.get(twin)) is not None and place < other:
                yield place, other


def _alike(
    tasks: Sequence[Task], keys: Sequence[str], tell: Callable[[int], None]
) -> Iterator[tuple[tuple[int, int], float]]:
    """Give the pairs of different wording in different documents that are like each other, and how much."""
    firsts: dict[str, int] = {}
    for place, key in enumerate(keys):  # of equal ones in one document, one stands for all
        firsts.setdefault(f"{tasks[place].document}\n{key}", place)
    chosen = [place for place in firsts.values() if len(keys[place]) >= _SHORTEST]
    anchors = _anchors(sum(len(keys[place]) for place in chosen))
    runs = [_runs(keys[place], anchors) for place in chosen]
    counts: Counter[str] = Counter()
    for own_runs in runs:
        counts.update(own_runs)
    rare = {run: count for run, count in counts.items() if 2 <= count <= _COMMON}
    del counts
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for done, (place, own_runs) in enumerate(zip(chosen, runs, strict=True)):
        if done % _PORTION == 0:
            tell(done)
        own = sorted(filter(rare.__contains__, own_runs))
        own.sort(key=rare.__getitem__)
        for other in _sharing_most(own[:_RAREST], holders):
            if tasks[other].document != tasks[place].document and keys[other] != keys[place]:
                likeness = likeness_of(keys[other], keys[place])
                if likeness >= LIKE:
                    yield (other, place) if other < place else (place, other), likeness
        for run in own:
            holders[run].append(place)


def _sharing_most(own: Sequence[str], holders: Mapping[str, list[int]]) -> list[int]:
    """Return the few requirements that share most of some runs, if they share enough."""
    shared = Counter(other for run in own for other in holders.get(run, ()))
    return [other for other, count in shared.most_common(_CANDIDATES) if count >= len(own) * _SHARED]


def _anchors(characters: int) -> frozenset[str]:
    """Return the signs with which runs begin, the fewer the more `characters` there are to go through."""
    step = min(_SPARSEST, characters // _BUDGET + 1)
    return frozenset(map(chr, range(ord("0"), 0xA000, step)))


def _runs(key: str, anchors: frozenset[str]) -> tuple[str, ...]:
    """Return the runs of a text, the same ones wherever they stand in it."""
    starts = [start for start, char in enumerate(key[: 1 - _RUN]) if char in anchors]
    return tuple({key[start : start + _RUN] for start in starts})


def likeness_of(first: str, second: str) -> float:
    """Return the share of the neighbouring characters that two texts have in common, from 0 to 1."""
    own, other = _pairs(first), _pairs(second)
    return 2 * len(own & other) / max(1, len(own) + len(other))


def _pairs(key: str) -> set[str]:
    return {key[start : start + 2] for start in range(len(key) - 1)}


class Sort(Enum):
    """What has become of a pair."""

    CANDIDATES = "待核对"
    LINKED = "已关联"
    DENIED = "不是同一件"


def sort_of(pair: TwinPair, denied: Collection[frozenset[str]]) -> Sort:
    """Return what has become of a pair; `denied` are those that the clerk has said are not the same matter."""
    if pair.linked:
        return Sort.LINKED
    return Sort.DENIED if pair.key in denied else Sort.CANDIDATES


def relinked(pairs: Iterable[TwinPair], tasks: Mapping[str, Task]) -> tuple[TwinPair, ...]:
    """Return the pairs, linked as the tasks say by now; those of tasks that are gone are left out."""
    return tuple(
        pair._replace(linked=pair.second in tasks[pair.first].twins)
        for pair in pairs
        if pair.first in tasks and pair.second in tasks
    )


def differing(first: str, second: str) -> tuple[list[Span], list[Span]]:
    """Return where each of two texts has what the other has not."""
    from difflib import SequenceMatcher  # no start needs it

    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    ends = (len(first), len(second))
    same = [
        block
        for block in blocks
        if block.size > _FAINTEST or block.a == block.b == 0 or (block.a + block.size, block.b + block.size) == ends
    ]
    return (
        list(_between([(block.a, block.size) for block in same], len(first))),
        list(_between([(block.b, block.size) for block in same], len(second))),
    )


def _between(same: Iterable[tuple[int, int]], length: int) -> Iterator[Span]:
    """Give the stretches of a text between those that begin at some places and have some length."""
    end = 0
    for start, size in (*same, (length, 0)):
        if start > end:
            yield end, start
        end = start + size


def differing_words(text: str, spans: Iterable[Span]) -> str:
    """Return the stretches of a text with the characters around them, each between quotation marks: “不少于4次”.

    Signs alone are no difference.
    """
    return "".join(f"“{_in_context(text, *span)}”" for span in (_worded(text, *span) for span in spans) if span)


def _worded(text: str, start: int, end: int) -> Span | None:
    """Return a stretch of a text without the signs at its ends; None where it has nothing else."""
    found = list(_NO_SIGN.finditer(text, start, end))
    return (found[0].start(), found[-1].end()) if found else None


def _in_context(text: str, start: int, end: int) -> str:
    before = _LEAD_IN.search(text, max(0, start - _AROUND), start)
    after = _LEAD_OUT.match(text, end, end + _AROUND)
    return one_line(text[before.start() if before else start : after.end() if after else end])


def likeness_words(pair: TwinPair) -> str:
    """Return how like two tasks are: 相同, 87%."""
    return "相同" if pair.likeness >= 1 else f"{min(99, round(pair.likeness * 100))}%"


def twins_of(tasks: Sequence[Task], known: Mapping[str, Task]) -> tuple[Task, ...]:
    """Return the tasks that are linked with some, without those themselves."""
    own = {task.id for task in tasks}
    named = dict.fromkeys(twin for task in tasks for twin in task.twins if twin not in own)
    return tuple(known[twin] for twin in named if twin in known)


def twin_facts(task: Task, tasks: Mapping[str, Task]) -> list[tuple[str, str]]:
    """Return the facts that name a task's twins, a line each; none where it has none."""
    lines = [f"{twin.id}  {clip(one_line(twin.requirement), 40)}" for twin in twins_of([task], tasks)]
    return [("相同任务", "\n".join(lines))] if lines else []
