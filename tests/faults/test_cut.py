"""Files that end in the middle, or in zeros: what a power cut leaves of the line or the file that was being written."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from ledgers import CHECKPOINT, JOURNAL, STEPS, Standing, contents, opened, restore, standing, written

LAST = 3
"""Lines that are cut at every byte."""
SECTOR = 512


def line_ends(journal: bytes) -> list[int]:
    """Return the bytes up to the end of each number of lines, from none on."""
    ends = [0]
    for line in journal.splitlines(keepends=True):
        ends.append(ends[-1] + len(line))
    return ends


def assert_it_goes_on(folder: Path, states: list[Standing], whole: int, unfinished: bool) -> None:
    """Open a ledger of `whole` lines, one more of them unfinished: what was saved is there, and an edit is saved."""
    expected = [] if (folder / CHECKPOINT).exists() else ["重建"]
    expected += ["没有写完"] if unfinished else []
    with opened(folder) as ledger:
        assert ledger.read_only == ""
        assert standing(ledger) == states[whole]
        assert len(ledger.notices) == len(expected)
        assert all(word in notice for word, notice in zip(expected, ledger.notices, strict=True))
        assert [transaction.number for transaction in ledger.history()] == list(range(1, whole + 1))
        ledger.set_note(["1-2"], "断电以后")
        after = standing(ledger)
    with opened(folder) as ledger:
        assert (ledger.read_only, ledger.notices, standing(ledger)) == ("", (), after)
        assert len(ledger.history()) == whole + 1


@pytest.mark.parametrize("checkpoint_after", [None, 2])
def test_a_journal_cut_at_any_byte_keeps_every_whole_line(tmp_path: Path, checkpoint_after: int | None) -> None:
    folder = tmp_path / "ledger"
    states = written(folder, checkpoint_after)
    sound = contents(folder)
    ends = line_ends(sound[JOURNAL])
    for length in range(ends[-1 - LAST], ends[-1] + 1):
        whole = sum(end <= length for end in ends) - 1
        restore(folder, sound | {JOURNAL: sound[JOURNAL][:length]})
        assert_it_goes_on(folder, states, whole, length not in ends)


def test_a_cut_in_what_the_checkpoint_holds_already_is_damage(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    states = written(folder, len(STEPS))
    sound = contents(folder)
    ends = line_ends(sound[JOURNAL])
    for length in range(ends[-1 - LAST], ends[-1]):
        whole = sum(end <= length for end in ends) - 1
        cut = sound | {JOURNAL: sound[JOURNAL][:length]}
        restore(folder, cut)
        with opened(folder) as ledger:
            assert f"缺少第 {whole + 1} 行起的内容" in ledger.read_only
            assert standing(ledger) == states[-1]
            assert [transaction.number for transaction in ledger.history()] == list(range(1, whole + 1))
        assert contents(folder) == cut


@pytest.mark.parametrize("zeros", [1, 2, 511, 4096, 1 << 20])
def test_zeros_behind_the_last_line_are_dropped(tmp_path: Path, zeros: int) -> None:
    folder = tmp_path / "ledger"
    states = written(folder, 2)
    with (folder / JOURNAL).open("ab") as file:
        file.write(bytes(zeros))
    assert_it_goes_on(folder, states, len(STEPS), unfinished=True)


def test_a_last_line_that_ends_in_zeros_from_any_byte_was_not_finished(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    states = written(folder, 2)
    sound = contents(folder)
    *_, start, end = line_ends(sound[JOURNAL])
    for length in range(start, end - 1):
        restore(folder, sound | {JOURNAL: sound[JOURNAL][:length] + bytes(end - length)})
        assert_it_goes_on(folder, states, len(STEPS) - 1, unfinished=True)


def test_a_last_line_with_a_sector_of_zeros_was_not_finished(tmp_path: Path) -> None:
    """The sectors of a long line reach the disk in any order."""
    folder = tmp_path / "ledger"
    written(folder, None)
    with opened(folder) as ledger:
        states = [standing(ledger)] * (len(STEPS) + 1)
        ledger.set_note(["1-2"], "逐项核对" * 1000)
    (folder / CHECKPOINT).unlink()
    sound = contents(folder)
    *_, start, end = line_ends(sound[JOURNAL])
    borders = [start, *range((start // SECTOR + 1) * SECTOR, end, SECTOR)]
    for first, behind in pairwise(borders):
        torn = sound[JOURNAL][:first] + bytes(behind - first) + sound[JOURNAL][behind:]
        restore(folder, sound | {JOURNAL: torn})
        with opened(folder) as ledger:
            assert ledger.read_only == ""
            assert "没有写完" in " ".join(ledger.notices)
            assert standing(ledger) == states[-1]


def test_a_line_of_zeros_among_others_is_damage(tmp_path: Path) -> None:
    """What stands behind it was saved, so it had been saved too."""
    folder = tmp_path / "ledger"
    states = written(folder, None)
    data = (folder / JOURNAL).read_bytes()
    ends = line_ends(data)
    (folder / JOURNAL).write_bytes(data[: ends[3]] + bytes(ends[4] - ends[3]) + data[ends[4] :])
    before = contents(folder)
    with opened(folder) as ledger:
        assert "第 4 行" in ledger.read_only
        assert standing(ledger) == states[3]
    assert contents(folder) == before


def test_a_checkpoint_that_was_only_half_written_is_of_no_account(tmp_path: Path) -> None:
    """It was written beside the old one, which is whole still."""
    folder = tmp_path / "ledger"
    states = written(folder, 2)
    sound = contents(folder)
    checkpoint = sound[CHECKPOINT]
    halves = [b"", checkpoint[: len(checkpoint) // 2], checkpoint, bytes(len(checkpoint)), "乱码".encode("gb18030")]
    for half in halves:
        restore(folder, sound | {f"{CHECKPOINT}.tmp": half})
        assert_it_goes_on(folder, states, len(STEPS), unfinished=False)
        assert not (folder / f"{CHECKPOINT}.tmp").exists()


def test_a_checkpoint_cut_anywhere_is_rebuilt(tmp_path: Path) -> None:
    """As by a program that copies files and is interrupted: this one never leaves a part of it."""
    folder = tmp_path / "ledger"
    states = written(folder, len(STEPS))
    sound = contents(folder)
    for length in range(0, len(sound[CHECKPOINT]), 5):
        restore(folder, sound | {CHECKPOINT: sound[CHECKPOINT][:length]})
        with opened(folder) as ledger:
            assert ledger.read_only == ""
            assert CHECKPOINT in " ".join(ledger.notices)
            assert standing(ledger) == states[-1]
