"""What is to be known of the terminal and the computer when a screen looks wrong: values, for the help desk."""

from __future__ import annotations

import locale
import os
import platform
import shutil
import sys
import tempfile
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

TOOLKIT = "textual"


class Folder(msgspec.Struct, frozen=True):
    """A folder that the program writes to."""

    name: str
    """What lies in it, in Chinese."""
    path: str
    there: bool
    """False where it will be made when it is needed."""
    writable: bool
    free: int | None
    """Bytes that are free on its disk; None where that is not known."""


class TerminalFacts(msgspec.Struct, frozen=True):
    """What the terminal and the computer say of themselves."""

    reads: bool
    """The program reads what is typed in a terminal, and not from a file or another program."""
    writes: bool
    """Likewise, what it prints is seen in a terminal."""
    columns: int
    lines: int
    kind: str
    """TERM; empty where it is not set, as on Windows."""
    program: str
    """The terminal's name, where it tells that."""
    colours: str
    locale: str
    encodings: tuple[str, str, str]
    """Of what is read, of what is printed, of the names of files."""
    system: str
    python: str
    toolkit: str
    """The version of the library that draws the screen; empty where it is missing."""


def terminal_facts() -> TerminalFacts:
    """Return what can be found out without asking the terminal."""
    size = shutil.get_terminal_size()
    return TerminalFacts(
        reads=sys.stdin.isatty(),
        writes=sys.stdout.isatty(),
        columns=size.columns,
        lines=size.lines,
        kind=os.environ.get("TERM", ""),
        program=_program(),
        colours=_colours(),
        locale=".".join(part for part in locale.getlocale() if part),
        encodings=(_encoding(sys.stdin), _encoding(sys.stdout), sys.getfilesystemencoding()),
        system=f"{platform.system()} {platform.release()} {platform.machine()}",
        python=platform.python_version(),
        toolkit=_toolkit(),
    )


def folder_facts(name: str, path: Path) -> Folder:
    """Return what can be said of a folder; where it is not there yet, of the one that it would be made in."""
    nearest = next((folder for folder in (path, *path.parents) if folder.is_dir()), path)
    free = None
    with suppress(OSError):
        free = shutil.disk_usage(nearest).free
    return Folder(name, str(path), path.is_dir(), _is_writable(nearest), free)


def _is_writable(folder: Path) -> bool:
    """Say whether a file can be made there: the system's own answer is wrong for network disks."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _program() -> str:
    """Return what terminals leave of themselves in the environment."""
    if "WT_SESSION" in os.environ:
        return "Windows Terminal"
    return " ".join(filter(None, (os.environ.get("TERM_PROGRAM"), os.environ.get("TERM_PROGRAM_VERSION"))))


def _colours() -> str:
    if "NO_COLOR" in os.environ:
        return "不用颜色（设了 NO_COLOR）"
    if os.environ.get("COLORTERM", "").lower() in ("truecolor", "24bit") or sys.platform == "win32":
        return "全彩"
    return "256色" if "256" in os.environ.get("TERM", "") else "16色"


def _encoding(stream: object) -> str:
    return str(getattr(stream, "encoding", "") or "")


def _toolkit() -> str:
    try:
        return version(TOOLKIT)
    except PackageNotFoundError:
        return ""
