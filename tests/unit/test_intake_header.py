"""Headers of all shapes, and tables without one."""

from __future__ import annotations

from intake_grids import PLAN, Rows, document, read, requirements, rows_at, said, sheet

from govtui.intake.columns import Field
from govtui.intake.fates import Fate
from govtui.intake.grid import Grid, Source
from govtui.intake.guessing import columns_of, guess_header
from govtui.intake.header import find_header, header_at
from govtui.model import RemarkKind


def grid(rows: Rows) -> Grid:
    return Grid(rows=rows_at(rows, 1), solid=True, states_merges=True)


def test_header_below_titles_and_empty_columns() -> None:
    header = find_header(grid([["2026年任务分解表", "<", "<", "<", "<"], ["单位：万元", "", "", "", ""], *PLAN]))
    assert header
    assert (header.start, header.end) == (2, 3)
    assert header.columns == tuple(PLAN[0])


def test_two_rows_with_merged_cells() -> None:
    header = find_header(
        grid(
            [
                ["序号", "工作任务", "<", "责任单位", "<", "完成时限"],
                ["^", "任务名称", "具体措施", "牵头", "配合单位", "^"],
                ["1", "修路", "排查坑槽。", "县交通局", "各乡镇", "全年"],
            ]
        )
    )
    assert header
    assert (header.start, header.end) == (0, 2)
    assert header.names == ("序号", "任务名称", "具体措施", "牵头", "配合单位", "完成时限")
    assert header.columns == ("序号", "工作任务", "责任单位", "完成时限")


def test_lower_name_that_says_nothing_is_given_with_the_upper_one() -> None:
    header = find_header(
        grid(
            [
                ["序号", "工作任务", "责任单位", "<", "完成时限"],
                ["^", "^", "市级", "县级", "^"],
                ["1", "修补坑槽。", "市交通局", "县交通局", "全年"],
            ]
        )
    )
    assert header
    assert header.names == ("序号", "工作任务", "责任单位（市级）", "责任单位（县级）", "完成时限")


def test_name_over_two_sub_columns_without_names() -> None:
    header = find_header(
        grid(
            [
                ["序号", "重点任务", "<", "具体要求", "完成时限"],
                ["1", "改善出行", "修路", "排查坑槽。", "全年"],
            ]
        )
    )
    assert header
    assert header.names == ("序号", "重点任务", "", "具体要求", "完成时限")
    assert [column.field for column in columns_of(header.names, [])][1:3] == [Field.THEME, Field.THEME]


def test_many_unknown_names_and_a_long_one() -> None:
    names = [
        "序号",
        "目标任务",
        "甲",
        "乙",
        "丙",
        "责任处室",
        "完成情况，请填写到本季度末并附佐证材料的目录",
        "整改时限",
        "丁",
        "戊",
    ]
    assert find_header(grid([names, ["1"] * 10]))
    assert not find_header(grid([["姓名", "电话", "职务"], ["甲", "1", "2"]]))


def test_table_without_a_header_is_told_by_its_content() -> None:
    rows = [[row[0], "修好农村公路", *row[2:]] for row in PLAN[1:]]
    header = guess_header(grid(rows))
    assert header
    assert (header.start, header.end) == (0, 0)
    found = read(document("青禾县2026年任务分解表", rows, merges=False))
    assert requirements(found) == [row[2] for row in rows]
    assert [task.units_text for task in found.document.tasks] == ["县交通局", "县公安局", "县交通局"]
    assert [task.themes for task in found.document.tasks] == [("修好农村公路",)] * 3
    assert any("没有表头" in text for text in said(found, RemarkKind.UNCLEAR))
    assert found.document.columns == ()
    assert found.readings[0].columns[4].reason == "内容像完成时限（3格中的3格）"


def test_header_of_unknown_names_is_no_task() -> None:
    rows = [["甲", "乙", "丙", "丁", "戊"], *[[row[0], "修路", *row[2:]] for row in PLAN[1:]]]
    found = read(document(rows, merges=False))
    assert requirements(found) == [row[2] for row in PLAN[1:]]
    assert found.fates[1] is Fate.HEADER
    assert found.document.columns == ("甲", "乙", "丙", "丁", "戊")


def test_content_that_is_no_plan_is_not_guessed() -> None:
    assert guess_header(grid([["王某", "0530-1234567"], ["李某", "0530-1234568"], ["张某", "0530-1234569"]])) is None


def test_header_pointed_out() -> None:
    rows = rows_at(PLAN, 1)
    assert header_at(rows, 0, 1) == find_header(grid(PLAN))
    header = header_at(rows, 1, 2)
    assert header
    assert header.names[2] == PLAN[1][2]


