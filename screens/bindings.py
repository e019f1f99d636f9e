"""Turns the tables of `govtui.keys.keymap` into the bindings of a screen."""

from __future__ import annotations

from textual.binding import Binding, BindingType

from govtui.keys.actions import Part, key_name

_AT_ONCE = frozenset({"next_field", "previous_field"})
"""Done before the next key is given to anybody: what is typed behind a Tab belongs to the next line, however fast."""


def bindings(part: Part) -> list[BindingType]:
    """Return a binding for each action of `part`; none shows in the toolkit's own footer, the key bar does that."""
    return [
        Binding(
            ",".join(action.every_key),
            action.id,
            action.label,
            key_display=key_name(action.every_key[0]),
            tooltip=action.help,
            show=False,
            priority=action.id in _AT_ONCE,
            id=f"{part.title}.{action.id}",
        )
        for action in part.actions
        if action.every_key
    ]
