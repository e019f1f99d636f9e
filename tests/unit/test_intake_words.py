"""The words of columns and the looks of cells, as tables of cases."""

from __future__ import annotations

import pytest

from govtui.intake.columns import Field, assign
from govtui.intake.kinds import (
    Likeness,
    deadline_likeness,
    ends_sentence,
    goes_on,
    heading_rank,
    is_caption,
    is_note,
    looks_like_number,
    looks_like_units,
    split_number,
)
from govtui.intake.words import Word, column_word, ending_word, load_words


@pytest.mark.parametrize(
    ("names", "word"),
    [
        ("序号 序　号 编号 项次", Word.SEQ),
        (
            "具体要求 工作要求 具体措施 工作举措 工作内容 整改措施 任务要求 工作内容及要求 办理要求及标准",
            Word.REQUIREMENT,
        ),
        ("工作任务 任务名称 重点任务 目标任务 主要任务 存在问题 全年任务 改革事项", Word.TASK),
        ("类别 任务类别 板块 一级任务 领域 三级指标", Word.THEME),
        (
            "责任单位 责任科室 责任处室 承办单位 责任部门 责任分工 责任单位（科室） 责任单位及责任人 牵头、配合单位",
            Word.UNITS,
        ),
        ("牵头单位 牵头责任单位 主办科室", Word.LEAD),
        ("配合单位 协办科室 参与部门", Word.SUPPORT),
        ("责任人 责任领导 分管领导 牵头领导", Word.PERSON),
        ("量化指标 考核指标 目标值 成果形式 完成标准 量化指标要求", Word.MEASURE),
        ("工作目标 年度目标", Word.GOAL),
        (
            "完成时限 时限要求 完成时间 整改时限 时间进度 时间节点 完成时限（2025年） 2025年度完成时限 进度安排",
            Word.DEADLINE,
        ),
        ("进展情况 完成情况 目前进展 工作进度 办理进度 最新进展 5月进展 截至2026年5月底进展情况", Word.PROGRESS),
        ("备注 备注说明", Word.NOTE),
        ("联系电话 任务来源 启动时间", Word.OTHER),
    ],
)
def test_names_of_columns(names: str, word: Word) -> None:
    for name in names.split(" "):
        assert column_word(name) is word, name


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1",
        "强化工作落实",
        "认真落实工作台账",
        "附件1",
        "6月",
        "9月底",
        "2026年5月底前",
        "任务分解表",
        "青禾县2025年工作任务",
        "县交通局",
        "全年坚持公开",
        "推动完成",
    ],
)
def test_texts_that_name_no_column(text: str) -> None:
    assert column_word(text) is None


def test_every_word_of_the_data_file_names_its_field() -> None:
    for word in Word:
        for text in load_words("columns")[word.value]["words"]:
            assert column_word(text) is not None, text


def test_data_files_have_a_table_for_every_field() -> None:
    assert set(load_words("columns")) == {"modifiers", *(word.value for word in Word)}


@pytest.mark.parametrize(
    ("names", "fields"),
    [
        ("序号 工作任务 工作要求 责任科室 时限要求", "seq theme requirement units deadline"),
        ("序号 主要任务 责任单位 完成时限 备注", "seq requirement units deadline note"),
        ("序号 重点任务 工作任务 牵头单位 配合单位 完成时限", "seq theme requirement lead support deadline"),
        ("类别 工作目标 任务名称 责任单位 启动时间 完成时间", "theme theme requirement units other deadline"),
        ("序号 工作内容 具体措施 责任单位 工作目标 进展情况", "seq theme requirement units measure progress"),
        ("类别 责任单位 完成时限", "requirement units deadline"),
        ("序号 量化指标 考核指标 任务 编号", "seq measure other requirement other"),
    ],
)
def test_fields_by_names_and_places(names: str, fields: str) -> None:
    assert [column.field for column in assign(names.split())] == [Field(field) for field in fields.split()]


def test_longest_of_several_columns_is_the_requirement() -> None:
    names = ["工作要求", "具体措施", "工作任务"]
    for lengths, place in (([10, 40, 20], 1), ([40, 10, 20], 0), ([10, 12, 60], 2)):
        fields = [column.field for column in assign(names, lengths)]
        assert fields.index(Field.REQUIREMENT) == place
        assert fields.count(Field.REQUIREMENT) == 1


def test_goals_told_at_length_are_the_requirement_beside_mere_names() -> None:
    names = ["重点工作", "工作目标", "责任科室"]
    assert [column.field for column in assign(names, [5, 30, 4])][:2] == [Field.THEME, Field.REQUIREMENT]
    assert [column.field for column in assign(names, [25, 30, 4])][:2] == [Field.REQUIREMENT, Field.MEASURE]


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("测评内容", Word.REQUIREMENT),
        ("招商举措", Word.REQUIREMENT),
        ("议定事项", Word.TASK),
        ("测评标准", Word.MEASURE),
    ],
)
def test_ends_of_names(name: str, word: Word) -> None:
    assert ending_word(name) is word


