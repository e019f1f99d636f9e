"""What screens share that one moves through with the arrows: a list of rows, or a short list of choices.

In a dialog these are named after the dialog's own class: the toolkit's style sheet follows the first base class alone.
"""

from __future__ import annotations

from typing import Any, ClassVar, Generic, Protocol, TypeVar

from textual.screen import Screen

from screens.closing import ClosingOnce
from widgets.choice_list import ChoiceList
from widgets.key_bar import KeyBar
from widgets.segments import INK_CLASSES

Result = TypeVar("Result")


class Rows(Protocol):
    """A list with a cursor, as it takes the keys of its screen."""

    @property
    def cursor(self) -> int:
        """The cursor's place, from 0."""

    @property
    def count(self) -> int:
        """How many rows there are."""

    def move_to(self, place: int) -> None:
        """Put the cursor on the row at `place`, or on the nearest there is."""

    def page(self, direction: int) -> None:
        """Move the cursor by a window full of rows: 1 down, -1 up."""


class BarScreen(ClosingOnce[Result], Generic[Result]):
    """A screen of its own with a bar of keys at its foot; a dialog has one too."""

    COMPONENT_CLASSES: ClassVar[set[str]] = set(INK_CLASSES)

    async def on_key_bar_pressed(self, message: KeyBar.Pressed) -> None:
        """A click on the key bar is as good as the key."""
        message.stop()
        await self.run_action(message.action)


class RowMoving(Screen[Any]):
    """The actions of a screen with a list of rows, or several of which one has the keys."""

    @property
    def moved_rows(self) -> Rows:
        """The list that the keys move in."""
        raise NotImplementedError

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self.moved_rows.move_to(self.moved_rows.cursor - 1)

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self.moved_rows.move_to(self.moved_rows.cursor + 1)

    def action_page_up(self) -> None:
        """Move the cursor a window up."""
        self.moved_rows.page(-1)

    def action_page_down(self) -> None:
        """Move the cursor a window down."""
        self.moved_rows.page(1)

    def action_go_first(self) -> None:
        """Move the cursor to the first row."""
        self.moved_rows.move_to(0)

    def action_go_last(self) -> None:
        """Move the cursor to the last row."""
        self.moved_rows.move_to(self.moved_rows.count - 1)


class ChoiceMoving(Screen[Any]):
    """The actions of a dialog with a short list of choices."""

    def action_move_up(self) -> None:
        """Move the cursor up."""
        self.query_one(ChoiceList).move(-1)

    def action_move_down(self) -> None:
        """Move the cursor down."""
        self.query_one(ChoiceList).move(1)
