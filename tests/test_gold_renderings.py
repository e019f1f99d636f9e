"""The five real plans as documents with merged cells: every field of every task must come back as it was written down.

A .csv knows no merged cells: below a merged cell it has blanks. In these plans that loses nothing, since no cell of
them is really empty: a blank below a number, a theme, a unit, a measure or a deadline always means “as above”, and a
blank beside a theme means that the theme has no second level. So the same is demanded of it as of other formats.
"""

from __future__ import annotations

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec
import pytest
from comparing import without_space
from renderings.gold import FORMATS

from govtui.intake.load import read_document

DOCUMENT_FIELDS = ("source", "title", "year", "issuer", "doc_number", "index_number", "issued_on", "columns")
TASK_FIELDS = (
    "seq",
    "themes",
    "requirement",
    "units_text",
    "lead",
    "support",
    "units",
    "measure",
    "deadline_text",
    "deadline",
    "report_dates",
    "indicators",
)
WITHOUT_OTHERS = {"note": "", "status_text": "", "progress_text": "", "extra": []}
"""What a task of a plan without such columns has there."""


@pytest.fixture(scope="module")
def golds(shared: Path) -> list[dict[str, Any]]:
    found = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "gold").glob("*.json"))]
    assert len(found) == 5
    return found


def read_back(gold: dict[str, Any], suffix: str, folder: Path) -> dict[str, Any]:
    """Return what is read of the plan as a file with this suffix."""
    file = folder / Path(gold["source"]).with_suffix(suffix).name
    file.write_bytes(FORMATS[suffix](gold))
    return json.loads(msgspec.json.encode(read_document(file)))


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_field_of_every_task_comes_back(
    golds: list[dict[str, Any]], suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right: dict[str, int] = defaultdict(int)
    total = sum(len(gold["tasks"]) for gold in golds)
    wrong: list[str] = []
    for gold in golds:
        name = f"{gold['source'][:3]}{suffix}"
        read = without_space(read_back(gold, suffix, tmp_path))
        wanted = without_space({**gold, "source": Path(gold["source"]).with_suffix(suffix).name})
        wrong += [
            f"{name} {field}: {read[field]!r} instead of {wanted[field]!r}"
            for field in DOCUMENT_FIELDS
            if read[field] != wanted[field]
        ]
        if len(read["tasks"]) != len(wanted["tasks"]):
            wrong.append(f"{name}: {len(read['tasks'])} tasks instead of {len(wanted['tasks'])}")
            continue
        for task, found in zip(wanted["tasks"], read["tasks"], strict=True):
            for field in TASK_FIELDS:
                right[field] += found[field] == task[field]
            wrong += [
                f"{name} #{task['seq']} {field}: {found[field]!r} instead of {value!r}"
                for field, value in {**task, **WITHOUT_OTHERS}.items()
                if found[field] != value
            ]
    with capsys.disabled():
        print(f"\n{suffix:<6}" + "  ".join(f"{field} {right[field]}/{total}" for field in TASK_FIELDS))
    assert wrong == [], "\n".join(wrong[:40])
