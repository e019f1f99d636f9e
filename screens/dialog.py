"""What all dialogs share: a framed box with a title, a line for messages and the keys that work in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from govtui.keys.actions import Part
from govtui.keys.helping import ANYWHERE
from screens.bindings import bindings, present
from screens.closing import ClosingOnce
from widgets.key_bar import KeyBar
from widgets.line_bar import LineBar
from widgets.line_input import LineInput
from widgets.segments import INK_CLASSES, Piece
from widgets.text_pane import TextPane

Result = TypeVar("Result")


class Dialog(ModalScreen[Result], ClosingOnce[Result], Generic[Result]):
    """A box over the main screen. Its result is handed to whoever pushed it; None means that nothing was wanted."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INK_CLASSES)

    BINDINGS: ClassVar[list[BindingType]] = bindings(ANYWHERE)

    def __init__(self, title: str, part: Part) -> None:
        super().__init__()
        self._title = title
        self._part = part

    def compose(self) -> ComposeResult:
        """Lay out title, body, message and keys."""
        with Vertical(id="dialog"):
            yield LineBar([(self._title, "heading")], id="dialog-title")
            yield from self.body()
            yield LineBar(id="dialog-message")
            yield KeyBar(present(self, self._part))

    def body(self) -> ComposeResult:
        """Lay out what stands between the title and the message line."""
        yield from ()

    def say(self, *pieces: Piece) -> None:
        """Show a line in the dialog: what was understood, or what is still wrong."""
        self.query_one("#dialog-message", LineBar).show(pieces)

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click on the key bar is as good as the key."""
        message.stop()
        await self.run_action(message.action)

    def action_help(self) -> None:
        """Show the keys, those of this dialog first."""
        from screens.reading import help_dialog  # which is a dialog too

        self.app.push_screen(help_dialog(self, self._part))

    def action_close(self) -> None:
        """Leave without a result."""
        self.dismiss(None)


class Scrolling(Screen[Any]):
    """The actions of a screen with one text that is scrolled through.

    To be named after the dialog's own class: the toolkit's style sheet follows the first base class alone.
    """

    def action_scroll_up(self) -> None:
        """Scroll a line up."""
        self.query_one(TextPane).scroll_lines(-1)

    def action_scroll_down(self) -> None:
        """Scroll a line down."""
        self.query_one(TextPane).scroll_lines(1)

    def action_page_up(self) -> None:
        """Scroll a window up."""
        self.query_one(TextPane).scroll_pages(-1)

    def action_page_down(self) -> None:
        """Scroll a window down."""
        self.query_one(TextPane).scroll_pages(1)

    def action_go_first(self) -> None:
        """Go to the beginning."""
        self.query_one(TextPane).jump(0)

    def action_go_last(self) -> None:
        """Go to the end."""
        pane = self.query_one(TextPane)
        pane.jump(pane.virtual_size.height)


class FormDialog(Dialog[Result], Generic[Result]):
    """A dialog of labelled lines; Enter goes to the next one."""

    def line(self, label: str, name: str, value: str = "", placeholder: str = "") -> ComposeResult:
        """Lay out a labelled line of input named `name`."""
        with Horizontal(classes="form-line"):
            yield LineBar([(label, "label")], id=f"label-{name}")
            yield LineInput(value, placeholder, id=name)

    def value(self, name: str) -> str:
        """Return what was typed into the line named `name`, without blanks around it."""
        return self.query_one(f"#{name}", Input).value.strip()

    def values(self, names: Sequence[str]) -> dict[str, str]:
        """Return what was typed into several lines."""
        return {name: self.value(name) for name in names}

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter finishes a line. A dialog says what follows in `finished`: the toolkit calls every class's handler."""
        self.finished(event.input.id or "")

    def finished(self, name: str) -> None:
        """Go on to the next line after the one named `name`."""
        self.focus_next()

    def action_next_field(self) -> None:
        """Go to the next line."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """Go to the line before."""
        self.focus_previous()
