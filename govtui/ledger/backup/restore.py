"""Putting a backup in the place of a ledger, so that at every moment the one or the other stands there whole.

Everything is made ready first: the backup is verified, the new journal lies beside the old one and was read as opening
reads it, what stood there is backed up, and evidence, which has names of its own, is put in. Only then `ledger.json` is
set aside, which follows from the journal, and the new journal takes the place of the old one at once.
"""

from __future__ import annotations

import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Final, NamedTuple

from govtui.errors import LedgerError, ReadOnlyError
from govtui.ledger.backup.archive import write_raw_archive
from govtui.ledger.backup.blocks import blocks_of, pour, sum_of_file
from govtui.ledger.backup.keeping import BACKUPS_NAME, backups_folder
from govtui.ledger.backup.manifest import Manifest, Member, evidence_in, sum_in_name
from govtui.ledger.backup.unpacking import BrokenError, NewerError, Unpacked, unpacked
from govtui.ledger.checkpoint import write_checkpoint
from govtui.ledger.disk import explain, move_file, replacing, sync_folder
from govtui.ledger.lock import FolderLock
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME, recover
from govtui.ledger.transactions import FORMAT

_NOT_DONE: Final = "没有恢复"
_STAGE_NAME: Final = "restoring"
"""The folder in which the new journal is made ready."""
_FAULTS_TOLD: Final = 3


class DamagedArchiveError(LedgerError):
    """A backup is not as it was made; `faults` says in Chinese what is wrong with it."""

    def __init__(self, archive: Path, faults: list[str]) -> None:
        told = "；".join(faults[:_FAULTS_TOLD])
        more = f"；共{len(faults)}处" if len(faults) > _FAULTS_TOLD else ""
        super().__init__(_NOT_DONE, f"备份 {archive.name} 有问题（{told}{more}），台账没有改动", "请换一份备份重试")
        self.faults = tuple(faults)


class Restored(NamedTuple):
    """What came of it."""

    manifest: Manifest
    """Of the backup that stands there now."""
    before: Path | None
    """The backup of what stood there before, None where nothing did."""
    kept: tuple[str, ...]
    """Paths of evidence and sheets that were put in, because they were missing or damaged."""
    missing: tuple[str, ...]
    """Paths of evidence that the backup names, but neither holds nor found in the ledger's folder."""

    @property
    def evidence(self) -> int:
        """How many files were put in."""
        return len(self.kept)


def restore(archive: Path, folder: Path, *, made_at: datetime, operator: str) -> Restored:
    """Put the ledger that a backup holds into `folder`, created if absent; what stood there is backed up first.

    The ledger must be closed. Raises DamagedArchiveError for a backup that is not sound, ReadOnlyError where somebody
    holds the ledger or the folder cannot be written, LedgerError for a backup of a newer program and where a disk
    fails; the ledger that stood there is as it was then. Of `operator` it is known that the ledger is being restored.
    """
    try:
        with unpacked(archive) as source:
            if source.manifest.format > FORMAT:
                raise NewerError(source.manifest.format)
            if faults := source.faults():
                raise DamagedArchiveError(archive, faults)
            folder.mkdir(parents=True, exist_ok=True)
            with _held(folder, operator, made_at), _staged(folder, source) as stage:
                spoiled = [member for member in source.manifest.evidence if _is_spoiled(folder, member)]
                before = _back_up(folder, made_at, operator, spoiled)
                kept = _put_evidence(folder, source, archive, spoiled)
                _swap(folder, stage)
                _finish(folder, source.manifest, before)
            return Restored(source.manifest, before, tuple(kept), tuple(_missing(folder, source.manifest)))
    except NewerError as error:
        raise LedgerError(_NOT_DONE, f"备份 {archive.name} {error}，台账没有改动", error.hint) from error
    except BrokenError as error:
        raise DamagedArchiveError(archive, [str(error)]) from error
    except OSError as error:
        cause, hint = explain(error)
        message = f"把 {archive} 恢复到 {folder} 时出错（{cause}）；台账的内容没有改动"
        raise LedgerError(_NOT_DONE, message, hint) from error


@contextmanager
def _held(folder: Path, operator: str, since: datetime) -> Iterator[None]:
    """Keep others out. Raises ReadOnlyError."""
    lock = FolderLock(folder)
    if refusal := lock.acquire(operator, since):
        raise ReadOnlyError(_NOT_DONE, refusal, "台账没有改动；请等对方退出后再恢复，或者恢复到另一个文件夹")
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _staged(folder: Path, source: Unpacked) -> Iterator[Path]:
    """Give a folder within `folder` in which the journal of a backup lies, forced to the disk and found sound.

    Raises OSError and BrokenError.
    """
    stage = folder / _STAGE_NAME
    try:
        _clear(stage)
        stage.mkdir(exist_ok=True)
        journal = next(member for member in source.manifest.files if member.path == JOURNAL_NAME)
        _unpack(source, journal, stage / JOURNAL_NAME)
        recovery = recover(stage)
        if recovery.newer:
            raise NewerError(recovery.newer)
        if recovery.fault or not _is_of(recovery.place.number, recovery.place.hash, source.manifest):
            raise BrokenError(recovery.fault or f"修改记录（{JOURNAL_NAME}）与清单不符")
        yield stage
    finally:
        with suppress(OSError):  # it is cleared the next time
            _clear(stage)


