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
if sys.platform == "linux":  # what `getrusage` says begins with the memory of the parent
    (told,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM:"))
    megabytes = int(told.split()[1]) // 1024
print(json.dumps({"seconds": seconds, "megabytes": megabytes, "notes": notes}))
