"""Opening a ledger and writing it down: `open`, `open-tail`, `checkpoint`, and the memory that this takes."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from govtui.collector import collector_held
from govtui.ledger.checkpoint import write_checkpoint
from govtui.ledger.ledger import Ledger
from govtui.ledger.recovery import recover
from govtui.ledger.session import TAIL_BOUND
from govtui.ledger.transactions import Transaction
from govtui.model import Document, Task
from tests.bench.durable import changes_of_status
from tests.bench.measure import Measurement, growth, measurement, timed

HELD_UP = 0.010
"""Seconds for which the writing of a checkpoint may hold up the thread that paints."""
TICK = 0.001
"""Seconds after which that thread wakes up and looks at the clock."""


class Tables(msgspec.Struct):
    """`ledger.json` as far as its size goes."""

    meta: dict[str, Any]
    documents: dict[str, Document]
    tasks: dict[str, Task]


def measure_open(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Open a ledger that was closed in order; the floor decodes the bytes of `ledger.json` into typed values."""
    return _measure_opening("open", folder, tasks, rounds, b"")


def measure_open_tail(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Open one that was killed when the next checkpoint was due; the floor decodes the changes since the last, too."""
    checkpoint, journal, kept = folder / "ledger.json", folder / "journal.jsonl", folder / "kept.json"
    shutil.copyfile(checkpoint, kept)
    before = journal.stat().st_size
    with Ledger.open(folder) as ledger:
        changes = changes_of_status(ledger)
        while journal.stat().st_size < before + TAIL_BOUND:
            next(changes)()
    kept.replace(checkpoint)
    return _measure_opening("open-tail", folder, tasks, rounds, journal.read_bytes()[before:])


def _measure_opening(name: str, folder: Path, tasks: int, rounds: int, tail: bytes) -> Measurement:
    """Take turns with the floor. What comes out is let go of outside the measured time, on both sides."""
    times, floor = [], []
    reading = bool(tail)
    """Nothing may be written on closing that would save the next opening its work."""
    for _ in range(rounds):
        opened: list[Ledger] = []
        times.append(timed(lambda opened=opened: opened.append(Ledger.open(folder, reading=reading))))
        opened.pop().close()
        data, made = (folder / "ledger.json").read_bytes(), []
        with collector_held():
            floor.append(timed(lambda data=data, made=made: made.append(_decode(data, tail))))
        del data, made
    return measurement(name, tasks, times, floor)


_TABLES = msgspec.json.Decoder(Tables)
_TRANSACTION = msgspec.json.Decoder(Transaction)


def _decode(data: bytes, tail: bytes) -> object:
    return _TABLES.decode(data), [_TRANSACTION.decode(line) for line in tail.splitlines()]


def measure_checkpoint(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Write a checkpoint in a thread; measured is the longest time for which that held up another thread.

    The other one does what a screen does: it sleeps and wakes up. The floor is what is allowed.
    """
    recovery = recover(folder)
    longest = []
    for _ in range(rounds):
        snapshot = recovery.state.snapshot()
        writing = threading.Thread(target=write_checkpoint, args=(folder / "new.json", snapshot, recovery.place))
        writing.start()
        longest.append(_longest_delay(writing.is_alive))
        writing.join()
    return measurement("checkpoint", tasks, longest, [HELD_UP])


def _longest_delay(going_on: Callable[[], bool]) -> float:
    longest, last = 0.0, time.perf_counter()
    while going_on():
        time.sleep(TICK)
        now = time.perf_counter()
        longest, last = max(longest, now - last - TICK), now
    return longest


def measure_memory_open(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Open a ledger."""
    return _measure_memory("memory-open", folder, tasks, lambda _: None)


def measure_memory_edit(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Open a ledger, change it and take something back."""

    def work(ledger: Ledger) -> None:
        for change in islice(changes_of_status(ledger), rounds):
            change()
        ledger.undo()

    return _measure_memory("memory-edit", folder, tasks, work)


def measure_memory_checkpoint(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Open a ledger, change it and write it down, again and again."""

    def work(ledger: Ledger) -> None:
        for change in islice(changes_of_status(ledger), rounds):
            change()
            ledger.checkpoint()

    return _measure_memory("memory-checkpoint", folder, tasks, work)


def _measure_memory(name: str, folder: Path, tasks: int, work: Callable[[Ledger], None]) -> Measurement:
    """Measure by how much a process grows that has opened another ledger before: what is loaded does not count."""
    with Ledger.open(folder / "another") as ledger:
        ledger.checkpoint()

    def use() -> None:
        with Ledger.open(folder) as ledger:
            work(ledger)

    return growth(name, tasks, use, (folder / "ledger.json").stat().st_size)
