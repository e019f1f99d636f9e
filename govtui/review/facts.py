"""What there is to say about a task, a document, its remarks: pairs of a label and a text, the same on every screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from govtui.model import (
    DeadlineKind,
    Document,
    DocumentData,
    DocumentDraft,
    Indicator,
    Progress,
    Remark,
    RemarkKind,
    Status,
    Task,
    status_of,
)
from govtui.review.materials import evidence_names
from govtui.review.timekeeping import TaskTime, count_words, extension_words, pause_words
from govtui.timing.dues import Due
from govtui.timing.lights import after_words, deadline_meaning

Fact = tuple[str, str]
"""A label of the form and the text that stands beside it. Where the text is empty, the fact is not shown."""

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
    RemarkKind.FILE: "文件情况",
}


def task_facts(task: Task, time: TaskTime | None = None) -> list[Fact]:
    """Return what there is beside a task's themes, requirement and progress: units, deadline, time, demands, note."""
    due = due_facts(task, time.due) if time else []
    times = [*due, *stage_facts(time), *time_facts(task)]
    return [units_fact(task), *role_facts(task), deadline_fact(task), *times, *demand_facts(task, time)]


def units_fact(task: Task) -> Fact:
    """Return the responsible units as printed."""
    return "责任单位", task.units_text or "、".join(task.units)


def role_facts(task: Task) -> list[Fact]:
    """Return which units lead and which support, as far as the plan says."""
    return [("牵头单位", "、".join(task.lead)), ("配合单位", "、".join(task.support))]


def responsible_facts(task: Task) -> list[Fact]:
    """Return the units by their roles, with those that have none; as printed where the plan gives no roles."""
    roles = [fact for fact in role_facts(task) if fact[1]]
    others = "、".join(unit for unit in task.units if unit not in task.lead + task.support)
    return [*roles, ("其他单位", others)] if roles else [units_fact(task)]


def deadline_fact(task: Task) -> Fact:
    """Return the deadline as printed, with what was understood of it where that is not the same."""
    after = task.deadline.after
    meaning = after_words(after) if after and task.event_on else deadline_meaning(task.deadline)
    said = task.deadline_text or "未写明"
    return "完成时限", f"{said}（{meaning}）" if meaning and meaning != said else said


def due_facts(task: Task, due: Due) -> list[Fact]:
    """Return the day that holds and how it came about, where more than the wording led to it."""
    if not due.extended and task.deadline.kind is not DeadlineKind.AFTER:
        return []
    day = due.day.isoformat() if due.day else "计时暂停中" if due.paused else "还没有"
    return [("到期日", f"{day}（已延期）" if due.extended else day), ("由来", due.words)]


def stage_facts(time: TaskTime | None) -> list[Fact]:
    """Return the stages on the way to the deadline, where its wording sets several."""
    return [("分阶段", "\n".join(time.stages))] if time else []


def time_facts(task: Task) -> list[Fact]:
    """Return what happened to a task's time: the day that its deadline counts from, pauses, extensions."""
    event = f"（{task.deadline.after.event}）" if task.deadline.after else ""
    return [
        ("起算日", f"{task.event_on}{event}" if task.event_on else ""),
        ("暂停", "\n".join(map(pause_words, task.pauses))),
        ("延期", "\n".join(map(extension_words, task.extensions))),
    ]


def demand_facts(task: Task, time: TaskTime | None = None) -> list[Fact]:
    """Return what is asked for beside the requirement, what was counted of it, what else the plan says, and the note.

    What was counted stands behind its indicator.
    """
    counted = "；".join(_demanded(indicator, time) for indicator in task.indicators)
    return [*asked_facts(task), ("计数指标", counted), *further_facts(task)]


def asked_facts(task: Task) -> list[Fact]:
    """Return the evidence of the task as a whole, the days of reports, the measure."""
    return [
        ("佐证材料", evidence_names(task.evidence)),
        ("报送日期", "、".join(day.isoformat() for day in task.report_dates)),
        ("量化指标", task.measure),
    ]


