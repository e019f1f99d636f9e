"""The command `stats`: by units and the rest, under a filter, the trend, as JSON."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import msgspec
import pytest
from command_line import Govtui, command_line
from statistics_county import FINANCE, JUSTICE, OPENNESS, SERVICE

from govtui.ledger.ledger import Ledger
from govtui.model import Deadline, DeadlineKind, DocumentDraft, Progress, Status, TaskDraft
from govtui.text import width

CHINA = dt.timezone(dt.timedelta(hours=8))


class SetClock:
    """A clock that shows the day that it was set to."""

    day = dt.date(2026, 7, 10)

    def __call__(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(10), CHINA)


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Govtui:
    """The command line on a ledger of three tasks, on 18 September 2026."""
    august = Deadline(DeadlineKind.BY, dt.date(2026, 8, 31))
    draft = TaskDraft(seq="1", themes=(OPENNESS,), requirement="公开清单", units=(FINANCE, JUSTICE), deadline=august)
    tasks = (
        msgspec.structs.replace(draft, lead=(FINANCE,)),
        msgspec.structs.replace(draft, seq="2", units=(FINANCE,)),
        msgspec.structs.replace(draft, seq="3", themes=(SERVICE,), units=(JUSTICE,), deadline=Deadline()),
    )
    clock = SetClock()
    with Ledger.open(tmp_path / "台账", now=clock) as ledger:
        ledger.add_documents([DocumentDraft(source="公开.txt", title="公开要点", year=2026, tasks=tasks)])
        clock.day = dt.date(2026, 8, 20)
        ledger.add_progress(["1-3"], Progress(clock.day, "已印发"))
        ledger.set_status(["1-3"], Status.DONE)
    return command_line(capsys, "--ledger", tmp_path / "台账", "--today", "2026-09-18")


def test_units_are_printed_with_whoever_is_furthest_behind_first(govtui: Govtui) -> None:
    answer = govtui("stats")
    lines = [line.split() for line in answer.out.splitlines()]
    assert lines == [
        ["单位", "任务", "牵头", "完成", "推进中", "未启动", "逾期", "黄灯", "无进展", "完成率", "最近进展"],
        [FINANCE, "2", "1", "0", "0", "2", "2", "0", "2", "0%"],
        [JUSTICE, "2", "0", "1", "0", "1", "1", "0", "1", "50%", "2026-08-20"],
        ["合计（不重计）", "3", "1", "0", "2", "2", "0", "2", "33%", "2026-08-20"],
    ]
    assert "2026-09-18：3项任务，完成1项（33%），逾期2项\n" in answer.err
    assert "最落后的在前：先比逾期，再比欠序时，再比完成率\n" in answer.err
    assert "一项任务有几个单位的，每个单位各算一次，合计只算一次\n" in answer.err
    assert answer.code == 0


def test_numbers_stand_below_each_other(govtui: Govtui) -> None:
    header, first, *_ = govtui("stats").out.splitlines()
    ends = [width(header[: header.index(name) + len(name)]) for name in ("任务", "完成", "完成率")]
    padded = "".join(char * width(char) if width(char) == 2 else char for char in first)
    assert [padded[end - 1] for end in ends] == ["2", "0", "%"]


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("主题", [OPENNESS, SERVICE, "合计"]),
        ("来文", ["来文1", "合计"]),
        ("月份", ["2026年8月", "没有写时限", "合计"]),
        ("状态", ["未启动", "已完成", "合计"]),
        ("亮灯", ["红", "灰", "合计"]),
    ],
)
def test_other_ways_to_count(govtui: Govtui, by: str, names: list[str]) -> None:
    answer = govtui("stats", "--by", by)
    assert [line.split()[0] for line in answer.out.splitlines()] == [by, *names]


def test_only_what_a_filter_lets_through_is_counted(govtui: Govtui) -> None:
    lines = govtui("stats", "状态:已完成", "--by", "主题").out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [[SERVICE, "1"], ["合计", "1"]]
    nothing = govtui("stats", "灯:黄")
    assert (nothing.out, nothing.code) == ("", 0)
    assert "0项任务" in nothing.err


def test_json(govtui: Govtui) -> None:
    told = json.loads(govtui("stats", "--json").out)
    assert told["today"] == "2026-09-18"
    assert told["by"] == "单位"
    assert [(row["name"], row["tasks"], row["led"], row["red"]) for row in told["rows"]] == [
        (FINANCE, 2, 1, 2),
        (JUSTICE, 2, 0, 1),
    ]
    assert told["rows"][1]["last"] == "2026-08-20"
    assert told["total"]["rate"] == 0.3333


def test_the_trend(govtui: Govtui) -> None:
    answer = govtui("stats", "--by", "趋势")
    assert [line.split() for line in answer.out.splitlines()] == [
        ["月末", "任务", "完成", "逾期", "完成率"],
        ["2026-07-31", "3", "0", "0", "0%"],
        ["2026-08-31", "3", "1", "0", "33%"],
        ["2026-09-18", "3", "1", "2", "33%"],
    ]
    one = govtui("stats", "--by", "趋势", "单位:司法局", "--json")
    assert [(month["day"], month["tasks"], month["settled"]) for month in json.loads(one.out)["months"]] == [
        ("2026-07-31", 2, 0),
        ("2026-08-31", 2, 1),
        ("2026-09-18", 2, 1),
    ]


def test_what_cannot_be_counted_by_is_refused(govtui: Govtui) -> None:
    answer = govtui("stats", "--by", "颜色")
    assert answer.code == 2
    assert "不能按“颜色”统计；可以写单位、主题、来文、月份、状态、亮灯、趋势" in answer.err
