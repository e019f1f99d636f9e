"""The main screen's way to the sheet: asking where to, writing in the background, telling how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec
from textual import work
from textual.message import Message

from govtui.errors import GovtuiError
from govtui.ledger.then import Present
from govtui.model import Document
from govtui.review.rows import TaskRow
from govtui.timekeeping import Round
from screens.export import FORM_LINES, ExportDialog, ExportRequest, proposal, sheet_form
from screens.reading import notice_dialog
from screens.watching import WatchingScreen

if TYPE_CHECKING:  # loads what writes workbooks, which most sessions need late or never
    from govtui.excel.register import WrittenSheet


class ExportingScreen(WatchingScreen):
    """A ledger whose tasks can be written to a sheet."""

    _untold: tuple[ExportingScreen.Exported, ...] = ()

    class Exported(Message):
        """What was asked for is written, as `outcome` tells, or could not be, for the reason that it is."""

        def __init__(self, request: ExportRequest, outcome: WrittenSheet | GovtuiError) -> None:
            super().__init__()
            self.request = request
            self.outcome = outcome

    def action_export_sheet(self) -> None:
        """Ask where to write the sheet of the marked tasks, or else of those on the screen."""
        if not self._exported_rows():
            self._say([("没有可导出的任务：屏幕上是空的", "yellow")])
            return
        self._ask_export(proposal(self._sheet_title(), self._today, self._settings))

    def _exported_rows(self) -> Sequence[TaskRow]:
        marks = self._view.marks
        return [row for row in self._view.everything if row.task.id in marks] if marks else self._view.rows

    def _ask_export(self, start: ExportRequest) -> None:
        what = f"{'标记' if self._view.marks else '屏幕上'}的{len(self._exported_rows())}项任务"
        dialog = ExportDialog(f"导出报送表：{what}", start, earlier=self._last_handed_in())
        self.app.push_screen(dialog, self._take_export)

    def _last_handed_in(self) -> Round | None:
        done = [(each.handed_in.at, each) for each in self._ledger.time.rounds.values() if each.handed_in]
        return max(done, key=lambda item: item[0])[1] if done else None

    def _take_export(self, request: ExportRequest | None) -> None:
        if request is None:
            return
        rows = self._exported_rows()
        self._say([(f"正在导出{len(rows)}项……", "label")])
        self._export(request, rows, tuple(self._ledger.documents.values()), self._ledger.present())

    @work(thread=True, exclusive=True, group="export")
    def _export(
        self, request: ExportRequest, rows: Sequence[TaskRow], documents: Sequence[Document], present: Present
    ) -> None:
        from govtui.excel.register import write_register
        from govtui.excel.submission import changes_since

        try:
            tasks = {row.task.id: row.task for row in rows}
            changes = changes_since(present, request.earlier, tasks) if request.earlier else None
            form = sheet_form(request, self._today)
            sheet = write_register(request.path, rows, form, documents=documents, changes=changes)
        except GovtuiError as error:
            self.post_message(self.Exported(request, error))
        else:
            self.post_message(self.Exported(request, sheet))

    def on_exporting_screen_exported(self, message: Exported) -> None:
        """Tell how an export ended, but never on top of a dialog in which the clerk is typing."""
        self._untold = (*self._untold, message)
        self._tell_of_exports()

    def on_screen_resume(self) -> None:
        """Tell what had to wait for a dialog to close."""
        self._tell_of_exports()

    def _tell_of_exports(self) -> None:
        while self._untold and self.app.screen is self:
            first, *rest = self._untold
            self._untold = tuple(rest)
            self._tell_of_export(first)

    def _tell_of_export(self, message: Exported) -> None:
        """Say that the sheet is there, or why not; then ask again, so that nothing need be typed twice."""
        request, outcome = message.request, message.outcome
        if isinstance(outcome, GovtuiError):
            self._fail(outcome, lambda: self._ask_export(request))
            return
        typed = {name: getattr(request.settings, name) for name in (*FORM_LINES, "export_folder")}
        self._remember(msgspec.structs.replace(self._settings, **typed))
        said = f"已导出{outcome.rows}项：{outcome.path}"
        self._say([(said, "green")])
        if outcome.notes:
            self.app.push_screen(notice_dialog("导出完成，请留意", [said, *outcome.notes]))
