"""What the fields of a filter mean: each reads one value and gives the test of a row."""

from __future__ import annotations

from collections.abc import Callable

from govtui.model import LIGHT_LABELS, STATUS_LABELS, STATUS_WORDS, Light, Task
from govtui.pinyin import find, folded_alike, sought_word
from govtui.review.directory import Directory
from govtui.review.filter.context import Context
from govtui.review.filter.query import Predicate
from govtui.review.filter.reference import Key
from govtui.review.filter.terms import Value
from govtui.review.filter.time_fields import deadline, updated
from govtui.review.filter.values import (
    NONE_WORDS,
    SOME_WORDS,
    NotUnderstoodError,
    named,
    number_test,
    word_in,
)
from govtui.review.rows import TaskRow, bare
from govtui.text import fold
from govtui.timing.pace import Pace, Verdict

ReadValue = Callable[[Value, Context], Predicate]
"""Raises NotUnderstoodError."""

_STATUSES = {label: status for status, label in STATUS_LABELS.items()}
_LIGHTS = {label: light for light, label in LIGHT_LABELS.items()}
_OURS = frozenset({"本单位", "bdw"})


def _status(value: Value, _context: Context) -> Predicate:
    status = STATUS_WORDS.get(value.text)
    wanted = {status} if status else set(named(value.text, _STATUSES))
    if not wanted:
        raise NotUnderstoodError(f"没有“{value.typed}”这种办理状态，可以写{'、'.join(STATUS_LABELS.values())}")
    return lambda row: row.task.status in wanted


def _light(value: Value, context: Context) -> Predicate:
    text = value.text
    lights = {light for light in Light if light.value == text}
    lights = lights or set(named(text, _LIGHTS))
    words = {word for word in context.stock.light_words if text in fold(word) or (text.isascii() and find(text, word))}
    if not lights and not words and not any(text in rule.word for rule in context.reader.almanac.rules.rules):
        colours = "、".join(LIGHT_LABELS.values())
        raise NotUnderstoodError(f"没有“{value.typed}”这种亮灯，可以写颜色（{colours}）或亮灯的原因（逾期、临期……）")
    return lambda row: row.reading.light in lights or row.reading.word in words


def _unit(names_of: Callable[[Task], tuple[str, ...]], label: str) -> ReadValue:
    def read(value: Value, context: Context) -> Predicate:
        if whole := _whole_name(value, context.directory):
            return lambda row: not whole.isdisjoint(names_of(row.task))
        if value.text in NONE_WORDS:
            return lambda row: not names_of(row.task)
        if value.text in SOME_WORDS:
            return lambda row: bool(names_of(row.task))
        if value.text in _OURS:
            return _ours(label, context)
        if names := context.directory.matching(value.text):
            return lambda row: not names.isdisjoint(names_of(row.task))
        text = value.text
        if label == Key.UNIT.value and any(text in fold(row.task.units_text) for row in context.stock.rows):
            return lambda row: text in fold(row.task.units_text)
        raise NotUnderstoodError(f"没有名称里有“{value.typed}”的单位")

    return read


def _whole_name(value: Value, directory: Directory) -> frozenset[str]:
    """Return the names of the unit that is called just what stands in quotation marks, if there is one."""
    if not value.quoted:
        return frozenset()
    names = {*directory.names, *map(directory.canonical, directory.names)}
    called = {directory.canonical(name) for name in names if folded_alike(name) == value.text}
    return frozenset(name for name in directory.names if directory.canonical(name) in called)


def _ours(label: str, context: Context) -> Predicate:
    directory = context.directory
    if not directory.own:
        raise NotUnderstoodError("还没有设定本单位，请先在单位名录里设定")
    if label == Key.LEAD.value:
        return lambda row: directory.leads(row.task)
    if label == Key.SUPPORT.value:
        return lambda row: directory.is_ours(row.task) and not directory.leads(row.task)
    return lambda row: directory.is_ours(row.task)


def _theme(value: Value, context: Context) -> Predicate:
    whole = {theme for theme in context.stock.themes if value.quoted and folded_alike(theme) == value.text}
    if whole:  # in quotation marks stands all of it
        return lambda row: not whole.isdisjoint(row.task.themes)
    if value.text in NONE_WORDS:
        return lambda row: not row.task.themes
    holds = word_in(value)
    themes = {theme for theme in context.stock.themes if holds(theme)}
    if not themes:
        raise NotUnderstoodError(f"没有标题里有“{value.typed}”的重点任务")
    return lambda row: not themes.isdisjoint(row.task.themes)


def _requirement(value: Value, _context: Context) -> Predicate:
    holds = word_in(value)
    return _where_it_occurs(value, lambda row: holds(row.task.requirement))


def _document(value: Value, context: Context) -> Predicate:
    known = context.stock.documents
    if value.text in known:
        return lambda row: row.task.document == value.text
    holds = word_in(value)
    wanted = {number for number, document in known.items() if holds(document.title or document.source)}
    if wanted:
        return lambda row: row.task.document in wanted
    if any(row.task.document == value.text for row in context.stock.rows):
        return lambda row: row.task.document == value.text
    raise NotUnderstoodError(f"没有第{value.typed}份来文，标题里也没有“{value.typed}”，可以写来文的号数或标题里的字")


def _number(value: Value, _context: Context) -> Predicate:
    number, part = value.text, f"{value.text}."

    def numbered(row: TaskRow) -> bool:
        seq, name = row.task.seq, row.task.id
        return seq == number or name == number or seq.startswith(part) or name.startswith(part)

    return numbered


