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

FIELDS = ("deadline", "report_dates", "units", "lead", "support", "indicators")


def _plans(shared: Path) -> list[dict[str, Any]]:
    plans = [json.loads(path.read_text("utf-8")) for path in sorted((shared / "gold").glob("*.json"))]
    assert plans
    return plans


def _understood(task: dict[str, Any], year: int) -> dict[str, Any]:
    cell = parse_units(task["units_text"])
    understood = msgspec.json.encode(
        {
            "deadline": task_deadline(task["deadline_text"], task["requirement"], year),
            "report_dates": find_report_dates(task["requirement"], year),
            "units": cell.units,
            "lead": cell.lead,
            "support": cell.support,
            "indicators": find_indicators(task["requirement"]),
        }
    )
    return msgspec.json.decode(understood, type=dict[str, Any])


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
    shares = (f"{field} {right[field] / len(tasks):.1%}" for field in FIELDS)
    with capsys.disabled():
        print(f"\nwording of {len(tasks)} real tasks:", ", ".join(shares))
    assert not wrong, "\n".join(wrong)


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
