"""How many tasks have which value of a field, counted once for a filter and kept: what completion says of its choices.

Counting goes on in portions. What is not counted yet has no number, and the next call goes on.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import chain
from operator import itemgetter

import msgspec

from govtui.model import LIGHT_LABELS, STATUS_LABELS
from govtui.review.directory import Directory
from govtui.review.filter.context import Context
from govtui.review.filter.editing import written
from govtui.review.filter.fields import READERS
from govtui.review.filter.reference import Key
from govtui.review.filter.terms import Value
from govtui.review.filter.time_fields import last_report
from govtui.review.rows import TaskRow, bare
from govtui.text import one_line

Keys = Callable[[TaskRow], Sequence[Hashable]]
"""What a row counts for; rows with the same keys are told apart by no choice."""

_PORTION = 2000


class Option(msgspec.Struct, frozen=True):
    """A value that can be chosen, with what the clerk sees and how many tasks it leaves."""

    value: str
    label: str
    count: int | None
    of_language: bool = False
    """It is a word of the language (<3), which in quotation marks would mean something else."""

    @property
    def text(self) -> str:
        """The value as it stands in a filter."""
        return self.value if self.of_language else written(self.value)


class Tally:
    """The rows that the rest of a filter leaves, counted by the values of one field."""

    def __init__(self, rows: Sequence[TaskRow], keys: Keys, *, sampled: bool = False) -> None:
        """Count rows; where they are `sampled`, each has one key."""
        self._rows = rows
        self._keys = keys
        self._sampled = sampled
        self._counted = 0
        self.counts: Counter[Hashable] = Counter()
        self.samples: dict[Hashable, TaskRow] = {}
        """A row for each key, on which it can be tried what a value lets through."""

    def advance(self, seconds: float) -> bool:
        """Count on for about so long, and say whether all have been counted."""
        end = time.perf_counter() + seconds
        while self._counted < len(self._rows):
            portion = self._rows[self._counted : self._counted + _PORTION]
            keys = [self._keys(row) for row in portion]
            self.counts.update(chain.from_iterable(keys))
            if self._sampled:
                self.samples.update(zip(map(itemgetter(0), keys), portion, strict=True))
            self._counted += len(portion)
            if time.perf_counter() >= end:
                break
        return self._counted >= len(self._rows)


WORDS: dict[Key, tuple[str, ...]] = {
    Key.DEADLINE: (
        "逾期", "今天", "明天", "本周", "下周", "本月", "下月", "本季度", "7天内", "30天内", "长期", "待定", "无",
    ),
    Key.PROGRESS: ("无", "有", "<3"),
    Key.TROUBLE: ("有", "无"),
    Key.UPDATED: ("今天", "本周", "上周", "本月", "上月", ">30天", ">60天", ">90天", "无"),
    Key.INDICATOR: ("未达", "达到", "欠序时", "达序时", "超序时", "有", "无"),
    Key.MARK: ("有", "无"),
    Key.NOTE: ("有", "无"),
    Key.EVIDENCE: ("有", "无"),
}  # fmt: skip
"""The fields of which the values are words of the language, in the order in which they are offered."""

_DISTINCT: dict[Key, Keys] = {
    Key.DEADLINE: lambda row: ((row.reading.due, row.task.status.settled, row.task.deadline.kind),),
    Key.PROGRESS: lambda row: (len(row.task.progress),),
    Key.TROUBLE: lambda row: (bool(row.task.progress and row.task.progress[-1].problem),),
    Key.UPDATED: lambda row: (last_report(row.task),),
    Key.NOTE: lambda row: (bool(row.task.note),),
}
"""What makes a difference to those words; the fields that are missing here would take too long to count."""


def keys_of(key: Key, context: Context) -> Keys | None:
    """Return by what rows are counted for a field, None for fields that are not counted."""
    match key:
        case Key.STATUS:
            return lambda row: (STATUS_LABELS[row.task.status],)
        case Key.LIGHT:
            return lambda row: (LIGHT_LABELS[row.reading.light], row.reading.word)
        case Key.UNIT:
            return _units(lambda row: row.task.units, context.directory)
        case Key.LEAD:
            return _units(lambda row: row.task.lead, context.directory)
        case Key.SUPPORT:
            return _units(lambda row: row.task.support, context.directory)
        case Key.THEME:
            return lambda row: row.task.themes
        case Key.DOCUMENT:
            return lambda row: (row.task.document,)
        case _:
            return _DISTINCT.get(key)


def options_of(key: Key, tally: Tally | None, context: Context, *, whole: bool) -> list[Option]:
    """Return the values that a field can have, those with most tasks first, words of the language in their order.

    Without a tally, or with one that is not `whole`, there are no numbers.
    """
    if key in WORDS:
        return [option for word in WORDS[key] if (option := _word(key, word, tally, context, whole=whole))]
    if tally is None:
        return []
    documents = context.stock.documents
    found = []
    for value, count in tally.counts.most_common():
        name, label = str(value), str(value)
        if key is Key.DOCUMENT:
            document = documents.get(name)
            label = f"{name}  {one_line(document.title or document.source)}" if document else name
        found.append(Option(name, one_line(label), count if whole else None))
    if key in (Key.UNIT, Key.LEAD, Key.SUPPORT) and context.directory.own:
        found.insert(0, Option("本单位", f"本单位（{context.directory.own}）", None))
    return found


def column_keys(name: str) -> Keys:
    """Return by what rows are counted for a column of the plans."""
    return lambda row: [one_line(text) for column, text in row.task.extra if text and bare(column) == name]


def _word(key: Key, word: str, tally: Tally | None, context: Context, *, whole: bool) -> Option | None:
    """Return a word of the language as an option; None where it would leave nothing."""
    if tally is None or not whole:
        return Option(word, word, None, True)
    holds = READERS[key](Value(word, word, 0, len(word)), context)
    count = sum(count for distinct, count in tally.counts.items() if holds(tally.samples[distinct]))
    return Option(word, word, count, True) if count else None


def _units(names_of: Callable[[TaskRow], tuple[str, ...]], directory: Directory) -> Keys:
    """Return for a row the units that it names, by the names under which they count, members of collectives too."""
    members = {entry.name: entry.members for entry in directory.entries if entry.members}
    counted = {
        name: (directory.canonical(name), *members.get(directory.canonical(name), ())) for name in directory.names
    }
    if all(names == (name,) for name, names in counted.items()):
        return names_of
    return lambda row: tuple(dict.fromkeys(unit for name in names_of(row) for unit in counted.get(name, (name,))))
