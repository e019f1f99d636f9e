"""Backups that are made of themselves, in the folder `backups` of the ledger, and what is known of others.

Those in the folder help against slips and damaged files; they hold no evidence, which lies beside them and never
changes. Against a broken disk only a backup on another one helps, so it is written down when one was made, and the
clerk is reminded when that was long ago.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from govtui.errors import LedgerError
from govtui.file_names import short_name
from govtui.ledger.backup.blocks import sum_of_file
from govtui.ledger.backup.manifest import Manifest
from govtui.ledger.backup.rotation import outdated
from govtui.ledger.disk import explain, read_file, write_file
from govtui.ledger.journal import Place

# The archive is known inside functions alone: it loads the library for ZIP files, and every start asks what is due.

BACKUPS_NAME: Final = "backups"
ELSEWHERE_NAME: Final = "elsewhere.json"
INTERVAL: Final = dt.timedelta(hours=1)
"""At least so much lies between two automatic backups of a day."""
LONG_AGO: Final = dt.timedelta(days=7)
"""The age from which a backup on another disk is too old."""

_REMEMBERED: Final = 50
_CLOCKS_DIFFER: Final = dt.timedelta(days=1)
_LEFT_OVER: Final = dt.timedelta(days=1)
"""What is younger may be being written, by another program."""
_NAME = re.compile(r"自动备份-([0-9]{8}-[0-9]{6})-第([0-9]{1,18})号\.zip")
_MOMENT: Final = "%Y%m%d-%H%M%S"


class Automatic(NamedTuple):
    """A backup that was made of itself, as its name tells."""

    path: Path
    made: dt.datetime
    """The computer's local time, without an offset."""
    number: int
    """The last transaction in it."""


class Elsewhere(msgspec.Struct, frozen=True):
    """A backup that the clerk made."""

    path: str
    made_at: dt.datetime
    number: int
    """The last transaction in it."""
    sha256: str
    """Of the whole file."""
    apart: bool
    """It was made on another disk than the ledger's."""


class _Elsewhere(msgspec.Struct):
    backups: tuple[Elsewhere, ...]


def automatic_backups(folder: Path) -> list[Automatic]:
    """Return the automatic backups of the ledger in `folder`, oldest first; none where they cannot be listed."""
    found = []
    with suppress(OSError):
        for path in (folder / BACKUPS_NAME).iterdir():
            if (named := _NAME.fullmatch(path.name)) and (made := _moment(named[1])):
                found.append(Automatic(path, made, int(named[2])))
    return sorted(found, key=lambda backup: (backup.made, backup.number))


def due(folder: Path, place: Place, now: dt.datetime) -> bool:
    """Say whether an automatic backup should be made of the ledger in `folder`, whose journal ends at `place`.

    So it is where something has changed since the newest one, and that is older than an hour or of another day. One
    from a time that has not come yet does not count: the clock ran ahead when it was made.
    """
    moment = _local(now)
    made = [backup for backup in automatic_backups(folder) if backup.made <= moment]
    if not place.number or not made:
        return bool(place.number)
    newest = made[-1]
    recent = moment - newest.made < INTERVAL and moment.date() == newest.made.date()
    return not recent and not _holds(newest, place)


def back_up(folder: Path, place: Place, *, made_at: dt.datetime, name: str, operator: str) -> Path:
    """Make an automatic backup of the ledger in `folder` as it is at `place`, and remove those that are outdated.

    May run in a thread beside the writer, once at a time. Raises LedgerError, and then none is removed.
    """
    from govtui.ledger.backup.archive import write_archive

    home = backups_folder(folder)
    target = home / f"自动备份-{_local(made_at):{_MOMENT}}-第{place.number}号.zip"
    write_archive(folder, target, place, made_at=made_at, name=name, operator=operator, evidence=False)
    with suppress(OSError):  # the backup is made; what could not be removed now will be the next time
        _remove_leftovers(home, _local(made_at) - _LEFT_OVER)
        made = automatic_backups(folder)
        for position in outdated([backup.made for backup in made], _local(made_at)):
            if made[position].path != target:
                made[position].path.unlink(missing_ok=True)
    return target


def backups_folder(folder: Path) -> Path:
    """Return the folder for backups in the ledger's folder, made if it is not there. Raises LedgerError."""
    home = folder / BACKUPS_NAME
    try:
        home.mkdir(exist_ok=True)
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError("没有备份", f"无法建立备份文件夹 {home}（{cause}）", hint) from error
    return home


