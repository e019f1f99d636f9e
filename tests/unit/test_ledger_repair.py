"""`repair`: a new ledger of a damaged one, which is never touched; what cannot be taken over is not dropped."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import shutil
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_samples import CHINA, document_draft
from mending_samples import LINES, damaged, lines, make_ledger, opened, put_lines, rewrite, sealed_anew

from govtui.errors import LedgerError, RequestError
from govtui.ledger.checkpoint import write_checkpoint
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending import repair as repair_module
from govtui.ledger.mending import salvage
from govtui.ledger.mending.check import check
from govtui.ledger.mending.findings import FindingKind
from govtui.ledger.mending.repair import UNRECOVERED_NAME, Repaired, repair
from govtui.ledger.recovery import recover
from govtui.ledger.transactions import FORMAT, Change, Transaction, decode, seal
from govtui.model import Status

MOMENT = dt.datetime(2023, 12, 1, 9, 0, tzinfo=CHINA)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_ledger(tmp_path)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "修复" / "台账"


def contents(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Return each file's bytes, the time of its last change and its rights; and the folders'."""
    found = {}
    for path in [folder, *folder.rglob("*")]:
        state = path.stat()
        found[str(path)] = (path.read_bytes() if path.is_file() else b"", state.st_mtime_ns, state.st_mode)
    return found


def repaired(folder: Path, target: Path) -> Repaired:
    """Repair, and hold that the old folder is as it was, and that the new one is sound and can be worked in."""
    before = contents(folder)
    result = repair(folder, target, moment=MOMENT, operator="王五")
    assert contents(folder) == before
    assert result.report.sound
    assert not list(target.rglob("*.tmp"))
    copy = target.with_name("试用")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(target, copy)
    with opened(copy) as ledger:
        assert (ledger.read_only, ledger.notices) == ("", ())
        if ledger.tasks:
            ledger.set_note([next(iter(ledger.tasks))], "继续工作")
    assert check(copy).sound
    return result


def history(folder: Path) -> list[Transaction]:
    return [decode(line) for line in lines(folder)]


def told(folder: Path) -> list[tuple[str, str]]:
    """Return who did what, in the order of the journal."""
    return [(transaction.operator, transaction.reason) for transaction in history(folder)]


def lost(target: Path) -> list[bytes]:
    path = target / UNRECOVERED_NAME
    return path.read_bytes().splitlines(keepends=True) if path.exists() else []


def same_state(folder: Path, target: Path) -> bool:
    ours, theirs = recover(folder).state.snapshot(), recover(target).state.snapshot()
    return ours == theirs


# What is sound


def test_a_sound_ledger_becomes_the_same_again(folder: Path, target: Path) -> None:
    result = repaired(folder, target)
    assert (result.kept, result.resealed, result.bridges, result.unrecovered, result.evidence) == (LINES, 0, (), 0, 1)
    for name in ("journal.jsonl", "ledger.json"):
        assert (target / name).read_bytes() == (folder / name).read_bytes()
    assert sorted(path.name for path in target.iterdir()) == ["evidence", "journal.jsonl", "ledger.json"]
    (kept,) = (target / "evidence").iterdir()
    (original,) = (folder / "evidence").iterdir()
    assert (kept.name, kept.read_bytes()) == (original.name, original.read_bytes())
    assert not kept.stat().st_mode & 0o222


def test_an_empty_ledger_can_be_repaired(tmp_path: Path, target: Path) -> None:
    with opened(tmp_path / "空"):
        pass
    assert repaired(tmp_path / "空", target).kept == 0


def test_a_ledger_in_use_can_be_repaired(folder: Path, target: Path) -> None:
    with opened(folder) as ledger:
        ledger.set_note(["1-1"], "还在写")
        assert repaired(folder, target).kept == LINES + 1


@pytest.mark.parametrize("version", [1, 2])
def test_ledgers_of_earlier_formats_can_be_repaired(tmp_path: Path, target: Path, version: int) -> None:
    data = Path(__file__).parents[1] / "data" / f"ledger_format_{version}"
    shutil.copytree(data, tmp_path / "old")
    content = lines(tmp_path / "old")
    content[1] = content[1].replace(b"+08:00", b"+09:00", 1)
    put_lines(tmp_path / "old", content)
    result = repaired(tmp_path / "old", target)
    assert result.unrecovered == 1
    assert [transaction.format for transaction in history(target)].count(version) == len(content) - 1


