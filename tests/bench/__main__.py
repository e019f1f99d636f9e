"""Runs the benches, each in a process of its own, and prints their figures as a table or as JSON."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import msgspec

from tests.bench import core, reading, screen
from tests.bench.measure import Measurement

BENCHES = {
    "start": (screen.measure_start, 7),
    "open": (core.measure_open, 9),
    "filter": (screen.measure_filter, 5),
    "move": (screen.measure_move, 40),
    "edit": (core.measure_edit, 300),
    "paint": (screen.measure_paint, 20),
    "export": (core.measure_export, 3),
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
    lines = run_all(wanted.names or list(BENCHES), sizes, wanted.rounds, quiet=wanted.json)
    if wanted.json:
        print(msgspec.json.format(msgspec.json.encode(lines), indent=1).decode())


def run_all(names: list[str], sizes: list[int], rounds: int | None, *, quiet: bool) -> list[Measurement]:
    """Return the measurements, printing each as it comes in unless `quiet`."""
    lines = []
    if not quiet:
        print("".join(f"{title:>12}" for title in Measurement.__struct_fields__))
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
                    print("".join(f"{value or '':>12}" for value in msgspec.structs.astuple(line)), flush=True)
    return lines


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
