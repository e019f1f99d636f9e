from __future__ import annotations

import msgspec
import pytest
from ledger_samples import Clock, document_draft

from govtui.ledger.drafts import additions, document_of
from govtui.ledger.state import ContradictionError, State
from govtui.ledger.transactions import Change
from govtui.model import Status


@pytest.fixture
def state() -> State:
    draft = document_draft("1", "2")
    state = State()
    state.apply(state.resolve(additions(document_of(draft, "1", Clock()()), draft.tasks)))
    return state


def test_records_are_added_in_order(state: State) -> None:
    assert list(state.documents) == ["1"]
    assert list(state.tasks) == ["1-1", "1-2"]
    assert state.tasks["1-1"].requirement == document_draft("1", "2").tasks[0].requirement
    assert state.last_document == 1


def test_resolving_changes_nothing(state: State) -> None:
    before = dict(state.tasks)
    [outcome] = state.resolve([Change("tasks", "1-1", {"status": "todo"}, {"status": "done"})])
    assert outcome.value is not None
    assert outcome.value.status is Status.DONE
    assert state.tasks == before
    state.apply([outcome])
    assert state.tasks["1-1"].status is Status.DONE
    assert state.tasks["1-2"] is before["1-2"]


def test_a_change_and_its_inverse_leave_no_trace(state: State) -> None:
    before = dict(state.tasks)
    change = Change(
        "tasks",
        "1-2",
        {"progress": [], "note": ""},
        {"progress": [{"day": "2023-11-01", "text": "已完成核对", "unit": ""}], "note": "甲"},
    )
    state.apply(state.resolve([change]))
    assert state.tasks["1-2"].progress[0].text == "已完成核对"
    state.apply(state.resolve([change.inverse()]))
    assert state.tasks == before


def test_a_removed_document_leaves_its_number_taken(state: State) -> None:
    draft = document_draft("1", "2")
    added = list(additions(state.documents["1"], draft.tasks))
    state.apply(state.resolve([change.inverse() for change in reversed(added)]))
    assert not state.documents
    assert not state.tasks
    assert state.last_document == 1


@pytest.mark.parametrize(
    "change",
    [
        Change("tasks", "1-1", {"status": "doing"}, {"status": "done"}),  # it is todo
        Change("tasks", "1-9", {"status": "todo"}, {"status": "done"}),  # there is no such task
        Change("tasks", "1-9", before={"id": "1-9", "seq": "9", "requirement": "", "document": "1"}),
        Change("tasks", "1-1", after={"id": "1-1", "seq": "1", "requirement": "", "document": "1"}),  # it is there
        Change("tasks", "1-8", after={"id": "1-7", "seq": "1", "requirement": "", "document": "1"}),  # another's id
    ],
)
def test_a_change_made_to_something_else_is_refused(state: State, change: Change) -> None:
    with pytest.raises(ContradictionError):
        state.resolve([change])


@pytest.mark.parametrize(
    "change",
    [
        Change("tasks", "1-1", {"colour": "red"}, {"colour": "blue"}),
        Change("tasks", "1-1", {"status": "todo"}, {"status": "lost"}),
        Change("tasks", "1-9", after={"id": "1-9"}),
    ],
)
def test_what_no_record_can_hold_is_refused(state: State, change: Change) -> None:
    with pytest.raises(msgspec.ValidationError):
        state.resolve([change])


def order(before: list[str], after: list[str], document: str = "1") -> Change:
    return Change("order", document, {"tasks": before}, {"tasks": after})


def test_order_of_a_document_changes_within_its_place_and_back(state: State) -> None:
    draft = document_draft("1")
    state.apply(state.resolve(additions(document_of(draft, "2", Clock()()), draft.tasks)))
    removed = Change("tasks", "1-1", before=msgspec.to_builtins(state.tasks["1-1"]))
    added = Change("tasks", "1-9", after=msgspec.to_builtins(state.tasks["1-1"]) | {"id": "1-9"})
    change = order(["1-1", "1-2"], ["1-9", "1-2"])
    before = list(state.tasks.items())
    state.apply(state.resolve([removed, added, change]))
    assert list(state.tasks) == ["1-9", "1-2", "2-1"]
    state.apply(state.resolve([change.inverse(), added.inverse(), removed.inverse()]))
    assert list(state.tasks.items()) == before


@pytest.mark.parametrize(
    "change",
    [
        order(["1-2", "1-1"], ["1-1", "1-2"]),
        order(["1-1", "1-2"], ["1-1"]),
        order(["1-1", "1-2"], ["1-1", "1-2", "1-2"]),
        order(["1-1", "1-2"], ["1-1", "1-3"]),
        order([], [], "2"),
    ],
)
def test_order_that_is_not_of_all_tasks_is_a_contradiction(state: State, change: Change) -> None:
    with pytest.raises(ContradictionError):
        state.resolve([change])


def test_order_of_a_shape_that_is_not_known(state: State) -> None:
    with pytest.raises(msgspec.ValidationError):
        state.resolve([Change("order", "1", {"tasks": ["1-1", "1-2"]}, {"ids": ["1-2", "1-1"]})])
    with pytest.raises(msgspec.ValidationError):
        state.resolve([Change("order", "1", None, {"tasks": ["1-2", "1-1"]})])
