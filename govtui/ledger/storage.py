"""How `ledger.json` stands on the disk: a TinyDB file, replaced as a whole, sealed with a digest.

TinyDB's own storage writes into the open file, which is lost when that is interrupted; this one never holds it open.
Any program that knows TinyDB can read the file. The digest, the first field of the record in the table `meta`, is the
SHA-256 of all bytes behind it, so a changed byte anywhere is noticed.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any, Final

import msgspec
from tinydb import Storage

from govtui.ledger.disk import read_file, write_file

_START: Final = b'{"meta":{"1":{"digest":"'
_DIGEST_END: Final = len(_START) + 64

NO_DIGEST: Final = "0" * 64
"""What the record in `meta` holds in place of its digest until the storage writes it."""


class LedgerStorage(Storage):
    """A TinyDB storage in UTF-8 that replaces its file at once."""

    def __init__(self, path: str | Path) -> None:
        super().__init__()
        self._path = Path(path)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Return the tables, None if the file is missing or empty. Raises OSError or msgspec.DecodeError."""
        try:
            data = read_file(self._path)
        except FileNotFoundError:
            return None
        return msgspec.json.decode(data, type=dict[str, dict[str, Any]]) if data else None

    def write(self, data: dict[str, dict[str, Any]]) -> None:
        """Replace the file by `data`: tables of records, typed values or plain ones. Raises OSError."""
        encoded = bytearray(msgspec.json.encode(data))
        if encoded.startswith(_START):
            encoded[len(_START) : _DIGEST_END] = _digest(encoded)
        write_file(self._path, encoded)


def is_sealed(data: bytes) -> bool:
    """Say whether a file's bytes are those that the storage wrote."""
    return data.startswith(_START) and data[len(_START) : _DIGEST_END] == _digest(data)


def _digest(data: bytes | bytearray) -> bytes:
    return hashlib.sha256(memoryview(data)[_DIGEST_END:]).hexdigest().encode()
