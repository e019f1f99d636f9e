"""Turns the tables of `govtui.keys.keymap` into the bindings of a screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.app import App
from textual.binding import Binding, BindingType
from textual.dom import DOMNode

from govtui.keys.actions import Part, key_name
from govtui.keys.own import binding_id, keymap, revised

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
            id=binding_id(part, action),
        )
        for action in part.actions
        if action.every_key
    ]


class KeyedApp(App[None]):
    """An application whose clerk may have keys of their own."""

    own_keys: Mapping[str, tuple[str, ...]] = {}
    """Keys by the id of an action, as the settings file names them."""

    def take_keys(self, parts: tuple[Part, ...]) -> None:
        """Have the clerk's own keys do what they say on all screens."""
        self.set_keymap(keymap(parts, self.own_keys))


def present(node: DOMNode, part: Part) -> Part:
    """Return `part` with the keys that it has for this clerk: what the key bar, the menu and the help must tell."""
    app: App[Any] = node.app
    return revised(part, app.own_keys)[0] if isinstance(app, KeyedApp) else part
