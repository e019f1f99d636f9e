"""Tables of one row a line that page breaks have cut: sentences, units and themes in two, columns more or fewer."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from intake_plans import HEAD, fields, read_lines, remarks_of

from govtui.model import RemarkKind

HEADER = "序号\t任务名称\t具体内容\t责任单位\t完成时限"


def table(text: str) -> list[str]:
    """Return the lines of a table written with `|` for a tab."""
    return [*HEAD, HEADER, *text.strip("\n").replace("|", "\t").split("\n")]


def themes_of(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(task.seq, task.themes) for task in read_lines(table(text)).tasks]


def test_sentence_units_and_theme_cut_in_two() -> None:
    document = read_lines(
        table(
            """
1|助餐|新增社区食堂，对老人就餐|县民政局，各乡镇|2025年年

|服务|给予补助。|（街道），经开区|底
||助餐点明厨亮灶。||
2|居家改造|公布改造条件，由老人自主选择。|县残联|2025年9月底
"""
        )
    )
    units = "县民政局，各乡镇（街道），经开区"
    assert fields(document) == [
        ("1.1", ("助餐服务",), "新增社区食堂，对老人就餐给予补助。", units, "", "2025年年底"),
        ("1.2", ("助餐服务",), "助餐点明厨亮灶。", units, "", "2025年年底"),
        ("2", ("居家改造",), "公布改造条件，由老人自主选择。", "县残联", "", "2025年9月底"),
    ]
    (joined,) = remarks_of(document, RemarkKind.JOINED)
    assert "第 7 行" in joined
    assert "第 1 项" in joined


def test_break_after_a_full_stop_leaves_two_content_lines() -> None:
    document = read_lines(
        table(
            """
1|应急|加强值班值守。|县应急局|全年

|管理|完善应急预案。||
"""
        )
    )
    assert [task.requirement for task in document.tasks] == ["加强值班值守。", "完善应急预案。"]
    assert {task.themes for task in document.tasks} == {("应急管理",)}


def test_units_that_stand_beside_the_second_half_only_hold_for_the_whole_item() -> None:
    document = read_lines(
        table(
            """
1|助餐服务|新增社区食堂。|县商务局|2025年9月底
2|居家改造|公布改造条件。||2025年年底
||改造项目由老人自主

||选择。|县残联|
||逐户验收。||
"""
        )
    )
    assert [task.requirement for task in document.tasks[1:]] == [
        "公布改造条件。",
        "改造项目由老人自主选择。",
        "逐户验收。",
    ]
    assert [task.units_text for task in document.tasks] == ["县商务局", "县残联", "县残联", "县残联"]
    assert [task.deadline_text for task in document.tasks] == ["2025年9月底", *["2025年年底"] * 3]


def test_paragraphs_of_a_cell_are_content_lines() -> None:
    document = read_lines(
        table(
            """
1|居家改造|<p>公布改造条件。</p> <p>逐户验收。</p>|县残联|<p>2025年年底</p> <p>2025年8月底</p>
2|资金监管|定期公布<br/>使用情况。|县财政局|长期坚持
"""
        )
    )
    assert [(task.seq, task.requirement) for task in document.tasks] == [
        ("1.1", "公布改造条件。"),
        ("1.2", "逐户验收。"),
        ("2.1", "定期公布"),
        ("2.2", "使用情况。"),
    ]
    assert {task.deadline_text for task in document.tasks[:2]} == {"2025年年底 2025年8月底"}


def test_outer_and_inner_theme_in_one_cell() -> None:
    """The outer theme is printed in the middle of its block, which goes on on the next page."""
    assert themes_of(
        """
1|甲任务|做好甲项工作。|县民政局|2025年年底
2|一号主题 乙任务|做好乙项工作。|县民政局|2025年年底
3|丙任务|做好丙项工作。|县民政局|2025年年底

4||丁任务|做好丁项工作。|县民政局|2025年年底
5|二号主题|戊任务|做好戊项工作。|县民政局|2025年年底
6||己任务|做好己项工作。|县民政局|2025年年底
7|单列任务||做好庚项工作。|县民政局|2025年年底

8|另一任务|做好辛项工作。|县民政局|2025年年底
"""
    ) == [
        ("1", ("一号主题", "甲任务")),
        ("2", ("一号主题", "乙任务")),
        ("3", ("一号主题", "丙任务")),
        ("4", ("一号主题", "丁任务")),
        ("5", ("二号主题", "戊任务")),
        ("6", ("二号主题", "己任务")),
        ("7", ("单列任务",)),
        ("8", ("另一任务",)),
    ]


def test_two_such_cells_on_one_page() -> None:
    assert themes_of(
        """
