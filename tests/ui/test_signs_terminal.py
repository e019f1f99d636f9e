"""The real program on terminals that draw “ … — ① and box lines one cell wide, and two cells wide."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from terminal import Terminal, introduce

from govtui.terminal.signs import is_ambiguous

pytestmark = pytest.mark.terminal

PLAN = """青禾县数字政府任务分解表

序号\t具体要求\t责任单位\t完成时限
1\t推进“一网通办”——①证照…②服务\t县行政审批局\t2023年12月底前
2\t修好四条农村公路\t县交通运输局\t2023年10月底前
"""


def program(tmp_path: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    home = tmp_path / "home"
    introduce(home)
    env = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "GOVTUI_LEDGER": str(tmp_path / "ledger"),
    }
    return [sys.executable, "-m", "govtui", "--today", "2023-09-05", *arguments], env


def with_plan(tmp_path: Path) -> tuple[list[str], dict[str, str]]:
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    command, env = program(tmp_path)
    subprocess.run([*command, "import", str(plan)], env=env, check=True, capture_output=True)
    return command, env


def places(terminal: Terminal, text: str) -> list[int]:
    """Return the column at which a text begins in each line of the screen that has it."""
    columns = range(terminal.screen.columns)
    lines = [[terminal.screen.buffer[y][x].data for x in columns] for y in range(terminal.screen.lines)]
    return [x for line in lines for x in columns if "".join(line[x:]).startswith(text)]


def test_a_usual_terminal_gets_the_text_as_it_is(tmp_path: Path) -> None:
    command, env = with_plan(tmp_path)
    with Terminal(command, env, 120, 36) as terminal:
        terminal.wait_for("推进“一网通办”——①证照…②服务")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert "R" not in terminal.text, "the terminal's answer is nothing that was typed"


def test_where_it_is_drawn_too_wide_stand_ins_keep_the_columns_in_line(tmp_path: Path) -> None:
    command, env = with_plan(tmp_path)
    with Terminal(command, env, 120, 36, wide=True) as terminal:
        terminal.wait_for('推进"一网通办"--1证照~2服务')
        assert not [char for char in terminal.text if is_ambiguous(char)]
        for first, second in (("县行政审批局", "县交通运输局"), ("还有117天", "还有56天")):
            assert places(terminal, first)[0] == places(terminal, second)[0]
        terminal.press("f5")
        terminal.wait_for("给这本台账改名")
        assert not [char for char in terminal.text if is_ambiguous(char)]
        terminal.press("escape", "ctrl+q")
        assert terminal.wait_exit() == 0


@pytest.mark.parametrize("signs", ["box", "ascii"])
def test_the_settings_have_the_last_word(tmp_path: Path, signs: str) -> None:
    command, env = with_plan(tmp_path)
    settings = tmp_path / "home" / ".config" / "govtui" / "settings.json"
    known = settings.read_text(encoding="utf-8")
    settings.write_text(known.replace("}", f', "signs": "{signs}"}}'), encoding="utf-8")
    with Terminal(command, env, 120, 36, wide=signs == "box") as terminal:
        terminal.wait_for('推进"一网' if signs == "ascii" else "推进“一网")


def test_what_is_typed_before_there_is_a_screen_is_not_lost(tmp_path: Path) -> None:
    command, env = with_plan(tmp_path)
    with Terminal(command, env, 120, 36) as terminal:
        terminal.press("/", "公路")
        terminal.wait_for("筛选 公路")
        terminal.wait_for("1/2")


def test_doctor_measures_a_wide_terminal(tmp_path: Path) -> None:
    command, env = program(tmp_path, "doctor")
    with Terminal(command, env, 100, 50, wide=True) as terminal:
        assert terminal.wait_exit() == 0
        assert "“=2" in terminal.text
        assert "─=2" in terminal.text
        assert "财=2" in terminal.text
        assert "替代写法（这个终端里“" in terminal.text
        rows = terminal.text.splitlines()
    assert sum(bool(re.search(r"\|.*\|$", row)) for row in rows) >= 18


def shown_by(command: list[str], env: dict[str, str]) -> bytes:
    """Return all that the program writes to its terminal until the tasks are there and it is left."""
    written = b""
    with Terminal(command, env, 120, 36) as terminal:
        feed = terminal._stream.feed

        def keep(data: bytes) -> None:
            nonlocal written
            written += data
            feed(data)

        terminal._stream.feed = keep
        terminal.wait_for("修好四条农村公路")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    return written


MOUSE_ON = b"\x1b[?1000h"
COLOUR = re.compile(rb"\x1b\[[0-9;]*[34]8;[25];")


def test_the_mouse_belongs_to_the_terminal_if_the_settings_say_so(tmp_path: Path) -> None:
    command, env = with_plan(tmp_path)
    assert MOUSE_ON in shown_by(command, env)
    settings = tmp_path / "home" / ".config" / "govtui" / "settings.json"
    known = settings.read_text(encoding="utf-8")
    settings.write_text(re.sub(r'"mouse":\s*true', '"mouse": false', known), encoding="utf-8")
    assert MOUSE_ON not in shown_by(command, env)


def test_no_colour_where_the_environment_wants_none(tmp_path: Path) -> None:
    command, env = with_plan(tmp_path)
    assert COLOUR.search(shown_by(command, env))
    assert not COLOUR.search(shown_by(command, {**env, "NO_COLOR": "1"}))
