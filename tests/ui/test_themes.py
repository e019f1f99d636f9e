"""The themes: every text stands out from what it stands on, and nothing is told by a colour alone."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from rich.color import ColorType
from screen_styles import contrast, segments
from textual.pilot import Pilot
from textual.theme import Theme

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger.ledger import Ledger
from screens.themes import DEFAULTS, THEME_NAMES, THEMES
from widgets.choice_list import ChoiceList
from widgets.row_list import RowList
from widgets.segments import InkedView
from widgets.task_table import TaskTable

PLACES = {
    "main": [],
    "filter": ["f3", *"灯:红"],
    "facets": ["left", "down", "enter"],
    "status": ["f2"],
    "progress": ["f4", *"已公开"],
    "task": ["enter"],
    "ledger": ["f5"],
    "files": ["f7"],
    "export": ["f8"],
    "statistics": ["f9"],
    "menu": ["f10"],
    "palette": ["ctrl+p", *"dc"],
    "help": ["f1"],
    "today": ["ctrl+t"],
    "month": ["f12"],
    "history": ["ctrl+l"],
    "rounds": ["ctrl+r"],
    "clocks": ["ctrl+k"],
    "timing": ["ctrl+d"],
    "layout": ["ctrl+v"],
    "marks": ["space", "space"],
    "grouped": ["tab", "tab"],
    "edit": ["ctrl+e"],
    "copy": ["ctrl+c"],
    "units": ["ctrl+p", *"dwml", "enter"],
    "twins": ["ctrl+p", *"xtrw", "enter"],
    "views": ["ctrl+s"],
    "settings": ["ctrl+p", *"shezhi", "enter"],
    "manual": ["ctrl+p", *"sysc", "enter", *"时限"],
    "tour": ["ctrl+p", *"ksrm", "enter"],
}
"""Screens with the keys that lead to them from the main screen."""

RGB_THEMES = [theme for theme in THEMES if not theme.ansi]


async def go_to(pilot: Pilot[None], place: str) -> None:
    for key in PLACES[place]:
        await pilot.press(key)
    await pilot.pause()


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("theme", RGB_THEMES, ids=lambda theme: theme.name)
async def test_every_text_stands_out_from_what_it_stands_on(
    ledger: Ledger, today: dt.date, theme: Theme, place: str
) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(unit="青禾县政府办公室", theme=theme.name))
    least = 7.0 if theme.name == "contrast" else 4.5
    async with app.run_test(size=(120, 36)) as pilot:
        await go_to(pilot, place)
        pale = {
            (part.text.strip()[:20], str(part.style), round(contrast(part.style), 2))
            for part in segments(app)
            if part.style and contrast(part.style) < least
        }
    assert not pale


@pytest.mark.parametrize("place", PLACES)
async def test_the_terminals_own_colours_are_only_its_sixteen(ledger: Ledger, today: dt.date, place: str) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(theme="terminal"))
    async with app.run_test(size=(120, 36)) as pilot:
        await go_to(pilot, place)
        styles = {part.style for part in segments(app) if part.style}
    colors = [color for style in styles for color in (style.color, style.bgcolor) if color is not None]
    assert colors
    assert {color.type for color in colors} <= {ColorType.DEFAULT, ColorType.STANDARD}
    shown_alike = [style for style in styles if style.color == style.bgcolor and not style.color.is_default]  # type: ignore[union-attr]
    assert not shown_alike


@pytest.mark.parametrize("place", PLACES)
async def test_without_colour_the_cursor_is_still_seen(
    ledger: Ledger, today: dt.date, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = GovtuiApp(ledger, today, settings=Settings(theme="dark"))
    async with app.run_test(size=(120, 36)) as pilot:
        await go_to(pilot, place)
        styles = {part.style for part in segments(app) if part.style}
        listed = [
            view for kind in (RowList, ChoiceList, TaskTable) for view in app.screen.query(kind) if view.region.height
        ]
    colors = {color for style in styles for color in (style.color, style.bgcolor) if color is not None}
    assert all(color.is_default for color in colors)
    if listed:
        assert any(style.reverse for style in styles)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_theme_has_every_colour_that_the_style_sheets_name(theme: Theme) -> None:
    assert set(DEFAULTS) <= set(theme.variables)


def test_the_settings_offer_exactly_the_themes_there_are() -> None:
    assert [name.key for name in THEME_NAMES] == [theme.name for theme in THEMES]


async def test_an_unknown_theme_in_the_settings_file_is_the_dark_one(ledger: Ledger, today: dt.date) -> None:
    app = GovtuiApp(ledger, today, settings=Settings(theme="彩虹"))
    async with app.run_test():
        assert app.theme == "dark"


@pytest.mark.parametrize("theme", RGB_THEMES, ids=lambda theme: theme.name)
async def test_every_ink_stands_out_on_every_row_of_a_list(ledger: Ledger, today: dt.date, theme: Theme) -> None:
    """Also those that no sample shows: an ink keeps the background of its row."""
    app = GovtuiApp(ledger, today, settings=Settings(theme=theme.name))
    least = 7.0 if theme.name == "contrast" else 4.5
    async with app.run_test() as pilot:
        await pilot.pause()
        table = app.screen.query_one(TaskTable)
        rows = [table.get_component_rich_style(name) for name in table.COMPONENT_CLASSES if name.startswith("table--")]
        inks = [name for name in InkedView.COMPONENT_CLASSES if not name.startswith("ink--fill")]
        pale = []
        for row, ink in itertools.product(rows, inks):
            style = row + table.get_component_rich_style(ink, partial=True)
            if contrast(style) < least:
                pale.append((str(row), ink, round(contrast(style), 2)))
    assert not pale
