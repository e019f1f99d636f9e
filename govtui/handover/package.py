"""The package of a hand-over: a ZIP with workbook, backup of the ledger, evidence and note, whole or not at all.

Files are read and written in blocks. What was written is read again from the disk and compared before the package takes
the place of a file that stood there.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from govtui.errors import ExportError, LedgerError
from govtui.excel.handover import HandoverForm
from govtui.handover.estate import BACKUP_NAME, Estate, Piece, Watch, fault_words, pieces_of, unwatched, write_sheet
from govtui.handover.note import NOTE_NAME, SHEET_NAME, note_for
from govtui.ledger.backup.archive import write_archive
from govtui.ledger.backup.blocks import Sum, blocks_of, force_to_disk, pour
from govtui.ledger.disk import explain, replacing
from govtui.ledger.evidence import kept_path
from govtui.ledger.journal import Place
from govtui.ledger.recovery import JOURNAL_NAME
from govtui.text import one_line

_TITLE: Final = "交接包没有做成"
_BACKING_UP: Final = "备份台账"
_PACKING: Final = "装入交接包"
_COMPARING: Final = "核对交接包"
_SUFFIX: Final = ".zip"
_MARK: Final = "utf-8-sig"
"""Old editors on Windows take a text without a mark at its beginning for one in another encoding."""

_DAMAGE: Final = (BadZipFile, EOFError, struct.error, ValueError, LookupError, NotImplementedError, RuntimeError)
"""What the library raises for a file that is not in order."""


class HandedOver(msgspec.Struct, frozen=True):
    """A package that is on the disk."""

    path: Path
    open_tasks: int
    files: int
    """Files of evidence in it."""
    notes: tuple[str, ...]
    """What the clerk should know before handing it over, in Chinese: evidence at fault, notes on the workbook."""


def hand_over(
    target: Path, estate: Estate, form: HandoverForm, made_at: dt.datetime, watch: Watch = unwatched
) -> HandedOver:
    """Write the package of a hand-over to a ZIP file, which is replaced; its name gets the ending where it has none.

    The backup in it ends with the last change that the estate knows, whatever is written meanwhile. Evidence that is
    missing or not what it was is named, not packed. Raises ExportError, and LedgerError where the ledger cannot be
    backed up; a file that stood there is untouched then and nothing else is left behind.
    """
    target = _checked(target)
    pieces = pieces_of(estate, watch)
    try:
        with TemporaryDirectory(prefix="交接", dir=target.parent) as folder:
            sheet = write_sheet(Path(folder) / SHEET_NAME, estate, form, pieces, packed=True)
            watch(_BACKING_UP, 0, 0)
            _back_up(Path(folder) / BACKUP_NAME, estate, made_at)
            note = note_for(form, sheet.rows, pieces).encode(_MARK)
            packed = {piece.path: piece for piece in pieces if piece.path and not piece.fault}
            with replacing(target) as file:
                with ZipFile(file, "w") as archive:
                    packer = _Packer(archive, form.day, watch)
                    packer.pack(Path(folder), note, packed, estate.folder)
                force_to_disk(file)
                _refuse_if_otherwise(file, packer.sums, watch)
    except OSError as error:
        cause, hint = explain(error)
        raise ExportError(_TITLE, f"写“{target}”时出错（{cause}）；台账不受影响", hint) from error
    return HandedOver(target, sheet.rows, len(packed), (*fault_words(pieces), *sheet.notes))


def _back_up(target: Path, estate: Estate, made_at: dt.datetime) -> None:
    """Back the ledger up as the estate knows it. Raises LedgerError."""
    write_archive(
        estate.folder,
        target,
        _journal_place(estate),
        made_at=made_at,
        name=estate.name,
        operator=estate.operator,
        evidence=True,
    )


def _journal_place(estate: Estate) -> Place:
    """Return where the estate's last change ends in the journal. Raises LedgerError where it cannot be read."""
    if not estate.history:
        return Place()
    last = estate.history[-1]
    try:
        with (estate.folder / JOURNAL_NAME).open("rb") as journal:
            return Place(last.number, last.hash, sum(map(len, islice(journal, last.number))))
    except OSError as error:
        cause, hint = explain(error)
        raise LedgerError(_TITLE, f"读取 {JOURNAL_NAME} 时出错（{cause}）", hint) from error


