"""What becomes of the lines of a running text: the clerk decides, nothing is lost, and what is no plan is none."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from prose_plans import (
    CULTURE,
    PLANS,
    Reading,
    read,
    read_grid,
    stack,
)

from govtui.intake.fates import Fate
from govtui.intake.grid import Cell, Grid, Line, Row
from govtui.intake.notice.labels import label_word
from govtui.intake.prose import Prose, find_prose, read_prose
from govtui.text import squeeze


def requirements(fates: Mapping[int, Fate]) -> list[str]:
    return [task.requirement for task in read(CULTURE, fates).tasks]


def test_nothing_decided() -> None:
    assert requirements({}) == [
        "举办油菜花节，吸引游客10万人次。",
        "开发乡村旅游线路5条。",
        "新建停车场3处。",
        "修缮古城墙200米。推进智慧导览系统建设。",
        "更新景区标识标牌。",
    ]


def test_a_line_decided_to_be_a_task() -> None:
    assert requirements({8: Fate.TASK})[3:5] == ["修缮古城墙200米。", "推进智慧导览系统建设。"]
    assert read(CULTURE, {8: Fate.TASK}).tasks[4].themes == ("二、完善设施",)


def test_a_line_decided_to_go_on() -> None:
    assert requirements({4: Fate.CONTINUATION})[0] == "举办油菜花节，吸引游客10万人次。开发乡村旅游线路5条。"
    joined = requirements({7: Fate.CONTINUATION})[2]
    assert joined == "新建停车场3处。（二）修缮古城墙200米。推进智慧导览系统建设。"


@pytest.mark.parametrize("fate", [Fate.NOTE, Fate.LEFT_OUT, Fate.TITLE])
def test_a_line_decided_to_be_no_task(fate: Fate) -> None:
    reading = read(CULTURE, {6: fate})
    assert "新建停车场3处。" not in [task.requirement for task in reading.tasks]
    assert reading.table.fates[6] is fate


def test_a_line_decided_to_be_a_theme() -> None:
    reading = read(CULTURE, {8: Fate.THEME})
    assert reading.tasks[-1].themes == ("二、完善设施", "推进智慧导览系统建设")
    assert reading.table.fates[8] is Fate.THEME


@pytest.mark.parametrize(
    "text",
    [
        "",
        "青禾县召开春耕工作会议\n一、会议听取了各乡镇的情况汇报。\n二、会议强调要抓好水利设施。\n三、会议要求做好农资供应。",
        "关于核实情况的复函\n县水务局：\n一、你局来函收悉，经研究答复如下。\n二、原则同意你局所提意见。\n三、请按程序办理有关手续。",
        "青禾县工作要点解读\n一、出台背景是什么。近年来大家都很关心。\n二、主要内容是什么。有三个方面。\n三、什么时候实行。印发之日起。",
        "工作任务\n具体要求\n责任单位\n完成时限\n修桥\n1.完成桥面铺装和护栏更换\n县住建局\n3月底\n"
        "修路\n2.完成路面铺装和标线施划\n县交通局\n4月底\n修渠\n3.完成渠道衬砌和闸门更换\n县水务局\n5月底",
        "1.苹果\n2.梨\n3.桃",
    ],
)
def test_texts_that_are_no_plan(text: str) -> None:
    assert find_prose(stack(text)) is None


def test_a_table_is_no_running_text() -> None:
    row = Row((Cell(("1.修桥",), 1, 1), Cell(("县住建局",), 1, 1)))
    assert find_prose(Grid(rows=(row,) * 5, lines=(Line("1.修桥\t县住建局", 1),))) is None


@pytest.mark.parametrize("text", PLANS)
def test_every_line_of_a_plan_has_a_fate_and_is_kept(text: str) -> None:
    assert_nothing_is_lost(read(text))


def assert_nothing_is_lost(reading: Reading) -> None:
    fates = reading.table.fates
    lines = [line for line in reading.grid.lines if line.number >= reading.grid.rows[reading.prose.start].first_line]
    assert all(line.number in fates for line in lines)
    of_tasks = [(*task.themes, task.requirement, task.units_text, task.deadline_text) for task in reading.tasks]
    of_records = [[text for value in record.values for text in value or ()] for record in reading.table.records]
    kept = "".join(text for texts in (*of_tasks, *of_records) for text in texts)
    for line in lines:
        if fates[line.number] in (Fate.TASK, Fate.THEME, Fate.CONTINUATION):
            text = squeeze(line.text).removeprefix("以上任务由")
            pieces = [piece for piece in re.split(r"[^\w%]+", text) if len(piece) > 1 and not label_word(piece)]
            assert [piece for piece in pieces if piece not in kept] == []


_UNIT = st.sampled_from(["县财政局", "县住建局、县水务局", "各乡镇", "县政府办牵头，各乡镇配合"])
_DATE = st.sampled_from(["6月底前", "2026年9月底", "长期坚持", "全年"])
_WORK = st.sampled_from(["改造老旧小区20个。", "开展隐患排查，建立台账。", "加强公开。每月公布结果。", "新建公厕5座；"])
_STYLE = st.sampled_from(
    [
        "（责任单位：{u}；完成时限：{d}）",
        "\n责任单位：{u}\n完成时限：{d}",
        "\n（{u}，{d}）",
        "",
    ]
)
_TASK = st.builds(lambda work, unit, date, style: work + style.format(u=unit, d=date), _WORK, _UNIT, _DATE, _STYLE)
_EXTRA = st.sampled_from(
    ["", "\n各单位要抓紧推进。", "\n联系人：李某", "\n以上任务由县政府办牵头，9月底前完成。", "\n- 3 -"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(_TASK, _EXTRA), min_size=1, max_size=4), min_size=1, max_size=4))
def test_nothing_is_lost_of_any_plan(sections: list[list[tuple[str, str]]]) -> None:
    text = "青禾县2026年重点任务分工方案\n各乡镇：\n"
    for section, tasks in enumerate(sections):
        text += f"{'一二三四'[section]}、抓好第{section}方面工作\n"
        for number, (task, extra) in enumerate(tasks, 1):
            text += f"{number}.{task}{extra}\n"
    grid = stack(text)
    prose = find_prose(grid)
    if prose is not None:
        reading = read_grid(grid)
        assert len(reading.tasks) == sum(map(len, sections))
        numbers = {line.number for line in grid.lines if line.number > 1}
        assert numbers <= set(reading.table.fates)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(alphabet="一二三（）()【】1.、：；。责任单位完成时限：县局牵头以上任务\t 甲乙12月底前", max_size=40),
        max_size=30,
    ),
    st.dictionaries(st.integers(1, 30), st.sampled_from(list(Fate)), max_size=5),
)
def test_any_text_is_read_without_failing(lines: list[str], fates: dict[int, Fate]) -> None:
    grid = stack("\n".join(lines))
    find_prose(grid)
    table = read_prose(grid, Prose(0, len(grid.rows)), fates)
    rows = {row.first_line for row in grid.rows}
    assert rows <= set(table.fates)
    assert all(table.fates[line] is fate for line, fate in fates.items() if line in rows and fate is Fate.LEFT_OUT)
