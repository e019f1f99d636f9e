"""A program that is killed at any moment has lost nothing that it had said was saved.

`GOVTUI_KILL_ROUNDS=1000 pytest tests/faults/test_kill.py` is the long form: so often is it killed.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from model_ledger import Model, Step

from govtui.ledger.evidence import fault_of
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending.check import check
from govtui.model import EvidenceKind

ROUNDS = int(os.environ.get("GOVTUI_KILL_ROUNDS", "50"))
"""How often the program is killed."""

ROUNDS_A_LEDGER = 25
"""After so many rounds a new ledger is begun: checking a long history again and again takes most of the time."""

ROUNDS_A_CHECK = 5
"""Every so many rounds the whole ledger is looked over as well."""

Shown = tuple[str, str, tuple[str, ...], tuple[str, ...]]
"""Status, note, and in alphabetical order the texts of the progress entries and the names of 佐证材料."""

Start = Callable[..., subprocess.Popen[str]]


def new_ledger() -> Model:
    """Return what an empty ledger must hold: no task by no id."""
    return Model({})


def take(model: Model, edit: list[Any]) -> None:
    """Take in what the program said that it does."""
    kind, *rest = edit
    if kind in ("undo", "redo"):
        number = model.next_to_stand_again() if kind == "redo" else model.newest_standing()
        number = model.meant_by(*rest) if rest else number
        assert number is not None, "taken back what does not stand"
        model.take_back(number)
    elif kind == "import":
        model.last_document += 1
        ids = [f"{model.last_document}-{seq}" for seq in range(1, rest[0] + 1)]
        model.done(lambda tasks: tasks | dict.fromkeys(ids, ("todo", "", (), ())), ids)
    else:
        model.done(step_of(kind, *rest), rest[0])


def step_of(kind: str, ids: list[str], value: str) -> Step:
    def changed(shown: Shown) -> Shown:
        status, note, entries, evidence = shown
        return {
            "status": (value, note, entries, evidence),
            "note": (status, value, entries, evidence),
            "progress": (status, note, tuple(sorted((*entries, value))), evidence),
            "evidence": (status, note, entries, tuple(sorted((*evidence, value)))),
        }[kind]

    return lambda tasks: tasks | {task_id: changed(tasks[task_id]) for task_id in ids}


def held(ledger: Ledger) -> dict[str, Shown]:
    return {
        task.id: (
            task.status.value,
            task.note,
            tuple(sorted(entry.text for entry in task.progress)),
            tuple(sorted(each.name for each in task.evidence)),
        )
        for task in ledger.tasks.values()
    }


def faults_of_files(ledger: Ledger) -> list[str]:
    """Return what is wrong with the files that the ledger names."""
    files = {each for task in ledger.tasks.values() for each in task.evidence if each.kind is EvidenceKind.FILE}
    return [fault for each in files if (fault := fault_of(ledger.folder, each))]


def run_and_kill(start: Start, folder: Path, seed: int) -> list[str]:
    """Return what the program said until it was killed, without a last line that is not whole."""
    process = start("edit.py", folder, seed)
    assert process.stdout is not None
    first = process.stdout.readline()
    assert first == "ready\n", first + process.stdout.read()
    time.sleep(random.Random(seed).expovariate(1 / 0.05))
    process.kill()
    said = process.stdout.read()
    return [line for line in said.splitlines(keepends=True) if line.endswith("\n")]


def test_nothing_that_was_saved_is_lost(tmp_path: Path, start: Start) -> None:
    saved, kinds = 0, set()
    for round_number in range(ROUNDS):
        if round_number % ROUNDS_A_LEDGER == 0:
            folder, model = tmp_path / f"ledger-{round_number}", new_ledger()
        said = run_and_kill(start, folder, round_number)
        announced = [json.loads(line) for line in said[0::2]]
        confirmed = [int(line) for line in said[1::2]]
        for edit, number in zip(announced, confirmed, strict=False):
            if number:
                take(model, edit)
                assert number == len(model.history)
                saved += 1
                kinds.add((edit[0], len(edit)))
        copy = tmp_path / "copy"  # the folder itself is left as it is, for the next program to cope with
        shutil.copytree(folder, copy)
        with Ledger.open(copy) as ledger:
            assert ledger.read_only == ""
            found, numbers = held(ledger), [transaction.number for transaction in ledger.history()]
            assert faults_of_files(ledger) == []
        if round_number % ROUNDS_A_CHECK == 0:
            assert check(copy).sound
        shutil.rmtree(copy)
        assert numbers == [*range(1, len(numbers) + 1)]
        if len(numbers) > len(model.history):  # the last edit was written, but the program had no time to say so
            assert len(announced) == len(confirmed) + 1
            take(model, announced[-1])
        assert len(numbers) == len(model.history)
        assert found == model.present
    assert saved > 5 * ROUNDS, "the program was killed before it had done much"
    assert len(kinds) == 8, "not everything was done that can be done"
