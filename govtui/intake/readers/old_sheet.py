"""Workbooks of older programs (.xls, .et, .ods, .xlsb) to grids, by calamine in a process of its own.

Calamine knows values but not how they are shown, so a percentage is given as 0.95; and merged cells only of .xls.
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

import msgspec

from govtui.errors import IntakeError
from govtui.intake.containers import check_container, damaged, encrypted, is_encrypted_package
from govtui.intake.grid import Grid, Source
from govtui.intake.readers.child import TooLongError, run_program
from govtui.intake.readers.sheet_grid import (
    MAX_CELL,
    MAX_CELLS,
    SAVE_AS_XLSX,
    SheetContent,
    hidden_notices,
    lay_out,
    no_text,
    notices_of,
    too_long,
    too_many_cells,
)
from govtui.intake.readers.values import value_text
from govtui.intake.watch import Watch, unwatched
from govtui.text import clean

LONGEST = 20.0
"""Seconds that reading a file may take; a large one takes about 2."""
_MANIFEST = "META-INF/manifest.xml"
_FILE_PASS = re.compile(rb"\x09\x08(?:\x10\0\0\x06\x05\0.{12}|\x08\0\0\x05\x05\0.{4})(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
"""How the stream of an encrypted .xls begins: BOF of Excel 97 or 95, perhaps WRITEPROT, then FILEPASS (MS-XLS)."""
_PROGRAM = Path(__file__).with_name("calamine_rows.py")

_Value = bool | int | float | str | tuple[str, str]


class _Sheet(msgspec.Struct, frozen=True):
    name: str
    hidden: bool
    merges: list[tuple[int, int, int, int]] | None
    cells: list[tuple[int, int, _Value]]


class _Answer(msgspec.Struct, frozen=True):
    sheets: list[_Sheet] = []
    error: str = ""


def read_old_sheet(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the sheets of a workbook.

    Raises IntakeError where calamine is not installed, where the file is damaged, encrypted, blank, or goes beyond a
    limit of `containers` or `sheet_grid`; StoppedError where the watch does.
    """
    watch(0, 0)
    if data.startswith(b"PK"):
        check_container(data)
    if _is_encrypted(data):
        raise encrypted()
    if find_spec("python_calamine") is None:
        raise IntakeError("还不能读这种文件", "读 .xls、.et、.ods 和 .xlsb 要另装一个部件，这里没有装", SAVE_AS_XLSX)
    answer = _answer(data, watch)
    if answer.error:
        raise _too_large() if answer.error == "large" else damaged()
    return _source(answer.sheets, watch)


def _is_encrypted(data: bytes) -> bool:
    """Tell whether a workbook is under a password, which calamine does not where it has to find out the format."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as container:
            return _MANIFEST in container.namelist() and b":encryption-data" in container.read(_MANIFEST)
    return is_encrypted_package(data) or bool(_FILE_PASS.search(data))


def _answer(data: bytes, watch: Watch) -> _Answer:
    """Return what the program says that reads the file; raises IntakeError where it fails, and what the watch does."""
    try:
        return msgspec.msgpack.decode(run_program(_PROGRAM, [str(MAX_CELLS)], data, watch, LONGEST), type=_Answer)
    except TooLongError:
        raise _too_large() from None
    except (msgspec.DecodeError, UnicodeError) as error:  # it has died of the file
        raise damaged() from error


def _too_large() -> IntakeError:
    return IntakeError("文件太大", "里面的内容太多，读不了", f"请只保留任务分解表；{SAVE_AS_XLSX}")


def _source(sheets: Sequence[_Sheet], watch: Watch) -> Source:
    hidden = [sheet for sheet in sheets if sheet.hidden]
    grids, notices = _grids([sheet for sheet in sheets if not sheet.hidden], watch)
    if grids:
        notices += hidden_notices([clean(sheet.name) for sheet in hidden], read=False)
    else:
        grids, notices = _grids(hidden, watch)
        notices = [*hidden_notices([grid.name for grid in grids], read=True), *notices]
    if not grids:
        raise no_text()
    return Source(grids=tuple(grids), notices=tuple(notices))


def _grids(sheets: Sequence[_Sheet], watch: Watch) -> tuple[list[Grid], list[str]]:
    grids: list[Grid] = []
    notices: list[str] = []
    size = 0
    for sheet in sheets:
        content = _content(sheet)
        if grid := lay_out(content, lambda: watch(0, 0)):
            grids.append(grid)
            size += len(grid.rows) * len(grid.rows[0].cells)
        notices += notices_of(content)
        if size > MAX_CELLS:
            raise too_many_cells(content.name)
    return grids, notices


def _content(sheet: _Sheet) -> SheetContent:
    content = SheetContent(name=clean(sheet.name), merges=sheet.merges or [], knows_merges=sheet.merges is not None)
    for row, column, value in sheet.cells:
        text = clean(value_text(_known(value))).strip()
        if len(text) > MAX_CELL:
            raise too_long(content.name, row, column, len(text))
        if text:
            content.rows.setdefault(row, {})[column] = text
    return content


def _known(value: _Value) -> object:
    """Return a value as it was in the workbook."""
    if not isinstance(value, tuple):
        return value
    kind, text = value
    if kind == "duration":
        return dt.timedelta(seconds=float(text))
    kinds: dict[str, type[dt.date] | type[dt.time]] = {"datetime": dt.datetime, "date": dt.date, "time": dt.time}
    return kinds[kind].fromisoformat(text)
