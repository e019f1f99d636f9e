"""The command `doctor`: what the terminal and the computer say of themselves, for the help desk."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.commands.common import DONE, ledger_folder, print_json, print_lines, window_cells
from govtui.errors import GovtuiError

if TYPE_CHECKING:
    from govtui.config import Settings
    from govtui.printing.doctor import Report
    from govtui.terminal.facts import Folder


def doctor(request: Namespace) -> int:
    """Print a ruler and all that is known of the terminal and the folders; nothing is changed."""
    from govtui.printing.doctor import doctor_lines, report_record

    report = _report(request)
    if request.json:
        print_json(report_record(report))
    else:
        print_lines(doctor_lines(report, window_cells()))
    return DONE


def _report(request: Namespace) -> Report:
    from govtui import __version__
    from govtui.config import load_settings
    from govtui.copying.clipboard import ways_to_copy
    from govtui.printing.doctor import Report
    from govtui.terminal.asking import Asking
    from govtui.terminal.choosing import choose
    from govtui.terminal.facts import terminal_facts
    from govtui.terminal.widths import MORE_SIGNS

    with Asking(MORE_SIGNS) as asking:
        cells = asking.answer().cells
    settings = load_settings()
    folders, warnings = _folders(request, settings)
    return Report(
        version=__version__,
        terminal=terminal_facts(),
        cells=cells,
        choice=choose(settings.signs, os.environ.get("TERM", ""), cells),
        mouse=settings.mouse,
        theme=settings.theme,
        clipboard=ways_to_copy(),
        folders=folders,
        warnings=warnings,
    )


def _folders(request: Namespace, settings: Settings) -> tuple[list[Folder], list[str]]:
    """Return what is to be said of the folders that the program writes to, and what there is to warn of."""
    from govtui.config import settings_file
    from govtui.ledger.places import place_warning
    from govtui.paths import data_folder
    from govtui.terminal.facts import folder_facts

    folders = [folder_facts("设置", settings_file().parent), folder_facts("数据", data_folder())]
    if settings.export_folder:
        folders.append(folder_facts("导出", Path(settings.export_folder)))
    try:
        ledger = ledger_folder(request)
    except GovtuiError as error:
        return folders, [str(error)]
    warning = place_warning(ledger).text
    return [*folders, folder_facts("台账", ledger)], [warning] if warning else []
