"""The dialog that asks where the file for another calendar goes."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.keymap import FORM
from screens.bindings import bindings
from screens.sheet_dialog import SheetDialog
from widgets.segments import Line
from widgets.task_text import paragraph
from widgets.text_pane import TextPane


class CalendarExportDialog(SheetDialog[Path]):
    """Its result is the file to write."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)
    suffix = ".ics"

    def __init__(self, number: int, start: Path) -> None:
        """Ask where to write so many items; `start` is offered."""
        super().__init__("导出日历文件", FORM)
        self._number = number
        self._start = start

    def body(self) -> ComposeResult:
        """Lay out what is written, and the line."""
        yield TextPane(self._said, id="said")
        yield from self.line("存为文件", "path", str(self._start))

    def _said(self, cells: int) -> list[Line]:
        said = f"没有办结的{self._number}项，提前三天提醒。手机和办公软件的日历都能读入，再次读入不会重复。"
        return paragraph(said, cells)

    def action_save(self) -> None:
        """Hand over the file."""
        path = self.target(self._start)
        if path is not None:
            self.dismiss(path)
