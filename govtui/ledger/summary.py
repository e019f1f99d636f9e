"""The one line in Chinese that says what a transaction did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from govtui.ledger.renewal import Renewal
from govtui.ledger.transactions import Change
from govtui.model import DocumentData, DocumentDraft, Evidence, Progress, Status
from govtui.text import clip, one_line

_QUOTED_CELLS = 60
_IDS_SHOWN = 3
_FIELDS_QUOTED = 2


def of_documents(drafts: Sequence[DocumentDraft]) -> str:
    """导入《青禾县2023年政务公开工作要点任务分解表》共50项."""
    name = title_of(drafts[0])
    several = f"等{len(drafts)}份来文" if len(drafts) > 1 else ""
    return f"导入{name}{several}共{sum(len(draft.tasks) for draft in drafts)}项"


def of_renewal(draft: DocumentDraft, renewal: Renewal) -> str:
    """更新《青禾县2023年政务公开工作要点任务分解表》：新增3项、改动5项、取消1项，其余40项不变."""
    return f"更新{title_of(draft)}：{renewal_counts(renewal)}"


def renewal_counts(renewal: Renewal) -> str:
    """Return how many tasks a newer version adds, changes and drops; what is none of these is not named."""
    counts = (("新增", renewal.added), ("改动", renewal.changed), ("取消", renewal.dropped))
    changes = ["、".join(f"{word}{len(tasks)}项" for word, tasks in counts if tasks)]
    changes += [f"{len(renewal.renumbered)}项只改了序号"] if renewal.renumbered else []
    same = len(renewal.kept) - len(renewal.changed) - len(renewal.renumbered)
    changes += [f"其余{same}项不变"] if same and any(changes) else []
    return "，".join(filter(None, changes)) or "任务没有变化"


def title_of(document: DocumentData) -> str:
    """Return a document's title in its marks, its file's name where it has no title."""
    return f"《{_quoted(document.title)}》" if document.title else f"“{_quoted(document.source)}”"


def of_changes(
    changes: Sequence[Change], status: Status | None, note: str | None, progress: Progress | None, reason: str
) -> str:
    """办理状态改为“已完成”，备注改为“已核实”：1-3、1-4、1-5等8项. A `reason` stands in place of what was changed."""
    touched = {field for change in changes for field in change.after or ()}
    parts = []
    if status is not None and "status" in touched:
        parts.append(f"办理状态改为“{status.label}”")
    if note is not None and "note" in touched:
        parts.append(f"备注改为“{_quoted(note)}”" if note else "清空备注")
    if progress is not None:
        parts.append(_entry(progress))
    return f"{one_line(reason) or '，'.join(parts)}：{some_ids([change.id for change in changes])}"


def _entry(entry: Progress) -> str:
    said = (("登记进展", entry.text), ("存在问题", entry.problem), ("下一步措施", entry.next_step))
    return "，".join(f"{word}“{_quoted(text)}”" for word, text in said if text)


def of_entry(changes: Sequence[Change], entry: Progress, *, twins: int) -> str:
    """登记进展“已公布3次”，含相同任务1项：1-3、2-4; `twins` are those of the tasks that it went to as linked ones."""
    linked = f"，含相同任务{twins}项" if twins else ""
    return f"{_entry(entry)}{linked}：{some_ids([change.id for change in changes])}"


def of_edit(changes: Sequence[Change], said: Mapping[str, str], reason: str) -> str:
    """责任单位改为“县财政局”，完成时限改为“6月底前”：1-3. More are only named; a `reason` stands in place."""
    words = "，".join(f"{name}改为“{_quoted(text)}”" if text else f"清空{name}" for name, text in said.items())
    if len(said) > _FIELDS_QUOTED:
        words = f"修改{'、'.join(map(_quoted, said))}"
    return f"{one_line(reason) or words}：{some_ids([change.id for change in changes])}"


def of_evidence(change: Change, evidence: Sequence[Evidence], *, removed: bool = False) -> str:
    """添加佐证材料“现场照片.jpg”等2份：1-3; 移除佐证材料“现场照片.jpg”：1-3."""
    several = f"等{len(evidence)}份" if len(evidence) > 1 else ""
    return f"{'移除' if removed else '添加'}佐证材料“{_quoted(evidence[0].name)}”{several}：{change.id}"


def some_ids(task_ids: Sequence[str]) -> str:
    """Return a few ids, and how many there are: 1-3、1-4、1-5等8项."""
    shown = "、".join(task_ids[:_IDS_SHOWN])
    return shown if len(task_ids) <= _IDS_SHOWN else f"{shown}等{len(task_ids)}项"


def _quoted(text: str) -> str:
    return clip(one_line(text), _QUOTED_CELLS)
