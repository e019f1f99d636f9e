"""Two programs on one ledger."""

from __future__ import annotations

import platform
import subprocess
from collections.abc import Callable
from pathlib import Path

from ledger_samples import document_draft

from govtui.ledger.ledger import Ledger
from govtui.model import Status

Start = Callable[..., subprocess.Popen[str]]


def first_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_the_second_reads_and_is_told_who_holds_it(tmp_path: Path, start: Start) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.add_documents([document_draft("1")])
    holder = start("hold.py", tmp_path, "王五")
    assert first_line(holder) == "held"
    with Ledger.open(tmp_path, operator="李四") as ledger:
        assert "王五" in ledger.read_only
        assert platform.node() in ledger.read_only
        assert list(ledger.tasks) == ["1-1"]
    holder.communicate("")  # the first ends as it should
    with Ledger.open(tmp_path, operator="李四") as ledger:
        assert ledger.read_only == ""


def test_a_killed_holder_holds_nothing(tmp_path: Path, start: Start) -> None:
    holder = start("hold.py", tmp_path, "王五")
    assert first_line(holder) == "held"
    holder.kill()
    holder.wait()
    assert (tmp_path / "holder.json").exists()
    with Ledger.open(tmp_path, operator="李四") as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        ledger.add_documents([document_draft("1")])


def test_another_program_is_kept_out_while_one_works(tmp_path: Path, start: Start) -> None:
    with Ledger.open(tmp_path, operator="李四") as ledger:
        ledger.add_documents([document_draft("1")])
        other = start("hold.py", tmp_path, "王五")
        assert "李四" in first_line(other)
        ledger.set_status(["1-1"], Status.DONE)
        other.communicate("")
        ledger.set_status(["1-1"], Status.CLOSED)
    with Ledger.open(tmp_path) as ledger:
        assert ledger.task("1-1").status is Status.CLOSED