def _progress(value: Value, _context: Context) -> Predicate:
    if value.text in NONE_WORDS:
        return lambda row: not row.task.progress
    if value.text in SOME_WORDS:
        return lambda row: bool(row.task.progress)
    if test := None if value.quoted else number_test(value.text):
        return lambda row: test(len(row.task.progress))
    _refuse_comparison(value, "进展:<3 指登记不到3条的")
    holds = word_in(value)
    return _where_it_occurs(value, lambda row: any(holds(entry.text) for entry in row.task.progress))


def _trouble(value: Value, _context: Context) -> Predicate:
    if value.text in NONE_WORDS:
        return lambda row: not (row.task.progress and row.task.progress[-1].problem)
    if value.text in SOME_WORDS:
        return lambda row: bool(row.task.progress and row.task.progress[-1].problem)
    holds = word_in(value)
    return _where_it_occurs(value, lambda row: any(holds(entry.problem) for entry in row.task.progress))


_VERDICTS = {verdict.value: verdict for verdict in Verdict}


def _indicator(value: Value, context: Context) -> Predicate:
    text, paces = value.text, context.reader.every_pace
    if text in NONE_WORDS:
        return lambda row: not row.task.indicators
    if text in SOME_WORDS:
        return lambda row: bool(row.task.indicators)
    for word, reached in (("未达到", False), ("没有达到", False), ("达到", True), ("已达", True)):
        if word.startswith(text) and len(text) > 1:
            return lambda row: bool(found := paces(row.task)) and all(map(_reached, found)) is reached
    if verdict := _VERDICTS.get(text):
        # Who does not count is not judged by it, as with the lights.
        return lambda row: any(pace.verdict is verdict for pace in context.reader.paces(row.task))
    _refuse_comparison(value, "可以写未达、达到、欠序时、有、无")
    holds = word_in(value)
    return _where_it_occurs(
        value, lambda row: holds(row.task.measure) or any(holds(found.text) for found in row.task.indicators)
    )


def _reached(pace: Pace) -> bool:
    if pace.indicator.op == "<=":
        return pace.verdict is not Verdict.OVER
    return pace.done >= pace.indicator.value


def _mark(value: Value, context: Context) -> Predicate:
    marks = context.marks
    if value.text in NONE_WORDS:
        return lambda row: row.task.id not in marks
    if value.text in SOME_WORDS:
        return lambda row: row.task.id in marks
    raise NotUnderstoodError("标记只有“有”和“无”")


def _note(value: Value, _context: Context) -> Predicate:
    if value.text in NONE_WORDS:
        return lambda row: not row.task.note
    if value.text in SOME_WORDS:
        return lambda row: bool(row.task.note)
    holds = word_in(value)
    return lambda row: (
        holds(row.task.note) or any(Key.NOTE.value in bare(name) and holds(text) for name, text in row.task.extra)
    )


def _evidence(value: Value, _context: Context) -> Predicate:
    if value.text in NONE_WORDS:
        return lambda row: not any(True for _ in _evidence_names(row.task))
    if value.text in SOME_WORDS:
        return lambda row: any(True for _ in _evidence_names(row.task))
    holds = word_in(value)
    return _where_it_occurs(value, lambda row: any(map(holds, _evidence_names(row.task))))


def _evidence_names(task: Task) -> list[str]:
    named_ones = [evidence.name for evidence in task.evidence]
    return named_ones + [evidence.name for entry in task.progress for evidence in entry.evidence]


def _where_it_occurs(value: Value, predicate: Predicate) -> Predicate:
    """Return the predicate, which is tried only on rows that hold the value anywhere: that is told in no time."""
    sought = sought_word(value.text)
    if sought.letters and not value.quoted:
        return lambda row: sought.within(row.folded(), row.lettered()) and predicate(row)
    return lambda row: value.text in row.folded() and predicate(row)


def _refuse_comparison(value: Value, right: str) -> None:
    """Raise NotUnderstoodError for a comparison that is none."""
    if not value.quoted and value.text[:1] in "<>=≤≥《》":
        raise NotUnderstoodError(f"“{value.typed}”不是能比较的数，{right}")


READERS: dict[Key, ReadValue] = {
    Key.STATUS: _status,
    Key.LIGHT: _light,
    Key.UNIT: _unit(lambda task: task.units, Key.UNIT.value),
    Key.LEAD: _unit(lambda task: task.lead, Key.LEAD.value),
    Key.SUPPORT: _unit(lambda task: task.support, Key.SUPPORT.value),
    Key.THEME: _theme,
    Key.REQUIREMENT: _requirement,
    Key.DOCUMENT: _document,
    Key.NUMBER: _number,
    Key.DEADLINE: deadline,
    Key.PROGRESS: _progress,
    Key.TROUBLE: _trouble,
    Key.UPDATED: updated,
    Key.INDICATOR: _indicator,
    Key.MARK: _mark,
    Key.NOTE: _note,
    Key.EVIDENCE: _evidence,
}
"""How the values of each field are read that keeps rows out; orders and groupings do not."""

OF_UNITS = frozenset({Key.UNIT, Key.LEAD, Key.SUPPORT})
IN_TEXTS = OF_UNITS | {Key.THEME, Key.REQUIREMENT, Key.PROGRESS, Key.TROUBLE, Key.NOTE, Key.EVIDENCE}
"""The fields of which the values stand in texts and are marked there."""

NOT_IN_TEXTS = NONE_WORDS | SOME_WORDS | _OURS
