"""What the clerk is told about a document beside its tasks: each doubt, each inference, each line left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, pairwise

from govtui.intake.columns import FIELD_NAMES, Column
from govtui.intake.fates import Run
from govtui.intake.header import Header
from govtui.intake.items import Gathered, Item
from govtui.intake.records import Record
from govtui.intake.themes import Block
from govtui.model import DeadlineKind, Remark, RemarkKind, TaskDraft
from govtui.text import clip
from govtui.wording.numerals import parse_number

MOST_OF_A_KIND = 30
"""Remarks of one kind that are told one by one."""
MOST_NAMED = 8
"""Tasks that a remark names one by one."""
QUOTED = 40
"""Cells of a quoted wording."""

_DIGITS = ("", *"一二三四五六七八九")
_THEME_NUMBER = re.compile(r"(?P<open>[（(]?)(?P<number>[一二三四五六七八九十]{1,3}|[0-9]{1,3})(?P<close>[）)、.．])")


def limited(remarks: Iterable[Remark]) -> Iterator[Remark]:
    """Give the remarks, of each kind only so many, and how many more there are."""
    seen: Counter[RemarkKind] = Counter()
    for remark in remarks:
        seen[remark.kind] += 1
        if seen[remark.kind] <= MOST_OF_A_KIND:
            yield remark
    for kind, count in seen.items():
        if count > MOST_OF_A_KIND:
            yield Remark(kind, f"另有 {count - MOST_OF_A_KIND} 处同类情况没有一一列出，请对照原件核对")


def remark_header(header: Header | None, columns: Sequence[Column], *, guessed: bool) -> Iterator[Remark]:
    """Remark on columns that were told by their content, where the header says too little or there is none."""
    if header is None:
        return
    fields = [f"第{place}栏为{FIELD_NAMES[column.field]}" for place, column in enumerate(columns, 1)]
    if header.start == header.end:
        yield Remark(RemarkKind.UNCLEAR, f"原表没有表头，已按内容认定：{'、'.join(fields)}，请核对")
    elif guessed:
        yield Remark(RemarkKind.UNCLEAR, f"表头的栏名不认识，已按内容认定：{'、'.join(fields)}，请核对")


def remark_theme_gaps(tasks: Sequence[TaskDraft]) -> Iterator[Remark]:
    """Remark on numbers that are missing between the themes: （二）, then （四）."""
    levels = max((len(task.themes) for task in tasks), default=0)
    for level in range(levels):
        last: dict[tuple[tuple[str, ...], str], tuple[int, str]] = {}
        for theme, outer, task in _theme_changes(tasks, level):
            match = _THEME_NUMBER.match(theme)
            number = parse_number(match["number"]) if match else None
            if not match or not isinstance(number, int):
                continue
            style = "arabic" if match["number"].isdigit() else "chinese"
            kind = (outer, match["open"] + style)
            before, label = last.get(kind, (0, ""))
            if label and number > before + 1:
                missing = "、".join(_like(match, missing) for missing in range(before + 1, number)[:MOST_NAMED])
                text = f"主题编号从{label}跳到{match[0]}，原表缺{missing}，请与原件核对"
                yield Remark(RemarkKind.GAP, text, task=task.seq)
            last[kind] = (number, match[0])


def _theme_changes(tasks: Sequence[TaskDraft], level: int) -> Iterator[tuple[str, tuple[str, ...], TaskDraft]]:
    """Give each theme of a level as it begins, with the themes that it stands under and its first task."""
    named = (task for task in tasks if len(task.themes) > level)
    for under, group in groupby(named, key=lambda task: task.themes[: level + 1]):
        yield under[level], under[:level], next(group)


def _like(match: re.Match[str], number: int) -> str:
    """Return a number written as the one of the match is."""
    written = str(number) if match["number"].isdigit() else _chinese(number)
    return f"{match['open']}{written}{match['close']}"


def _chinese(number: int) -> str:
    """Return a number up to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens] if tens > 1 else ''}{'十' if tens else ''}{_DIGITS[ones]}"


def remark_numbers(gathered: Gathered, task_count: int) -> Iterator[Remark]:
    """Remark on missing and repeated numbers of items, and on how tasks were numbered where the plan does not say."""
    items = gathered.items
    if not gathered.numbered:
        if items:
            yield Remark(RemarkKind.UNCLEAR, f"原表没有序号，已按先后顺序编为 1 至 {task_count}")
        return
    joined = {parse_number(record.number) for record in gathered.continuations if record.number}
    numbers = [parse_number(item.number) for item in items]
    for item, (before, number) in zip(items[1:], pairwise(numbers), strict=True):
        if not isinstance(before, int) or not isinstance(number, int) or number == before + 1 or number == 1:
            continue
        if number > before + 1:
            missing = (str(other) for other in range(before + 1, number) if other not in joined)
            names = "、".join(islice(missing, MOST_NAMED))
            if not names:
                continue
            text = f"任务序号从 {before} 跳到 {number}，原表缺 {names}，请与原件核对"
            yield Remark(RemarkKind.GAP, text, item.parts[0].line, item.seq())
        else:
            text = f"任务序号 {number} 排在 {before} 之后，序号重复或顺序有误，请与原件核对"
            yield Remark(RemarkKind.UNCLEAR, text, item.parts[0].line, item.seq())
    split = [item.number for item in items if len(item.parts) > 1]
    if split:
        example = f"{split[0]}.1、{split[0]}.2"
        text = f"原表共 {len(items)} 项，其中第 {_listed(split)} 项含多条内容，已分别编为 {example} 等"
        yield Remark(RemarkKind.UNCLEAR, f"{text}，共读入 {task_count} 条任务")


