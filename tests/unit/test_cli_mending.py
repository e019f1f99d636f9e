"""`govtui check` and `govtui repair`."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

import pytest
from command_line import Govtui, command_line
from mending_samples import LINES, damaged, lines, make_ledger, put_lines

from govtui.config import Settings, save_settings
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending.check import check
from govtui.ledger.mending.findings import Finding, FindingKind, Report
from govtui.ledger.mending.repair import UNRECOVERED_NAME, Repaired
from govtui.ledger.mending.telling import KIND_LABELS, advice_for, finding_line, repaired_lines, report_lines


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_ledger(tmp_path)


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    return command_line(capsys, "--ledger", folder)


def damage(folder: Path, position: int) -> None:
    content = lines(folder)
    content[position - 1] = damaged(content[position - 1])
    put_lines(folder, content)


def contents(folder: Path) -> dict[Path, tuple[bytes, int]]:
    return {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


# check


def test_check_of_a_sound_ledger(govtui: Govtui, folder: Path) -> None:
    before = contents(folder)
    answer = govtui("check")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        f"台账：{folder}",
        "已检查：修改记录9条，来文2份，任务4项，佐证材料1件，备份0份",
        "没有发现问题",
    ]
    assert answer.err == ""
    assert contents(folder) == before


def test_check_names_what_is_wrong(govtui: Govtui, folder: Path) -> None:
    damage(folder, 3)
    (folder / "ledger.json.tmp").touch()
    answer = govtui("check")
    assert answer.code == 1
    assert answer.out.splitlines()[2:] == [
        "发现1处问题：",
        "  修改记录被改动（journal.jsonl 第 3 行）：第 3 行被改动或已损坏",
        "另有不影响台账的情况：",
        "  遗留的文件（ledger.json.tmp）：写到一半留下的文件",
    ]
    assert "govtui repair" in answer.err


def test_check_where_there_is_no_ledger(govtui: Govtui, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    for place in ("没有", "空"):
        answer = govtui("--ledger", tmp_path / place, "check")
        assert answer.code == 1
        assert answer.out == ""
        assert place in answer.err


def test_what_check_prints_does_nothing_to_a_terminal(govtui: Govtui, folder: Path) -> None:
    (folder / "evidence" / "\x1b[31m红.pdf").write_bytes(b"x")
    assert "\x1b" not in govtui("check").out


def test_progress_is_shown_in_a_window_alone(
    govtui: Govtui, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "%" not in govtui("check").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    shown = govtui("check").err
    assert "正在检查… 100%" in shown
    assert shown.endswith("\r")


# repair


def test_repair_makes_a_new_ledger(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    save_settings(Settings(operator="周慧"))
    damage(folder, 3)
    before = contents(folder)
    target = tmp_path / "修复后"
    answer = govtui("repair", target)
    assert answer.code == 0
    assert contents(folder) == before
    assert answer.out.splitlines() == [
        f"已修复到：{target}",
        "原样保留修改记录2条，接在修复处之后重新编号的6条",
        "修复：第3条修改记录损坏，按 ledger.json 补上结果",
        f"未能恢复1条，原文存在：{target / UNRECOVERED_NAME}",
        "复制佐证材料1件",
        f"已检查：修改记录{LINES}条，来文2份，任务4项，佐证材料1件，备份0份",
        "没有发现问题",
    ]
    assert "原台账没有改动" in answer.err
    assert check(target).sound
    with Ledger.open(target, reading=True) as ledger:
        (bridge,) = [each for each in ledger.history() if each.reason.startswith("修复")]
        assert bridge.operator == "周慧"
        assert ledger.task("1-2").note == "甲"


def test_repair_says_what_it_cannot_bring_back(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder / "evidence")
    answer = govtui("repair", tmp_path / "修复后")
    assert answer.code == 0
    assert "佐证材料不见了（任务 1-1）" in answer.out
    assert "重新附上" in answer.err


def test_repair_refuses_a_folder_with_something_in_it(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    before = contents(tmp_path)
    for target in (folder, folder / "里面", tmp_path):
        answer = govtui("repair", target)
        assert (answer.code, answer.out) == (1, "")
        assert "台账没有修复" in answer.err
    assert contents(tmp_path) == before


def test_repair_asks_for_a_folder(govtui: Govtui) -> None:
    assert govtui("repair").code == 2


# Words


def test_every_kind_has_a_label_of_its_own() -> None:
    assert set(KIND_LABELS) == set(FindingKind)
    assert len(set(KIND_LABELS.values())) == len(FindingKind)
    assert not any(re.search("[A-Za-z。]", label) for label in KIND_LABELS.values())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (FindingKind.CHANGED_LINE, "govtui repair"),
        (FindingKind.CHECKPOINT_DIFFERENT, "govtui repair"),
        (FindingKind.TORN_LINE, "打开一次台账"),
        (FindingKind.CHECKPOINT_MISSING, "打开一次台账"),
        (FindingKind.EVIDENCE_CHANGED, "重新附上"),
        (FindingKind.BACKUP_DAMAGED, "govtui backup"),
        (FindingKind.NEWER_FORMAT, "升级程序"),
    ],
)
def test_each_fault_has_its_advice(kind: FindingKind, words: str) -> None:
    (text,) = advice_for(Report((Finding(kind, "x"),)))
    assert words in text
    assert not text.endswith("。")


def test_what_is_only_mentioned_needs_no_advice() -> None:
    assert advice_for(Report((Finding(FindingKind.LEFTOVER, "x"),))) == []
    assert advice_for(Report(())) == []


def test_what_opening_mends_is_mended_by_opening(folder: Path) -> None:
    """As the advice says."""
    content = lines(folder)
    put_lines(folder, [*content, content[-1][:-9]])
    (folder / "ledger.json").write_bytes(b"")
    report = check(folder)
    assert {finding.kind for finding in report.faults} == {FindingKind.TORN_LINE, FindingKind.CHECKPOINT_DAMAGED}
    assert "打开一次台账" in advice_for(report)[0]
    with Ledger.open(folder):
        pass
    assert check(folder).sound


def test_a_finding_without_a_place_has_no_brackets() -> None:
    assert finding_line(Finding(FindingKind.CHANGED_LINE, "同类情况另有 5 处")) == "修改记录被改动：同类情况另有 5 处"


def test_many_bridges_are_counted(tmp_path: Path) -> None:
    report = Report(())
    bridges = tuple(f"修复：第{number}条" for number in range(9))
    told = repaired_lines(Repaired(tmp_path, 5, 0, bridges, 0, 3, "Input/output error", (), report))
    assert told[1:] == [
        "原样保留修改记录5条",
        *bridges[:5],
        "这样补上的共9处，历史中都有记录",
        "重复的3条只保留一次",
        "原修改记录没有读到末尾，磁盘可能已损坏",
        *report_lines(report),
    ]
