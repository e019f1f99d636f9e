"""A year's holidays as a file: the TOML of `assets/holidays/`, a sheet of dates (CSV), the text of the notice.

    year = 2026

    [[feast]]
    name = "元旦"
    off = [2026-01-01, 2026-01-02, 2026-01-03]
    working = [2026-01-04]

A CSV has a day in each line, with its kind (放假 or 上班) and the name of its feast: 2026-01-04,上班,元旦.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import tomllib
from collections import Counter
from pathlib import Path

import msgspec

from govtui.text import clip, one_line
from govtui.timing.notice import read_notice
from govtui.timing.workdays import Year
from govtui.timing.year_checks import YearReading, days_of, judged, proper_name

LARGEST_FILE = 1_000_000
"""Bytes; the table of a year has about one thousand."""

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{4})(\d{2})(\d{2})")
_KINDS = {"放假": False, "休": False, "holiday": False, "上班": True, "班": True, "调休上班": True, "workday": True}
"""The words in a CSV, and whether there is work on such a day."""


class _Feast(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    off: tuple[dt.date, ...]
    working: tuple[dt.date, ...] = ()


class _YearTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    year: int
    feast: tuple[_Feast, ...]


def read_year_file(file: Path, number: int | None = None) -> YearReading:
    """Return the holidays in a file, by its suffix .toml, .csv, or else the text of a notice; never raises.

    `number` is the year of a notice that does not name it.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        return _refused(f"打不开{file.name}（{error.strerror or '原因不明'}）")
    if len(data) > LARGEST_FILE:
        return _refused(f"{file.name}太大，不像放假安排")
    text = _decode(data)
    if text is None:
        return _refused(f"{file.name}不是文本文件，请另存为UTF-8编码的文本")
    match file.suffix.lower():
        case ".toml":
            return read_year_table(text)
        case ".csv":
            return read_year_sheet(text)
        case _:
            return read_notice(text, number)


def read_year_table(text: str) -> YearReading:
    """Return the holidays that a TOML text lists, or what is wrong with it."""
    try:
        table = msgspec.convert(tomllib.loads(text), _YearTable)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        return _refused(f"第{line[1]}行写法不对" if line else "写法不对")
    except msgspec.ValidationError:
        return _refused("应写明年份year，每个节日[[feast]]写明name和off，有调休上班的写明working")
    listed = [(day, False, feast.name) for feast in table.feast for day in feast.off]
    listed += [(day, True, feast.name) for feast in table.feast for day in feast.working]
    return _put_together(table.year, listed)


def read_year_sheet(text: str) -> YearReading:
    """Return the holidays that the lines of a CSV list, or what is wrong with it; a header may stand above them."""
    listed: list[tuple[dt.date, bool, str]] = []
    try:
        rows = [[one_line(cell) for cell in row] for row in csv.reader(io.StringIO(text))]
    except csv.Error:
        return _refused("不是CSV文件，每行应为“日期,放假或上班,节日名称”")
    for number, row in enumerate(rows, 1):
        if not any(row) or (number == 1 and not any(char.isdecimal() for char in row[0])):
            continue
        day = _read_date(row[0])
        if day is None or len(row) < 3 or row[1] not in _KINDS:
            line = clip(",".join(row), 40)
            return _refused(f"第{number}行“{line}”看不懂，每行应为“日期,放假或上班,节日名称”")
        listed.append((day, _KINDS[row[1]], row[2]))
    if not listed:
        return _refused("文件里没有日期")
    # Only the last days of the December before may stand in a year's table.
    return _put_together(max(day.year for day, _works, _name in listed), listed)


def print_year_table(year: Year, remark: str = "") -> str:
    """Return a year's holidays as the TOML text that `read_year_table` reads, under the lines of a remark."""
    lines = [f"# {line}".rstrip() for line in remark.splitlines()]
    lines += [f"year = {year.number}"]
    for name in dict.fromkeys(year.holidays[day] for day in sorted(year.holidays)):
        lines += ["", "[[feast]]", f"name = {json.dumps(name, ensure_ascii=False)}"]
        lines += [f"off = [{', '.join(map(str, days_of(year.holidays, name)))}]"]
        if working := days_of(year.make_up_days, name):
            lines += [f"working = [{', '.join(map(str, working))}]"]
    return "\n".join(lines) + "\n"


def _put_together(number: int, listed: list[tuple[dt.date, bool, str]]) -> YearReading:
    if twice := sorted(day for day, times in Counter(day for day, *_ in listed).items() if times > 1):
        return _refused(f"{'、'.join(map(str, twice[:5]))}写了两次")
    names = [(day, works, proper_name(name)) for day, works, name in listed]
    holidays = {day: name for day, works, name in names if not works}
    return judged(Year(number, holidays, {day: name for day, works, name in names if works}))


def _read_date(text: str) -> dt.date | None:
    match = _DATE.fullmatch(text)
    if not match:
        return None
    try:
        return dt.date(*(int(part) for part in match.groups() if part))
    except ValueError:
        return None


def _decode(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _refused(fault: str) -> YearReading:
    return YearReading(None, (fault,))
