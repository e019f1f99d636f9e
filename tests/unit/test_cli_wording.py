"""`govtui set` as it puts the wording of tasks right, and tells of problems and next steps."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line
from ledger_samples import Clock, document_draft

from govtui.ledger.ledger import Ledger
from govtui.model import Progress, Status, Task


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Ledger.open(tmp_path / "台账", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
    return tmp_path / "台账"


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    return command_line(capsys, "--ledger", folder, "--today", "2023-09-04")


def task(folder: Path, task_id: str = "1-1") -> Task:
    with Ledger.open(folder, reading=True) as ledger:
        return ledger.task(task_id)


def test_units_and_deadline_are_understood_anew(govtui: Govtui, folder: Path) -> None:
    answer = govtui("set", "1-1", "1-2", "责任单位=县财政局牵头，县审计局配合", "完成时限=12月底")
    assert answer.code == 0
    assert len(answer.out.splitlines()) == 1
    for task_id in ("1-1", "1-2"):
        changed = task(folder, task_id)
        assert (changed.lead, changed.support) == (("县财政局",), ("县审计局",))
        assert changed.deadline.due == dt.date(2023, 12, 31)


@pytest.mark.parametrize(
    ("words", "field", "value"),
    [
        ("要求=窗口每月核对不少于3次。", "requirement", "窗口每月核对不少于3次。"),
        ("具体要求＝窗口每月核对不少于3次。", "requirement", "窗口每月核对不少于3次。"),
        ("主题=一、便民服务/（二）上门服务", "themes", ("一、便民服务", "（二）上门服务")),
        ("重点任务=一、便民服务", "themes", ("一、便民服务",)),
        ("时限=长期坚持", "deadline_text", "长期坚持"),
        ("量化指标=", "measure", ""),
        ("units_text=县财政局", "units", ("县财政局",)),
    ],
)
def test_fields_by_their_names(govtui: Govtui, folder: Path, words: str, field: str, value: object) -> None:
    assert govtui("set", "1-1", words).code == 0
    assert getattr(task(folder), field) == value


def test_wording_and_what_became_of_it_are_two_changes(govtui: Govtui, folder: Path) -> None:
    answer = govtui("set", "1-1", "完成时限=12月底", "状态=推进中", "备注=试点", "进展=已部署")
    assert [line[:4] for line in answer.out.splitlines()] == ["第2号改", "第3号改"]
    changed = task(folder)
    assert (changed.status, changed.note, changed.progress[-1].text) == (Status.DOING, "试点", "已部署")


def test_problem_and_next_step_of_an_entry(govtui: Govtui, folder: Path) -> None:
    words = ("进展=已部署", "单位=县水利局", "问题=经费未到位", "下一步=申请追加")
    assert govtui("set", "1-1", *words).code == 0
    assert task(folder).progress == (
        Progress(dt.date(2023, 9, 4), "已部署", "县水利局", problem="经费未到位", next_step="申请追加"),
    )
    (listed,) = json.loads(govtui("list", "1-1", "--json").out)["tasks"]
    shown = json.loads(govtui("show", "1-1", "--json").out)
    for record in (listed, shown):
        assert [record["progress"][0][name] for name in ("problem", "next_step")] == ["经费未到位", "申请追加"]
    lines = [line.strip() for line in govtui("show", "1-1").out.splitlines()]
    assert {"存在问题：经费未到位", "下一步措施：申请追加"} <= set(lines)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("具体要求=",), "具体要求不能是空的"),
        (("问题=经费未到位",), "问题要和进展一起写"),
        (("下一步=申请追加",), "下一步要和进展一起写"),
        (("进展=",), "进展是空的"),
        (("单位=县水利局",), "改任务的单位写 责任单位="),
    ],
)
def test_what_cannot_be(govtui: Govtui, folder: Path, words: tuple[str, ...], said: str) -> None:
    before = task(folder)
    answer = govtui("set", "1-1", "完成时限=12月底", *words)
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert task(folder) == before


def test_nothing_is_changed_where_a_task_is_unknown(govtui: Govtui, folder: Path) -> None:
    before = task(folder)
    assert govtui("set", "1-1", "7-7", "完成时限=12月底", "状态=推进中").code == 1
    assert task(folder) == before