1|甲任务|做好甲项工作。|县民政局|2025年年底
2|一号主题 乙任务|做好乙项工作。|县民政局|2025年年底
3|丙任务|做好丙项工作。|县民政局|2025年年底
4|二号主题 丁任务|做好丁项工作。|县民政局|2025年年底

5||戊任务|做好戊项工作。|县民政局|2025年年底
6|三号主题|己任务|做好己项工作。|县民政局|2025年年底
"""
    ) == [
        ("1", ("一号主题", "甲任务")),
        ("2", ("一号主题", "乙任务")),
        ("3", ("一号主题", "丙任务")),
        ("4", ("二号主题", "丁任务")),
        ("5", ("二号主题", "戊任务")),
        ("6", ("三号主题", "己任务")),
    ]


def test_blank_in_a_theme_means_nothing_where_themes_have_one_level() -> None:
    assert themes_of("1|助餐 服务|新增社区食堂。|县民政局|2025年年底") == [("1", ("助餐服务",))]


def test_outer_theme_cut_between_two_items() -> None:
    text = """
1|机构养老|提高照护能力|增设护理型床位。|县卫健局|2025年年底
2|||逐家开展安全评估，不得收住||2025年11月底

|提质升级|守牢安全底线|新入住老人。|县民政局|
"""
    assert themes_of(text) == [("1", ("机构养老提质升级", "提高照护能力")), ("2", ("机构养老提质升级", "守牢安全底线"))]


def test_rows_above_the_first_printed_theme_stand_under_it() -> None:
    text = """
1||甲任务|做好甲项工作。|县民政局|2025年年底
2|一号主题|乙任务|做好乙项工作。|县民政局|2025年年底
3||丙任务|做好丙项工作。|县民政局|2025年年底
"""
    assert [themes for _seq, themes in themes_of(text)] == [
        ("一号主题", "甲任务"),
        ("一号主题", "乙任务"),
        ("一号主题", "丙任务"),
    ]
    (remark,) = remarks_of(read_lines(table(text)), RemarkKind.UNCLEAR)
    assert "“一号主题”" in remark
    assert "第 1 至 3 项" in remark


def test_inner_themes_under_one_number_begin_anew_in_further_rows() -> None:
    text = """
1|居家养老|助餐服务|新增社区食堂。|县民政局|2025年年底
||居家改造|公布改造条件。|县残联|2025年9月底

||老年大学|开设教学点。|县教体局|
"""
    document = read_lines(table(text))
    assert [task.themes[1] for task in document.tasks] == ["助餐服务", "居家改造", "老年大学"]
    assert [task.units_text for task in document.tasks] == ["县民政局", "县残联", "县教体局"]


def test_columns_that_change_mark_a_page_break_too() -> None:
    document = read_lines(
        table(
            """
1|规范治理|修订村规民约，张榜公布。|县民政局|2025年年底
2|助餐|新增社区食堂，对老人就餐|县民政局|2025年年底
|||给予补助。||
3|机构养老|提升照护能力|增设护理型床位。|县卫健局|全年
"""
        )
    )
    assert [task.requirement for task in document.tasks] == [
        "修订村规民约，张榜公布。",
        "新增社区食堂，对老人就餐给予补助。",
        "增设护理型床位。",
    ]


def test_number_and_theme_printed_again_after_the_break() -> None:
    document = read_lines(
        table(
            """
1|助餐服务|新增社区食堂，对老人就餐|县民政局|2025年年底

序号|任务名称|具体内容|责任单位|完成时限
1（续）|助餐服务（续）|给予补助。|县民政局|2025年年底
2|居家改造|公布改造条件。|县残联|2025年9月底
"""
        )
    )
    assert fields(document) == [
        ("1", ("助餐服务",), "新增社区食堂，对老人就餐给予补助。", "县民政局", "", "2025年年底"),
        ("2", ("居家改造",), "公布改造条件。", "县残联", "", "2025年9月底"),
    ]


def test_cut_row_in_a_plan_without_numbers() -> None:
    lines = [*HEAD, *"""任务名称|具体内容|责任单位|完成时限
规范治理|修订村规民约，张榜公布。|县民政局|2025年年底
居家养老|新增社区食堂，对老人就餐|县民政局，各乡镇|2025年年底

