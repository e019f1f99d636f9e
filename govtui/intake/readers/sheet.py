"""Workbooks of Excel and WPS (.xlsx, .xlsm) to grids: one for each sheet that is seen and not blank.

Nothing of a workbook is run and nothing outside it is looked at: formulas count with the results that are stored.
"""

from __future__ import annotations

from collections.abc import Sequence

from govtui.errors import GovtuiError
from govtui.intake.containers import check_container, damaged
from govtui.intake.grid import Grid, Source
from govtui.intake.readers.package import Book, Package, SheetPart, read_book
from govtui.intake.readers.sheet_grid import MAX_CELLS, hidden_notices, lay_out, no_text, notices_of, too_many_cells
from govtui.intake.readers.sheet_xml import read_sheet_part
from govtui.intake.watch import StoppedError, Watch, unwatched


def read_sheet(data: bytes, watch: Watch = unwatched) -> Source:
    """Return the sheets of a workbook.

    Raises IntakeError where the file is damaged, encrypted, blank, or goes beyond a limit of `containers` or
    `sheet_grid`; StoppedError where the watch does.
    """
    watch(0, 0)
    check_container(data)
    try:
        package = Package(data)
        try:
            return _read(package, watch)
        finally:
            package.close()
    except (GovtuiError, StoppedError):
        raise
    except Exception as error:  # what zipfile, zlib and expat raise for damaged bytes is not told by its types
        raise damaged() from error


class _Progress:
    """Adds up the bytes of the sheets that were parsed, for the watch."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.done = 0
        self.total = 0

    def step(self, size: int) -> None:
        self.done += size
        self.watch(self.done, max(self.total, self.done) if self.total else 0)

    def stop(self) -> None:
        self.step(0)


def _read(package: Package, watch: Watch) -> Source:
    progress = _Progress(watch)
    book = read_book(package, progress.step)
    progress.total = progress.done + sum(package.size(sheet.part) for sheet in book.sheets if not sheet.hidden)
    hidden = [sheet for sheet in book.sheets if sheet.hidden]
    grids, notices = _grids(package, book, [sheet for sheet in book.sheets if not sheet.hidden], progress)
    if grids:
        notices += hidden_notices([sheet.name for sheet in hidden], read=False)
    else:
        grids, notices = _grids(package, book, hidden, progress)
        notices = [*hidden_notices([grid.name for grid in grids], read=True), *notices]
    if not grids:
        raise no_text()
    return Source(grids=tuple(grids), notices=tuple(notices))


def _grids(
    package: Package, book: Book, sheets: Sequence[SheetPart], progress: _Progress
) -> tuple[list[Grid], list[str]]:
    grids: list[Grid] = []
    notices: list[str] = []
    size = 0
    for sheet in sheets:
        content = read_sheet_part(package, sheet.part, sheet.name, book, progress.step)
        grid = lay_out(content, progress.stop)
        notices += notices_of(content)
        if grid:
            grids.append(grid)
            size += len(grid.rows) * len(grid.rows[0].cells)
        if size > MAX_CELLS:
            raise too_many_cells(sheet.name)
    return grids, notices
