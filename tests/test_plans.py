"""Sample plans of all kinds, read and compared field by field with what was written down for them by hand.

`pytest -s tests/test_plans.py` prints the agreement, and each difference; what is reached is held.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from plans.build import PLANS, load, write

from govtui.errors import IntakeError
from govtui.intake.load import read_document

TEXTS = ("requirement", "units_text", "measure", "deadline_text", "note", "status_text", "progress_text")
LISTS = ("themes", "units", "lead", "support", "report_dates", "extra")
FIELDS = ("seq", *TEXTS, *LISTS, "deadline", "indicators")
"""The fields of a task; where a plan does not say what its indicators are, they are not compared."""
OF_DOCUMENT = ("title", "year", "issuer", "doc_number", "issued_on")
EMPTY = {**dict.fromkeys(TEXTS, ""), **{field: [] for field in LISTS}}

LEAST: dict[str, float] = {}
"""Share of the comparisons in which a field must agree where that is not all of them."""


def without_space(value: Any) -> Any:
    """Return `value` without any white space in its texts."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [without_space(item) for item in value]
    if isinstance(value, dict):
        return {key: without_space(item) for key, item in value.items()}
    return value


class Measure:
    """How often each field was compared and agreed, and what differed."""

    def __init__(self) -> None:
        self.compared: Counter[str] = Counter()
        self.agreed: Counter[str] = Counter()
        self.differences: list[str] = []

    def take(self, name: str, field: str, wanted: Any, found: Any) -> None:
        """Compare one value."""
        self.compared[field] += 1
        if without_space(wanted) == without_space(found):
            self.agreed[field] += 1
        else:
            self.differences.append(f"{name} {field}: {found!r} instead of {wanted!r}")

    def share(self, field: str) -> float:
        """Return in how many of the comparisons a field agreed."""
        return self.agreed[field] / self.compared[field]


def paired(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Give each task that is wanted with the one that was found: that with its requirement, else that in its place."""
    by_text = {without_space(task["requirement"]): task for task in reversed(found)}
    for place, task in enumerate(wanted):
        same = by_text.get(without_space(task["requirement"]))
        yield task, same or (found[place] if place < len(found) else {})


@pytest.fixture(scope="module")
def measure(tmp_path_factory: pytest.TempPathFactory) -> Measure:
    """What the comparison of all plans gives."""
    folder = tmp_path_factory.mktemp("plans")
    measure = Measure()
    for path in PLANS:
        plan = load(path)
        name, expected = plan["file"], plan["expected"]
        try:
            read = json.loads(msgspec.json.encode(read_document(write(plan, folder))))
        except IntakeError as error:
            read = {"tasks": [], "error": str(error)}
        measure.take(name, "tasks", len(expected["tasks"]), len(read["tasks"]))
        for field in OF_DOCUMENT:
            if field in expected:
                found, accepted = read.get(field), expected[field]
                defensible = isinstance(accepted, list) and found in accepted
                measure.take(name, field, found if defensible else accepted, found)
        for wanted, found in paired(expected["tasks"], read["tasks"]):
            for field in FIELDS:
                if field in wanted or field in EMPTY:
                    value = wanted.get(field, EMPTY.get(field))
                    measure.take(f"{name} #{wanted['seq']}", field, value, found.get(field))
    return measure


def test_there_are_plans_of_all_kinds() -> None:
    kinds = Counter(Path(load(path)["file"]).suffix for path in PLANS)
    assert sum(kinds.values()) >= 80
    assert set(kinds) >= {".docx", ".xlsx", ".html", ".htm", ".csv", ".tsv", ".txt"}


def test_fields_of_tasks_and_documents(measure: Measure, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{'field':<14}{'agreed':>12}{'share':>9}")
        for field, compared in measure.compared.items():
            print(f"{field:<14}{measure.agreed[field]:>7}/{compared:<4}{measure.share(field):>9.1%}")
        print(*measure.differences, sep="\n")
    low = {field: measure.share(field) for field in measure.compared if measure.share(field) < LEAST.get(field, 1.0)}
    assert low == {}