# One line is damaged


@pytest.mark.parametrize("position", range(1, LINES + 1))
@pytest.mark.parametrize("how", ["changed", "missing"])
def test_of_one_lost_line_nothing_is_lost_but_its_words(folder: Path, target: Path, position: int, how: str) -> None:
    """`ledger.json` and the lines behind it tell what it did: its effect stands in the new ledger, at its place."""
    content, before = lines(folder), told(folder)
    bad = damaged(content[position - 1])
    content[position - 1 : position] = [bad] if how == "changed" else []
    put_lines(folder, content)
    result = repaired(folder, target)
    assert same_state(folder, target)
    reason = f"修复：第{position}条修改记录损坏，按 ledger.json 补上结果"
    assert result.bridges == (reason,)
    assert told(target) == [*before[: position - 1], ("王五", reason), *before[position:]]
    assert (result.kept, result.resealed) == (position - 1, LINES - position)
    assert lost(target) == ([bad] if how == "changed" else [])
    assert result.unrecovered == len(lost(target))
    assert history(target)[position - 1].time == MOMENT


def test_what_was_undone_and_done_again_is_so_still(folder: Path, target: Path) -> None:
    content = lines(folder)
    put_lines(folder, [content[0], damaged(content[1]), *content[2:]])
    repaired(folder, target)
    with opened(target) as ledger:
        assert [(each.undoes, each.redoes) for each in ledger.history()[-2:]] == [(7, None), (8, 7)]
        assert ledger.undo().undoes == 7
        assert ledger.task("2-9").note == ""
        ledger.undo()
        assert "2-9" not in ledger.tasks


@pytest.mark.parametrize("position", range(1, LINES + 1))
def test_without_a_checkpoint_what_still_applies_is_taken_over(folder: Path, target: Path, position: int) -> None:
    content, before = lines(folder), told(folder)
    bad = damaged(content[position - 1])
    put_lines(folder, [*content[: position - 1], bad, *content[position:]])
    (folder / "ledger.json").unlink()
    result = repaired(folder, target)
    source = {7: 8, 8: 9}.get(position)  # where the next line tells what was there before it
    assert result.bridges == (
        (f"修复：第{position}条修改记录损坏，按第{source}条所记的改前内容补上结果",) if source else ()
    )
    assert result.kept == position - 1
    assert result.kept + result.resealed + result.unrecovered == LINES
    assert bad in lost(target)
    taken = [content[before.index(entry)] for entry in told(target) if entry[0] != "王五"]
    assert sorted([*taken, *lost(target)]) == sorted([*content[: position - 1], bad, *content[position:]])
    # Only what was made to something that is lost can be lost with it.
    others = {1: [2, 3, 4, 5], 6: [7, 8, 9]}.get(position, [])
    assert result.unrecovered == 1 + len(others)
    notes = {key: task.note for key, task in recover(target).state.tasks.items()}
    if source:
        assert notes["2-9"] == "乙"


def test_what_takes_back_something_lost_is_a_change_of_its_own(folder: Path, target: Path) -> None:
    content = lines(folder)
    put_lines(folder, [*content[:6], damaged(content[6]), *content[7:]])
    (folder / "ledger.json").unlink()
    repaired(folder, target)
    *_, bridge, undo, redo = history(target)
    assert bridge.operator == "王五"
    assert undo.reason.startswith("撤销")
    assert (undo.number, undo.undoes) == (8, None)
    assert (redo.number, redo.undoes, redo.redoes) == (9, None, None)


def test_what_a_line_was_made_to_is_known_from_it(tmp_path: Path, target: Path) -> None:
    """Without `ledger.json`: of each record that a lost line changed, the next line about it tells what it was."""
    folder = tmp_path / "多次"
    with opened(folder) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.rename("旧名")
        for note in "甲乙丙":
            ledger.set_note(["1-1", "1-2"], note)
        ledger.rename("新名")
        ledger.set_status(["1-1"], Status.DONE)
        ledger.renew("1", document_draft("2", "1"))
        ledger.renew("1", document_draft("1", "2"))
    content = lines(folder)
    (folder / "ledger.json").unlink()
    put_lines(folder, [damaged(line) if place in (1, 3, 7) else line for place, line in enumerate(content)])
    result = repaired(folder, target)
    assert result.unrecovered == 3
    assert len(result.bridges) == 3
    shutil.copytree(folder, tmp_path / "完好")
    put_lines(tmp_path / "完好", content)
    assert same_state(tmp_path / "完好", target)


