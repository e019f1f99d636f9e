"""A second instance on a ledger: it sees what the first one does, and takes its place when that has gone."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from ledger_samples import CHINA, Clock, document_draft

from govtui.errors import LedgerError, ReadOnlyError
from govtui.ledger import session
from govtui.ledger.ledger import Ledger
from govtui.ledger.lock import Holder
from govtui.ledger.places import Place, PlaceKind
from govtui.model import Status


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "台账"


@pytest.fixture
def writer(folder: Path) -> Iterator[Ledger]:
    with Ledger.open(folder, operator="王五", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        yield ledger


@pytest.fixture
def onlooker(folder: Path, writer: Ledger) -> Iterator[Ledger]:
    with Ledger.open(folder, operator="李四", now=Clock()) as ledger:
        assert "王五" in ledger.read_only
        yield ledger


def test_changes_are_followed_as_they_happen(writer: Ledger, onlooker: Ledger) -> None:
    assert not onlooker.follow()
    writer.set_status(["1-1"], Status.DOING)
    writer.add_documents([document_draft("5")])
    writer.undo(2)
    news = onlooker.follow()
    assert [transaction.number for transaction in news.transactions] == [2, 3, 4]
    assert not news.anew
    assert dict(onlooker.tasks) == dict(writer.tasks)
    assert [each.number for each in onlooker.history()] == [1, 2, 3, 4]
    assert not onlooker.follow()


def test_a_line_that_is_being_written_is_left_for_later(folder: Path, writer: Ledger, onlooker: Ledger) -> None:
    before = (folder / "journal.jsonl").read_bytes()
    writer.set_status(["1-1"], Status.DOING)
    whole = (folder / "journal.jsonl").read_bytes()
    (folder / "journal.jsonl").write_bytes(whole[: len(before) + 40])
    assert not onlooker.follow()
    (folder / "journal.jsonl").write_bytes(whole)
    assert len(onlooker.follow().transactions) == 1


def test_a_ledger_that_was_exchanged_is_taken_in_whole(folder: Path, tmp_path: Path, onlooker: Ledger) -> None:
    with Ledger.open(tmp_path / "旧") as older:
        older.add_documents([document_draft("8")])
        older.set_note(["1-8"], "很长的备注" * 2000)
    tasks = onlooker.tasks
    for name in ("journal.jsonl", "ledger.json"):
        shutil.copy(tmp_path / "旧" / name, folder / name)
    assert onlooker.follow().anew
    assert list(tasks) == ["1-8"], "whoever looked at them sees the new ones"


def test_a_damaged_line_is_not_followed(folder: Path, writer: Ledger, onlooker: Ledger) -> None:
    writer.set_status(["1-1"], Status.DOING)
    data = (folder / "journal.jsonl").read_bytes()
    (folder / "journal.jsonl").write_bytes(data.replace(b'"doing"', b'"done!"'))
    assert onlooker.follow().anew
    assert "第 2 行被改动" in onlooker.read_only
    assert onlooker.task("1-1").status is Status.TODO
    assert not onlooker.follow()
    assert "第 2 行" in onlooker.take_over()


def test_a_stick_that_is_pulled_out_is_an_error_and_not_an_empty_ledger(folder: Path, onlooker: Ledger) -> None:
    folder.rename(folder.with_name("拔出"))
    with pytest.raises(LedgerError, match="台账读不出来"):
        onlooker.follow()
    assert list(onlooker.tasks) == ["1-1", "1-2"]
    folder.with_name("拔出").rename(folder)
    assert not onlooker.follow()


def test_the_place_of_a_writer_that_has_gone_is_taken(folder: Path, writer: Ledger, onlooker: Ledger) -> None:
    assert not onlooker.is_free()
    assert "王五" in onlooker.take_over()
    writer.set_status(["1-1"], Status.DOING)
    writer.close()
    assert onlooker.is_free()
    assert onlooker.take_over() == ""
    assert onlooker.notices == ()
    assert onlooker.task("1-1").status is Status.DOING
    assert onlooker.set_status(["1-1"], Status.DONE).number == 3  # type: ignore[union-attr]
    assert not onlooker.is_free()
    with Ledger.open(folder) as third:
        assert "李四" in third.read_only


def test_who_only_reads_can_follow_and_need_not_take_over(folder: Path, writer: Ledger) -> None:
    with Ledger.open(folder, reading=True) as reader:
        writer.set_status(["1-1"], Status.DOING)
        assert reader.follow()
        with pytest.raises(ReadOnlyError):
            reader.undo()


def test_a_closed_ledger_neither_follows_nor_takes_over(folder: Path, writer: Ledger, onlooker: Ledger) -> None:
    onlooker.close()
    writer.close()
    assert not onlooker.is_free()
    assert not onlooker.follow()
    assert onlooker.take_over()


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """All folders lie on a network share."""
    place = Place(PlaceKind.NETWORK, "台账在网络共享文件夹中")
    monkeypatch.setattr(session, "place_warning", lambda _folder: place)


def test_on_a_share_one_on_another_computer_who_has_not_signed_off_counts(folder: Path, shared: None) -> None:
    with Ledger.open(folder) as ledger:
        ledger.add_documents([document_draft("1")])
    since = dt.datetime(2023, 11, 22, 8, 30, tzinfo=CHINA)
    (folder / "holder.json").write_bytes(msgspec.json.encode(Holder("赵六", "OFFICE-7", 4711, since)))
    with Ledger.open(folder, operator="李四", now=Clock()) as ledger:
        assert "赵六（计算机 OFFICE-7，自 2023年11月22日 08:30 起）" in ledger.read_only
        assert ledger.is_free()
        assert ledger.take_over() == ""
        ledger.set_status(["1-1"], Status.DONE)
        assert ledger.advice()[0] == "台账在网络共享文件夹中"


def test_on_an_own_disk_a_signature_alone_says_nothing(folder: Path) -> None:
    with Ledger.open(folder) as ledger:
        ledger.add_documents([document_draft("1")])
    since = dt.datetime(2023, 11, 22, 8, 30, tzinfo=CHINA)
    (folder / "holder.json").write_bytes(msgspec.json.encode(Holder("赵六", "OFFICE-7", 4711, since)))
    with Ledger.open(folder) as ledger:
        assert ledger.read_only == ""
