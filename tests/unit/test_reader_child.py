"""Programs that read a file for us: they get all of it, however slowly they begin, and are ended in time."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtui.intake.readers.child import TooLongError, run_program
from govtui.intake.watch import StoppedError, unwatched

DATA = bytes(range(256)) * 20_000
"""Far more than a pipe holds."""


def program(folder: Path, body: str) -> Path:
    path = folder / "program.py"
    path.write_text(f"import sys, time\n{body}\n", encoding="utf-8")
    return path


def test_all_of_the_data_arrives_at_a_program_that_begins_late(tmp_path: Path) -> None:
    path = program(tmp_path, "time.sleep(0.3)\nsys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])")
    assert run_program(path, [], DATA, unwatched, 20) == DATA[::-1]


def test_a_program_may_end_before_it_has_read_all(tmp_path: Path) -> None:
    assert run_program(program(tmp_path, "print('ja', end='')"), [], DATA, unwatched, 20) == b"ja"


def test_a_program_that_reads_nothing_is_ended(tmp_path: Path) -> None:
    path = program(tmp_path, "time.sleep(60)")
    with pytest.raises(TooLongError):
        run_program(path, [], DATA, unwatched, 0.3)

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        run_program(path, [], DATA, stop, 20)
