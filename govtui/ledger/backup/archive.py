"""A backup: a ZIP with the ledger's journal up to a line, its evidence if wanted, and a manifest of sums.

The journal is only ever appended to, so its first bytes are a ledger of their own: they can be copied while it is being
written. `ledger.json` follows from them and is not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec

from govtui.errors import LedgerError
from govtui.ledger.backup.blocks import Sum, blocks_of, force_to_disk, pour, sum_of_file
from govtui.ledger.backup.chain import Chain
from govtui.ledger.backup.manifest import (
    MANIFEST_NAME,
    NOTE_NAME,
    Manifest,
    Member,
    evidence_in,
    is_evidence,
    note_for,
    sum_in_name,
)
from govtui.ledger.backup.unpacking import NO_BACKUP, BrokenError, unpacked
from govtui.ledger.disk import explain, replacing
from govtui.ledger.journal import Place
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME
from govtui.ledger.transactions import FORMAT

_FIRST_YEAR: Final = 1980
_LAST_YEAR: Final = 2107
"""The years that a ZIP can tell."""

_NOT_MADE: Final = "没有备份"


def write_archive(
    folder: Path, target: Path, place: Place, *, made_at: datetime, name: str, operator: str, evidence: bool
) -> Manifest:
    """Back up the ledger in `folder`, as it is at `place` of its journal, to the file `target`, which is replaced.

    Without `evidence` the manifest only names it. May run beside a writer. What is written is read again from the disk
    and compared before it takes the place of a file that stood there. Raises LedgerError, with nothing half-written
    left behind, also where the journal up to `place` is not sound: such a backup would be of no use.
    """

    def pack(packer: _Packer) -> Manifest:
        chain = Chain()
        packer.add(JOURNAL_NAME, place.end, chain)
        if chain.broken or chain.torn or chain.place != place:
            message = f"修改记录（{JOURNAL_NAME}）第 {chain.place.number + 1} 行被改动，或从它起缺了内容"
            raise LedgerError(_NOT_MADE, message, "请先复制整个台账文件夹，再用之前的备份恢复")
        for path in evidence_in(folder) if evidence else ():
            packer.add(path)
        return packer.finish(chain, () if evidence else evidence_in(folder))

    return _write(folder, target, pack, made_at, name, operator)


def write_raw_archive(
    folder: Path, target: Path, *, made_at: datetime, name: str, operator: str, evidence: Iterable[str] = ()
) -> Manifest:
    """Back up the two files of the ledger in `folder` as they stand there, damaged or not, and some of its evidence.

    Nobody may write the ledger meanwhile. Raises LedgerError, with nothing half-written left behind.
    """

    def pack(packer: _Packer) -> Manifest:
        chain, within = Chain(), tuple(evidence)
        packer.add(JOURNAL_NAME, None if (folder / JOURNAL_NAME).exists() else 0, chain)
        for path in (CHECKPOINT_NAME, *within):
            if (folder / path).exists():
                packer.add(path)
        return packer.finish(chain, (path for path in evidence_in(folder) if path not in within), raw=True)

    return _write(folder, target, pack, made_at, name, operator)


def read_manifest(path: Path) -> Manifest:
    """Return what a backup says about itself. Raises LedgerError for a file that cannot be read or is none."""
    try:
        with unpacked(path) as archive:
            return archive.manifest
    except BrokenError as error:
        raise LedgerError("备份读不出来", f"{path.name} {error}", error.hint) from error
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError("备份读不出来", f"读取 {path} 时出错（{cause}）", hint) from error


def faults_of(path: Path) -> list[str]:
    """Return what is wrong with a backup, in Chinese, nothing where all in it is as it was when it was made.

    Looks at the sum of each file, at files that are missing or were added, and at the journal's chain of hashes. One
    that was made of a damaged ledger as it stood is sound if it still holds just that.
    """
    try:
        with unpacked(path) as archive:
            return archive.faults()
    except BrokenError as error:
        return [str(error)]
    except OSError as error:
        return [f"读取时出错（{explain(error)[0]}）"]


def _write(
    folder: Path, target: Path, pack: Callable[[_Packer], Manifest], made_at: datetime, name: str, operator: str
) -> Manifest:
    if target.suffix.lower() != ".zip":  # so that no slip of the hand replaces something else
        raise LedgerError(_NOT_MADE, f"{target.name} 不能当作备份文件的名称", "备份文件的名称要以 .zip 结尾")
    if target.is_dir():
        raise LedgerError(_NOT_MADE, f"{target} 是一个文件夹，不能当作备份文件", "请给备份另起一个文件名")
    try:
        with replacing(target) as file:
            with ZipFile(file, "w") as archive:
                manifest = pack(_Packer(archive, folder, made_at, name, operator))
            force_to_disk(file)
            _refuse_if_otherwise(file, manifest)
        return manifest
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError(_NOT_MADE, f"写备份文件 {target} 时出错（{cause}）；台账不受影响", hint) from error


def _refuse_if_otherwise(file: BinaryIO, manifest: Manifest) -> None:
    """Raise LedgerError if the file, read again, is not what was written."""
    try:
        with unpacked(file) as archive:
            faults = archive.faults(chain=False) if archive.manifest == manifest else [f"{NO_BACKUP}：清单变了"]
    except BrokenError as error:
        faults = [str(error)]
    if faults:
        message = f"写好后重新读出来核对，与写入的不一致（{faults[0]}），这份备份已经删去；台账不受影响"
        raise LedgerError(_NOT_MADE, message, "磁盘或U盘可能已损坏，请换一个后重试")


class _Packer:
    """Puts one file of a ledger after another into an archive, and notes their sums."""

    def __init__(self, archive: ZipFile, folder: Path, made_at: datetime, name: str, operator: str) -> None:
        self._archive = archive
        self._folder = folder
        self._made_at = made_at
        self._name = name
        self._operator = operator
        self._files: list[Member] = []

    def add(self, path: str, end: int | None = None, chain: Chain | None = None) -> None:
        """Add the first bytes of a file, all of them where there is no `end`, and follow the chain of its lines.

        Raises LedgerError for a file that cannot be read, OSError for an archive that cannot be written.
        """
        blocks = iter(()) if end == 0 else _blocks(self._folder / path, end)
        self._put(
            path, chain.watch(blocks) if chain else blocks, end if end is not None else _size(self._folder / path)
        )

    def finish(self, chain: Chain, beside: Iterable[str], raw: bool = False) -> Manifest:
        """Add the note and the manifest, which names also what is `beside`. Raises what `add` raises."""
        manifest = Manifest(
            format=max(FORMAT, chain.newest_format),
            made_at=self._made_at,
            name=self._name,
            operator=self._operator,
            number=chain.place.number,
            hash=chain.place.hash,
            raw=raw,
            files=tuple(self._files),
            beside=tuple(Member(path, *_sum_beside(self._folder / path)) for path in beside),
        )
        # Old editors on Windows take a text without a mark at its beginning for one in another encoding.
        self._put_bytes(NOTE_NAME, note_for(manifest).encode("utf-8-sig"))
        manifest = msgspec.structs.replace(manifest, files=tuple(self._files))
        self._put_bytes(MANIFEST_NAME, msgspec.json.format(msgspec.json.encode(manifest), indent=1))
        return manifest

    def _put_bytes(self, path: str, data: bytes) -> None:
        self._put(path, iter((data,)), len(data))

    def _put(self, path: str, blocks: Iterator[bytes], size: int) -> None:
        year = min(max(self._made_at.year, _FIRST_YEAR), _LAST_YEAR)
        info = ZipInfo(path, (year, *self._made_at.timetuple()[1:6]))
        info.compress_type = ZIP_STORED if is_evidence(path) else ZIP_DEFLATED
        info.external_attr = 0o644 << 16
        info.file_size = size  # so that the archive knows whether it needs the large form
        with self._archive.open(info, "w") as member:
            self._files.append(Member(path, *pour(blocks, member)))


def _blocks(path: Path, end: int | None) -> Iterator[bytes]:
    """Yield what a file of the ledger holds. Raises LedgerError, so that it is known which side has failed."""
    try:
        with path.open("rb") as file:
            yield from blocks_of(file, end)
    except OSError as error:
        raise _unreadable(path, error) from error


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from error


def _sum_beside(path: Path) -> Sum:
    """Return the sum of a piece of evidence: its name is the sum already, and it may be large."""
    try:
        return Sum(path.stat().st_size, sum_in_name(path.name)) if sum_in_name(path.name) else sum_of_file(path)
    except OSError as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError) -> LedgerError:
    cause, hint = explain(error)
    return LedgerError(_NOT_MADE, f"读取台账的文件 {path} 时出错（{cause}）", hint)
