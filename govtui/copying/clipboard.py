"""Puts text on the system's clipboard, past the terminal: by Windows itself, or by the programs that Linux has for it.

Where there is neither, the terminal may be asked to do it which it never acknowledges, and
refuses where there is too much.
"""

from __future__ import annotations

import base64
import os
import shutil
import subprocess
import sys
from pathlib import Path

import msgspec

from govtui.errors import ExportError

SECONDS = 1.0
"""How long a program may take to have the text; it is asked for in the background of the screen."""

MOST_FOR_TERMINALS = 74_000
"""Bytes of a sequence: beyond that the first terminals cut it off, and put half a text on the clipboard."""

LINE_END = "\r\n" if sys.platform == "win32" else "\n"
"""What separates the rows of a table on the clipboard."""


class Program(msgspec.Struct, frozen=True):
    """A program that puts what it is given on the clipboard, and the variable without which it cannot."""

    name: str
    arguments: tuple[str, ...] = ()
    needs: str = ""


PROGRAMS = (
    Program("wl-copy", ("--type", "text/plain;charset=utf-8"), "WAYLAND_DISPLAY"),
    Program("xclip", ("-selection", "clipboard", "-in"), "DISPLAY"),
    Program("xsel", ("--clipboard", "--input"), "DISPLAY"),
    Program("pbcopy"),
)
"""In the order in which they are tried."""


def ways_to_copy() -> tuple[str, ...]:
    """Return the ways to the system's clipboard that there are here, by name, the first tried first."""
    return ("Windows",) if sys.platform == "win32" else tuple(program.name for program in _there())


def put_on_clipboard(text: str) -> str:
    """Put `text` on the system's clipboard, and return by which way; empty where none of them took it."""
    if sys.platform == "win32":
        from govtui.copying.clipboard_windows import put

        return "Windows" if put(text, SECONDS) else ""
    data = text.encode("utf-8", "replace")
    return next((program.name for program in _there() if _taken(program, data)), "")


def _there() -> tuple[Program, ...]:
    return tuple(
        program
        for program in PROGRAMS
        if (not program.needs or os.environ.get(program.needs)) and shutil.which(program.name)
    )


def _taken(program: Program, data: bytes) -> bool:
    """Say whether a program took the data.

    It goes on in the background, to give the text to whoever pastes. So it must neither hold what it was given to
    print to, nor end with this program's window.
    """
    try:
        done = subprocess.run(
            [program.name, *program.arguments],
            input=data,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            start_new_session=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def fits_terminals(text: str) -> bool:
    """Say whether a text is short enough for the way through the terminal."""
    return len(base64.b64encode(text.encode("utf-8", "replace"))) <= MOST_FOR_TERMINALS


def write_copy(text: str, folder: Path, name: str) -> Path:
    """Write what was to be copied to a new file in a folder, `name`.txt, and return it.

    It begins with a mark by which Excel and the old Notepad know the encoding. Raises ExportError.
    """
    for number in range(1, 1000):
        path = folder / f"{name}{'' if number == 1 else number}.txt"
        try:
            with path.open("x", encoding="utf-8-sig", errors="replace", newline="") as file:
                file.write(text)
        except FileExistsError:
            continue
        except OSError as error:
            reason = error.strerror or str(error)
            raise ExportError(
                "没有复制成", f"剪贴板用不了，也写不进“{folder}”：{reason}", "请换个导出文件夹"
            ) from error
        return path
    raise ExportError("没有复制成", f"“{folder}”里已有太多复制的文件", "请删掉一些再试")
