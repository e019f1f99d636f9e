"""What a newer version of a document brings, as the clerk reads it before it is stored."""

from __future__ import annotations

from itertools import takewhile

from govtui.ledger.renewal import SEQ, FieldChange, Match, Renewal, has_work
from govtui.ledger.summary import renewal_counts
from govtui.model import Task
from govtui.review.facts import Fact
from govtui.text import clip, one_line

_QUOTED = 60
"""Cells of a requirement that names a task."""
_EXCERPT = 60
"""Cells of a wording before or after its change …"""
_CONTEXT = 6
"""… and characters that are shown around what is different in a longer one."""


def renewal_facts(renewal: Renewal) -> list[Fact]:
    """Return what a newer version brings: how much in all, then each task that is new, changed or dropped."""
    return [
        ("新版变化", renewal_counts(renewal)),
        *(("新增", f"第{draft.seq}项 {_quoted(draft.requirement)}") for draft in renewal.added),
        *(("改动", _changed_words(match)) for match in renewal.changed),
        *(("取消", _dropped_words(task)) for task in renewal.dropped),
    ]


def _changed_words(match: Match) -> str:
    """Return a changed task with its fields: 1-3 修补坑槽。：完成时限“6月底”→“9月底”；责任单位……."""
    assert match.task is not None, "a new task has not changed"
    changes = "；".join(map(change_words, match.changes))
    return f"{match.task.id} {_quoted(match.task.requirement)}：{changes}"


def change_words(change: FieldChange) -> str:
    """Return what became of one field: 完成时限“6月底”→“9月底”; of a long text only the place that is different."""
    if change.name == SEQ:
        return f"序号{change.before}→{change.after}"
    before, after = _excerpts(one_line(change.before), one_line(change.after))
    if not change.before or not change.after:
        return f"{change.name}{'新增' if change.after else '删去'}“{after or before}”"
    return f"{change.name}“{before}”→“{after}”"


def _excerpts(before: str, after: str) -> tuple[str, str]:
    """Return both texts without the beginning and the end that they share, but for a few characters of each."""
    if len(before) + len(after) <= _EXCERPT or not before or not after:
        return clip(before, _EXCERPT), clip(after, _EXCERPT)
    head = _shared(before, after)
    tail = _shared(before[head:][::-1], after[head:][::-1])
    start = max(0, head - _CONTEXT)

    def excerpt(text: str) -> str:
        end = min(len(text), len(text) - tail + _CONTEXT)
        return f"{'…' if start else ''}{clip(text[start:end], _EXCERPT)}{'…' if end < len(text) else ''}"

    return excerpt(before), excerpt(after)


def _shared(text: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(text, other, strict=False)))


def _dropped_words(task: Task) -> str:
    """Return a task that is dropped, and what becomes of it."""
    what = f"{task.id} {_quoted(task.requirement)}"
    if not has_work(task):
        return what
    kept = "保留" if task.status.settled else "保留并转为“暂缓”"
    return f"{what}（已有办理情况，{kept}，备注“新版来文未列入”）"


def _quoted(text: str) -> str:
    return clip(one_line(text), _QUOTED)
