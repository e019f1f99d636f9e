"""The commands for 佐证材料: `attach`, `evidence`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.commands.common import DONE, REFUSED, change_words, opened, print_json, print_lines, say, window_cells
from govtui.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from govtui.ledger.ledger import Ledger
    from govtui.model import Task
    from govtui.review.materials import Attached


def attach(request: Namespace) -> int:
    """Attach files, addresses and 文号 to a task or to an entry of its progress."""
    from govtui.review.gathering import gather

    with opened(request) as ledger:
        task = ledger.task(request.id)
        ledger.refuse_if_read_only()
        place = _place(request.entry, task)  # before a file is copied for nothing
        transaction = ledger.attach(task.id, gather(ledger.folder, request.evidence), place)
    print_lines([change_words(transaction) if transaction else "没有改动：这些材料已经附上了"])
    return DONE


def evidence(request: Namespace) -> int:
    """List the evidence of a task; open or remove a piece of it."""
    if request.remove is not None:
        with opened(request) as ledger:
            return _remove(ledger, request)
    with opened(request, reading=True) as ledger:
        task, folder = ledger.task(request.id), ledger.folder
    from govtui.review.materials import attached_to

    found = attached_to(task)
    if request.open is not None:
        _open(folder, _chosen(found, request.open, task.id))
        return DONE
    return _list(folder, found, json=request.json)


def _list(folder: Path, found: Sequence[Attached], *, json: bool) -> int:
    """Print the pieces with what is wrong with them; refused where anything is."""
    from govtui.ledger.evidence import fault_of
    from govtui.printing.pages import evidence_record, evidence_table

    faults = [fault_of(folder, piece.evidence) for piece in found]
    if json:
        print_json([evidence_record(*each) for each in zip(found, faults, strict=True)])
    elif found:
        print_lines(evidence_table(found, faults, window_cells()))
    else:
        say("这项任务还没有佐证材料，用 govtui attach 编号 文件 附上")
    return REFUSED if any(faults) else DONE


def _open(folder: Path, piece: Attached) -> None:
    """Open a piece with the system's program. Raises RequestError for a 文号, and what cannot be opened."""
    from govtui.review.gathering import show_piece

    show_piece(folder, piece.evidence)


def _remove(ledger: Ledger, request: Namespace) -> int:
    from govtui.review.materials import attached_to

    task = ledger.task(request.id)
    piece = _chosen(attached_to(task), request.remove, task.id)
    print_lines([change_words(ledger.detach(task.id, piece.evidence, piece.place))])
    return DONE


def _chosen(found: Sequence[Attached], number: int, task_id: str) -> Attached:
    if not 1 <= number <= len(found):
        raise RequestError(
            "没有这份材料",
            f"任务 {task_id} 有{len(found)}份佐证材料，没有第{number}份",
            f"用 govtui evidence {task_id} 看看各份的序号",
        )
    return found[number - 1]


def _place(entry: int | None, task: Task) -> int | None:
    """Return the place of a progress entry from its number as clerks count. Raises RequestError for one not there."""
    if entry is not None and not 1 <= entry <= len(task.progress):
        raise RequestError(
            "没有这条进展",
            f"任务 {task.id} 有{len(task.progress)}条进展，没有第{entry}条",
            f"用 govtui show {task.id} 看看各条进展，从第1条数起",
        )
    return None if entry is None else entry - 1
