"""One start of the program, for `measure_start`: prints the moment (monotonic clock) of the first paint with tasks."""

from __future__ import annotations

import sys
from pathlib import Path


def main(kind: str, folder: str) -> None:
    """Open the ledger's screen as `govtui` does (`ledger`) or an empty one (`bare`); leave after its first paint."""
    from tests.bench import drive

    first: list[float] = []

    async def leave() -> None:
        first.append(next(moment for moment, data in drive.PAINTED if ready in data))

    ready = "bare"
    if kind == "bare":
        drive.drive(drive.BareApp(), ready, leave)
    else:
        from govtui.app import GovtuiApp
        from govtui.ledger.ledger import Ledger
        from tests.bench.generate import TODAY

        ready = "1-1"
        with Ledger.open(Path(folder)) as ledger:
            drive.drive(GovtuiApp(ledger, TODAY), ready, leave)
    print(first[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
