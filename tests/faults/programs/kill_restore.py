"""Restore the archive given over a copy of the ledger given, once for every step that touches the disk, and end there.

Each time a process of its own does it and ends without a word, as if killed, before its first step, its second, and so
on. Prints for each in turn what stood there after it: `old` or `new`. Anything else ends it with an error.
"""

import datetime as dt
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from govtui.ledger.backup.restore import restore
from govtui.ledger.recovery import recover

NOW = dt.datetime(2023, 11, 22, 9, 1, tzinfo=dt.timezone(dt.timedelta(hours=8)))
STEPS = ("fsync", "replace", "unlink", "mkdir", "rmdir", "chmod")
KILLED = 9


def end_at_step(number: int) -> None:
    """Let this process end before its step of this number, counted from 0."""
    left = [number]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def step(*arguments: Any, **more: Any) -> Any:
            if not left[0]:
                os._exit(KILLED)
            left[0] -= 1
            return function(*arguments, **more)

        return step

    for name in STEPS:
        setattr(os, name, counted(getattr(os, name)))


def ended(archive: Path, folder: Path, number: int) -> bool:
    """Restore in another process that ends at a step; say whether it did before it was done."""
    process = os.fork()
    if not process:
        end_at_step(number)
        restore(archive, folder, made_at=NOW, operator="李四")
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == KILLED


def main(archive: Path, ledger: Path, scratch: Path) -> None:
    old, number, more = recover(ledger), 0, True
    restore(archive, scratch / "new", made_at=NOW, operator="")
    new = recover(scratch / "new")
    while more:
        folder = scratch / str(number)
        shutil.copytree(ledger, folder)
        more = ended(archive, folder, number)
        found = recover(folder)
        assert not found.refusal, (number, found.refusal)
        stands = "new" if found.place == new.place else "old"
        expected = new if stands == "new" else old
        assert found.place == expected.place, number
        assert (found.state.documents, found.state.tasks) == (expected.state.documents, expected.state.tasks), number
        print(stands)
        restore(archive, folder, made_at=NOW, operator="")  # and it can be done anew
        assert recover(folder).place == new.place
        assert not (folder / "restoring").exists()
        shutil.rmtree(folder)
        number += 1


main(*map(Path, sys.argv[1:4]))
