"""The clipboard of Windows, by the functions of the system itself: nothing has to be installed for it."""

from __future__ import annotations

import time
from typing import Any

from govtui.errors import IntakeError

_UNICODE_TEXT = 13
_PAUSE = 0.05
"""Seconds between two tries: only one program can have the clipboard open at a time."""


def take(seconds: float, most: int) -> tuple[bytes, bytes]:
    """Return the content of the clipboard as “HTML Format” and as UTF-16 text, each empty where there is none.

    No more than `most` bytes of each are taken, and one more where there are more. Raises IntakeError where another
    program keeps the clipboard for `seconds`.
    """
    import ctypes

    load: Any = getattr(ctypes, "WinDLL")  # noqa: B009 - it is there on Windows only
    user, kernel = load("user32"), load("kernel32")
    pointer = ctypes.c_void_p
    user.GetClipboardData.restype, user.GetClipboardData.argtypes = pointer, [ctypes.c_uint]
    user.OpenClipboard.argtypes = [pointer]
    user.RegisterClipboardFormatW.argtypes = [ctypes.c_wchar_p]
    kernel.GlobalLock.restype, kernel.GlobalLock.argtypes = pointer, [pointer]
    kernel.GlobalUnlock.argtypes = [pointer]
    kernel.GlobalSize.restype, kernel.GlobalSize.argtypes = ctypes.c_size_t, [pointer]

    def content(kind: int) -> bytes:
        handle = user.GetClipboardData(kind) if user.IsClipboardFormatAvailable(kind) else None
        address = kernel.GlobalLock(handle) if handle else None
        if not address:
            return b""
        try:
            return ctypes.string_at(address, min(kernel.GlobalSize(handle), most + 1))
        finally:
            kernel.GlobalUnlock(handle)

    _open(user, seconds)
    try:
        return content(user.RegisterClipboardFormatW("HTML Format")), content(_UNICODE_TEXT)
    finally:
        user.CloseClipboard()


def _open(user: Any, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not user.OpenClipboard(None):
        if time.monotonic() > end:
            raise IntakeError(
                "读不到剪贴板", "剪贴板正被别的程序占用", "请稍等再试；还不行，请用 Ctrl+V 或右键粘贴到粘贴框"
            )
        time.sleep(_PAUSE)
