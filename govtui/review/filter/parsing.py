"""Reads a filter: each term gives a word, a test, an order or a grouping, or a problem with its place."""

from __future__ import annotations

from dataclasses import dataclass, field

from govtui.pinyin import find, sought_word
from govtui.review.filter.context import Context
from govtui.review.filter.fields import IN_TEXTS, NOT_IN_TEXTS, OF_UNITS, READERS
from govtui.review.filter.query import Predicate, Problem, Query
from govtui.review.filter.reference import BY_NAME, FIELDS, Key
from govtui.review.filter.terms import Term, terms_of
from govtui.review.filter.values import NotUnderstoodError, named, word_in
from govtui.review.grouping import Grouping
from govtui.review.orders import Order
from govtui.review.rows import TaskRow, bare
from govtui.text import fold

ORDER_WORDS = {
    "时限": Order.DEADLINE,
    "状态": Order.STATUS,
    "轻重缓急": Order.URGENCY,
    "亮灯": Order.URGENCY,
    "原表": Order.PLAN,
    "编号": Order.PLAN,
    **{order.value: order for order in Order},
}
"""By what tasks can be sorted, in the words of a filter."""
ORDER_CHOICES = ("时限", "状态", "轻重缓急", "原表")
"""Those of the words that are offered."""
GROUP_WORDS = {**{grouping.value: grouping for grouping in Grouping}, "无": Grouping.NONE}
"""By what they can be grouped."""
GROUP_CHOICES = tuple(grouping.value for grouping in Grouping)


@dataclass
class _Reading:
    """What the terms read so far have given."""

    context: Context
    words: list[str] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    terms: list[str] = field(default_factory=list)
    order: Order | None = None
    group: Grouping | None = None
    problems: list[Problem] = field(default_factory=list)
    hits: list[str] = field(default_factory=list)
    asks_marks: bool = False

    def mark(self, *texts: str) -> None:
        """Have words marked where they stand; a single letter stands everywhere."""
        self.hits += [text for text in texts if len(text) > 1 or not text.isascii() or text.isdigit()]

    def demand(self, term: Term, predicate: Predicate) -> None:
        """Have a test hold for each row, or for none where the term is negated."""
        self.predicates.append((lambda row: not predicate(row)) if term.negated else predicate)
        quoted = "".join('"' if value.quoted else "'" for value in term.values)
        self.terms.append(f"{'-' * term.negated}{term.text}{quoted}")


def parse_filter(text: str, context: Context) -> Query:
    """Return the query that `text` words, with a problem for each part that was not understood.

    Such a part does not count; the rest does.
    """
    reading = _Reading(context)
    for term in terms_of(text):
        if term.unclosed is not None:
            mark = text[term.unclosed]
            reading.problems.append(Problem(term.unclosed, term.end, f"引号“{mark}”没有配对，请在后面补上另一半"))
        elif term.field is None:
            _read_word(term, reading)
        elif known := BY_NAME.get(term.field):
            _read_field(term, known.key, reading)
        else:
            _read_column(term, reading)
    return Query(
        text,
        tuple(reading.words),
        tuple(reading.predicates),
        tuple(reading.terms),
        reading.order,
        reading.group,
        tuple(reading.problems),
        tuple(dict.fromkeys(reading.hits)),
        reading.asks_marks,
    )


def _read_word(term: Term, reading: _Reading) -> None:
    """Take a word that must occur somewhere, or nowhere."""
    value = term.values[0]
    if not value.text:
        return
    if not term.negated:
        reading.mark(value.text)
    if term.negated or value.quoted:
        reading.demand(term, _literal(value.text) if value.quoted else _anywhere(value.text))
    else:
        reading.words.append(value.text)


def _literal(text: str) -> Predicate:
    return lambda row: text in row.folded()


def _anywhere(text: str) -> Predicate:
    sought = sought_word(text)
    return lambda row: sought.within(row.folded(), row.lettered())


def _read_field(term: Term, key: Key, reading: _Reading) -> None:
    """Take the values of a field: one of those that are understood must hold."""
    if key in (Key.ORDER, Key.GROUP):
        _read_arrangement(term, key, reading)
        return
    tests: list[Predicate] = []
    for value in term.values:
        try:
            tests.append(READERS[key](value, reading.context))
        except NotUnderstoodError as error:
            reading.problems.append(Problem(value.start, value.end, str(error)))
            continue
        if key in IN_TEXTS and not term.negated and value.text not in NOT_IN_TEXTS:
            by_sound = key in OF_UNITS and value.text.isascii()
            reading.mark(*(map(fold, reading.context.directory.matching(value.text)) if by_sound else (value.text,)))
    if tests:
        reading.demand(term, _any_of(tests))
        reading.asks_marks |= key is Key.MARK


def _any_of(tests: list[Predicate]) -> Predicate:
    return tests[0] if len(tests) == 1 else lambda row: any(test(row) for test in tests)


def _read_arrangement(term: Term, key: Key, reading: _Reading) -> None:
    """Take an order or a grouping; the last one holds."""
    if term.negated:
        reading.problems.append(Problem(term.start, term.end, f"{key.value}前面不能加减号"))
        return
    for value in term.values:
        if key is Key.ORDER and (orders := named(value.text, ORDER_WORDS)):
            reading.order = orders[0]
        elif key is Key.GROUP and (groups := named(value.text, GROUP_WORDS)):
            reading.group = groups[0]
        else:
            words = "、".join(ORDER_CHOICES if key is Key.ORDER else GROUP_CHOICES)
            reading.problems.append(Problem(value.start, value.end, f"{key.value}可以写{words}"))


def _read_column(term: Term, reading: _Reading) -> None:
    """Take a term with a colon that names no field: it may name a column of a plan, or stand in a text as it is."""
    stock = reading.context.stock
    columns = _columns_named(term.field or "", stock.columns)
    if columns:
        reading.demand(term, _in_columns(term, columns) if term.values else _filled(columns))
        if not term.negated:
            reading.mark(*(value.text for value in term.values))
    elif stock.occurs(term.text):
        reading.demand(term, _literal(term.text))
        if not term.negated:
            reading.mark(term.text)
    else:
        names = "、".join(known.name for known in FIELDS)
        end = term.values_start
        explanation = f"没有“{term.field_typed}”这个字段或栏目，可以写{names}，或原表的栏目名"
        reading.problems.append(Problem(term.start + term.negated, end, explanation))


def _columns_named(name: str, columns: tuple[str, ...]) -> frozenset[str]:
    """Return the columns of the plans that a name means: by a part of their names, else by pinyin."""
    found = [column for column in columns if name in fold(column)]
    if not found and name.isascii():
        found = [column for column in columns if find(name, column)]
    return frozenset(found)


def _filled(columns: frozenset[str]) -> Predicate:
    return lambda row: any(text and bare(name) in columns for name, text in row.task.extra)


def _in_columns(term: Term, columns: frozenset[str]) -> Predicate:
    """Return the test whether one of some columns holds one of the values, or the words stand in a text as they are."""
    literal, tests = term.text, [word_in(value) for value in term.values]

    def found(row: TaskRow) -> bool:
        return any(bare(name) in columns and any(test(text) for test in tests) for name, text in row.task.extra) or (
            literal in row.folded()
        )

    return found
