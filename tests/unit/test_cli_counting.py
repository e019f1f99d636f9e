"""Counting indicators by `govtui set`."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_line import Govtui, command_line

from govtui.ledger.ledger import Ledger
from govtui.model import Indicator
from govtui.timekeeping import Count
from tests.ledger_samples import Clock, document_draft, task_draft

SHARE = Indicator("占比50%", ">=", 50, "%")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with two tasks that ask for 每月不少于2次, and one that asks for a share besides."""
    both = task_draft("3", indicators=(*task_draft("3").indicators, SHARE))
    with Ledger.open(tmp_path / "台账", now=Clock()) as ledger:
        ledger.add_documents([document_draft(tasks=(task_draft("1"), task_draft("2"), both))])
    return tmp_path / "台账"


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    return command_line(capsys, "--ledger", folder, "--today", "2023-09-04")


def counts(folder: Path, task_id: str) -> tuple[Count, ...]:
    with Ledger.open(folder, reading=True) as ledger:
        return ledger.task(task_id).progress[-1].counts


def test_the_only_indicator(govtui: Govtui, folder: Path) -> None:
    assert govtui("set", "1-1", "1-2", "进展=已核对", "计数=1").code == 0
    assert counts(folder, "1-1") == counts(folder, "1-2") == (Count("不少于2次", 1),)
    shown = govtui("show", "1-1").out
    assert "每月不少于2次（1/2次，" in shown
    assert "计数：不少于2次 +1" in shown


def test_one_of_several(govtui: Govtui, folder: Path) -> None:
    answer = govtui("set", "1-3", "进展=已核对", "计数=1")
    assert (answer.code, answer.out) == (1, "")
    assert "任务 1-3 有几个指标：不少于2次、占比50%" in answer.err
    assert govtui("set", "1-3", "进展=已核对", "count=不少于2次：2；占比:40%").code == 0
    assert counts(folder, "1-3") == (Count("不少于2次", 2), Count("占比50%", 40))


def test_what_only_counts_needs_no_text(govtui: Govtui, folder: Path) -> None:
    assert govtui("set", "1-1", "计数=1").code == 0
    assert counts(folder, "1-1") == (Count("不少于2次", 1),)
    assert "完成1次" in govtui("show", "1-1").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("计数=",), "没有写计多少"),
        (("计数=一些",), "“一些”不是计数"),
        (("进展=已核对", "计数=一些"), "“一些”不是计数"),
        (("进展=已核对", "计数=不少于2次:"), "不是计数"),
    ],
)
def test_counts_that_are_none(govtui: Govtui, words: tuple[str, ...], said: str) -> None:
    answer = govtui("set", "1-1", *words)
    assert answer.code == 2
    assert said in answer.err


def test_several_tasks_that_ask_for_different_things(govtui: Govtui) -> None:
    answer = govtui("set", "1-1", "1-3", "进展=已核对", "计数=1")
    assert answer.code == 1
