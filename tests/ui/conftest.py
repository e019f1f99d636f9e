"""A small ledger of a made-up county, and the application on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from main_plan import NOW, plan
from preview_plan import PLAN

from govtui.app import GovtuiApp
from govtui.config import Settings
from govtui.ledger import session
from govtui.ledger.ledger import Ledger
from govtui.ledger.places import Place, PlaceKind
from govtui.model import Progress, Status


@pytest.fixture(autouse=True)
def ordinary_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing said against the folder of a test, which is a temporary one."""
    monkeypatch.setattr(session, "place_warning", lambda _: Place(PlaceKind.ORDINARY))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "ledger", operator="李青", now=lambda: NOW) as ledger:
        ledger.add_documents([plan()])
        ledger.set_status(["1-3"], Status.DONE)
        ledger.add_progress(["1-2"], Progress(dt.date(2023, 9, 4), "已公布3次，共涉及补贴1200户。", "县农业农村局"))
        yield ledger


@pytest.fixture
def app(ledger: Ledger, today: dt.date) -> GovtuiApp:
    return GovtuiApp(ledger, today, settings=Settings(unit="青禾县政府办公室"))


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """The plan that has something to put right in every part."""
    file = tmp_path / "托育服务.txt"
    file.write_text(PLAN, encoding="utf-8")
    return file
