"""The commands about which ledgers there are: `ledgers`, `new`, `use`, `rename`, `operator`, and `--ledger` by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line

from govtui import shelf
from govtui.config import load_settings
from govtui.ledger import session
from govtui.ledger.ledger import Ledger
from govtui.ledger.places import Place, PlaceKind


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Govtui:
    monkeypatch.setattr(session, "place_warning", lambda _: Place(PlaceKind.ORDINARY))

    return command_line(capsys)


def names(govtui: Govtui) -> list[str]:
    return [ledger["name"] for ledger in json.loads(govtui("ledgers", "--json").out)["ledgers"]]


def chosen(govtui: Govtui) -> list[str]:
    return [ledger["name"] for ledger in json.loads(govtui("ledgers", "--json").out)["ledgers"] if ledger["chosen"]]


def test_where_there_is_no_ledger_it_says_how_to_begin_one(govtui: Govtui) -> None:
    answer = govtui("ledgers")
    assert (answer.code, answer.out) == (0, "")
    assert "govtui new" in answer.err


def test_a_new_ledger_is_opened_from_then_on(govtui: Govtui) -> None:
    answer = govtui("new", "2024年政务公开台账")
    folder = shelf.ledgers_folder() / "2024年政务公开台账"
    assert answer == (0, f"已新建台账“2024年政务公开台账”：{folder}\n", "")
    assert load_settings().ledger == str(folder)
    assert govtui("list").code == 0
    with Ledger.open(folder, reading=True) as ledger:
        assert ledger.name == "2024年政务公开台账"


def test_a_new_ledger_can_be_put_elsewhere(govtui: Govtui, tmp_path: Path) -> None:
    assert govtui("new", "应急台账", "--folder", tmp_path).code == 0
    assert shelf.holds_ledger(tmp_path / "应急台账")


@pytest.mark.parametrize("name", ["", "///", "字" * 61, "2024年政务公开台账", "２０２４年政务公开台账"])
def test_a_name_that_is_none_or_taken_is_refused(govtui: Govtui, name: str, tmp_path: Path) -> None:
    govtui("new", "2024年政务公开台账")
    answer = govtui("new", name, "--folder", tmp_path)
    assert answer.code == 1
    assert answer.err.count("：") >= 1
    assert not [path for path in tmp_path.iterdir() if path.name != "home"]
    assert names(govtui) == ["2024年政务公开台账"]


def test_the_ledgers_are_listed_the_last_one_first(govtui: Govtui, tmp_path: Path) -> None:
    govtui("new", "2023年政务公开台账")
    govtui("new", "应急台账", "--folder", tmp_path / "U盘")
    (tmp_path / "U盘").rename(tmp_path / "拔出")
    lines = govtui("ledgers").out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [
        ["默认", "应急台账"],
        ["2023年政务公开台账", lines[2].split()[1]],
    ]
    assert "找不到" in lines[1]
    assert "找不到" not in lines[2]
    record = json.loads(govtui("ledgers", "--json").out)
    assert record["ledger"] == str(tmp_path / "U盘" / "应急台账")
    assert [(ledger["name"], ledger["there"], ledger["chosen"]) for ledger in record["ledgers"]] == [
        ("应急台账", False, True),
        ("2023年政务公开台账", True, False),
    ]


@pytest.mark.parametrize("by_name", [True, False])
def test_another_ledger_is_chosen_by_name_or_folder(govtui: Govtui, by_name: bool) -> None:
    govtui("new", "2023年政务公开台账")
    govtui("new", "2024年政务公开台账")
    assert chosen(govtui) == ["2024年政务公开台账"]
    folder = shelf.ledgers_folder() / "2023年政务公开台账"
    answer = govtui("use", "2023年政务公开台账" if by_name else folder)
    assert answer == (0, f"以后打开这本台账：“2023年政务公开台账”，0项任务，{folder}\n", "")
    assert chosen(govtui) == ["2023年政务公开台账"]


def test_a_ledger_that_was_moved_is_found_again(govtui: Govtui, tmp_path: Path) -> None:
    govtui("new", "应急台账", "--folder", tmp_path / "旧")
    (tmp_path / "旧").rename(tmp_path / "新")
    refused = govtui("list")
    assert refused.code == 1
    assert "台账不在原来的位置" in refused.err
    assert not (tmp_path / "旧").exists()
    assert govtui("use", tmp_path / "新" / "应急台账").code == 0
    assert govtui("list").code == 0


def test_what_holds_no_ledger_cannot_be_chosen(govtui: Govtui, tmp_path: Path) -> None:
    answer = govtui("use", tmp_path)
    assert answer.code == 1
    assert "里没有台账" in answer.err
    assert not load_settings().ledger


def test_the_environment_overrules_and_that_is_said(
    govtui: Govtui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVTUI_LEDGER", str(tmp_path / "另一本"))
    assert "GOVTUI_LEDGER" in govtui("new", "应急台账").err
    assert "GOVTUI_LEDGER" in govtui("use", "应急台账").err


def test_any_command_takes_a_ledger_by_its_name(govtui: Govtui) -> None:
    govtui("new", "2023年政务公开台账")
    govtui("new", "2024年政务公开台账")
    assert govtui("--ledger", "2023年政务公开台账", "rename", "政务公开（2023年）").code == 0
    assert sorted(names(govtui)) == ["2024年政务公开台账", "政务公开（2023年）"]
    answer = govtui("list", "--ledger", "2023年政务公开")
    assert answer.code == 1
    assert "是不是" in answer.err
    assert chosen(govtui) == ["2024年政务公开台账"], "looking into another one does not choose it"


def test_a_new_name_is_a_change_like_any_other(govtui: Govtui) -> None:
    govtui("new", "政务公开台帐")
    assert govtui("rename", "政务公开台账").out == "第2号改动：台账改名为“政务公开台账”\n"
    assert govtui("rename", "政务公开台账").out == "没有改动：已经是这样了\n"
    assert govtui("rename", " ").code == 1
    assert govtui("undo").code == 0
    folder = shelf.ledgers_folder() / "政务公开台帐"
    with Ledger.open(folder, reading=True) as ledger:
        assert ledger.name == "政务公开台帐"


def test_who_works_in_the_ledger_is_set_once(govtui: Govtui) -> None:
    assert "没有登记操作人" in govtui("operator").out
    assert govtui("operator", "李青") == (0, "操作人：李青\n", "")
    assert govtui("operator").out == "操作人：李青\n"
    govtui("new", "应急台账")
    with Ledger.open(shelf.ledgers_folder() / "应急台账", reading=True) as ledger:
        assert {transaction.operator for transaction in ledger.history()} == {"李青"}
    assert govtui("operator", "青" * 21).code == 1
    assert govtui("operator").out == "操作人：李青\n"
    assert "没有登记操作人" in govtui("operator", "").out


def test_a_known_ledger_that_is_gone_can_be_restored_where_it_was(govtui: Govtui, tmp_path: Path) -> None:
    govtui("new", "应急台账", "--folder", tmp_path / "盘")
    folder = tmp_path / "盘" / "应急台账"
    assert govtui("backup", tmp_path / "备份.zip").code == 0
    (tmp_path / "盘").rename(tmp_path / "坏盘")
    assert govtui("restore", tmp_path / "备份.zip", "--ledger", folder).code == 0
    assert shelf.holds_ledger(folder)
