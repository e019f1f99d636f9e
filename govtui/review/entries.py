"""An entry of the history (修改记录) as values: who, when, what from, what to, and whether it still stands.

They know nothing of the ledger, so that a widget can be given them; `govtui.review.history` makes them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

_TASKS_NAMED = 3


class Kind(Enum):
    """What an entry is about; the value is the word that the clerk sees and filters by."""

    __hash__ = object.__hash__  # Enum's own is a call of Python code each time

    TAKEN_BACK = "撤销"
    RESTORED = "恢复"
    IMPORTED = "导入"
    RENEWED = "更新来文"
    STATUS = "办理状态"
    PROGRESS = "进展"
    NOTE = "备注"
    EVIDENCE = "佐证"
    TIME = "时限"
    COUNT = "计数"
    CLOCK = "法定期限"
    ROUND = "报送批次"
    WORDING = "任务内容"
    TWINS = "相同任务"
    UNIT = "单位名录"
    RENAMED = "改名"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Passage:
    """What became of one thing: a field, a progress entry, a piece of evidence, a document as a whole."""

    name: str
    """Of the field in Chinese: 办理状态."""
    before: str
    """Empty for what was added …"""
    after: str
    """… and for what was removed."""
    tasks: tuple[str, ...] = ()
    """The ids of the tasks to which just this happened; none for what is no task's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An entry without what it changed: all that a list shows of it."""

    number: int
    time: dt.datetime
    operator: str
    account: str
    """The computer's account and name: wang@OFFICE-3."""
    reason: str
    """One line that says what was done, with the tasks at its end."""
    tasks: tuple[str, ...]
    """The ids of all tasks that it touched, in their order."""
    undoes: int | None = None
    """The number of the entry that this one takes back."""
    redoes: int | None = None
    """The number of the entry that stands again by this one."""
    taken_back_by: int | None = None
    """The number of the later entry by which this one does not stand any more."""

    @property
    def person(self) -> str:
        """Who it was: the operator, the computer's account where no name was set."""
        return self.operator or self.account or "未署名"

    @property
    def deed(self) -> str:
        """What was done, without the tasks."""
        return self.reason.removesuffix(f"：{task_words(self.tasks)}")

    @property
    def mark(self) -> str:
        """The word for an entry that does not stand any more: 已撤销, 已恢复 of a taking back; empty for others."""
        return "" if self.taken_back_by is None else "已撤销" if self.undoes is None else "已恢复"

    @property
    def fate(self) -> str:
        """The same in full: 已由第20号撤销."""
        return f"已由第{self.taken_back_by}号{self.mark[1:]}" if self.mark else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Head):
    """A transaction as the clerk reads it."""

    kinds: tuple[Kind, ...]
    passages: tuple[Passage, ...]
    """What from, what to. A document's loading is one of them, however many tasks it has."""

    def of_task(self, task_id: str) -> tuple[Passage, ...]:
        """Return what became of one task, and what is no task's."""
        return tuple(passage for passage in self.passages if not passage.tasks or task_id in passage.tasks)


def moment_words(time: dt.datetime) -> str:
    """Return when something was done, as the computer's clock showed it then: 2023-09-04 09:30."""
    return f"{time:%Y-%m-%d %H:%M}"


def kind_words(entry: Entry) -> str:
    """Return what an entry is about: 撤销、办理状态."""
    return "、".join(kind.value for kind in entry.kinds)


def deed_words(head: Head) -> str:
    """Return which other entry this one takes back or restores: 撤销第2号; empty for other entries."""
    if head.redoes is not None:
        return f"恢复第{head.redoes}号"
    return f"撤销第{head.undoes}号" if head.undoes is not None else ""


def story_words(entry: Entry, task_id: str) -> str:
    """Return what an entry did to one task, a line for each change; what it did to a whole document in one line."""
    own = [passage_words(passage) for passage in entry.of_task(task_id) if passage.tasks]
    deed = f"{deed_words(entry)}，" if entry.undoes is not None and own else ""
    fate = f"（{entry.fate}）" if entry.mark else ""
    return deed + "\n".join(own or [entry.reason]) + fate


def passage_words(passage: Passage) -> str:
    """Return one change as a line: 办理状态：推进中 → 已完成; 进展（新增）：2023-09-04 已公布3次."""
    name = passage_name(passage)
    if passage.before and passage.after:
        return f"{name}：{passage.before} → {passage.after}"
    return f"{name}：{passage.before or passage.after}"


def passage_name(passage: Passage) -> str:
    """Return the name of what was changed, with the word for what was only added or removed."""
    added = "" if passage.before else "（新增）"
    return f"{passage.name}{'' if passage.before and passage.after else added or '（删去）'}"


def task_words(tasks: Sequence[str], most: int = _TASKS_NAMED) -> str:
    """Return the tasks of a change: 1-3、1-4、1-5等8项; empty for none."""
    named = "、".join(tasks[:most])
    return named if len(tasks) <= most else f"{named}等{len(tasks)}项"
