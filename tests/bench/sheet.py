"""The sheet without a screen: `export`. The floor takes turns with what stands on it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from pathlib import Path
from typing import Any

from govtui.ledger.ledger import Ledger
from govtui.review.view import TaskView
from tests.bench.generate import TODAY
from tests.bench.measure import Measurement, measurement, timed


def measure_export(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Write the sheet; the floor writes the same cells by openpyxl's write-only mode, styles copied from prototypes."""
    from openpyxl import load_workbook

    from govtui.excel.register import SheetForm, write_register

    with Ledger.open(folder) as ledger:
        rows = TaskView.of(ledger.tasks.values(), TODAY).rows
    form = SheetForm(title="青禾县2026年重点任务台账", day=TODAY, unit="青禾县政府办公室")
    path = folder / "sheet.xlsx"
    times, floor = [], []
    write_register(path, rows, form)
    cells = list(load_workbook(path, read_only=True).active.iter_rows(values_only=True))
    for _ in range(rounds):
        times.append(timed(lambda: write_register(path, rows, form)))
        floor.append(timed(lambda: write_plainly(folder / "floor.xlsx", cells)))
    return measurement("export", tasks, times, floor)


def write_plainly(path: Path, rows: Sequence[tuple[Any, ...]]) -> None:
    """Write cells with borders, font and alignment, and nothing else that makes a sheet."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Border, Font, Side

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    side = Side(style="thin")
    prototype = WriteOnlyCell(sheet)
    prototype.font = Font(name="仿宋_GB2312", size=12)
    prototype.border = Border(left=side, right=side, top=side, bottom=side)
    prototype.alignment = Alignment(wrap_text=True, vertical="center")
    style = prototype._style
    for row in rows:
        cells = []
        for value in row:
            cell = WriteOnlyCell(sheet, value)
            cell._style = copy(style)
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
