"""Several tables in one source: which of them are the plan, and which are one table that a page has cut."""

from __future__ import annotations

from intake_grids import PLAN, document, read, requirements, rows_at, said, sheet

from govtui.intake.choices import Choices
from govtui.intake.fates import Fate
from govtui.intake.grid import Grid, Line, Source
from govtui.intake.tables import TEXT_NAME, put_together
from govtui.model import RemarkKind

ALL = [row[2] for row in PLAN[1:]]
CONTACTS = [["姓名", "单位", "电话"], ["王某", "县政府办公室", "0530-1234567"]]


def test_table_cut_at_a_page_with_and_without_its_header() -> None:
    for second in (PLAN[3:], [PLAN[0], *PLAN[3:]]):
        source = document("青禾县2026年任务分解表", PLAN[:3], second)
        whole = put_together(source)
        assert len(whole.grids) == 1
        assert whole.grids[0].rows[3].after_break
        found = read(source)
        assert requirements(found) == ALL
        assert [task.seq for task in found.document.tasks] == ["1", "2", "3"]


def test_page_number_between_the_halves_does_not_part_them() -> None:
    assert requirements(read(document(PLAN[:3], "— 2 —", PLAN[3:]))) == ALL
    assert requirements(read(document(PLAN[:3], "（续表）", [PLAN[0], PLAN[3]]))) == ALL


def test_tables_under_headings_are_one_plan_with_these_themes() -> None:
    source = document("青禾县2026年任务分解表", "一、改善出行", PLAN[:3], "二、公共交通", [PLAN[0], PLAN[3]])
    found = read(source)
    assert [task.themes for task in found.document.tasks] == [
        ("一、改善出行", "修好农村公路"),
        ("一、改善出行", "修好农村公路"),
        ("二、公共交通", "办好城乡公交"),
    ]
    assert found.document.title == "青禾县2026年任务分解表"
    assert found.fates[2] is Fate.THEME
    assert found.fates[6] is Fate.THEME


def test_table_of_something_else_is_left_out_and_said() -> None:
    found = read(document("通知", CONTACTS, "附件", "青禾县2026年任务分解表", PLAN))
    assert requirements(found) == ALL
    assert [reading.table for reading in found.readings] == [1]
    assert found.document.title == "青禾县2026年任务分解表"
    assert [found.fates[line] for line in (2, 3)] == [Fate.LEFT_OUT] * 2
    assert any("第 1 至 3 行" in text for text in said(found, RemarkKind.LEFT_OUT))


def test_two_tables_of_tasks_are_both_read() -> None:
    other = [
        ["序号", "整改事项", "整改措施", "责任单位", "整改时限"],
        ["1", "台账不全", "补齐2025年以来的台账并专人保管。", "县档案馆", "立行立改"],
    ]
    found = read(document("附件1", PLAN, "附件2", "整改清单", other))
    assert requirements(found) == [*ALL, "补齐2025年以来的台账并专人保管。"]
    assert [reading.start for reading in found.readings] == [0, 3]
    assert set(found.fates) == {line.number for line in found.source.grids[0].lines}
    assert Fate.LEFT_OUT not in [found.fates[line] for line in (3, 8, 9)]


def test_sheet_that_repeats_another_is_left_out() -> None:
    found = read(Source(grids=(sheet(PLAN, "汇总"), sheet([PLAN[0], PLAN[1], PLAN[3]], "县交通局"))))
    assert requirements(found) == ALL
    assert [reading.table for reading in found.readings] == [0]


def test_form_without_tasks_is_no_plan() -> None:
    form = [["序号", "工作任务", "进展情况", "责任单位"], ["1", "", "", ""], ["2", "", "", ""]]
    assert requirements(read(Source(grids=(sheet(form, "报送表"), sheet(PLAN, "任务"))))) == ALL


def test_clerk_chooses_the_tables() -> None:
    source = Source(
        grids=(sheet(PLAN, "2026"), sheet([PLAN[0], [*PLAN[1][:2], "补修去年的缺口。", *PLAN[1][3:]]], "2025"))
    )
    assert len(read(source).readings) == 2
    assert requirements(read(source, Choices(tables=(1,)))) == ["补修去年的缺口。"]


def test_text_outside_of_the_tables_can_be_chosen_like_one() -> None:
    source = put_together(document(*[f"第{number}段。" for number in range(6)], PLAN))
    assert [grid.name for grid in source.grids] == ["", TEXT_NAME]
    assert [row.cells[0].text for row in source.grids[1].rows][:2] == ["第0段。", "第1段。"]
    assert len(put_together(Source(grids=(sheet(PLAN), sheet(PLAN, "B")))).grids) == 2


def test_text_without_a_table_stays_as_it_is() -> None:
    rows = rows_at([["第一段"], ["第二段"]], 1)
    source = Source(grids=(Grid(rows=rows, lines=(Line("第一段", 1), Line("第二段", 2))),))
    assert put_together(source) == source


def test_title_above_several_tables_with_captions() -> None:
    other = [
        PLAN[0],
        ["1", "修好水渠", "清淤加固灌渠8公里。", "县水务局", "2026年5月底"],
        ["2", "^", "更换闸门12座。", "县水务局", "全年"],
    ]
    found = read(document("青禾县2026年防汛抗旱任务分解表", "附件1 道路任务", PLAN, "附件2 水利任务", other))
    assert (found.document.title, len(found.document.tasks)) == ("青禾县2026年防汛抗旱任务分解表", 5)
    alone = read(document("附件1 2026年道路任务", PLAN, "附件2 2026年水利任务", other))
    assert alone.document.title == "2026年道路任务"


def test_another_table_below_a_caption_in_the_same_sheet() -> None:
    counts = [["单位", "任务数", "", "", ""], ["县交通局", "2", "", "", ""], ["县公安局", "1", "", "", ""]]
    found = read(Source(grids=(sheet([*PLAN, ["附：各单位任务统计", "", "", "", ""], *counts]),)))
    assert requirements(found) == ALL
    other = [
        ["序号", "整改事项", "整改措施", "整改单位", "整改时限"],
        ["1", "台账不全", "补齐台账。", "县档案馆", "立行立改"],
    ]
    both = read(Source(grids=(sheet([*PLAN, ["附件2 整改清单", "", "", "", ""], *other]),)))
    assert requirements(both) == [*ALL, "补齐台账。"]
    assert both.document.tasks[-1].units == ("县档案馆",)


def test_cells_that_a_cut_went_through_hold_on_below_it() -> None:
    first = [PLAN[0], PLAN[1], [*PLAN[2][:4], "^"]]
    second = [["3", "", "清理路边的垃圾。", "县城管局", ""], ["4", "", "修剪行道树。", "县城管局", "全年"]]
    found = read(document("青禾县2026年任务分解表", first, second))
    assert [task.themes for task in found.document.tasks] == [("修好农村公路",)] * 4
    assert [task.deadline_text for task in found.document.tasks] == ["2026年6月底"] * 3 + ["全年"]


def test_schedule_is_no_plan() -> None:
    schedule = [["时间", "内容", "地点"], ["上午", "开幕式", "主会场"], ["下午", "座谈会", "会议中心"]]
    assert requirements(read(document("青禾县2026年任务分解表", PLAN, "日程安排", schedule))) == ALL
