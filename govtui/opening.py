"""Opening a file or a web address with the program that the system has for it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Final

from govtui.errors import RequestError
from govtui.text import one_line

SECONDS: Final = 1.0
"""How long a starter may take to say that it found no program; it may also run as long as the program itself."""

PROGRAMS: Final = re.compile(
    r"\.(?:app|bat|cmd|com|command|cpl|desktop|exe|hta|inf|jar|jse?|lnk|ms[cip]|pif|ps1|pyw?|reg|sc[fr]|sh|url|vb[es]?"
    r"|workflow|ws[fh]?)",
    re.IGNORECASE,
)
"""The endings of what a system would not show, but run."""

_WEB: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_SCHEME: Final = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)  # one letter is a drive
_STARTERS: Final = (("xdg-open",), ("gio", "open"))


def open_with_system(target: str | Path) -> None:
    """Open a file, a folder (Path, or text that names one) or a web address, and do not wait until it is closed.

    It takes up to `SECONDS`, so a screen calls it in a thread. Raises RequestError for what is neither, for a program,
    which would be run, and where the system has nothing to open it with.
    """
    if isinstance(target, str) and _WEB.fullmatch(target):
        _start(target, "网址", target)
        return
    if isinstance(target, str) and _SCHEME.match(target):
        raise RequestError("打不开", f"“{one_line(target)}”不是网页地址", "只能打开以 http:// 或 https:// 开头的网址")
    path = Path(target).absolute()
    if not path.exists():
        raise RequestError("打不开", f"没有找到“{one_line(str(target))}”", "请核对文件的位置后重试")
    if path.is_file() and PROGRAMS.fullmatch(path.suffix):
        cause = f"“{one_line(path.name)}”是程序或快捷方式，打开它就会运行"
        raise RequestError("没有打开", cause, f"确实需要时，请自行到 {path.parent} 中查看")
    _start(str(path), f"“{one_line(path.name)}”", str(path))


def _start(target: str, name: str, place: str) -> None:
    """Hand a file's whole path or an address to the system. Raises RequestError."""
    try:
        if sys.platform == "win32":
            os.startfile(target)
            return
        words = _starter(place)
        process = subprocess.Popen(
            [*words, target],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # it goes on when this program ends, and cannot write over its screen
        )
    except OSError as error:
        raise _not_opened(name, one_line(error.strerror or str(error)), place) from error
    try:
        code = process.wait(SECONDS)
    except subprocess.TimeoutExpired:
        Thread(target=process.wait, daemon=True).start()  # or its entry in the system's table would stay
        return
    if code:
        raise _not_opened(name, "系统没有打开这类文件的程序", place)


def _starter(place: str) -> tuple[str, ...]:
    """Return the words of the program that finds the right program. Raises RequestError."""
    if sys.platform == "darwin":
        return ("open",)
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise RequestError("打不开", "这里没有图形桌面，不能打开别的程序", f"请在有桌面的计算机上打开：{place}")
    for words in _STARTERS:
        if found := shutil.which(words[0]):
            return (found, *words[1:])
    raise RequestError("打不开", "系统中没有 xdg-open 或 gio 程序", f"请安装 xdg-utils，或自行打开：{place}")


def _not_opened(name: str, cause: str, place: str) -> RequestError:
    return RequestError("打不开", f"{name}没有打开（{cause}）", f"请安装能打开它的程序，或自行打开：{place}")
