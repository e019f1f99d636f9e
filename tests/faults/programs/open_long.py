"""Open the ledger in the folder given, and print how long that took and how much room this process needed for it."""

import json
import sys
import time
from pathlib import Path

from govtui.ledger.ledger import Ledger

begin = time.perf_counter()
with Ledger.open(Path(sys.argv[1]), reading=True) as ledger:
    seconds = time.perf_counter() - begin
    notes = [task.note for task in ledger.tasks.values()]
megabytes = 0
if sys.platform != "win32":  # which does not tell it this way
    import resource

    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // scale
print(json.dumps({"seconds": seconds, "megabytes": megabytes, "notes": notes}))
