"""Asks the terminal how wide it draws, while the program is still loading: the answer costs no time of its own."""

from __future__ import annotations

import os
import sys
import time
from types import TracebackType
from typing import Any, Self

from govtui.terminal.widths import SIGNS, Answer, is_complete, question, read_answer

PATIENCE = 0.2
"""Seconds from the question on; a terminal that has not answered by then does not answer at all."""


class Asking:
    """A question to the terminal, put when it is entered; `answer` takes what came, and what was typed meanwhile.

    When it is left, the terminal is as it was before. Where there is no terminal, or no answer is `needed`, nothing is
    asked.
    """

    def __init__(self, signs: str = SIGNS, *, needed: bool = True) -> None:
        self._signs = signs
        self._needed = needed
        self._before: list[Any] | None = None
        self._asked_at = 0.0
        self._answer: Answer | None = None

    def __enter__(self) -> Self:
        if not self._needed or not (sys.stdin.isatty() and sys.stdout.isatty()):
            self._answer = Answer()
        elif sys.platform == "win32":
            from govtui.terminal.console_windows import console_cells

            self._answer = Answer(console_cells(self._signs))
        else:
            self._ask()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.answer()

    def answer(self) -> Answer:
        """Return what the terminal answered, waiting for it if need be; the terminal is as before then."""
        if self._answer is None:
            try:
                self._answer = read_answer(self._read(), self._signs)
            finally:
                self._restore()
        return self._answer

    def _ask(self) -> None:
        import termios

        file = sys.stdin.fileno()
        try:
            if os.tcgetpgrp(file) != os.getpgrp():  # in the background one neither writes nor reads
                self._answer = Answer()
                return
            self._before = termios.tcgetattr(file)
            quiet = termios.tcgetattr(file)
            quiet[0] &= ~termios.ICRNL  # Enter stays what the screen will take it for
            quiet[3] &= ~(termios.ICANON | termios.ECHO)
            termios.tcsetattr(file, termios.TCSANOW, quiet)
        except (OSError, termios.error):
            self._answer = Answer()
            return
        self._asked_at = time.monotonic()
        try:
            sys.stdout.write(question(self._signs))
            sys.stdout.flush()
        except OSError:
            self._restore()
            self._answer = Answer()

    def _read(self) -> bytes:
        """Return all that has come, at the latest until patience ends or both answers are there."""
        import select

        file, data = sys.stdin.fileno(), b""
        while not is_complete(data, self._signs):
            left = max(0.0, self._asked_at + PATIENCE - time.monotonic())
            if not select.select([file], [], [], left)[0]:
                break
            try:
                part = os.read(file, 4096)
            except OSError:
                break
            if not part:
                break
            data += part
        return data

    def _restore(self) -> None:
        import termios

        if self._before is not None:
            try:
                termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, self._before)
            except (OSError, termios.error):  # the window is gone
                return
