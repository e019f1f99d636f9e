"""The filter line's language: words that must all occur, some of them for one field only.

    财政局 公开        both words occur somewhere in the task
    -培训              the word does not occur
    状态:推进中        the status is one of the words after the colon (状态:未启动,推进中)
    灯:红              the light, by its colour or its word (灯:逾期)
    单位:教育局        a unit's name contains the word; 牵头: and 配合: likewise
    来文:2             the document's number in the ledger
    编号:4             the task's printed number or its number in the ledger, 4 with all its parts 4.1, 4.2
    责任人:王某        a column of the plan's own, or 备注, whose name and text contain the words around the colon

Full-width letters, digits and colons count as half-width ones, capital letters as small ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from govtui.model import STATUS_WORDS, Light, Status
from govtui.review.rows import TaskRow, bare
from govtui.text import fold

Predicate = Callable[[TaskRow], bool]


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed filter: `words` are searched in the prepared string, `predicates` hold the rest."""

    text: str = ""
    words: tuple[str, ...] = ()
    predicates: tuple[Predicate, ...] = ()

    def select(self, rows: Iterable[TaskRow]) -> tuple[TaskRow, ...]:
        """Return the rows for which all terms hold, in their order."""
        found = list(rows)
        for row in found:
            if not row.haystack:
                row.prepare()
        for word in self.words:
            found = [row for row in found if word in row.haystack]
        for predicate in self.predicates:
            found = list(filter(predicate, found))
        return tuple(found)

    def narrows(self, other: Query) -> bool:
        """Say whether this query surely lets through no row that `other` keeps out: one more letter was typed."""
        if self.predicates or other.predicates or len(self.words) < len(other.words):
            return False
        return all(old in new for old, new in zip(other.words, self.words, strict=False))


EVERYTHING = Query()
"""The query that lets everything through."""


def parse_query(text: str) -> Query:
    """Return the query that `text` words. Every text is a query: what is no known field is searched as a word."""
    words: list[str] = []
    predicates: list[Predicate] = []
    for term in fold(text).split():
        negated = len(term) > 1 and term.startswith("-")
        body = term[1:] if negated else term
        predicate = _field_predicate(body) or _column_predicate(body)
        if predicate is None and not negated:
            words.append(body)
            continue
        predicates.append(_negate(predicate or _contains(body)) if negated else predicate or _contains(body))
    return Query(text, tuple(words), tuple(predicates))


def _field_predicate(term: str) -> Predicate | None:
    name, colon, value = term.partition(":")
    if not colon or name not in _FIELDS:
        return None
    values = _values(value)
    if not values:  # still being typed
        return lambda _row: True
    return _FIELDS[name](values)


def _column_predicate(term: str) -> Predicate | None:
    """Return the predicate of a term with a colon that names no field: it may name a column, or stand in a text."""
    name, colon, value = term.partition(":")
    values = _values(value)
    if not colon or not name or not values:
        return None

    def found(row: TaskRow) -> bool:
        if term in row.haystack:
            return True
        if not any(value in row.haystack for value in values):  # tells most tasks at once
            return False
        return any(
            name in bare(fold(column)) and any(value in fold(text) for value in values)
            for column, text in (*row.task.extra, ("备注", row.task.note))
        )

    return found


def _values(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace("、", ",").split(",") if part)


def _contains(word: str) -> Predicate:
    return lambda row: word in row.haystack


def _negate(predicate: Predicate) -> Predicate:
    return lambda row: not predicate(row)


def _status(values: tuple[str, ...]) -> Predicate:
    wanted = {STATUS_WORDS[value] for value in values if value in STATUS_WORDS}
    partial = [value for value in values if value not in STATUS_WORDS]  # still being typed
    wanted |= {status for status in Status if any(part in status.label for part in partial)}
    return lambda row: row.task.status in wanted


def _light(values: tuple[str, ...]) -> Predicate:
    lights = {light for light in Light if light.value in values or light.label in values}
    return lambda row: row.reading.light in lights or any(value in row.reading.word for value in values)


def _unit_names(field: str) -> Callable[[tuple[str, ...]], Predicate]:
    def named(values: tuple[str, ...]) -> Predicate:
        return lambda row: any(value in fold(name) for name in getattr(row.task, field) for value in values)

    return named


def _document(values: tuple[str, ...]) -> Predicate:
    return lambda row: row.task.document in values


def _number(values: tuple[str, ...]) -> Predicate:
    def numbered(row: TaskRow) -> bool:
        names = (row.task.seq, row.task.id)
        return any(name == value or name.startswith(f"{value}.") for name in names for value in values)

    return numbered


_FIELDS: dict[str, Callable[[tuple[str, ...]], Predicate]] = {
    **dict.fromkeys(("状态", "status"), _status),
    **dict.fromkeys(("灯", "亮灯", "light"), _light),
    **dict.fromkeys(("单位", "unit"), _unit_names("units")),
    **dict.fromkeys(("牵头", "lead"), _unit_names("lead")),
    **dict.fromkeys(("配合", "support"), _unit_names("support")),
    **dict.fromkeys(("来文", "document"), _document),
    **dict.fromkeys(("编号", "序号", "seq"), _number),
}

FILTER_EXAMPLES = (
    ("财政局 公开", "两个词都出现的任务，词之间空一格"),
    ("-培训", "不含这个词的任务"),
    ("状态:推进中", "办理状态；几个状态用逗号隔开"),
    ("灯:红", "亮灯，写颜色或原因都可以，如 灯:逾期"),
    ("单位:教育局", "责任单位；牵头: 和 配合: 用法相同"),
    ("编号:4", "编号为4及4.1、4.2等的任务"),
    ("来文:2", "第2份来文的任务"),
    ("责任人:王某", "原表的其他栏目及备注，写栏名和要找的词"),
)
"""The language in examples with their meaning, for every place that explains it to a clerk."""
