"""Edit the ledger in the folder given, at random, until killed.

Each edit is one line of JSON on the standard output before it is asked for, and the transaction's number on a line of
its own after the ledger has said that it is saved.
"""

import datetime as dt
import json
import random
import sys
from pathlib import Path

from govtui.ledger import session
from govtui.ledger.ledger import Ledger
from govtui.model import DocumentDraft, Progress, Status, TaskDraft

session.TAIL_BOUND = 5000  # a checkpoint every dozen edits, so that some are killed half-way


def announced(*edit: object) -> None:
    print(json.dumps(edit, ensure_ascii=False), flush=True)


def main(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    ledger = Ledger.open(folder, operator="张三")
    assert not ledger.read_only, ledger.read_only
    print("ready", flush=True)
    while True:
        task_id = chance.choice(list(ledger.tasks)) if ledger.tasks else ""
        match chance.choice(("status", "note", "progress", "undo", "import") if task_id else ("import",)):
            case "status":
                status = chance.choice([status for status in Status if status is not ledger.task(task_id).status])
                announced("status", task_id, status.value)
                saved = ledger.set_status([task_id], status)
            case "note":
                note = f"备注{chance.random()}"
                announced("note", task_id, note)
                saved = ledger.set_note([task_id], note)
            case "progress":
                text = "已核对" * chance.randint(1, 100) + f"{chance.random()}"
                announced("progress", task_id, text)
                saved = ledger.add_progress([task_id], Progress(dt.date(2023, 11, 20), text))
            case "import" if len(ledger.tasks) < 60:
                count = chance.randint(1, 20)
                announced("import", count)
                tasks = tuple(TaskDraft(seq=str(seq), requirement="核对办事指南") for seq in range(1, count + 1))
                saved = ledger.add_documents([DocumentDraft(source="便民服务.txt", tasks=tasks)])
            case _:
                announced("undo")
                saved = ledger.undo()
        assert saved is not None
        print(saved.number, flush=True)
        ledger.tidy()


main(Path(sys.argv[1]), int(sys.argv[2]))
