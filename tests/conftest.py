"""What every test may use: the real plans, a day that does not move, folders of its own."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest

TODAY = dt.date(2023, 11, 22)
"""The day on which tests take place unless they say otherwise."""


@pytest.fixture
def today() -> dt.date:
    return TODAY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real plans (`seeds/`) and what a perfect reader makes of them (`gold/`)."""
    folder = Path(os.environ.get("GOVTUI_SHARED") or Path(__file__).parents[2] / "shared")
    if (folder / "seeds").is_dir() and (folder / "gold").is_dir():
        return folder
    message = f"the real plans are not at {folder.name}/ beside the checkout; name their folder in GOVTUI_SHARED"
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(autouse=True)
def own_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test away from the user's own ledger and settings."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name, place in {"XDG_DATA_HOME": ".local/share", "XDG_CONFIG_HOME": ".config"}.items():
        monkeypatch.setenv(name, str(home / place))
    monkeypatch.delenv("GOVTUI_LEDGER", raising=False)