def test_numbers_that_moved_are_followed(folder: Path, target: Path) -> None:
    content = lines(folder)
    put_lines(folder, [content[0], damaged(content[1]), *content[2:]])
    (folder / "ledger.json").unlink()
    repaired(folder, target)
    assert [(each.number, each.undoes, each.redoes) for each in history(target)[-2:]] == [(7, 6, None), (8, 7, 6)]


# Several are


def test_a_stretch_of_lost_lines_has_one_bridge(folder: Path, target: Path) -> None:
    content, before = lines(folder), told(folder)
    bad = [damaged(line) for line in content[2:6]]
    put_lines(folder, [*content[:2], *bad, *content[6:]])
    result = repaired(folder, target)
    assert result.bridges == ("修复：第3至6条修改记录损坏，按 ledger.json 补上结果",)
    assert same_state(folder, target)
    assert told(target) == [*before[:2], ("王五", result.bridges[0]), *before[6:]]
    assert [(each.number, each.undoes, each.redoes) for each in history(target)[-2:]] == [(5, 4, None), (6, 5, 4)]
    assert lost(target) == bad


def test_a_line_between_two_lost_ones_stays_in_the_history(folder: Path, target: Path) -> None:
    content, before = lines(folder), told(folder)
    put_lines(folder, [content[0], damaged(content[1]), content[2], damaged(content[3]), *content[4:]])
    result = repaired(folder, target)
    assert result.bridges == ("修复：第2、4条修改记录损坏，按 ledger.json 补上结果",)
    assert told(target) == [before[0], before[2], ("王五", result.bridges[0]), *before[4:]]
    assert same_state(folder, target)


def test_documents_keep_their_place_among_the_others(tmp_path: Path, target: Path) -> None:
    folder = tmp_path / "几份"
    with opened(folder) as ledger:
        for number in "1234":
            ledger.add_documents([document_draft(number)])
        ledger.set_note(["1-1"], "甲")
    content = lines(folder)
    put_lines(folder, [content[0], damaged(content[1]), content[2], damaged(content[3]), content[4]])
    repaired(folder, target)
    assert same_state(folder, target)
    assert list(recover(target).state.tasks) == ["1-1", "2-2", "3-3", "4-4"]


def test_a_lost_journal_comes_back_from_the_checkpoint(folder: Path, target: Path) -> None:
    (folder / "journal.jsonl").unlink()
    result = repaired(folder, target)
    assert result.bridges == (f"修复：第1至{LINES}条修改记录损坏，按 ledger.json 补上结果",)
    assert same_state(folder, target)
    assert len(lines(target)) == 1


@pytest.mark.parametrize("kept", range(LINES))
@pytest.mark.parametrize("torn", [False, True])
def test_a_lost_end_comes_back_from_the_checkpoint(folder: Path, target: Path, kept: int, torn: bool) -> None:
    content = lines(folder)
    rest = content[kept][:-10] if torn else b""
    put_lines(folder, [*content[:kept], rest])
    result = repaired(folder, target)
    assert same_state(folder, target)
    assert result.kept == kept
    assert lost(target) == ([rest + b"\n"] if torn else [])


@pytest.mark.parametrize("position", range(1, LINES + 1))
@pytest.mark.parametrize("checkpoint_after", [0, 2, 5, 7])
def test_lines_beyond_the_checkpoint_are_taken_over(
    tmp_path: Path, target: Path, position: int, checkpoint_after: int
) -> None:
    folder = make_ledger(tmp_path, checkpoint_after)
    content = lines(folder)
    put_lines(folder, [*content[: position - 1], damaged(content[position - 1]), *content[position:]])
    expected = make_ledger(tmp_path / "完好") if position <= checkpoint_after else None
    result = repaired(folder, target)
    assert bool(result.bridges) == (position <= checkpoint_after or position in (7, 8))
    if expected:
        assert recover(target).state.tasks.keys() == recover(expected).state.tasks.keys()
        assert result.resealed == LINES - position


# Out of order


