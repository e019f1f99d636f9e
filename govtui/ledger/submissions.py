"""What was handed in (报送): the sheets as they went out, kept in the ledger's own folder, known by their hash."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final, NamedTuple

from govtui.errors import LedgerError
from govtui.file_names import safe_name
from govtui.ledger.backup.manifest import SUBMISSIONS_NAME
from govtui.ledger.disk import explain, replacing, sync_folder
from govtui.ledger.evidence import digest_of
from govtui.timekeeping import HandIn

_NOT_KEPT: Final = "报送表没有留存"


class KeptSheet(NamedTuple):
    """A sheet in the folder of what was handed in."""

    name: str
    sha256: str


def keep_sheet(folder: Path, sheet: Path, due: dt.date, title: str) -> KeptSheet:
    """Copy a sheet into the ledger in `folder`; it is on the disk, whole, when this returns.

    A sheet that was kept under the name is never replaced: a second one gets a name of its own. Raises LedgerError.
    """
    store = folder / SUBMISSIONS_NAME
    try:
        store.mkdir(parents=True, exist_ok=True)
        target = _free(store, f"{due}-{title}")
        with sheet.open("rb") as source, replacing(target) as file:
            while block := source.read(1 << 20):
                file.write(block)
        sync_folder(folder)
        return KeptSheet(target.name, digest_of(target))
    except OSError as error:
        cause, hint = explain(error)
        message = f"把“{sheet.name}”存进台账的 {SUBMISSIONS_NAME} 文件夹时出错（{cause}），这次报送没有登记"
        raise LedgerError(_NOT_KEPT, message, hint) from error


def kept_sheet_path(folder: Path, hand_in: HandIn) -> Path:
    """Return where the sheet that was handed in is kept in the ledger in `folder`."""
    return folder / SUBMISSIONS_NAME / safe_name(hand_in.file)


def sheet_fault(folder: Path, hand_in: HandIn) -> str:
    """Return what is wrong with a sheet that was handed in, in Chinese; empty where it is sound or none was kept."""
    if not hand_in.file:
        return ""
    try:
        return "" if digest_of(kept_sheet_path(folder, hand_in)) == hand_in.sha256 else "内容被改动或已损坏"
    except FileNotFoundError:
        return "文件不见了"
    except OSError as error:
        return f"文件读不出来（{explain(error)[0]}）"


def _free(store: Path, stem: str) -> Path:
    """Return a path under which nothing is kept yet."""
    again = 1
    while (path := store / safe_name(f"{stem}{f'（{again}）' if again > 1 else ''}.xlsx")).exists():
        again += 1
    return path
