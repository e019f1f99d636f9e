"""Evidence that a clerk types is taken into the ledger, and evidence that is there is opened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from govtui.errors import RequestError
from govtui.ledger.evidence import Watch, copy_to_read, evidence_of, keep_file, unwatched
from govtui.model import Evidence, EvidenceKind
from govtui.opening import open_with_system
from govtui.paths import viewing_folder
from govtui.text import one_line


def parts_of(text: str) -> list[str]:
    """Return the several pieces of evidence that were typed into one line, with ；or ; between them.

    An address may hold a ; of its own, so among addresses only the wide one parts them.
    """
    return [part.strip() for part in re.split("[；\\n]" if "://" in text else "[；;\\n]", text) if part.strip()]


def gather(folder: Path, parts: Sequence[str], watch: Watch = unwatched) -> list[Evidence]:
    """Return pieces of evidence, each once, whose files are kept in the ledger's folder when this returns.

    Copying a file takes its time: a screen calls this in a thread. Raises RequestError and LedgerError as
    `govtui.ledger.evidence` does; files that were copied before are of no harm, for nothing names them.
    """
    meant = [evidence_of(part) for part in parts]  # first all that can be wrong with a word, then the copying
    kept = (keep_file(folder, piece, watch) if isinstance(piece, Path) else piece for piece in meant)
    return list(dict.fromkeys(kept))


def show_piece(folder: Path, evidence: Evidence) -> None:
    """Open a piece with the system's program: a copy of a file, or an address. Raises RequestError and LedgerError."""
    if evidence.kind is EvidenceKind.NUMBER:
        raise RequestError(
            "文号没有可打开的文件", f"“{one_line(evidence.name)}”是一份存在别处的文件", "请按文号在机关文件档案中查找"
        )
    if evidence.kind is EvidenceKind.WEB:
        open_with_system(evidence.name)
    else:
        open_with_system(copy_to_read(folder, evidence, viewing_folder()))
