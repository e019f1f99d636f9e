"""Files that are too large for the memory: read, summed and copied in blocks."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, BinaryIO, Final, NamedTuple

from govtui.ledger.disk import force

BLOCK: Final = 1 << 20
"""Bytes read at a time."""


class Sum(NamedTuple):
    """What a file's content is known by."""

    size: int
    """Bytes."""
    sha256: str
    """In hexadecimal."""


def blocks_of(file: IO[bytes], size: int | None = None) -> Iterator[bytes]:
    """Yield what a file holds from where it stands, up to its end or up to `size` bytes. Raises OSError."""
    rest = size
    while rest is None or rest > 0:
        block = file.read(BLOCK if rest is None else min(BLOCK, rest))
        if not block:
            return
        rest = None if rest is None else rest - len(block)
        yield block


def pour(blocks: Iterable[bytes], target: IO[bytes] | None = None) -> Sum:
    """Write blocks to a file, where one is given, and return the sum of what they hold. Raises OSError."""
    digest, size = hashlib.sha256(), 0
    for block in blocks:
        digest.update(block)
        size += len(block)
        if target is not None:
            target.write(block)
    return Sum(size, digest.hexdigest())


def sum_of_file(path: Path) -> Sum:
    """Return the sum of what a file holds. Raises OSError."""
    with path.open("rb") as file:
        return pour(blocks_of(file))


def force_to_disk(file: BinaryIO) -> None:
    """Return when what was written to a file is on the disk, so that reading it asks the disk again. Raises OSError."""
    force(file)
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):  # an advice: some file systems know none
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
