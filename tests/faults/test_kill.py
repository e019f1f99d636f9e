"""A program that is killed at any moment has lost nothing that it had said was saved."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from govtui.ledger.ledger import Ledger

ROUNDS = int(os.environ.get("GOVTUI_KILL_ROUNDS", "100"))
"""How often the program is killed. A full run takes 1000."""

ROUNDS_A_LEDGER = 50
"""After so many rounds a new ledger is begun: checking a long history again and again takes most of the time."""

Shown = tuple[str, str, tuple[str, ...]]
"""Status, note and the texts of the progress entries."""

Start = Callable[..., subprocess.Popen[str]]


class Model:
    """What the ledger must hold, worked out from what the program said alone."""

    def __init__(self) -> None:
        self.tasks: dict[str, Shown] = {}
        self.former: list[dict[str, Shown]] = []
        self.numbers = 0
        self.documents = 0

    def take(self, edit: list[str]) -> None:
        self.numbers += 1
        if edit[0] == "undo":
            self.tasks = self.former.pop()
            return
        self.former.append(self.tasks)
        self.tasks = self.tasks | self._new(*edit)

    def _new(self, kind: str, what: str, value: str = "") -> dict[str, Shown]:
        if kind == "import":
            self.documents += 1
            return {f"{self.documents}-{seq}": ("todo", "", ()) for seq in range(1, int(what) + 1)}
        status, note, entries = self.tasks[what]
        return {
            what: {
                "status": (value, note, entries),
                "note": (status, value, entries),
                "progress": (status, note, (*entries, value)),
            }[kind]
        }


def held(ledger: Ledger) -> dict[str, Shown]:
    return {
        task.id: (task.status.value, task.note, tuple(entry.text for entry in task.progress))
        for task in ledger.tasks.values()
    }


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
    saved = 0
    for round_number in range(ROUNDS):
        if round_number % ROUNDS_A_LEDGER == 0:
            folder, model = tmp_path / f"ledger-{round_number}", Model()
        said = run_and_kill(start, folder, round_number)
        announced = [json.loads(line) for line in said[0::2]]
        confirmed = [int(line) for line in said[1::2]]
        for edit in announced[: len(confirmed)]:
            model.take(edit)
        saved += len(confirmed)
        assert not confirmed or confirmed[-1] == model.numbers
        copy = tmp_path / "copy"  # the folder itself is left as it is, for the next program to cope with
        shutil.copytree(folder, copy)
        with Ledger.open(copy) as ledger:
            assert ledger.read_only == ""
            found, numbers = held(ledger), [transaction.number for transaction in ledger.history()]
        shutil.rmtree(copy)
        assert numbers == [*range(1, len(numbers) + 1)]
        if len(numbers) > model.numbers:  # the last edit was written, but the program had no time to say so
            assert len(announced) == len(confirmed) + 1
            model.take(announced[-1])
        assert len(numbers) == model.numbers
        assert found == model.tasks
    assert saved > 5 * ROUNDS, "the program was killed before it had done much"
