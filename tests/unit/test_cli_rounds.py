"""The commands `rounds` and `diff`, and the export that marks what is new since a round."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import openpyxl
import pytest
from command_line import Govtui, command_line
from ledger_samples import Clock, document_draft, task_draft

from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status

SEPTEMBER, DECEMBER = dt.date(2023, 9, 5), dt.date(2023, 12, 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with two plans; the first asks for two reports by its first two tasks."""
    folder = tmp_path / "台账"
    twice = {"report_dates": (SEPTEMBER, DECEMBER)}
    tasks = (
        task_draft("1", **twice),
        task_draft("2", lead=("县财政局",), units=("县财政局",), **twice),
        task_draft("3", report_dates=()),
    )
    with Ledger.open(folder, operator="李青", now=Clock()) as ledger:
        ledger.add_documents([document_draft(tasks=tasks), document_draft("7", tasks=(tasks[2],), fingerprint="f")])
        ledger.add_progress(["1-1"], Progress(dt.date(2023, 8, 30), "已公布3次。", "县民政局"))
    return folder


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    """The command line on the ledger of `folder`, on 2023-09-04."""
    return command_line(capsys, "--ledger", folder, "--today", "2023-09-04")


@pytest.fixture
def later(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    """The same on 2023-11-22."""
    return command_line(capsys, "--ledger", folder, "--today", "2023-11-22")


def hand_in(govtui: Govtui, tmp_path: Path, word: str = "9月5日") -> None:
    answer = govtui("rounds", "--hand-in", word, "-o", tmp_path / "九月.xlsx", "--unit", "青禾县政府办公室")
    assert answer.code == 0, answer.err


def test_the_rounds_in_a_table_and_what_is_missing_for_the_next(govtui: Govtui) -> None:
    answer = govtui("rounds")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "号  日期        批次               范围   状态    任务  未登记",
        "1   2023-09-05  来文1第1、2项报送  来文1  未开始  2     1",
        "2   2023-12-05  来文1第1、2项报送  来文1  未开始  2     2",
        "下一批次：2023-09-05 来文1第1、2项报送，还有1天，1项还没有登记进展",
        "  县财政局1项",
    ]


def test_rounds_as_json(govtui: Govtui) -> None:
    found = json.loads(govtui("rounds", "--json").out)
    assert found["today"] == "2023-09-04"
    assert found["rounds"][0] == {
        "number": 1,
        "due": "2023-09-05",
        "title": "来文1第1、2项报送",
        "documents": ["1"],
        "state": "未开始",
        "tasks": ["1-1", "1-2"],
        "owing": ["1-2"],
        "missing": [{"unit": "县财政局", "tasks": 1}],
        "handed_in": None,
    }


def test_a_ledger_without_rounds_says_how_to_set_some(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "空", now=Clock()) as ledger:
        ledger.add_documents([document_draft(tasks=(task_draft("1", report_dates=()),))])
    answer = command_line(capsys, "--ledger", tmp_path / "空", "--today", "2023-09-04")("rounds")
    assert (answer.code, answer.out) == (0, "")
    assert "govtui rounds --add" in answer.err


def test_a_schedule_is_set_with_its_days(govtui: Govtui) -> None:
    answer = govtui("rounds", "--add", "每月25日前", "--title", "月报", "--documents", "2")
    assert answer.code == 0
    assert answer.out.splitlines() == [
        "第3号改动：设定定期报送：月报（每月25日前）",
        "理解为每月25日，接下来是：2023-09-25、2023-10-25、2023-11-25",
    ]
    found = json.loads(govtui("rounds", "--json").out)["rounds"][1]
    assert (found["due"], found["title"], found["documents"], found["tasks"]) == ("2023-09-25", "月报", ["2"], ["2-3"])
    assert govtui("rounds", "--remove", "9月25日").out == "第4号改动：取消定期报送：月报\n"
    assert len(json.loads(govtui("rounds", "--json").out)["rounds"]) == 2


