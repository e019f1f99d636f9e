"""The commands for the time of tasks: events, pauses, extensions, ticks."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line

from govtui.ledger.ledger import Ledger
from govtui.model import After, Deadline, DeadlineKind, Task
from govtui.timekeeping import Extension, Pause
from tests.ledger_samples import Clock, document_draft, task_draft

MONDAY = dt.date(2023, 9, 4)
AFTER = Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, workdays=True))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with a deadline after an event, one by a date, and a measure that is only a way of checking."""
    tasks = (
        task_draft("1", deadline_text="方案印发后10个工作日内", deadline=AFTER),
        task_draft("2"),
        task_draft("3", measure="查看网站发布信息", indicators=()),
    )
    with Ledger.open(tmp_path / "台账", now=Clock()) as ledger:
        ledger.add_documents([document_draft(tasks=tasks)])
    return tmp_path / "台账"


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    return command_line(capsys, "--ledger", folder, "--today", "2023-09-04")


def task(folder: Path, task_id: str) -> Task:
    with Ledger.open(folder, reading=True) as ledger:
        return ledger.task(task_id)


# The event


def test_the_day_of_an_event_leads_to_a_date(govtui: Govtui, folder: Path) -> None:
    answer = govtui("event", "1-1", "9月1日")
    assert (answer.code, answer.err) == (0, "")
    assert task(folder, "1-1").event_on == dt.date(2023, 9, 1)
    assert answer.out.startswith("第2号改动：")
    assert "1-1  2023-09-15  自2023年9月1日（方案印发）次日起算，10个工作日" in answer.out


def test_the_days_of_a_feast_do_not_count(govtui: Govtui) -> None:
    answer = govtui("event", "1-1", "2023-09-26")  # off from 29 September to 6 October, at work on 7 and 8 October
    assert "1-1  2023-10-16" in answer.out


def test_a_year_without_a_table_says_so(govtui: Govtui) -> None:
    assert "按周一至周五估算（未导入2031年放假安排）" in govtui("event", "1-1", "2031-03-03").out


def test_the_day_is_taken_away(govtui: Govtui, folder: Path) -> None:
    govtui("event", "1-1", "昨天")
    assert task(folder, "1-1").event_on == dt.date(2023, 9, 3)
    assert "没有到期日" in govtui("event", "1-1", "取消").out
    assert task(folder, "1-1").event_on is None


def test_only_what_counts_from_an_event_has_one(govtui: Govtui) -> None:
    answer = govtui("event", "1-1", "1-2", "9月1日")
    assert answer.code == 1
    assert "任务 1-2 时限不是从某件事起算的" in answer.err
    assert "延期" in answer.err


@pytest.mark.parametrize("words", [("1-1", "1-2"), ("1-1", "某天"), ("1-1",)])
def test_a_date_that_is_none_or_may_be_a_task(govtui: Govtui, folder: Path, words: tuple[str, ...]) -> None:
    assert govtui("event", *words).code in (1, 2)
    assert task(folder, "1-1").event_on is None


# Pauses


def test_a_pause_and_its_end(govtui: Govtui, folder: Path) -> None:
    govtui("event", "1-1", "9月1日")
    assert "暂停中" in govtui("pause", "1-1", "--from", "9月5日", "--reason", "征求第三方意见").out
    assert "1-1  2023-09-20" in govtui("resume", "1-1", "9月7日").out
    assert task(folder, "1-1").pauses == (Pause(dt.date(2023, 9, 5), dt.date(2023, 9, 7), "征求第三方意见"),)
    shown = govtui("show", "1-1").out
    assert "2023-09-05至2023-09-07，征求第三方意见" in shown
    assert "暂停：2023-09-05起，征求第三方意见 → 2023-09-05至2023-09-07，征求第三方意见" in shown


def test_after_a_correction_the_counting_begins_anew(govtui: Govtui, folder: Path) -> None:
    govtui("event", "1-1", "9月1日")
    assert govtui("pause", "1-1", "--reason", "补正", "--anew").code == 0
    assert "1-1  2023-09-21" in govtui("resume", "1-1", "9月7日").out
    assert task(folder, "1-1").pauses[0].anew


def test_what_cannot_be_paused_or_resumed(govtui: Govtui) -> None:
    assert "还没有起算" in govtui("pause", "1-1").err
    assert "没有计时可以暂停" in govtui("pause", "1-2").err
    assert "没有在暂停" in govtui("resume", "1-1").err
    govtui("event", "1-1", "9月1日")
    govtui("pause", "1-1")
    assert "已经暂停着" in govtui("pause", "1-1").err


# Extensions


def test_an_extension_keeps_the_old_date(govtui: Govtui, folder: Path) -> None:
    answer = govtui("extend", "1-2", "1-3", "--until", "12.15", "--reason", "场地未落实", "--approver", "周慧")
    assert "1-2  2023-12-15" in answer.out
    assert "由2023年11月30日延期至2023年12月15日（场地未落实，批准人周慧）" in answer.out
    expected = Extension(MONDAY, dt.date(2023, 11, 30), dt.date(2023, 12, 15), "场地未落实", "周慧")
    assert task(folder, "1-2").extensions == task(folder, "1-3").extensions == (expected,)
    shown = json.loads(govtui("show", "1-2", "--json").out)
    assert shown["extensions"][0]["before"] == "2023-11-30"
    assert "2023-11-30 → 2023-12-15，场地未落实，批准人周慧" in govtui("show", "1-2").out
    assert govtui("undo").code == 0
    assert not task(folder, "1-2").extensions


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        ("11月30日", "忙", "不比它晚"),
        ("11月1日", "忙", "不比它晚"),
        ("12月1日", " ", "没有写延期的原因"),
        ("某天", "忙", "“某天”不是日期"),
    ],
)
def test_an_extension_that_is_none(govtui: Govtui, folder: Path, until: str, reason: str, said: str) -> None:
    answer = govtui("extend", "1-2", "--until", until, "--reason", reason)
    assert answer.code in (1, 2)
    assert said in answer.err
    assert not task(folder, "1-2").extensions


def test_so_many_working_days_from_today(govtui: Govtui, folder: Path) -> None:
    assert govtui("extend", "1-2", "--until", "+70工作日", "--reason", "人手不足").code == 0
    assert task(folder, "1-2").extensions[0].until == dt.date(2023, 12, 15)


# Ticks


def test_a_measure_is_ticked(govtui: Govtui, folder: Path) -> None:
    assert govtui("tick", "1-3").code == 0
    assert task(folder, "1-3").checked_on == MONDAY
    govtui("tick", "1-3", "9月1日")
    assert task(folder, "1-3").checked_on == dt.date(2023, 9, 1)
    assert "已核验    2023-09-01" in govtui("show", "1-3").out
    govtui("tick", "1-3", "取消")
    assert task(folder, "1-3").checked_on is None


def test_what_is_counted_is_not_ticked(govtui: Govtui) -> None:
    answer = govtui("tick", "1-3", "1-2")
    assert answer.code == 1
    assert "任务 1-2 没有只需查看、核实的量化指标" in answer.err
