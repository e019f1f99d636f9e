"""The way in: `govtui` and `python -m govtui`."""

from __future__ import annotations

import sys

from govtui.cli import main

if __name__ == "__main__":
    sys.exit(main())