def _checked(target: Path) -> Path:
    """Return the path with its ending, if a package can probably be written there. Raises ExportError."""
    named = target if target.suffix.lower() == _SUFFIX else target.with_name(f"{target.name}{_SUFFIX}")
    try:
        if target.is_dir() or named.is_dir():
            raise ExportError(_TITLE, f"“{target}”是一个文件夹，不是文件", "请写上文件名，或换一个文件名")
        if not named.parent.is_dir():
            raise ExportError(_TITLE, f"没有“{named.parent}”这个文件夹", "请先建立这个文件夹，或另选保存位置")
    except OSError as error:
        cause, hint = explain(error)
        raise ExportError(_TITLE, f"“{target}”写不进去（{cause}）", hint) from error
    return named


class _Packer:
    """Puts one file after another into the package, and notes their sums."""

    def __init__(self, archive: ZipFile, day: dt.date, watch: Watch) -> None:
        self.sums: dict[str, Sum] = {}
        self._archive = archive
        self._day = day
        self._watch = watch
        self._done = self._total = 0

    def pack(self, made: Path, note: bytes, pieces: dict[str, Piece], ledger: Path) -> None:
        """Put everything in: note and what was made for it, then the evidence. Raises OSError and ExportError."""
        backup = (made / BACKUP_NAME).stat().st_size
        self._total = backup + sum(piece.evidence.size for piece in pieces.values())
        self._put(NOTE_NAME, iter((note,)), len(note))
        self._put_file(SHEET_NAME, made / SHEET_NAME)
        self._put_file(BACKUP_NAME, made / BACKUP_NAME)
        for path, piece in pieces.items():
            found = self._put(path, _evidence_blocks(ledger, piece), piece.evidence.size)
            if found.sha256 != piece.evidence.sha256:
                name = one_line(piece.evidence.name)
                raise ExportError(_TITLE, f"佐证材料“{name}”在装入时被改动", "请关闭占用它的程序后重试")

    def _put_file(self, path: str, source: Path) -> None:
        with source.open("rb") as file:
            self._put(path, blocks_of(file), source.stat().st_size)

    def _put(self, path: str, blocks: Iterator[bytes], size: int) -> Sum:
        info = ZipInfo(path, (max(self._day.year, 1980), self._day.month, self._day.day, 0, 0, 0))
        # Pictures, most documents, the workbook and the backup are packed already: once more only takes time.
        info.compress_type = ZIP_STORED
        info.external_attr = 0o644 << 16
        info.file_size = size  # so that the archive knows whether it needs the large form
        with self._archive.open(info, "w") as member:
            self.sums[path] = pour(self._told(blocks), member)
        return self.sums[path]

    def _told(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        for block in blocks:
            yield block
            self._done += len(block)
            self._watch(_PACKING, min(self._done, self._total), self._total)


def _evidence_blocks(ledger: Path, piece: Piece) -> Iterator[bytes]:
    """Yield what a kept file holds. Raises ExportError, so that it is known which side has failed."""
    try:
        with kept_path(ledger, piece.evidence).open("rb") as file:
            yield from blocks_of(file)
    except OSError as error:
        cause, hint = explain(error)
        name = one_line(piece.evidence.name)
        raise ExportError(_TITLE, f"读取佐证材料“{name}”时出错（{cause}）；台账不受影响", hint) from error


def _refuse_if_otherwise(file: BinaryIO, sums: dict[str, Sum], watch: Watch) -> None:
    """Raise ExportError if the file, read again, is not what was written."""
    done, total = 0, sum(written.size for written in sums.values())
    try:
        with ZipFile(file) as archive:
            same = archive.namelist() == list(sums)
            for path, written in sums.items() if same else ():
                with archive.open(path) as member:
                    same = same and pour(blocks_of(member)) == written
                done += written.size
                watch(_COMPARING, done, total)
    except _DAMAGE:
        same = False
    if not same:
        message = "写好后重新读出来核对，与写入的不一致，这份交接包已经删去；台账不受影响"
        raise ExportError(_TITLE, message, "磁盘或U盘可能已损坏，请换一个后重试")
