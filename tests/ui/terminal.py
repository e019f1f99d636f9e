"""Runs the real program in a real pseudo-terminal, presses keys and reads the screen."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from string import ascii_lowercase
from types import TracebackType
from typing import Self
from unittest.mock import patch

import pyte
from wcwidth import wcwidth

from govtui.terminal.signs import is_ambiguous

KEYS = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    **dict(zip(("f1", "f2", "f3", "f4"), ("\x1bOP", "\x1bOQ", "\x1bOR", "\x1bOS"), strict=True)),
    "f5": "\x1b[15~",
    "f11": "\x1b[23~",
    "f12": "\x1b[24~",
    "space": " ",
    "delete": "\x1b[3~",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "ctrl+up": "\x1b[1;5A",
    "ctrl+down": "\x1b[1;5B",
    "ctrl+right": "\x1b[1;5C",
    "ctrl+left": "\x1b[1;5D",
    **dict(
        zip(("f6", "f7", "f8", "f9", "f10"), ("\x1b[17~", "\x1b[18~", "\x1b[19~", "\x1b[20~", "\x1b[21~"), strict=True)
    ),
    **{f"ctrl+{char}": chr(ord(char) & 31) for char in ascii_lowercase if char not in "him"},
}

UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=?][0-9;]*u|\x1bP.*?\x1b\\|\x1b\[\?2026\$p|\x1b\[>[0-9;]*[a-zA-Z]", re.DOTALL)
REACTION = 2.0
"""Seconds for which somebody waits who presses a key and sees nothing."""
QUIET = 0.15
"""Seconds without a change after which all is taken to be shown."""
PATIENCE = 20.0
"""Seconds after which a screen that does not show what is expected has failed."""


def introduce(home: Path, name: str = "李青") -> None:
    """Set 操作人 for the user with this home, so that neither that is asked for, nor today or the tour comes first."""
    settings = home / ".config" / "govtui" / "settings.json"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text(f'{{"operator": "{name}", "greeting": false, "toured": true}}', encoding="utf-8")


def old_console_width(char: str) -> int:
    """Return the cells of a character on a console that draws “ … ─ two cells wide."""
    return 2 if is_ambiguous(char) else int(wcwidth(char))


class AnsweringScreen(pyte.Screen):
    """A screen that says where its cursor is when it is asked, as terminals do."""

    def __init__(self, columns: int, lines: int, answer: Callable[[bytes], object], *, wide: bool) -> None:
        self._answer = answer
        self._wide = wide
        super().__init__(columns, lines)

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())

    def draw(self, data: str) -> None:
        with patch("pyte.screens.wcwidth", old_console_width if self._wide else wcwidth):
            super().draw(data)


class Terminal:
    """A program on a screen of `columns` × `lines`; one that is `wide` draws “ … ─ in two cells."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], columns: int = 80, lines: int = 24, *, wide: bool = False
    ) -> None:
        self.screen = AnsweringScreen(columns, lines, lambda data: os.write(self._fd, data), wide=wide)
        self._stream = pyte.ByteStream(self.screen)
        self._exit_code: int | None = None
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execve(
                command[0],
                list(command),
                {
                    **env,
                    "TERM": "xterm-256color",
                    "COLORTERM": "truecolor",
                    "COLUMNS": str(columns),
                    "LINES": str(lines),
                },
            )
        self.resize(columns, lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._exit_code is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._fd)

    @property
    def text(self) -> str:
        """The lines of the screen. The cell behind a wide character is empty."""
        columns, lines = range(self.screen.columns), range(self.screen.lines)
        buffer = self.screen.buffer
        return "\n".join("".join(buffer[y][x].data for x in columns).rstrip() for y in lines)

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size, as dragging its window does."""
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
        self.screen.resize(lines, columns)
        os.kill(self.pid, signal.SIGWINCH)

    def press(self, *keys: str) -> None:
        """Press keys by name; anything else is typed as it stands."""
        for key in keys:
            os.write(self._fd, KEYS.get(key, key).encode())
            self._read(0.05)

    def paste(self, text: str) -> None:
        """Paste a text as terminals do, in brackets and with carriage returns for line breaks."""
        self.press(f"\x1b[200~{text.replace(chr(10), chr(13))}\x1b[201~")

    def wait_for(self, text: str) -> None:
        """Wait until the screen shows `text`."""
        self._wait(lambda: text in self.text, f"{text!r} did not appear")

    def wait_gone(self, text: str) -> None:
        """Wait until the screen does not show `text` any more."""
        self._wait(lambda: text not in self.text, f"{text!r} did not go away")

    def press_and_see(self, key: str) -> None:
        """Press a key as somebody does who looks what it does before the next one is pressed."""
        before = self._appearance()
        self.press(key)
        end = time.monotonic() + REACTION
        while self._appearance() == before and time.monotonic() < end:
            self._read(0.05)
        shown = None
        while shown != self._appearance():
            shown = self._appearance()
            self._read(QUIET)

    def _appearance(self) -> tuple[object, ...]:
        """Return all that can be seen: text, colours, the cursor."""
        lines = range(self.screen.lines)
        cells = [tuple(self.screen.buffer[y][x] for x in range(self.screen.columns)) for y in lines]
        return (tuple(cells), self.screen.cursor.x, self.screen.cursor.y, self.screen.cursor.hidden)

    def wait_exit(self) -> int:
        """Wait until the program has ended, and return its exit code."""
        self._wait(lambda: self._exit_code is not None, "the program did not end")
        assert self._exit_code is not None
        return self._exit_code

    def _wait(self, done: Callable[[], bool], complaint: str) -> None:
        end = time.monotonic() + PATIENCE
        while not done():
            if time.monotonic() > end:
                raise AssertionError(f"{complaint}; the screen shows:\n{self.text}")
            self._read(0.05)

    def _read(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self._exit_code is None and (left := end - time.monotonic()) > 0:
            if not select.select([self._fd], [], [], left)[0]:
                return
            try:
                data = os.read(self._fd, 65536)
            except OSError:  # Linux says so when the program has closed its side
                data = b""
            if not data:
                self._exit_code = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
                return
            self._stream.feed(UNKNOWN_TO_PYTE.sub(b"", data))
