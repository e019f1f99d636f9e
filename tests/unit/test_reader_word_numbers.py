"""The numbers that Word prints in front of paragraphs although they are no part of the text."""

from __future__ import annotations

import pytest
from word_documents import BEGINS, GOES_ON, level, lines, lists, numbered, of_kind, p, read, tbl, tc, texts, tr

from govtui.intake.readers.word_numerals import format_number

PLAN = level(0, "chineseCountingThousand", "%1、") + level(1, "chineseCounting", "（%2）") + level(2, "decimal", "%3.")
FLAT = lists({1: level(0, "decimal", "%1")}, {1: of_kind(1)})


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("decimal", {0: "0", 1: "1", 12: "12"}),
        ("decimalZero", {1: "01", 12: "12"}),
        ("decimalFullWidth", {12: "１２"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "㉑", 50: "㊿", 51: "51"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedFullstop", {1: "⒈", 20: "⒛", 21: "21"}),
        ("decimalEnclosedParen", {1: "⑴", 20: "⒇"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 100: "一〇〇"}),
        (
            "chineseCountingThousand",
            {10: "十", 19: "十九", 100: "一百", 101: "一百零一", 110: "一百一十", 1003: "一千零三"},
        ),
        ("japaneseCounting", {1: "一", 21: "二十一"}),
        ("ideographDigital", {1: "一", 10: "一〇", 23: "二三"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 9: "ix", 1994: "mcmxciv"}),
        ("upperRoman", {14: "XIV"}),
        ("ordinal", {1: "1st", 12: "12th", 23: "23rd"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {3: ""}),
        ("bullet", {3: ""}),
        ("hebrew1", {3: "3"}),
        ("lowerRoman", {0: "0", 4_000_000: "4000000", -3: "-3"}),
    ],
)
def test_formats(form: str, numbers: dict[int, str]) -> None:
    assert {number: format_number(number, form) for number in numbers} == numbers


def test_levels_count_for_themselves_and_begin_anew_under_the_next() -> None:
    places = (0, 1, 2, 2, 1, 2, 0, 1, 2)
    source = read(*[numbered(1, place, "任务") for place in places], numbering=lists({1: PLAN}, {1: of_kind(1)}))
    found = [line.removesuffix("任务") for line in lines(source)]
    assert found == ["一、", "（一）", "1. ", "2. ", "（二）", "1. ", "二、", "（一）", "1. "]


def test_numbers_of_several_levels() -> None:
    kind = (
        level(0, "chineseCounting", "第%1条")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimal", "%1.%3")
    )
    source = read(
        *[numbered(1, place, "任务") for place in (0, 1, 1, 0, 1, 2)], numbering=lists({1: kind}, {1: of_kind(1)})
    )
    assert lines(source) == ["第一条 任务", "1.1 任务", "1.2 任务", "第二条 任务", "2.1 任务", "二.1 任务"]


def test_level_that_does_not_begin_anew() -> None:
    kind = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2、", '<w:lvlRestart w:val="0"/>')
    source = read(
        *[numbered(1, place, "任务") for place in (0, 1, 1, 0, 1)], numbering=lists({1: kind}, {1: of_kind(1)})
    )
    assert lines(source) == ["一、任务", "1、任务", "2、任务", "二、任务", "3、任务"]


def test_levels_that_were_passed_over_are_at_their_start() -> None:
    kind = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.")
    assert lines(read(numbered(1, 1, "任务"), numbering=lists({1: kind}, {1: of_kind(1)}))) == ["1.1. 任务"]


def test_lists_of_one_kind_go_on_unless_one_begins_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    entries = {1: of_kind(1), 2: of_kind(1), 3: of_kind(1, start.format(1)), 4: of_kind(2, start.format(7))}
    numbering = lists({1: level(0, "decimal", "%1、"), 2: level(0, "decimal", "（%1）")}, entries)
    source = read(*[numbered(entry, 0, "任务") for entry in (1, 2, 2, 3, 3, 4, 4, 1)], numbering=numbering)
    found = [line.removesuffix("任务") for line in lines(source)]
    assert found == ["1、", "2、", "3、", "1、", "2、", "（7）", "（8）", "3、"]


def test_list_with_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1）")}</w:lvlOverride>'
    numbering = lists({1: level(0, "decimal", "%1、")}, {1: of_kind(1, own)})
    assert lines(read(numbered(1, 0, "任务"), numbering=numbering)) == ["A）任务"]


def test_numbers_from_styles() -> None:
    def style(name: str, properties: str, based: str = "") -> str:
        on = f'<w:basedOn w:val="{based}"/>' if based else ""
        return f'<w:style w:type="paragraph" w:styleId="{name}">{on}<w:pPr>{properties}</w:pPr></w:style>'

    styles = (
        style("Chapter", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Section", '<w:numPr><w:numId w:val="1"/></w:numPr>')
        + style("Own", "", "Section")
        + style("Free", '<w:numPr><w:numId w:val="0"/></w:numPr>', "Section")
        + style("Loop", "", "Loop")
    )
    kind = level(0, "chineseCounting", "%1、", '<w:pStyle w:val="Chapter"/>')
    kind += level(1, "decimal", "%2.", '<w:pStyle w:val="Section"/>')
    names = ("Chapter", "Section", "Own", "Free", "Loop", "Unknown", "Chapter")
    blocks = [p("任务", f'<w:pStyle w:val="{name}"/>') for name in names]
    none = p("任务", '<w:pStyle w:val="Section"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    source = read(*blocks, none, numbering=lists({1: kind}, {1: of_kind(1)}), styles=styles)
    assert lines(source) == ["一、任务", "1. 任务", "2. 任务", "任务", "任务", "任务", "二、任务", "任务"]


def test_kind_that_stands_in_a_style() -> None:
    styles = (
        '<w:style w:type="numbering" w:styleId="Plan"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    numbering = lists(
        {1: '<w:numStyleLink w:val="Plan"/>', 2: level(0, "decimal", "%1）")}, {1: of_kind(1), 2: of_kind(2)}
    )
    assert lines(read(numbered(1, 0, "甲"), numbered(2, 0, "乙"), numbering=numbering, styles=styles)) == [
        "1）甲",
        "2）乙",
    ]


def test_column_of_numbers_that_count_themselves() -> None:
    rows = [tr(tc(numbered(1)), tc(f"任务{name}"), tc("县水利局")) for name in "甲乙丙"]
    source = read(tbl(tr("序号", "工作任务", "责任单位"), *rows), numbering=FLAT)
    assert [row[0] for row in texts(source.grids[0])] == ["序号", "1", "2", "3"]
    assert lines(source)[1] == "1\t任务甲\t县水利局"


def test_numbered_paragraphs_of_a_cell() -> None:
    cell = tc(numbered(1, 0, "清淤。") + numbered(1, 0, "加固。") + numbered(1))
    source = read(tbl(tr("任务", "单位"), tr(cell, "甲局"), tr(tc(numbered(1, 0, "巡查。")), "乙局")), numbering=FLAT)
    assert [row[0] for row in texts(source.grids[0])] == ["任务", "1 清淤。|2 加固。", "4 巡查。"]


def test_what_is_not_printed_is_not_counted() -> None:
    deleted = tr(tc(numbered(1)), "旧任务", properties='<w:del w:id="1" w:author="a"/>')
    gone = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del w:id="2" w:author="a"/></w:rPr>'
    cut = '<w:del w:id="3" w:author="a"><w:r><w:delText>旧</w:delText></w:r></w:del>'
    source = read(
        p(cut, gone),
        numbered(1, 0, "清淤"),
        tbl(tr("序号", "任务"), deleted, tr(tc(numbered(1)), "修路")),
        numbering=FLAT,
    )
    assert lines(source) == ["1 清淤", "序号\t任务", "2\t修路"]


def test_bullets_and_lists_that_are_not_there_have_no_number() -> None:
    numbering = lists(
        {1: level(0, "bullet", "●"), 2: level(0, "none", "")}, {1: of_kind(1), 2: of_kind(2), 3: of_kind(9)}
    )
    source = read(*[numbered(entry, 0, "任务") for entry in (1, 2, 3, 4)], numbering=numbering)
    assert lines(source) == ["任务"] * 4


def test_texts_and_numbers_that_do_harm() -> None:
    kind = level(0, "decimal", "%1" * 500) + level(1, "lowerLetter", "%2", '<w:start w:val="99999999999"/>')
    source = read(
        numbered(1, 0, "甲"), numbered(1, 99, "乙"), numbered(1, -5, "丙"), numbering=lists({1: kind}, {1: of_kind(1)})
    )
    assert [line[-1] for line in lines(source)] == ["甲", "乙", "丙"]
    assert max(map(len, lines(source))) < 80


def test_covered_cells_of_a_column_of_numbers() -> None:
    """What is left in them when cells are merged is not printed; nobody would hand in a plan that skips numbers."""
    rows = [
        tr(tc(numbered(1), BEGINS), "清淤"),
        tr(tc(numbered(1), GOES_ON), "加固"),
        tr(tc(numbered(1)), "巡查"),
    ]
    source = read(tbl(tr("序号", "任务"), *rows), numbering=FLAT)
    assert [row[0] for row in texts(source.grids[0])] == ["序号", "1", "^", "2"]