def file_for(target: Path, name: str, place: Place, made_at: dt.datetime) -> Path:
    """Return where a backup of the ledger called `name` goes: `target` itself, or a telling name in that folder."""
    if target.suffix.lower() == ".zip" and not target.is_dir():
        return target
    return target / f"{short_name(name, '台账')}-备份-{_local(made_at):{_MOMENT}}-第{place.number}号.zip"


def back_up_to(folder: Path, target: Path, place: Place, *, made_at: dt.datetime, name: str, operator: str) -> Manifest:
    """Back up the ledger in `folder` with all its evidence to the file `target`, and remember that it was done.

    Raises LedgerError, with nothing half-written left behind.
    """
    from govtui.ledger.backup.archive import write_archive

    manifest = write_archive(folder, target, place, made_at=made_at, name=name, operator=operator, evidence=True)
    note_elsewhere(folder, target, manifest)
    return manifest


def note_elsewhere(folder: Path, target: Path, manifest: Manifest) -> None:
    """Remember that the ledger in `folder` was backed up to the file `target`.

    Where that cannot be written down the backup is as good; the clerk is reminded once too often then.
    """
    with suppress(OSError):
        made = Elsewhere(
            str(target.resolve()),
            manifest.made_at,
            manifest.number,
            sum_of_file(target).sha256,
            is_apart(folder, target),
        )
        known = [backup for backup in made_elsewhere(folder) if backup.path != made.path]
        (folder / BACKUPS_NAME).mkdir(exist_ok=True)
        content = msgspec.json.encode(_Elsewhere((*known, made)[-_REMEMBERED:]))
        write_file(folder / BACKUPS_NAME / ELSEWHERE_NAME, msgspec.json.format(content, indent=1))


def made_elsewhere(folder: Path) -> tuple[Elsewhere, ...]:
    """Return what is known of the backups that the clerk made, in the order of making; nothing if it is unreadable."""
    try:
        return msgspec.json.decode(read_file(folder / BACKUPS_NAME / ELSEWHERE_NAME), type=_Elsewhere).backups
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return ()


def elsewhere_note(folder: Path, now: dt.datetime, first_change: dt.datetime | None) -> str:
    """Return what the clerk should be told in Chinese on opening, empty where a backup on another disk is fresh.

    `first_change` is the time of the ledger's first transaction, None while there is none: what is young needs no
    reminder yet.
    """
    if first_change is None:
        return ""
    # A clock that ran ahead when a backup was made would keep silent for as long as it ran ahead.
    known = [made for made in made_elsewhere(folder) if made.apart and made.made_at - now <= _CLOCKS_DIFFER]
    newest = max(known, key=lambda made: made.made_at, default=None)
    if now - (newest.made_at if newest else first_change) <= LONG_AGO:
        return ""
    if newest is None:
        return "台账还没有备份到别的磁盘上，这台计算机的磁盘一旦损坏，内容就找不回来了；请插上U盘或移动硬盘备份一份"
    made = newest.made_at
    since = f"{made.year}年{made.month}月{made.day}日，已有{(now - made).days}天"
    return f"台账最近一次备份到别的磁盘是在{since}；请插上U盘或移动硬盘再备份一份"


def is_apart(folder: Path, target: Path) -> bool:
    """Say whether a file lies on another disk than the ledger in `folder`. Raises OSError."""
    folder, target = folder.resolve(), target.resolve()
    return folder.drive.casefold() != target.drive.casefold() or folder.stat().st_dev != target.stat().st_dev


def _holds(backup: Automatic, place: Place) -> bool:
    """Say whether a backup holds the ledger as it is at `place`; one that cannot be read holds nothing."""
    if backup.number != place.number:
        return False
    from govtui.ledger.backup.archive import read_manifest

    try:
        return read_manifest(backup.path).hash == place.hash
    except LedgerError:
        return False


def _remove_leftovers(home: Path, before: dt.datetime) -> None:
    """Remove what a program left that was ended while it made a backup. Raises OSError."""
    for path in home.glob("*.zip.tmp"):
        named = _NAME.fullmatch(path.stem)
        if named and (made := _moment(named[1])) and made < before:
            path.unlink(missing_ok=True)


def _local(moment: dt.datetime) -> dt.datetime:
    return moment.replace(tzinfo=None, microsecond=0)


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.strptime(text, _MOMENT)
    except ValueError:
        return None
