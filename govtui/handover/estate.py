"""What is handed over: a ledger as it stands, its evidence looked at, and where everything lies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from govtui.excel.handover import HandoverForm, Material, Place, write_handover
from govtui.excel.register import WrittenSheet
from govtui.file_names import safe_name
from govtui.ledger.backup.keeping import automatic_backups, made_elsewhere
from govtui.ledger.evidence import fault_of, kept_path
from govtui.ledger.ledger import Ledger
from govtui.ledger.lock import account_name, computer_name
from govtui.ledger.transactions import Transaction
from govtui.model import Document, Evidence, EvidenceKind
from govtui.review.materials import attached_to
from govtui.review.rows import TaskRow
from govtui.review.view import TaskView
from govtui.text import one_line
from govtui.timing.almanac import PLAIN, Almanac

EVIDENCE_FOLDER: Final = "佐证材料"
"""The folder of the evidence in a package."""
BACKUP_NAME: Final = "台账备份.zip"

_CHECKING: Final = "核对佐证材料"
_WHERE: Final = {EvidenceKind.WEB: "用浏览器打开", EvidenceKind.NUMBER: "按文号在机关文件档案中查找"}

Watch = Callable[[str, int, int], None]
"""Called now and then with what is being done in Chinese, the bytes done and their number; what it raises stops all."""


def unwatched(what: str, done: int, total: int) -> None:
    """Take no notice."""


@dataclass(frozen=True, slots=True)
class Estate:
    """A ledger as it stands on the day of its hand-over."""

    folder: Path
    name: str
    """What the clerk calls the ledger; may be empty."""
    operator: str
    """Who hands it over, as changes are signed; may be empty."""
    rows: Sequence[TaskRow]
    """All tasks, in the order of their plans."""
    documents: Sequence[Document]
    history: Sequence[Transaction]
    """All changes, oldest first."""
    places: Sequence[Place]
    """Where everything lies, the documents excepted."""


class Piece(NamedTuple):
    """A piece of evidence of a task as it is handed over."""

    task: str
    day: dt.date | None
    """Of the progress entry that it shows; None for what belongs to the task as a whole."""
    evidence: Evidence
    path: str
    """Within the package, for a file; empty for what is none."""
    fault: str
    """What is wrong with the file, in Chinese; such a one is not in the package."""


def estate_of(ledger: Ledger, today: dt.date, almanac: Almanac = PLAIN) -> Estate:
    """Return a ledger as it stands on a day. Raises LedgerError if its history cannot be read."""
    return Estate(
        folder=ledger.folder,
        name=ledger.name,
        operator=ledger.operator,
        rows=TaskView.of(ledger.tasks.values(), today, almanac=almanac, documents=ledger.documents.values()).rows,
        documents=tuple(ledger.documents.values()),
        history=tuple(ledger.history()),
        places=(
            Place("台账文件夹", ledger.name, str(ledger.folder.absolute()), "整个文件夹就是台账，其中的文件不要改动"),
            Place("所在电脑", computer_name(), "", f"账户 {account_name()}" if account_name() else ""),
            *_backups_of(ledger.folder),
        ),
    )


def _backups_of(folder: Path) -> Iterator[Place]:
    """Give the backups that are known: the newest of those that are made of themselves, all others."""
    if automatic := automatic_backups(folder):
        newest = automatic[-1]
        kept = f"{newest.made:%Y-%m-%d %H:%M}自动备份，共存有{len(automatic)}份，不含佐证材料原件"
        yield Place("自动备份", newest.path.name, str(newest.path.parent.absolute()), kept)
    for made in made_elsewhere(folder):
        apart = "在另一块磁盘上" if made.apart else "与台账在同一块磁盘上"
        yield Place("备份", Path(made.path).name, made.path, f"{made.made_at:%Y-%m-%d %H:%M}备份，{apart}")


def pieces_of(estate: Estate, watch: Watch = unwatched) -> list[Piece]:
    """Return all evidence with its place in a package, every file of it looked at.

    The names are readable and can stand on any disk; of two files of a task with one name the second is numbered.
    """
    attached = [(row.task.id, found) for row in estate.rows for found in attached_to(row.task)]
    total = sum(found.evidence.size for _task, found in attached)
    names: dict[tuple[str, Evidence], str] = {}
    taken: set[str] = set()
    pieces, done = [], 0
    for task, found in attached:
        evidence = found.evidence
        fault = fault_of(estate.folder, evidence, _from(done, total, watch))
        done += evidence.size
        if evidence.kind is EvidenceKind.FILE and (task, evidence) not in names:
            names[task, evidence] = _free_path(task, evidence.name, taken)
        day = found.entry.day if found.entry else None
        pieces.append(Piece(task, day, evidence, names.get((task, evidence), ""), fault))
    return pieces


def fault_words(pieces: Sequence[Piece]) -> list[str]:
    """Return what is wrong with the evidence, a sentence in Chinese for each piece at fault."""
    return [
        f"任务 {piece.task} 的佐证材料“{one_line(piece.evidence.name)}”不能移交：{piece.fault}"
        for piece in pieces
        if piece.fault
    ]


def write_sheet(
    path: Path, estate: Estate, form: HandoverForm, pieces: Sequence[Piece], *, packed: bool
) -> WrittenSheet:
    """Write the workbook of a hand-over; `packed` says that it goes with a package in which the files are.

    Raises ExportError; a file that stood there is untouched then.
    """
    materials = [
        Material(piece.task, piece.day, piece.evidence, _where(estate.folder, piece, packed), piece.fault)
        for piece in pieces
    ]
    return write_handover(
        path,
        estate.rows,
        form,
        documents=estate.documents,
        history=estate.history,
        materials=materials,
        places=estate.places,
    )


def _from(begun: int, total: int, watch: Watch) -> Callable[[int, int], None]:
    """Return what is to be called while one of several files is read, of which `begun` bytes are through."""
    return lambda read, _size: watch(_CHECKING, begun + read, total)


def _free_path(task: str, name: str, taken: set[str]) -> str:
    """Return a path for a file that no other one has, also where capital and small letters are the same."""
    proper = Path(safe_name(name))
    folder, number = f"{EVIDENCE_FOLDER}/{safe_name(task)}", 1
    path = f"{folder}/{proper.name}"
    while path.casefold() in taken:
        number += 1
        path = f"{folder}/{proper.stem}（{number}）{proper.suffix}"
    taken.add(path.casefold())
    return path


def _where(folder: Path, piece: Piece, packed: bool) -> str:
    """Return in words where a piece is found."""
    if piece.evidence.kind is not EvidenceKind.FILE:
        return _WHERE[piece.evidence.kind]
    if piece.fault:
        return ""
    return piece.path if packed else kept_path(folder, piece.evidence).relative_to(folder).as_posix()
