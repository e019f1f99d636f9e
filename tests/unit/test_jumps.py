"""Going from task to task: by number, to the next of a kind."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.model import Progress, Status, Task
from govtui.review.jumps import is_idle, is_red, next_place, place_of_number, typed_number
from govtui.review.rows import TaskRow
from govtui.review.view import TaskView

TODAY = dt.date(2023, 11, 22)


def rows(*numbers: str) -> tuple[TaskRow, ...]:
    tasks = [
        Task(
            id=number, document=number.split("-")[0], seq=number.split("-")[1], requirement="r", units_text="", units=()
        )
        for number in numbers
    ]
    return TaskView.of(tasks, TODAY).rows


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("4.1", "4.1"),
        ("２－４．１", "2-4.1"),
        ("2 - 4。1", "2-4.1"),
        ("2一4", "2-4"),
        ("2——4", "2-4"),
        ("（一）", "(一)"),
        ("4.", "4"),
        ("　", ""),
    ],
)
def test_what_is_typed_as_a_number(typed: str, number: str) -> None:
    assert typed_number(typed) == number


@pytest.mark.parametrize(
    ("typed", "start", "place"),
    [
        ("3", 0, 1),
        ("2-3", 0, 4),
        ("3", 1, 4),
        ("3", 4, 1),
        ("4.2", 0, 3),
        ("4", 0, 2),  # the parts of 4, where no task is 4 itself
        ("40", 0, None),
        ("", 0, None),
    ],
)
def test_the_place_of_a_number(typed: str, start: int, place: int | None) -> None:
    assert place_of_number(rows("1-1", "1-3", "1-4.1", "1-4.2", "2-3"), start, typed) == place


def test_the_only_task_of_a_number_is_found_from_itself() -> None:
    assert place_of_number(rows("1-1", "1-2"), 1, "2") == 1
    assert place_of_number((), 0, "2") is None


def test_the_next_of_a_kind_comes_round() -> None:
    listed = rows("1-1", "1-2", "1-3")
    assert next_place(listed, 0, 1, lambda row: row.task.seq == "3") == 2
    assert next_place(listed, 2, 1, lambda row: row.task.seq == "1") == 0
    assert next_place(listed, 0, -1, lambda row: True) == 2
    assert next_place(listed, 2, 1, lambda row: row.task.seq == "3") is None
    assert next_place((), 0, 1, lambda row: True) is None


def test_what_is_done_is_not_without_progress() -> None:
    (todo,) = rows("1-1")
    assert is_idle(todo)
    assert not is_red(todo)
    common = {"id": "1-1", "document": "1", "seq": "1", "requirement": "r", "units_text": "", "units": ()}
    done = Task(**common, status=Status.DONE)  # type: ignore[arg-type]
    begun = Task(**common, progress=(Progress(TODAY, "已办"),))  # type: ignore[arg-type]
    assert [is_idle(row) for row in TaskView.of([done, begun], TODAY).rows] == [False, False]
