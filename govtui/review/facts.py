"""What there is to say about a task, a document, its remarks: pairs of a label and a text, the same on every screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from govtui.model import (
    DeadlineKind,
    Document,
    DocumentData,
    DocumentDraft,
    Indicator,
    Progress,
    Remark,
    RemarkKind,
    TaskDraft,
)
from govtui.timing.lights import deadline_meaning

Fact = tuple[str, str]
"""A label of the form and the text that stands beside it."""

_KINDS = {
    DeadlineKind.BY: "有截止日期",
    DeadlineKind.ONGOING: "持续推进",
    DeadlineKind.AFTER: "某事之后若干天",
    DeadlineKind.NONE: "没有时限",
}

_REMARKS = {
    RemarkKind.GAP: "编号不连续",
    RemarkKind.LEFT_OUT: "未收录的文字",
    RemarkKind.INHERITED: "沿用上一行",
    RemarkKind.JOINED: "断开后拼接",
    RemarkKind.UNCLEAR: "没有把握",
}


def task_facts(task: TaskDraft) -> list[Fact]:
    """Return what the plan says of a task beside its themes and requirement; what it does not say is left out."""
    meaning = deadline_meaning(task.deadline)
    understood = f"（{meaning}）" if meaning and meaning != task.deadline_text else ""
    pairs = (
        ("责任单位", task.units_text or "、".join(task.units)),
        ("牵头单位", "、".join(task.lead)),
        ("配合单位", "、".join(task.support)),
        ("完成时限", f"{task.deadline_text}{understood}" or "未写明"),
        ("报送日期", "、".join(f"{day}" for day in task.report_dates)),
        ("量化指标", task.measure),
        ("计数指标", "；".join(map(indicator_words, task.indicators))),
    )
    return [(label, text) for label, text in pairs if text]


def document_facts(document: DocumentData) -> list[Fact]:
    """Return what a document says about itself; what it does not say is left out, but for its title and year."""
    pairs = (
        ("标题", document.title or "未找到"),
        ("年度", str(document.year or "未找到")),
        ("发文机关", document.issuer or ""),
        ("文号", document.doc_number or ""),
        ("索引号", document.index_number or ""),
        ("成文日期", f"{document.issued_on or ''}"),
        ("文件", document.source),
        ("栏目", "、".join(document.columns)),
    )
    return [(label, text) for label, text in pairs if text]


def draft_facts(draft: DocumentDraft) -> list[Fact]:
    """Return what was understood of a document that is not loaded yet: its own data, and its tasks counted."""
    kinds = Counter(task.deadline.kind for task in draft.tasks)
    deadlines = "，".join(f"{words}{kinds[kind]}项" for kind, words in _KINDS.items() if kinds[kind])
    return [*document_facts(draft), ("任务", f"{len(draft.tasks)}项"), ("时限", deadlines or "无")]


def indicator_words(indicator: Indicator) -> str:
    """Return an indicator as printed, with the period that it is counted in."""
    return f"每{indicator.period}{indicator.text}" if indicator.period else indicator.text


def progress_words(entry: Progress) -> str:
    """Return the text of a progress entry with the unit that reports it."""
    return f"{entry.unit}：{entry.text}" if entry.unit else entry.text


def remark_words(remark: Remark) -> str:
    """Return a remark with the place it is about."""
    where = [f"第{remark.line}行"] if remark.line else []
    where += [f"任务{remark.task}"] if remark.task else []
    return f"{remark.text}（{'，'.join(where)}）" if where else remark.text


def remark_counts(remarks: Iterable[Remark]) -> str:
    """Return remarks summed up by their kind: 编号不连续1处，沿用上一行12处; empty where there are none."""
    kinds = Counter(remark.kind for remark in remarks)
    return "，".join(f"{words}{kinds[kind]}处" for kind, words in _REMARKS.items() if kinds[kind])


def sheet_title(documents: Iterable[Document]) -> str:
    """Return the title for a sheet of tasks from `documents`: the title of the only one, else 工作台账."""
    titles = [document.title or document.source.rpartition(".")[0] for document in documents]
    return titles[0] if len(titles) == 1 else "工作台账"
