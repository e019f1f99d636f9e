"""The dialog that asks where to and under what heading the sheet is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import ClassVar

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.config import Settings
from govtui.keymap import FORM
from govtui.text import one_line
from screens.bindings import bindings
from screens.dialog import FormDialog

_FORM_LINES = ("unit", "filler", "reviewer", "phone")


class ExportRequest(msgspec.Struct, frozen=True):
    """What the clerk wants written: where to, under which title, with which names at the foot."""

    path: Path
    title: str
    settings: Settings
    """The names as typed now, to be offered again the next time."""


class ExportDialog(FormDialog[ExportRequest]):
    """Title, names and path of the sheet. An existing file is replaced only when asked for twice."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(FORM)

    def __init__(self, shown: int, title: str, today: dt.date, settings: Settings) -> None:
        super().__init__(f"导出报送表：屏幕上的{shown}项任务", FORM)
        self._sheet_title = title
        self._settings = settings
        folder = Path(settings.export_folder) if settings.export_folder else Path.home()
        self._path = folder / f"{_file_name(title)}{today:%Y%m%d}.xlsx"
        self._confirmed: Path | None = None

    def body(self) -> ComposeResult:
        """Lay out the lines, filled in as the last time."""
        yield from self.line("标题", "title", self._sheet_title)
        yield from self.line("填报单位", "unit", self._settings.unit)
        yield from self.line("填报人", "filler", self._settings.filler, "可不填，打印后手写")
        yield from self.line("审核人", "reviewer", self._settings.reviewer, "可不填，打印后手写")
        yield from self.line("联系电话", "phone", self._settings.phone, "可不填")
        yield from self.line("存为文件", "path", str(self._path))

    def finished(self, name: str) -> None:
        """Save after the last line, else go on to the next."""
        if name == "path":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand over the request, or say what is missing."""
        text = self.value("path").strip("\"'“”")
        if not text:
            self.say(("还没有写存到哪个文件", "yellow"))
            return
        path = Path(text).expanduser()
        if path.suffix.lower() != ".xlsx":
            path = path.with_name(f"{path.name}.xlsx")
        if path.exists() and path != self._confirmed:
            self._confirmed = path
            self.say(("文件已经存在，再按一次 Enter 或 Ctrl+S 覆盖，也可以改个名字", "yellow"))
            return
        names = self.values(_FORM_LINES)
        settings = msgspec.structs.replace(self._settings, **names, export_folder=str(path.parent))
        self.dismiss(ExportRequest(path, one_line(self.value("title")), settings))


def _file_name(title: str) -> str:
    """Return a title without what no file system takes in a name."""
    return "".join(char for char in one_line(title) if char not in '\\/:*?"<>|')[:60]
