"""Changes that are on the disk when they are told to be saved: `edit`, `undo`, and others' way with the same tasks.

The floor of all is a bare append and fsync of as many bytes as the journal's line for such a change has.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle
from pathlib import Path

import msgspec

from govtui.ledger.ledger import Ledger
from govtui.model import Status
from tests.bench.measure import Measurement, measurement, timed

STATUSES = (Status.DOING, Status.DONE, Status.PAUSED)
LINE = 460
"""Bytes of a journal's line for the change of one status."""
MOST_TASKS_AGAIN_AND_AGAIN = 200_000
"""Tasks that TinyDB writes in all: it writes all of them for each change, in seconds if they are many."""


def measure_edit(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Change the status of one task after the other; the floor appends as many bytes to a file and syncs it."""
    with Ledger.open(folder) as ledger:
        edits = changes_of_status(ledger)
        return _measure_journal("edit", folder, tasks, rounds, lambda: next(edits))


def measure_undo(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Take a change back that was made just before, which is found from the journal."""
    with Ledger.open(folder) as ledger:
        edits = changes_of_status(ledger)

        def undo() -> Callable[[], object]:
            next(edits)()
            return ledger.undo

        return _measure_journal("undo", folder, tasks, rounds, undo)


def changes_of_status(ledger: Ledger) -> Iterator[Callable[[], object]]:
    """Yield changes without end, of one task after the other."""
    statuses = cycle(STATUSES)
    for task_id in cycle(list(ledger.tasks)):
        status = next(statuses)
        if ledger.task(task_id).status is not status:
            yield lambda task_id=task_id, status=status: ledger.set_status([task_id], status)


def _measure_journal(
    name: str, folder: Path, tasks: int, rounds: int, change: Callable[[], Callable[[], object]]
) -> Measurement:
    times, floor = [], []
    journal = folder / "journal.jsonl"
    with (folder / "floor").open("ab", buffering=0) as file:
        for _ in range(rounds):
            action, before = change(), journal.stat().st_size
            times.append(timed(action))
            line = bytes(journal.stat().st_size - before)
            floor.append(timed(lambda line=line: (file.write(line), os.fsync(file.fileno()))))
    return measurement(name, tasks, times, floor)


def measure_tinydb(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Change the status of one task by TinyDB as it comes: its own storage, which writes the whole file."""
    from tinydb import TinyDB

    path = folder / "tinydb.json"
    path.write_bytes(
        msgspec.json.encode({"tasks": {str(key): task for key, task in enumerate(plain_tasks(folder), 1)}})
    )
    with TinyDB(path, encoding="utf-8") as database:
        table = database.table("tasks")

        def change(place: int) -> None:
            table.update({"status": STATUSES[place % 3].value}, doc_ids=[place % tasks + 1])

        fewer = max(2, min(rounds, MOST_TASKS_AGAIN_AND_AGAIN // tasks))
        return _measure_others("edit-tinydb", folder, tasks, fewer, change)


def measure_sqlite(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Update one row and commit, in the journal mode that SQLite has of itself."""
    return _measure_sqlite("edit-sqlite", folder, tasks, rounds, "DELETE")


def measure_sqlite_wal(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Update one row and commit, with a write-ahead log."""
    return _measure_sqlite("edit-sqlite-wal", folder, tasks, rounds, "WAL")


def _measure_sqlite(name: str, folder: Path, tasks: int, rounds: int, mode: str) -> Measurement:
    with closing(sqlite3.connect(folder / "tasks.sqlite")) as database:
        database.execute(f"PRAGMA journal_mode={mode}")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE tasks (id TEXT PRIMARY KEY, record TEXT)")
        plain = plain_tasks(folder)
        rows = ((task["id"], msgspec.json.encode(task).decode()) for task in plain)
        database.executemany("INSERT INTO tasks VALUES (?, ?)", rows)
        database.commit()

        def change(place: int) -> None:
            task = plain[place % tasks]
            task["status"] = STATUSES[place % 3].value
            record = msgspec.json.encode(task).decode()
            database.execute("UPDATE tasks SET record = ? WHERE id = ?", (record, task["id"]))
            database.commit()

        return _measure_others(name, folder, tasks, rounds, change)


def plain_tasks(folder: Path) -> list[dict[str, object]]:
    """Return the tasks of a ledger as plain values."""
    tables = msgspec.json.decode((folder / "ledger.json").read_bytes(), type=dict[str, dict[str, dict[str, object]]])
    return list(tables["tasks"].values())


def _measure_others(name: str, folder: Path, tasks: int, rounds: int, change: Callable[[int], object]) -> Measurement:
    times, floor, line = [], [], bytes(LINE)
    with (folder / "floor").open("ab", buffering=0) as file:
        for place in range(rounds):
            times.append(timed(lambda place=place: change(place)))
            floor.append(timed(lambda: (file.write(line), os.fsync(file.fileno()))))
    return measurement(name, tasks, times, floor)
