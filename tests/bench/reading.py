"""Files that come in: `read-docx`, `read-xlsx` (from the file to what was understood of it), `read-rows` (many rows).

A plan of 200 tasks has to be there within 0.6 s beyond the import of the libraries; each round is a process of its own,
so the words and patterns that are loaded for the first file count as well. The floor of many rows is openpyxl's
read-only mode, which gives neither merged cells nor what is hidden.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

from govtui.model import TaskDraft
from tests.bench.generate import drafts
from tests.bench.measure import Measurement, measurement, timed

LONGEST = 0.6
"""Seconds within which a plan of 200 tasks has to be read."""
LIBRARIES = ("lxml.etree",)
NAMES = ("序号", "重点任务", "工作措施", "具体要求", "责任单位", "完成时限", "备注")
THEMES = (1, 2)
"""The columns, from 0, whose cells are merged over the tasks of one theme."""


def measure_docx(folder: Path, tasks: int, rounds: int) -> Measurement:
    """From a .docx of one table to what was understood of it; the floor is what it may take."""
    return _measure_whole("read-docx", folder / "plan.docx", tasks, rounds)


def measure_xlsx(folder: Path, tasks: int, rounds: int) -> Measurement:
    """From an .xlsx of one sheet to what was understood of it; the floor is what it may take."""
    return _measure_whole("read-xlsx", folder / "plan.xlsx", tasks, rounds)


def measure_rows(folder: Path, tasks: int, rounds: int) -> Measurement:
    """From an .xlsx of many rows to its grid; the floor iterates over them in openpyxl's read-only mode."""
    from govtui.intake.load import load_source

    return _measure_beside("read-rows", load_source, folder / "plan.xlsx", tasks, rounds)


def measure_tasks(folder: Path, tasks: int, rounds: int) -> Measurement:
    """From an .xlsx of many rows to all that was understood of them; the floor is the same."""
    from govtui.intake.load import examine

    return _measure_beside("read-tasks", examine, folder / "plan.xlsx", tasks, rounds)


def _measure_beside(name: str, read: Callable[[Path], object], path: Path, tasks: int, rounds: int) -> Measurement:
    _run("write", path, tasks)
    times, floor = [], []
    for _ in range(rounds):
        times.append(timed(lambda: read(path)))
        floor.append(timed(lambda: iterate(path)))
    return measurement(name, tasks, times, floor)


def iterate(path: Path) -> int:
    """Return the number of rows, all values of which were looked at."""
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    rows = sum(1 for sheet in book for _ in sheet.iter_rows(values_only=True))
    book.close()
    return rows


def _measure_whole(name: str, path: Path, tasks: int, rounds: int) -> Measurement:
    _run("write", path, tasks)
    times = [float(_run("read", path, tasks)) for _ in range(rounds)]
    return measurement(name, tasks, times, [LONGEST])


def _run(what: str, path: Path, tasks: int) -> str:
    """Write a file or read it in a process of its own: writing would else count as memory of the reading."""
    program = [sys.executable, "-m", "tests.bench.reading", what, str(path), str(tasks)]
    return subprocess.run(program, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, check=True, text=True).stdout


def _read(path: Path, tasks: int) -> float:
    """Return the seconds from the file to its tasks, of which all must be there."""
    for library in LIBRARIES:
        __import__(library)
    begin = time.perf_counter()
    from govtui.intake.load import examine

    document = examine(path).document
    seconds = time.perf_counter() - begin
    if len(document.tasks) != tasks:
        raise SystemExit(f"{path.name}: {len(document.tasks)} tasks instead of {tasks}")
    return seconds


# --- files ---


def _rows(tasks: int) -> list[list[str]]:
    found = [task for plan in drafts(tasks) for task in plan.tasks]
    return [_row(number, task) for number, task in enumerate(found, 1)]


def _row(number: int, task: TaskDraft) -> list[str]:
    return [str(number), *task.themes, task.requirement, task.units_text, task.deadline_text, ""]


def _runs(rows: list[list[str]], column: int) -> list[tuple[int, int]]:
    """Return the first and the last row of each run of equal cells, from 0, where there are several."""
    runs = [[place for place, _ in group] for _, group in groupby(enumerate(rows), lambda row: row[1][column])]
    return [(run[0], run[-1]) for run in runs if len(run) > 1]


def _write(path: Path, tasks: int) -> None:
    {".docx": _write_docx, ".xlsx": _write_xlsx}[path.suffix](path, _rows(tasks))


def _write_xlsx(path: Path, rows: list[list[str]]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["青禾县2026年重点任务分解表"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(NAMES))
    sheet.append(NAMES)
    for row in rows:
        sheet.append(row)
    for column in THEMES:
        for first, last in _runs(rows, column):
            sheet.merge_cells(start_row=first + 3, end_row=last + 3, start_column=column + 1, end_column=column + 1)
    book.save(path)


def _write_docx(path: Path, rows: list[list[str]]) -> None:
    from docx import Document

    document = Document()
    document.add_paragraph("青禾县2026年重点任务分解表")
    table = document.add_table(rows=len(rows) + 1, cols=len(NAMES))
    merged = {
        (place, column)
        for column in THEMES
        for first, last in _runs(rows, column)
        for place in range(first + 1, last + 1)
    }
    cells = [row.cells for row in table.rows]
    for place, texts in enumerate([list(NAMES), *rows]):
        for column, text in enumerate(texts):
            if (place - 1, column) not in merged:
                cells[place][column].text = text
    for column in THEMES:
        for first, last in _runs(rows, column):
            cells[first + 1][column].merge(cells[last + 1][column])
    document.save(str(path))


if __name__ == "__main__":
    what, name, number = sys.argv[1:]
    if what == "write":
        _write(Path(name), int(number))
    else:
        print(_read(Path(name), int(number)))
