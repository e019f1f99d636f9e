"""The command `doctor`: a ruler whose edges line up, and what the help desk wants to know."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line

from govtui import __version__
from govtui.printing.doctor import ruler_lines
from govtui.terminal.facts import folder_facts
from govtui.text import width


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Govtui:
    return command_line(capsys, "--ledger", tmp_path / "ledger")


@pytest.mark.parametrize("plain", [False, True])
def test_all_edges_of_the_ruler_line_up(plain: bool) -> None:
    lines = ruler_lines(plain=plain)
    assert len({width(line) for line in lines}) == 1
    assert all(line.endswith("|") for line in lines)
    assert len(lines) > 6


def test_it_says_all_that_the_help_desk_wants_to_know(govtui: Govtui, tmp_path: Path) -> None:
    answer = govtui("doctor")
    assert (answer.code, answer.err) == (0, "")
    for word in (
        "终端",
        "这里不是终端窗口",
        "画法",
        "颜色",
        "剪贴板",
        "文字编码",
        "系统",
        "Python",
        "textual",
        "设置",
        "数据",
        "台账",
    ):
        assert word in answer.out
    assert str(tmp_path / "ledger") in answer.out
    assert __version__ in answer.out
    assert not (tmp_path / "ledger").exists(), "looking makes nothing"


def test_it_speaks_to_programs_as_well(govtui: Govtui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "linux")
    report = json.loads(govtui("doctor", "--json").out)
    assert report["version"] == __version__
    assert report["signs"] == "ascii"
    assert "linux" in report["reason"]
    assert "NO_COLOR" in report["terminal"]["colours"]
    assert report["terminal"]["reads"] is False or report["terminal"]["writes"] is False
    assert report["cells"] == {}
    assert [folder["name"] for folder in report["folders"]] == ["设置", "数据", "台账"]


def test_a_ledger_that_nobody_knows_is_said_and_the_rest_told(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    answer = command_line(capsys, "--ledger", "没有这本台账")("doctor")
    assert answer.code == 0
    assert "注意" in answer.out
    assert "没有这本台账" in answer.out


def test_a_folder_is_told_as_it_is(tmp_path: Path) -> None:
    there = folder_facts("台账", tmp_path)
    assert there.there
    assert there.writable
    assert there.free
    missing = folder_facts("台账", tmp_path / "new" / "ledger")
    assert not missing.there
    assert missing.writable, "it can be made"
    assert not (tmp_path / "new").exists()


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("govtui.terminal.facts.tempfile.TemporaryFile", refuse)
    assert not folder_facts("台账", tmp_path).writable
