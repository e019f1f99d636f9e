"""The commands `units` and `unit`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line
from ledger_samples import Clock, document_draft, task_draft

from govtui.ledger.ledger import Ledger
from govtui.model import Unit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "台账"
    draft = document_draft(
        tasks=(
            task_draft("1", units=("县发改局", "各乡镇"), lead=("县发改局",), support=("各乡镇",)),
            task_draft("2", units=("县发展和改革局", "县财政局"), lead=(), support=()),
            task_draft("3", units=("各乡镇", "各执法单位"), lead=("各乡镇",), support=()),
        )
    )
    with Ledger.open(folder, operator="李青", now=Clock()) as ledger:
        ledger.add_documents([draft])
    return folder


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    return command_line(capsys, "--ledger", folder, "--today", "2024-01-23")


def records(folder: Path) -> list[Unit]:
    with Ledger.open(folder, reading=True) as ledger:
        return list(ledger.units.records.values())


def test_the_units_of_a_ledger_are_listed(govtui: Govtui) -> None:
    answer = govtui("units")
    assert answer.code == 0
    assert answer.out.splitlines()[1].split()[:4] == ["2", "1", "1", "统称"]
    assert "3个单位，2个统称；还没有设本单位" in answer.err
    assert "可能是同一单位：县发改局＝县发展和改革局" in answer.err
    assert "县财政局" not in govtui("units", "发改").out
    listed = json.loads(govtui("units", "--json").out)
    assert listed["suggestions"] == [{"name": "县发改局", "into": "县发展和改革局"}]
    assert listed["units"][0] == {
        "name": "各乡镇",
        "short": "",
        "aliases": [],
        "distinct": [],
        "members": [],
        "collective": True,
        "own": False,
        "includes_own": False,
        "tasks": 2,
        "lead": 1,
        "support": 1,
    }


def test_units_are_put_right(govtui: Govtui, folder: Path) -> None:
    assert "本单位设为“城关镇”" in govtui("unit", "own", "城关镇").out
    assert "算作同一单位" in govtui("unit", "join", "县发改局", "发改委", "县发展和改革局").out
    assert "“发改委”重新算作单独的单位" in govtui("unit", "part", "发改委").out
    assert "的简称设为“发改”" in govtui("unit", "short", "县发改局", "发改").out
    assert "“各乡镇”包括城关镇、柳林镇" in govtui("unit", "group", "各乡镇", "城关镇", "柳林镇").out
    assert [(each.name, each.short, each.aliases, each.members, each.own) for each in records(folder)] == [
        ("城关镇", "", (), (), True),
        ("县发展和改革局", "发改", ("县发改局",), (), False),
        ("各乡镇", "", (), ("城关镇", "柳林镇"), False),
    ]
    answer = govtui("units")
    assert "含本单位" in answer.out
    assert "又名县发改局" in answer.out
    assert "本单位：城关镇" in answer.err
    assert govtui("unit", "own", "城关镇").out == "没有改动：已经是这样了\n"
    govtui("unit", "group", "各乡镇", "")
    govtui("unit", "own", "")
    assert [each.name for each in records(folder)] == ["县发展和改革局"]
    govtui("undo")
    assert [each.name for each in records(folder)] == ["县发展和改革局", "城关镇"]


def test_names_of_two_units_are_told_apart_once_and_for_all(govtui: Govtui) -> None:
    assert govtui("unit", "apart", "县发改局", "县发展和改革局").out.endswith(
        "“县发改局”和“县发展和改革局”不是同一单位\n"
    )
    assert "可能是同一单位" not in govtui("units").err
    listed = json.loads(govtui("units", "--json", "发改").out)
    assert (listed["suggestions"], listed["units"][0]["distinct"]) == ([], ["县发展和改革局"])
    govtui("undo")
    assert "可能是同一单位" in govtui("units").err


def test_the_own_unit_decides_which_tasks_are_listed_as_ours(govtui: Govtui) -> None:
    govtui("unit", "own", "城关镇")
    listed = json.loads(govtui("list", "--json", "单位:本单位").out)
    assert [each["id"] for each in listed["tasks"]] == ["1-1", "1-3"]


@pytest.mark.parametrize(
    "words", [["own", "甲", "乙"], ["join", "甲"], ["short", "甲"], ["apart", "甲"], ["group", "各乡镇"], ["rename"]]
)
def test_what_makes_no_command_is_explained(govtui: Govtui, words: list[str]) -> None:
    answer = govtui("unit", *words)
    assert answer.code == 2
    assert "govtui unit" in answer.err


def test_what_is_refused_is_explained(govtui: Govtui) -> None:
    answer = govtui("unit", "join", "县财政局", "县财政局")
    assert answer.code == 1
    assert "只写了一个单位的名称" in answer.err
