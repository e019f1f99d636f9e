"""The line in which the clerk types what to look for; it holds the focus, so that typing filters at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Input

from widgets.line_bar import LineBar
from widgets.line_input import EDITING
from widgets.segments import Line

TASKS_FOR_EXAMPLE = "打字即可筛选，如：财政局  状态:推进中  灯:红"


class FilterInput(Input, inherit_bindings=False):
    """A line of text that leaves the keys for moving (Home, End, Enter, arrows up and down) to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = EDITING

    def __init__(self, on_change: Callable[[str], None], placeholder: str) -> None:
        super().__init__(compact=True, select_on_focus=False, placeholder=placeholder)
        self._on_change = on_change

    def watch_value(self, value: str) -> None:
        """Tell at once what stands there. A message would come a frame later, which one feels when typing."""
        self._on_change(value)


class FilterLine(Horizontal):
    """The filter with its label, and on the right what it found."""

    DEFAULT_CSS = """
    FilterLine {
        height: 1;
    }
    FilterLine > #filter-label {
        width: 6;
    }
    FilterLine > FilterInput {
        width: 1fr;
    }
    FilterLine > #filter-found {
        width: 27;
    }
    """

    def __init__(self, on_change: Callable[[str], None], placeholder: str = TASKS_FOR_EXAMPLE) -> None:
        """Call `on_change` with the text whenever it changes; the `placeholder` says what can be typed."""
        super().__init__()
        self._on_change = on_change
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Lay out label, input and result."""
        yield LineBar([("筛选", "key")], id="filter-label")
        yield FilterInput(self._on_change, self._placeholder)
        yield LineBar(id="filter-found")

    @property
    def text(self) -> str:
        """What stands in the filter."""
        return self.query_one(FilterInput).value

    def clear(self) -> None:
        """Empty the filter."""
        self.query_one(FilterInput).value = ""

    @property
    def has_keys(self) -> bool:
        """Say whether what is typed goes into the filter."""
        return self.query_one(FilterInput).has_focus

    def focus_input(self) -> None:
        """Have what is typed go into the filter."""
        self.query_one(FilterInput).focus()

    def type_on(self, text: str) -> None:
        """Put `text` in the place of what is selected, or behind what stands there."""
        line = self.query_one(FilterInput)
        line.insert_text_at_cursor(text) if line.selection.is_empty else line.replace(text, *line.selection)

    def select(self) -> None:
        """Select the whole text, so that the next key replaces it."""
        self.query_one(FilterInput).action_select_all()

    def found(self, line: Line) -> None:
        """Show on the right what the filter found."""
        self.query_one("#filter-found", LineBar).show([], line)
