"""Write all sample plans into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.plans.build import PLANS, load, write

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for path in PLANS:
        print(write(load(path), folder))
