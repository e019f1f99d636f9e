"""Broken and hostile files of every kind: they are read or refused in words, soon and in little room.

`GOVTUI_FUZZ=20000 pytest tests/faults/test_hostile_files.py` is the long form: so many files over all kinds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from plans.build import DATA, PLANS, load, write

from govtui.intake.readers import old_sheet

FILES = int(os.environ.get("GOVTUI_FUZZ", "800"))
SECONDS = 10.0
"""What one file may take. A sound one of its size takes a tenth of a second."""
MEMORY = 300
"""Megabytes that the whole process may need."""
PROGRAM = Path(__file__).parent / "programs" / "read_hostile.py"
KINDS = (".docx", ".xlsx", ".html", ".htm", ".mht", ".csv", ".tsv", ".txt")
RARE = ("修订", "表中有表", "文本框", "自动编号")
"""What others have not: tracked changes, a table in a table, a text box, numbers that Word counts."""
OTHERS = Path(__file__).parents[1] / "data"
"""Where the files are that no script builds: old workbooks."""


def samples() -> list[str]:
    """Return the names of the descriptions that are broken: some of each kind, the largest ones, and rare ones."""
    chosen = list(RARE)
    for kind in KINDS:
        alike = [path for path in PLANS if Path(load(path)["file"]).suffix == kind]
        alike.sort(key=lambda path: path.stat().st_size, reverse=True)
        chosen += [path.stem for path in alike[:2]]
    return chosen


SAMPLES = samples()
OLD = sorted((OTHERS / "old_sheets").glob("*.xls")) + sorted((OTHERS / "old_sheets").glob("*.ods"))
EACH = max(1, FILES // (len(SAMPLES) + 1))


def run(sample: Path, count: int, folder: Path, seconds: float = SECONDS) -> dict[str, Any]:
    """Read `count` broken copies of a sample in a process of its own; return what it tells."""
    done = subprocess.run(
        [sys.executable, PROGRAM, sample, "0", str(count), str(seconds), folder],
        capture_output=True,
        text=True,
        timeout=60 + count * seconds,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert told["failures"] == []
    assert told["memory"] <= MEMORY
    assert told["read"] + told["refused"] == count
    return told


@pytest.mark.parametrize("name", SAMPLES)
def test_broken_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    sample = write(load(DATA / f"{name}.json"), tmp_path)
    told = run(sample, EACH, tmp_path)
    assert told["read"] > 0, "so broken that nothing was tested"


@pytest.mark.parametrize("sample", OLD[:2], ids=lambda path: path.name)
def test_broken_old_workbooks(sample: Path, tmp_path: Path) -> None:
    """A tenth of the others: each is read by a process of its own, which is given up after its own time."""
    run(sample, max(5, EACH // 10), tmp_path, old_sheet.LONGEST + SECONDS)
