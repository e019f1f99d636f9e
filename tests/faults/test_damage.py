"""Every byte of a small ledger changed in turn: the same comes out, or the damage is named. Nothing differs in silence.

`GOVTUI_FLIPS=all pytest tests/faults/test_damage.py` opens the ledger as a clerk does for every change of every byte.
Without it this is done for one change of every thirteenth byte, and the changes of all bytes are only read.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledgers import CHECKPOINT, JOURNAL, STEPS, Standing, contents, opened, restore, standing, written

from govtui.ledger.recovery import recover
from govtui.ledger.transactions import Transaction

ALL = os.environ.get("GOVTUI_FLIPS") == "all"

Flip = Callable[[int], int]

FLIPS: dict[str, Flip] = {
    "lowest bit": lambda byte: byte ^ 0x01,
    "case": lambda byte: byte ^ 0x20,
    "highest bit": lambda byte: byte ^ 0x80,
    "zero": lambda _: 0,
}

CASES = [
    pytest.param(JOURNAL, None, id="journal without checkpoint"),
    pytest.param(JOURNAL, 3, id="journal behind an older checkpoint"),
    pytest.param(JOURNAL, len(STEPS), id="journal behind the newest checkpoint"),
    pytest.param(CHECKPOINT, 3, id="older checkpoint"),
    pytest.param(CHECKPOINT, len(STEPS), id="newest checkpoint"),
]


def flipped(data: bytes, flip: Flip) -> Iterator[tuple[int, bytes]]:
    for place, byte in enumerate(data):
        yield place, data[:place] + bytes([flip(byte)]) + data[place + 1 :]


@pytest.mark.parametrize("flip", FLIPS.values(), ids=FLIPS.keys())
@pytest.mark.parametrize(("name", "checkpoint_after"), CASES if ALL else [CASES[0], CASES[2], CASES[3]])
def test_what_is_read_is_true_or_named_as_damaged(
    tmp_path: Path, name: str, checkpoint_after: int | None, flip: Flip
) -> None:
    folder = tmp_path / "ledger"
    states = written(folder, checkpoint_after)
    for place, data in flipped((folder / name).read_bytes(), flip):
        (folder / name).write_bytes(data)
        found = recover(folder)
        shown = Standing(tuple(found.state.documents.values()), tuple(found.state.tasks.values()))
        assert not found.torn, f"byte {place}: a line that was saved counts as one that was never finished"
        assert found.refusal or found.spoiled, f"byte {place}: not noticed"
        assert shown in states, f"byte {place}: something that never stood in the ledger"
        if not found.refusal:
            assert shown == states[-1], f"byte {place}: opened for writing with less than was saved"


@pytest.mark.parametrize("flip", FLIPS if ALL else ["taking turns"])
@pytest.mark.parametrize(("name", "checkpoint_after"), CASES)
def test_a_clerk_is_told_and_nothing_gets_worse(
    tmp_path: Path, name: str, checkpoint_after: int | None, flip: str
) -> None:
    folder = tmp_path / "ledger"
    states = written(folder, checkpoint_after)
    sound = contents(folder)
    with opened(folder) as ledger:
        transactions = ledger.history()
    flips = [FLIPS[flip]] if ALL else list(FLIPS.values())
    for place in range(0, len(sound[name]), 1 if ALL else 13):
        restore(folder, sound)
        data = bytearray(sound[name])
        data[place] = flips[place % len(flips)](data[place])
        (folder / name).write_bytes(data)
        look_at(folder, states, transactions)


def look_at(folder: Path, states: list[Standing], transactions: list[Transaction]) -> None:
    """Open a damaged ledger as a clerk does, and look at what is shown, said and left behind."""
    before = contents(folder)
    with opened(folder) as ledger:
        refusal, notices, shown, history = ledger.read_only, ledger.notices, standing(ledger), ledger.history()
    assert refusal or notices
    assert shown in states
    told = " ".join((refusal, *notices))
    assert JOURNAL in told or CHECKPOINT in told or "较新版本" in told
    assert all(transaction in transactions for transaction in history)
    if refusal:
        assert contents(folder) == before
        return
    assert shown == states[-1]
    assert history == transactions
    with opened(folder) as ledger:
        assert (ledger.read_only, ledger.notices, standing(ledger)) == ("", (), states[-1])
