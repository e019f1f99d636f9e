"""Sample plans of all kinds, read and compared field by field with what was written down for them by hand.

`pytest -s tests/test_plans.py` prints the agreement, and each difference; what is reached is held. The share is no
promise for other plans: the reader was mended with most of these at hand. A plan that it reads wrongly stays here, with
the expectation as it is.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from comparing import without_space
from plans.build import PLANS, load, write

from govtui.errors import IntakeError
from govtui.intake.load import read_document

TEXTS = ("requirement", "units_text", "measure", "deadline_text", "note", "status_text", "progress_text")
LISTS = ("themes", "units", "lead", "support", "report_dates", "extra", "indicators")
FIELDS = ("seq", *TEXTS, *LISTS, "deadline")
"""The fields of a task. Where a plan does not say what stands in a text or a list, it is empty."""
OF_DOCUMENT = ("title", "year", "issuer", "doc_number", "issued_on", "columns")
"""Compared where the plan says what they are; a list of them, but for the columns, is what can be defended."""
EMPTY = {**dict.fromkeys(TEXTS, ""), **{field: [] for field in LISTS}}

LEAST = {
    **dict.fromkeys(("title", "columns", "seq", "requirement", "units_text", "deadline_text", "note", "themes"), 0.99),
    **dict.fromkeys(("status_text", "progress_text", "units", "lead", "deadline"), 0.99),
    "extra": 0.98,
    "indicators": 0.96,
}
"""Share of the comparisons in which a field must agree where that is not all of them, rounded down to a percent."""
OTHER_TASKS = {
    "条文.txt": "paragraphs of 保障措施 are taken for tasks, in a plan where all others have somebody responsible",
    "断句剪贴.txt": "a row that was cut in mid-sentence is two tasks where nothing but the sentence tells of it",
    "脚注剪贴.txt": "blank lines at the end of a cell end its row",
}
"""Plans of which other tasks are read than stand in them, and why; all others give each task once and in order."""
OTHER_FIELDS = {
    "两张任务表一页.xlsx": "of two lists in a sheet the second has its heading as a theme, the first as the title",
    "两行表头剪贴.txt": "names over several columns are not found in a header of two rows that lost its merges",
    "就业条文.docx": "the comma between two labels in brackets is not kept as printed",
}
"""Plans with the right tasks in which a field differs, and why. In all others only indicators may differ."""


def agree(field: str, wanted: Any, found: Any) -> bool:
    """Whether what was found is what was written down, which may leave open parts of an indicator, or all of them."""
    if field == "indicators" and found is not None:
        if wanted is None:
            return True
        found = [{key: got.get(key) for key in want} for want, got in zip(wanted, found, strict=False)] + found[
            len(wanted) :
        ]
    if field in OF_DOCUMENT and field != "columns" and isinstance(wanted, list):
        return any(without_space(found) == without_space(value) for value in wanted)
    return bool(without_space(wanted) == without_space(found))


class Measure:
    """How often each field was compared and agreed, and what differed."""

    def __init__(self) -> None:
        self.compared: Counter[str] = Counter()
        self.agreed: Counter[str] = Counter()
        self.differences: dict[str, list[str]] = defaultdict(list)
        self.other_tasks: set[str] = set()
        self.other_fields: set[str] = set()

    def take(self, name: str, place: str, field: str, wanted: Any, found: Any) -> None:
        """Compare one value."""
        self.compared[field] += 1
        if agree(field, wanted, found):
            self.agreed[field] += 1
        else:
            self.differences[name].append(f"{place}{field}: {found!r} instead of {wanted!r}")
            self.other_fields |= {name} if field != "indicators" else set()

    def share(self, field: str) -> float:
        """Return in how many of the comparisons a field agreed."""
        return self.agreed[field] / self.compared[field]


def requirements(tasks: list[dict[str, Any]]) -> list[str]:
    """Return what tells tasks apart and their order."""
    return [without_space(task["requirement"]) for task in tasks]


def paired(wanted: list[dict[str, Any]], found: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Give each task that is wanted with the one that was found: that with its requirement, else that in its place."""
    left = list(found)
    for place, task in enumerate(wanted):
        same = next((other for other in left if requirements([other]) == requirements([task])), None)
        if same is not None:
            left.remove(same)
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
        if requirements(read["tasks"]) != requirements(expected["tasks"]):
            measure.other_tasks.add(name)
            measure.differences[name].append(f"{len(read['tasks'])} tasks of {len(expected['tasks'])}, or their order")
        for field in OF_DOCUMENT:
            if field in expected:
                measure.take(name, "", field, expected[field], read.get(field))
        for wanted, found in paired(expected["tasks"], read["tasks"]):
            for field in FIELDS:
                if field in wanted or field in EMPTY:
                    value = wanted.get(field, EMPTY.get(field))
                    measure.take(name, f"#{wanted['seq']} ", field, value, found.get(field))
    return measure


def test_there_are_plans_of_all_kinds() -> None:
    names = [load(path)["file"] for path in PLANS]
    assert len(set(names)) == len(names)
    kinds = Counter(Path(name).suffix for name in names)
    assert sum(kinds.values()) >= 150
    assert set(kinds) >= {".docx", ".xlsx", ".html", ".htm", ".mht", ".csv", ".tsv", ".txt"}


def test_each_task_once_and_in_order(measure: Measure) -> None:
    assert measure.other_tasks == set(OTHER_TASKS), "a plan that is read rightly now is no longer to be named"


def test_fields_differ_only_where_that_is_known(measure: Measure) -> None:
    unlike = measure.other_fields - measure.other_tasks
    assert unlike == set(OTHER_FIELDS), "a plan that is read rightly now is no longer to be named"


def test_fields_of_tasks_and_documents(measure: Measure, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{'field':<14}{'agreed':>12}{'share':>9}{'least':>7}")
        for field, compared in measure.compared.items():
            least = LEAST.get(field, 1.0)
            print(f"{field:<14}{measure.agreed[field]:>7}/{compared:<4}{measure.share(field):>9.1%}{least:>7.0%}")
        print(f"{len(PLANS) - len(measure.differences)} of {len(PLANS)} plans without any difference")
        for name, differences in measure.differences.items():
            print(name, *differences, sep="\n    ")
    low = {field: measure.share(field) for field in measure.compared if measure.share(field) < LEAST.get(field, 1.0)}
    assert low == {}
