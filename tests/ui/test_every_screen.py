"""Every screen and dialog as it looks: three sizes, two themes, ASCII signs, no column out of line.

Look at each picture before storing a new one with GOVTUI_UPDATE_SNAPSHOTS=1.
"""

from __future__ import annotations

import ast
import asyncio
import datetime as dt
import difflib
import importlib
import os
import pkgutil
import re
import shutil
import time
import unicodedata
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest
from every_screen import LOOKED, PLAN_NAME, WAYS, Desk, Way
from screen_styles import contrast, drawn, segments, style_map
from screen_text import FOLDER, UPDATE, screen_text
from textual.screen import Screen
from textual.widgets import Input, TextArea
from wide_plan import NOW, PLAN, TODAY, open_ledger

import govtui.app
import screens
from govtui.app import GovtuiApp
from govtui.config import RecentLedger, Settings
from govtui.review.unit_likeness import Suggestion
from govtui.terminal.signs import Signs, in_ascii
from govtui.text import pad, width
from screens import keeping, ledgers, placing, rounds, safekeeping, sheet_dialog, watching
from screens.themes import wear
from widgets.clock_table import ClockTable
from widgets.history_table import HistoryTable
from widgets.round_table import OwingTable, RoundTable
from widgets.row_list import RowList
from widgets.statistics_table import StatisticsTable
from widgets.task_table import TaskTable
from widgets.unit_table import UnitTable

SMALL, MIDDLE, LARGE = (80, 24), (120, 36), (200, 50)
SIZES = (SMALL, MIDDLE, LARGE)
STORED = FOLDER / "screens"
LEAST_CONTRAST = 4.5
TABLES = (TaskTable, StatisticsTable, HistoryTable, RoundTable, OwingTable, ClockTable, UnitTable)

NAMES = {
    *("Ctrl", "Esc", "Enter", "Tab", "Shift", "PgUp", "PgDn", "Home", "End", "Delete", "Backspace"),
    *("Excel", "WPS"),
    *("czj", "caizhengju", "keys", "liqing", "OFFICE"),
}
"""Latin words that may stand on a screen: keys, programs, examples of pinyin, a name in a file, an account."""

SETTINGS = Settings(
    unit="县“一网通办”专班",
    filler="李青·Ａ岗",
    operator="李青·Ａ岗",
    phone="0000—12345①",
    phrases=("已召开“专题”会议①…", "正在“对接”——省级部门★"),
    toured=True,
    recent=(
        RecentLedger("E:/“科室”①台账", "“科室”★台账…", dt.datetime(2026, 3, 1, 8, 0, tzinfo=dt.UTC)),
        RecentLedger("Z:/去年", "", None),
    ),
)


# The same world everywhere