def test_lines_in_a_wrong_place_are_put_where_they_belong(folder: Path, target: Path) -> None:
    content = lines(folder)
    put_lines(folder, [content[0], content[3], content[2], content[1], *content[:3:-1]])
    result = repaired(folder, target)
    assert lines(target) == content
    assert (result.kept, result.resealed, result.unrecovered, result.bridges) == (LINES, 0, 0, ())


def test_repeated_lines_are_taken_over_once(folder: Path, target: Path) -> None:
    content = lines(folder)
    put_lines(folder, [*content[:5], content[1], content[4], *content[5:], *content])
    result = repaired(folder, target)
    assert lines(target) == content
    assert (result.repeated, result.unrecovered) == (2 + LINES, 0)


def test_a_second_line_of_a_number_is_not_guessed_at(folder: Path, target: Path) -> None:
    content = lines(folder)
    forged = seal(msgspec.structs.replace(decode(content[2]), operator="王五", hash="")).line
    put_lines(folder, [*content, forged])
    result = repaired(folder, target)
    assert lines(target) == content
    assert lost(target) == [forged]
    assert result.unrecovered == 1


def test_the_sound_lines_behind_one_that_was_signed_anew_are_kept(folder: Path, target: Path) -> None:
    content = lines(folder)
    forged = seal(msgspec.structs.replace(decode(content[2]), operator="王五", hash="")).line
    put_lines(folder, [*content[:2], forged, *content[3:]])
    result = repaired(folder, target)
    assert same_state(folder, target)
    assert (result.kept, result.resealed, result.bridges) == (3, LINES - 3, ())


# The checkpoint


def test_a_checkpoint_of_another_ledger_is_not_used(folder: Path, target: Path, tmp_path: Path) -> None:
    content = lines(folder)
    other = tmp_path / "other"
    shutil.copytree(folder, other)
    put_lines(other, sealed_anew(msgspec.structs.replace(decode(line), operator="赵六") for line in content))
    (other / "ledger.json").unlink()
    with opened(other):
        pass
    shutil.copy(other / "ledger.json", folder)
    put_lines(folder, [*content[:4], damaged(content[4]), *content[5:]])
    result = repaired(folder, target)
    assert result.bridges == ()
    assert {operator for operator, _ in told(target)} == {"李四"}


def test_a_checkpoint_whose_documents_are_others_is_not_used(folder: Path, target: Path, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "other", now=lambda: MOMENT) as ledger:
        ledger.add_documents([document_draft("5")])
        for note in "甲乙丙丁":
            ledger.set_note(["1-5"], note)
    shutil.copy(tmp_path / "other" / "ledger.json", folder)
    put_lines(folder, lines(folder)[:2])
    assert repaired(folder, target).bridges == ()
    assert list(recover(target).state.tasks) == ["1-1", "1-2", "1-3"]


@pytest.mark.parametrize("data", [b"", b"{}", None])
def test_a_damaged_checkpoint_is_not_used(folder: Path, target: Path, data: bytes | None) -> None:
    content = lines(folder)
    if data is None:
        data = (folder / "ledger.json").read_bytes().replace("甲".encode(), "丙".encode())
    (folder / "ledger.json").write_bytes(data)
    put_lines(folder, content[:4])
    result = repaired(folder, target)
    assert (result.bridges, result.kept) == ((), 4)


def test_a_checkpoint_that_contradicts_itself_is_not_used(folder: Path, target: Path) -> None:
    recovery = recover(folder)
    del recovery.state.documents["2"]
    write_checkpoint(folder / "ledger.json", recovery.state.snapshot(), recovery.place)
    put_lines(folder, lines(folder)[:4])
    assert repaired(folder, target).bridges == ()


def test_changes_in_the_middle_of_an_order_come_back(tmp_path: Path, target: Path) -> None:
    """A newer version of a document: tasks that are new, dropped, in another order."""
    folder = tmp_path / "新版"
    with opened(folder) as ledger:
        ledger.add_documents([document_draft("1", "2", "3")])
        ledger.add_documents([document_draft("4")])
        ledger.rename("青禾县")
        ledger.renew("1", document_draft("3", "5", "1"))
        ledger.set_note(["1-3"], "甲")
    content = lines(folder)
    for bad in ([2, 3], [3], [0, 1, 2, 3], [3, 4]):
        put_lines(folder, [damaged(line) if place in bad else line for place, line in enumerate(content)])
        repaired(folder, target)
        assert same_state(folder, target)
        shutil.rmtree(target)


