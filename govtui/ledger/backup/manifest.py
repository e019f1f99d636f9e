"""What a backup says about itself: its manifest, the names that its files may have, and the note for who finds it."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from govtui.file_names import is_bearable
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME
from govtui.text import clip, one_line

MANIFEST_NAME: Final = "manifest.json"
NOTE_NAME: Final = "说明.txt"
EVIDENCE_NAME: Final = "evidence"
"""The folder of 佐证材料, in the ledger's folder and in a backup."""
SUBMISSIONS_NAME: Final = "submissions"
"""The folder of the sheets that were handed in, likewise: a backup treats them as it treats evidence."""

_SHOWN_CELLS: Final = 60
_OWN_SUM = re.compile(r"[0-9a-f]{64}")


class Member(msgspec.Struct, frozen=True):
    """A file in a backup, or one that it names."""

    path: str
    """Within the ledger's folder, with `/` between its parts."""
    size: int
    """Bytes."""
    sha256: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds: the file `manifest.json` in it."""

    format: int
    """The newest format of what is in it."""
    made_at: dt.datetime
    """With the offset of the computer's time zone."""
    name: str
    """The ledger's."""
    operator: str
    """操作人: who made it."""
    number: int
    """The last transaction in it, 0 for an empty ledger; the last before the damage where the journal is damaged."""
    hash: str
    """The hash of that transaction's line."""
    raw: bool = False
    """The ledger's files as they stood there, damaged or not."""
    files: tuple[Member, ...]
    """The files in it, the manifest itself excepted."""
    beside: tuple[Member, ...] = ()
    """Evidence and sheets that are not in it but stood in the ledger's folder when it was made."""

    @property
    def evidence(self) -> tuple[Member, ...]:
        """The evidence in it, and the sheets that were handed in."""
        return tuple(member for member in self.files if is_evidence(member.path))


def is_evidence(path: str) -> bool:
    """Say whether a path within the ledger's folder is that of evidence, or of a sheet that was handed in."""
    return path.startswith((f"{EVIDENCE_NAME}/", f"{SUBMISSIONS_NAME}/"))


def is_lawful(path: str) -> bool:
    """Say whether a backup may hold a file of this path: nothing in it may lead out of the ledger's folder."""
    if path in (JOURNAL_NAME, CHECKPOINT_NAME, NOTE_NAME, MANIFEST_NAME):
        return True
    return is_evidence(path) and all(map(is_bearable, path.split("/")))


def kept_words(paths: Iterable[str]) -> str:
    """Return how many pieces of evidence and sheets there are among paths, in words: 佐证材料3件、报送表2份."""
    found = [path.partition("/")[0] for path in paths]
    counts = ((EVIDENCE_NAME, "佐证材料", "件"), (SUBMISSIONS_NAME, "报送表", "份"))
    return "、".join(f"{word}{found.count(name)}{unit}" for name, word, unit in counts if name in found)


def sum_in_name(path: str) -> str:
    """Return the SHA-256 that a piece of evidence is named by, empty for a file that was put there by hand."""
    found = _OWN_SUM.match(path.rpartition("/")[2])
    return found[0] if found else ""


def evidence_in(folder: Path) -> Iterator[str]:
    """Yield the paths of all evidence in a ledger's folder, then those of the sheets that were handed in, in order.

    A file that is just being put there is none. Raises OSError.
    """
    for name in (EVIDENCE_NAME, SUBMISSIONS_NAME):
        yield from _files_in(folder, name)


def _files_in(folder: Path, store: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder / store, onerror=_raise_if_it_matters):
        folders.sort()
        for name in sorted(names):
            file = Path(place, name)
            path = file.relative_to(folder).as_posix()
            if is_lawful(path) and not name.endswith(".tmp") and file.is_file() and not file.is_symlink():
                yield path


def _raise_if_it_matters(error: OSError) -> None:
    if not isinstance(error, FileNotFoundError):  # a ledger without evidence has no folder for it
        raise error


def shown(path: str) -> str:
    """Return a path from a backup, which may hold anything, as it is told to the clerk."""
    return clip(one_line(path), _SHOWN_CELLS)


def note_for(manifest: Manifest) -> str:
    """Return the text of `说明.txt`: what this file is, and how the ledger comes back from it."""
    made = manifest.made_at
    maker = f"，操作人 {one_line(manifest.operator)}" if manifest.operator else ""
    name = f"“{one_line(manifest.name)}”" if manifest.name else ""
    lines = [
        f"这是工作台账{name}的备份，由 govtui 制作",
        f"制作时间：{made.year}年{made.month}月{made.day}日 {made:%H:%M}{maker}",
        "",
        "里面有什么",
        f"  {JOURNAL_NAME}    修改记录：台账的全部内容和每一次修改，一次一行",
    ]
    if manifest.raw:
        lines.append(f"  {CHECKPOINT_NAME}      台账当时的汇总文件")
    kept = {member.path.partition("/")[0] for member in manifest.evidence}
    if EVIDENCE_NAME in kept:
        lines.append(f"  {EVIDENCE_NAME}/        佐证材料的原件")
    if SUBMISSIONS_NAME in kept:
        lines.append(f"  {SUBMISSIONS_NAME}/     报送过的表")
    if manifest.beside and not kept:
        lines.append(f"  （不含佐证材料的原件，它们在台账文件夹的 {EVIDENCE_NAME} 里，清单中列有每一个）")
    lines += [
        f"  {MANIFEST_NAME}    清单：每个文件的大小和校验值（SHA-256）",
        "",
        "怎样恢复",
        "  1. 不要解压，也不要改动这个文件",
        "  2. 在装有 govtui 的计算机上运行：govtui restore 这个文件.zip，或者在程序里选“恢复”",
        "  3. 恢复之前，程序会先把台账现有的内容另存到台账文件夹的 backups 里",
        "",
        f"程序恢复不了时：解压后把 {JOURNAL_NAME} 和 {EVIDENCE_NAME} 放进一个空文件夹，用 govtui 打开那个文件夹",
    ]
    if manifest.raw:
        lines.append("这一份是恢复别的备份之前留下的原样，其中的文件可能已经损坏")
    return "".join(f"{line}\r\n" for line in lines)
