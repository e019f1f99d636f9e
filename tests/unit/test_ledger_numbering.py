from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.ledger.numbering import further_ids, task_ids


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (["1", "2", "4.1", "4.2"], ["7-1", "7-2", "7-4.1", "7-4.2"]),
        (["１", "２．１"], ["7-1", "7-2.1"]),
        (["1", "2", "1", "2", "1"], ["7-1", "7-2", "7-1-2", "7-2-2", "7-1-3"]),
        (["", "2", "（三）"], ["7-r1", "7-2", "7-r3"]),
        (["1.", "1/2", "1-2", "-1", "9" * 40], ["7-r1", "7-r2", "7-r3", "7-r4", "7-r5"]),
        ([" 5 ", "5\n"], ["7-5", "7-5-2"]),
        ([], []),
    ],
)
def test_ids_follow_the_printed_numbers(printed: list[str], expected: list[str]) -> None:
    assert task_ids("7", printed) == expected


@given(st.lists(st.one_of(st.text("0123456789.-r １二", max_size=4), st.text(max_size=3)), max_size=40))
def test_ids_are_distinct_and_can_be_typed_whatever_is_printed(printed: list[str]) -> None:
    ids = task_ids("12", printed)
    assert len(set(ids)) == len(printed)
    assert all(task_id.isascii() and task_id.isprintable() and " " not in task_id for task_id in ids)
    assert ids == task_ids("12", printed)


def test_further_ids_clash_with_none() -> None:
    assert further_ids("7", [(2, "4"), (3, "4"), (5, ""), (6, "9")], {"7-4", "7-4-3", "7-r5", "8-9"}) == [
        "7-4-2",
        "7-4-4",
        "7-r5-2",
        "7-9",
    ]
