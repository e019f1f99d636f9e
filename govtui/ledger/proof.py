"""Verifying the journal up to the line after which the checkpoint was written, as fast as its bytes can be hashed.

The answer is yes or no: where anything is not in order, whoever asks goes through the journal line by line
(`read_links`) and finds out what.
"""

from __future__ import annotations

import hashlib
from io import FileIO
from pathlib import Path
from typing import Any, Final

from govtui.ledger.journal import Place
from govtui.ledger.transactions import GENESIS

_BLOCK: Final = 1 << 18
"""Bytes read at a time; of a line that is longer no more than this is held."""

_NUMBER: Final = b'{"number":%d,'
_LINK: Final = b',"previous":"%b"'
_SEAL: Final = b',"hash":"%b"}'
_SEAL_LENGTH: Final = len(_SEAL % bytes(64))
_END_LENGTH: Final = len(_LINK % bytes(64)) + _SEAL_LENGTH


def prove(path: Path, place: Place) -> Place | None:
    """Return `place` with its `end` if the lines up to the one with its number and hash are a sound chain, else None.

    Raises OSError.
    """
    if not path.exists():
        return None
    chain = _Chain(place.number)
    with FileIO(path) as file:
        while chain.sound and chain.number < place.number and (size := file.readinto(chain.room)):
            chain.take(size)
        end = file.tell() - chain.waiting
    reached = chain.sound and (chain.number, chain.hash) == (place.number, place.hash.encode())
    return place._replace(end=end) if reached else None


class _Chain:
    """The lines up to a number, in a buffer that goes along the file. Nothing of them is copied: that costs as much as
    the hashing."""

    def __init__(self, last: int) -> None:
        self.number = 0
        """The last line that was proven."""
        self.hash = GENESIS.encode()
        """Its hash."""
        self.sound = True
        self.waiting = 0
        """The bytes at the beginning of the buffer which belong to the next line."""
        self._last = last
        self._buffer = bytearray(_BLOCK)
        self._view = memoryview(self._buffer)
        self._digest: Any = None
        """Of the part of a long line that has left the buffer."""

    @property
    def room(self) -> memoryview:
        """Where more of the file may be put."""
        return self._view[self.waiting :]

    def take(self, size: int) -> None:
        """Go on by the bytes which were put into `room`."""
        begin, size = 0, self.waiting + size
        while self.number < self._last and (end := self._buffer.find(b"\n", begin, size)) >= 0:
            digest = self._digest or self._begin(begin)
            digest.update(self._view[begin : max(begin, end - _SEAL_LENGTH)])
            own = digest.hexdigest().encode()
            if not self._buffer.endswith(_LINK % self.hash + _SEAL % own, begin, end):
                self.sound = False
            self.number, self.hash, self._digest, begin = self.number + 1, own, None, end + 1
        self._keep(begin, size)

    def _begin(self, begin: int) -> Any:
        if not self._buffer.startswith(_NUMBER % (self.number + 1), begin):
            self.sound = False
        return hashlib.sha256()

    def _keep(self, begin: int, size: int) -> None:
        """Move what belongs to the next line to the beginning. Of one that fills the buffer no more than its end stays:
        a part of that may not be hashed, and where it begins shows only when the line has come to its end."""
        if not begin and size == _BLOCK:
            self._digest, begin = self._digest or self._begin(0), size - _END_LENGTH
            self._digest.update(self._view[:begin])
        self.waiting = size - begin
        self._buffer[: self.waiting] = self._buffer[begin:size]
