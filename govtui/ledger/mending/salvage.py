"""What can still be used of a damaged ledger: how far its journal is sound, the lines behind that, its checkpoint.

Nothing is decided by guessing. A line counts only as it was signed, and the checkpoint only where it is sealed and
belongs to this journal.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec

from govtui.errors import LedgerError
from govtui.ledger.checkpoint import Checkpoint, DamagedError, read_checkpoint
from govtui.ledger.journal import Link, Place, read_links
from govtui.ledger.mending.check import Steps
from govtui.ledger.mending.findings import Findings
from govtui.ledger.mending.references import check_ids, check_state, check_taking_back
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME
from govtui.ledger.state import ContradictionError, Outcome, State
from govtui.ledger.transactions import FORMAT, Transaction, decode, newer_format
from govtui.model import Task


class Piece(NamedTuple):
    """A line of the old journal behind the part that is taken over as it is."""

    number: int
    """0 for a line that is not as it was written."""
    start: int
    """The bytes before it."""
    length: int
    previous: str = ""
    hash: str = ""


class Bridge(NamedTuple):
    """Where the checkpoint stands in for lines that are lost."""

    state: State
    """What the ledger was before the line `number`."""
    number: int
    """The first line behind the bridge."""


class Salvage(NamedTuple):
    """What a folder holds."""

    place: Place
    """The end of the sound part of the journal."""
    state: State
    """What that leads to."""
    pieces: tuple[Piece, ...]
    """The sound lines behind it, by number."""
    damaged: tuple[Piece, ...]
    """Those that are not as they were written, as they stand there."""
    repeated: int
    """Lines that stood there once more."""
    unreadable: str
    """Why the journal could not be read to its end, in Chinese; empty where it could."""
    bridge: Bridge | None


def survey(folder: Path, steps: Steps) -> Salvage:
    """Look at the ledger in `folder`. Raises OSError where it cannot be read at all, LedgerError for a newer one."""
    checkpoint = _read_checkpoint(folder)
    search = _Search()
    unreadable, end = "", 0
    try:
        for link in read_links(folder / JOURNAL_NAME):
            search.take(link)
            steps.step(link.end - end)
            end = link.end
    except OSError as error:
        unreadable = error.strerror or str(error)
    pieces = tuple(sorted(search.pieces))
    bridge = None
    if checkpoint and checkpoint.meta.number > search.place.number and _belongs(checkpoint, search.state, pieces):
        bridge = _bridge(folder / JOURNAL_NAME, checkpoint, pieces)
    return Salvage(search.place, search.state, pieces, tuple(search.damaged), search.repeated, unreadable, bridge)


def read_piece(journal: BinaryIO, piece: Piece) -> bytes:
    """Return a line as it stands in the old journal. Raises OSError."""
    journal.seek(piece.start)
    return journal.read(piece.length)


def apply(transaction: Transaction, state: State) -> bool:
    """Apply a transaction where it fits, so that nothing in the ledger names what is not there; say whether it did."""
    outcomes = _outcomes(transaction, state)
    if outcomes is not None:
        state.apply(outcomes)
    return outcomes is not None


def can_apply(transaction: Transaction, state: State) -> bool:
    """Say whether `apply` would apply a transaction."""
    return _outcomes(transaction, state) is not None


def _outcomes(transaction: Transaction, state: State) -> list[Outcome] | None:
    """Return what a transaction leads to, None where it does not fit."""
    if not check_ids(transaction.changes, "", Findings()):
        return None
    try:
        outcomes = state.resolve(transaction.changes)
    except (msgspec.ValidationError, ContradictionError):
        return None
    return outcomes if _tasks_have_documents(outcomes, state) else None


def _tasks_have_documents(outcomes: Iterable[Outcome], state: State) -> bool:
    """Say whether each task will be one of a document that is there."""
    documents = {outcome.id: outcome.value for outcome in outcomes if outcome.table == "documents"}
    tasks = {outcome.id: outcome.value for outcome in outcomes if outcome.table == "tasks"}
    there = {*state.documents, *documents} - {key for key, value in documents.items() if value is None}
    if any(isinstance(task, Task) and task.document not in there for task in tasks.values()):
        return False
    if None not in documents.values():
        return True
    return all(task.document in there for key, task in state.tasks.items() if key not in tasks)


class _Search:
    """One pass through the old journal."""

    def __init__(self) -> None:
        self.place = Place()
        self.state = State()
        self.pieces: list[Piece] = []
        self.damaged: list[Piece] = []
        self.repeated = 0
        self._sums = array("Q")
        """The first bytes of the hashes of the lines up to `place`: what comes once more is known by them."""
        self._known: set[tuple[int, str]] = set()

    def take(self, link: Link) -> None:
        """Look at the next line. Raises LedgerError for a newer one."""
        start = link.end - len(link.line)
        if link.header is None:
            self.damaged.append(Piece(0, start, len(link.line)))
            return
        number, previous, own = link.header
        if self._continues(link):
            self.place = Place(number, own, link.end)
            self._sums.append(int(own[:16], 16))
        elif (number, own) in self._known or self._sums[number - 1 : number] == array("Q", [int(own[:16], 16)]):
            self.repeated += 1
        else:
            self._known.add((number, own))
            self.pieces.append(Piece(number, start, len(link.line), previous, own))

    def _continues(self, link: Link) -> bool:
        """Say whether a line goes on from the sound part, which must be the whole file up to there; if so, apply it."""
        try:
            if newer := newer_format(link.line):
                raise _newer(newer)
            goes_on = link.chained and link.position == self.place.number + 1
            return goes_on and self._stands(decode(link.line))
        except (msgspec.DecodeError, UnicodeDecodeError):
            return False

    def _stands(self, transaction: Transaction) -> bool:
        findings = Findings()
        check_taking_back(transaction, "", findings)
        return not findings.all() and apply(transaction, self.state)


def _read_checkpoint(folder: Path) -> Checkpoint | None:
    """Return the checkpoint if it is of use."""
    try:
        checkpoint = read_checkpoint(folder / CHECKPOINT_NAME)
    except (DamagedError, OSError):
        return None
    if checkpoint is None:
        return None
    if checkpoint.meta.format > FORMAT:
        raise _newer(checkpoint.meta.format)
    findings = Findings()
    check_state(checkpoint.state, findings)
    return None if findings.all() else checkpoint


def _belongs(checkpoint: Checkpoint, state: State, pieces: Sequence[Piece]) -> bool:
    """Say whether a checkpoint is of this journal: by the hashes of the lines beside it, else by the documents."""
    number, line_hash = checkpoint.meta.number, checkpoint.meta.hash
    told = [piece.hash == line_hash for piece in pieces if piece.number == number]
    told += [piece.previous == line_hash for piece in pieces if piece.number == number + 1]
    if told:
        return any(told)
    pairs = [(document, checkpoint.state.documents.get(key)) for key, document in state.documents.items()]
    return all(other is None or other.imported_at == document.imported_at for document, other in pairs)


def _bridge(path: Path, checkpoint: Checkpoint, pieces: Sequence[Piece]) -> Bridge:
    """Go back from the checkpoint over the lines that lead to it without a gap, so that they stay in the history."""
    state = State()
    state.become(checkpoint.state)
    number, line_hash = checkpoint.meta.number, checkpoint.meta.hash
    found = {(piece.number, piece.hash): piece for piece in pieces}
    if (number, line_hash) in found:
        with path.open("rb") as journal:
            while (piece := found.get((number, line_hash))) and _take_back(journal, piece, state):
                number, line_hash = number - 1, piece.previous
    return Bridge(state, number + 1)


def _take_back(journal: BinaryIO, piece: Piece, state: State) -> bool:
    try:
        transaction = decode(read_piece(journal, piece))
    except (msgspec.DecodeError, UnicodeDecodeError, OSError):
        return False
    inverse = tuple(change.inverse() for change in reversed(transaction.changes))
    return apply(msgspec.structs.replace(transaction, changes=inverse), state)


def _newer(found: int) -> LedgerError:
    return LedgerError(
        "台账没有修复",
        f"台账由较新版本的程序写入（格式 {found}，本程序只认识到格式 {FORMAT}）",
        "请升级程序后再修复",
    )
