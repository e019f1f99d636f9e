"""Libraries that are not proof against hostile files, run in a process of their own with limits.

Such a library may take any amount of time or memory, abort, or print to the terminal that belongs to the screen. Its
program reads the file from the standard input, limits its own memory and writes what it found as msgpack.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path
from threading import Thread

from govtui.intake.watch import Watch

_STEP = 0.05


class TooLongError(Exception):
    """The program was still at it when its time was over."""


def run_program(program: Path, arguments: list[str], data: bytes, watch: Watch, seconds: float) -> bytes:
    """Return what a program writes that is given `data`, nothing or a part of it where it died of the file.

    Raises TooLongError where it takes more than some `seconds`, and what the watch raises; it is then killed.
    """
    command = [sys.executable, "-P", "-X", "utf8", str(program), *arguments]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows would open a console
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, creationflags=hidden) as process:
        _feed(process, data)
        try:
            return _output(process, watch, seconds)
        finally:
            process.kill()


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Give a program its data by a thread of their own.

    `communicate` writes no more of it once its time was over, and a pipe holds 64 KB only.
    """
    pipe, process.stdin = process.stdin, None

    def write() -> None:
        with contextlib.suppress(OSError):  # it has ended before it had read all
            if pipe:
                with pipe:
                    pipe.write(data)

    Thread(target=write, daemon=True).start()


def _output(process: subprocess.Popen[bytes], watch: Watch, seconds: float) -> bytes:
    waited = 0.0
    while True:
        try:
            return process.communicate(timeout=_STEP)[0]
        except subprocess.TimeoutExpired:
            waited += _STEP
            watch(0, 0)
            if waited > seconds:
                raise TooLongError from None