@pytest.mark.parametrize("text", ["内容", "1.丰富内容", "完善制度，落实各项措施", "县交通局"])
def test_ends_that_name_no_column(text: str) -> None:
    assert ending_word(text) is None


@pytest.mark.parametrize("text", ["1", "12.", "（3）", "(4)", "5、", "第6项", "十二", "（一）", "①", "2.3", "1-2"])
def test_running_numbers(text: str) -> None:
    assert looks_like_number(text)


@pytest.mark.parametrize("text", ["", "2025年", "1.聚焦", "12月", "一步", "3次", "县"])
def test_no_running_numbers(text: str) -> None:
    assert not looks_like_number(text)


@pytest.mark.parametrize(
    ("text", "number", "rest"),
    [
        ("1.聚焦", "1", "聚焦"),
        ("12、 聚焦", "12", "聚焦"),
        ("（3）聚焦", "3", "聚焦"),
        ("4．聚焦", "4", "聚焦"),
        ("2025年底前完成", "", "2025年底前完成"),
        ("1.5万人受益", "", "1.5万人受益"),
        ("3个工作日", "", "3个工作日"),
        ("5.", "", "5."),
    ],
)
def test_number_that_opens_a_requirement(text: str, number: str, rest: str) -> None:
    assert split_number(text) == (number, rest)


def test_expected_number_before_a_digit() -> None:
    assert split_number("5.2025年9月底前完成", expected=5) == ("5", "2025年9月底前完成")
    assert split_number("5.2025年9月底前完成", expected=4) == ("", "5.2025年9月底前完成")


@pytest.mark.parametrize(
    "text",
    [
        "县交通局",
        "县交通局、县财政局",
        "各乡镇（街道），经开区",
        "办公室牵头，各科室配合",
        "县发改局、县商务局等相关部门",
        "起草或者参与重点项目审批事项的科室",
        "县教体局，县内各学校",
    ],
)
def test_units(text: str) -> None:
    assert looks_like_units(text)


@pytest.mark.parametrize(
    "text", ["", "修好农村公路", "公交线路延伸到60个行政村", "小区同步配建幼儿园，移交教育部门，不得挪用。", "全年"]
)
def test_no_units(text: str) -> None:
    assert not looks_like_units(text)


@pytest.mark.parametrize(
    ("text", "likeness"),
    [
        ("2025年11月底", Likeness.STRONG),
        ("12月31日前完成", Likeness.STRONG),
        ("全年", Likeness.STRONG),
        ("长期坚持", Likeness.STRONG),
        ("持续推进", Likeness.STRONG),
        ("决策作出后的10个工作日内", Likeness.STRONG),
        ("持续深化政策解读", Likeness.WEAK),
        ("2025年9月底前完成三座老旧水厂改造，水质公布一次", Likeness.WEAK),
        ("修好农村公路", Likeness.NO),
        ("县交通局", Likeness.NO),
        ("", Likeness.NO),
    ],
)
def test_deadlines(text: str, likeness: Likeness) -> None:
    assert deadline_likeness(text) is likeness


def test_ends_of_texts() -> None:
    assert all(map(ends_sentence, ("完成。", "完成；", "完成。”", "吗？")))
    assert not any(map(ends_sentence, ("完成", "完成，", "（完成）", "“完成”", "")))
    assert all(map(goes_on, ("县交通局、", "办公室牵头，", "（一期", "“放管服")))
    assert not any(map(goes_on, ("县交通局", "（一期）", "")))


def test_ranks_of_headings() -> None:
    ranks = [heading_rank(text) for text in ("一、甲", "第二章甲", "（三）甲", "4.甲", "（5）甲", "一部分人", "甲")]
    assert ranks == [0, 0, 1, 2, 2, None, None]


def test_notes() -> None:
    assert all(map(is_note, ("注：解释", "说明", "备注:", "填报人：王某某", "扫一扫手机查看", "说明1.每月")))
    assert not any(map(is_note, ("注重实效", "说明会每年召开", "打造品牌", "主办方落实安全责任")))


@pytest.mark.parametrize(
    "text", ["附件2 防汛任务", "附件2", "附：任务统计表", "附表1", "表3 任务表", "（续表）", "续表"]
)
def test_captions(text: str) -> None:
    assert is_caption(text)


@pytest.mark.parametrize("text", ["附近道路整治", "附属工程", "表彰先进", "附件2已经印发。", "续建项目"])
def test_no_captions(text: str) -> None:
    assert not is_caption(text)