@pytest.fixture(autouse=True)
def world(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have one time, one account, one computer and its disks; and let nothing be done while nobody does anything."""
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    for module in (keeping, safekeeping, rounds):
        monkeypatch.setattr(module, "local_now", lambda: NOW)
    for module_name in ("govtui.ledger.session", "screens.keeping"):
        monkeypatch.setattr(f"{module_name}.account_name", lambda: "liqing")
    monkeypatch.setattr("govtui.ledger.session.computer_name", lambda: "OFFICE-3")
    monkeypatch.setattr(watching, "IDLE_AFTER", 1e9)
    monkeypatch.setattr(placing, "other_disks", lambda _: (Path("E:/“备份”①"), Path("F:/")))
    monkeypatch.setattr(ledgers, "ledgers_folder", lambda: Path("/srv/台账"))
    monkeypatch.setattr(sheet_dialog, "last_folder", lambda _: Path("/srv/“报送”①"))
    monkeypatch.setattr(Input, "_toggle_cursor", lambda _: None)
    monkeypatch.setattr(TextArea, "_toggle_cursor_blink_visible", lambda _: None)
    for module_name in ("textual.app", "textual.pilot"):
        monkeypatch.setattr(f"{module_name}.wait_for_idle", lambda *_: asyncio.sleep(0))


def furnish(home: Path) -> None:
    """Have in the user's own folder nothing but a plan."""
    for place in home.iterdir():
        shutil.rmtree(place)
    (home / "来文" / "往年①").mkdir(parents=True)
    (home / "来文" / PLAN_NAME).write_text(PLAN, encoding="utf-8")


@asynccontextmanager
async def on_the_way(way: Way, home: Path, monkeypatch: pytest.MonkeyPatch, signs: Signs) -> AsyncIterator[Desk]:
    """Come to a screen in a window of 80 by 24."""
    furnish(home)
    with open_ledger(home / "工作" / "台账") as ledger:
        way.prepare(ledger, home, monkeypatch)
        for path in [home, *home.rglob("*")]:
            os.utime(path, (1_760_000_000, 1_760_000_000))
        settings = msgspec.structs.replace(SETTINGS, theme="light", import_folder=str(home / "来文"))
        app = GovtuiApp(ledger, TODAY, settings=settings, signs=signs)
        async with app.run_test(size=SMALL) as pilot:
            desk = Desk(app, pilot, way.screen)
            for step in way.steps:
                await (desk.press(step) if isinstance(step, str) else step(desk))
            await desk.settled()
            assert type(app.screen) is way.screen
            try:
                yield desk
            finally:
                LOOKED.set()


# What is seen


def grid(text: str) -> list[str]:
    """Return what stands in each cell of a line; the second half of a wide character is empty."""
    cells: list[str] = []
    for char in text:
        cells += [char, *[""] * (width(char) - 1)] if width(char) else []
    return cells


def rows_of(table: TaskTable | RowList) -> list[int]:
    """Return the lines of a table's window in which rows with all columns stand."""
    first, lines = table.scroll_offset.y, range(1, table.size.height)
    if isinstance(table, TaskTable):
        spots = {y: table._lines.at(first + y - 1) for y in lines}
        return [y for y, spot in spots.items() if spot is not None and spot.group is None]
    places = [y for y in lines if first + y - 1 < table.count]
    if isinstance(table, UnitTable):
        return [y for y in places if not isinstance(table._rows[first + y - 1], Suggestion)]
    return places


def titles_of(header: Sequence[str]) -> list[tuple[int, int]]:
    """Return where each title of a header begins and ends."""
    filled = [0, *(cell != " " for cell in header), 0]
    edges = [place for place in range(len(header) + 1) if filled[place] != filled[place + 1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def out_of_line(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the titles under which the cells of the rows neither all begin nor all end where the title does.

    Before a column that is aligned to the left stands a blank in each row, behind one to the right likewise.
    """
    found = []
    for start, end in titles_of(header):
        filled = [row for row in rows if set(row[start:end]) != {" "}]
        left = all(row[start].strip() and (start < 2 or row[start - 1] == " ") for row in filled)
        right = all(row[end - 1] != " " and (end == len(row) or row[end] == " ") for row in filled)
        if not left and not right:
            found.append("".join(header[start:end]))
    return found


def check_lines(app: GovtuiApp) -> None:
    """See that every line fills the window exactly, and that columns stand below their titles."""
    columns, lines = app.size
    assert [width(strip.text) for strip in drawn(app)] == [columns] * lines
    for kind in TABLES:
        for table in app.screen.query(kind):
            if table.region.height:
                header, *rows = (grid(table.render_line(y).text) for y in [0, *rows_of(table)])
                assert not out_of_line(header, rows), (kind, app.size)


def check_words(text: str) -> None:
    """See that nothing English is left but names of keys and of programs, and what is no word of the program."""
    words = re.findall(r"[A-Za-z]{3,}", re.sub(r"\S*[/\\.]\S*", "", text))
    assert not set(words) - NAMES


def check_contrast(app: GovtuiApp) -> None:
    """See that every text stands out from what it stands on."""
    pale = {
        (part.text.strip()[:20], str(part.style), round(contrast(part.style), 2))
        for part in segments(app)
        if part.style and contrast(part.style) < LEAST_CONTRAST
    }
    assert not pale


def check_stored(name: str, parts: dict[str, str]) -> None:
    """Compare what is seen with what is stored, or store it."""
    file = STORED / name
    text = "".join(f"== {title}\n{part}" for title, part in parts.items())
    if os.environ.get(UPDATE) == "1":
        STORED.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return
    if not file.exists():
        pytest.fail(f"no snapshot {file.name}; look at the screen, then store it with {UPDATE}=1")
    stored = file.read_text(encoding="utf-8")
    changes = difflib.unified_diff(stored.splitlines(), text.splitlines(), "stored", "now", lineterm="")
    assert text == stored, "\n".join(["the screen looks different", *changes])


@pytest.mark.parametrize("name", WAYS)
async def test_how_it_looks(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    texts: dict[str, str] = {}
    styles: dict[str, str] = {}
    async with on_the_way(WAYS[name], home, monkeypatch, Signs.BOX) as desk:
        app = desk.app
        for theme in ("light", "dark"):
            wear(app, theme)
            await desk.settled()
            texts[theme], styles[theme] = screen_text(app), style_map(app)
            check_contrast(app)
        assert texts.pop("light") == texts["dark"]
        texts["80x24"] = texts.pop("dark")
        check_lines(app)
        normal = [grid(strip.text) for strip in drawn(app)]
        for size in (MIDDLE, LARGE):
            await desk.resize(*size)
            check_lines(app)
            texts[f"{size[0]}x{size[1]}"] = screen_text(app)
        check_words("".join(texts.values()))
    async with on_the_way(WAYS[name], home, monkeypatch, Signs.ASCII) as desk:
        check_lines(desk.app)
        texts["ascii 80x24"] = text = screen_text(desk.app)
        plain = [grid(strip.text) for strip in drawn(desk.app)]
    assert not {char for char in text if unicodedata.east_asian_width(char) == "A"}
    assert plain == [[in_ascii(cell) for cell in line] for line in normal], "every character keeps its cells"
    check_stored(f"{name}.txt", texts)
    check_stored(f"{name}.styles.txt", styles)


def screen_classes() -> set[type[Screen[object]]]:
    """Return the screens and dialogs that can be shown: those that are made somewhere, and those nothing is made of."""
    known: set[type[Screen[object]]] = set()
    sources = [Path(govtui.app.__file__)]
    for found in pkgutil.iter_modules(screens.__path__):
        module = importlib.import_module(f"screens.{found.name}")
        sources.append(Path(str(module.__file__)))
        known |= {
            each
            for each in vars(module).values()
            if isinstance(each, type) and issubclass(each, Screen) and each.__module__ == module.__name__
        }
    calls = [
        node.func
        for source in sources
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    made = {call.id for call in calls if isinstance(call, ast.Name)}
    bases = {base for each in known for base in each.__mro__[1:]}
    return {each for each in known if each.__name__ in made or each not in bases}


def test_every_screen_is_looked_at() -> None:
    missing = screen_classes() - {way.screen for way in WAYS.values()}
    assert not {f"{each.__module__}.{each.__name__}" for each in missing}


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (" “一…  财政局      12", []),
        (" 任务★ 财政·局      7", []),
        (" “一…   财政局     12", ["单位"]),
        (" “一”… 财政局      12", []),
        (" 任务“…财政局      12", ["单位"]),
        (" 任务  财政局     12", ["项数"]),
    ],
)
def test_a_cell_out_of_line_is_found(row: str, found: list[str]) -> None:
    lines = [" 任务  单位      项数", " 事项  统计局     305", row]
    header, *rows = (grid(pad(line, 24)) for line in lines)
    assert out_of_line(header, rows) == found