def further_facts(task: Task) -> list[Fact]:
    """Return what else the plan says and the note.

    A status of the plan is told where it is not understood, its progress where it is not among the task's entries.
    """
    entries = {entry.text for entry in task.progress}
    return [
        ("已核验", task.checked_on.isoformat() if task.checked_on else ""),
        ("原表状态", "" if status_of(task.status_text) else task.status_text),
        ("原表进展", "" if task.progress_text in entries else task.progress_text),
        *(("其他栏目", f"{name}：{text}") for name, text in task.extra),
        ("备注", task.note),
    ]


def status_words(task: Task) -> str:
    """Return the status for a sheet: as the plan words it where that was not understood and nobody has set another."""
    as_worded = task.status is Status.TODO and status_of(task.status_text) is None
    return (as_worded and task.status_text) or task.status.label


def document_facts(document: DocumentData) -> list[Fact]:
    """Return what a document says about itself."""
    return [
        ("标题", document.title or "未找到"),
        ("年度", str(document.year or "未找到")),
        ("发文机关", document.issuer or ""),
        ("文号", document.doc_number or ""),
        ("索引号", document.index_number or ""),
        ("成文日期", document.issued_on.isoformat() if document.issued_on else ""),
        ("文件", document.source),
        ("栏目", "、".join(document.columns)),
    ]


def draft_facts(draft: DocumentDraft) -> list[Fact]:
    """Return what was understood of a document that is not loaded yet: its own data, and its tasks counted."""
    kinds = Counter(task.deadline.kind for task in draft.tasks)
    deadlines = "，".join(f"{words}{kinds[kind]}项" for kind, words in _KINDS.items() if kinds[kind])
    return [*document_facts(draft), ("任务", f"{len(draft.tasks)}项"), ("时限", deadlines or "无")]


def _demanded(indicator: Indicator, time: TaskTime | None) -> str:
    """Return an indicator with its count, once there is one: 每年不少于10次（3/10次，欠序时25个百分点）."""
    words = indicator_words(indicator)
    counted = next((pace.words for pace in time.paces if pace.indicator == indicator), "") if time else ""
    return f"{words}（{counted}）" if counted else words


def indicator_words(indicator: Indicator) -> str:
    """Return an indicator as printed, with the period that it is counted in."""
    return f"每{indicator.period}{indicator.text}" if indicator.period else indicator.text


def progress_words(entry: Progress) -> str:
    """Return the text of a progress entry with the unit that reports it."""
    return f"{entry.unit}：{entry.text}" if entry.unit else entry.text


def entry_words(entry: Progress) -> str:
    """Return a progress entry with its problem, the next step, what it counts and what shows it, a line for each."""
    lines = [progress_words(entry)]
    lines += [f"存在问题：{entry.problem}"] if entry.problem else []
    lines += [f"下一步措施：{entry.next_step}"] if entry.next_step else []
    lines += [f"计数：{count_words(entry.counts)}"] if entry.counts else []
    lines += [f"佐证材料：{evidence_names(entry.evidence)}"] if entry.evidence else []
    return "\n".join(lines)


def remark_words(remark: Remark) -> str:
    """Return a remark with the place it is about, if it does not name that itself."""
    if remark.line and f"{remark.line} 行" not in remark.text:
        return f"{remark.text}（第 {remark.line} 行）"
    if remark.task and not remark.line:
        return f"{remark.text}（任务 {remark.task}）"
    return remark.text


def remark_counts(remarks: Iterable[Remark]) -> str:
    """Return remarks summed up by their kind: 编号不连续1处，沿用上一行12处; empty where there are none."""
    kinds = Counter(remark.kind for remark in remarks)
    return "，".join(f"{words}{kinds[kind]}处" for kind, words in _REMARKS.items() if kinds[kind])


def sheet_title(documents: Iterable[Document]) -> str:
    """Return the title for a sheet of tasks from `documents`: the title of the only one, else 工作台账."""
    titles = [document.title or PurePath(document.source).stem for document in documents]
    return titles[0] if len(titles) == 1 else "工作台账"
