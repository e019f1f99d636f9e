"""What is said of the tasks of a running text: by brackets, for several at once, on lines that were broken."""

from __future__ import annotations

import pytest
from prose_plans import (
    SHARED,
    read,
    read_grid,
    told,
)

from govtui.intake.common import common_deadline
from govtui.intake.fates import Fate
from govtui.intake.grid import Cell, Grid, Line, Row
from govtui.intake.load import load_bytes


def test_what_closes_several_tasks_holds_for_each() -> None:
    assert [row[3:] for row in told(SHARED)] == [
        ("县水务局", "5月20日前"),
        ("县水务局", "5月20日前"),
        ("县应急局牵头，各乡镇落实", "6月10日前完成"),
        ("县应急局牵头，各乡镇落实", "6月10日前完成"),
        ("县应急局", "5月底前完成"),
        ("县人武部负责", ""),
    ]
    assert read(SHARED).fate_of("三、物资储备") is Fate.THEME


def test_labels_under_a_heading_hold_for_the_tasks_below() -> None:
    text = """青禾县春季造林实施方案
一、抓好苗木供应
牵头单位：县林业局
1.开展苗木质量检查，不合格苗木不得出圃。
2.储备乡土树种苗木50万株。
二、抓好造林施工
牵头单位：各乡镇
1.完成荒山造林1.2万亩。
2.完成道路绿化60公里。（县交通局牵头）
以上工作请于4月15日前全部完成，工作总结请于4月25日前报送县林业局。
"""
    assert [row[3:] for row in told(text)] == [
        ("县林业局", "4月15日前全部完成"),
        ("县林业局", "4月15日前全部完成"),
        ("各乡镇", "4月15日前全部完成"),
        ("县交通局牵头", "4月15日前全部完成"),
    ]


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("各项任务于2026年11月底前完成。", "2026年11月底前完成"),
        ("以上工作请于12月5日前完成。", "12月5日前完成"),
        ("上述任务须在10月底前落实到位", "10月底前落实到位"),
        ("所有整改任务务必于9月30日前整改到位。", "9月30日前整改到位"),
        ("除注明时限的外，各项任务均于2026年年底前完成。", "2026年年底前完成"),
        ("以上工作请于4月15日前全部完成，总结请于4月25日前报送。", "4月15日前全部完成"),
        ("请于12月20日前报送总结。", ""),
        ("各项任务完成情况请于12月1日前报送县政府办。", ""),
        ("以上任务由县政务服务局牵头落实，10月底前完成。", ""),
        ("各项工作要有序推进，确保完成。", ""),
        ("6月底前，县住建局完成改造。", ""),
    ],
)
def test_deadline_of_all(sentence: str, deadline: str) -> None:
    assert common_deadline(["各乡镇：", sentence]) == deadline


def test_two_deadlines_of_all_cancel_each_other() -> None:
    assert common_deadline(["各项任务于9月底前完成。", "各项任务于10月底前完成。"]) == ""


def test_date_that_opens_a_task() -> None:
    text = """青禾县2026年安全生产重点任务
一、9月底前，完成危化品企业全覆盖检查。
二、6月底前建成应急指挥平台，实现互联互通。
三、深入推进燃气安全整治，更换老旧软管1万户。
四、10月前划线标识消防通道，12月前验收。
"""
    assert [row[4] for row in told(text)] == ["9月底前", "6月底前", "", ""]
    assert told(text)[0][2] == "9月底前，完成危化品企业全覆盖检查。"


@pytest.mark.parametrize(
    ("paragraph", "requirement", "units", "deadline"),
    [
        ("修缮城墙。（县文旅局、县住建局）", "修缮城墙。", "县文旅局、县住建局", ""),
        ("修缮城墙（县文旅局牵头）。", "修缮城墙。", "县文旅局牵头", ""),
        ("修缮城墙。（县文旅局10月底前完成）", "修缮城墙。", "县文旅局", "10月底前完成"),
        ("修缮城墙。（长期坚持）", "修缮城墙。", "", "长期坚持"),
        ("修缮城墙。[责任单位：县文旅局]", "修缮城墙。", "县文旅局", ""),
        ("修缮城墙。（县文旅局负责）（8月底前）", "修缮城墙。", "县文旅局负责", "8月底前"),
        ("修缮城墙。（责任单位：县文旅局，8月底前完成）", "修缮城墙。", "县文旅局", "8月底前完成"),
        (
            "修缮城墙。（县文旅局牵头，各乡镇（街道）、经开区（高新区）管委会配合，年内完成）",
            "修缮城墙。",
            "县文旅局牵头，各乡镇（街道）、经开区（高新区）管委会配合",
            "年内完成",
        ),
        ("修缮城墙。（责任单位：县文旅局 责任人：李某 时限：8月底", "修缮城墙。", "县文旅局", "8月底"),
        ("修缮工作落实到各乡镇（街道）", "修缮工作落实到各乡镇（街道）", "", ""),
        ("修缮城墙（详见附件2）", "修缮城墙（详见附件2）", "", ""),
        ("修缮城墙（不含城楼）。", "修缮城墙（不含城楼）。", "", ""),
    ],
)
def test_bracket_at_the_end(paragraph: str, requirement: str, units: str, deadline: str) -> None:
    text = f"""青禾县文物保护工作要点
1.{paragraph}
2.开展田野文物巡查工作。（县文旅局，全年）
3.举办博物馆开放日活动。（县文旅局，5月底前）
"""
    assert told(text)[0] == ("1", "", requirement, units, deadline)


