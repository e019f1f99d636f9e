"""Two programs on one ledger."""

from __future__ import annotations

import platform
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft

from govtui.errors import LedgerError
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


def test_a_third_who_writes_without_asking_stops_both(tmp_path: Path) -> None:
    """A program that knows nothing of locks adds a line; it is a sound one, made from a copy of the ledger."""
    with Ledger.open(tmp_path / "ledger", operator="李四") as ledger:
        ledger.add_documents([document_draft("1", "2")])
        shutil.copytree(tmp_path / "ledger", tmp_path / "copy", ignore=shutil.ignore_patterns("lock", "holder.json"))
        with Ledger.open(tmp_path / "copy") as copy:
            copy.set_note(["1-2"], "丙")
        shutil.copy(tmp_path / "copy" / "journal.jsonl", tmp_path / "ledger" / "journal.jsonl")
        with pytest.raises(LedgerError, match="被别的程序改动") as caught:
            ledger.set_status(["1-1"], Status.DONE)
        assert "重新打开台账" in caught.value.hint
        assert ledger.task("1-1").status is Status.TODO
    with Ledger.open(tmp_path / "ledger") as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert (ledger.task("1-1").status, ledger.task("1-2").note) == (Status.TODO, "丙")


def test_a_third_who_adds_rubbish_is_named(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.add_documents([document_draft("1")])
        with (tmp_path / "journal.jsonl").open("ab") as file:
            file.write(b"hello\n")
        with pytest.raises(LedgerError, match="被别的程序改动"):
            ledger.set_note(["1-1"], "甲")
    with Ledger.open(tmp_path) as ledger:
        assert "第 2 行" in ledger.read_only
        assert list(ledger.tasks) == ["1-1"]


def test_one_follows_what_another_program_does_until_it_is_killed(tmp_path: Path, start: Start) -> None:
    writer = start("edit.py", tmp_path, 7, "steady")
    assert first_line(writer) == "ready"
    with Ledger.open(tmp_path, operator="李四") as onlooker:
        assert "张三" in onlooker.read_only
        numbers = [transaction.number for transaction in onlooker.history()]
        until = time.monotonic() + 1
        while time.monotonic() < until:
            news = onlooker.follow()
            assert not news.anew
            numbers += [transaction.number for transaction in news.transactions]
        assert not onlooker.is_free()
        writer.kill()
        writer.wait()
        numbers += [transaction.number for transaction in onlooker.follow().transactions]
        assert numbers == list(range(1, len(numbers) + 1))
        assert len(numbers) > 100
        seen = dict(onlooker.documents), list(onlooker.tasks.items())
        assert onlooker.is_free()
        assert onlooker.take_over() == ""
        assert (dict(onlooker.documents), list(onlooker.tasks.items())) == seen
        onlooker.set_note([next(iter(onlooker.tasks))], "接着办")
    with Ledger.open(tmp_path) as ledger:
        assert ledger.read_only == ""
        assert ledger.history()[-1].operator == "李四"


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_who_looks_on_sees_that_another_ledger_stands_there(tmp_path: Path, lines: int) -> None:
    """Shorter, as long to the byte, or longer."""
    with Ledger.open(tmp_path / "ledger", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1")])
        ledger.set_note(["1-1"], "甲")
    with Ledger.open(tmp_path / "other", now=Clock()) as other:
        other.add_documents([document_draft("1")])
        for note in ("乙", "丙")[: lines - 1]:
            other.set_note(["1-1"], note)
    onlooker = Ledger.open(tmp_path / "ledger", reading=True)
    for name in ("journal.jsonl", "ledger.json"):
        shutil.copy(tmp_path / "other" / name, tmp_path / "ledger" / name)
    assert onlooker.follow().anew
    assert onlooker.task("1-1").note == ("", "乙", "丙")[lines - 1]
    assert len(onlooker.history()) == lines
    assert not onlooker.follow()
