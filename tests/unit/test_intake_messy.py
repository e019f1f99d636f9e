"""Plans as offices really send them, each with one thing that is easily misread."""

from __future__ import annotations

import datetime as dt

from intake_plans import read_lines

HEADER = ["\t工作任务", "\t具体要求", "\t完成时限", ""]


def test_numbers_before_a_digit_open_the_requirements() -> None:
    rows = [
        *("\t（一）建好阵地", "\t1.选好站点位置", "\t全年", ""),
        *("\t", "\t2. 12个乡镇建成站点", "\t全年", ""),
        *("\t", "\t3.2026年6月底前站点开放", "\t长期坚持", ""),
    ]
    document = read_lines(["青禾县2026年重点工作任务分解", *HEADER, *rows])
    assert [(task.seq, task.requirement) for task in document.tasks] == [
        ("1", "选好站点位置"),
        ("2", "12个乡镇建成站点"),
        ("3", "2026年6月底前站点开放"),
    ]


def test_a_button_of_the_page_is_no_part_of_the_last_deadline() -> None:
    rows = ["\t建好阵地", "\t选好站点位置", "\t全年", "", "\t", "\t站点开放", "\t长期坚持", "打印本页"]
    document = read_lines(["青禾县2026年重点工作任务分解", *HEADER, *rows])
    assert document.tasks[-1].deadline_text == "长期坚持"
    assert any("打印本页" in remark.text for remark in document.remarks)


def test_a_title_made_of_column_words_is_no_column_of_a_stack() -> None:
    cells = [
        *("青禾县公积金中心", "2026年重点工作任务分解", "序号", "重点工作", "主要措施", "责任科室", "完成时限"),
        *("1", "改进归集", "开通网上汇缴。", "归集科", "6月底前"),
        *("2", "改进贷款", "压减审批材料。", "贷款科", "全年"),
    ]
    document = read_lines([line for cell in cells for line in (cell, "")])
    assert document.columns == ("序号", "重点工作", "主要措施", "责任科室", "完成时限")
    assert document.title == "青禾县公积金中心2026年重点工作任务分解"
    assert [task.deadline.due for task in document.tasks] == [dt.date(2026, 6, 30), None]


def test_a_cell_over_several_lines_stays_in_its_row() -> None:
    lines = [
        "青禾县2026年重点工作任务分解",
        "序号\t任务名称\t具体内容\t责任单位\t完成时限",
        '1\t建好阵地\t"选好站点位置。\n做到“一站一牌”。"\t县民政局\t2026年6月底',
        "2\t用好阵地\t<p>排出开放时间。</p>\n<p>公布服务电话。</p>\t县文旅局\t全年",
        '3\t管好阵地\t标明尺寸12"以上的屏幕。\t县财政局\t全年',
    ]
    document = read_lines("\n".join(lines).split("\n"))
    assert [(task.seq, task.requirement, task.units, task.deadline_text) for task in document.tasks] == [
        ("1", "选好站点位置。做到“一站一牌”。", ("县民政局",), "2026年6月底"),
        ("2.1", "排出开放时间。", ("县文旅局",), "全年"),
        ("2.2", "公布服务电话。", ("县文旅局",), "全年"),
        ("3", '标明尺寸12"以上的屏幕。', ("县财政局",), "全年"),
    ]


def test_a_year_that_only_the_deadlines_name_is_said() -> None:
    rows = ["\t建好阵地", "\t选好站点位置", "\t2026年6月底", "", "\t", "\t站点开放", "\t12月底前"]
    document = read_lines(["重点工作任务分解表", *HEADER, *rows])
    assert document.year == 2026
    assert document.tasks[-1].deadline.due == dt.date(2026, 12, 31)
    assert any("取为2026年，请核对" in remark.text for remark in document.remarks)
