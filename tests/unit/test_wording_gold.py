"""The wording of five real plans, compared with what people read in it."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import pytest

from govtui.wording.deadlines import parse_deadline, task_deadline
from govtui.wording.documents import find_doc_number, find_year, parse_date
from govtui.wording.indicators import find_indicators
from govtui.wording.report_dates import find_report_dates
from govtui.wording.units import parse_units

NEEDED = {"deadline": 1.0, "report_dates": 1.0, "units": 0.99, "lead": 0.99, "support": 0.99, "indicators": 0.9}


def _plans(shared: Path) -> list[dict[str, Any]]:
    plans = [json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold").glob("*.json"))]
    assert plans
    return plans


def _understood(task: dict[str, Any], year: int) -> dict[str, Any]:
    cell = parse_units(task["units_text"])
    return msgspec.to_builtins(  # type: ignore[no-any-return]
        {
            "deadline": task_deadline(task["deadline_text"], task["requirement"], year),
            "report_dates": find_report_dates(task["requirement"], year),
            "units": cell.units,
            "lead": cell.lead,
            "support": cell.support,
            "indicators": find_indicators(task["requirement"]),
        }
    )


def test_real_wording_is_understood_as_people_understand_it(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    right: Counter[str] = Counter()
    wrong: list[str] = []
    tasks = [(plan, task) for plan in _plans(shared) for task in plan["tasks"]]
    for plan, task in tasks:
        for field, value in _understood(task, plan["year"]).items():
            if value == task[field]:
                right[field] += 1
            else:
                wrong.append(f"{plan['source']} {task['seq']} {field}: {value} is not {task[field]}")
    with capsys.disabled():
        print(
            f"\nwording of {len(tasks)} real tasks:", *(f"{field} {right[field] / len(tasks):.1%}" for field in NEEDED)
        )
    for field, share in NEEDED.items():
        assert right[field] >= share * len(tasks), "\n".join(wrong)


def _indicator_keys(indicators: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    return {tuple(indicator.values()) for indicator in indicators}


def test_no_indicator_is_missed_and_none_is_made_up(shared: Path) -> None:
    found: Counter[str] = Counter()
    for plan in _plans(shared):
        for task in plan["tasks"]:
            understood = _indicator_keys(_understood(task, plan["year"])["indicators"])
            expected = _indicator_keys(task["indicators"])
            found.update(
                hit=len(understood & expected), missed=len(expected - understood), made_up=len(understood - expected)
            )
    assert found["hit"] >= 0.9 * (found["hit"] + found["missed"])
    assert found["made_up"] <= 0.1 * found["hit"]


def test_the_same_wording_means_the_same_in_another_year(shared: Path) -> None:
    """No date is keyed to the year of the real plans: a plan two years later is due two years later."""
    for plan in _plans(shared):
        for text in {task["deadline_text"] for task in plan["tasks"]}:
            now, later = (
                parse_deadline(text, plan["year"]),
                parse_deadline(_later(text, plan["year"]), plan["year"] + 2),
            )
            assert later.kind is now.kind
            assert later.after == now.after
            assert _two_years_later(now.due) == later.due
            assert _two_years_later(now.until) == later.until


def _later(text: str, year: int) -> str:
    return text.replace(str(year + 1), str(year + 3)).replace(str(year), str(year + 2))


def _two_years_later(day: dt.date | None) -> dt.date | None:
    return day.replace(year=day.year + 2) if day else None


def test_what_real_documents_say_of_themselves(shared: Path) -> None:
    for plan in _plans(shared):
        assert find_year(plan["title"]) == plan["year"]
        if plan["doc_number"]:
            lines = (shared / "seeds" / plan["source"]).read_text("utf-8").splitlines()
            assert {number for line in lines if (number := find_doc_number(line))} == {plan["doc_number"]}
            assert plan["issued_on"] in {str(parse_date(line)) for line in lines}
