"""Every correction that a clerk can make in the preview, what it changes, and that it is taken back and remembered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from preview_plan import PLAN, Preview, opened
from screen_text import screen_text
from textual.widgets import TextArea

from govtui.app import GovtuiApp
from govtui.intake.fates import Fate
from govtui.intake.grid import Cell, Grid, Line, Row, Source
from govtui.intake.load import LoadedFile
from govtui.intake.profiles import load_profiles
from govtui.ledger.ledger import Ledger
from screens.choosing import CellDialog, TablesDialog
from screens.import_plan import import_plan, intake_of
from screens.importing import Intake
from screens.preview import PreviewScreen

SIZE = (80, 24)


async def test_a_wrong_column_is_corrected(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        assert preview.tasks[0].extra == (("评价办法", "查看网站"),)
        await preview.to_line(4, 5)
        await preview.press("f4")
        assert "“评价办法”这一栏是什么" in screen_text(app)
        assert "现在读作“附加”" in screen_text(app)
        await preview.choose("指标")
        assert preview.tasks[0].measure == "查看网站"
        assert not preview.tasks[0].extra
        assert "“评价办法”读作指标" in screen_text(app)


async def test_a_column_that_is_not_wanted_is_left_out(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(4, 5)
        await preview.press("f4")
        await preview.choose("不读")
        assert not preview.tasks[0].extra


async def test_the_header_is_moved(app: GovtuiApp, tmp_path: Path) -> None:
    file = tmp_path / "分工.txt"
    rows = "子甲\t序\t事\t谁\n" + PLAN.split("\n\n")[1].replace("评价办法", "办法")
    file.write_text("\n".join("\t".join(line.split("\t")[:4]) for line in rows.splitlines()), encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, file)
        await preview.to_line(1)
        await preview.press("f6")
        await preview.choose("第1行是表头")
        assert preview.screen._seen.recognition is not None
        header = preview.screen._seen.recognition.readings[0].header
        assert header is not None
        assert header.names == ("子甲", "序", "事", "谁")
        await preview.to_line(2)
        await preview.press("f6")
        await preview.choose("第2行是表头")
        assert len(preview.tasks) == 5


async def test_a_table_without_a_header_is_given_its_columns(app: GovtuiApp, tmp_path: Path, ledger: Ledger) -> None:
    file = tmp_path / "无表头.txt"
    file.write_text("甲\t栽树\t乙\n丙\t修路\t丁\n", encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, file)
        assert "看不懂表头" in screen_text(app)
        await preview.press("ctrl+s")
        assert "不能存入" in screen_text(app)
        await preview.to_line(1)
        await preview.press("f6")
        await preview.choose("没有表头")
        await preview.to_line(1, 1)
        await preview.press("f4")
        await preview.choose("要求")
        assert [task.requirement for task in preview.tasks] == ["栽树", "修路"]
        await preview.press("ctrl+s")
        assert [task.requirement for task in ledger.tasks.values() if task.document == "2"] == ["栽树", "修路"]


async def test_a_lines_fate_is_changed(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(9, 2)
        await preview.press("f2")
        assert "第9行是什么" in screen_text(app)
        await preview.choose("不读")
        assert [task.seq for task in preview.tasks] == ["1", "2", "3", "4"]
        assert "任务5项变为4项" in screen_text(app)
        await preview.to_line(9, 2)
        await preview.press("f2")
        await preview.choose("由程序判断")
        assert [task.seq for task in preview.tasks] == ["1", "2", "3", "4", "5"]


async def test_a_theme_is_fixed_by_its_cell(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(6, 1)
        await preview.press("enter")
        assert isinstance(app.screen, CellDialog)
        app.screen.query_one(TextArea).text = "（二）强化监管"
        await preview.press("ctrl+s")
        assert [task.themes for task in preview.tasks[2:]] == [("（二）强化监管",)] * 3
        assert "缺（二）" not in screen_text(app)


async def test_a_row_becomes_a_theme(app: GovtuiApp, tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    lines = PLAN.splitlines()
    file.write_text("\n".join([*lines[:6], "\t服务质量提升\t\t\t\t", *lines[6:]]), encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, file)
        await preview.to_line(7)
        await preview.press("f2")
        await preview.choose("主题")
        assert preview.screen.source.row is not None
        assert preview.screen.source.row.fate is Fate.THEME
        assert "服务质量提升" in preview.tasks[3].themes


async def test_a_task_is_joined_with_the_one_above(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(5, 2)
        await preview.press("f8")
        assert len(preview.tasks) == 4
        assert "新建普惠托位300个" in preview.tasks[0].requirement
        assert "公布托育机构名单" in preview.tasks[0].requirement


async def test_a_task_is_joined_from_among_the_tasks(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("tab", "end", "f8")
        assert len(preview.tasks) == 4
        assert "设立投诉电话" in preview.tasks[3].requirement


async def test_a_joined_row_is_parted(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(8, 2)
        await preview.press("f9")
        assert len(preview.tasks) == 6
        assert any(task.requirement == "县级组织2次，各镇自行安排。" for task in preview.tasks)


async def test_a_cell_is_parted_into_tasks_and_joined_again(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(9, 2)
        await preview.press("f9")
        assert isinstance(app.screen, CellDialog)
        await preview.press(*["right"] * len("设立投诉电话。"), "enter", "ctrl+s")
        assert [task.requirement for task in preview.tasks[4:]] == ["设立投诉电话。", "向社会公布号码。"]
        await preview.press("tab", "end", "f8")
        assert [task.requirement for task in preview.tasks[4:]] == ["设立投诉电话。向社会公布号码。"]


async def test_a_cell_is_edited_and_restored(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(6, 4)
        await preview.press("enter", "delete", "delete", *"2023年10月底", "ctrl+s")
        assert preview.tasks[2].deadline.due == dt.date(2023, 10, 31)
        assert "没有看懂" not in screen_text(app)
        await preview.to_line(6, 4)
        await preview.press("enter", "f5", "ctrl+s")
        assert preview.tasks[2].deadline_text == "适时"


async def test_corrections_are_undone_one_by_one(app: GovtuiApp, plan_file: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        before = preview.tasks
        await preview.to_line(5, 2)
        await preview.press("f8")
        await preview.to_line(9, 2)
        await preview.press("f2")
        await preview.choose("不读")
        assert "更正2处" in screen_text(app)
        assert len(preview.tasks) == 3
        await preview.press("ctrl+z")
        assert len(preview.tasks) == 4
        await preview.press("ctrl+z")
        assert preview.tasks == before
        await preview.press("ctrl+z")
        assert "没有可以撤销的更正" in screen_text(app)


async def test_what_was_chosen_for_the_columns_is_remembered(app: GovtuiApp, plan_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "下一份.txt"
    other.write_text(PLAN.replace("托育", "养老").replace("300", "200"), encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(4, 5)
        await preview.press("f4")
        await preview.choose("指标")
        await preview.press("ctrl+s")
        assert len(load_profiles()) == 1
        preview = await opened(app, pilot, other)
        assert preview.tasks[0].measure == "查看网站"
        assert "各栏按上次的更正读入" in screen_text(app)


async def test_a_demo_remembers_nothing(ledger: Ledger, today: dt.date, plan_file: Path) -> None:
    app = GovtuiApp(ledger, today, demo=True)
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.to_line(4, 5)
        await preview.press("f4")
        await preview.choose("指标")
        await preview.press("ctrl+s")
        assert len(ledger.documents) == 2
        assert not load_profiles()


async def test_a_file_with_one_table_has_none_to_choose(app: GovtuiApp, plan_file: Path, tmp_path: Path) -> None:
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, plan_file)
        await preview.press("f7")
        assert isinstance(app.screen, TablesDialog), "a text can be laid out in other ways"
        await preview.press("escape")
        assert isinstance(app.screen, PreviewScreen)


HEADER = ["序号", "工作任务", "责任单位", "完成时限"]


def sheet(name: str, rows: list[list[str]]) -> Grid:
    numbered = list(enumerate(rows, start=1))
    return Grid(
        rows=tuple(Row(tuple(Cell((text,) if text else (), line, line) for text in row)) for line, row in numbered),
        lines=tuple(Line("\t".join(row), line) for line, row in numbered),
        name=name,
    )


BOOK = Source(
    grids=(
        sheet("城区", [["城区任务"], HEADER, ["1", "疏通雨水井。", "县住建局", "2023年4月底"]]),
        sheet("填表说明", [["一", "本表一式两份"], ["二", "逐级上报"]]),
        sheet(
            "乡镇", [HEADER, ["1", "清理排水沟。", "各镇", "2023年5月底"], ["2", "加固堤防。", "各镇", "2023年6月底"]]
        ),
    ),
    notices=("工作表“旧表”是隐藏的，没有读入",),
)


async def test_tables_are_chosen(app: GovtuiApp, ledger: Ledger, tmp_path: Path) -> None:
    base = intake_of(ledger, demo=False)
    intake = Intake(base.known, base.store, load=lambda *_: LoadedFile("防汛.xlsx", BOOK, "b" * 64))
    async with app.run_test(size=SIZE) as pilot:
        import_plan(app, intake, lambda *_: None, str(tmp_path), tmp_path / "防汛.xlsx")
        preview = Preview(app, pilot)
        await preview.settled()
        assert "工作表“旧表”是隐藏的" in screen_text(app), "what the reader says of the file is told at first"
        await preview.press("escape")
        assert "原表序号3个，读出3项" in screen_text(app)
        assert "工作表“填表说明”有2行，没有读" in screen_text(app)
        await preview.press("f7")
        assert isinstance(app.screen, TablesDialog)
        assert "[x] 城区（3行，4栏）" in screen_text(app)
        await preview.choose("[x] 乡镇")
        assert [task.requirement for task in preview.tasks] == ["清理排水沟。", "加固堤防。"], (
            "the one under the cursor"
        )
        await preview.press("f7", "up", "up", "f2", "enter")
        assert len(preview.tasks) == 3, "those that are marked"
        await preview.press("ctrl+z", "ctrl+z")
        assert len(preview.tasks) == 3
        assert not preview.screen._choices.tables


async def test_the_title_is_pointed_out(app: GovtuiApp, tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    file.write_text(PLAN.replace("青禾县2023年托育服务重点任务分解表", "托育服务那些事"), encoding="utf-8")
    async with app.run_test(size=SIZE) as pilot:
        preview = await opened(app, pilot, file)
        await preview.to_line(1)
        await preview.press("f2")
        await preview.choose("标题")
        assert preview.screen._seen.recognition is not None
        assert preview.screen._seen.recognition.document.title == "托育服务那些事"
