"""The command line on plans in any file: put right by words, opened on the screen, refused in words."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from govtui.__main__ import main
from govtui.arguments import parse
from govtui.commands import screen

NAMES = ["序号", "重点任务", "具体要求", "盯办的人", "完成时限"]
ROWS = [
    ["1", "修好公路", "逐段排查坑槽并修补。", "老周", "2026年6月底"],
    ["2", "保障上学", "增设减速带和警示牌。", "老吴", "全年"],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook of two sheets: last year's plan without words that are known, and this year's below two titles."""
    workbook = openpyxl.Workbook()
    old = workbook.active
    assert old is not None
    old.title = "说明"
    old.append(["填报说明"])
    old.append(["各科室按月填报。"])
    sheet = workbook.create_sheet("任务")
    sheet.append(["青禾县2026年任务分工表"])
    sheet.append(["单位：县政府办公室"])
    for row in (NAMES, *ROWS):
        sheet.append(row)
    path = tmp_path / "分工表.xlsx"
    workbook.save(path)
    return path


def read(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    assert main(["read", "--json", *map(str, words)]) == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    found: dict[str, Any] = document
    return found


def test_column_is_put_right(capsys: pytest.CaptureFixture[str], book: Path) -> None:
    plain = read(capsys, book)
    assert plain["tasks"][0]["extra"] == [["盯办的人", "老周"]]
    for words in (
        ["--map", "盯办的人=units"],
        ["--map", "4=责任单位", "--table", "2"],
        ["--map", "盯办的人＝责任科室"],
    ):
        mapped = read(capsys, *words, book)
        assert [task["units_text"] for task in mapped["tasks"]] == ["老周", "老吴"]


def test_table_and_header_are_pointed_out(capsys: pytest.CaptureFixture[str], book: Path) -> None:
    named = read(capsys, "--table", "任务", "--header", "3", book)
    assert named["columns"] == NAMES
    assert len(named["tasks"]) == 2
    lower = read(capsys, "--table", "2", "--header", "4", "--map", "3=requirement", book)
    assert [task["requirement"] for task in lower["tasks"]] == ["增设减速带和警示牌。"]


def test_page_says_how_it_was_read(capsys: pytest.CaptureFixture[str], book: Path) -> None:
    assert main(["read", str(book)]) == 0
    page = capsys.readouterr().out
    assert "第1个表（说明）：没有读入" in page
    assert "第2个表（任务）：表头在第3行" in page
    assert "第4栏 盯办的人 → 附加栏（other） 栏名不认识" in page
    assert "\n其他栏目\n1         盯办的人：老周\n2         盯办的人：老吴\n" in page


def test_page_and_task_tell_every_column(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plan = tmp_path / "分工.csv"
    rows = (
        "序号,工作任务,责任单位,完成时限,责任人,办理状态,备注",
        "1,修补城乡道路坑槽。,县交通运输局,6月底前,老周,等待批复,市级试点",
        "2,增设减速带和警示牌。,县公安局,年底前,,,",
    )
    plan.write_text("\n".join(rows), encoding="utf-8")
    assert main(["read", str(plan)]) == 0
    assert "\n其他栏目\n1         办理状态：等待批复；责任人：老周；备注：市级试点\n\n" in capsys.readouterr().out
    (task, other) = read(capsys, plan)["tasks"]
    assert (task["extra"], task["note"], task["status_text"]) == ([["责任人", "老周"]], "市级试点", "等待批复")
    assert (other["extra"], other["note"]) == ([], "")
    ledger = ("--ledger", str(tmp_path / "账"))
    assert main(["import", *ledger, str(plan)]) == 0
    capsys.readouterr()
    assert main(["list", *ledger, "责任人:老周"]) == 0
    listed = capsys.readouterr().out
    assert "1-1" in listed
    assert "1-2" not in listed
    assert main(["show", *ledger, "1-1"]) == 0
    page = capsys.readouterr().out
    assert all(line in page for line in ("原表状态  等待批复", "其他栏目  责任人：老周", "备注      市级试点"))
    assert main(["show", *ledger, "--json", "1-1"]) == 0
    assert json.loads(capsys.readouterr().out)["extra"] == [["责任人", "老周"]]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--map", "盯办的人"], "不是“栏名=字段”"),
        (["--map", "盯办的人=谁"], "不知道“谁”是什么栏目"),
        (["--map", "没有的栏=units"], "没有找到叫“没有的栏”的栏目"),
        (["--table", "9"], "没有“9”这个表"),
        (["--header", "三"], "不是行号"),
    ],
)
def test_what_there_is_not_is_said(capsys: pytest.CaptureFixture[str], book: Path, words: list[str], said: str) -> None:
    assert main(["read", *words, str(book)]) in (1, 2)
    out, err = capsys.readouterr()
    assert said in err
    assert out == ""


def test_import_is_put_right_likewise(capsys: pytest.CaptureFixture[str], book: Path, tmp_path: Path) -> None:
    ledger = ["--ledger", str(tmp_path / "台账")]
    assert main([*ledger, "import", "--map", "盯办的人=units", str(book)]) == 0
    capsys.readouterr()
    assert main([*ledger, "list", "单位:老周", "--json"]) == 0
    assert [task["id"] for task in json.loads(capsys.readouterr().out)["tasks"]] == ["1-1"]


def test_file_alone_opens_the_screen(monkeypatch: pytest.MonkeyPatch, book: Path, tmp_path: Path) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(screen, "_need_terminal", lambda: None)
    monkeypatch.setattr("govtui.app.run_app", lambda ledger, today, asking, plan=None: opened.append(plan) or 0)
    monkeypatch.chdir(tmp_path)
    ledger = ["--ledger", str(tmp_path / "台账")]
    assert main([*ledger, "分工表.xlsx"]) == 0
    assert main([*ledger, "open", "分工表.xlsx"]) == 0
    assert main(ledger) == 0
    assert opened == [book, book, None]


def test_words_that_name_no_file_are_still_no_command() -> None:
    day = dt.date(2026, 1, 1)
    assert parse(["--ledger", "a.b", "list"], day).command == "list"
    assert parse(["计划.docx"], day).file == "计划.docx"
    assert main(["lst"]) == 2


@pytest.mark.parametrize("name", ["空.docx", "空.xlsx", "空.pdf", "空.et", "空.wps", "空.mht", "空.csv", "空.zip"])
def test_empty_file_of_any_kind_is_refused_in_words(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(b"")
    assert main(["read", str(tmp_path / name)]) == 1
    err = capsys.readouterr().err
    assert name in err
    assert "请" in err
    assert "Traceback" not in err