def test_a_round_on_a_date_is_opened_and_removed(govtui: Govtui) -> None:
    assert govtui("rounds", "--add", "10月8日前").out.splitlines()[0] == (
        "第3号改动：打开报送批次：10月8日报送（2023-10-08）"
    )
    found = json.loads(govtui("rounds", "--json").out)["rounds"][1]
    assert (found["state"], len(found["tasks"])) == ("填报中", 4)
    assert "删除报送批次" in govtui("rounds", "--remove", "2").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--add", "适时"], 2, "看不懂“适时”是什么时候"),
        (["--add", "每月25日", "--documents", "9"], 1, "台账中没有来文 9"),
        (["--add", "每月25日", "--remove", "1"], 2, "一次只能写一个"),
        (["--remove", "1"], 1, "是来文规定的报送日期"),
        (["--remove", "7"], 1, "没有“7”这个报送批次"),
        (["--hand-in", "1"], 2, "没有写存为哪个文件"),
        (["--hand-in", "1", "-o", "九月.pdf"], 2, "不是 Excel 文件名"),
        (["--hand-in", "8", "-o", "九月.xlsx"], 1, "没有“8”这个报送批次"),
    ],
)
def test_what_cannot_be_done_is_refused(govtui: Govtui, folder: Path, words: list[str], code: int, said: str) -> None:
    answer = govtui("rounds", *words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err
    with Ledger.open(folder, reading=True) as ledger:
        assert ledger.past().count == 2


def test_handing_in_writes_the_sheet_keeps_it_and_says_so(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    hand_in(govtui, tmp_path)
    kept = folder / "submissions" / "2023-09-05-来文1第1、2项报送.xlsx"
    assert kept.read_bytes() == (tmp_path / "九月.xlsx").read_bytes()
    found = json.loads(govtui("rounds", "--json").out)["rounds"][0]
    assert (found["state"], found["owing"]) == ("已报送", [])
    assert (found["handed_in"]["number"], found["handed_in"]["tasks"]) == (2, 2)
    again = govtui("rounds", "--hand-in", "1", "-o", tmp_path / "又.xlsx")
    assert again.code == 1
    assert "已经报送过了" in again.err
    assert not (tmp_path / "又.xlsx").exists()
    refused = govtui("rounds", "--remove", "1")
    assert "要留作依据" in refused.err


def test_a_sheet_that_is_there_is_not_replaced_unasked(govtui: Govtui, tmp_path: Path) -> None:
    (tmp_path / "九月.xlsx").write_bytes(b"mine")
    answer = govtui("rounds", "--hand-in", "1", "-o", tmp_path / "九月.xlsx")
    assert answer.code == 1
    assert (tmp_path / "九月.xlsx").read_bytes() == b"mine"
    assert govtui("rounds", "--hand-in", "1", "-o", tmp_path / "九月.xlsx", "--force").code == 0


def test_what_is_new_since_a_round(govtui: Govtui, later: Govtui, folder: Path, tmp_path: Path) -> None:
    hand_in(govtui, tmp_path)
    govtui("set", "1-1", "状态=推进中", "进展=又公布1次", "单位=县民政局")
    later("set", "2-3", "备注=不在这份来文里")
    assert later("diff", "9月5日", "现在").out.splitlines() == [
        "2023-09-05 来文1第1、2项报送 → 现在：新增进展1项，状态变化1项",
        "1-1  新增进展、状态变化  青禾县政务服务大厅第1项：窗口办事指南每月核对不少于2次。",
        "    办理状态：未启动 → 推进中",
        "    2023-09-04 县民政局：又公布1次",
    ]
    assert later("diff", "1").out == later("diff", "1", "now").out
    found = json.loads(later("diff", "1", "--json").out)
    assert [(each["id"], each["marks"]) for each in found["tasks"]] == [("1-1", ["新增进展", "状态变化"])]
    assert later("rounds", "--hand-in", "2", "-o", tmp_path / "十二月.xlsx", "--since-round").code == 0
    assert later("diff", "1", "2").out.splitlines()[0].endswith("新增进展1项，状态变化1项")
    assert later("diff", "2").out == "2023-12-05 来文1第1、2项报送 → 现在：没有变化\n"
    assert marks(tmp_path / "十二月.xlsx") == ["新增进展、状态变化", None]


def test_an_export_marks_what_is_new(govtui: Govtui, later: Govtui, tmp_path: Path) -> None:
    hand_in(govtui, tmp_path)
    later("set", "1-2", "状态=已完成")
    assert later("export", "-o", tmp_path / "a.xlsx", "--since-round").code == 0
    assert marks(tmp_path / "a.xlsx") == [None, "状态变化", None, None]
    assert later("export", "来文:1", "-o", tmp_path / "b.xlsx", "--since-round", "1").code == 0
    assert marks(tmp_path / "b.xlsx") == [None, "状态变化", None]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["export", "-o", "a.xlsx", "--since-round"], "还没有报送过的批次"),
        (["export", "-o", "a.xlsx", "--since-round", "1"], "还没有报送"),
        (["diff", "1", "2"], "还没有报送"),
        (["diff", "now", "9"], "没有“9”这个报送批次"),
    ],
)
def test_without_a_hand_in_there_is_nothing_to_compare_with(govtui: Govtui, words: list[str], said: str) -> None:
    answer = govtui(*words)
    assert answer.code == 1
    assert said in answer.err
    assert not Path("a.xlsx").exists()


def test_a_task_of_a_status_that_is_settled_owes_nothing(govtui: Govtui, folder: Path) -> None:
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.set_status(["1-2"], Status.CLOSED)
    assert govtui("rounds").out.splitlines()[-1].endswith("任务都已登记进展")


def marks(path: Path) -> list[object]:
    (sheet,) = openpyxl.load_workbook(path).worksheets
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if "变化" in row)
    column = rows[head].index("变化")
    requirement = rows[head].index("具体要求")
    return [row[column] for row in rows[head + 1 :] if row[requirement]]
