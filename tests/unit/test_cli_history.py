"""The command `history`: what was changed, by whom, what from and what to, as text, as JSON and as a sheet."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from command_line import Govtui, command_line
from ledger_samples import CHINA, Clock, document_draft

from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status
from govtui.printing.history import entry_lines
from govtui.review.history import entries_of
from govtui.text import width


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with five changes by two persons; the third was taken back by the fourth."""
    folder, clock = tmp_path / "台账", Clock()
    with Ledger.open(folder, operator="李青", now=clock) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.set_status(["1-1", "1-2"], Status.DOING)
        ledger.add_progress(["1-2"], Progress(dt.date(2023, 9, 4), "已公布3次。", "县民政局"))
        ledger.undo()
        clock.time = dt.datetime(2023, 12, 8, 15, 0, tzinfo=CHINA)
        ledger.set_operator("周慧")
        ledger.set_note(["1-1"], "已核实")
    return folder


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    """The command line on the ledger of `folder`, on 2023-12-20."""
    return command_line(capsys, "--ledger", folder, "--today", "2023-12-20")


def numbers(answer: Any) -> list[int]:
    assert answer.code == 0
    return [entry["number"] for entry in json.loads(answer.out)["history"]]


def test_all_changes_oldest_first(govtui: Govtui) -> None:
    answer = govtui("history")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "第1号  2023-11-22 09:02  李青  导入《青禾县便民服务任务分解表》共2项",
        "    来文1（新增）：《青禾县便民服务任务分解表》共2项任务",
        "第2号  2023-11-22 09:03  李青  办理状态改为“推进中”：1-1、1-2",
        "    1-1、1-2 办理状态：未启动 → 推进中",
        "第3号  2023-11-22 09:04  李青  登记进展“已公布3次。”：1-2（已由第4号撤销）",
        "    1-2 进展（新增）：2023-09-04 县民政局：已公布3次。",
        "第4号  2023-11-22 09:05  李青  撤销：登记进展“已公布3次。”：1-2",
        "    1-2 进展（删去）：2023-09-04 县民政局：已公布3次。",
        "第5号  2023-12-08 15:01  周慧  备注改为“已核实”：1-1",
        "    1-1 备注（新增）：已核实",
    ]
    assert answer.err == "5条改动\n"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["1-2"], [1, 2, 3, 4]),
        (["１－１"], [1, 2, 5]),
        (["--since", "2023-12-01"], [5]),
        (["--until", "11月"], [1, 2, 3, 4]),
        (["--since", "2023-11", "--until", "2023-11-22"], [1, 2, 3, 4]),
        (["--operator", "周"], [5]),
        (["--kind", "进展"], [3, 4]),
        (["--kind", "撤销、备注"], [4, 5]),
        (["1-2", "--kind", "进展", "--operator", "李青"], [3, 4]),
        (["--since", "2024"], []),
    ],
)
def test_the_conditions(govtui: Govtui, words: list[str], expected: list[int]) -> None:
    assert numbers(govtui("history", "--json", *words)) == expected


def test_json_tells_everything(govtui: Govtui) -> None:
    third, fourth = json.loads(govtui("history", "--kind", "进展", "--json").out)["history"]
    assert third == {
        "number": 3,
        "time": "2023-11-22T09:04:00+08:00",
        "operator": "李青",
        "account": third["account"],
        "reason": "登记进展“已公布3次。”：1-2",
        "tasks": ["1-2"],
        "undoes": None,
        "redoes": None,
        "taken_back_by": 4,
        "kinds": ["进展"],
        "changes": [{"name": "进展", "before": "", "after": "2023-09-04 县民政局：已公布3次。", "tasks": ["1-2"]}],
    }
    assert (fourth["undoes"], fourth["kinds"]) == (3, ["撤销", "进展"])


def test_how_many_of_how_many_is_said(govtui: Govtui) -> None:
    answer = govtui("history", "--operator", "周慧")
    assert answer.err == "1条改动（台账共5条）\n"
    assert govtui("history", "--since", "2024").out == ""


def test_a_task_that_was_taken_back_still_has_a_history(govtui: Govtui, folder: Path) -> None:
    with Ledger.open(folder) as ledger:
        for _ in range(3):
            ledger.undo()
        assert not ledger.tasks
    assert numbers(govtui("history", "1-1", "--json")) == [1, 2, 5, 6, 7, 8]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["9-9"], 1, "没有编号为“9-9”的任务"),
        (["--since", "某天"], 2, "--since 后面的“某天”不是日期"),
        (["--kind", "胡说"], 2, "没有“胡说”这个类别；类别有：撤销、恢复、导入"),
        (["-o", "记录.doc"], 2, "“记录.doc”不是 Excel 文件名"),
        (["-o", "记录.xlsx", "--json"], 2, "--json 和 -o 不能同用"),
        (["-o", "记录.xlsx", "--since", "2024"], 1, "没有符合条件的改动"),
    ],
)
def test_what_makes_no_sense_is_refused(govtui: Govtui, words: list[str], code: int, said: str) -> None:
    answer = govtui("history", *words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


def test_a_sheet(govtui: Govtui, tmp_path: Path) -> None:
    target = tmp_path / "记录.xlsx"
    answer = govtui("history", "1-2", "--since", "2023-11-01", "-o", target)
    assert (answer.code, answer.out) == (0, f"已导出4条：{target}\n")
    sheet = openpyxl.load_workbook(target).active
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert texts[0] == "台账修改记录"
    assert "导出日期：2023年12月20日" in texts
    assert texts[-1].startswith("范围：任务1-2，自2023-11-01；共4条。")


def test_a_sheet_that_is_there_is_not_written_over_unless_asked_to(govtui: Govtui, tmp_path: Path) -> None:
    target = tmp_path / "记录.xlsx"
    target.write_bytes(b"old")
    answer = govtui("history", "-o", target)
    assert answer.code == 1
    assert "--force" in answer.err
    assert target.read_bytes() == b"old"
    assert govtui("history", "-o", target, "--force").code == 0
    assert target.read_bytes()[:2] == b"PK"


def test_looking_takes_nobodys_turn(govtui: Govtui, folder: Path) -> None:
    with Ledger.open(folder, operator="李青") as ledger:
        assert not ledger.read_only
        assert govtui("history").code == 0


def test_lines_fit_the_window(folder: Path) -> None:
    with Ledger.open(folder) as ledger:
        ledger.set_note(["1-1"], "逐项核对。" * 30)
        entries = entries_of(ledger.history())
    lines = [line for entry in entries for line in entry_lines(entry, 60)]
    assert max(map(width, lines)) <= 60
    assert "".join(line.strip() for line in lines).count("逐项核对。") >= 30
