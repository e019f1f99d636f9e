"""The main screen's way to the tasks that are the same matter in several plans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govtui.errors import GovtuiError
from govtui.ledger.transactions import Transaction
from govtui.model import Task
from screens.ledger_screen import LedgerScreen

if TYPE_CHECKING:  # what no start needs
    from govtui.review.twins import TwinPair
    from screens.working import Tell

AT_ONCE = 1000
"""Tasks among which the same matter is found so fast that nobody need wait for it."""


class TwinningScreen(LedgerScreen):
    """A ledger in which tasks of several plans can be said to be the same matter."""

    _denied_twins: frozenset[frozenset[str]] = frozenset()
    """The pairs that the clerk has said are not the same matter, since the program was opened."""

    def action_show_twins(self) -> None:
        """Look for the tasks that may be the same matter, and show them."""
        from govtui.review.twins import find_twins
        from screens.working import WorkingDialog

        tasks = list(self._ledger.tasks.values())
        if len({task.document for task in tasks}) < 2:
            self._say([("台账里不到两份来文，没有可以比较的任务", "yellow")])
        elif len(tasks) <= AT_ONCE:
            self._show_twins(find_twins(tasks))
        else:
            job = WorkingDialog("相同任务", f"正在比较{len(tasks)}项任务……", lambda tell: _find(tasks, tell))
            self.app.push_screen(job, self._take_twins)

    def _take_twins(self, found: tuple[TwinPair, ...] | GovtuiError | None) -> None:
        if isinstance(found, GovtuiError):
            self._fail(found)
        elif found is not None:
            self._show_twins(found)

    def _show_twins(self, pairs: Sequence[TwinPair]) -> None:
        from screens.twins import TwinsScreen

        if not pairs:
            self._say([("没有找到几份来文里内容几乎相同的任务", "yellow")])
            return
        row = self._table.cursor_row
        task_id = row.task.id if row else ""
        screen = TwinsScreen(self._ledger, pairs, self._denied_twins, task_id=task_id, writable=self._writable)
        self.app.push_screen(screen, lambda made: self._take_linked(screen.denied, made))

    def _take_linked(self, denied: set[frozenset[str]], made: tuple[Transaction, ...] | None) -> None:
        """Show the ledger after what was linked, and remember what is not the same matter."""
        self._denied_twins = frozenset(denied)
        for transaction in made or ():
            self._refresh(transaction)


def _find(tasks: Sequence[Task], tell: Tell) -> tuple[TwinPair, ...]:
    from govtui.review.twins import find_twins

    return find_twins(tasks, lambda done, total: tell(f"已比较{done}/{total}项"))