def remark_duplicates(tasks: Sequence[TaskDraft]) -> Iterator[Remark]:
    """Remark on tasks with the same requirement."""
    alike: dict[str, list[str]] = {}
    for task in tasks:
        alike.setdefault(task.requirement, []).append(task.seq)
    for numbers in alike.values():
        if len(numbers) > 1:
            text = f"第 {_listed(numbers)} 项的要求文字完全相同，可能重复，请核对"
            yield Remark(RemarkKind.UNCLEAR, text, task=numbers[1])


def remark_joined(joined: Sequence[tuple[Record, Item]]) -> Iterator[Remark]:
    """Remark on items that a page break had cut."""
    for record, item in joined:
        name = f"第 {item.number} 项" if item.number else "上一行"
        text = f"第 {record.line} 行接在{name}之后：原表在此断开，已合并为一项"
        yield Remark(RemarkKind.JOINED, text, record.line, item.seq() or None)


def remark_blocks(blocks: Sequence[Block]) -> Iterator[Remark]:
    """Remark on themes that were taken to cover items above the place where they are printed."""
    for block in blocks:
        covered = f"第 {block.first} 至 {block.last} 项" if block.first and block.last else "上方各行"
        text = f"主题“{block.theme}”按合并单元格理解，归入{covered}，请核对"
        yield Remark(RemarkKind.UNCLEAR, text, block.line, block.task or None)


def remark_inherited(themes: int, columns: Mapping[str, int], theme_name: str) -> Iterator[Remark]:
    """Remark on the cells that took over what stands above them, once a column."""
    counted = {theme_name: themes, **columns} if themes else columns
    for name, count in counted.items():
        yield Remark(RemarkKind.INHERITED, f"“{name}”一栏有 {count} 条任务是空格，按合并单元格沿用上方内容")


def remark_deadlines(
    tasks: Sequence[TaskDraft], has_column: bool, printed: int | None, year: int | None
) -> Iterator[Remark]:
    """Remark on deadlines that were not understood or are not there, and on a `year` that is not `printed`."""
    if not has_column:
        yield Remark(RemarkKind.UNCLEAR, "原表没有完成时限一栏，任务的时限为空")
        return
    unclear: dict[str, list[str]] = {}
    for task in tasks:
        if task.deadline.kind is DeadlineKind.NONE:
            unclear.setdefault(task.deadline_text, []).append(task.seq)
    for wording, numbers in unclear.items():
        what = f"完成时限“{clip(wording, QUOTED)}”没有看懂，已按原文保留" if wording else "完成时限是空的"
        yield Remark(RemarkKind.UNCLEAR, f"{what}（第 {_listed(numbers)} 项）", task=numbers[0])
    if year is None:
        yield Remark(RemarkKind.UNCLEAR, "没有找到文件的年度，“12月31日前”一类没有写年份的时限换算不成日期")
    elif printed is None:
        yield Remark(RemarkKind.UNCLEAR, f"没有找到文件的年度，按多数任务的时限取为{year}年，请核对")


def remark_units(has_column: bool) -> Iterator[Remark]:
    """Remark on a table without a column of units."""
    if not has_column:
        yield Remark(RemarkKind.UNCLEAR, "原表没有责任单位一栏，任务的责任单位为空")


def remark_unread(columns: Mapping[str, int]) -> Iterator[Remark]:
    """Remark on columns whose content is not read."""
    for name, count in columns.items():
        yield Remark(RemarkKind.LEFT_OUT, f"“{name or '没有名称'}”一栏有 {count} 处文字没有读入台账")


def remark_rows(themes_only: Sequence[Record], empty: Sequence[Record]) -> Iterator[Remark]:
    """Remark on numbered rows without a requirement."""
    for record in themes_only:
        yield Remark(RemarkKind.UNCLEAR, f"第 {record.line} 行没有具体要求，已把任务名称当作要求", record.line)
    for record in empty:
        yield Remark(RemarkKind.LEFT_OUT, f"第 {record.line} 行只有序号 {record.number}，没有内容，未读入", record.line)


def remark_left_out(runs: Iterable[Run]) -> Iterator[Remark]:
    """Remark on the lines that were not taken into the ledger."""
    for run in runs:
        start = clip(" ".join(run.text.split()), QUOTED)
        where = (
            f"第 {run.first} 行"
            if run.first == run.last
            else f"第 {run.first} 至 {run.last} 行（共 {run.count} 行文字）"
        )
        yield Remark(RemarkKind.LEFT_OUT, f"{where}不在任务表内，没有读入，开头是“{start}”", run.first)


def _listed(numbers: Sequence[str]) -> str:
    named = "、".join(numbers[:MOST_NAMED])
    return named if len(numbers) <= MOST_NAMED else f"{named} 等 {len(numbers)}"