# What nobody can bring back


def test_a_sound_line_that_names_what_is_not_there_is_left_out(folder: Path, target: Path) -> None:
    def change(transactions: list[Transaction]) -> None:
        orphan = transactions[5].changes[1]
        transactions[5] = msgspec.structs.replace(transactions[5], changes=(orphan,))

    rewrite(folder, change)
    result = repaired(folder, target)
    assert result.unrecovered == 4  # and what was done to that task
    assert "2-9" not in recover(target).state.tasks


@pytest.mark.parametrize("bad", ["x", "../1", "一"])
def test_ids_that_nothing_can_have_are_left_out(folder: Path, target: Path, bad: str) -> None:
    def change(transactions: list[Transaction]) -> None:
        document = transactions[5].changes[0]
        strange = Change("documents", bad, after={**(document.after or {}), "id": bad})
        transactions[5] = msgspec.structs.replace(transactions[5], changes=(strange,))

    rewrite(folder, change)
    assert repaired(folder, target).unrecovered == 4


def test_a_reference_to_nothing_is_dropped(folder: Path, target: Path) -> None:
    def change(transactions: list[Transaction]) -> None:
        transactions[1] = msgspec.structs.replace(transactions[1], undoes=7)

    rewrite(folder, change)
    result = repaired(folder, target)
    assert (result.kept, result.resealed, result.unrecovered) == (1, LINES - 1, 0)
    assert history(target)[1].undoes is None


def test_rubbish_is_kept_as_it_was(folder: Path, target: Path) -> None:
    content = lines(folder)
    rubbish = [b"\xff\xfe\0\0\n", "乱码\r\n".encode("gb18030"), b"\n"]
    put_lines(folder, [content[0], *rubbish, *content[1:], b"half"])
    result = repaired(folder, target)
    assert lines(target) == content
    assert (target / UNRECOVERED_NAME).read_bytes() == b"".join(rubbish) + b"half\n"
    assert result.unrecovered == 4


def test_missing_evidence_is_told_and_stops_nothing(folder: Path, target: Path) -> None:
    (kept,) = (folder / "evidence").iterdir()
    kept.unlink()
    result = repair(folder, target, moment=MOMENT, operator="")
    assert [finding.kind for finding in result.report.findings] == [FindingKind.EVIDENCE_MISSING]
    assert result.evidence == 0


def test_changed_evidence_is_copied_as_it_is(folder: Path, target: Path) -> None:
    (kept,) = (folder / "evidence").iterdir()
    kept.chmod(0o600)
    kept.write_bytes(b"x")
    result = repair(folder, target, moment=MOMENT, operator="")
    assert [finding.kind for finding in result.report.findings] == [FindingKind.EVIDENCE_CHANGED]
    assert [path.read_bytes() for path in (target / "evidence").iterdir()] == [b"x"]


def test_evidence_that_nobody_refers_to_is_copied(folder: Path, target: Path) -> None:
    (folder / "evidence" / "手工放入.pdf").write_bytes(b"x")
    assert repaired(folder, target).evidence == 2
    assert (target / "evidence" / "手工放入.pdf").read_bytes() == b"x"


# Refusals


def test_the_new_folder_must_be_empty_and_elsewhere(folder: Path, target: Path, tmp_path: Path) -> None:
    target.mkdir(parents=True)
    (target / "x").touch()
    before = contents(tmp_path)
    for wrong in (target, target / "x", folder, folder / "新", folder / ".." / folder.name / "新"):
        with pytest.raises(RequestError) as caught:
            repair(folder, wrong, moment=MOMENT, operator="")
        assert caught.value.hint
        assert contents(tmp_path) == before
    (target / "x").unlink()
    assert repair(folder, target, moment=MOMENT, operator="").report.sound


def test_a_link_into_the_old_folder_is_the_old_folder(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "链接").symlink_to(folder)
    with pytest.raises(RequestError):
        repair(folder, tmp_path / "链接" / "新", moment=MOMENT, operator="")


def test_where_there_is_no_ledger_it_is_told(tmp_path: Path, target: Path) -> None:
    with pytest.raises(RequestError):
        repair(tmp_path / "没有", target, moment=MOMENT, operator="")
    assert not target.exists()


