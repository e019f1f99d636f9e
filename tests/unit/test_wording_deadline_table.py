"""What worded deadlines mean: the table in tests/data/deadlines.toml, and that it holds in every year."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from govtui.model import After, Deadline, DeadlineKind
from govtui.wording.deadlines import parse_deadline
from govtui.wording.recurrences import recurrence_of, recurrence_words
from govtui.wording.report_dates import find_report_dates
from govtui.wording.stages import Stage, stages_of

TABLE = Path(__file__).parents[1] / "data" / "deadlines.toml"
GROUPS: dict[str, list[dict[str, Any]]] = tomllib.loads(TABLE.read_text("utf-8"))
CASES = [pytest.param(case, id=f"{group}-{case['text']}") for group, cases in GROUPS.items() for case in cases]


def year_of(case: dict[str, Any]) -> int | None:
    return case.get("year", 2026) or None


def meaning(case: dict[str, Any]) -> Deadline:
    after = After(case["event"], case["days"], case.get("workdays", False)) if "event" in case else None
    return Deadline(DeadlineKind(case["kind"]), due=case.get("due"), until=case.get("until"), after=after)


def test_the_table_is_long_enough_and_names_no_wording_twice() -> None:
    keys = [(case["text"], case.get("year"), case.get("issued")) for cases in GROUPS.values() for case in cases]
    assert len(keys) >= 250
    assert len(set(keys)) == len(keys)
    assert {case["kind"] for cases in GROUPS.values() for case in cases} == {kind.value for kind in DeadlineKind}


@pytest.mark.parametrize("case", CASES)
def test_the_wording_means_this(case: dict[str, Any]) -> None:
    text, year, issued_on = case["text"], year_of(case), case.get("issued")
    assert parse_deadline(text, year, issued_on) == meaning(case)
    assert stages_of(text, year, issued_on) == tuple(Stage(text, due or None) for text, due in case.get("stages", []))
    assert list(find_report_dates(text, year)) == case.get("reports", [])
    recurrence = recurrence_of(text)
    assert (recurrence_words(recurrence) if recurrence else None) == case.get("rhythm")
