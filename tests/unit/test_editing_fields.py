"""The fields that can be put right, and what a new wording is understood as."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from ledger_samples import task_draft

from govtui.model import Progress, Task
from govtui.review.editing import edit_words, fields_of, understood
from govtui.timekeeping import Count

TASK = Task(id="1-1", document="1", **msgspec.structs.asdict(task_draft("1", extra=(("责任人", "王禾"),), note="试点")))
OTHER = msgspec.structs.replace(TASK, id="1-2", note="")


def test_all_fields_of_one_task_its_own_columns_last() -> None:
    fields = fields_of([TASK])
    assert [field.label for field in fields] == [
        "重点任务",
        "具体要求",
        "责任单位",
        "完成时限",
        "量化指标",
        "备注",
        "责任人",
    ]
    assert fields[0].text == "一、便民服务\n（一）窗口建设"
    assert (fields[-1].name, fields[-1].text) == ("责任人", "王禾")


def test_several_tasks_have_the_fields_that_make_sense_for_all() -> None:
    fields = fields_of([TASK, OTHER])
    assert [(field.label, field.alike) for field in fields] == [("责任单位", True), ("完成时限", True), ("备注", False)]
    assert fields[2].text == ""


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("deadline_text", "12月底前", "读作：2023-12-31前"),
        ("deadline_text", "长期坚持", "读作：长期，没有截止日期"),
        ("deadline_text", "文件印发后10个工作日内", "读作：文件印发后10个工作日内，起算日期待定"),
        ("deadline_text", "择机", "没有读懂，不按时限亮灯"),
        ("deadline_text", "", "没有时限，不按时限亮灯"),
        ("units_text", "县财政局牵头，县审计局、各乡镇配合", "牵头：县财政局；配合：县审计局、各乡镇"),
        ("units_text", "县财政局、县审计局", "责任单位：县财政局、县审计局"),
        ("units_text", "", "没有责任单位"),
        ("requirement", "窗口办事指南每月核对不少于3次。", "指标：每月不少于3次"),
        ("requirement", " ", "具体要求是空的"),
        ("themes", "一、便民服务", "1级标题，一行一级：一、便民服务"),
        ("note", "已报送", ""),
        ("责任人", "李青", ""),
    ],
)
def test_what_a_new_text_is_understood_as(name: str, text: str, said: str) -> None:
    assert understood(TASK, name, text, 2023) == said


def test_it_is_told_that_a_count_would_lose_its_indicator() -> None:
    counted = Progress(dt.date(2023, 9, 4), "已核对", counts=(Count("不少于2次", 1),))
    task = msgspec.structs.replace(TASK, progress=(counted,))
    assert "已有计数的指标“不少于2次”不再出现" in understood(task, "requirement", "窗口每月核对不少于3次。", 2023)
    assert "不再出现" not in understood(task, "requirement", "窗口每周核对，每月不少于2次。", 2023)


def test_what_is_to_be_changed_is_said() -> None:
    changed = {"deadline_text": "12月底", "note": ""}
    assert edit_words(fields_of([TASK]), changed) == "完成时限改为“12月底”，备注删去"
