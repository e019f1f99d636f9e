"""How many key presses the common jobs take in the real program, besides the words that are typed.

The table in CONTRIBUTING.md is made from the same jobs: `GOVTUI_UPDATE_KEYS=1` writes it anew.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest
from terminal import Terminal, introduce

from govtui.keys.actions import key_name
from govtui.ledger.ledger import Ledger
from govtui.model import Status

MOST = 8
"""Presses that a job may take."""

PLAN = """青禾县2023年政务公开重点工作任务分解表

序号\t具体要求\t责任单位\t完成时限
1\t公开政府预算和决算，按科目列到项级\t县财政局\t2023年6月底前
2\t清理政府采购备案，公布采购意向\t县财政局\t2023年9月底前
3\t公布惠农补贴清单和发放情况\t县财政局、县农业农村局\t2023年12月底前
4\t修好四条农村公路并公布验收结果\t县交通运输局\t2023年10月底前
5\t组织政务公开培训，每年不少于4次\t县政府办公室\t2023年12月底前
6\t公布义务教育学校招生范围\t县教体局\t2023年12月底前
7\t更新办事指南并公布办结时限\t县行政审批局\t2023年12月底前
8\t公布食品安全抽检结果\t县市场监管局\t2023年8月底前
9\t公布重大建设项目环境影响评价\t县生态环境局\t2023年12月底前
10\t公布医疗机构收费目录\t县卫健局\t2023年12月底前
"""
TODAY = "2023-11-22"


class Typed(str):
    """Words that are typed; they are no presses."""


def shows(*texts: str) -> Callable[[Terminal, Path], None]:
    """Return a check that the screen shows some texts."""

    def check(terminal: Terminal, folder: Path) -> None:
        for text in texts:
            terminal.wait_for(text)

    return check


def noted_and_done(terminal: Terminal, folder: Path) -> None:
    terminal.wait_for("改为“已完成”")
    with Ledger.open(folder / "ledger", reading=True) as ledger:
        task = ledger.task("1-1")
        assert task.status is Status.DONE
        assert [entry.text for entry in task.progress] == ["已在门户网站公开"]


def five_done(terminal: Terminal, folder: Path) -> None:
    terminal.wait_for("已保存  办理状态改为“已完成”：1-1、1-2、1-3等5项")
    with Ledger.open(folder / "ledger", reading=True) as ledger:
        assert [task.status for task in ledger.tasks.values()].count(Status.DONE) == 5


def undone(terminal: Terminal, folder: Path) -> None:
    terminal.wait_for("撤销")
    with Ledger.open(folder / "ledger", reading=True) as ledger:
        assert ledger.task("1-1").status is Status.TODO


def counted(terminal: Terminal, folder: Path) -> None:
    terminal.wait_for("已保存")
    with Ledger.open(folder / "ledger", reading=True) as ledger:
        (entry,) = ledger.task("1-5").progress
        assert [count.value for count in entry.counts] == [1]


def exported(terminal: Terminal, folder: Path) -> None:
    terminal.wait_for("已导出3项")
    (sheet,) = (folder / "home").glob("*.xlsx")
    values = [str(cell.value) for row in openpyxl.load_workbook(sheet).active.iter_rows() for cell in row]
    assert sum("县财政局" in value for value in values) == 3


class Job(NamedTuple):
    """Something that a clerk does many times a week, from the tasks on the screen on."""

    title: str
    keys: tuple[str, ...]
    done: Callable[[Terminal, Path], None]
    before: tuple[str, ...] = ()
    """What makes it so that there is something to do; not part of the job."""

    @property
    def presses(self) -> int:
        return sum(not isinstance(key, Typed) for key in self.keys)

    @property
    def words(self) -> str:
        """The keys as they stand in the table."""
        parts: list[str] = []
        times = 1
        for key, following in zip(self.keys, (*self.keys[1:], ""), strict=True):
            if key == following:
                times += 1
                continue
            shown = f"“{key}”" if isinstance(key, Typed) else f"`{key if len(key) == 1 else key_name(key)}`"
            parts.append(f"{shown} ×{times}" if times > 1 else shown)
            times = 1
        return " ".join(parts)


JOBS = (
    Job("all overdue tasks of 财政局", ("/", Typed("czj 灯:逾期"), "enter"), shows("2/10项", "1-1 ", "1-2 ")),
    Job(
        "the present one done, with a note",
        ("f4", Typed("已在门户网站公开"), "ctrl+s", "up", "ctrl+f"),
        noted_and_done,
    ),
    Job("five done", (*["shift+down"] * 5, "ctrl+f", "enter"), five_done),
    Job("undo", ("ctrl+z",), undone, before=("ctrl+f",)),
    Job(
        "the next overdue one without progress",
        ("3", "p"),
        shows("1-2  未启动", "尚未登记"),
        before=("f4", Typed("已公开"), "ctrl+s"),
    ),
    Job(
        "one more training counted on an indicator",
        ("/", Typed("培训"), "enter", "f4", "f6", Typed("1"), "ctrl+s"),
        counted,
    ),
    Job("what is shown exported", ("f8", "ctrl+s"), exported, before=("/", Typed("财政局"), "enter")),
    Job("who is furthest behind", ("f9",), shows("合计", "县财政局")),
)


def test_no_job_takes_more_than_eight_presses() -> None:
    assert [job.title for job in JOBS if job.presses > MOST] == []


@pytest.mark.terminal
@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.title)
def test_the_keys_do_the_job(job: Job, tmp_path: Path) -> None:
    home = tmp_path / "home"
    introduce(home)
    plan = tmp_path / "plan.txt"
    plan.write_text(PLAN, encoding="utf-8")
    env = {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "GOVTUI_LEDGER": str(tmp_path / "ledger"),
    }
    command = [sys.executable, "-m", "govtui", "--today", TODAY]
    subprocess.run([*command, "import", str(plan)], env=env, check=True, capture_output=True)
    with Terminal(command, env, 100, 30) as terminal:
        terminal.wait_for("10/10项")
        work(terminal, job.before)
        work(terminal, job.keys)
        job.done(terminal, tmp_path)


def work(terminal: Terminal, keys: tuple[str, ...]) -> None:
    for key in keys:
        terminal.press_and_see(key)


# The table

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
TABLE = re.compile(r"(?<=\n)\| job \| keys \| presses \|\n(?:\|.*\n)+")
UPDATE = "GOVTUI_UPDATE_KEYS"


def table() -> str:
    rows = [f"| {job.title} | {job.words} | {job.presses} |\n" for job in JOBS]
    return "".join(["| job | keys | presses |\n", "|---|---|---|\n", *rows])


def test_the_table_tells_these_jobs() -> None:
    told = CONTRIBUTING.read_text(encoding="utf-8")
    if os.environ.get(UPDATE) == "1":
        CONTRIBUTING.write_text(TABLE.sub(lambda _: table(), told), encoding="utf-8")
        return
    assert table() in told, f"written anew with {UPDATE}=1"
