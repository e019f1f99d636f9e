"""What the program remembers between two runs."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from govtui import config
from govtui.config import RecentLedger, Settings, load_settings, revise_settings, save_settings, settings_file

MOMENT = dt.datetime(2024, 1, 3, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
REMEMBERED = Settings(
    unit="青禾县政府办公室",
    operator="李青",
    ledger="/台账/2024年",
    recent=(RecentLedger("/台账/2024年", "2024年政务公开台账", MOMENT), RecentLedger("/台账/2023年")),
)


def test_what_is_saved_comes_back() -> None:
    assert save_settings(REMEMBERED)
    assert load_settings() == REMEMBERED


def test_a_file_of_an_earlier_program_is_read_as_it_is() -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('{"unit": "青禾县政府办公室", "colour": "blue"}', encoding="utf-8")
    assert load_settings() == Settings(unit="青禾县政府办公室")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"recent": 5}'])
def test_a_damaged_file_counts_as_none(text: str) -> None:
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text(text, encoding="utf-8")
    assert load_settings() == Settings()


def test_a_change_keeps_what_another_window_has_saved_meanwhile() -> None:
    save_settings(REMEMBERED)
    revised = revise_settings(lambda settings: msgspec.structs.replace(settings, operator="王禾"))
    assert revised == load_settings() == msgspec.structs.replace(REMEMBERED, operator="王禾")


def test_nothing_is_written_where_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    save_settings(REMEMBERED)
    monkeypatch.setattr(config, "save_settings", lambda *_: pytest.fail("written"))
    assert revise_settings(lambda settings: settings) == REMEMBERED


def test_a_folder_that_cannot_be_written_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "占用").write_text("", encoding="utf-8")
    assert not save_settings(REMEMBERED, tmp_path / "占用" / "settings.json")
