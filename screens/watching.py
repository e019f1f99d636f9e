"""What goes on by itself on the main screen: another writer's changes appear, and what is due is written while idle."""

from __future__ import annotations

import time

from govtui.errors import GovtuiError
from govtui.ledger.session import News
from screens.ledger_screen import LedgerScreen
from screens.reading import notice_dialog
from widgets.task_table import TaskTable

LOOKING_EVERY = 1.0
"""Seconds between two looks at what another writer has done."""

IDLE_AFTER = 2.0
"""Seconds without anything done on the screen after which there is time for a checkpoint or a backup."""


class WatchingScreen(LedgerScreen):
    """A ledger that keeps up with another writer, takes its place when it has gone, and tidies up when idle."""

    _active_at = 0.0
    _told_of_trouble = ""
    _told_it_is_free = False

    def on_mount(self) -> None:
        """Begin to look."""
        self._active_at = time.monotonic()
        self.set_interval(LOOKING_EVERY, self._look)

    def on_task_table_highlighted(self, message: TaskTable.Highlighted) -> None:
        """The clerk is at work."""
        self._active_at = time.monotonic()

    def _filter(self, text: str) -> None:
        self._active_at = time.monotonic()
        super()._filter(text)

    def _look(self) -> None:
        if self._ledger.read_only:
            self._keep_up()
        elif time.monotonic() - self._active_at > IDLE_AFTER:
            self._ledger.tidy()
            if self._ledger.trouble not in ("", self._told_of_trouble):
                self._say([(self._ledger.trouble, "yellow")])
            self._told_of_trouble = self._ledger.trouble

    def _keep_up(self) -> None:
        """Show what another writer has done since the last look, and say when it has gone."""
        try:
            news = self._ledger.follow()
        except GovtuiError as error:  # a stick that was pulled out: it may come back
            if str(error) != self._told_of_trouble:
                self._say([(str(error), "yellow")])
            self._told_of_trouble = str(error)
            return
        self._told_of_trouble = ""
        if news:
            self._show_news(news)
        free = self._ledger.is_free()
        if free and not self._told_it_is_free:
            self._say([("现在没有别人在修改这本台账：修改任何一处即可接手", "label")])
        self._told_it_is_free = free

    def _show_news(self, news: News) -> None:
        if news.anew:
            self._show_all_anew()
            self._say([("台账已被整个更换（从备份恢复），已重新载入", "yellow")])
            return
        changes = [change for transaction in news.transactions for change in transaction.changes]
        self._show_changes(changes)
        last = news.transactions[-1]
        self._say([(f"{last.operator or last.account}刚刚修改：", "label"), (last.reason, "")])

    def _writable(self) -> bool:
        if self._ledger.read_only and self._ledger.is_free():
            self._take_over()
        return super()._writable()

    def _take_over(self) -> None:
        try:
            refusal = self._ledger.take_over()
        except GovtuiError as error:
            self._fail(error)
            return
        self._show_all_anew()
        if not refusal:
            self._say([("已接手，本窗口可以修改了", "green")])
            if self._ledger.notices:
                self.app.push_screen(notice_dialog("接手台账时的提示", self._ledger.notices))
