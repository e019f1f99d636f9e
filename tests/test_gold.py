"""Five real plans, read and compared field by field with what was written down for them by hand.

The table of agreement is printed; the shares below are the least that is accepted.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import pytest
from comparing import without_space

from govtui.intake.load import read_document

DOCUMENT_FIELDS = ("source", "title", "year", "issuer", "doc_number", "index_number", "issued_on", "columns")
LEAST = {
    "seq": 1.0,
    "requirement": 1.0,
    "units_text": 1.0,
    "measure": 1.0,
    "deadline_text": 1.0,
    "deadline": 1.0,
    "report_dates": 1.0,
    "units": 0.99,
    "lead": 0.99,
    "support": 0.99,
    "themes": 0.97,
    "indicators": 0.9,
}
"""Share of the tasks of all plans in which a field must agree."""


@pytest.fixture(scope="module")
def pairs(shared: Path) -> dict[str, tuple[dict[str, Any], dict[str, Any]]]:
    """For each plan what was written by hand and what was read."""
    found = {}
    for path in sorted((shared / "gold").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        read = json.loads(msgspec.json.encode(read_document(shared / "seeds" / gold["source"])))
        found[path.stem[:3]] = (without_space(gold), without_space(read))
    assert len(found) == 5
    return found


def test_document_data(pairs: dict[str, Any]) -> None:
    for gold, read in pairs.values():
        assert {field: read[field] for field in DOCUMENT_FIELDS} == {field: gold[field] for field in DOCUMENT_FIELDS}


def test_every_task_once_and_in_order(pairs: dict[str, Any]) -> None:
    for gold, read in pairs.values():
        assert [task["requirement"] for task in read["tasks"]] == [task["requirement"] for task in gold["tasks"]]
    assert sum(len(read["tasks"]) for _gold, read in pairs.values()) == 208


def test_fields_of_tasks(pairs: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    right: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    total: dict[str, int] = {}
    for name, (gold, read) in pairs.items():
        total[name] = len(gold["tasks"])
        for wanted, found in zip(gold["tasks"], read["tasks"], strict=True):
            assert set(wanted) <= set(found)
            for field in LEAST:
                right[field][name] += found[field] == wanted[field]
    shares = {field: sum(counts.values()) / sum(total.values()) for field, counts in right.items()}
    with capsys.disabled():
        print(f"\n{'field':<14}" + "".join(f"{name:>9}" for name in total) + f"{'all':>9}")
        for field, counts in right.items():
            cells = "".join(f"{counts[name]:>5}/{total[name]:<3}" for name in total)
            print(f"{field:<14}{cells}{shares[field]:>9.1%}")
    assert {field: share for field, share in shares.items() if share < LEAST[field]} == {}
