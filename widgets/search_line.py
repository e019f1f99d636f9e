"""The line in which one types what to look for, where it always has the keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from widgets.line_input import EDITING


class SearchLine(Input, inherit_bindings=False):
    """A line that leaves the keys for moving (arrows up and down, Home, End, Enter, Tab) to the screen around it."""

    BINDINGS: ClassVar[list[BindingType]] = EDITING

    def __init__(self, on_change: Callable[[str], None], placeholder: str, *, id: str | None = None) -> None:
        """Call `on_change` with the text whenever it changes."""
        super().__init__(compact=True, select_on_focus=False, placeholder=placeholder, id=id)
        self._on_change = on_change

    def watch_value(self, value: str) -> None:
        """Tell at once what stands there: a message would come a frame later."""
        self._on_change(value)
