"""The command line: what it prints where, what it returns, and that all of it is Chinese."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pytest
from command_line import Answer, Govtui, command_line

from govtui.__main__ import main
from govtui.arguments import command_help, main_help, translated
from govtui.commands import tasks as task_commands
from govtui.grammar.clocks import CLOCK_DEEDS
from govtui.grammar.commands import COMMANDS, GROUPS
from govtui.grammar.units import UNIT_DEEDS
from govtui.ledger.ledger import Ledger
from govtui.model import Deadline, DeadlineKind, DocumentDraft, Progress, Status, TaskDraft
from govtui.paths import asset
from govtui.printing.pages import fact_lines, table_lines
from govtui.text import width

PLAN = asset("samples/政务公开.txt")
OTHER_PLAN = asset("samples/安全生产.txt")

DRAFT = DocumentDraft(
    source="河道.txt",
    title="青禾县2026年河道整治任务分解表",
    year=2026,
    fingerprint="f1",
    tasks=(
        TaskDraft(
            seq="1",
            themes=("清障",),
            requirement="清除主河道阻水障碍物",
            units_text="县水利局牵头，各乡镇配合",
            units=("县水利局", "各乡镇"),
            lead=("县水利局",),
            support=("各乡镇",),
            deadline_text="2026年8月底",
            deadline=Deadline(DeadlineKind.BY, due=dt.date(2026, 8, 31)),
        ),
        TaskDraft(seq="2.1", themes=("清障",), requirement="公布河长名单", deadline_text="长期坚持"),
        TaskDraft(seq="2.2", themes=("清障",), requirement="开展业务培训"),
    ),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with one document of three tasks."""
    with Ledger.open(tmp_path / "台账") as ledger:
        ledger.add_documents([DRAFT])
    return tmp_path / "台账"


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    """The command line on the ledger of `folder`, on 2026-09-18."""

    return command_line(capsys, "--ledger", folder, "--today", "2026-09-18")


def tasks(folder: Path) -> dict[str, Status]:
    with Ledger.open(folder) as ledger:
        return {task.id: task.status for task in ledger.tasks.values()}


# list and show


def test_list_prints_a_table_aligned_by_cells(govtui: Govtui) -> None:
    answer = govtui("list")
    lines = answer.out.splitlines()
    assert (answer.code, len(lines)) == (0, 4)
    assert lines[1].split()[:5] == ["1-1", "未启动", "红", "逾期", "逾期18天"]
    assert lines[1].split()[5:] == ["县水利局牵头，各乡镇配合", "2026年8月底", "清除主河道阻水障碍物"]
    starts = [width(line[: line.index(text)]) for line, text in zip(lines[1:], ("清除", "公布", "开展"), strict=True)]
    assert len(set(starts)) == 1
    assert answer.err == "2026-09-18：3项，红灯1项，蓝灯2项\n"


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["灯:红"], ["1-1"]),
        (["河", "-名单"], ["1-1"]),
        (["-培训"], ["1-1", "1-2.1"]),
        (["编号:2"], ["1-2.1", "1-2.2"]),
        (["编号:2", "--json", "-培训"], ["1-2.1"]),
        (["--json", "培训"], ["1-2.2"]),
    ],
)
def test_list_filters(govtui: Govtui, words: list[str], ids: list[str]) -> None:
    answer = govtui("list", *words, *([] if "--json" in words else ["--json"]))
    assert [task["id"] for task in json.loads(answer.out)["tasks"]] == ids


def test_what_is_done_is_not_overdue_any_more(govtui: Govtui) -> None:
    looks = (["list"], ["show", "1-1"])
    assert all("逾期18天" in govtui(*words).out for words in looks)
    govtui("set", "1-1", "状态=已完成")
    assert not any("逾期18天" in govtui(*words).out for words in looks)


