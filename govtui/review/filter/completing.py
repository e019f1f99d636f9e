"""What can come next while a filter is typed: fields and their values, with how many tasks each would leave."""

from __future__ import annotations

import msgspec

from govtui.review.view import TaskView


class Choice(msgspec.Struct, frozen=True):
    """One way to go on."""

    text: str
    """What takes the place of the typed part."""
    label: str
    """What the clerk sees."""
    count: int | None = None
    """How many tasks it would leave; None for what is counted later or not at all."""


class Completions(msgspec.Struct, frozen=True):
    """What the part of a filter between two places can become."""

    start: int
    end: int
    choices: tuple[Choice, ...] = ()


def complete(text: str, cursor: int, view: TaskView) -> Completions:
    """Return what the part of `text` before the cursor can become, under the rest of the filter."""
    return Completions(cursor, cursor)
