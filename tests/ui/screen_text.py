"""What stands on the screen, as text: the same on every machine, and readable in a diff."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest
from textual.app import App

FOLDER = Path(__file__).parents[1] / "snapshots"
UPDATE = "GOVTUI_UPDATE_SNAPSHOTS"


def screen_text(app: App[None]) -> str:
    """Return the lines of the screen, the dialogs on top included, without blanks at their ends."""
    width, height = app.size
    lines = [["" for _ in range(width)] for _ in range(height)]
    for screen in app.screen_stack:
        for y, strip in enumerate(screen._compositor.render_strips()):
            lines[y] = [segment.text for segment in strip]
    return "\n".join("".join(line).rstrip() for line in lines) + "\n"


def assert_snapshot(app: App[None], name: str) -> None:
    """Compare the screen with the stored one; with GOVTUI_UPDATE_SNAPSHOTS=1 store it."""
    file = FOLDER / f"{name}.txt"
    text = screen_text(app)
    if os.environ.get(UPDATE) == "1":
        file.write_text(text, encoding="utf-8")
        return
    if not file.exists():
        pytest.fail(f"no snapshot {file.name}; look at the screen, then store it with {UPDATE}=1")
    stored = file.read_text(encoding="utf-8")
    if text != stored:
        changes = difflib.unified_diff(stored.splitlines(), text.splitlines(), "stored", "now", lineterm="")
        pytest.fail("\n".join(["the screen looks different", *changes]))
