"""What a check or a repair has come to, in words for the clerk."""

from __future__ import annotations

from typing import Final

from govtui.ledger.backup.manifest import kept_words
from govtui.ledger.mending.findings import Finding, FindingKind, Report
from govtui.ledger.mending.repair import UNRECOVERED_NAME, Repaired

KIND_LABELS: Final = {
    FindingKind.CHANGED_LINE: "修改记录被改动",
    FindingKind.MISSING_LINE: "修改记录缺失",
    FindingKind.MISPLACED_LINE: "修改记录错位",
    FindingKind.REPEATED_LINE: "修改记录重复",
    FindingKind.BROKEN_CHAIN: "修改记录被换过",
    FindingKind.TORN_LINE: "修改记录没有写完",
    FindingKind.UNKNOWN_LINE: "修改记录认不出",
    FindingKind.CONTRADICTING_LINE: "修改记录前后矛盾",
    FindingKind.UNREADABLE_FILE: "文件读不出来",
    FindingKind.NEWER_FORMAT: "由较新版本写入",
    FindingKind.CHECKPOINT_MISSING: "汇总文件不见了",
    FindingKind.CHECKPOINT_DAMAGED: "汇总文件已损坏",
    FindingKind.CHECKPOINT_FOREIGN: "汇总文件不是这本台账的",
    FindingKind.CHECKPOINT_DIFFERENT: "汇总文件与修改记录不同",
    FindingKind.BAD_ID: "编号不合规则",
    FindingKind.UNKNOWN_DOCUMENT: "任务没有来文",
    FindingKind.UNKNOWN_TASK: "顺序中有不存在的任务",
    FindingKind.UNKNOWN_TRANSACTION: "撤销的对象不存在",
    FindingKind.EVIDENCE_MISSING: "佐证材料不见了",
    FindingKind.EVIDENCE_CHANGED: "佐证材料被改动",
    FindingKind.SHEET_MISSING: "报送过的表不见了",
    FindingKind.SHEET_CHANGED: "报送过的表被改动",
    FindingKind.BACKUP_DAMAGED: "备份已损坏",
    FindingKind.LOST_TWIN: "相同任务已不在台账中",
    FindingKind.UNUSED_EVIDENCE: "没有用到的佐证材料",
    FindingKind.LEFTOVER: "遗留的文件",
}
"""What the clerk calls each kind of finding."""

_MENDED_BY_OPENING: Final = {
    FindingKind.TORN_LINE,
    FindingKind.CHECKPOINT_MISSING,
    FindingKind.CHECKPOINT_DAMAGED,
    FindingKind.CHECKPOINT_FOREIGN,
}
_ABOUT_EVIDENCE: Final = {FindingKind.EVIDENCE_MISSING, FindingKind.EVIDENCE_CHANGED}
_ABOUT_SHEETS: Final = {FindingKind.SHEET_MISSING, FindingKind.SHEET_CHANGED}
_APART: Final = {
    *_MENDED_BY_OPENING,
    *_ABOUT_EVIDENCE,
    *_ABOUT_SHEETS,
    FindingKind.BACKUP_DAMAGED,
    FindingKind.NEWER_FORMAT,
}
"""Faults for which the ledger need not be repaired."""

_BRIDGES_SHOWN: Final = 5


def finding_line(finding: Finding) -> str:
    """Return a finding in one line: 修改记录被改动（journal.jsonl 第 5 行）：第 5 行被改动或已损坏."""
    place = f"（{finding.place}）" if finding.place else ""
    return f"{KIND_LABELS[finding.kind]}{place}：{finding.text}"


def report_lines(report: Report) -> list[str]:
    """Return what a check looked at and what it found, the faults first."""
    counts = (
        ("修改记录", report.lines, "条"),
        ("来文", report.documents, "份"),
        ("任务", report.tasks, "项"),
        ("佐证材料", report.evidence, "件"),
        ("备份", report.backups, "份"),
    )
    looked_at = "已检查：" + "，".join(f"{word}{count}{unit}" for word, count, unit in counts)
    mentions = [finding for finding in report.findings if not finding.kind.is_fault]
    return [
        looked_at,
        f"发现{len(report.faults)}处问题：" if report.faults else "没有发现问题",
        *(f"  {finding_line(finding)}" for finding in report.faults),
        *(["另有不影响台账的情况："] if mentions else []),
        *(f"  {finding_line(finding)}" for finding in mentions),
    ]


def advice_for(report: Report) -> list[str]:
    """Return what to do about the faults that a check found, in Chinese; nothing where there are none."""
    kinds = {finding.kind for finding in report.faults}
    advice = []
    if FindingKind.NEWER_FORMAT in kinds:
        return ["请升级程序后再检查，不要用本程序修复这本台账"]
    if kinds - _APART:
        advice.append(
            "请先把整个台账文件夹复制一份，再用 govtui repair 新文件夹 修复到新的位置（原文件夹不会改动），"
            "或用 govtui restore 恢复最近的备份"
        )
    elif kinds & _MENDED_BY_OPENING:
        advice.append("任务没有丢失：用 govtui 打开一次台账，程序会自己改正")
    if kinds & _ABOUT_EVIDENCE:
        advice.append("佐证材料请从备份或原来的位置找回，重新附上同一个文件即可恢复")
    if kinds & _ABOUT_SHEETS:
        advice.append(
            "报送过的表请从备份、发出的邮件或导出时存的位置找回原件，放回 submissions 文件夹；任务内容不受影响"
        )
    if FindingKind.BACKUP_DAMAGED in kinds:
        advice.append("损坏的备份不能用来恢复，请用 govtui backup 另做一份")
    return advice


def repaired_lines(repaired: Repaired) -> list[str]:
    """Return what came of a repair."""
    lines = [f"已修复到：{repaired.folder}", f"原样保留修改记录{repaired.kept}条"]
    if repaired.resealed:
        lines[-1] += f"，接在修复处之后重新编号的{repaired.resealed}条"
    lines += repaired.bridges[:_BRIDGES_SHOWN]
    if len(repaired.bridges) > _BRIDGES_SHOWN:
        lines.append(f"这样补上的共{len(repaired.bridges)}处，历史中都有记录")
    if repaired.repeated:
        lines.append(f"重复的{repaired.repeated}条只保留一次")
    if repaired.unreadable:
        lines.append("原修改记录没有读到末尾，磁盘可能已损坏")
    if repaired.unrecovered:
        lines.append(f"未能恢复{repaired.unrecovered}条，原文存在：{repaired.folder / UNRECOVERED_NAME}")
    if repaired.copied:
        lines.append(f"复制{kept_words(repaired.copied)}")
    return lines + report_lines(repaired.report)
