"""What the preview is made of: the outline of a source, the numbers, the doubts, the corrections, the folder's list."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from govtui.errors import IntakeError
from govtui.intake.choices import Choices
from govtui.intake.columns import Field
from govtui.intake.corrections import (
    cell_text,
    joined,
    requirement_place,
    with_cell,
    with_fate,
    with_field,
    with_header,
    with_tables,
)
from govtui.intake.examined import examined
from govtui.intake.fates import Fate
from govtui.intake.folder import FileOrder, arranged, drives, is_readable, list_folder
from govtui.intake.grid import Cell, Grid, Line, Merge, Row, Source
from govtui.intake.labels import CHOOSABLE_FATES, FATE_MARKS, FIELD_HELP, FIELD_LABELS
from govtui.intake.load import LoadedFile, load_bytes, load_source
from govtui.intake.outline import outline
from govtui.intake.tally import Tally, tally, tally_words
from govtui.paths import asset
from govtui.text import width

PLAN = """青禾县2026年防汛备汛任务分解表

序号\t重点任务\t具体要求\t责任单位\t完成时限
1\t（一）查险\t逐座检查水库闸门。\t县水利局\t2026年4月底
2\t\t排查山洪沟，\t县自然资源局\t2026年4月底
3\t（三）备料\t补足编织袋和抽水泵。\t县应急局\t汛前
4\t\t检修广播。<p>试播一次。\t\t2026年5月底
未尽事宜另行通知。
"""


def loaded(text: str = PLAN, name: str = "防汛.txt") -> LoadedFile:
    return load_bytes(name, text.encode())


def sheet(name: str, rows: list[list[str]]) -> Grid:
    cells = [
        Row(tuple(Cell((text,) if text else (), line, line) for text in row)) for line, row in enumerate(rows, start=1)
    ]
    lines = tuple(Line("\t".join(row), line) for line, row in enumerate(rows, start=1))
    return Grid(rows=tuple(cells), lines=lines, name=name)


HEADER = ["序号", "工作任务", "责任单位", "完成时限"]
BOOK = Source(
    grids=(
        sheet("城区", [["城区任务"], HEADER, ["1", "疏通雨水井。", "县住建局", "2026年4月底"]]),
        sheet("说明", [["填表说明"], ["本表一式两份。"]]),
        sheet(
            "乡镇", [HEADER, ["1", "清理排水沟。", "各镇", "2026年5月底"], ["2", "加固堤防。", "各镇", "2026年6月底"]]
        ),
    )
)


def book() -> LoadedFile:
    return LoadedFile("防汛.xlsx", BOOK, "f" * 64)


# The outline


def test_every_line_of_the_source_stands_in_the_outline_once() -> None:
    file = loaded()
    recognition = file.recognised()
    rows = outline(recognition.source, recognition).rows
    lines = [line for row in rows for line in range(row.first, row.last + 1)]
    assert lines == sorted(set(lines))
    written = {line.number for line in recognition.readings[0].grid.lines}
    assert written <= set(lines)


def test_rows_know_their_fate_and_their_tasks() -> None:
    recognition = loaded().recognised()
    shown = outline(recognition.source, recognition)
    by_line = {row.first: row for row in shown.rows}
    assert by_line[1].fate is Fate.TITLE
    assert by_line[3].fate is Fate.HEADER
    assert by_line[8].fate is Fate.LEFT_OUT
    assert by_line[4].tasks == (0,)
    assert [recognition.document.tasks[task].seq for task in by_line[7].tasks] == ["4.1", "4.2"]
    for task, places in enumerate(shown.of_tasks):
        assert all(task in shown.rows[place].tasks for place in places)


def test_sheets_with_lines_of_their_own_follow_one_another() -> None:
    recognition = book().recognised()
    shown = outline(recognition.source, recognition)
    headings = [row.text for row in shown.rows if not row.first]
    assert headings == ["工作表“城区”", "工作表“说明”有2行，没有读", "工作表“乡镇”"]
    (first,), (second,), (third,) = shown.of_tasks
    assert [shown.rows[place].table for place in (first, second, third)] == [0, 2, 2]
    assert first < second < third
    assert shown.places[0, 3] == first
    assert shown.places[2, 2] == second


def test_a_source_in_which_nothing_was_recognised_is_shown_as_it_stands() -> None:
    file = loaded("甲\t栽树\t乙\n丙\t修路\t丁\n")
    seen = examined(file, Choices())
    assert seen.recognition is None
    assert seen.error is not None
    assert [[cell.text for cell in row.cells] for row in seen.outline.rows] == [
        ["甲", "栽树", "乙"],
        ["丙", "修路", "丁"],
    ]
    assert not seen.tasks


def test_lines_between_tables_of_one_text_stand_between_them() -> None:
    lines = tuple(Line(text, number) for number, text in enumerate(["题", *["x"] * 2, "之间", *["x"] * 2], start=1))
    rows = [[HEADER, ["1", "清沟。", "各镇", "4月底"]], [HEADER[:3], ["甲", "乙", "丙"]]]
    grids = [
        Grid(
            rows=tuple(
                Row(tuple(Cell((text,), first + at, first + at) for text in row)) for at, row in enumerate(table)
            ),
            lines=lines,
        )
        for first, table in zip((2, 5), rows, strict=True)
    ]
    shown = outline(Source(grids=tuple(grids)), None)
    assert [(row.first, row.table, bool(row.cells)) for row in shown.rows] == [
        (1, 0, False),
        (2, 0, True),
        (3, 0, True),
        (4, 0, False),
        (5, 1, True),
        (6, 1, True),
    ]


# The numbers


def test_numbers_are_counted_in_the_source() -> None:
    counts = tally(loaded().recognised())
    assert counts == Tally(numbers=4, items=4, tasks=5, missing=("（二）",), unclear_deadlines=1, left_out=1)
    assert tally_words(counts) == "原表序号4个，读出4项，分成5条任务；缺（二）；1个时限没有看懂；1行没有读"


def test_a_number_whose_row_was_left_out_is_still_counted() -> None:
    recognition = loaded().recognised(with_fate(Choices(), 0, 4, Fate.LEFT_OUT))
    counts = tally(recognition)
    assert (counts.numbers, counts.items, counts.tasks) == (4, 3, 4)


def test_a_plan_without_numbers_says_so() -> None:
    text = "工作任务\t责任单位\t完成时限\n清理河道。\t\t2026年4月底\n加固堤防。\t县水利局\t\n"
    words = tally_words(tally(loaded(text).recognised()))
    assert words.startswith("原表没有序号，读出2项")


def test_the_numbers_of_sheets_are_counted_together() -> None:
    counts = tally(book().recognised())
    assert (counts.numbers, counts.tasks, counts.left_out) == (3, 3, 0)


# Doubts


def test_doubts_stand_in_the_order_of_the_source_and_name_each_unclear_deadline() -> None:
    text = PLAN.replace("2026年5月底", "适时").replace("县水利局", "")
    seen = examined(loaded(text), Choices())
    places = [doubt.place for doubt in seen.doubts]
    assert places == sorted(places)
    told = [(seen.outline.rows[doubt.place].first, doubt.text) for doubt in seen.doubts]
    assert any(line == 4 and "责任单位" in text for line, text in told)
    assert any(line == 6 and "汛前" in text for line, text in told)
    assert any(line == 7 and "适时" in text for line, text in told)
    assert any(line == 8 for line, _ in told), "what was left out"


# Corrections


def test_corrections_leave_the_choices_before_them_alone() -> None:
    before = Choices()
    with_field(before, 0, 1, Field.NOTE)
    with_fate(before, 0, 4, Fate.NOTE)
    with_cell(before, 0, 4, 2, "x")
    assert before == Choices()


def test_corrections_are_kept_side_by_side_and_taken_back_alone() -> None:
    choices = with_fate(with_cell(with_field(Choices(), 0, 1, Field.NOTE), 0, 4, 2, "x"), 0, 5, Fate.THEME)
    choices = with_fate(choices, 0, 6, Fate.NOTE)
    assert choices.of(0).fates == {5: Fate.THEME, 6: Fate.NOTE}
    assert with_fate(choices, 0, 5, None).of(0).fates == {6: Fate.NOTE}
    assert with_cell(choices, 0, 4, 2, None).of(0).cells == {}
    assert choices.of(0).fields == {1: Field.NOTE}
    assert not choices.of(1).fields


def test_another_header_forgets_the_fields_of_the_columns() -> None:
    choices = with_header(with_field(Choices(), 0, 1, Field.NOTE), 0, (2, 3))
    assert choices.of(0).header == (2, 3)
    assert not choices.of(0).fields


def test_tables_are_read_in_their_order() -> None:
    choices = with_tables(Choices(), [2, 0, 2])
    assert choices.tables == (0, 2)
    assert len(book().recognised(with_tables(Choices(), [2])).document.tasks) == 2


def test_a_row_is_joined_by_its_fate_and_a_line_of_a_cell_by_its_text() -> None:
    file = loaded()
    seen = examined(file, Choices())
    choices = joined(Choices(), seen.outline, 2)
    assert choices is not None
    assert choices.of(0).fates == {6: Fate.CONTINUATION}
    after = examined(file, choices)
    assert [task.seq for task in after.tasks] == ["1", "2", "4.1", "4.2"]
    assert "缺 3" not in "".join(remark.text for remark in after.remarks), "it is there, only joined"
    choices = joined(Choices(), seen.outline, 4)
    assert choices is not None
    assert [task.requirement for task in file.recognised(choices).document.tasks[3:]] == ["检修广播。试播一次。"]
    assert joined(Choices(), seen.outline, 0) is None


def test_the_place_of_the_requirement_is_that_of_its_column() -> None:
    seen = examined(loaded(), Choices())
    by_line = {row.first: row for row in seen.outline.rows}
    assert requirement_place(seen.outline, by_line[4]) == 2
    assert requirement_place(seen.outline, by_line[1]) is None


def test_a_cell_is_edited_a_paragraph_a_line() -> None:
    assert cell_text(Cell(("甲\n乙", "丙"))) == "甲乙\n丙"
    assert cell_text(Cell((), merge=Merge.UP)) == ""


# Words


def test_every_field_and_fate_has_its_words() -> None:
    assert set(FIELD_LABELS) == set(FIELD_HELP) == set(Field)
    assert set(FATE_MARKS) == set(Fate)
    assert all(width(mark) <= 4 for mark in FATE_MARKS.values())
    assert set(CHOOSABLE_FATES) < set(Fate)


# The folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "来文"
    place.mkdir()
    for age, (name, size) in enumerate([("乙.txt", 10), ("甲.docx", 3000), ("丙.xlsx", 200), ("图.png", 5)]):
        (place / name).write_bytes(b"x" * size)
        os.utime(place / name, (1_700_000_000 - age, 1_700_000_000 - age))
    (place / "~$甲.docx").write_bytes(b"x")
    (place / ".隐藏.txt").write_bytes(b"x")
    (place / "往年").mkdir()
    (place / "断.txt").symlink_to(place / "没有")
    return place


def test_a_folder_lists_folders_and_what_can_be_read(folder: Path) -> None:
    names = [entry.name for entry in arranged(list_folder(folder), FileOrder.NEWEST)]
    assert names == ["..", "往年", "乙.txt", "甲.docx", "丙.xlsx"]


@pytest.mark.parametrize(
    ("order", "names"),
    [
        (FileOrder.NEWEST, ["乙.txt", "甲.docx", "丙.xlsx"]),
        (FileOrder.NAME, ["丙.xlsx", "乙.txt", "甲.docx"]),
        (FileOrder.LARGEST, ["甲.docx", "丙.xlsx", "乙.txt"]),
    ],
)
def test_files_stand_in_an_order(folder: Path, order: FileOrder, names: list[str]) -> None:
    files = [entry.name for entry in arranged(list_folder(folder), order) if not entry.is_folder]
    assert files == names


def test_a_list_is_filtered_by_words(folder: Path) -> None:
    entries = list_folder(folder)
    assert [entry.name for entry in arranged(entries, FileOrder.NAME, "ＤＯＣ 甲")] == ["甲.docx"]
    assert [entry.name for entry in arranged(entries, FileOrder.NAME, "年")] == ["往年"]


def test_sizes_and_days_are_in_words(folder: Path) -> None:
    by_name = {entry.name: entry for entry in list_folder(folder)}
    assert by_name["甲.docx"].size_words == "2.9 KB"
    assert by_name["乙.txt"].size_words == "10 B"
    assert by_name["往年"].size_words == ""
    assert by_name["乙.txt"].day_words.startswith("2023-11-1")


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(IntakeError) as caught:
        list_folder(tmp_path / "没有")
    assert caught.value.title == "文件夹打不开"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("name", "readable"),
    [("表.txt", True), ("表.DOCX", True), ("表.et", True), ("表.htm", True), ("表.zip", False), ("表.exe", False)],
)
def test_what_can_be_read_is_told_by_the_suffix(name: str, readable: bool) -> None:
    assert is_readable(name) is readable


def test_there_is_a_drive() -> None:
    assert drives()
    assert all(entry.is_folder for entry in drives())


def test_cells_of_rows_that_are_longer_than_the_header_know_their_columns() -> None:
    seen = examined(load_source(asset("samples/养老服务.txt")), Choices())
    longer = next(row for row in seen.outline.rows if row.cells and row.cells[0].text == "7")
    usual = next(row for row in seen.outline.rows if row.cells and row.cells[0].text == "1")
    assert len(longer.cells) == len(usual.cells) + 1
    fields = [column.field for column in seen.outline.columns_of(longer)]
    assert fields[1:4] == [Field.THEME, Field.THEME, Field.REQUIREMENT]
    assert requirement_place(seen.outline, longer) == 3
    assert seen.outline.header_place(longer, 3) == seen.outline.header_place(usual, 2) == 2
