"""Going on where one has read up to: what a writer has added to the journal in the meantime."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from govtui.ledger.journal import Place, read_links
from govtui.ledger.state import ContradictionError, State
from govtui.ledger.transactions import Transaction, decode, newer_format


class Advance(NamedTuple):
    """How far a journal has come beyond a place."""

    place: Place
    transactions: tuple[Transaction, ...] = ()
    follows: bool = True
    """What stands there goes on from the place. If not, the journal is another one, or something is wrong with it."""


def advance(path: Path, state: State, place: Place) -> Advance:
    """Apply to `state` what the journal holds beyond `place`. A line that is just being written is left for later.

    Raises OSError, also where a journal that has been read is not there any more: its stick was pulled out.
    """
    if place.end and not _holds(path, place):
        return Advance(place, follows=False)
    taken: list[Transaction] = []
    for link in read_links(path, place):
        if link.torn:
            break
        try:
            if not link.chained or newer_format(link.line):
                return Advance(place, tuple(taken), follows=False)
            transaction = decode(link.line)
            state.apply(state.resolve(transaction.changes))
        except (msgspec.DecodeError, UnicodeDecodeError, ContradictionError):
            return Advance(place, tuple(taken), follows=False)
        taken.append(transaction)
        place = Place(transaction.number, transaction.hash, link.end)
    return Advance(place, tuple(taken))


def _holds(path: Path, place: Place) -> bool:
    """Say whether the line before a place is still the one that was read: another ledger may be as long."""
    end = b'"hash":"%b"}\n' % place.hash.encode()
    with path.open("rb") as file:
        file.seek(place.end - len(end))
        return file.read(len(end)) == end
