from __future__ import annotations

import datetime as dt
import errno
import os
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest
from ledger_samples import CHINA

from govtui.errors import LedgerError
from govtui.ledger import journal as journal_module
from govtui.ledger.journal import Journal, Place, read_links
from govtui.ledger.transactions import Change, Sealed, Transaction, seal


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.jsonl"


@pytest.fixture
def journal(path: Path) -> Iterator[Journal]:
    journal = Journal(path, Place())
    journal.open()
    yield journal
    journal.close()


def next_line(journal: Journal, note: str = "已核实") -> Sealed:
    place = journal.place
    return seal(
        Transaction(
            number=place.number + 1,
            time=dt.datetime(2023, 11, 22, 9, 30, tzinfo=CHINA),
            operator="张三",
            account="zhang@OFFICE-3",
            reason="改备注",
            changes=(Change("tasks", "1-1", {"note": ""}, {"note": note}),),
            previous=place.hash,
        )
    )


def fill(journal: Journal, count: int, note: str = "已核实") -> list[Transaction]:
    written = []
    for _ in range(count):
        sealed = next_line(journal, note)
        journal.append(sealed)
        written.append(sealed.transaction)
    return written


def test_lines_are_appended_and_read_in_both_directions(journal: Journal, path: Path) -> None:
    assert list(journal.oldest_first()) == list(journal.newest_first()) == []
    written = fill(journal, 5)
    assert list(journal.oldest_first()) == written
    assert list(journal.newest_first()) == written[::-1]
    assert journal.place == Place(5, written[-1].hash, path.stat().st_size)


@pytest.mark.parametrize("block", [1, 7, 100, 401, 10_000])
def test_reading_backwards_in_blocks_of_any_size(journal: Journal, monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(journal_module, "_BLOCK", block)
    written = [*fill(journal, 3), *fill(journal, 1, "长" * 2000), *fill(journal, 3)]
    assert list(journal.newest_first()) == written[::-1]


def test_links_tell_the_chain(journal: Journal, path: Path) -> None:
    fill(journal, 4)
    links = list(read_links(path))
    assert [(link.position, link.chained, link.torn) for link in links] == [(n, True, False) for n in (1, 2, 3, 4)]
    assert links[-1].end == path.stat().st_size


def test_a_missing_line_breaks_the_chain(journal: Journal, path: Path) -> None:
    fill(journal, 4)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([lines[0], lines[2], lines[3]]))
    assert [link.chained for link in read_links(path)] == [True, False, False]


def test_what_stands_behind_the_place_is_cut_off_on_opening(journal: Journal, path: Path) -> None:
    written = fill(journal, 2)
    journal.close()
    sound = path.read_bytes()
    path.write_bytes(sound + b'{"number":3,"ti')
    again = Journal(path, journal.place)
    again.open()
    assert path.read_bytes() == sound
    fill(again, 1)
    again.close()
    assert [link.chained for link in read_links(path)] == [True] * 3
    assert next(again.oldest_first()) == written[0]


def test_a_reader_sees_nothing_behind_its_place(journal: Journal, path: Path) -> None:
    written = fill(journal, 2)
    reader = Journal(path, journal.place)
    fill(journal, 2)
    assert list(reader.oldest_first()) == written
    assert list(reader.newest_first()) == written[::-1]


def test_a_line_that_is_just_being_written_is_torn_and_the_last(path: Path, journal: Journal) -> None:
    fill(journal, 1)
    with path.open("ab") as file:
        file.write(b'{"number":2,')
    assert [link.torn for link in read_links(path)] == [False, True]


def test_reading_ends_where_another_program_is_writing(path: Path, journal: Journal) -> None:
    fill(journal, 1)
    line = next_line(journal).line
    with path.open("ab", buffering=0) as file:
        file.write(line[:50])
        links = read_links(path)
        assert [next(links).torn, next(links).torn] == [False, True]
        file.write(line[50:])
        assert list(links) == []


def test_a_line_that_the_disk_filled_with_zeros_is_torn(path: Path, journal: Journal) -> None:
    fill(journal, 1)
    line = next_line(journal, "已核实" * 1000).line
    rest = 512 - path.stat().st_size % 512  # of the sector in which the line begins
    sound = path.read_bytes()
    for zeros in (len(line), rest, rest + 1024):
        path.write_bytes(sound + bytes(zeros) + line[zeros:])
        assert [link.torn for link in read_links(path)] == [False, True]


