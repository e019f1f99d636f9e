"""What a notice says of all its tasks at once: 各项任务于2026年11月底前完成."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govtui.text import squeeze
from govtui.wording.moments import find_moments

LONGEST_SENTENCE = 120

_SENTENCE = re.compile("[。！；;\n]")
_ALL = re.compile(
    "(?:各项|以上|上述|所有|全部|本表所列|表中|所列)(?:各项|所列|\\S{0,3}项)?(?:重点|整改|目标)?(?:任务|工作|事项|措施|问题|内容)"
)
_DONE = re.compile(
    "(?:之|以)?前?(?:全部|全面|基本|务必|一律|均|要|须|应|必须|按时|保质保量|高质量|落实|整改)*(?:完成|办结|落实到位|整改到位|整改完毕|完毕|销号)"
)
_BETWEEN = re.compile(
    "(?:[，,、]|原则上|请|要|须|应当?|均|务必|必须|于|在|确保|力争|一律|都|需|全部|统一|最迟|不得?迟于|各(?:单位|部门|地|乡镇)){0,8}"
)
"""What may stand before the date: a unit there would make the sentence one about its own tasks."""
_REPORT = re.compile("报送|上报|报县|报市|报区|报省|报至|报告|报我|反馈|报回|提交|总结|材料|书面")
_ANY_YEAR = 2000


def common_deadline(lines: Iterable[str]) -> str:
    """Return the deadline that a sentence sets for all tasks, as worded, from the date to 完成; "" without one.

    Only a sentence about all tasks counts, and none about reports: 请于12月20日前报送 is no deadline of the work. Where
    two sentences set different ones, neither holds.
    """
    found = {deadline for line in lines for sentence in _SENTENCE.split(line) if (deadline := _of(squeeze(sentence)))}
    return found.pop() if len(found) == 1 else ""


def _of(sentence: str) -> str:
    if len(sentence) > LONGEST_SENTENCE or not (every := _ALL.search(sentence)):
        return ""
    groups = find_moments(sentence, _ANY_YEAR)
    if not groups or groups[0][0].start < every.end():
        return ""
    start, end = groups[0][0].start, groups[0][-1].end
    done = _DONE.match(sentence, end)
    reports = len(groups) == 1 or _REPORT.search(sentence, groups[1][0].start)
    if not done or len(groups[0]) > 1 or not reports or _REPORT.search(sentence, every.end(), done.end()):
        return ""
    return sentence[start : done.end()] if _BETWEEN.fullmatch(sentence, every.end(), start) else ""
