"""The register (工作台账) as an office hands it in, from the tasks on the screen to the file on the disk."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from govtui.excel.columns import Changes
from govtui.excel.fonts import choose_fonts, installed_fonts
from govtui.excel.layout import SheetForm, lay_out
from govtui.excel.saving import checked, save_workbook
from govtui.excel.workbook import Sheet
from govtui.model import Document
from govtui.review.rows import TaskRow

__all__ = ["Changes", "SheetForm", "WrittenSheet", "write_register"]


class WrittenSheet(msgspec.Struct, frozen=True):
    """A sheet that is on the disk."""

    path: Path
    rows: int
    """Tasks in it."""
    notes: tuple[str, ...] = ()
    """What the clerk should know before handing it in: missing fonts, tasks carried on in further rows."""


def write_register(
    path: Path,
    rows: Sequence[TaskRow],
    form: SheetForm,
    *,
    documents: Iterable[Document] = (),
    changes: Changes | None = None,
    installed: Collection[str] | None = None,
) -> WrittenSheet:
    """Write the register of these tasks, in their order, to an .xlsx file that replaces one of the same name.

    `documents` are those of the ledger: with them, a sheet with tasks of several names the source of each.
    With `changes` a column 变化 says what is new of each task since an earlier sheet.
    `installed` are the fonts to choose from, as `govtui.excel.fonts.families` names them; this computer's if None.
    Raises ExportError; a file that stood there is untouched then and nothing else is left behind.
    """
    target = checked(path)
    fonts, font_notes = choose_fonts(installed_fonts() if installed is None else installed)
    layout = lay_out(rows, form, documents, changes)
    sheets = [Sheet(form.sheet_name, layout)]
    save_workbook(target, sheets, fonts, title=form.title, creator=form.filler or form.unit, day=form.day)
    return WrittenSheet(target, len(rows), (*layout.notes, *font_notes))
