"""The tables of years that the program ships and those that the clerk has added, and storing one.

A clerk's own years lie in `holidays/*.toml` beside the settings, in the form of `assets/holidays/`. One of them stands
in the place of the shipped one of the same year.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from govtui.config import settings_file, write_whole
from govtui.errors import RequestError
from govtui.paths import asset
from govtui.timing.workdays import WorkCalendar, Year
from govtui.timing.year_checks import year_faults
from govtui.timing.year_files import print_year_table, read_year_file

_REMARK = "放假安排，由本机导入。改动前请先备份；删去本文件即不再使用。"


class LoadedCalendar(msgspec.Struct, frozen=True):
    """The calendar to count with, and what there is to say of its tables."""

    calendar: WorkCalendar
    own_years: tuple[int, ...] = ()
    """The years whose table is the clerk's own, the earliest first."""
    notices: tuple[str, ...] = ()
    """A sentence for each of the clerk's files that is not used, with the reason."""


def load_calendar(folder: Path | None = None) -> LoadedCalendar:
    """Return the calendar of the shipped years and of those in `folder`, the clerk's own unless another is named.

    A damaged file is left out and told of: the work goes on without it, and its year does not count as known.
    """
    own: dict[int, Year] = {}
    notices = []
    for file in _own_files(folder or own_calendars_folder()):
        reading = read_year_file(file)
        if reading.year is None:
            notices.append(f"放假安排{file.name}没有采用：{'；'.join(reading.faults)}")
        elif reading.year.number in own:
            notices.append(f"放假安排{file.name}没有采用：{reading.year.number}年已有另一个文件")
        else:
            own[reading.year.number] = reading.year
    years = {year.number: year for year in shipped_years()} | own
    calendar = WorkCalendar(tuple(years[number] for number in sorted(years)))
    return LoadedCalendar(calendar, tuple(sorted(own)), tuple(notices))


def shipped_years() -> tuple[Year, ...]:
    """Return the tables under `assets/holidays/`. Raises ValueError for a faulty one: a fault of the program."""
    years = []
    for file in sorted(asset("holidays").glob("*.toml")):
        reading = read_year_file(file)
        if reading.year is None:
            raise ValueError(f"{file.name}: {'; '.join(reading.faults)}")
        years.append(reading.year)
    return tuple(years)


def store_year(year: Year, folder: Path | None = None) -> Path:
    """Keep a year as one of the clerk's own, in the place of the one that was there, and return its file.

    Raises RequestError where the year cannot be believed, or its file not be written.
    """
    if faults := year_faults(year):
        raise RequestError("放假安排有误，没有存入", "；".join(faults), "请对照国务院办公厅的通知改正后再导入")
    file = (folder or own_calendars_folder()) / f"{year.number}.toml"
    if not write_whole(file, print_year_table(year, _REMARK).encode()):
        raise RequestError("放假安排没有存入", f"写不进{file.parent}", "请检查这个文件夹能否写入、磁盘是否已满")
    return file


def own_calendars_folder() -> Path:
    """Return where the clerk's own years are kept: `holidays` beside the settings."""
    return settings_file().with_name("holidays")


def _own_files(folder: Path) -> list[Path]:
    """Return the files of years in a folder; none where it is not there or cannot be read."""
    try:
        return sorted(file for file in folder.iterdir() if file.suffix.lower() == ".toml")
    except OSError:
        return []
