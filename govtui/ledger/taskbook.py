"""What a clerk does to tasks: status, note, progress, evidence, their wording, and which of them are one matter.

Each method is one transaction, which is on disk when it returns, and can be taken back.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from govtui.errors import RequestError
from govtui.ledger import summary, twins
from govtui.ledger.edits import attachment, change_of, detachment, edit, presentable_entry, presentable_note
from govtui.ledger.numbering import close_ids
from govtui.ledger.session import Session
from govtui.ledger.transactions import Transaction
from govtui.model import Document, Evidence, Progress, Status, Task
from govtui.text import fold, one_line


class TaskBook:
    """The part of a ledger that is about its tasks; `Ledger` has all of it."""

    def __init__(self, session: Session) -> None:
        """Write through `session`."""
        self._session = session
        self.documents: Mapping[str, Document] = MappingProxyType(session.state.documents)
        """All documents by id, in the order of loading. A live view."""
        self.tasks: Mapping[str, Task] = MappingProxyType(session.state.tasks)
        """All tasks by id, in the order of their plans. A live view."""

    def task(self, task_id: str) -> Task:
        """Return a task; full-width letters and digits count as half-width ones.

        Raises RequestError for an id that the ledger does not have; its hint names those that come close.
        """
        task = self.tasks.get(task_id) or self.tasks.get(fold(task_id.strip()))
        if task is None:
            close = "、".join(close_ids(fold(task_id.strip()), self.tasks))
            hint = f"相近的编号：{close}" if close else "编号由来文号和序号组成，如 1-4"
            raise RequestError("没有这项任务", f"台账中没有编号为“{one_line(task_id)}”的任务", hint)
        return task

    def refuse_if_read_only(self) -> None:
        """Raise ReadOnlyError where nothing can be changed: better before a clerk has typed something than after."""
        self._session.refuse_if_read_only()

    def set_status(self, task_ids: Sequence[str], status: Status) -> Transaction | None:
        """Change 办理状态. Returns None if nothing changes; raises what `change` raises."""
        return self.change(task_ids, status=status)

    def set_note(self, task_ids: Sequence[str], note: str) -> Transaction | None:
        """Change 备注; an empty text removes it. Returns None if nothing changes; raises what `change` raises."""
        return self.change(task_ids, note=note)

    def add_progress(self, task_ids: Sequence[str], entry: Progress, *, with_twins: bool = False) -> Transaction:
        """Add an entry of 进展情况, also to the tasks that are linked with those if it is to be `with_twins`.

        To a linked task goes what the entry counts for indicators that it has. Raises RequestError if there is no task,
        and what `change` raises.
        """
        self.refuse_if_read_only()
        asked = dict.fromkeys(self.task(task_id).id for task_id in task_ids)
        if not asked:
            raise RequestError("没有选中任务", "进展没有登记", "请先选中要登记进展的任务")
        entry = presentable_entry(entry)
        changes = [change for task_id in asked if (change := edit(self.tasks[task_id], None, None, entry))]
        for task in map(self.tasks.__getitem__, twins.with_twins(asked, self.tasks) if with_twins else ()):
            if task.id not in asked and (change := edit(task, None, None, twins.entry_for(task, entry))):
                changes.append(change)
        return self._session.commit(summary.of_entry(changes, entry, twins=len(changes) - len(asked)), changes)

    def change(
        self,
        task_ids: Sequence[str],
        *,
        status: Status | None = None,
        note: str | None = None,
        progress: Progress | None = None,
        reason: str = "",
    ) -> Transaction | None:
        """Change tasks in one transaction, which is on disk when this returns; what is None stays as it is.

        `reason` stands in the history in place of what was changed. Returns None if nothing changes. Raises
        RequestError for an unknown task or an empty progress entry; ReadOnlyError; LedgerError if it cannot be saved.
        """
        self.refuse_if_read_only()
        tasks = {task.id: task for task in map(self.task, task_ids)}
        note = None if note is None else presentable_note(note)
        progress = None if progress is None else presentable_entry(progress)
        changes = [change for task in tasks.values() if (change := edit(task, status, note, progress))]
        if not changes:
            return None
        return self._session.commit(summary.of_changes(changes, status, note, progress, reason), changes)

    def edit(self, task_ids: Sequence[str], fields: Mapping[str, object], reason: str = "") -> Transaction | None:
        """Put the wording of tasks right in one transaction, with what follows from it.

        `fields` are requirement, themes, units_text, deadline_text, measure, note, and columns of the plan's own by
        name, each with its new text; units, deadline, report dates and indicators are understood anew where their
        wording changes. `reason` stands in the history in place of what was changed. Returns None if nothing changes.
        Raises RequestError for an unknown task or field and an empty requirement; ReadOnlyError; LedgerError.
        """
        from govtui.ledger.rewording import refuse_unknown_fields, reworded, said_of  # what reads wordings loads slowly

        self.refuse_if_read_only()
        tasks = {task.id: task for task in map(self.task, task_ids)}
        refuse_unknown_fields(fields, self._columns({task.document for task in tasks.values()}, fields))
        wanted = {task.id: reworded(task, fields, self.documents[task.document].year) for task in tasks.values()}
        changes = [change for task in tasks.values() if (change := change_of("tasks", task, wanted[task.id]))]
        if not changes:
            return None
        return self._session.commit(summary.of_edit(changes, said_of(fields, changes), reason), changes)

    def _columns(self, documents: Collection[str], fields: Mapping[str, object]) -> tuple[str, ...]:
        """Return the plans' own columns, by name; looked for only where a field may be one."""
        from govtui.ledger.rewording import FIELD_NAMES

        if all(name in FIELD_NAMES for name in fields):
            return ()
        tasks = (task for task in self.tasks.values() if task.document in documents)
        return tuple(dict.fromkeys(name for task in tasks for name, _text in task.extra))

    def link(self, task_ids: Sequence[str]) -> Transaction | None:
        """Say that tasks are the same matter, with all that they are linked with. Returns None if that is so already.

        Raises RequestError for an unknown task or less than two; ReadOnlyError; LedgerError.
        """
        self.refuse_if_read_only()
        asked = list(dict.fromkeys(self.task(task_id).id for task_id in task_ids))
        if len(asked) < 2:
            raise RequestError("没有关联", "只选了一项任务", "请选中两项以上内容相同的任务")
        changes = list(twins.linked(asked, self.tasks))
        if not changes:
            return None
        return self._session.commit(f"关联为相同任务：{summary.some_ids([each.id for each in changes])}", changes)

    def unlink(self, task_ids: Sequence[str]) -> Transaction | None:
        """Say that each of these tasks is a matter of its own; those they were linked with stay linked to each other.

        Returns None if they were linked with none. Raises RequestError for an unknown task; ReadOnlyError; LedgerError.
        """
        self.refuse_if_read_only()
        asked = list(dict.fromkeys(self.task(task_id).id for task_id in task_ids))
        changes = list(twins.unlinked(asked, self.tasks))
        if not changes:
            return None
        return self._session.commit(f"取消相同任务的关联：{summary.some_ids(asked)}", changes)

    def attach(self, task_id: str, evidence: Sequence[Evidence], entry: int | None = None) -> Transaction | None:
        """Add 佐证材料 to a task, or to its progress entry at a place counted from 0; files must be kept already.

        What is there already is not added again; returns None if that is all. Raises what `change` raises.
        """
        self.refuse_if_read_only()
        change = attachment(self.task(task_id), evidence, entry)
        if change is None:
            return None
        return self._session.commit(summary.of_evidence(change, evidence), [change])

    def detach(self, task_id: str, evidence: Evidence, entry: int | None = None) -> Transaction:
        """Remove a piece of 佐证材料 from a task or from one of its progress entries; a kept file stays in its folder.

        Raises RequestError where it is not there, and what `change` raises.
        """
        self.refuse_if_read_only()
        change = detachment(self.task(task_id), evidence, entry)
        return self._session.commit(summary.of_evidence(change, [evidence], removed=True), [change])
