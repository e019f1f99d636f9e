"""Hold the ledger in the folder given until the standard input ends."""

import sys
from pathlib import Path

from govtui.ledger.ledger import Ledger

with Ledger.open(Path(sys.argv[1]), operator=sys.argv[2]) as ledger:
    print(ledger.read_only or "held", flush=True)
    sys.stdin.read()
