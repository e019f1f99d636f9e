"""What the dialogs share that ask where a sheet or another file goes."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Generic

from govtui.config import Settings
from govtui.file_names import short_name
from govtui.paths import typed_path
from screens.dialog import FormDialog, Result


class SheetDialog(FormDialog[Result], Generic[Result]):
    """A form whose last line, `path`, says where a sheet goes. An existing file is replaced only when asked twice."""

    _confirmed: Path | None = None
    suffix = ".xlsx"
    """What the name of the file ends in."""

    def finished(self, name: str) -> None:
        """Save after the last line, else go on to the next."""
        if name == "path":
            self.action_save()
        else:
            self.focus_next()

    def action_save(self) -> None:
        """Hand over what was asked for, with its `target`."""

    def target(self, proposed: Path) -> Path | None:
        """Return the file that is meant, in a folder the `proposed` name; None, and say why, if it cannot be taken."""
        if not self.value("path"):
            self.say(("还没有写存到哪个文件", "yellow"))
            return None
        try:
            path = _named(typed_path(self.value("path")), proposed, self.suffix)
            taken = path.exists()
        except OSError:
            self.say(("系统不接受这个文件名，请换一个短一些、没有特殊符号的", "yellow"))
            return None
        if taken and path != self._confirmed:
            self._confirmed = path
            self.say(("文件已经存在，再按一次 Enter 或 Ctrl+S 覆盖，也可以改个名字", "yellow"))
            return None
        return path


def _named(path: Path, proposed: Path, suffix: str) -> Path:
    """Return the file that a path means. Raises OSError for what cannot be a name."""
    if path.is_dir():
        return path / proposed.name
    return path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")


def proposed_path(title: str, today: dt.date, settings: Settings, suffix: str = ".xlsx") -> Path:
    """Return the file to offer: named after the title and the day, where the last sheet went if that is still there."""
    return last_folder(settings) / f"{short_name(title)}{today:%Y%m%d}{suffix}"


def last_folder(settings: Settings) -> Path:
    """Return where the last sheet went, if that place is still there, else the user's own folder."""
    with suppress(OSError):
        if settings.export_folder and (folder := Path(settings.export_folder)).is_dir():
            return folder
    return Path.home()
