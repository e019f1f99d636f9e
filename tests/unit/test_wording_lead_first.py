"""Notices that say who of the units in a cell leads."""

from __future__ import annotations

import pytest

from govtui.wording.lead_first import lead_first, says_lead_first, says_rest_support
from govtui.wording.units import parse_units


@pytest.mark.parametrize(
    "lines",
    [
        ["列在首位的为牵头单位"],
        ["注：责任单位中列第一位的为牵头单位。"],
        ["排在第一位的单位为牵头单位"],
        ["第一个单位为牵头单位"],
        ["责任单位中排名第一的为牵头单位"],
        ["各项任务列首位的单位为该项工作的牵头单位"],
        ["责任单位第一位为牵头单位"],
        ["牵头单位列首位"],
        ["青禾县人民政府办公室", "备注：排在首位的责任单", "位为牵头 单位。"],
    ],
)
def test_a_notice_says_that_the_first_leads(lines: list[str]) -> None:
    assert says_lead_first(lines)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "县财政局为牵头单位",
        "带★的为牵头单位",
        "第一牵头单位为县财政局",
        "排名第一的乡镇为先进单位",
        "列在首位的任务为重点任务",
        "排名不分先后，第一季度由牵头单位报送",
        "第一批任务由牵头单位落实",
    ],
)
def test_other_lines_do_not_say_so(line: str) -> None:
    assert not says_lead_first([line])


def test_a_notice_says_what_the_others_do() -> None:
    assert says_rest_support(["列首位的为牵头单位，其他为配合单位"])
    assert says_rest_support(["排第一的为牵头单位，其余单位均为协办单位"])
    assert not says_rest_support(["列首位的为牵头单位，其余为责任单位"])
    assert not says_rest_support(["配合单位由牵头单位另行通知"])


def test_the_first_unit_of_a_cell_leads() -> None:
    cell = parse_units("县发改局、县财政局、各乡镇")
    assert lead_first(cell).lead == ("县发改局",)
    assert lead_first(cell).support == ()
    assert lead_first(cell, rest_supports=True).support == ("县财政局", "各乡镇")
    assert lead_first(cell).units == cell.units


def test_a_cell_that_says_itself_who_leads_stays_as_it_is() -> None:
    for text in ("", "县财政局、县发改局（牵头）", "县财政局配合"):
        assert lead_first(parse_units(text), rest_supports=True) == parse_units(text)


def test_what_a_cell_says_of_support_stays() -> None:
    cell = lead_first(parse_units("县发改局、县水利局、县财政局（配合）"), rest_supports=True)
    assert (cell.lead, cell.support) == (("县发改局",), ("县财政局",))
