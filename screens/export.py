"""The dialog that asks where to and under what heading the sheet is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal

from govtui.config import Settings
from govtui.keys.rounds import EXPORT
from govtui.text import one_line
from govtui.timekeeping import Round
from screens.bindings import bindings
from screens.sheet_dialog import SheetDialog, proposed_path
from widgets.line_bar import LineBar
from widgets.segments import Line

if TYPE_CHECKING:  # loads what writes workbooks, which is not needed before a sheet is written
    from govtui.excel.register import SheetForm

FORM_LINES = ("unit", "filler", "reviewer", "phone")
"""The lines that are offered again the next time, as they are named in the settings."""


class ExportRequest(msgspec.Struct, frozen=True):
    """What the clerk wants written: where to, under which title, with which names at the foot."""

    path: Path
    title: str
    settings: Settings
    """The names as typed now, to be offered again the next time."""
    earlier: Round | None = None
    """The round that was handed in since which what is new is to be marked; None where nothing is."""


def proposal(title: str, today: dt.date, settings: Settings) -> ExportRequest:
    """Return what to offer: the names as the last time, a file named after the title and the day."""
    return ExportRequest(proposed_path(title, today, settings), title, settings)


def sheet_form(request: ExportRequest, day: dt.date) -> SheetForm:
    """Return what stands around the table of a sheet of `day`."""
    from govtui.excel.register import SheetForm

    names = request.settings
    return SheetForm(
        title=request.title,
        day=day,
        unit=names.unit,
        filler=names.filler,
        reviewer=names.reviewer,
        phone=names.phone,
    )


class ExportDialog(SheetDialog[ExportRequest]):
    """Title, names and path of the register."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(EXPORT)

    def __init__(self, title: str, start: ExportRequest, *, note: str = "", earlier: Round | None = None) -> None:
        """Ask under a `title` that says what is written, with the lines filled in as in `start`.

        What is new since an `earlier` round that was handed in can be marked; a `note` is said to begin with.
        """
        super().__init__(title, EXPORT)
        self._start = start
        self._earlier = earlier
        self._note = note
        self._marks = start.earlier is not None

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        names = self._start.settings
        yield from self.line("标题", "title", self._start.title)
        yield from self.line("填报单位", "unit", names.unit)
        yield from self.line("填报人", "filler", names.filler, "可不填，打印后手写")
        yield from self.line("审核人", "reviewer", names.reviewer, "可不填，打印后手写")
        yield from self.line("联系电话", "phone", names.phone, "可不填")
        yield from self.line("存为文件", "path", str(self._start.path))
        with Horizontal(classes="form-line"):
            yield LineBar([("变化一栏", "label")], id="label-changes")
            yield LineBar(self._changes_words(), id="changes")

    def on_mount(self) -> None:
        """Say what should be thought of before."""
        self.say((self._note, "yellow"))

    def _changes_words(self) -> Line:
        if self._earlier is None or self._earlier.handed_in is None:
            return [("还没有报送过，没有可比的", "label")]
        day = self._earlier.handed_in.at.date()
        what = f"标出{day.year}年{day.month}月{day.day}日报送以来的新情况"
        return [(what, "strong"), ("（按 F6 不加）", "label")] if self._marks else [(f"不加（按 F6 {what}）", "label")]

    def action_toggle_changes(self) -> None:
        """Have what is new marked, or not."""
        if self._earlier is not None:
            self._marks = not self._marks
        self.query_one("#changes", LineBar).show(self._changes_words())

    def action_save(self) -> None:
        """Hand over the request, or say what is missing."""
        path = self.target(self._start.path)
        if path is None:
            return
        names = self.values(FORM_LINES)
        settings = msgspec.structs.replace(self._start.settings, **names, export_folder=str(path.parent))
        earlier = self._earlier if self._marks else None
        self.dismiss(ExportRequest(path, one_line(self.value("title")), settings, earlier))