def test_header_pointed_out_in_rows_that_differ_in_length() -> None:
    header = header_at(rows_at([["任务分解"], ["序号", "具体要求", "完成时限"], ["1", "修好公路。", "全年"]], 1), 0, 2)
    assert header
    assert header.names == ("序号", "具体要求", "完成时限")


def test_section_rows_across_the_table() -> None:
    rows = [
        PLAN[0],
        ["一、改善出行", "<", "<", "<", "<"],
        *PLAN[1:3],
        ["二、公共交通", "<", "<", "<", "<"],
        PLAN[3],
        ["合计", "", "3项", "", ""],
        ["注：责任单位列第一位的为牵头单位。", "<", "<", "<", "<"],
    ]
    found = read(Source(grids=(sheet(rows),)))
    assert [task.themes[0] for task in found.document.tasks] == ["一、改善出行", "一、改善出行", "二、公共交通"]
    assert [found.fates[line] for line in (2, 5, 7, 8)] == [Fate.THEME, Fate.THEME, Fate.NOTE, Fate.NOTE]


def test_notice_that_the_first_unit_leads() -> None:
    rows = [PLAN[0], [*PLAN[1][:3], "县交通局、县财政局", "全年"], *PLAN[2:]]
    plain = read(document("青禾县任务分解表", rows))
    assert plain.document.tasks[0].lead == ()
    found = read(document("青禾县任务分解表", rows, "注：责任单位列第一位的为牵头单位。"))
    assert found.document.tasks[0].lead == ("县交通局",)


def test_quarters_below_one_name_are_no_deadlines() -> None:
    rows = [
        ["序号", "建设内容", "责任单位", "进度安排", "<", "备注"],
        ["^", "^", "^", "上半年", "下半年", "^"],
        ["1", "修补农村公路坑槽。", "县交通局", "完成招标", "竣工验收", ""],
        ["2", "新建公交站台六处。", "县交通局", "完成选址", "投入使用", "续建"],
    ]
    found = read(document("青禾县2026年民生实事分解表", rows))
    assert [task.deadline_text for task in found.document.tasks] == ["", ""]
    assert found.document.tasks[0].extra == (
        ("进度安排（上半年）", "完成招标"),
        ("进度安排（下半年）", "竣工验收"),
    )


def test_names_that_are_known_by_their_end_only() -> None:
    rows = [
        ["测评项目", "测评内容", "测评标准", "责任分工", "<", "完成时限"],
        ["^", "^", "^", "牵头单位", "责任单位", "^"],
        ["出行", "公交站台", "站台整洁，时刻表完好，无乱贴乱画现象。", "县交通局", "各乡镇", "全年"],
        ["^", "公共广场", "广场设施完好，夜间照明率达到95%以上。", "县住建局", "各乡镇", "全年"],
    ]
    found = read(document("青禾县2026年测评任务分解表", rows))
    assert requirements(found) == [row[2] for row in rows[2:]]
    assert [task.themes for task in found.document.tasks] == [("出行", "公交站台"), ("出行", "公共广场")]
    assert found.document.tasks[0].lead == ("县交通局",)


def test_short_unknown_column_at_the_left_of_the_tasks_is_a_theme() -> None:
    rows = [
        ["序号", "攻坚战役", "经办人", "工作举措", "责任单位", "完成时限"],
        ["1", "畅通出行", "王某", "修补农村公路坑槽。", "县交通局", "全年"],
        ["2", "美化城区", "李某", "新建口袋公园两处。", "县住建局", "全年"],
    ]
    columns = read(document("青禾县2026年任务分解表", rows)).readings[0].columns
    assert [column.field for column in columns[1:3]] == [Field.THEME, Field.OTHER]


def test_blank_measures_mean_above_only_where_neighbours_were_merged() -> None:
    names = [*PLAN[0], "量化指标"]
    tasks = [[str(number), "修路", f"修补第{number}段。", "县交通局", "全年"] for number in range(1, 6)]
    flattened = ["现场核查", "", "查看台账", "", "现场核查"]
    measured = read(
        document([names, *([*row, text] for row, text in zip(tasks, flattened, strict=True))], merges=False)
    )
    assert [task.measure for task in measured.document.tasks] == [
        "现场核查",
        "现场核查",
        "查看台账",
        "查看台账",
        "现场核查",
    ]
    lone = ["不少于2次", "", "", "100%", ""]
    measured = read(document([names, *([*row, text] for row, text in zip(tasks, lone, strict=True))], merges=False))
    assert [task.measure for task in measured.document.tasks] == lone


