"""The ids by which documents and tasks are known in a ledger."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from govtui.text import fold

_PRINTED_NUMBER = re.compile(r"\d{1,6}(\.\d{1,6})*", re.ASCII)


def task_ids(document_id: str, printed: Iterable[str]) -> list[str]:
    """Return an id for each task of a document, all distinct, from the numbers printed in the plan.

    A task with a number of its own is `2-4` or `2-4.1`. Where a plan counts anew in every section, the second task
    with the number 4 is `2-4-2`. A task without a usable number is known by its row: `2-r7`.
    """
    return further_ids(document_id, enumerate(printed, 1), ())


def further_ids(document_id: str, printed: Iterable[tuple[int, str]], taken: Iterable[str]) -> list[str]:
    """Return an id, made as `task_ids` makes them, for each of some tasks of a document, none of those `taken`.

    `printed` are their rows in the plan, counted from 1, and their printed numbers.
    """
    used = set(taken)
    seen: dict[str, int] = {}
    ids = []
    for row, seq in printed:
        number = fold(seq).strip()
        if not _PRINTED_NUMBER.fullmatch(number):
            number = f"r{row}"
        task_id = ""
        while not task_id or task_id in used:
            times = seen[number] = seen.get(number, 0) + 1
            task_id = f"{document_id}-{number}" if times == 1 else f"{document_id}-{number}-{times}"
        ids.append(task_id)
    return ids


def close_ids(typed: str, ids: Iterable[str]) -> list[str]:
    """Return a few of `ids` that may be meant by one that is not among them.

    That is the same number in any document where the number alone was typed, else what looks most like it.
    """
    ids = list(ids)
    same_number = [task_id for task_id in ids if task_id.partition("-")[2] == typed]
    return same_number[:5] or difflib.get_close_matches(typed, ids, 3)
