"""Broken and hostile files of every kind: they are read or refused in words, soon and in little room.

`GOVTUI_FUZZ=20000 pytest tests/faults/test_hostile_files.py` is the long form: so many files over all kinds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.plans import SAMPLES

FILES = int(os.environ.get("GOVTUI_FUZZ", "800"))
SECONDS = 10.0
"""What one file may take. A sound one of its size takes a tenth of a second."""
MEMORY = 300
"""Megabytes that the whole process may need."""
PROGRAM = Path(__file__).parent / "programs" / "read_hostile.py"
EACH = max(1, FILES // len(SAMPLES))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_broken_files_are_read_or_refused(sample: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, PROGRAM, sample, "0", str(EACH), str(SECONDS), tmp_path],
        capture_output=True,
        text=True,
        timeout=60 + EACH * SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["failures"] == []
    assert told["memory"] <= MEMORY
    assert told["read"] + told["refused"] == EACH
    assert told["refused"] < EACH, "so broken that nothing was tested"