def test_list_json_has_the_keys_that_others_build_on(govtui: Govtui) -> None:
    task = json.loads(govtui("list", "--json").out)["tasks"][0]
    assert task == {
        "id": "1-1",
        "document": "1",
        "seq": "1",
        "themes": ["清障"],
        "requirement": "清除主河道阻水障碍物",
        "units_text": "县水利局牵头，各乡镇配合",
        "lead": ["县水利局"],
        "support": ["各乡镇"],
        "units": ["县水利局", "各乡镇"],
        "measure": "",
        "deadline_text": "2026年8月底",
        "deadline": {"kind": "by", "due": "2026-08-31", "until": None, "after": None},
        "report_dates": [],
        "indicators": [],
        "status": "todo",
        "light": "red",
        "light_word": "逾期",
        "light_rule": "逾期",
        "due": "2026-08-31",
        "extended": False,
        "days_left": -18,
        "progress": [],
        "note": "",
        "evidence": [],
        "event_on": None,
        "pauses": [],
        "extensions": [],
        "checked_on": None,
        "status_text": "",
        "progress_text": "",
        "extra": [],
    }


def test_list_of_nothing_says_so_and_is_no_failure(govtui: Govtui) -> None:
    answer = govtui("list", "没有的词")
    assert (answer.code, answer.out) == (0, "")
    assert "0项（台账共3项）" in answer.err


def test_table_fits_into_the_terminal() -> None:
    rows = [("1-1", "县" * 60, "要求" * 80), ("1-2", "", "短")]
    for cells in (80, 120, 200):
        lines = table_lines(("编号", "责任单位", "具体要求"), rows, cells)
        assert max(map(width, lines)) <= cells
        assert "…" in lines[1]
    assert "…" not in "".join(table_lines(("编号", "责任单位", "具体要求"), rows, None))


def test_table_never_carries_what_acts_on_a_terminal() -> None:
    assert table_lines(("具体要求",), [("一\x1b[31m\n二\u202e",)], None)[1] == "一 二"


def test_facts_wrap_under_their_text_and_repeat_no_label() -> None:
    lines = fact_lines([("重点任务", "甲"), ("重点任务", "乙"), ("空", ""), ("具体要求", "字" * 12)], 30)
    assert lines == ["重点任务  甲", "          乙", "具体要求  " + "字" * 10, "          字字"]


def test_show_prints_the_task_and_its_history(govtui: Govtui) -> None:
    govtui("set", "1-1", "status=doing", "progress=已清除3处", "unit=县水利局")
    answer = govtui("show", "1-1")
    assert answer.code == 0
    for text in (
        "推进中",
        "红 逾期",
        "清除主河道阻水障碍物",
        "2026-09-18 县水利局：已清除3处",
        DRAFT.title,
        "历次改动",
    ):
        assert text in answer.out
    record = json.loads(govtui("show", "１－１".replace("－", "-"), "--json").out)
    assert [change["number"] for change in record["history"]] == [1, 2]
    assert record["progress"] == [
        {
            "day": "2026-09-18",
            "text": "已清除3处",
            "unit": "县水利局",
            "evidence": [],
            "counts": [],
            "problem": "",
            "next_step": "",
        }
    ]


def test_unknown_task_is_refused(govtui: Govtui) -> None:
    answer = govtui("show", "7-7")
    assert (answer.code, answer.out) == (1, "")
    assert "7-7" in answer.err


# set and undo


@pytest.mark.parametrize(
    "words", [["status=done"], ["状态=已完成"], ["办理状态＝办结"], ["status=DONE", "备注=已报送"]]
)
def test_set_changes_all_named_tasks_at_once(govtui: Govtui, folder: Path, words: list[str]) -> None:
    answer = govtui("set", "1-1", "1-2.2", *words)
    assert answer.code == 0
    assert answer.out.startswith("第2号改动：")
    assert tasks(folder) == {"1-1": Status.DONE, "1-2.1": Status.TODO, "1-2.2": Status.DONE}


