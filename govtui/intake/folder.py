"""What stands in a folder that a plan could be chosen from."""

from __future__ import annotations

import datetime as dt
import os
import string
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import Enum
from pathlib import Path, PurePath

import msgspec

from govtui.errors import IntakeError
from govtui.text import clean, fold

_TEXT_SUFFIXES = (".txt", ".text", ".md")
_NOT_MEANT = (".", "~$")
"""How the names begin of hidden files and of those by which Word and Excel lock a document."""
_STEPS = ("B", "KB", "MB", "GB")


class FileOrder(Enum):
    """In which order the files stand; folders stand above them."""

    NEWEST = "新的在前"
    NAME = "按名称"
    LARGEST = "大的在前"


class Entry(msgspec.Struct, frozen=True, gc=False):
    """A folder, or a file that can be read."""

    name: str
    """As it is shown."""
    path: Path
    is_folder: bool
    size: int = 0
    modified: float = 0.0
    """Seconds since 1970."""

    @property
    def size_words(self) -> str:
        """The size as file managers give it."""
        if self.is_folder:
            return ""
        size, step = float(self.size), 0
        while size >= 1000 and step < len(_STEPS) - 1:
            size, step = size / 1024, step + 1
        return f"{size:.1f} {_STEPS[step]}" if step and size < 10 else f"{size:.0f} {_STEPS[step]}"

    @property
    def day_words(self) -> str:
        """When it was changed last, in the computer's own time; empty where that is not known."""
        if not self.modified:
            return ""
        try:
            return f"{dt.datetime.fromtimestamp(self.modified):%Y-%m-%d %H:%M}"
        except (OverflowError, OSError, ValueError):  # a clock that was set wrong
            return ""


def is_readable(name: str) -> bool:
    """Tell whether a file of this name is of a kind that can be read."""
    from govtui.intake.kind import named_kind  # with all that reads: not needed where a folder is looked for
    from govtui.intake.load import READERS

    kind = named_kind(name)
    return kind in READERS if kind else PurePath(name).suffix.lower() in _TEXT_SUFFIXES


def list_folder(folder: Path, is_wanted: Callable[[str], bool] = is_readable) -> tuple[Entry, ...]:
    """Return the folders of a folder and the files whose names are wanted, the folder above it first.

    Raises IntakeError if it cannot be read.
    """
    entries = [] if folder.parent == folder else [Entry("..", folder.parent, True)]
    try:
        with os.scandir(folder) as found:
            for item in found:
                if (entry := _entry(item, is_wanted)) is not None:
                    entries.append(entry)
    except OSError as error:
        reason = "没有权限" if isinstance(error, PermissionError) else "文件夹不存在，或所在的盘没有插好"
        raise IntakeError("文件夹打不开", f"“{clean(str(folder))}”：{reason}", "请换一个文件夹") from error
    return tuple(entries)


def _entry(item: os.DirEntry[str], is_wanted: Callable[[str], bool]) -> Entry | None:
    if item.name.startswith(_NOT_MEANT):
        return None
    try:
        if item.is_dir():
            return Entry(clean(item.name), Path(item.path), True, 0, item.stat().st_mtime)
        if not is_wanted(item.name) or not item.is_file():
            return None
        about = item.stat()
    except OSError:  # a link that leads nowhere
        return None
    return Entry(clean(item.name), Path(item.path), False, about.st_size, about.st_mtime)


def arranged(entries: Iterable[Entry], order: FileOrder, wanted: str = "") -> tuple[Entry, ...]:
    """Return the entries in an order, folders above files; of those with a name only the ones that hold `wanted`."""
    words = fold(wanted).split()
    kept = [entry for entry in entries if entry.name == ".." or all(word in fold(entry.name) for word in words)]
    if wanted:
        kept = [entry for entry in kept if entry.name != ".."]
    folders = sorted((entry for entry in kept if entry.is_folder), key=lambda entry: (entry.name != "..", entry.name))
    return (*folders, *_sorted([entry for entry in kept if not entry.is_folder], order))


def _sorted(files: Sequence[Entry], order: FileOrder) -> Sequence[Entry]:
    match order:
        case FileOrder.NEWEST:
            return sorted(files, key=lambda entry: (-entry.modified, entry.name))
        case FileOrder.LARGEST:
            return sorted(files, key=lambda entry: (-entry.size, entry.name))
        case FileOrder.NAME:
            return sorted(files, key=lambda entry: entry.name)


def drives() -> tuple[Entry, ...]:
    """Return the drives of the computer; where it has no letters for them, the root and what is plugged in."""
    if sys.platform == "win32":
        roots = [Path(f"{letter}:\\") for letter in string.ascii_uppercase]
        return tuple(Entry(str(root), root, True) for root in roots if root.exists())
    found = [Entry("/", Path("/"), True)]
    for parent in ("/media", "/run/media", "/mnt", "/Volumes"):
        found += _plugged(Path(parent), 2 if "media" in parent else 1)
    return tuple(found)


def _plugged(parent: Path, depth: int) -> list[Entry]:
    try:
        folders = sorted(path for path in parent.iterdir() if path.is_dir())
    except OSError:
        return []
    below = [entry for path in folders if depth > 1 for entry in _plugged(path, depth - 1)]
    return [*(Entry(clean(str(path)), path, True) for path in folders), *below]
