"""The columns of a plan and what they hold, told by their names and by their place beside one another."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import Enum

import msgspec

from govtui.intake.words import CONTENT, Word, column_word, ending_word


class Field(Enum):
    """What a column holds."""

    SEQ = "seq"
    THEME = "theme"
    REQUIREMENT = "requirement"
    UNITS = "units"
    LEAD = "lead"
    SUPPORT = "support"
    MEASURE = "measure"
    DEADLINE = "deadline"
    PROGRESS = "progress"
    """进展情况, in a table that is already filled in."""
    STATUS = "status"
    """办理状态, likewise."""
    NOTE = "note"
    """备注."""
    OTHER = "other"
    """Anything else, known by its name or not: it is kept with the task under the column's own name."""
    IGNORED = "ignored"
    """Not wanted in the ledger: only a clerk decides so."""

    @property
    def names_units(self) -> bool:
        """The column holds responsible units."""
        return self in (Field.UNITS, Field.LEAD, Field.SUPPORT)


FIELD_NAMES = {
    Field.SEQ: "序号",
    Field.THEME: "主题",
    Field.REQUIREMENT: "要求",
    Field.UNITS: "责任单位",
    Field.LEAD: "牵头单位",
    Field.SUPPORT: "配合单位",
    Field.MEASURE: "量化指标",
    Field.DEADLINE: "完成时限",
    Field.PROGRESS: "进展情况",
    Field.STATUS: "办理状态",
    Field.NOTE: "备注",
    Field.OTHER: "附加栏",
    Field.IGNORED: "不读入",
}
"""What the clerk calls each field."""


def field_of_name(name: str) -> Field | None:
    """Return the field that a name means, one of `FIELD_NAMES` or a column's usual name; None where it means none."""
    named = {words: field for field, words in FIELD_NAMES.items()}
    if name in named:
        return named[name]
    word = column_word(name)
    return Field.REQUIREMENT if word in CONTENT and word is not Word.THEME else _DIRECT.get(word) if word else None


class Column(msgspec.Struct, frozen=True, gc=False):
    """A column of the table."""

    name: str
    """Without white space; empty where the header cell is."""
    field: Field
    reason: str = ""
    """Why it was taken for this field, in Chinese: 栏名“责任处室”; 内容像时限（12格中的11格）."""


_DIRECT = {
    Word.SEQ: Field.SEQ,
    Word.THEME: Field.THEME,
    Word.UNITS: Field.UNITS,
    Word.LEAD: Field.LEAD,
    Word.SUPPORT: Field.SUPPORT,
    Word.MEASURE: Field.MEASURE,
    Word.DEADLINE: Field.DEADLINE,
    Word.PROGRESS: Field.PROGRESS,
    Word.STATUS: Field.STATUS,
    Word.NOTE: Field.NOTE,
}
_SINGLE = (Field.SEQ, Field.MEASURE)
SHORT_CONTENT = 10
"""Mean characters of the cells of a column from which they do not say by themselves what is to be done."""


_OF_PERIOD = re.compile("（[^（）]*(?:季度|半年|[0-9一二三四五六七八九十]月|阶段)[^（）]*）$")
"""The name of a sub-column under one for all periods."""


