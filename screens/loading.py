"""What the dialogs share that read something: a worker beside the screen, its progress, and Esc to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Generic

from textual import work
from textual.message import Message

from govtui.errors import GovtuiError
from govtui.intake.watch import StoppedError, Watch
from govtui.keys.actions import Part
from screens.dialog import Dialog, Result
from screens.importing import Loaded
from screens.reading import error_dialog

PATIENCE = 0.5
"""Seconds after which it is said how far the reading has come …"""
BETWEEN = 0.2
"""… and those between two such messages."""


class LoadingDialog(Dialog[Result], Generic[Result]):
    """Reads one thing at a time. What comes of a reading that was stopped is not wanted any more."""

    class Progressed(Message):
        """A reading has come so far; `total` is 0 where its length is not known."""

        def __init__(self, turn: int, done: int, total: int) -> None:
            super().__init__()
            self.turn, self.done, self.total = turn, done, total

    class Read(Message):
        """A reading has ended with a file, or with the error that kept it from it."""

        def __init__(self, turn: int, outcome: Loaded | GovtuiError) -> None:
            super().__init__()
            self.turn, self.outcome = turn, outcome

    def __init__(self, title: str, part: Part) -> None:
        super().__init__(title, part)
        self._turn = 0
        self._reading = ""

    def read(self, name: str, load: Callable[[Watch], Loaded]) -> None:
        """Read what is called `name`."""
        self._turn += 1
        self._reading = name
        self.say((f"正在读入“{name}”……按 Esc 停止", "label"))
        self._read_in_background(self._turn, load)

    @work(thread=True)
    def _read_in_background(self, turn: int, load: Callable[[Watch], Loaded]) -> None:
        told = time.monotonic() + PATIENCE - BETWEEN

        def watch(done: int, total: int) -> None:
            nonlocal told
            if turn != self._turn:
                raise StoppedError
            if time.monotonic() > told + BETWEEN:
                told = time.monotonic()
                self.post_message(self.Progressed(turn, done, total))

        try:
            self.post_message(self.Read(turn, load(watch)))
        except StoppedError:
            return
        except GovtuiError as error:
            self.post_message(self.Read(turn, error))

    def on_loading_dialog_progressed(self, message: Progressed) -> None:
        """Say how far the reading has come."""
        if message.turn == self._turn and self._reading:
            of = f"/{message.total}" if message.total else ""
            self.say((f"正在读入“{self._reading}”：{message.done}{of}　按 Esc 停止", "label"))

    def on_loading_dialog_read(self, message: Read) -> None:
        """Hand over what was read, or tell why it could not be."""
        if message.turn != self._turn:
            return
        self._reading = ""
        if isinstance(message.outcome, GovtuiError):
            self.say(("没有读入，请换一个文件", "yellow"))
            self.app.push_screen(error_dialog(message.outcome))
        else:
            self.loaded(message.outcome)

    def loaded(self, loaded: Loaded) -> None:
        """Take what was read."""

    def action_close(self) -> None:
        """Stop what is being read; leave if nothing is."""
        self._turn += 1
        if self._reading:
            self._reading = ""
            self.say(("已停止读入", "yellow"))
        else:
            self.dismiss(None)
