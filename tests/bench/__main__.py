"""Runs the benches, each in a process of its own, and prints their figures as a table or as JSON."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec

from tests.bench import counting, durable, keeping, lights, reading, reporting, scan, screen, sheet
from tests.bench.measure import Measurement, most_memory

BENCHES = {
    "start": (screen.measure_start, 7),
    "open": (keeping.measure_open, 9),
    "open-tail": (keeping.measure_open_tail, 5),
    "memory-open": (keeping.measure_memory_open, 1),
    "memory-edit": (keeping.measure_memory_edit, 300),
    "memory-checkpoint": (keeping.measure_memory_checkpoint, 3),
    "checkpoint": (keeping.measure_checkpoint, 5),
    "lights": (lights.measure_lights, 9),
    "rounds": (reporting.measure_rounds, 9),
    "since": (reporting.measure_since, 3),
    "statistics": (counting.measure_statistics, 9),
    "trend": (counting.measure_trend, 3),
    "scan": (scan.measure_scan, 5),
    "scan-pinyin": (scan.measure_pinyin, 5),
    "scan-narrow": (scan.measure_narrow, 5),
    "scan-window": (scan.measure_window, 5),
    "scan-prepare": (scan.measure_prepare, 3),
    "complete": (scan.measure_complete, 5),
    "filter": (screen.measure_filter, 5),
    "move": (screen.measure_move, 40),
    "edit": (durable.measure_edit, 300),
    "edit-tinydb": (durable.measure_tinydb, 20),
    "edit-sqlite": (durable.measure_sqlite, 300),
    "edit-sqlite-wal": (durable.measure_sqlite_wal, 300),
    "undo": (durable.measure_undo, 300),
    "paint": (screen.measure_paint, 20),
    "export": (sheet.measure_export, 3),
    "read-docx": (reading.measure_docx, 5),
    "read-xlsx": (reading.measure_xlsx, 5),
    "read-rows": (reading.measure_rows, 3),
    "read-tasks": (reading.measure_tasks, 3),
}
"""What is measured, and how often unless told otherwise."""
SIZES = {"read-docx": 200, "read-xlsx": 200, "read-rows": 20_000, "read-tasks": 20_000}
"""The tasks of those that have nothing to do with the size of the ledger."""


def main() -> None:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(BENCHES)}; all if none is named")
    parser.add_argument("--tasks", default="1000,10000", help="sizes of the ledger, separated by commas")
    parser.add_argument("--rounds", type=int, help="how often each thing is measured")
    parser.add_argument("--json", action="store_true", help="a list of objects instead of a table")
    parser.add_argument("--one", metavar="FOLDER", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - set(BENCHES):
        parser.error(f"no such bench: {', '.join(sorted(unknown))}")
    sizes = [int(size) for size in wanted.tasks.split(",")]
    if wanted.one:
        measure, rounds = BENCHES[wanted.names[0]]
        line = measure(Path(wanted.one), sizes[0], wanted.rounds or rounds)
        print(msgspec.json.encode(line).decode())
        return
    lines = run_all(wanted.names or _measurable(), sizes, wanted.rounds, quiet=wanted.json)
    if wanted.json:
        print(msgspec.json.format(msgspec.json.encode(lines), indent=1).decode())


def run_all(names: list[str], sizes: list[int], rounds: int | None, *, quiet: bool) -> list[Measurement]:
    """Return the measurements, printing each as it comes in unless `quiet`."""
    lines = []
    if not quiet:
        print(_row(Measurement.__struct_fields__))
    with tempfile.TemporaryDirectory(prefix="govtui-bench-") as scratch:
        for size in sizes:
            original = Path(scratch) / str(size)
            # In a process of its own: the memory that this one came to would count as that of all it starts.
            subprocess.run([sys.executable, "-m", "tests.bench.generate", str(original), str(size)], check=True)
            for name in names:
                if name in SIZES and size != sizes[0]:
                    continue
                line = run_one(name, SIZES.get(name, size), rounds, original)
                lines.append(line)
                if not quiet:
                    print(_row(msgspec.structs.astuple(line)), flush=True)
    return lines


def _measurable() -> list[str]:
    """Return the benches for which this system has the figures."""
    return [name for name in BENCHES if most_memory() is not None or not name.startswith("memory")]


def _row(values: Sequence[object]) -> str:
    name, *rest = ("" if value is None else str(value) for value in values)
    return f"{name:<18}" + "".join(f"{value:>12}" for value in rest)


def run_one(name: str, size: int, rounds: int | None, original: Path) -> Measurement:
    """Measure one thing in a new process, on a copy of the ledger."""
    with tempfile.TemporaryDirectory(prefix="govtui-bench-") as scratch:
        folder = Path(scratch) / "ledger"
        shutil.copytree(original, folder)
        program = [sys.executable, "-m", "tests.bench", name, "--tasks", str(size), "--one", str(folder)]
        if rounds:
            program += ["--rounds", str(rounds)]
        done = subprocess.run(program, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True)
    return msgspec.json.decode(done.stdout, type=Measurement)


if __name__ == "__main__":
    main()
