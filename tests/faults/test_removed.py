"""Files that are removed, replaced or cut while the ledger is open: a stick that is pulled, a folder tidied up."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from ledgers import CHECKPOINT, JOURNAL, contents, opened, plan, standing

from govtui.errors import LedgerError
from govtui.ledger.ledger import Ledger
from govtui.model import Status

Blow = Callable[[Path], None]


def begun(folder: Path) -> Ledger:
    """Open a ledger with three transactions, two of them beyond `ledger.json`."""
    ledger = opened(folder)
    ledger.add_documents([plan("1", "2")])
    ledger.checkpoint()
    ledger.set_note(["1-1"], "甲")
    ledger.set_status(["1-2"], Status.DOING)
    return ledger


def remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def replace_by_a_copy(path: Path) -> None:
    """As programs do that keep folders alike on several computers."""
    data = path.read_bytes()
    path.with_name("new").write_bytes(data)
    path.with_name("new").replace(path)


def replace_by_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replace_by_another_file(path: Path) -> None:
    path.unlink()
    path.write_text("别的内容\n", encoding="utf-8")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def halve(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"\n")


BLOWS = [remove, replace_by_a_copy, replace_by_a_folder, replace_by_another_file, empty, halve, append]


@pytest.mark.parametrize("blow", BLOWS)
def test_a_journal_that_is_touched_takes_no_edit_and_nothing_is_lost(tmp_path: Path, blow: Blow) -> None:
    folder = tmp_path / "ledger"
    ledger = begun(folder)
    before = standing(ledger)
    blow(folder / JOURNAL)
    touched = contents(folder).get(JOURNAL)
    for _ in range(2):
        with pytest.raises(LedgerError, match="没有保存") as caught:
            ledger.set_note(["1-1"], "乙")
        assert caught.value.hint
        assert standing(ledger) == before
    ledger.close()
    assert contents(folder).get(JOURNAL) == touched
    if blow is replace_by_a_folder:
        with pytest.raises(LedgerError) as caught:
            opened(folder)
        assert "文件夹" in str(caught.value)
        (folder / JOURNAL).rmdir()
    with opened(folder) as ledger:
        assert standing(ledger) == before
        assert (ledger.read_only == "") is (blow is replace_by_a_copy)
        assert not ledger.read_only or JOURNAL in ledger.read_only


@pytest.mark.parametrize("blow", BLOWS)
def test_a_checkpoint_that_is_touched_stops_nobody(tmp_path: Path, blow: Blow) -> None:
    folder = tmp_path / "ledger"
    ledger = begun(folder)
    blow(folder / CHECKPOINT)
    ledger.set_note(["1-1"], "乙")
    after = standing(ledger)
    ledger.close()
    if blow is replace_by_a_folder:
        with pytest.raises(LedgerError) as caught:
            opened(folder)
        assert "文件夹" in str(caught.value)
        (folder / CHECKPOINT).rmdir()
    with opened(folder) as ledger:
        assert ledger.read_only == ""
        assert standing(ledger) == after


@pytest.mark.parametrize("name", ["lock", "holder.json"])
@pytest.mark.parametrize("blow", [remove, replace_by_a_copy, replace_by_another_file, empty])
def test_two_who_both_believe_to_hold_it_do_not_write_over_each_other(tmp_path: Path, name: str, blow: Blow) -> None:
    folder = tmp_path / "ledger"
    first = begun(folder)
    blow(folder / name)
    second = opened(folder)
    if second.read_only:
        first.set_note(["1-1"], "乙")
    else:
        second.set_note(["1-1"], "乙")
        with pytest.raises(LedgerError, match="被别的程序改动"):
            first.set_note(["1-2"], "丙")
    second.close()
    first.close()
    with opened(folder) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert ledger.task("1-1").note == "乙"
        assert ledger.task("1-2").note == ""


def test_a_folder_that_is_gone_is_named_and_not_made_anew(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger = begun(folder)
    before = standing(ledger)
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(LedgerError, match="不在原来的位置"):
        ledger.set_note(["1-1"], "乙")
    assert standing(ledger) == before
    with pytest.raises(LedgerError, match="没有丢失"):
        ledger.checkpoint()
    ledger.close()
    assert not folder.exists()
    with opened(tmp_path / "elsewhere") as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert standing(ledger) == before


def test_a_folder_that_comes_back_goes_on(tmp_path: Path) -> None:
    """A stick that was pulled and put back shows the same files again."""
    folder = tmp_path / "ledger"
    with begun(folder) as ledger:
        folder.rename(tmp_path / "elsewhere")
        with pytest.raises(LedgerError, match="U盘"):
            ledger.set_note(["1-1"], "乙")
        (tmp_path / "elsewhere").rename(folder)
        ledger.set_note(["1-1"], "丙")
    with opened(folder) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        assert ledger.task("1-1").note == "丙"


def test_another_ledger_in_the_same_place_is_left_alone(tmp_path: Path) -> None:
    """Two sticks in turn in one drive."""
    with opened(tmp_path / "second") as second:
        second.add_documents([plan("3")])
    folder = tmp_path / "ledger"
    ledger = begun(folder)
    before = standing(ledger)
    folder.rename(tmp_path / "first")
    (tmp_path / "second").rename(folder)
    found = contents(folder)
    with pytest.raises(LedgerError, match="被别的程序改动或替换"):
        ledger.set_note(["1-1"], "乙")
    with pytest.raises(LedgerError, match="没有丢失"):
        ledger.checkpoint()
    ledger.close()
    assert contents(folder) == found
    with opened(tmp_path / "first") as ledger:
        assert (ledger.read_only, standing(ledger)) == ("", before)


@pytest.mark.parametrize("blow", [remove, halve, replace_by_another_file])
def test_history_and_undo_over_a_journal_that_is_touched_fail_in_words(tmp_path: Path, blow: Blow) -> None:
    ledger = begun(tmp_path / "ledger")
    before = standing(ledger)
    blow(tmp_path / "ledger" / JOURNAL)
    with pytest.raises(LedgerError) as caught:
        ledger.history()
    assert JOURNAL in str(caught.value)
    with pytest.raises(LedgerError):
        ledger.undo()
    assert standing(ledger) == before
    ledger.close()


def test_everything_at_once_is_said_at_closing_and_opening(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger = begun(folder)
    for path in folder.iterdir():
        remove(path)
    with pytest.raises(LedgerError, match="没有保存"):
        ledger.set_note(["1-1"], "乙")
    before = standing(ledger)
    ledger.close()
    with opened(folder) as ledger:
        assert standing(ledger) == before
        assert "缺少第 1 行起的内容" in ledger.read_only