def test_a_line_with_zeros_that_no_disk_leaves_is_not_torn(path: Path, journal: Journal) -> None:
    """The line end before the last line is zero: both had been saved."""
    fill(journal, 2)
    path.write_bytes(path.read_bytes().replace(b"}\n{", b"}\0{"))
    assert [link.torn for link in read_links(path)] == [False]


def test_a_complete_line_that_was_changed_is_not_torn(path: Path, journal: Journal) -> None:
    fill(journal, 1)
    with path.open("ab") as file:
        file.write(next_line(journal).line.replace(b"zhang", b"wangx"))
    assert [(link.torn, link.chained) for link in read_links(path)] == [(False, True), (False, False)]


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EROFS])
def test_a_failed_fsync_is_not_saved_and_leaves_nothing(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    fill(journal, 2)
    before, place = path.read_bytes(), journal.place

    def fail(_handle: int) -> None:
        raise OSError(code, "fsync failed")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", fail)
        with pytest.raises(LedgerError) as caught:
            journal.append(next_line(journal))
    assert caught.value.title == "没有保存"
    assert caught.value.hint
    assert path.read_bytes() == before
    assert journal.place == place
    fill(journal, 1)
    assert [link.chained for link in read_links(path)] == [True] * 3


def test_a_line_is_on_the_disk_before_append_returns(
    journal: Journal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bytes] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        fsync(handle)
        synced.append(path.read_bytes() if os.path.samestat(os.fstat(handle), path.stat()) else b"")

    monkeypatch.setattr(os, "fsync", watched)
    sealed = next_line(journal)
    journal.append(sealed)
    assert synced == [sealed.line]


class _Interrupted(FileIO):
    """A file that takes a part of the first thing written to it and then fails."""

    failure: BaseException | None = None

    def write(self, data: object) -> int:
        if self.failure is None:
            return super().write(bytes(data)[:50])  # type: ignore[call-overload]
        super().write(bytes(data)[:50])  # type: ignore[call-overload]
        failure, self.failure = self.failure, None
        raise failure


@pytest.mark.parametrize("failure", [OSError(errno.EFBIG, "File too large"), KeyboardInterrupt()])
def test_half_a_line_is_taken_back(path: Path, monkeypatch: pytest.MonkeyPatch, failure: BaseException) -> None:
    monkeypatch.setattr(journal_module, "FileIO", _Interrupted)
    journal = Journal(path, Place())
    journal.open()
    fill(journal, 1)  # in pieces of 50 bytes
    before = path.read_bytes()
    monkeypatch.setattr(_Interrupted, "failure", failure)
    with pytest.raises(LedgerError if isinstance(failure, OSError) else KeyboardInterrupt):
        journal.append(next_line(journal))
    monkeypatch.setattr(_Interrupted, "failure", None)
    assert path.read_bytes() == before
    fill(journal, 1)
    journal.close()
    assert [link.chained for link in read_links(path)] == [True, True]


def test_a_journal_that_another_program_appended_to_is_not_written(journal: Journal, path: Path) -> None:
    fill(journal, 1)
    with path.open("ab") as file:
        file.write(b"something\n")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="没有保存") as caught:
        journal.append(next_line(journal))
    assert "别的程序" in caught.value.message
    assert path.read_bytes() == before


def test_a_journal_that_was_removed_or_replaced_is_not_written(journal: Journal, path: Path) -> None:
    fill(journal, 1)
    content = path.read_bytes()
    path.unlink()
    with pytest.raises(LedgerError):
        journal.append(next_line(journal))
    assert not path.exists()
    path.write_bytes(content)  # a copy, not the file that is held open
    with pytest.raises(LedgerError):
        journal.append(next_line(journal))
    assert path.read_bytes() == content


def test_when_the_first_transaction_was_made_is_known_without_reading_it(journal: Journal) -> None:
    assert journal.begun_at() is None
    journal.append(next_line(journal))
    assert journal.begun_at() == dt.datetime(2023, 11, 22, 9, 30, tzinfo=CHINA)
