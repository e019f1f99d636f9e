"""The dialog that stands there while something slow is done beside the screen."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic

from textual import work
from textual.app import ComposeResult
from textual.message import Message

from govtui.errors import GovtuiError
from govtui.keys.actions import Part
from screens.dialog import Dialog, Result
from widgets.segments import Line
from widgets.task_text import paragraph
from widgets.text_pane import TextPane

Tell = Callable[[str], None]
"""Takes a word of how far the work has come."""

BETWEEN = 0.2
"""Seconds between two words of progress."""

_WAITING = Part("请稍候", ())


class WorkingDialog(Dialog[Result | GovtuiError], Generic[Result]):
    """Does one thing in a thread. Its result is what came of it, or the error that kept it from it.

    It cannot be left: until the work is done, nothing else may happen to the ledger.
    """

    class Told(Message):
        """The work has come so far."""

        def __init__(self, words: str) -> None:
            super().__init__()
            self.words = words

    class Done(Message):
        """The work has ended."""

        def __init__(self, outcome: object) -> None:
            super().__init__()
            self.outcome = outcome

    def __init__(self, title: str, said: str, job: Callable[[Tell], Result]) -> None:
        """Do `job` and say meanwhile what is going on."""
        super().__init__(title, _WAITING)
        self._said = said
        self._job = job

    def body(self) -> ComposeResult:
        """Lay out what is going on."""
        yield TextPane(self._lines, id="said")

    def _lines(self, cells: int) -> list[Line]:
        return paragraph(self._said, cells)

    def on_mount(self) -> None:
        """Begin."""
        self._work()

    @work(thread=True)
    def _work(self) -> None:
        told = 0.0

        def tell(words: str) -> None:
            nonlocal told
            if time.monotonic() > told + BETWEEN:
                told = time.monotonic()
                self.post_message(self.Told(words))

        try:
            self.post_message(self.Done(self._job(tell)))
        except GovtuiError as error:
            self.post_message(self.Done(error))

    def on_working_dialog_told(self, message: Told) -> None:
        """Say how far the work has come."""
        self.say((message.words, "label"))

    def on_working_dialog_done(self, message: Done) -> None:
        """Hand over what came of it."""
        self.dismiss(message.outcome)  # type: ignore[arg-type]  # a message knows no type of its own
