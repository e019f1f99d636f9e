"""What the command line prints of the history: an entry as lines of text and as JSON. Pure functions."""

from __future__ import annotations

from typing import Any

from govtui.review.entries import Entry, moment_words, passage_words, task_words
from govtui.text import one_line, wrap

_INDENT = 4
_TASKS_NAMED = 20
"""Tasks that a line names; JSON and the sheet name more."""


def entry_lines(entry: Entry, cells: int | None) -> list[str]:
    """Return an entry: number, when, who, what; under it each thing it changed, what from and what to."""
    fate = f"（{entry.fate}）" if entry.mark else ""
    said = f"{one_line(entry.person)}  {one_line(entry.reason)}{fate}"
    lines = _indented(f"第{entry.number}号  {moment_words(entry.time)}  {said}", cells, 0)
    for passage in entry.passages:
        named = f"{task_words(passage.tasks, _TASKS_NAMED)} " if passage.tasks else ""
        lines += _indented(f"{named}{passage_words(passage)}", cells, _INDENT)
    return lines


def _indented(text: str, cells: int | None, first: int) -> list[str]:
    """Return a text wrapped to `cells`, its first line indented by so many, the further ones by some more."""
    if cells is None:
        return [" " * first + line for line in text.split("\n")]
    head, *rest = wrap(text, cells - first - _INDENT)
    return [" " * first + head, *(" " * (first + _INDENT) + line for line in rest)]


def entry_record(entry: Entry) -> dict[str, Any]:
    """Return an entry as JSON shows it."""
    names = ("number", "time", "operator", "account", "reason", "tasks", "undoes", "redoes", "taken_back_by")
    changes = [{name: getattr(passage, name) for name in passage.__slots__} for passage in entry.passages]
    return {
        **{name: getattr(entry, name) for name in names},
        "kinds": [kind.value for kind in entry.kinds],
        "changes": changes,
    }
