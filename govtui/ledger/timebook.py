"""What a clerk does about time: events, pauses, extensions and ticks of tasks; clocks, rounds and schedules.

Each method is one transaction, refused, taken back and told in the history like every other change of the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import msgspec

from govtui.errors import RequestError
from govtui.ledger.edits import change_of
from govtui.ledger.session import Session
from govtui.ledger.state import Stored
from govtui.ledger.summary import some_ids
from govtui.ledger.transactions import Change, Table, Transaction
from govtui.model import Task
from govtui.text import one_line
from govtui.timekeeping import Clock, Extension, HandIn, Pause, Round, Schedule

_NOT_DONE = "没有登记"


class TimeBook:
    """The part of a ledger that is about time. Use `Ledger.time`."""

    def __init__(self, session: Session, task: Callable[[str], Task]) -> None:
        """Write through `session`; `task` finds a task by what a clerk types, or raises RequestError."""
        self._session = session
        self._task = task
        self.clocks: Mapping[str, Clock] = MappingProxyType(session.state.clocks)
        """The legal clocks by id, in the order of starting. A live view."""
        self.rounds: Mapping[str, Round] = MappingProxyType(session.state.rounds)
        """The reporting rounds that were opened, likewise."""
        self.schedules: Mapping[str, Schedule] = MappingProxyType(session.state.schedules)
        """The schedules of rounds, likewise."""

    # Tasks

    def set_event(self, task_ids: Sequence[str], day: dt.date | None) -> Transaction | None:
        """Give the day of the event after which deadlines count, or take it away. Returns None if nothing changes.

        Raises RequestError for an unknown task; ReadOnlyError; LedgerError if it cannot be saved. So do the others.
        """
        return self._edit(task_ids, f"起算日定为{day}" if day else "取消起算日", lambda _: {"event_on": day})

    def pause(self, task_id: str, pause: Pause) -> Transaction | None:
        """Let the days of a task's deadline stand still. Raises RequestError while an earlier pause lasts."""
        task = self._task(task_id)
        _refuse_second_pause(task.pauses, f"任务 {task.id}")
        pause = _presentable_pause(pause)
        words = f"暂停计时（{pause.reason}）" if pause.reason else "暂停计时"
        return self._edit([task.id], f"{words}，自{pause.start}起", lambda task: {"pauses": (*task.pauses, pause)})

    def resume(self, task_id: str, end: dt.date) -> Transaction | None:
        """Let them count again after `end`, the last day that does not. Raises RequestError where nothing is paused."""
        task = self._task(task_id)
        pauses = ended(task.pauses, end, f"任务 {task.id}")
        return self._edit([task.id], f"恢复计时，{end}以后继续", lambda _: {"pauses": pauses})

    def extend(
        self,
        befores: Mapping[str, dt.date | None],
        until: dt.date,
        reason: str,
        *,
        approver: str = "",
        day: dt.date,
    ) -> Transaction | None:
        """Put off the due dates of tasks; `befores` are their ids with the dates that held until now.

        Raises RequestError without a reason or a task, and for a date that is not later than the one that held.
        """
        reason, approver = one_line(reason), one_line(approver)
        if not reason:
            raise RequestError("没有延期", "没有写延期的原因", "请写明原因；批准人可不填")
        befores = {self._task(task_id).id: before for task_id, before in befores.items()}
        for task_id, before in befores.items():
            if before is not None and until <= before:
                raise RequestError(
                    "没有延期", f"任务 {task_id} 现在的期限是{before}，新期限{until}不比它晚", "请核对新期限"
                )
        return self._edit(
            list(befores),
            f"延期至{until}（{reason}）",
            lambda task: {"extensions": (*task.extensions, Extension(day, befores[task.id], until, reason, approver))},
        )

    def check(self, task_ids: Sequence[str], day: dt.date | None) -> Transaction | None:
        """Tick measures that are only a way of checking as seen on a day, or take the tick away."""
        return self._edit(task_ids, f"{day}核验通过" if day else "取消核验", lambda _: {"checked_on": day})

    def _edit(
        self, task_ids: Sequence[str], words: str, wanted: Callable[[Task], dict[str, Any]]
    ) -> Transaction | None:
        self._session.refuse_if_read_only()
        tasks = {task.id: task for task in map(self._task, task_ids)}
        changes = [change for task in tasks.values() if (change := change_of("tasks", task, wanted(task)))]
        if not changes:
            return None
        return self._session.commit(f"{words}：{some_ids([change.id for change in changes])}", changes)

    # Clocks

    def start_clock(
        self, template: str, title: str, started: dt.date, *, task: str = "", note: str = ""
    ) -> Transaction:
        """Start a legal clock. Raises RequestError without a title or for an unknown task."""
        title = _titled(title, "没有写这件事的名称", "请写明是什么事，如“李某申请公开征地批文”")
        task = self._task(task).id if task else ""
        clock = Clock(
            id=self._new_id(), template=template, title=title, started=started, task=task, note=one_line(note)
        )
        return self._add("clocks", clock, f"开始计时：{title}")

    def change_clock(self, clock_id: str, **fields: Any) -> Transaction | None:
        """Change fields of a clock: pauses, extension, answered, title, note, task. Returns None if nothing changes."""
        clock = self._known(self.clocks, clock_id, "法定期限")
        words = {"answered": "办结", "extension": "延期", "pauses": "暂停或恢复"}
        what = next((word for field, word in words.items() if field in fields), "修改")
        change = change_of("clocks", clock, fields)
        return self._commit(f"{what}：{clock.title}", change) if change else None

    def remove_clock(self, clock_id: str) -> Transaction:
        """Remove a clock that was started by mistake."""
        return self._remove("clocks", self._known(self.clocks, clock_id, "法定期限"), "删除法定期限")

    # Rounds

    def open_round(self, due: dt.date, title: str, opened: dt.date, documents: Sequence[str] = ()) -> Transaction:
        """Open a reporting round. Raises RequestError for one of the same date and scope, or without a title."""
        title = _titled(title, "报送批次没有名称", "请写一个名称，如“9月5日报送”")
        if any((each.due, each.documents) == (due, tuple(documents)) for each in self.rounds.values()):
            raise RequestError("没有打开批次", f"{due}的报送批次已经打开了", "请选择已有的批次")
        opened_round = Round(id=self._new_id(), due=due, title=title, documents=tuple(documents), opened=opened)
        return self._add("rounds", opened_round, f"打开报送批次：{title}（{due}）")

    def hand_in(self, round_id: str, hand_in: HandIn) -> Transaction:
        """Write down what was handed in for a round. Raises RequestError if that was done."""
        found = self._known(self.rounds, round_id, "报送批次")
        if found.handed_in is not None:
            raise RequestError(_NOT_DONE, f"“{found.title}”已经报送过了", "要重新报送，请先撤销上一次")
        change = change_of("rounds", found, {"handed_in": hand_in})
        assert change is not None
        return self._commit(f"报送：{found.title}，{hand_in.tasks}项任务", change)

    def remove_round(self, round_id: str) -> Transaction:
        """Remove a round that was opened by mistake."""
        return self._remove("rounds", self._known(self.rounds, round_id, "报送批次"), "删除报送批次")

    def add_schedule(self, wording: str, title: str, since: dt.date, documents: Sequence[str] = ()) -> Transaction:
        """Set rounds that come again and again. Raises RequestError without a wording."""
        wording = _titled(wording, "没有写什么时候报送", "如“每月25日前”“每季度末前”")
        title = one_line(title) or wording
        schedule = Schedule(id=self._new_id(), wording=wording, title=title, since=since, documents=tuple(documents))
        return self._add("schedules", schedule, f"设定定期报送：{title}（{wording}）")

    def remove_schedule(self, schedule_id: str) -> Transaction:
        """Set no more rounds of a schedule; those that were opened stay."""
        return self._remove("schedules", self._known(self.schedules, schedule_id, "定期报送"), "取消定期报送")

    def _new_id(self) -> str:
        """Return the number of the transaction that will be made: no record before had it, nor will any after."""
        return str(self._session.journal.place.number + 1)

    def _known(self, records: Mapping[str, Any], record_id: str, word: str) -> Any:
        if (record := records.get(record_id)) is None:
            raise RequestError(_NOT_DONE, f"没有编号为“{one_line(record_id)}”的{word}", "请核对编号后重试")
        return record

    def _add(self, table: Table, record: Stored, words: str) -> Transaction:
        return self._commit(words, Change(table, record.id, after=msgspec.to_builtins(record)))

    def _remove(self, table: Table, record: Any, words: str) -> Transaction:
        change = Change(table, record.id, before=msgspec.to_builtins(record))
        return self._commit(f"{words}：{record.title}", change)

    def _commit(self, words: str, change: Change) -> Transaction:
        self._session.refuse_if_read_only()
        return self._session.commit(words, [change])


def ended(pauses: Sequence[Pause], end: dt.date, name: str) -> tuple[Pause, ...]:
    """Return pauses of which the last one ends on a day. Raises RequestError where none lasts, or it began later."""
    if not pauses or pauses[-1].end is not None:
        raise RequestError("没有恢复计时", f"{name}没有在暂停", "只有暂停着的才能恢复")
    last = pauses[-1]
    if end < last.start:
        raise RequestError("没有恢复计时", f"{name}从{last.start}起暂停，恢复日期{end}比它早", "请核对日期")
    return (*pauses[:-1], msgspec.structs.replace(last, end=end))


def _refuse_second_pause(pauses: Sequence[Pause], name: str) -> None:
    if pauses and pauses[-1].end is None:
        raise RequestError("没有暂停", f"{name}从{pauses[-1].start}起已经暂停", "请先恢复，再重新暂停")


def _presentable_pause(pause: Pause) -> Pause:
    return msgspec.structs.replace(pause, reason=one_line(pause.reason))


def _titled(text: str, missing: str, hint: str) -> str:
    """Return a text on one line. Raises RequestError where there is none."""
    if not (text := one_line(text)):
        raise RequestError(_NOT_DONE, missing, hint)
    return text