def test_unknown_column_that_tells_more_than_names_is_the_requirement() -> None:
    rows = [
        ["序号", "项目名称", "修建详单", "竣工时间", "责任单位"],
        ["1", "县道大修", "铣刨重铺路面6公里，增设护栏1.2公里。", "2026年9月", "县交通局"],
        ["2", "公交站台", "新建港湾式站台12座，配套电子站牌。", "2026年6月", "县交通局"],
    ]
    found = read(document("青禾县2026年项目推进表", rows))
    assert requirements(found) == [row[2] for row in rows[1:]]
    assert [task.themes for task in found.document.tasks] == [("县道大修",), ("公交站台",)]


def test_column_that_says_the_same_in_every_row_is_no_requirement() -> None:
    rows = [["建议编号", "建议题目", "主办单位", "办理要求", "答复时限"]]
    rows += [
        [str(n), f"关于修缮{road}的建议", "县交通局", "面商代表，书面答复。", "2026年6月"]
        for n, road in enumerate(["东街", "西街", "北街"], 101)
    ]
    found = read(document("青禾县2026年建议办理分解表", rows))
    assert requirements(found) == [row[1] for row in rows[1:]]
    assert found.document.tasks[0].extra == (("办理要求", "面商代表，书面答复。"),)


def test_name_of_the_units_column_says_who_leads() -> None:
    rows = [
        [*PLAN[0][:3], "责任单位（排在第一位的为牵头单位）", PLAN[0][4]],
        [*PLAN[1][:3], "县交通局、各乡镇", "全年"],
    ]
    assert read(document("青禾县任务分解表", rows)).document.tasks[0].lead == ("县交通局",)


def test_headings_among_the_requirements_with_nothing_beside_them() -> None:
    rows = [
        ["序号", "工作任务", "责任单位", "完成时限"],
        ["", "（一）改善出行", "", ""],
        ["1", "修补坑槽。", "县交通局", "2026年6月底"],
        ["2", "加宽窄桥。", "县交通局", "2026年9月底"],
        ["", "（二）美化城区", "", ""],
        ["3", "新建口袋公园。", "县住建局", "全年"],
    ]
    found = read(Source(grids=(sheet(rows, merges=False),)))
    assert [(task.seq, *task.themes) for task in found.document.tasks] == [
        ("1", "（一）改善出行"),
        ("2", "（一）改善出行"),
        ("3", "（二）美化城区"),
    ]


def test_second_row_of_a_header_that_lost_its_merges() -> None:
    rows = [
        ["序号", "建设内容", "责任分工", "", "进度安排", "", "备注"],
        ["", "", "牵头单位", "责任单位", "上半年", "下半年", ""],
        ["1", "修补坑槽30处。", "县交通局", "各乡镇", "招标", "完工", ""],
        ["2", "新建站台6处。", "县交通局", "县住建局", "选址", "投用", "续建"],
    ]
    header = find_header(grid(rows))
    assert header
    assert header.names == (*rows[0][:2], "牵头单位", "责任单位", "进度安排（上半年）", "进度安排（下半年）", "备注")
    assert header.columns == ("序号", "建设内容", "责任分工", "进度安排", "备注")
    data = [rows[0], ["1", "修补坑槽30处。", "县交通局", "各乡镇", "招标", "完工", ""]]
    assert find_header(grid(data)) == header_at(rows_at(data, 1), 0, 1)


def test_rest_of_a_table_is_no_heading() -> None:
    found = read(Source(grids=(sheet([*PLAN[:3], ["（续表）", "", "", "", ""], *PLAN[3:]]),)))
    assert [task.themes for task in found.document.tasks][-1] == ("办好城乡公交",)
    assert found.fates[4] is Fate.NOTE


def test_names_over_several_columns_each() -> None:
    rows = [
        ["反馈问题", "<", "整改情况", "<", "<"],
        ["大类", "具体表现", "整改措施", "责任单位", "整改时限"],
        ["出行", "坑槽多", "修补坑槽30处。", "县交通局", "2026年6月底"],
        ["^", "窄桥多", "加宽窄桥2座。", "县交通局", "全年"],
    ]
    lost = [[text if text not in ("<", "^") else "" for text in row] for row in rows]
    for source in (document("青禾县整改台账", rows), Source(grids=(sheet(lost, merges=False),))):
        found = read(source)
        assert requirements(found) == ["修补坑槽30处。", "加宽窄桥2座。"]
        assert [task.themes for task in found.document.tasks] == [("出行", "坑槽多"), ("出行", "窄桥多")]
