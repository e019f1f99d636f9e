"""The console of Windows, asked by the functions of the system itself: it says at once where its cursor is."""

from __future__ import annotations

import sys
from typing import Any

_OUTPUT = -11


def console_cells(signs: str) -> dict[str, int]:
    """Return how many cells the console takes for each of the `signs`; nothing where its output is no console."""
    cells = {sign: _cells_of(sign) for sign in signs}
    sys.stdout.write("\r  \r")
    sys.stdout.flush()
    return cells if all(count in (1, 2) for count in cells.values()) else {}


def _cells_of(char: str) -> int:
    sys.stdout.write(f"\r{char}")
    sys.stdout.flush()
    return _cursor_column()


def _cursor_column() -> int:
    """Return the cells left of the cursor; -1 where the console does not say."""
    import ctypes

    class Info(ctypes.Structure):
        """CONSOLE_SCREEN_BUFFER_INFO: eleven numbers of two bytes, the third is the cursor's column."""

        _fields_ = (("numbers", ctypes.c_short * 11),)

    load: Any = getattr(ctypes, "WinDLL")  # noqa: B009 - it is there on Windows only
    kernel = load("kernel32")
    kernel.GetStdHandle.restype, kernel.GetStdHandle.argtypes = ctypes.c_void_p, [ctypes.c_ulong]
    kernel.GetConsoleScreenBufferInfo.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    info = Info()
    handle = kernel.GetStdHandle(ctypes.c_ulong(_OUTPUT))
    return int(info.numbers[2]) if kernel.GetConsoleScreenBufferInfo(handle, ctypes.byref(info)) else -1
