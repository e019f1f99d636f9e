"""The dialog that asks where to and under what heading the sheet is written."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.config import Settings
from govtui.keymap import FORM
from govtui.paths import typed_path
from govtui.text import one_line
from screens.bindings import bindings
from screens.dialog import FormDialog

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


def proposal(title: str, today: dt.date, settings: Settings) -> ExportRequest:
    """Return what to offer: the names as the last time, a file named after the title and the day."""
    return ExportRequest(_last_folder(settings) / f"{_file_name(title)}{today:%Y%m%d}.xlsx", title, settings)


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


class ExportDialog(FormDialog[ExportRequest]):
    """Title, names and path of the sheet. An existing file is replaced only when asked for twice."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    def __init__(self, shown: int, start: ExportRequest) -> None:
        """Ask about the `shown` tasks, with the lines filled in as in `start`."""
        super().__init__(f"导出报送表：屏幕上的{shown}项任务", FORM)
        self._start = start
        self._confirmed: Path | None = None

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        names = self._start.settings
        yield from self.line("标题", "title", self._start.title)
        yield from self.line("填报单位", "unit", names.unit)
        yield from self.line("填报人", "filler", names.filler, "可不填，打印后手写")
        yield from self.line("审核人", "reviewer", names.reviewer, "可不填，打印后手写")
        yield from self.line("联系电话", "phone", names.phone, "可不填")
        yield from self.line("存为文件", "path", str(self._start.path))

    def finished(self, name: str) -> None:
        """Save after the last line, else go on to the next."""
        if name == "path":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand over the request, or say what is missing."""
        if not self.value("path"):
            self.say(("还没有写存到哪个文件", "yellow"))
            return
        try:
            path = self._target()
            taken = path.exists()
        except OSError:
            self.say(("系统不接受这个文件名，请换一个短一些、没有特殊符号的", "yellow"))
            return
        if taken and path != self._confirmed:
            self._confirmed = path
            self.say(("文件已经存在，再按一次 Enter 或 Ctrl+S 覆盖，也可以改个名字", "yellow"))
            return
        names = self.values(FORM_LINES)
        settings = msgspec.structs.replace(self._start.settings, **names, export_folder=str(path.parent))
        self.dismiss(ExportRequest(path, one_line(self.value("title")), settings))

    def _target(self) -> Path:
        """Return the file that is meant: in a folder the proposed name. Raises OSError for what cannot be a name."""
        path = typed_path(self.value("path"))
        if path.is_dir():
            return path / self._start.path.name
        return path if path.suffix.lower() == ".xlsx" else path.with_name(f"{path.name}.xlsx")


def _last_folder(settings: Settings) -> Path:
    """Return where the last sheet went, if that place is still there, else the user's own folder."""
    with suppress(OSError):
        if settings.export_folder and (folder := Path(settings.export_folder)).is_dir():
            return folder
    return Path.home()


def _file_name(title: str) -> str:
    """Return a title without what no file system takes in a name."""
    return "".join(char for char in one_line(title) if char not in '\\/:*?"<>|')[:60]
