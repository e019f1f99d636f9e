"""Every screen where “ ” … — ① would be drawn two cells wide: none of them is drawn, and all lines fit the window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest
from main_plan import plan
from screen_text import screen_text
from test_monkey import WAYS, go_to

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger.ledger import Ledger
from govtui.model import Progress
from govtui.terminal.signs import Signs, in_ascii, is_ambiguous
from govtui.text import width

SIZES = ((80, 24), (120, 36), (200, 50))
WORDING = "推进“一网通办”——①证照免交…②“好差评”·回访→整改√"


@pytest.fixture
def app(tmp_path: Path, today: dt.date) -> GovtuiApp:
    draft = plan()
    first, *others = draft.tasks
    first = msgspec.structs.replace(first, requirement=WORDING, units_text="县“一网通办”专班", note=WORDING)
    ledger = Ledger.open(tmp_path / "ledger", operator="李青“·”")
    ledger.add_documents([msgspec.structs.replace(draft, title=f"{draft.title}“试行”", tasks=(first, *others))])
    ledger.add_progress(["1-1"], Progress(today, WORDING, "县“一网通办”专班"))
    return GovtuiApp(ledger, today, settings=Settings(import_folder=str(tmp_path), toured=True), signs=Signs.ASCII)


@pytest.mark.parametrize("name", WAYS)
async def test_nothing_that_is_drawn_has_an_open_width(app: GovtuiApp, name: str) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        assert in_ascii("推进“一网通办”") in screen_text(app)
        await go_to(pilot, WAYS[name])
        for size in SIZES:
            await pilot.resize_terminal(*size)
            await pilot.pause()
            lines = screen_text(app).splitlines()
            assert [char for line in lines for char in line if is_ambiguous(char)] == []
            assert max(map(width, lines)) <= size[0]
    app.ledger.close()


async def test_a_message_over_the_screen_too(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        app.notify(WORDING, markup=False)
        await pilot.pause()
        assert "好差评" in screen_text(app)
        assert not [char for char in screen_text(app) if is_ambiguous(char)]
    app.ledger.close()
