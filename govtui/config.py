"""What the program remembers for its user between two runs: who it is, the ledgers, the sheet's form, the folders."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from pathlib import Path

import msgspec

from govtui.errors import RequestError
from govtui.paths import APP_NAME
from govtui.text import clip, one_line, width


class RecentLedger(msgspec.Struct, frozen=True):
    """A ledger that was opened on this computer."""

    folder: str
    """An absolute path."""
    name: str = ""
    """The ledger's own name when it was last open here; empty where it had none."""
    opened_at: dt.datetime | None = None
    """With its offset; None where that is not known."""

    @property
    def title(self) -> str:
        """What it is called where the clerk chooses one."""
        return self.name or "未命名台账"


class ColumnChoice(msgspec.Struct, frozen=True):
    """A column of the task table as the clerk wants it."""

    name: str
    """Its title."""
    cells: int = 0
    """Its width in cells; 0 for what the table finds fit."""


class SavedView(msgspec.Struct, frozen=True):
    """视图: what to look at and how, under a name."""

    name: str
    filter: str = ""
    """What stands in the filter line."""
    order: str = ""
    """The word of an order; empty for the one of the plan."""
    group: str = ""
    """The word of a grouping; empty for none."""
    columns: tuple[ColumnChoice, ...] = ()
    """Empty for those that the table finds fit."""


class Settings(msgspec.Struct, frozen=True):
    """All of it is optional: a missing or damaged file means an empty form, never a failure."""

    unit: str = ""
    """填报单位."""
    filler: str = ""
    """填报人."""
    reviewer: str = ""
    """审核人."""
    phone: str = ""
    """联系电话."""
    export_folder: str = ""
    import_folder: str = ""
    operator: str = ""
    """操作人: the name under which changes are kept; empty where only the computer's account stands for it."""
    ledger: str = ""
    """The folder of the ledger to open where none is named; empty for the one in the user's data folder."""
    recent: tuple[RecentLedger, ...] = ()
    """The ledgers that were open last, the newest first."""
    greeting: bool = True
    """What is to be looked at today comes first whenever the program is opened."""
    views: tuple[SavedView, ...] = ()
    """The clerk's own views, in their order."""
    columns: tuple[ColumnChoice, ...] = ()
    """The columns of the task table; empty for those that it finds fit."""
    group: str = ""
    """The word of the grouping of the task table; empty for none."""
    row_lines: int = 1
    """The lines of a row of the task table: 1, 2 or 3."""
    pane: str = ""
    """Where the task's text stands: `right`, `below` or `off`; empty for what suits the window."""
    facets: bool = False
    """The counts of states, units and themes stand beside the table."""
    theme: str = "dark"
    """`dark`, `light`, `contrast`, or `terminal` for the terminal's own sixteen colours."""
    mouse: bool = True
    """The mouse belongs to the program; else to the terminal, whose own selection works then."""
    signs: str = ""
    """`box` or `ascii`; empty for what the terminal was found to draw well."""
    keys: dict[str, tuple[str, ...]] = {}
    """Other keys for actions, by the id of the action."""
    phrases: tuple[str, ...] = ()
    """The office's own sentences for entries of progress."""
    toured: bool = False
    """The five steps of the first opening have been shown."""


LONGEST_OPERATOR = 40
"""Cells: so much of a name fits into a line of the history."""


def proper_operator(name: str) -> str:
    """Return a name as 操作人 as it is kept; it may be empty. Raises RequestError for one that is too long."""
    name = one_line(name)
    if width(name) > LONGEST_OPERATOR:
        raise RequestError("姓名太长", f"“{clip(name, LONGEST_OPERATOR)}”", f"请写到{LONGEST_OPERATOR // 2}个字以内")
    return name


def settings_file() -> Path:
    """Return where the settings are kept: the user's configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.json"


def load_settings(file: Path | None = None) -> Settings:
    """Return the saved settings; unknown keys are ignored, a file that cannot be read counts as none."""
    try:
        return msgspec.json.decode((file or settings_file()).read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()


def save_settings(settings: Settings, file: Path | None = None) -> bool:
    """Write the settings as a whole or not at all, and say whether that went well.

    They are a convenience: where the folder cannot be written, the work goes on without them.
    """
    return write_whole(file or settings_file(), msgspec.json.format(msgspec.json.encode(settings)))


def revise_settings(change: Callable[[Settings], Settings]) -> Settings:
    """Change the saved settings, and return them as they are then.

    They are read anew: another window may have changed some of them since this one read them.
    """
    before = load_settings()
    after = change(before)
    if after != before:
        save_settings(after)
    return after


def write_whole(file: Path, data: bytes) -> bool:
    """Write a file of the user's configuration as a whole or not at all, and say whether that went well."""
    draft = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as opened:
            opened.write(data)
            opened.flush()
            os.fsync(opened.fileno())  # after a power cut an empty file would have the program forget the ledgers
        draft.replace(file)
    except OSError:
        return False
    return True