@pytest.mark.parametrize("where", ["journal", "checkpoint"])
def test_what_a_newer_program_wrote_is_not_repaired(folder: Path, target: Path, where: str) -> None:
    if where == "journal":
        rewrite(folder, lambda transactions: transactions.append(newer(transactions[-1])))
    else:
        content = json.loads((folder / "ledger.json").read_bytes())
        content["meta"]["1"]["format"] = FORMAT + 1
        (folder / "ledger.json").write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        repair(folder, target, moment=MOMENT, operator="")
    assert "较新版本" in caught.value.message
    assert not target.exists()


def newer(transaction: Transaction) -> Transaction:
    return msgspec.structs.replace(transaction, format=FORMAT + 1)


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize("existed", [False, True])
def test_a_failing_disk_leaves_nothing_behind(
    folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch, failing: str, existed: bool
) -> None:
    def full(*arguments: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    if existed:
        target.mkdir(parents=True)
    before = contents(folder)
    monkeypatch.setattr(*((os, "fsync") if failing == "fsync" else (Path, "replace")), full)
    with pytest.raises(LedgerError) as caught:
        repair(folder, target, moment=MOMENT, operator="")
    assert "磁盘已满" in caught.value.message
    assert target.exists() == existed
    assert not existed or not list(target.iterdir())
    assert contents(folder) == before


def test_a_result_that_is_not_sound_is_not_left(folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    really = repair_module.check

    def after_a_change(place: Path) -> object:
        put_lines(place, lines(place)[:-1])
        return really(place)

    monkeypatch.setattr(repair_module, "check", after_a_change)
    with pytest.raises(LedgerError) as caught:
        repair(folder, target, moment=MOMENT, operator="")
    assert "没有通过检查" in caught.value.message
    assert not target.exists()


def test_a_journal_that_the_disk_does_not_give_back_is_used_up_to_there(
    folder: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really = salvage.read_links

    def failing(path: Path) -> object:
        for link in really(path):
            if link.position == 5:
                raise OSError(errno.EIO, "Input/output error")
            yield link

    monkeypatch.setattr(salvage, "read_links", failing)
    result = repaired(folder, target)
    assert result.unreadable
    assert result.kept == 4
    assert same_state(folder, target)


def test_it_can_be_stopped(folder: Path, target: Path) -> None:
    class StoppedError(Exception):
        pass

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        repair(folder, target, moment=MOMENT, operator="", watch=stop)
    assert not target.exists()


def test_progress_comes_to_its_end(folder: Path, target: Path) -> None:
    steps: list[tuple[int, int]] = []
    repair(folder, target, moment=MOMENT, operator="", watch=lambda done, total: steps.append((done, total)))
    assert steps == sorted(steps)
    assert steps[-1][0] == steps[-1][1]


# Any damage


@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_happened_the_result_is_sound_and_nothing_is_dropped(tmp_path: Path, data: st.DataObject) -> None:
    folder, target = tmp_path / "随机", tmp_path / "结果"
    for path in (folder, target):
        shutil.rmtree(path, ignore_errors=True)
    whole = tmp_path / "模板" / "台账"
    if not whole.exists():
        whole.parent.mkdir()
        make_ledger(whole.parent)
    shutil.copytree(whole, folder)
    content = data.draw(st.permutations(lines(folder))) if data.draw(st.booleans()) else lines(folder)
    for _ in range(data.draw(st.integers(0, 4))):
        place = data.draw(st.integers(0, len(content) - 1)) if content else 0
        match data.draw(st.sampled_from(["damage", "delete", "repeat", "cut"])):
            case "damage":
                content[place : place + 1] = [damaged(line) for line in content[place : place + 1]]
            case "delete":
                content[place : place + 1] = []
            case "repeat":
                content[place : place + 1] *= 2
            case "cut":
                del content[place + 1 :]
                content[place : place + 1] = [line[:-5] for line in content[place : place + 1]]
    put_lines(folder, content)
    if data.draw(st.booleans()):
        (folder / "ledger.json").unlink()
    before = contents(folder)
    sealed = (folder / "ledger.json").exists()
    result = repair(folder, target, moment=MOMENT, operator="")
    assert contents(folder) == before
    assert result.report.sound
    assert result.kept + result.resealed + result.unrecovered + result.repeated == len(b"".join(content).splitlines())
    if sealed:
        assert recover(target).state.snapshot() == recover(whole).state.snapshot()
