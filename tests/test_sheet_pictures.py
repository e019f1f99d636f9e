"""The sheets as LibreOffice prints them: nothing cut off, the head on every page, no row much too high."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import msgspec
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from govtui.excel.columns import Changes
from govtui.excel.fonts import families
from govtui.excel.layout import lay_out
from govtui.excel.register import write_register
from govtui.model import Progress
from govtui.review.rows import TaskRow
from tests.sheet_samples import DAY, FORM, SENTENCES, UNITS, plan_rows, task_row

FONTS = families(["方正小标宋简体", "黑体", "仿宋"])
HEAD_ROW = 3

LONG_ROWS = [
    task_row("1", themes=("一、总体要求",), requirement="短句。"),
    task_row(
        "2",
        themes=("一、总体要求", "（一）写得很长的任务"),
        requirement="".join(SENTENCES) * 12,
        units_text="、".join(UNITS),
        progress=(Progress(DAY, "".join(SENTENCES) * 3), Progress(DAY, "".join(SENTENCES) * 5, "县民政局")),
    ),
    task_row(
        "3", themes=("二、这个主题的名称特别长，只有一项任务，任务所在的行要跟着变高，文字才不会被遮住", "（一）考核")
    ),
    task_row("4", requirement="https://www.qinghe.example/bm/2023/index.html?id=20231122&page=1 WWWWW MMMMM（完）" * 4),
    task_row("5", units_text="、".join(UNITS) * 30),
]

EXTRA_ROWS = [
    TaskRow(
        msgspec.structs.replace(
            row.task,
            extra=(
                ("责任人", "欧阳文"),
                ("联系电话", "0539-2120000"),
                ("是否需要县级层面协调解决", "需要" if number % 7 == 0 else ""),
                ("存在的困难和问题", SENTENCES[number % 6] if number % 5 == 0 else ""),
            ),
        ),
        row.reading,
    )
    for number, row in enumerate(plan_rows(40))
]

TROUBLED_ROWS = [
    task_row(
        str(number),
        themes=("一、窗口服务",),
        requirement=SENTENCES[number % 6],
        units_text=UNITS[number % 6],
        deadline_text="2023年11月底",
        progress=(
            Progress(
                dt.date(2023, 9, 5),
                "已完成第三季度核对。",
                "县民政局",
                problem="两个乡镇的自助终端因场地改造尚未安装" if number % 3 == 0 else "",
                next_step="12月10日前完成安装，逐个验收" if number % 2 == 0 else "",
            ),
            Progress(DAY, "已更正办事指南7处。", problem="人手不足" if number % 5 == 0 else ""),
        ),
    )
    for number in range(1, 31)
]

BOOKS: dict[str, list[TaskRow]] = {
    "plan": plan_rows(200),
    "long": LONG_ROWS,
    "extra": EXTRA_ROWS,
    "troubled": TROUBLED_ROWS,
    "mixed": [row for pair in zip(plan_rows(30), plan_rows(30, document="2", seed=2), strict=True) for row in pair],
    "marked": plan_rows(60),
    "one": [task_row()],
    "none": [],
}
_MARKS = ("新增进展", "状态变化", "新任务", "新增进展、状态变化、时限变化", "延期、新增佐证", "", "")
CHANGES = {
    "marked": Changes({row.task.id: _MARKS[place % 7] for place, row in enumerate(BOOKS["marked"])}, "2023年9月5日报送")
}
"""What has become of the tasks since an earlier sheet."""


class Office:
    """LibreOffice without a window, with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def convert(self, kind: str, *files: Path) -> list[Path]:
        """Return the files in another format."""
        command = ["soffice", f"-env:UserInstallation={(self._folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(self._folder), *map(str, files)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return [self._folder / f"{file.stem}.{kind}" for file in files]

    def fitting_heights(self, book: Path) -> list[float]:
        """Return the heights in points that LibreOffice itself gives to the rows, which it does not on opening."""
        (flat,) = self.convert("fods", book)
        text = re.sub(r' style:row-height="[^"]*"', "", flat.read_text(encoding="utf-8"))
        loose = self._folder / f"{book.stem}-loose.fods"
        loose.write_text(text.replace('optimal-row-height="false"', 'optimal-row-height="true"'), encoding="utf-8")
        (fitted,) = self.convert("ods", loose)
        return row_heights(fitted)


def row_heights(book: Path) -> list[float]:
    """Return the heights of the rows of an .ods file in points, as far as there is something in them."""
    with ZipFile(book) as archive:
        root = ElementTree.fromstring(archive.read("content.xml"))
    spaces = {name: f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("style", "table")}
    heights = {}
    for style in root.iter(f"{spaces['style']}style"):
        for properties in style.iter(f"{spaces['style']}table-row-properties"):
            inches = properties.get(f"{spaces['style']}row-height", "0in")
            heights[style.get(f"{spaces['style']}name")] = float(inches.removesuffix("in")) * 72
    rows: list[float] = []
    for row in root.iter(f"{spaces['table']}table-row"):
        repeated = int(row.get(f"{spaces['table']}number-rows-repeated", "1"))
        if repeated < 1000:  # the empty rest of the sheet
            rows += [heights[row.get(f"{spaces['table']}style-name")]] * repeated
    return rows


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    missing = [program for program in ("soffice", "pdftotext") if shutil.which(program) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    return Office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("books")
    return {
        name: write_register(folder / f"{name}.xlsx", rows, FORM, changes=CHANGES.get(name), installed=FONTS).path
        for name, rows in BOOKS.items()
    }


@pytest.fixture(scope="module")
def printed(office: Office, books: dict[str, Path]) -> dict[str, list[str]]:
    """The text of every page of every book."""
    files = office.convert("pdf", *books.values())
    pages = {}
    for name, file in zip(books, files, strict=True):
        done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True)
        pages[name] = done.stdout.decode("utf-8").split("\f")[:-1]
    return pages


def sheet_of(book: Path) -> Worksheet:
    (worksheet,) = load_workbook(book).worksheets
    return worksheet


def letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))


