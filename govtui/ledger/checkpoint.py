"""The checkpoint: `ledger.json`, the whole state as it is after one line of the journal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from tinydb import TinyDB

from govtui.ledger.disk import read_file
from govtui.ledger.journal import Place
from govtui.ledger.state import KINDS, Snapshot, State, Stored
from govtui.ledger.storage import NO_DIGEST, LedgerStorage, UnsealedError, is_sealed, read_portions
from govtui.ledger.transactions import FORMAT
from govtui.model import Document, Task, Unit
from govtui.timekeeping import Clock, Round, Schedule


class DamagedError(Exception):
    """The file is there, but is not what this program wrote last."""


class Meta(msgspec.Struct, frozen=True):
    """The record in the table `meta`."""

    digest: str
    format: int
    number: int
    """The transaction after which the state was written; 0 before the first."""
    hash: str
    """The hash of that transaction's line."""
    last_document: int
    name: str = ""
    """The ledger's."""


class Checkpoint(NamedTuple):
    """What the file holds."""

    meta: Meta
    state: State

    @property
    def place(self) -> Place:
        """The place behind the line after which it was written; where that ends is not known."""
        return Place(self.meta.number, self.meta.hash)


class _Tables(msgspec.Struct):
    meta: dict[str, Meta]
    documents: dict[str, Document]
    tasks: dict[str, Task]
    clocks: dict[str, Clock] = {}
    rounds: dict[str, Round] = {}
    schedules: dict[str, Schedule] = {}
    units: dict[str, Unit] = {}


class _FormatOnly(msgspec.Struct):
    format: int


class _MetaOnly(msgspec.Struct):
    meta: dict[str, _FormatOnly]


_RECORD: Final = "1"
"""The key of the only record in `meta`."""

_META: Final = msgspec.json.Decoder(dict[str, Meta])
_DECODERS: Final[dict[str, msgspec.json.Decoder[Any]]] = {
    table: msgspec.json.Decoder(dict[str, kind])  # type: ignore[valid-type]
    for table, kind in KINDS.items()
}


def read_checkpoint(path: Path) -> Checkpoint | None:
    """Return what the file holds, None if there is no file.

    A file of a newer format is read as far as it can be understood, without its tasks if need be. Raises OSError, and
    DamagedError for a file that cannot be trusted.
    """
    try:
        return _read_in_portions(path)
    except FileNotFoundError:
        return None
    except (UnsealedError, msgspec.DecodeError, UnicodeDecodeError, KeyError):
        return _read_whole(path)


def _read_in_portions(path: Path) -> Checkpoint:
    """Read a file as this program writes it. Raises OSError and what a file raises that is another."""
    meta: Meta | None = None
    tables: dict[str, dict[str, Any]] = {table: {} for table in KINDS}
    for table, records in read_portions(path):
        if decoder := _DECODERS.get(table):
            tables[table].update({record.id: record for record in decoder.decode(records).values()})
        elif table == "meta":
            meta = _META.decode(records)[_RECORD]
    if meta is None:
        raise UnsealedError
    return Checkpoint(meta, State(last_document=meta.last_document, name=meta.name, **tables))


def _read_whole(path: Path) -> Checkpoint | None:
    try:
        data = read_file(path)
    except FileNotFoundError:
        return None
    try:
        tables = msgspec.json.decode(data, type=_Tables)
        meta = tables.meta[_RECORD]
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError) as error:
        return _newer(data, error)
    if meta.format <= FORMAT and not is_sealed(data):
        raise DamagedError
    by_id: dict[str, dict[str, Any]] = {
        table: {record.id: record for record in getattr(tables, table).values()} for table in KINDS
    }
    return Checkpoint(meta, State(last_document=meta.last_document, name=meta.name, **by_id))


def _newer(data: bytes, error: Exception) -> Checkpoint:
    """Return an empty checkpoint that tells the format of a newer file. Raises DamagedError if it is none."""
    try:
        found = msgspec.json.decode(data, type=_MetaOnly).meta[_RECORD].format
    except (msgspec.DecodeError, UnicodeDecodeError, KeyError):
        raise DamagedError from error
    if found <= FORMAT:
        raise DamagedError from error
    return Checkpoint(Meta(NO_DIGEST, found, 0, "", 0), State())


def write_checkpoint(path: Path, state: Snapshot, place: Place) -> None:
    """Replace the file by `state`, which is what the journal up to `place` leads to. Raises OSError.

    Other threads are not held up by it: it is made and written in small portions.
    """
    meta = Meta(NO_DIGEST, FORMAT, place.number, place.hash, state.last_document, state.name)
    with TinyDB(path, storage=LedgerStorage) as database:
        # One write for all tables: through the tables themselves each would be a write of its own.
        tables: dict[str, Mapping[str, Any]] = {"meta": {_RECORD: meta}}
        database.storage.write(tables | {table: _Numbered(records) for table, records in state.tables.items()})


class _Numbered(Mapping[str, Stored]):
    """Records under the keys `1`, `2` …, which are made only when they are asked for."""

    def __init__(self, records: Sequence[Stored]) -> None:
        self._records = records

    def __len__(self) -> int:
        return len(self._records)

    def __iter__(self) -> Iterator[str]:
        return map(str, range(1, len(self._records) + 1))

    def __getitem__(self, key: str) -> Stored:
        return self._records[int(key) - 1]
