"""Names of files and folders that every system bears: Windows, FAT sticks and Linux take different ones."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final

from govtui.text import clip, one_line

LONGEST_NAME: Final = 255
"""Characters of a name on NTFS; elsewhere bytes."""

_LONGEST_STEM: Final = 180
"""Bytes in UTF-8: file systems allow 255 for a name, and a temporary name is longer than its own."""
_SHORT_CELLS: Final = 60
"""Of a title within a name: a date and an ending have room behind it."""
_SIGNS: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_DEVICE: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d) *(?:\..*)?", re.IGNORECASE)
"""Names that are devices on Windows, in any folder and with any ending."""


def is_bearable(name: str) -> bool:
    """Say whether every system bears a name as it is."""
    unfit = _SIGNS.search(name) or _DEVICE.fullmatch(name) or name.endswith((".", " "))
    return 0 < len(name) <= LONGEST_NAME and not unfit


def bearable(name: str, substitute: str = "") -> str:
    """Return a name without what some system does not take in one; empty where nothing remains.

    That is signs (a `substitute` stands for each), dots and blanks at its ends, and being called like a device.
    """
    plain = _SIGNS.sub(substitute, one_line(name)).strip(". ")
    return f"_{plain}" if _DEVICE.fullmatch(plain) else plain


def short_name(text: str, instead: str = "") -> str:
    """Return a title as (the beginning of) a name that every system bears; `instead` where nothing remains of it."""
    return clip(bearable(text), _SHORT_CELLS, "").strip(". ") or instead


def safe_name(name: str, instead: str = "文件") -> str:
    """Return a file's name as every system can bear it, cut where it is too long; `instead` where nothing remains."""
    name = bearable(name, "_")
    suffix = PurePosixPath(name).suffix
    stem = name.removesuffix(suffix)
    if len(suffix.encode()) > _LONGEST_STEM // 2:
        stem, suffix = name, ""
    return f"{stem.encode()[:_LONGEST_STEM].decode(errors='ignore').rstrip('. ') or instead}{suffix}"
