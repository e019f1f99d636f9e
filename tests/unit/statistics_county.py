"""Seven tasks of a made-up county, of which every figure can be counted by hand; two plans, on 18 September 2026."""

from __future__ import annotations

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from govtui.model import Deadline, DeadlineKind, Document, Indicator, Progress, Status, Task
from govtui.review.view import TaskView
from govtui.timekeeping import Count

DAY = dt.date(2026, 9, 18)
FINANCE, JUSTICE, TOWNS = "县财政局", "县司法局", "各乡镇"
OPENNESS, SERVICE = "一、信息公开", "二、便民服务"
TEN = Indicator("不少于10次", ">=", 10, "次", "年")


def by(month: int, day: int) -> Deadline:
    return Deadline(DeadlineKind.BY, due=dt.date(2026, month, day))


def entry(month: int, day: int, count: int | None = None) -> tuple[Progress, ...]:
    counts = (Count(TEN.text, count),) if count is not None else ()
    return (Progress(dt.date(2026, month, day), "已公布", counts=counts),)


def task(number: str, theme: str, *units: str, **fields: Any) -> Task:
    themes = (theme, "（一）小标题") if theme else ()
    return Task(
        id=number,
        document=number.partition("-")[0],
        seq=number.partition("-")[2],
        requirement=f"任务{number}",
        themes=themes,
        units=units,
        **fields,
    )


TASKS = (
    task("1-1", OPENNESS, FINANCE, JUSTICE, lead=(FINANCE,), deadline=by(8, 31), status=Status.DOING),  # overdue
    task("1-2", OPENNESS, FINANCE, deadline=by(9, 25), status=Status.DOING, progress=entry(9, 1)),  # due soon
    task("1-3", SERVICE, JUSTICE, deadline=by(12, 31), status=Status.DONE, progress=entry(7, 5)),
    task("1-4", SERVICE, TOWNS, deadline=Deadline(DeadlineKind.ONGOING)),
    task("2-1", "", status=Status.PAUSED),
    task("2-2", SERVICE, FINANCE, deadline=by(12, 31), status=Status.DOING, indicators=(TEN,), progress=entry(9, 3, 1)),
    task("2-3", SERVICE, JUSTICE, deadline=by(12, 31), status=Status.DOING, indicators=(TEN,), progress=entry(9, 4, 9)),
)

IMPORTED = dt.datetime(2026, 1, 5, 9, tzinfo=dt.timezone(dt.timedelta(hours=8)))
DOCUMENTS = (
    Document(source="公开.docx", id="1", title="青禾县公开要点", year=2026, imported_at=IMPORTED),
    Document(source="培训.docx", id="2", year=2026, imported_at=IMPORTED),
)


def county(day: dt.date = DAY) -> TaskView:
    """Return the view of all of them."""
    return TaskView.of(TASKS, day, documents=DOCUMENTS)


UNITS = ("甲局", "甲局二科", "各 镇,街道", "无")
THEMES = (("一、公开",), ("一、公开“阳光”", "（一）小标题"), ('二、"放管服":改革',))


@st.composite
def made_tasks(draw: st.DrawFn) -> Task:
    """Return any task, of units and themes whose names contain each other or what means something in a filter."""
    day = draw(st.dates(dt.date(2026, 1, 1), dt.date(2027, 12, 31)))
    units = tuple(draw(st.lists(st.sampled_from(UNITS), unique=True, max_size=3)))
    progress = entry(draw(st.integers(1, 9)), 1, draw(st.none() | st.integers(0, 12))) if draw(st.booleans()) else ()
    return Task(
        id=f"1-{draw(st.integers(1, 99))}",
        document=draw(st.sampled_from("12")),
        seq="1",
        requirement="任务",
        themes=draw(st.sampled_from([(), *THEMES])),
        units=units,
        lead=units[:1] if draw(st.booleans()) else (),
        deadline=draw(st.sampled_from([Deadline(), Deadline(DeadlineKind.BY, day), Deadline(DeadlineKind.ONGOING)])),
        status=draw(st.sampled_from(Status)),
        indicators=(TEN,),
        progress=progress,
    )
