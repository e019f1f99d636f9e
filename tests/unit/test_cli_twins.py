"""The commands `twins`, `link`, `unlink`, and `set --twins`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line
from ledger_samples import Clock, document_draft, task_draft

from govtui.ledger.ledger import Ledger

SENTENCE = "推动高频政务服务事项全程网办，年底前全程网办率达到95%，每季度通报一次办理情况。"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with two plans that have one sentence in common, but for a number."""
    with Ledger.open(tmp_path / "台账", now=Clock()) as ledger:
        own = document_draft(tasks=(task_draft("1", requirement=SENTENCE), task_draft("2", requirement="更新电话。")))
        other = task_draft("5", requirement=SENTENCE.replace("95%", "90%"), indicators=())
        ledger.add_documents([own, document_draft(tasks=(other,), fingerprint="b" * 64)])
    return tmp_path / "台账"


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    return command_line(capsys, "--ledger", folder, "--today", "2023-09-04")


def test_pairs_with_what_differs(govtui: Govtui) -> None:
    answer = govtui("twins")
    assert answer.code == 0
    head, first, second = answer.out.splitlines()
    assert head.startswith("1-1 2-5  9")
    assert first.startswith("  1-1  不同：“达到95%”")
    assert second.startswith("  2-5  不同：“达到90%”")
    assert "共1对，已关联0对" in answer.err


def test_pairs_of_one_task(govtui: Govtui) -> None:
    assert govtui("twins", "2-5").out.startswith("1-1 2-5")
    answer = govtui("twins", "1-2")
    assert (answer.code, answer.out) == (0, "")
    assert "没有找到" in answer.err
    assert govtui("twins", "7-7").code == 1


def test_pairs_as_data(govtui: Govtui) -> None:
    govtui("link", "1-1", "2-5")
    (pair,) = json.loads(govtui("twins", "--json").out)["pairs"]
    assert pair["tasks"] == ["1-1", "2-5"]
    assert pair["linked"] is True
    assert 0.9 < pair["likeness"] < 1
    assert pair["requirements"][0] == SENTENCE


def test_linked_and_alone_again(govtui: Govtui) -> None:
    assert "关联为相同任务：1-1、2-5" in govtui("link", "1-1", "2-5").out
    assert govtui("link", "1-1", "2-5").out == "没有改动：已经是这样了\n"
    assert "已关联" in govtui("twins").out
    assert "取消相同任务的关联：2-5" in govtui("unlink", "2-5").out
    assert govtui("unlink", "2-5").out == "没有改动：没有关联过\n"
    assert "已关联" not in govtui("twins").out


def test_one_task_alone_cannot_be_linked(govtui: Govtui) -> None:
    answer = govtui("link", "1-1")
    assert answer.code == 1
    assert "只选了一项任务" in answer.err


def test_an_entry_goes_to_linked_tasks_only_on_request(govtui: Govtui, folder: Path) -> None:
    govtui("link", "1-1", "2-5")
    govtui("set", "1-1", "进展=已部署")
    answer = govtui("set", "1-1", "进展=已通报", "计数=1", "状态=推进中", "--twins")
    assert answer.code == 0
    assert [line.partition("：")[2].partition("“")[0] for line in answer.out.splitlines()] == [
        "办理状态改为",
        "登记进展",
    ]
    with Ledger.open(folder, reading=True) as ledger:
        assert [entry.text for entry in ledger.task("1-1").progress] == ["已部署", "已通报"]
        assert [(entry.text, entry.counts) for entry in ledger.task("2-5").progress] == [("已通报", ())]


def test_sharing_needs_something_to_share(govtui: Govtui) -> None:
    answer = govtui("set", "1-1", "状态=推进中", "--twins")
    assert answer.code == 2
    assert "--twins 要和进展一起写" in answer.err