def test_wrapped_lines_are_put_together() -> None:
    text = """青禾县2026年政务公开工作要点

　　为扎实做好今年政务公开工作，切实提升公开质量，现结合我县
实际制定如下要点。
　　一、深化决策公开
　　（一）推进重大决策公开。对老旧小区改造、公交线路调整等与
群众关系密切的事项，在决策前公布草案和说明，公开征求意见的期
限不少于30日，并公布采纳情况。（县司法局牵头，县住建局、县交通
局配合，6月底前完成）
　　（二）推进会议开放。县政府常务会议每季度邀请一次群众代表
列席，会后公布议定事项。（县政府办负责，全年）
　　二、加强政策解读
　　（一）同步解读。县政府规范性文件出台后3个工作日内公布解读
材料，图解比例不低于60%。（各起草单位按职责分工负责）
　　（二）上门解读。组织政策进企业、进社区活动不少于12场。（县

                              - 1 -

工信局、各街道负责，10月底前完成）
　　三、抓好平台建设
　　（一）改版门户网站。新版网站上线运行，老年人可以放大字体、
听读网页。（县大数据局牵头，9月底前完成）
"""
    rows = told(text)
    assert [row[3] for row in rows] == [
        "县司法局牵头，县住建局、县交通局配合",
        "县政府办负责",
        "各起草单位按职责分工负责",
        "县工信局、各街道负责",
        "县大数据局牵头",
    ]
    assert rows[0][2] == (
        "推进重大决策公开。对老旧小区改造、公交线路调整等与群众关系密切的事项，在决策前公布草案和说明，"
        "公开征求意见的期限不少于30日，并公布采纳情况。"
    )
    reading = read(text)
    assert reading.fate_of("- 1 -") is Fate.NOTE
    assert reading.fate_of("列席") is Fate.CONTINUATION


def test_line_breaks_inside_a_paragraph() -> None:
    paragraphs = [
        "青禾县消防工作要点",
        "一、排查高层建筑隐患。\n责任单位：县消防救援大队\n完成时限：6月底",
        "二、建设微型消防站\n20个。\n责任单位：各乡镇\n完成时限：9月底",
        "三、开展消防演练10场。\n责任单位：县教体局\n完成时限：11月底",
    ]
    grid = Grid(
        rows=tuple(Row((Cell((text,), number, number),)) for number, text in enumerate(paragraphs, 1)),
        lines=tuple(Line(text.replace("\n", " "), number) for number, text in enumerate(paragraphs, 1)),
    )
    tasks = read_grid(grid).tasks
    assert [(task.requirement, task.units_text, task.deadline_text) for task in tasks] == [
        ("排查高层建筑隐患。", "县消防救援大队", "6月底"),
        ("建设微型消防站20个。", "各乡镇", "9月底"),
        ("开展消防演练10场。", "县教体局", "11月底"),
    ]


def test_paragraph_to_all_units_behind_the_last_task_closes_the_notice() -> None:
    text = """青禾县2026年优化营商环境工作要点
一、提升政务服务水平
1.推进“一件事”办理，年底前上线12个“一件事”。（责任单位：县政务服务局）
2.减免规费，梳理涉企收费清单并公布。
责任单位：县财政局
3.规范招投标，开展专项整治。
责任单位：县公共资源交易中心
请各单位于6月20日、12月20日前将进展情况报送县政务服务局。
"""
    found = load_bytes("a.txt", text.encode()).recognised()
    assert [task.requirement for task in found.document.tasks][-1] == "规范招投标，开展专项整治。"
    assert found.fates[8] is Fate.NOTE


def test_few_full_lines_that_break_off_are_put_together() -> None:
    text = """青禾县防汛准备工作方案

    为做好今年的防汛准备工作，经县政府研究同意，现就有关事
项安排如下：
    （一）各乡镇要逐村逐水库落实责任人，并向社会公布名单和
电话。（责任单位：县水务局、各乡镇；完成时限：3月底前）
    （二）修订县级预案。
（责任单位：县应急局；完成时限：5月底前）
    （三）储备编织袋20万条、砂石料3000方，并逐月盘点，及时
补足。（责任单位：县应急局；完成时限：4月20日前）
"""
    assert [row[2:] for row in told(text)] == [
        ("各乡镇要逐村逐水库落实责任人，并向社会公布名单和电话。", "县水务局、各乡镇", "3月底前"),
        ("修订县级预案。", "县应急局", "5月底前"),
        ("储备编织袋20万条、砂石料3000方，并逐月盘点，及时补足。", "县应急局", "4月20日前"),
    ]


def test_buttons_of_a_page_end_the_text() -> None:
    text = """青禾县普法工作要点
1.公开听证会的安排和结果。（责任单位：县司法局）
2.组织旁听庭审。（责任单位：县法院）
3.开展法治进校园活动，法治副校长全部到位。（县教体局牵头，县公安局配合）
【打印本页】【关闭窗口】
友情链接
省政府网站
市政府网站
"""
    assert [row[2] for row in told(text)][-1] == "开展法治进校园活动，法治副校长全部到位。"


def test_minutes_of_a_meeting_with_their_year_and_without_those_present() -> None:
    text = """青禾县人民政府专题会议纪要
〔2025〕12号
2025年5月20日，县政府召开专题会议，研究城区供水工作。纪要如下：
一、关于水源地。由县水务局牵头，6月15日前完成取水口选址。
二、关于管网改造。由县住建局负责，9月底前改造老旧管网12公里。
三、关于应急供水。县应急局要修订供水应急预案。
出席：王某、李某。
"""
    document = load_bytes("纪要.txt", text.encode()).recognised().document
    assert (document.title, document.year) == ("青禾县人民政府专题会议纪要", 2025)
    assert [task.seq for task in document.tasks] == ["一", "二", "三"]
    assert document.tasks[-1].requirement == "关于应急供水。县应急局要修订供水应急预案。"