def _clear(stage: Path) -> None:
    """Remove what the program puts into a stage, and the stage if that is all. Raises OSError."""
    for name in (JOURNAL_NAME, f"{JOURNAL_NAME}.tmp", CHECKPOINT_NAME):
        (stage / name).unlink(missing_ok=True)
    with suppress(OSError):
        stage.rmdir()


def _back_up(folder: Path, made_at: datetime, operator: str, spoiled: Iterable[Member]) -> Path | None:
    """Back up what stands in `folder` as it is, nothing where there is nothing. Raises LedgerError."""
    if not any(_has_content(folder / name) for name in (JOURNAL_NAME, CHECKPOINT_NAME)):
        return None
    home, name = backups_folder(folder), f"恢复前-{made_at:%Y%m%d-%H%M%S}"
    target, again = home / f"{name}.zip", 1
    while target.exists():
        again += 1
        target = home / f"{name}-{again}.zip"
    try:
        paths = [member.path for member in spoiled]
        write_raw_archive(folder, target, made_at=made_at, name=folder.name, operator=operator, evidence=paths)
    except LedgerError as error:
        message = f"恢复前要先备份现有的内容，这份备份没有做成：{error.message}"
        raise LedgerError(_NOT_DONE, message, error.hint) from error
    return target


def _has_content(path: Path) -> bool:
    return path.exists() and path.stat().st_size > 0


def _put_evidence(folder: Path, source: Unpacked, archive: Path, spoiled: Iterable[Member]) -> list[str]:
    """Put in the evidence that is missing or spoiled, and return the paths of that. Raises OSError, BrokenError.

    An automatic backup holds none, but lies in the folder of a ledger that has it.
    """
    kept: list[str] = []
    for member in source.manifest.evidence:
        if member in spoiled or not (folder / member.path).exists():
            _unpack(source, member, folder / member.path)
            _protect(folder / member.path)
            kept.append(member.path)
    home = archive.resolve().parent
    for member in source.manifest.beside if home.name == BACKUPS_NAME else ():
        origin = home.parent / member.path
        if not (folder / member.path).exists() and origin.is_file() and _is_as_named(origin, member):
            with origin.open("rb") as file:
                _put(blocks_of(file), member, folder / member.path)
            _protect(folder / member.path)
            kept.append(member.path)
    return kept


def _unpack(source: Unpacked, member: Member, target: Path) -> None:
    _put(source.blocks(member), member, target)


def _put(blocks: Iterable[bytes], member: Member, target: Path) -> None:
    """Put a file into place at once. Raises OSError, and BrokenError where it is not what the manifest says."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with suppress(OSError):  # Windows does not replace what is for reading only
        target.chmod(stat.S_IMODE(target.stat().st_mode) | stat.S_IWUSR)
    with replacing(target) as file:
        if pour(blocks, file) != (member.size, member.sha256):
            raise BrokenError(f"“{member.path}”在恢复过程中被改动")


def _protect(path: Path) -> None:
    """Make a piece of evidence a file for reading only, as it is when a clerk adds it."""
    with suppress(OSError):
        path.chmod(stat.S_IMODE(path.stat().st_mode) & ~0o222)


def _is_spoiled(folder: Path, member: Member) -> bool:
    """Say whether a piece of evidence in `folder` is not what its name says, while that in a backup is."""
    path = folder / member.path
    return sum_in_name(member.path) == member.sha256 and path.is_file() and not _is_as_named(path, member)


def _is_as_named(path: Path, member: Member) -> bool:
    return path.stat().st_size == member.size and sum_of_file(path).sha256 == member.sha256


def _swap(folder: Path, stage: Path) -> None:
    """Let the staged journal take the place of the ledger's. Raises OSError; all is as it was then.

    In between there is no `ledger.json`, so after a crash the old ledger is rebuilt from the old journal. The old one
    beside the new journal, which may be the beginning of the old one, would say that lines are missing.
    """
    checkpoint, aside = folder / CHECKPOINT_NAME, stage / CHECKPOINT_NAME
    with suppress(FileNotFoundError):
        move_file(checkpoint, aside)
        sync_folder(folder)
    try:
        move_file(stage / JOURNAL_NAME, folder / JOURNAL_NAME)
    except BaseException:
        with suppress(OSError):
            move_file(aside, checkpoint)
        raise
    sync_folder(folder)


def _finish(folder: Path, manifest: Manifest, before: Path | None) -> None:
    """Read what stands there now as opening does, and write it down. Raises LedgerError where it is something else."""
    try:
        found = recover(folder)
        fault = found.refusal
        if not fault and not _is_of(found.place.number, found.place.hash, manifest):
            fault = "台账的内容与备份不一致"
        if not fault:
            with suppress(OSError):  # without it opening takes longer, and loses nothing
                write_checkpoint(folder / CHECKPOINT_NAME, found.state.snapshot(), found.place)
    except OSError as error:
        fault = explain(error)[0]
    if fault:
        kept = f"；恢复前的内容在 {before}" if before else ""
        hint = f"磁盘可能已损坏，请把备份恢复到别的磁盘上{kept}"
        raise LedgerError("恢复后核对没有通过", f"{folder} 读出来有问题（{fault}）", hint)


def _is_of(number: int, line_hash: str, manifest: Manifest) -> bool:
    return (number, line_hash) == (manifest.number, manifest.hash)


def _missing(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield the paths of evidence that the ledger had and that is not in `folder` now. Raises OSError."""
    paths = set(evidence_in(folder))
    sums = {named for path in paths if (named := sum_in_name(path))}
    for member in (*manifest.evidence, *manifest.beside):
        if member.path not in paths and member.sha256 not in sums:
            yield member.path