@pytest.mark.parametrize("name", BOOKS)
def test_every_page_has_the_head_and_its_number(name: str, printed: dict[str, list[str]]) -> None:
    pages = printed[name]
    assert len(pages) == len(lay_out(BOOKS[name], FORM, (), CHANGES.get(name)).pages)
    for number, page in enumerate(pages, 1):
        text = "".join(page.split())
        assert "具体要求" in text
        assert "进展情况" in text
        assert f"第{number}页共{len(pages)}页" in text


@pytest.mark.parametrize("name", BOOKS)
def test_every_character_of_every_cell_is_printed(
    name: str, books: dict[str, Path], printed: dict[str, list[str]]
) -> None:
    worksheet, pages = sheet_of(books[name]), printed[name]
    rows = ["".join(str(value) for value in row if value is not None) for row in worksheet.iter_rows(values_only=True)]
    head = rows[HEAD_ROW - 1] * (len(pages) - 1)
    numbers = "".join(f"第{number}页共{len(pages)}页" for number in range(1, len(pages) + 1))
    assert letters("".join(pages)) == letters("".join(rows) + head + numbers)


def test_the_signatures_stand_on_the_last_page_below_a_task(printed: dict[str, list[str]]) -> None:
    for name in ("plan", "mixed", "one"):
        *others, last = printed[name]
        assert "联系电话" in last
        assert not any("联系电话" in page for page in others)
        assert any(status in last for status in ("未启动", "推进中", "已完成", "已销号", "暂缓"))


@pytest.mark.parametrize("name", ["plan", "long", "extra", "marked"])
def test_no_row_is_lower_than_its_text(name: str, office: Office, books: dict[str, Path]) -> None:
    worksheet = sheet_of(books[name])
    fitting = office.fitting_heights(books[name])
    for row in range(HEAD_ROW, worksheet.max_row + 1):
        assert fitting[row - 1] <= (worksheet.row_dimensions[row].height or 0), f"row {row}"


def need_the_font_that_columns_are_counted_in() -> None:
    """Skip where columns come out wider than in Excel and rows lower, so that the comparison would say nothing."""
    done = subprocess.run(
        ["fc-match", "-f", "%{family}", "Times New Roman"], capture_output=True, text=True, check=True
    )
    if done.stdout not in ("Times New Roman", "Liberation Serif"):
        message = f"neither Times New Roman nor Liberation Serif is installed, but {done.stdout} in their place"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)


def test_rows_are_not_much_higher_than_their_text(office: Office, tmp_path: Path) -> None:
    need_the_font_that_columns_are_counted_in()
    rows = [TaskRow(msgspec.structs.replace(row.task, themes=()), row.reading) for row in plan_rows(200)]
    book = write_register(tmp_path / "plain.xlsx", rows, FORM, installed=FONTS).path
    worksheet, fitting = sheet_of(book), office.fitting_heights(book)
    places = range(HEAD_ROW + 1, worksheet.max_row)
    ratios = [(worksheet.row_dimensions[row].height or 0) / fitting[row - 1] for row in places]
    assert len(ratios) >= 200
    assert sum(ratios) / len(ratios) <= 1.15


def test_merged_themes_are_as_high_as_their_text(office: Office, books: dict[str, Path], tmp_path: Path) -> None:
    workbook = load_workbook(books["long"])
    worksheet = workbook.worksheets[0]
    blocks = [merged for merged in worksheet.merged_cells.ranges if merged.min_row > HEAD_ROW and merged.min_col > 1]
    upright = {merged.min_row: merged for merged in blocks if merged.size["columns"] == 1}
    for merged in list(worksheet.merged_cells.ranges):
        worksheet.unmerge_cells(str(merged))
    for row in worksheet.iter_rows(min_row=HEAD_ROW + 1):
        for cell in row:
            if not (2 <= cell.column <= 3):
                cell.value = None
    workbook.save(tmp_path / "themes.xlsx")
    fitting = office.fitting_heights(tmp_path / "themes.xlsx")
    themed = [row for row in range(HEAD_ROW + 1, worksheet.max_row) if worksheet.cell(row, 3).value]
    assert themed
    for row in themed:
        last = upright[row].max_row if row in upright else row
        height = sum(worksheet.row_dimensions[place].height or 0 for place in range(row, last + 1))
        assert fitting[row - 1] <= height
