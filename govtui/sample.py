"""The sample ledger of `govtui demo`: five plans of a made-up county, some months into their year."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from typing import Any

from govtui.intake.load import read_document
from govtui.ledger.ledger import Ledger, local_now
from govtui.model import STATUS_WORDS, Progress, Status
from govtui.paths import asset


class _Clock:
    """A clock whose day can be set, so that the history of the demo lies where its story says."""

    def __init__(self, day: dt.date) -> None:
        self.day = day

    def __call__(self) -> dt.datetime:
        return dt.datetime.combine(self.day, local_now().timetz())


def demo_day() -> dt.date:
    """Return the day on which the demo takes place."""
    day: dt.date = _story()["day"]
    return day


def build_demo(folder: Path, today: dt.date) -> Ledger:
    """Return an open ledger in `folder`: the sample plans, and what has happened on them up to `today`."""
    story = _story()
    clock = _Clock(story["loaded"])
    ledger = Ledger.open(folder, operator="示例", now=clock)
    ledger.add_documents([read_document(asset(f"samples/{name}")) for name in story["plans"]])
    ids = {(ledger.documents[task.document].source, task.seq): task.id for task in ledger.tasks.values()}
    for file, numbers in story["started"].items():
        ledger.change([ids[file, seq] for seq in numbers], status=Status.DOING)
    events = [event for entry in story["entry"] for event in _events(entry)]
    for day, named, change in sorted(events, key=itemgetter(0)):
        if day <= today:
            clock.day = day
            ledger.change([ids[named]], **change)
    clock.day = today
    return ledger


def _events(entry: dict[str, Any]) -> Iterator[tuple[dt.date, tuple[str, str], dict[str, Any]]]:
    """Yield what happened on one task: day, file and number of the task, what changed."""
    named = (entry["file"], entry["seq"])
    state = {"status": STATUS_WORDS[entry["status"]], "note": entry.get("note")}
    entries = [Progress(**progress) for progress in entry.get("progress", [])]
    if not entries:
        yield entry["day"], named, state
    for progress in entries:
        yield progress.day, named, {"progress": progress, **(state if progress is entries[-1] else {})}


def _story() -> dict[str, Any]:
    return tomllib.loads(asset("samples/demo.toml").read_text(encoding="utf-8"))
