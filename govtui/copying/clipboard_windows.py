"""The clipboard of Windows, written by the functions of the system itself."""

from __future__ import annotations

import time
from typing import Any

_UNICODE_TEXT = 13
_MOVEABLE = 0x0002
_PAUSE = 0.05
"""Seconds between two tries: only one program can have the clipboard open at a time."""


def put(text: str, seconds: float) -> bool:
    """Put `text` on the clipboard, and say whether that went well; another program may keep it for `seconds`."""
    import ctypes

    load: Any = getattr(ctypes, "WinDLL")  # noqa: B009 - it is there on Windows only
    user, kernel = load("user32"), load("kernel32")
    pointer = ctypes.c_void_p
    user.OpenClipboard.argtypes = [pointer]
    user.SetClipboardData.restype, user.SetClipboardData.argtypes = pointer, [ctypes.c_uint, pointer]
    kernel.GlobalAlloc.restype, kernel.GlobalAlloc.argtypes = pointer, [ctypes.c_uint, ctypes.c_size_t]
    kernel.GlobalLock.restype, kernel.GlobalLock.argtypes = pointer, [pointer]
    kernel.GlobalUnlock.argtypes = [pointer]
    kernel.GlobalFree.restype, kernel.GlobalFree.argtypes = pointer, [pointer]

    data = text.encode("utf-16-le", "replace") + b"\0\0"
    if not _open(user, seconds):
        return False
    try:
        handle = kernel.GlobalAlloc(_MOVEABLE, len(data))
        address = kernel.GlobalLock(handle) if handle else None
        if not address:
            return False
        ctypes.memmove(address, data, len(data))
        kernel.GlobalUnlock(handle)
        user.EmptyClipboard()
        if user.SetClipboardData(_UNICODE_TEXT, handle):  # the memory belongs to the system from now on
            return True
        kernel.GlobalFree(handle)
        return False
    finally:
        user.CloseClipboard()


def _open(user: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not user.OpenClipboard(None):
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE)
    return True
