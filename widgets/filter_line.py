"""The line in which the clerk types what to look for, with what can be typed next and what was not understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.timer import Timer
from textual.widgets import Input

from govtui.text import width
from widgets.completion_list import CompletionList, Offer
from widgets.line_bar import LineBar
from widgets.line_input import EDITING
from widgets.segments import Line

TASKS_FOR_EXAMPLE = "按 F3 或 / 输入：财政局  czj  状态:推进中  灯:红  时限:本周"

LABEL_CELLS = 6
FOUND_CELLS = 32

OFFERED_AFTER = 0.06
"""Seconds after a key until it is worked out what can be typed next: who types on is not held up by it …"""

OFFERED_AGAIN, ASKED_AT_MOST = 0.03, 30
"""… and until it is asked again for what was not counted yet, so many times."""

LINE_EDITING: list[BindingType] = [
    Binding("left", "cursor_left", show=False),
    Binding("right", "cursor_right", show=False),
    Binding("backspace", "delete_left", show=False),
    Binding("delete", "delete_right", show=False),
]
"""No Ctrl keys: these are actions of the screen, and mean the same whoever has the keys."""


class Offers(NamedTuple):
    """What can stand in the place of a stretch of the line."""

    start: int = 0
    end: int = 0
    choices: tuple[Offer, ...] = ()
    are_values: bool = False
    """They are the values of a field: arrows choose among them. Behind a plain word, arrows move the tasks instead."""


NO_OFFERS = Offers()

AskOffers = Callable[[str, int, bool], Offers | None]


class FilterInput(Input, inherit_bindings=False):
    """A line of text that leaves the keys for moving (Home, End, Enter, arrows up and down) to the screen."""

    BINDINGS: ClassVar[list[BindingType]] = LINE_EDITING
    COMPONENT_CLASSES: ClassVar[set[str]] = {"filter--problem"}

    def __init__(self, on_change: Callable[[str], None], placeholder: str) -> None:
        super().__init__(compact=True, select_on_focus=False, placeholder=placeholder)
        self.highlighter = self._underline  # type: ignore[assignment]  # any function of a text will do
        self._on_change = on_change
        self._problems: Sequence[tuple[int, int]] = ()

    def watch_value(self, value: str) -> None:
        """Tell at once what stands there. A message would come a frame later, which one feels when typing."""
        self._problems = ()  # those of the text before stand in other places
        self._on_change(value)

    def underline(self, problems: Sequence[tuple[int, int]]) -> None:
        """Underline the stretches of the text that were not understood, each from its start up to its end."""
        if tuple(problems) != tuple(self._problems):
            self._problems = problems
            self.refresh()

    def _underline(self, text: Text) -> Text:
        for start, end in self._problems:
            text.stylize(self.get_component_rich_style("filter--problem", partial=True), start, end)
        return text


class LoneFilterInput(FilterInput):
    """The line of a screen that has nothing else for Ctrl to do: there these keys edit, as in every other line."""

    BINDINGS: ClassVar[list[BindingType]] = EDITING


class FilterLine(Horizontal):
    """The filter with its label, on the right what it found, and below it what can be typed next."""

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
        width: 32;
    }
    """

    def __init__(
        self,
        on_change: Callable[[str], None],
        placeholder: str = TASKS_FOR_EXAMPLE,
        offers: AskOffers | None = None,
        *,
        alone: bool = False,
    ) -> None:
        """Call `on_change` with the text whenever it changes; the `placeholder` says what can be typed.

        `offers` is asked, with the text, the place of the cursor in it, and whether an answer is needed at once, what
        can be typed next; where the answer is not whole yet, it is asked again. If the line is `alone`, Ctrl edits.
        """
        super().__init__()
        self._on_change = on_change
        self._placeholder = placeholder
        self._ask = offers
        self._alone = alone
        self._offers = NO_OFFERS
        self._asking: Timer | None = None
        self._asked = 0
        self._note = ""

    def compose(self) -> ComposeResult:
        """Lay out label, input, result and the list of what can be typed next."""
        yield LineBar([("筛选", "key")], id="filter-label")
        yield (LoneFilterInput if self._alone else FilterInput)(self._take_change, self._placeholder)
        yield LineBar(id="filter-found")
        yield CompletionList()

    @property
    def text(self) -> str:
        """What stands in the filter."""
        return self._input.value

    @property
    def has_keys(self) -> bool:
        """Say whether what is typed goes into the filter."""
        return self.screen.focused is self._input  # the input itself learns of it a moment later

    def clear(self) -> None:
        """Empty the filter."""
        self.put("")

    def put(self, text: str) -> None:
        """Have `text` stand in the filter, with the cursor behind it."""
        self._input.value = text
        self._input.cursor_position = len(text)

    def focus_input(self) -> None:
        """Have what is typed go into the filter, from the next key on."""
        self.screen.set_focus(self._input)  # at once: the toolkit's own way would miss the rest of a composed word

    def type_on(self, text: str) -> None:
        """Put `text` in the place of what is selected, or behind what stands there."""
        line = self._input
        line.insert_text_at_cursor(text) if line.selection.is_empty else line.replace(text, *line.selection)

    def select(self) -> None:
        """Select the whole text, so that the next key replaces it."""
        self._input.action_select_all()

    def found(self, line: Line) -> None:
        """Show on the right what the filter found: of several pieces as many as fit, the first one surely."""
        shown = list(line)
        while len(shown) > 1 and sum(width(text) for text, _ink in shown) > FOUND_CELLS - 2:
            shown.pop()
        self.query_one("#filter-found", LineBar).show([], shown)

    def underline(self, problems: Sequence[tuple[int, int]], note: str = "") -> None:
        """Underline what was not understood, stretches of the text from start to end, and explain it in a `note`."""
        self._input.underline(problems)
        self._note = note

    def take_key(self, key: str) -> bool:
        """Do with a key what it does in the list of what can be typed next; say whether it does anything there."""
        if key in ("tab", "down", "enter") and self._asking is not None:
            self._offer(at_once=True)  # it was typed faster than the list came
        offered = self._list
        if not self._offers.choices:
            return False
        if (key == "down" and self._offers.are_values) or (key == "up" and offered.cursor >= 0):
            offered.move(1 if key == "down" else -1)
        elif key == "tab" or (key == "enter" and offered.cursor >= 0):
            self._take(max(0, offered.cursor))
        elif key == "escape":
            self.close_offers()
        else:
            return False
        return True

    def close_offers(self) -> None:
        """Hide what can be typed next until something else is typed."""
        self._stop_asking()
        self._offers = NO_OFFERS
        self._list.close()

    def on_key(self, event: events.Key) -> None:
        """Keys that the list takes go no further."""
        if self.has_keys and self.take_key(event.key):
            event.stop()
            event.prevent_default()

    def on_descendant_blur(self) -> None:
        """Whoever goes to the tasks wants to see them."""
        self.close_offers()

    def on_completion_list_chosen(self, message: CompletionList.Chosen) -> None:
        """A click takes what stands there."""
        message.stop()
        self._take(message.place)

    @property
    def _input(self) -> FilterInput:
        return self.query_one(FilterInput)

    @property
    def _list(self) -> CompletionList:
        return self.query_one(CompletionList)

    def _take_change(self, text: str) -> None:
        self._on_change(text)
        self._asked = 0
        if self._ask is not None and self.has_keys:
            self._offer_after(OFFERED_AFTER)

    def _offer_after(self, seconds: float) -> None:
        self._stop_asking()
        self._asking = self.set_timer(seconds, self._offer)

    def _stop_asking(self) -> None:
        if self._asking is not None:
            self._asking.stop()
            self._asking = None

    def _offer(self, at_once: bool = False) -> None:
        """Show what can be typed next, and what was not understood; what is not counted yet is asked for again."""
        self._stop_asking()
        line = self._input
        if self._ask is None or not line.value.strip() or not self.has_keys:
            self.close_offers()
            return
        offers = self._ask(line.value, line.cursor_position, at_once)
        self._asked += 1
        if offers is not None:
            self._show_offers(offers)
        if (offers is None or not all(offer.said for offer in offers.choices)) and self._asked < ASKED_AT_MOST:
            self._offer_after(OFFERED_AGAIN)

    def _show_offers(self, offers: Offers) -> None:
        before, self._offers = self._offers, offers
        if not offers.choices and not self._note:
            self.close_offers()
        elif offers != before or not self._list.display:
            start = width(self._input.value[: offers.start])
            self._list.show(offers.choices, LABEL_CELLS + start - self._input.scroll_offset.x, self._note)

    def _take(self, place: int) -> None:
        """Put a choice into the line."""
        start, end, choices, _are_values = self._offers
        line, text = self._input, choices[place].text
        self.close_offers()
        line.value = line.value[:start] + text + line.value[end:]
        line.cursor_position = start + len(text)
        self.focus_input()