def assign(
    names: Sequence[str], lengths: Sequence[float] | None = None, *, same: Collection[int] = ()
) -> tuple[Column, ...]:
    """Return the columns of a header.

    `lengths` are the mean lengths of the cells below each name, in characters, where they are known: of several
    columns that could hold the requirement, the longest does, but none of those that say the `same` in all rows if
    there are others. An empty name stands over a sub-column of the theme at its left.
    """
    words = _without_reports(_words(names))
    differing = [None if index in same else word for index, word in enumerate(words)]
    chosen_from = differing if any(word in CONTENT for word in differing) else words
    requirement = _requirement(chosen_from, lengths or [1.0] * len(names))
    fields = [_field(words, index, requirement) for index in range(len(words))]
    for index, name in enumerate(names):
        if not name and index and fields[index - 1] is Field.THEME:
            fields[index] = Field.THEME
    deadlines = [index for index, field in enumerate(fields) if field is Field.DEADLINE]
    for index in deadlines:  # 启动时间 stands before 完成时间; 进度安排（一季度） is what is to be reached by then
        if index != deadlines[-1] or _OF_PERIOD.search(names[index]):
            fields[index] = Field.OTHER
    for single in _SINGLE:
        for index in [index for index, field in enumerate(fields) if field is single][1:]:
            fields[index] = Field.OTHER
    reasons = [_reason(name, word, field) for name, word, field in zip(names, words, fields, strict=True)]
    return tuple(map(Column, names, fields, reasons))


def _words(names: Sequence[str]) -> list[Word | None]:
    """Return what the names say; at the left of the units and deadlines the end of a name says enough: 测评内容."""
    words = [column_word(name) if name else None for name in names]
    others = (index for index, word in enumerate(words) if word in (Word.UNITS, Word.LEAD, Word.SUPPORT, Word.DEADLINE))
    left = next(others, 0)
    return [word or (ending_word(names[index]) if index < left else None) for index, word in enumerate(words)]


def _reason(name: str, word: Word | None, field: Field) -> str:
    if field is Field.THEME and not name:
        return "紧接在主题栏右边"
    return f"栏名“{name}”" if word else "栏名不认识"


def _without_reports(words: Sequence[Word | None]) -> list[Word | None]:
    """Return the words without those that belong to a report: behind 进展情况 stand its problems and next steps.

    A table may begin with what has been reached; then what is to be done follows.
    """
    at = next((index for index, word in enumerate(words) if word is Word.PROGRESS), len(words))
    if not any(word in CONTENT for word in words[:at]):
        return list(words)
    return [Word.OTHER if index > at and word in CONTENT else word for index, word in enumerate(words)]


def _requirement(words: Sequence[Word | None], lengths: Sequence[float]) -> int | None:
    """Return the place of the requirement among the columns, None if no name says it.

    A column called 具体要求 or 措施 holds it; 任务 does where there is none, or where its cells are the longer ones
    and it stands to the right; 目标 and 类别 only if there is nothing else. Where its cells are mere names, a column
    of goals or standards at its right that are told at length (重点工作 | 工作目标) holds it.
    """
    for candidates in ((Word.REQUIREMENT,), (Word.TASK,), (Word.GOAL,), (Word.THEME,)):
        places = [index for index, word in enumerate(words) if word in candidates]
        if not places:
            continue
        best = max(places, key=lambda index: (lengths[index], index))
        if candidates == (Word.REQUIREMENT,):
            longer = [
                i for i, word in enumerate(words) if word is Word.TASK and i > best and lengths[i] > 2 * lengths[best]
            ]
            best = max(longer, key=lambda index: lengths[index], default=best)
        return _told_at_length(words, lengths, best)
    return None


def _told_at_length(words: Sequence[Word | None], lengths: Sequence[float], best: int) -> int:
    if lengths[best] > SHORT_CONTENT:
        return best
    goals = [i for i in range(best + 1, len(words)) if words[i] in (Word.GOAL, Word.MEASURE)]
    longer = [i for i in goals if lengths[i] > max(SHORT_CONTENT, 2 * lengths[best])]
    return max(longer, key=lambda index: lengths[index], default=best)


def _field(words: Sequence[Word | None], index: int, requirement: int | None) -> Field:
    word = words[index]
    if index == requirement:
        return Field.REQUIREMENT
    if word in CONTENT and requirement is not None:
        if index < requirement and not (word is Word.GOAL and Word.TASK in words[:index]):
            return Field.THEME
        return Field.MEASURE if word is Word.GOAL else Field.OTHER
    return _DIRECT.get(word, Field.OTHER) if word else Field.OTHER