def test_set_of_what_is_already_so_changes_nothing(govtui: Govtui) -> None:
    answer = govtui("set", "1-1", "status=todo")
    assert (answer.code, answer.out) == (0, "没有改动：已经是这样了\n")


def test_set_progress_is_of_the_day(govtui: Govtui, folder: Path) -> None:
    assert govtui("set", "1-1", "进展=已清除3处=一半", "单位=县水利局").code == 0
    with Ledger.open(folder) as ledger:
        assert ledger.task("1-1").progress == (Progress(dt.date(2026, 9, 18), "已清除3处=一半", "县水利局"),)


def test_set_is_all_or_nothing(govtui: Govtui, folder: Path) -> None:
    assert govtui("set", "1-1", "1-9", "status=done").code == 1
    assert set(tasks(folder).values()) == {Status.TODO}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["1-1"], "没有写改什么"),
        (["status=done"], "没有写任务编号"),
        (["1-1", "状态=搞定"], "未启动（todo）、推进中（doing）、已完成（done）、已销号（closed）、暂缓（paused）"),
        (["1-1", "责任人=张三"], "可以改的有：状态、备注、进展"),
        (["1-1", "单位=县水利局"], "要和进展一起写"),
    ],
)
def test_set_worded_wrongly(govtui: Govtui, folder: Path, words: list[str], said: str) -> None:
    answer = govtui("set", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert set(tasks(folder).values()) == {Status.TODO}


def test_undo_takes_back_one_change_after_the_other(govtui: Govtui, folder: Path) -> None:
    govtui("set", "1-1", "status=doing")
    govtui("set", "1-1", "status=done")
    assert govtui("undo").code == 0
    assert tasks(folder)["1-1"] is Status.DOING
    assert govtui("undo").code == 0
    assert tasks(folder)["1-1"] is Status.TODO
    assert govtui("undo").code == 0  # the import itself
    assert tasks(folder) == {}
    answer = govtui("undo")
    assert (answer.code, answer.out) == (1, "")


def test_one_change_is_taken_back_and_stands_again(govtui: Govtui, folder: Path) -> None:
    govtui("set", "1-1", "状态=推进中")
    govtui("set", "1-2.1", "备注=试点")
    assert govtui("undo", "2").out == "第4号改动：撤销：办理状态改为“推进中”：1-1\n"
    assert tasks(folder)["1-1"] is Status.TODO
    assert govtui("redo").out == "第5号改动：恢复：办理状态改为“推进中”：1-1\n"
    assert tasks(folder)["1-1"] is Status.DOING
    govtui("set", "1-1", "状态=已完成")
    refused = govtui("undo", "2")
    assert refused.code == 1
    assert "第6号“办理状态改为“已完成”：1-1”" in refused.err
    assert "没有可以恢复" in govtui("redo").err


# read and import


def test_read_json_is_what_the_reader_understood(govtui: Govtui, folder: Path) -> None:
    answer = govtui("read", PLAN, OTHER_PLAN, "--json")
    documents = json.loads(answer.out)["documents"]
    assert (answer.code, [len(document["tasks"]) for document in documents]) == (0, [20, 22])
    assert list(documents[0]) == [
        "source",
        "title",
        "year",
        "issuer",
        "doc_number",
        "index_number",
        "issued_on",
        "columns",
        "tasks",
        "remarks",
    ]
    assert set(documents[0]["tasks"][0]) == set(TaskDraft.__struct_fields__)
    assert len(tasks(folder)) == 3, "nothing is stored"


def test_read_goes_on_after_a_file_that_cannot_be_read(govtui: Govtui, tmp_path: Path) -> None:
    empty = tmp_path / "空.txt"
    empty.touch()
    answer = govtui("read", empty, PLAN, tmp_path / "无.txt")
    assert answer.code == 1
    assert "青禾县2026年政务公开重点工作任务分解" in answer.out
    assert len(answer.err.splitlines()) == 2
    assert "空.txt" in answer.err
    assert "无.txt" in answer.err


def test_import_puts_all_files_in_by_one_transaction(govtui: Govtui, folder: Path) -> None:
    answer = govtui("import", PLAN, OTHER_PLAN)
    assert answer.code == 0
    for text in ("来文2", "20项任务", "来文3", "22项任务", "编号不连续", str(folder)):
        assert text in answer.out
    assert len(tasks(folder)) == 45
    govtui("undo")
    assert len(tasks(folder)) == 3


def test_import_knows_what_an_asterisk_means(govtui: Govtui, folder: Path) -> None:
    """On Windows the shell does not."""
    assert govtui("import", PLAN.parent / "*.txt").code == 0
    assert len(tasks(folder)) == 101
    assert "无*.txt" in govtui("import", PLAN.parent / "无*.txt").err


def test_import_json(govtui: Govtui, folder: Path) -> None:
    record = json.loads(govtui("import", PLAN, "--json").out)
    assert (record["ledger"], record["transaction"]) == (str(folder), 2)
    (document,) = record["documents"]
    assert (document["id"], document["source"], document["tasks"]) == ("2", PLAN.name, 20)
    assert any(remark["kind"] == "gap" for remark in document["remarks"])


def test_import_stores_nothing_if_one_file_cannot_be_read(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    answer = govtui("import", PLAN, tmp_path / "无.txt")
    assert (answer.code, answer.out) == (1, "")
    assert "没有存入任何内容" in answer.err
    assert len(tasks(folder)) == 3


def test_import_of_a_loaded_file_changes_nothing_unless_asked(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    govtui("import", PLAN)
    copy = tmp_path / "另一个名字.txt"
    copy.write_bytes(PLAN.read_bytes())
    answer = govtui("import", OTHER_PLAN, copy)
    assert (answer.code, answer.out) == (1, "")
    with Ledger.open(folder) as ledger:
        when = f"{ledger.documents['2'].imported_at:%Y-%m-%d %H:%M}"
    for text in ("另一个名字.txt", "来文2", when, "--again"):
        assert text in answer.err
    assert len(tasks(folder)) == 23
    assert govtui("import", copy, "--again").code == 0
    assert len(tasks(folder)) == 43


# export


def newer_plan(tmp_path: Path) -> Path:
    """Return a version of the first sample plan in which one task has another wording."""
    old = PLAN.read_text(encoding="utf-8")
    new = old.replace("每年不少于6场", "每年不少于9场")
    assert new != old
    file = tmp_path / "政务公开（修订）.txt"
    file.write_text(new, encoding="utf-8")
    return file


def test_import_renews_a_document_when_told_so(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    assert govtui("import", PLAN).code == 0
    assert govtui("set", "2-1", "状态=推进中").code == 0
    file = newer_plan(tmp_path)
    answer = govtui("import", file, "--renew", "2")
    assert answer.code == 0
    assert re.search(r"新版变化\s+改动1项，其余\d+项不变", answer.out)
    assert "已更新来文2" in answer.out
    with Ledger.open(folder, reading=True) as ledger:
        assert list(ledger.documents) == ["1", "2"]
        assert ledger.documents["2"].source == file.name
        assert ledger.tasks["2-1"].status is Status.DOING
        number = len(ledger.history())
    again = govtui("import", file, "--renew", "来文2")
    assert (again.code, again.out.splitlines()[-1]) == (0, "没有改动：已经是这样了")
    with Ledger.open(folder, reading=True) as ledger:
        assert len(ledger.history()) == number


def test_import_renew_json(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    govtui("import", PLAN)
    told = json.loads(govtui("import", newer_plan(tmp_path), "--renew", "2", "--json").out)
    assert told["documents"][0]["id"] == "2"
    assert told["renewal"] == {
        "added": 0,
        "changed": 1,
        "unchanged": told["documents"][0]["tasks"] - 1,
        "dropped": 0,
    }


def test_import_of_a_newer_version_says_so_and_stores_it_all_the_same(
    govtui: Govtui, folder: Path, tmp_path: Path
) -> None:
    first = govtui("import", PLAN)
    assert "新版" not in first.err
    answer = govtui("import", newer_plan(tmp_path))
    assert answer.code == 0
    assert "像是来文2" in answer.err
    assert "--renew 2" in answer.err
    with Ledger.open(folder, reading=True) as ledger:
        assert list(ledger.documents) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--renew", "9"], 1, "没有来文 9"),
        (["--renew", "1", "--again"], 2, "--again"),
        ([str(OTHER_PLAN), "--renew", "1"], 2, "一个文件"),
    ],
)
def test_import_refuses_to_renew(govtui: Govtui, folder: Path, words: list[str], code: int, said: str) -> None:
    answer = govtui("import", PLAN, *words)
    assert (answer.code, said in answer.err) == (code, True)
    with Ledger.open(folder, reading=True) as ledger:
        assert list(ledger.documents) == ["1"]


def test_export_writes_the_filtered_tasks(govtui: Govtui, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    answer = govtui("export", "编号:2", "-o", path, "--title", "河长制台账", "--unit", "青禾县河长办")
    assert answer.code == 0
    assert str(path) in answer.out
    texts = [
        str(cell) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True) for cell in row if cell
    ]
    assert "河长制台账" in texts
    assert any("青禾县河长办" in text for text in texts)
    assert any("公布河长名单" in text for text in texts)
    assert not any("清除主河道阻水障碍物" in text for text in texts)


def test_export_does_not_overwrite_unless_asked(govtui: Govtui, tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes("手工改过的表".encode())
    answer = govtui("export", "-o", path)
    assert answer.code == 1
    assert "--force" in answer.err
    assert path.read_bytes() == "手工改过的表".encode()
    assert govtui("export", "-o", path, "--force").code == 0
    assert openpyxl.load_workbook(path).active is not None


@pytest.mark.parametrize(("words", "code"), [(["没有的词", "-o", "a.xlsx"], 1), (["-o", "a.pdf"], 2), ([], 2)])
def test_export_refuses(govtui: Govtui, tmp_path: Path, words: list[str], code: int, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    before = list(tmp_path.rglob("*.*"))
    assert govtui("export", *words).code == code
    assert list(tmp_path.rglob("*.*")) == before


# Wrong usage, help, language


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["搬家"], "没有“搬家”这个命令"),
        (["list", "--颜色"], "不认识“--颜色”"),
        (["list", "--color"], "不认识“--color”"),
        (["read"], "还缺少：文件"),
        (["show"], "还缺少"),
        (["list", "--json=是"], "--json 后面不能写内容"),
        (["list", "--today"], "--today 后面缺少内容"),
        (["list", "--today", "秋分"], "“秋分”不是日期"),
        (["undo", "1-1"], "号数应当是数字，不能写“1-1”"),
        (["redo", "1-1"], "不认识“1-1”"),
        (["export", "-o"], "后面缺少内容"),
    ],
)
def test_wrong_usage_is_said_in_chinese(govtui: Govtui, words: list[str], said: str) -> None:
    answer = govtui(*words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "写法" in answer.err


def test_every_fault_of_the_parser_has_chinese_words() -> None:
    """What argparse may say one day that nobody translated is at least not English."""
    assert translated("something that argparse never said before") == "无法理解这样的写法"
    assert translated("argument command: invalid choice: 'x' (choose from 'a', 'b')") == "没有“x”这个命令"
    assert translated("argument command: invalid choice: x (choose from a, b)") == "没有“x”这个命令"


HELP_WORDS = (
    {command.name for command in COMMANDS}
    | {*CLOCK_DEEDS, *UNIT_DEEDS}
    | {
        *(
            "govtui",
            "czj",
            "caizhengju",
            "GOVTUI",
            "LEDGER",
            "JSON",
            "Excel",
            "Word",
            "WPS",
            "CSV",
            "PDF",
            "txt",
            "docx",
            "xlsx",
            "zip",
            "history",
        )
    }
)


@pytest.mark.parametrize(
    "page", [main_help(), *map(command_help, COMMANDS)], ids=["govtui", *(c.name for c in COMMANDS)]
)
def test_help_has_no_english_but_names_and_fits_80_cells(page: str) -> None:
    prose = re.sub(r"--?[a-z]+", "", page)
    assert set(re.findall(r"[A-Za-z]{2,}", prose)) <= HELP_WORDS
    assert max(map(width, page.splitlines())) <= 80


def test_help_and_version_end_well(capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["-h"], ["list", "--help"], ["import", "-h"], ["--version"]):
        assert main(words) == 0
    out, err = capsys.readouterr()
    assert out.startswith(main_help())
    assert err == ""


def test_mistyped_folder_is_not_an_empty_ledger(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for words in (["list"], ["show", "1-1"], ["set", "1-1", "备注=无"], ["undo"], ["export", "-o", "a.xlsx"]):
        assert main(["--ledger", str(tmp_path / "无"), *words]) == 1
    assert "还不存在" in capsys.readouterr().err
    assert not (tmp_path / "无").exists()


def test_ledger_may_be_named_by_the_environment(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOVTUI_LEDGER", str(folder))
    assert main(["list"]) == 0
    assert "公布河长名单" in capsys.readouterr().out


def test_screen_needs_a_terminal(govtui: Govtui, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert govtui().code == 1
    answer = govtui("demo")
    assert answer.code == 1
    assert "终端" in answer.err


def test_interruption_is_quiet(govtui: Govtui, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(request: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(task_commands, "list_tasks", interrupted)
    assert govtui("list") == Answer(130, "", "")


def test_unforeseen_failure_leaves_a_file_instead_of_a_traceback(
    govtui: Govtui, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(request: object) -> int:
        raise ZeroDivisionError("unforeseen")

    monkeypatch.setattr(task_commands, "list_tasks", broken)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    answer = govtui("list")
    assert (answer.code, answer.out, len(answer.err.splitlines())) == (1, "", 1)
    (details,) = tmp_path.glob("govtui-*.log")
    assert str(details) in answer.err
    assert "ZeroDivisionError: unforeseen" in details.read_text(encoding="utf-8")


# The real process


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "govtui", *words],
        capture_output=True,
        env={**os.environ, **environment},
        cwd=Path(task_commands.__file__).parents[2],
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("language", ["C", "POSIX", "en_US.ISO-8859-1"])
def test_output_is_utf8_whatever_the_language(folder: Path, language: str) -> None:
    done = run("--ledger", folder, "list", LC_ALL=language, PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert done.returncode == 0
    assert "公布河长名单" in done.stdout.decode("utf-8")
    assert "3项" in done.stderr.decode("utf-8")


def test_encoding_may_be_asked_for(folder: Path) -> None:
    done = run("--ledger", folder, "list", PYTHONIOENCODING="gb18030")
    assert "公布河长名单" in done.stdout.decode("gb18030")


@pytest.mark.parametrize("words", [["list"], ["list", "--json"], ["--help"]], ids=" ".join)
def test_reader_that_has_seen_enough_is_no_failure(folder: Path, words: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "govtui", "--ledger", folder, *words],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=Path(task_commands.__file__).parents[2],
    )
    os.close(writer)
    assert done.returncode == 0
    assert b"Error" not in done.stderr


def test_every_command_stands_under_one_heading_of_the_help() -> None:
    grouped = [name for _heading, names in GROUPS for name in names]
    assert sorted(grouped) == sorted(command.name for command in COMMANDS)
