"""佐证材料 in words: what belongs to a task and to which entry of its progress, what each piece is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govtui.model import Evidence, EvidenceKind, Progress, Task
from govtui.text import one_line

KIND_WORDS = {EvidenceKind.FILE: "文件", EvidenceKind.WEB: "网址", EvidenceKind.NUMBER: "文号"}
"""What the clerk calls a kind of evidence."""

_STEP = 1024


class Attached(NamedTuple):
    """A piece of evidence and what it belongs to."""

    evidence: Evidence
    place: int | None = None
    """The place of the progress entry, from 0; None for what belongs to the task as a whole."""
    entry: Progress | None = None
    """That entry."""


def attached_to(task: Task) -> list[Attached]:
    """Return all evidence of a task: its own first, then that of its progress, oldest first."""
    own = [Attached(evidence) for evidence in task.evidence]
    told = [Attached(piece, place, entry) for place, entry in enumerate(task.progress) for piece in entry.evidence]
    return own + told


def evidence_words(evidence: Evidence) -> str:
    """Return what a piece is called: 现场照片.jpg（1.2 MB）, an address or a 文号 as it is."""
    size = f"（{size_words(evidence.size)}）" if evidence.kind is EvidenceKind.FILE else ""
    return f"{one_line(evidence.name)}{size}"


def evidence_names(pieces: Iterable[Evidence]) -> str:
    """Return the names of several pieces in one line."""
    return "；".join(one_line(evidence.name) for evidence in pieces)


def size_words(size: int) -> str:
    """Return a number of bytes as people say it: 860 字节, 12 KB, 1.2 MB."""
    if size < _STEP:
        return f"{size} 字节"
    if size < _STEP**2:
        return f"{size / _STEP:.0f} KB"
    return f"{size / _STEP**2:.1f} MB"
