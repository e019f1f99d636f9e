"""The sample plans against what was written down for them by hand, independently of the reader."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from govtui.intake.load import read_document
from govtui.model import STATUS_WORDS, RemarkKind, Status
from govtui.paths import asset
from govtui.sample import build_demo, demo_day

EXPECTED = sorted((Path(__file__).parent / "data" / "samples").glob("*.json"))
DOCUMENT_KEYS = ("source", "title", "year", "issuer", "doc_number", "index_number", "issued_on", "columns")


def squeezed(value: Any) -> Any:
    """Return `value` without any white space in its texts: line breaks inside a cell mean nothing."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [squeezed(item) for item in value]
    if isinstance(value, dict):
        return {key: squeezed(item) for key, item in value.items()}
    return value


def understood(name: str) -> dict[str, Any]:
    """Return what the reader makes of a sample, as JSON would have it."""
    return json.loads(msgspec.json.encode(read_document(asset(f"samples/{name}.txt"))))


def differences(wanted: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Return one line for every field that is not as it was written down."""
    lines = [
        f"{key}: {found[key]!r} instead of {wanted[key]!r}"
        for key in DOCUMENT_KEYS
        if squeezed(found[key]) != squeezed(wanted[key])
    ]
    numbers = [task["seq"] for task in found["tasks"]]
    if numbers != [task["seq"] for task in wanted["tasks"]]:
        return [*lines, f"tasks {numbers}"]
    for task, other in zip(wanted["tasks"], found["tasks"], strict=True):
        lines += [
            f"#{task['seq']} {key}: {other[key]!r} instead of {value!r}"
            for key, value in task.items()
            if squeezed(other[key]) != squeezed(value)
        ]
    return lines


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_reader_agrees_with_what_was_written_by_hand(path: Path) -> None:
    wanted = json.loads(path.read_text(encoding="utf-8"))
    assert not differences(wanted, understood(path.stem))


def test_every_sample_has_an_expectation() -> None:
    assert len(EXPECTED) == 5
    assert {path.stem for path in EXPECTED} == {path.stem for path in asset("samples").glob("*.txt")}


def test_missing_section_is_said() -> None:
    remarks = read_document(asset("samples/政务公开.txt")).remarks
    assert any(remark.kind is RemarkKind.GAP and "（三）" in remark.text for remark in remarks)


def test_lines_left_out_are_said() -> None:
    remarks = read_document(asset("samples/营商环境.txt")).remarks
    assert any(remark.kind is RemarkKind.LEFT_OUT for remark in remarks)


def test_demo_entries_name_real_tasks_and_statuses_in_order_of_time() -> None:
    demo = tomllib.loads(asset("samples/demo.toml").read_text(encoding="utf-8"))
    numbers = {
        (f"{path.stem}.txt", task["seq"])
        for path in EXPECTED
        for task in json.loads(path.read_text(encoding="utf-8"))["tasks"]
    }
    named = [(entry["file"], entry["seq"]) for entry in demo["entry"]]
    named += [(file, seq) for file, seqs in demo["started"].items() for seq in seqs]
    assert set(named) <= numbers
    assert len(named) == len(set(named))
    for entry in demo["entry"]:
        assert entry.get("status", "todo") in STATUS_WORDS
        days = [progress["day"] for progress in entry.get("progress", [])]
        assert days == sorted(days)
        assert all(demo["loaded"] <= day <= demo["day"] for day in days)


def test_demo_can_be_told_up_to_any_day(tmp_path: Path) -> None:
    with build_demo(tmp_path / "now", demo_day()) as ledger:
        assert len(ledger.tasks) == 98
        assert {task.status for task in ledger.tasks.values()} == set(Status)
        times = [transaction.time for transaction in ledger.history()]
        assert times == sorted(times)
        assert max(time.date() for time in times) <= demo_day()
    with build_demo(tmp_path / "spring", dt.date(2026, 4, 1)) as ledger:
        assert max(entry.day for task in ledger.tasks.values() for entry in task.progress) <= dt.date(2026, 4, 1)
        assert sum(task.status.settled for task in ledger.tasks.values()) == 2
