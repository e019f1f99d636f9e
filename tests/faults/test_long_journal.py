"""A journal that is long: what is done with it takes the time that its end takes, and little room.

`GOVTUI_LONG_JOURNAL=1000000 pytest tests/faults/test_long_journal.py` is the long form: so many lines.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_samples import CHINA
from ledgers import CHECKPOINT, JOURNAL, plan

from govtui.ledger.ledger import Ledger
from govtui.ledger.taking_back import DependentError
from govtui.ledger.transactions import FORMAT, Change, Transaction, decode, seal
from govtui.model import Status

LINES = int(os.environ.get("GOVTUI_LONG_JOURNAL", "50000"))
PROGRAM = Path(__file__).parent / "programs" / "open_long.py"
A_LINE = 20e-6
"""Seconds that reading and proving a line may take; it takes a sixth of them."""
AN_EDIT = 0.1
"""Seconds, syncing included, which an edit may take at any length."""
ROOM = 150
"""Megabytes that a program with the ledger open may need; the journal of the long form is three times as large."""


@pytest.fixture(scope="module")
def long_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three tasks with so many lines, its checkpoint a hundred lines before the end."""
    folder = tmp_path_factory.mktemp("long") / "ledger"
    with Ledger.open(folder) as ledger:
        ledger.add_documents([plan("1", "2", "3")])
        *_, last = ledger.history()
    with (folder / JOURNAL).open("ab") as file:
        for number in range(2, LINES - 99):
            line = next_line(last, number)
            file.write(line[1])
            last = line[0]
    with Ledger.open(folder):
        pass
    with (folder / JOURNAL).open("ab") as file:
        for number in range(LINES - 99, LINES + 1):
            line = next_line(last, number)
            file.write(line[1])
            last = line[0]
    assert json.loads((folder / CHECKPOINT).read_bytes())["meta"]["1"]["number"] == LINES - 100
    return folder


def next_line(last: Transaction, number: int) -> tuple[Transaction, bytes]:
    """Return the change of a note that comes after another transaction: each task's note in turn counts on."""
    task_id = f"1-{number % 3 + 1}"
    before = str(number - 3) if number > 4 else ""
    return seal(
        Transaction(
            number=number,
            format=FORMAT,
            time=dt.datetime(2023, 11, 22, 9, 0, tzinfo=CHINA),
            operator="李四",
            account="li@OFFICE-3",
            reason=f"备注改为“{number}”：{task_id}",
            changes=(Change("tasks", task_id, {"note": before}, {"note": str(number)}),),
            previous=last.hash,
        )
    )


def seconds(action: Callable[[], object]) -> float:
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def test_it_opens_in_bounded_time_and_room(long_ledger: Path) -> None:
    done = subprocess.run(
        [sys.executable, PROGRAM, long_ledger], capture_output=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert set(told["notes"]) == {str(LINES - 2), str(LINES - 1), str(LINES)}
    assert told["seconds"] <= 1 + LINES * A_LINE
    assert told["megabytes"] <= ROOM


def test_edits_and_takings_back_take_no_longer_than_in_a_short_one(long_ledger: Path) -> None:
    with Ledger.open(long_ledger) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert {task.note for task in ledger.tasks.values()} == {str(LINES - 2), str(LINES - 1), str(LINES)}
        assert seconds(lambda: ledger.set_status(["1-1"], Status.DOING)) < AN_EDIT
        assert seconds(ledger.undo) < AN_EDIT
        assert seconds(ledger.redo) < AN_EDIT
        assert seconds(ledger.undo) < AN_EDIT
        assert seconds(lambda: [ledger.undo() for _ in range(20)]) < 20 * AN_EDIT
        assert {task.note for task in ledger.tasks.values()} == {str(LINES - back) for back in (20, 21, 22)}
        assert seconds(lambda: [ledger.redo() for _ in range(20)]) < 20 * AN_EDIT
        assert {task.note for task in ledger.tasks.values()} == {str(LINES - 2), str(LINES - 1), str(LINES)}
        reader = Ledger.open(long_ledger, reading=True)
        ledger.set_note(["1-2"], "再改")
        assert seconds(reader.follow) < AN_EDIT
        assert reader.task("1-2").note == "再改"
        ledger.undo()


def test_one_in_the_middle_is_found_and_its_dependents_named(long_ledger: Path) -> None:
    with Ledger.open(long_ledger) as ledger:
        number = ledger.history()[-1].number
        ledger.set_status(["1-1"], Status.DONE)
        ledger.set_note(["1-1"], "在后")
        assert ledger.undo(number + 1).undoes == number + 1
        with pytest.raises(DependentError) as caught:
            ledger.undo(5)
        assert caught.value.dependents[0].number == 8
        assert len(str(caught.value)) < 500


def test_a_changed_line_in_the_middle_is_named(long_ledger: Path) -> None:
    path = long_ledger / JOURNAL
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.readline()
        place = file.tell()
        line = file.readline()
        number = decode(line).number
        file.seek(place + line.index("李".encode()))
        file.write("王".encode())
    try:
        with Ledger.open(long_ledger) as ledger:
            assert f"第 {number} 行" in ledger.read_only
            assert "没有受影响" in ledger.read_only
            assert len(ledger.tasks) == 3
    finally:
        with path.open("r+b") as file:
            file.seek(place)
            file.write(line)
