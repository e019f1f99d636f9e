"""Reading a backup, of which nothing is believed that it does not prove: it may be damaged, or made to do harm.

Nothing is written. A name that leads out of the folder, a size that is not that of the manifest, a file twice or
one too many is a fault, and no more of a file is read than the manifest promises.
"""

from __future__ import annotations

import errno
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from govtui.ledger.backup.blocks import blocks_of, pour
from govtui.ledger.backup.chain import Chain
from govtui.ledger.backup.manifest import MANIFEST_NAME, Manifest, Member, is_evidence, is_lawful, shown
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.ledger.transactions import FORMAT

NO_BACKUP: Final = "不是 govtui 的备份，或者已经损坏"

_LARGEST_MANIFEST: Final = 256 << 20
"""Bytes: a million pieces of evidence."""
_FAULTS_TOLD: Final = 20
_DAMAGE: Final = (
    *(BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, RuntimeError),
    *(ValueError, OverflowError, LookupError, msgspec.DecodeError),
)
"""What the library raises for a file that is not in order."""


class BrokenError(Exception):
    """A file is not a backup as it was written; the text says in Chinese what is wrong, `hint` what to do."""

    def __init__(self, text: str, hint: str = "请换一份备份") -> None:
        super().__init__(text)
        self.hint = hint


class NewerError(BrokenError):
    """A newer program has made the backup, and this one does not know what to think of it."""

    def __init__(self, found: int) -> None:
        super().__init__(f"由较新版本的程序制作（格式 {found}，本程序只认识到格式 {FORMAT}）", "请升级程序后再用")


class _FormatOnly(msgspec.Struct):
    format: int


class Unpacked:
    """A backup that is open, with a manifest that could be read."""

    manifest: Manifest

    def __init__(self, archive: ZipFile, size: int) -> None:
        """Use `unpacked`."""
        self._archive = archive
        self._size = size
        self._infos: dict[str, ZipInfo] = {}
        self._strange: list[str] = []
        for info in archive.infolist():
            if not is_lawful(info.filename):
                self._strange.append(f"混入了不该有的文件“{shown(info.filename)}”")
            elif info.filename in self._infos:
                self._strange.append(f"“{shown(info.filename)}”出现了两次")
            self._infos[info.filename] = info
        self.manifest = self._read_manifest()

    def blocks(self, member: Member) -> Iterator[bytes]:
        """Yield what a file in it holds. Raises BrokenError and OSError.

        That it is what the manifest says is known only when its sum is.
        """
        info = self._infos.get(member.path)
        if info is None:
            raise BrokenError(f"缺少“{shown(member.path)}”")
        if not _is_plain(info) or info.file_size != member.size:
            raise BrokenError(_changed(member))
        try:
            with self._archive.open(info) as file:
                yield from blocks_of(file, member.size)
        except _DAMAGE as error:
            raise BrokenError(_changed(member)) from error

    def faults(self, chain: bool = True) -> list[str]:
        """Return what is wrong with it, in Chinese; without `chain` the sum is taken for enough. Raises OSError."""
        paths = [member.path for member in self.manifest.files]
        named = {MANIFEST_NAME, *paths}
        extra = [path for path in self._infos if path not in named and is_lawful(path)]
        faults = self._strange + [f"多出了“{shown(path)}”" for path in extra]
        faults += [f"清单里有不该有的文件“{shown(path)}”" for path in paths if not is_lawful(path)]
        faults += ["清单里有重复的文件"] if len(named) <= len(paths) else []
        faults += [] if JOURNAL_NAME in named else [f"缺少“{JOURNAL_NAME}”"]
        if sum(info.compress_size for info in self._infos.values()) > self._size:
            faults.append("所说的文件大小之和超过了它自己的大小")
        for member in () if faults else self.manifest.files:
            faults += self._faults_in(member, Chain() if chain and member.path == JOURNAL_NAME else None)
        more = len(faults) - _FAULTS_TOLD
        return faults if more <= 0 else [*faults[:_FAULTS_TOLD], f"另有 {more} 处"]

    def _faults_in(self, member: Member, chain: Chain | None) -> list[str]:
        try:
            blocks = self.blocks(member)
            found = pour(chain.watch(blocks) if chain else blocks)
        except BrokenError as error:
            return [str(error)]
        except OSError:  # the place that a damaged entry points to may not exist
            return [_changed(member)]
        if found != (member.size, member.sha256):
            return [_changed(member)]
        return self._chain_faults(chain) if chain else []

    def _chain_faults(self, chain: Chain) -> list[str]:
        place, manifest = chain.place, self.manifest
        if chain.broken and not manifest.raw:
            return [f"修改记录（{JOURNAL_NAME}）第 {chain.broken} 行被改动，或它前面缺了行"]
        if chain.torn and not manifest.raw:
            return [f"修改记录（{JOURNAL_NAME}）最后一行没有写完"]
        if (place.number, place.hash) != (manifest.number, manifest.hash):
            return [f"修改记录（{JOURNAL_NAME}）完好的最后一行是第 {place.number} 行，与清单不符"]
        return []

    def _read_manifest(self) -> Manifest:
        info = self._infos.get(MANIFEST_NAME)
        if info is None or not _is_plain(info) or info.file_size > _LARGEST_MANIFEST:
            raise BrokenError(NO_BACKUP)
        with self._archive.open(info) as file:
            data = file.read(info.file_size)
        try:
            return msgspec.json.decode(data, type=Manifest)
        except msgspec.ValidationError as error:
            found = msgspec.json.decode(data, type=_FormatOnly).format
            if found > FORMAT:
                raise NewerError(found) from error
            raise


@contextmanager
def unpacked(source: Path | BinaryIO) -> Iterator[Unpacked]:
    """Open a backup for reading. Raises BrokenError for a file that is none, and OSError."""
    with _opened(source) as archive:
        try:
            found = Unpacked(archive, _size(source))
        except _DAMAGE as error:
            raise BrokenError(NO_BACKUP) from error
        yield found


def _opened(source: Path | BinaryIO) -> ZipFile:
    try:
        return ZipFile(source)
    except _DAMAGE as error:
        raise BrokenError(NO_BACKUP) from error
    except OSError as error:
        if error.errno == errno.EINVAL:  # its directory is said to stand before its beginning
            raise BrokenError(NO_BACKUP) from error
        raise


def _size(source: Path | BinaryIO) -> int:
    return (source.stat() if isinstance(source, Path) else os.fstat(source.fileno())).st_size


def _changed(member: Member) -> str:
    return f"“{shown(member.path)}”已损坏，与清单里的校验值不符"


def _is_plain(info: ZipInfo) -> bool:
    """Say whether a file is packed as the program packs it; whatever is not is not even tried."""
    encrypted = info.flag_bits & 0x1
    stored = info.compress_type == ZIP_STORED and info.file_size == info.compress_size
    return not encrypted and (stored or (info.compress_type == ZIP_DEFLATED and not is_evidence(info.filename)))
