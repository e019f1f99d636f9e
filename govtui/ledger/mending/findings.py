"""What a check of a ledger can find, each under a name of its own."""

from __future__ import annotations

from collections import Counter
from enum import Enum
from typing import Final, NamedTuple


class FindingKind(Enum):
    """What was found. All but the last three are faults."""

    CHANGED_LINE = "changed-line"
    """A line of the journal is not as it was written."""
    MISSING_LINE = "missing-line"
    """Numbers are missing in the journal, in the middle or at its end."""
    MISPLACED_LINE = "misplaced-line"
    """A line stands behind later ones."""
    REPEATED_LINE = "repeated-line"
    """A number comes twice."""
    BROKEN_CHAIN = "broken-chain"
    """A line is as it was written, but not behind the line that stands before it."""
    TORN_LINE = "torn-line"
    """The last line was cut off while it was written."""
    UNKNOWN_LINE = "unknown-line"
    """A line is as it was written, but no transaction that this program knows."""
    CONTRADICTING_LINE = "contradicting-line"
    """A transaction does not fit what stood in the ledger before it."""
    UNREADABLE_FILE = "unreadable-file"
    """The disk does not give a file back."""
    NEWER_FORMAT = "newer-format"
    """A newer program wrote it: this one cannot check all of it."""
    CHECKPOINT_MISSING = "checkpoint-missing"
    CHECKPOINT_DAMAGED = "checkpoint-damaged"
    """`ledger.json` is not what this program wrote last."""
    CHECKPOINT_FOREIGN = "checkpoint-foreign"
    """`ledger.json` belongs to another journal."""
    CHECKPOINT_DIFFERENT = "checkpoint-different"
    """`ledger.json` is not what the journal leads to."""
    BAD_ID = "bad-id"
    """An id that no document or task can have."""
    UNKNOWN_DOCUMENT = "unknown-document"
    """A task of a document that is not in the ledger."""
    UNKNOWN_TASK = "unknown-task"
    """An order names a task that is not in the ledger."""
    UNKNOWN_TRANSACTION = "unknown-transaction"
    """A transaction takes back, or makes stand again, one that is not before it."""
    EVIDENCE_MISSING = "evidence-missing"
    EVIDENCE_CHANGED = "evidence-changed"
    SHEET_MISSING = "sheet-missing"
    """A sheet that was handed in is not there."""
    SHEET_CHANGED = "sheet-changed"
    BACKUP_DAMAGED = "backup-damaged"
    LOST_TWIN = "lost-twin"
    """A task is linked with one that a newer version of its document has dropped."""
    UNUSED_EVIDENCE = "unused-evidence"
    """A kept file that nobody refers to."""
    LEFTOVER = "leftover"
    """A file that something left behind that was interrupted, or that was set aside."""

    @property
    def is_fault(self) -> bool:
        """Say whether the ledger is not sound because of it; the others are only worth a word."""
        return self not in (FindingKind.LOST_TWIN, FindingKind.UNUSED_EVIDENCE, FindingKind.LEFTOVER)


class Finding(NamedTuple):
    """One thing that was found."""

    kind: FindingKind
    text: str
    """A sentence in Chinese without a full stop."""
    place: str = ""
    """Where: `journal.jsonl 第 5 行`, `ledger.json`, `任务 1-4`, `evidence/….pdf`."""


class Report(NamedTuple):
    """What a check found, and what it looked at."""

    findings: tuple[Finding, ...]
    lines: int = 0
    """Of the journal."""
    documents: int = 0
    tasks: int = 0
    evidence: int = 0
    """Files of evidence that tasks or the history refer to."""
    backups: int = 0

    @property
    def faults(self) -> tuple[Finding, ...]:
        """The findings because of which the ledger is not sound."""
        return tuple(finding for finding in self.findings if finding.kind.is_fault)

    @property
    def sound(self) -> bool:
        """Say whether nothing is wrong."""
        return not self.faults


class Findings:
    """Findings as they come: of each kind the first ones, and how many more there were."""

    MOST: Final = 200

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._counts: Counter[FindingKind] = Counter()

    def add(self, kind: FindingKind, text: str, place: str = "") -> None:
        """Note a finding."""
        self._counts[kind] += 1
        if self._counts[kind] <= self.MOST:
            self._found.append(Finding(kind, text, place))

    def all(self) -> tuple[Finding, ...]:
        """Return what was found, in its order."""
        rest = (
            Finding(kind, f"同类情况另有 {count - self.MOST} 处")
            for kind, count in self._counts.items()
            if count > self.MOST
        )
        return (*self._found, *rest)
