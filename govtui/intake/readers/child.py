"""Libraries that are not proof against hostile files, run in a process of their own with limits.

Such a library may take any amount of time or memory, abort, or print to the terminal that belongs to the screen. Its
program reads the file from the standard input, limits its own memory and writes what it found as msgpack.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
        try:
            return _output(process, data, watch, seconds)
        finally:
            process.kill()


def _output(process: subprocess.Popen[bytes], data: bytes, watch: Watch, seconds: float) -> bytes:
    waited = 0.0
    given: bytes | None = data
    while True:
        try:
            return process.communicate(given, timeout=_STEP)[0]
        except subprocess.TimeoutExpired:
            given = None
            waited += _STEP
            watch(0, 0)
            if waited > seconds:
                raise TooLongError from None
