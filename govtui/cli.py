"""The command line: finds the function that does what is asked for.

Results go to standard output, messages to standard error. 0: done, 1: refused with a reason, 2: wrong usage,
3: something is overdue (`today`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from importlib import import_module

from govtui.arguments import parse
from govtui.commands.common import DONE

_COMMANDS = {
    None: "screen.screen",
    "open": "screen.screen",
    "demo": "screen.demo",
    "read": "plans.read",
    "import": "plans.import_plans",
    "list": "tasks.list_tasks",
    "show": "tasks.show",
    "set": "tasks.change",
    "twins": "twins.twins",
    "link": "twins.link",
    "unlink": "twins.unlink",
    "lights": "lights.lights",
    "stats": "statistics.stats",
    "undo": "tasks.undo",
    "redo": "tasks.redo",
    "history": "history.history",
    "export": "sheets.export",
    "clocks": "clocks.clocks",
    "clock": "clocks.clock",
    "rounds": "rounds.rounds",
    "diff": "rounds.diff",
    "backup": "backups.backup",
    "restore": "backups.restore",
    "handover": "handover.hand_over",
    "attach": "evidence.attach",
    "evidence": "evidence.evidence",
    "event": "timing.event",
    "pause": "timing.pause",
    "resume": "timing.resume",
    "extend": "timing.extend",
    "tick": "timing.tick",
    "today": "coming.today",
    "calendar": "coming.calendar",
    "ics": "coming.ics",
    "holidays": "holidays.holidays",
    "ledgers": "ledgers.ledgers",
    "new": "ledgers.new",
    "use": "ledgers.use",
    "rename": "ledgers.rename",
    "operator": "ledgers.operator",
    "units": "units.units",
    "unit": "units.unit",
    "check": "mending.check",
    "repair": "mending.repair",
    "doctor": "doctor.doctor",
}
"""The function behind each command in `govtui.commands`: its module is loaded only when it is asked for."""


def run(words: Sequence[str]) -> int:
    """Do what the words of a command line (without the program's name) ask for; return the exit code.

    Raises UsageError for words that make no command, other GovtuiErrors for what is refused.
    """
    try:
        request = parse(words, dt.date.today())
    except SystemExit:  # the help or the version has been printed
        return DONE
    module, function = _COMMANDS[request.command].split(".")
    code: int = getattr(import_module(f"govtui.commands.{module}"), function)(request)
    return code
