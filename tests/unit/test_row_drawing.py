"""Rows of the task table: each line as wide as the columns, whatever stands in them; hits and marks in their places."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.config import ColumnChoice
from govtui.model import Task
from govtui.review.grouping import Group
from govtui.review.rows import TaskRow
from govtui.text import width
from govtui.timing.lights import read_light
from widgets.columns import GAP, columns
from widgets.group_line import Digits, group_line
from widgets.hits import Part, inked_lines, laid_out
from widgets.row_drawing import MARK, row_lines
from widgets.segments import INKS, Line

AMBIGUOUS = "推进“一件事”改革……做到①线上办、②线下办——全年不少于10次 [/附件] 并公布。"
TEXTS = st.text(alphabet="公开目录 “”…—①[/]aZ9，。（）、", max_size=200)


def row(requirement: str, units: tuple[str, ...] = ("县财政局",)) -> TaskRow:
    task = Task(id="1-1", document="1", seq="1", requirement=requirement, units=units, themes=("（一）公开",))
    return TaskRow(task, read_light(task, dt.date(2023, 11, 22)))


def text_of(line: Line) -> str:
    return "".join(text for text, _ink in line)


def hits_of(lines: list[Line]) -> list[str]:
    return [text for line in lines for text, ink in line if ink == "hit"]


@given(TEXTS, st.integers(20, 140), st.integers(1, 3))
def test_every_line_is_as_wide_as_the_columns(text: str, cells: int, height: int) -> None:
    found = columns(cells, 5)
    lines = row_lines(row(text), found, height, words=["公开", "a"])
    assert len(lines) == height
    assert {width(text_of(line)) for line in lines} == {GAP + sum(column.cells + GAP for column in found)}
    assert all(ink in INKS for line in lines for _text, ink in line if ink)


@pytest.mark.parametrize("height", [1, 2, 3])
def test_signs_of_doubtful_width_and_brackets_stay_as_they_are(height: int) -> None:
    [wide] = [column for column in columns(400, 5) if column.title == "具体要求"]
    lines = row_lines(row(AMBIGUOUS), [wide], height)
    assert text_of(lines[0]).strip() == AMBIGUOUS


@pytest.mark.parametrize(
    ("text", "cells", "height", "shown"),
    [
        ("公开目录", 8, 1, ["公开目录"]),
        ("公开目录清单", 8, 1, ["公开目…"]),
        ("公开目录清单", 8, 2, ["公开目录", "清单"]),
        ("公开目录清单及要点说明", 8, 2, ["公开目录", "清单及…"]),
        ("", 8, 2, []),
        ("按2026年计划", 7, 2, ["按2026", "年计划"]),
    ],
)
def test_a_text_is_wrapped_and_cut_at_the_end(text: str, cells: int, height: int, shown: list[str]) -> None:
    assert [f"{part.text}{'…' if part.cut else ''}" for part in laid_out(text, cells, height)] == shown


@given(TEXTS, st.integers(4, 40), st.integers(1, 3))
def test_nothing_of_a_text_is_lost_without_a_sign(text: str, cells: int, height: int) -> None:
    parts = laid_out(text, cells, height)
    assert all(width(part.text) + part.cut == part.cells <= cells for part in parts)
    assert all(text[part.start :].startswith(part.text) for part in parts)
    kept = "".join(part.text for part in parts).replace(" ", "")
    assert any(part.cut for part in parts) or kept == text.replace(" ", "")


def test_what_was_searched_for_is_marked_across_the_end_of_a_line() -> None:
    [column] = columns(20, 5, [ColumnChoice("具体要求", 8)])
    assert hits_of(row_lines(row("做好政务公开工作"), [column], 2, words=["务公"])) == ["务", "公"]


def test_hits_stand_in_every_column_and_only_where_they_are() -> None:
    lines = row_lines(row("督促财政部门公开预算"), columns(120, 5), words=["财政"])
    assert hits_of(lines) == ["财政", "财政"]
    assert hits_of(row_lines(row("督促财政部门公开预算"), columns(120, 5))) == []


def test_a_mark_is_a_sign_before_the_row() -> None:
    marked, plain = (row_lines(row("公开"), columns(80, 5), 2, marked=marked) for marked in (True, False))
    assert (marked[0][0], plain[0][0]) == ((MARK, "mark"), (" ", ""))
    assert marked[0][1][1] == "mark"
    assert text_of(marked[1]) == text_of(plain[1])


def test_a_paragraph_with_hits() -> None:
    lines = inked_lines("公开目录\n公开清单", 8, "strong", ["公开"])
    assert lines == [[("公开", "hit"), ("目录", "strong")], [("公开", "hit"), ("清单", "strong")]]
    assert inked_lines("", 8) == [[("", "")]]
    assert laid_out("公开", 8, 3) == [Part("公开", 0, 4)]


@pytest.mark.parametrize("cells", [10, 40, 54, 80, 120, 200])
def test_figures_of_all_groups_line_up(cells: int) -> None:
    groups = [
        Group("县财政局（县国有资产管理中心）", 0, 120, 7, 12),
        Group("县司法局", 120, 3, 3, 0),
        Group("无", 123, 9, 0, 0),
    ]
    texts = [text_of(group_line(group, Digits.of(groups), cells)) for group in groups]
    assert len({width(text) for text in texts}) == 1
    assert width(texts[0]) <= cells
    assert len({text.rfind("共") - len(text) for text in texts}) == 1 or cells == 10
    assert ("共120项" in texts[0], "逾期12项" in texts[0]) == (cells >= 40, cells >= 40)
    assert texts[0].endswith("6%") == (cells >= 80)


def test_the_heading_of_a_group_says_how_far_it_has_come() -> None:
    group = Group("县司法局", 0, 200, 199, 1)
    line = group_line(group, Digits.of([group]), 80)
    assert text_of(line).split() == ["县司法局", "共200项", "完成199项", "逾期1项", "99%"]
    assert [ink for text, ink in line if ink.startswith("fill-")] == ["fill-green", "fill-off"]
    done = group_line(Group("县司法局", 0, 2, 2, 0), Digits(1, 1, 1), 80)
    assert text_of(done).split()[-1] == "100%"