|给予补助。|（街道），经开区|
|助餐点明厨亮灶。||""".replace("|", "\t").split("\n")]  # fmt: skip
    assert [(task.seq, task.requirement, task.units_text) for task in read_lines(lines).tasks] == [
        ("1", "修订村规民约，张榜公布。", "县民政局"),
        ("2", "新增社区食堂，对老人就餐给予补助。", "县民政局，各乡镇（街道），经开区"),
        ("3", "助餐点明厨亮灶。", "县民政局，各乡镇（街道），经开区"),
    ]


SENTENCES = (
    "修订村规民约，经村民会议表决后公布。",
    "清理社区牌子，只保留一块牌子和一枚印章。",
    "落实社区工作者岗位等级和报酬制度。",
    "分批轮训社区书记和主任，参训率达到95%。",
    "公示前隐去身份证号码和住址，公示期满后撤下。",
    "为困境儿童建立一人一档，落实监护责任。",
    "婚姻登记实行预约办理，增加周末窗口。",
)
OUTER = ("健全社区治理体系", "提升服务群众能力", "深化移风易俗")
INNER = ("规范村民自治", "推进社区减负", "加强队伍建设", "兜牢困难底线", "关爱未成年人制度", "优化婚姻登记")
UNITS = (
    "县民政局、县财政局",
    "县民政局，各乡镇（街道）",
    "县卫健局、县医保局等相关部门",
    "县级各部门，各乡镇（街道），经开区",
)


@dataclass
class Item:
    number: int
    outer: str | None
    inner: str
    parts: list[str]
    units: str
    deadline: str


def random_items(chance: random.Random) -> list[Item]:
    themes = [outer for outer in OUTER[: chance.randint(1, 3)] for _ in range(chance.randint(1, 3))]
    return [
        Item(
            number,
            outer,
            chance.choice(INNER) if outer else f"单列任务{'甲乙丙丁戊己庚辛壬癸'[number % 10]}",
            chance.choices(SENTENCES, k=chance.randint(1, 4)),
            chance.choice(UNITS),
            chance.choice(("2025年年底", "2025年9月底", "全年")),
        )
        for number, outer in enumerate([*themes, *[None] * chance.randint(0, 2)], 1)
    ]


def halves(text: str, way: str) -> tuple[str, str]:
    """Return what stands of a centred cell before and after a break."""
    middle = len(text) // 2
    return {"before": (text, ""), "after": ("", text), "split": (text[:middle], text[middle:])}[way]


def rows_of_item(item: Item, outer: str, cut: tuple[str, str] | None, chance: random.Random) -> Iterator[str]:
    """Give the lines of an item; `cut` by a page break it says on which side its theme and its units stand."""
    themes = [outer, item.inner] if item.outer else [item.inner, ""]
    if cut is None:
        yield from as_rows([str(item.number), *themes], item.parts, [item.units, item.deadline], chance)
        return
    place = chance.randrange(len(item.parts))
    text = item.parts[place]
    at = chance.randint(3, len(text) - 3)
    theme, rest = halves(item.inner, cut[0])
    units, other_units = halves(item.units, cut[1])
    first = [outer, theme] if item.outer else [theme, ""]
    second = ["", rest] if item.outer else [rest, ""]
    before, after = [*item.parts[:place], text[:at]], [text[at:], *item.parts[place + 1 :]]
    yield from as_rows([str(item.number), *first], before, [units, item.deadline], chance)
    yield ""
    yield from as_rows(["", *second], after, [other_units, ""], chance)


def as_rows(head: list[str], parts: list[str], tail: list[str], chance: random.Random) -> Iterator[str]:
    """Give content lines as paragraphs of one row or as rows of their own."""
    if len(parts) > 1 and chance.random() < 0.4:
        parts = [" ".join(f"<p>{part}</p>" for part in parts)]
    for index, part in enumerate(parts):
        cells = [*head, part, *tail] if index == 0 else ["", "", "", part, "", ""]
        yield "\t".join(cells)


def test_random_cuts() -> None:
    """Every way in which a break can fall, except that which cannot be told: see below."""
    ways: Counter[tuple[str, str]] = Counter()
    for seed in range(300):
        chance = random.Random(seed)
        items = random_items(chance)
        cut_item = chance.choice(items)
        cut = (chance.choice(("before", "after", "split")), chance.choice(("before", "after", "split")))
        if cut[0] == "after" and cut_item.outer and not _told_apart(items, cut_item):
            continue
        lines = []
        above = None
        for item in items:
            outer = "" if item.outer is None or item.outer == above else item.outer
            lines += rows_of_item(item, outer, cut if item is cut_item else None, chance)
            above = item.outer
        wanted = [
            (
                f"{item.number}.{index}" if len(item.parts) > 1 else str(item.number),
                (item.outer, item.inner) if item.outer else (item.inner,),
                part,
                item.units,
                "",
                item.deadline,
            )
            for item in items
            for index, part in enumerate(item.parts, 1)
        ]
        assert fields(read_lines([*HEAD, HEADER, *lines])) == wanted, f"seed {seed}"
        ways[cut] += 1
    assert len(ways) == 9
    assert sum(ways.values()) > 250


def _told_apart(items: list[Item], cut: Item) -> bool:
    """Tell whether it can be known that a theme which stands after the break is an inner one.

    If the outer theme begins with the cut item and holds for no other, both could as well be halves of one name.
    """
    alike = [item for item in items if item.outer == cut.outer]
    return cut is not alike[0] or len(alike) > 1
