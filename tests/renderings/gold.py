"""The tables that the real plans would have been printed from: `gold/*.json` as rows with merged cells."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .separated import write_separated
from .table import LEFT, UP, merge_equal
from .web import write_web
from .word import write_word
from .workbook import write_book

FIELDS = {
    "序号": "seq",
    "工作任务": "themes",
    "任务名称": "themes",
    "重点任务": "themes",
    "具体要求": "requirement",
    "具体内容": "requirement",
    "具体措施": "requirement",
    "工作要求": "requirement",
    "责任单位": "units_text",
    "责任部门": "units_text",
    "责任科室": "units_text",
    "量化指标": "measure",
    "完成时限": "deadline_text",
    "时限要求": "deadline_text",
}
"""What stands in the columns of the five plans."""

Gold = dict[str, Any]


def above_the_table(gold: Gold) -> list[str]:
    """Return the lines above the table: the document's data and its notice where it has any, then the title."""
    if not gold["doc_number"]:
        return ["附件", gold["title"]]
    issuer, day = gold["issuer"], gold["issued_on"]
    year, month, date = (int(part) for part in day.split("-"))
    return [
        f"索引号：{gold['index_number']}",
        f"文号：{gold['doc_number']}",
        f"成文日期：{day}",
        f"{issuer}关于印发{gold['title']}的通知",
        "各镇、街道，各部门：",
        "现将任务分工印发给你们，请对照执行。",
        issuer,
        f"{year}年{month}月{date}日",
        "附件",
        gold["title"],
    ]


def table_of(gold: Gold) -> list[list[str]]:
    """Return header and rows, merged wherever neighbours are equal.

    The number stands in a column of its own, merged over the content lines of its item; where the plan has no such
    column it opens the requirement, or is not printed at all (where the plan has none to print).
    """
    tasks = gold["tasks"]
    depth = max(len(task["themes"]) for task in tasks)
    header: list[str] = []
    for name in gold["columns"]:
        header += [name, *[LEFT] * (depth - 1)] if FIELDS[name] == "themes" else [name]
    rows = [_cells(gold, task, depth) for task in tasks]
    _merge_themes(rows, [task["themes"] for task in tasks], _first_theme(gold), depth)
    column = 0
    for name in gold["columns"]:
        if FIELDS[name] in ("seq", "units_text", "measure", "deadline_text"):
            merge_equal(rows, column)
        column += depth if FIELDS[name] == "themes" else 1
    return [header, *rows]


def _first_theme(gold: Gold) -> int:
    return next(place for place, name in enumerate(gold["columns"]) if FIELDS[name] == "themes")


def _cells(gold: Gold, task: Gold, depth: int) -> list[str]:
    cells: list[str] = []
    prints_numbers = gold["source"].startswith("000")
    for name in gold["columns"]:
        field = FIELDS[name]
        if field == "seq":
            cells.append(task["seq"].split(".")[0])
        elif field == "themes":
            cells += [*task["themes"], *[LEFT] * (depth - len(task["themes"]))]
        elif field == "requirement":
            cells.append(f"{task['seq']}.{task['requirement']}" if prints_numbers else task["requirement"])
        else:
            # A space stands where a break inside the cell separates two entries (gold/README.md, Whitespace).
            cells.append(task[field].replace(" ", "\n"))
    return cells


def _merge_themes(rows: list[list[str]], themes: list[list[str]], first: int, depth: int) -> None:
    for number in range(len(rows) - 1, 0, -1):
        above, here = themes[number - 1], themes[number]
        if above == here:
            rows[number][first : first + depth] = [UP] * depth
            continue
        for level in range(min(len(above), len(here)) - 1):
            if above[: level + 1] == here[: level + 1]:
                rows[number][first + level] = UP


def as_word(gold: Gold) -> bytes:
    """Return the plan as .docx."""
    return write_word([*above_the_table(gold), table_of(gold)])


def as_workbook(gold: Gold) -> bytes:
    """Return the plan as .xlsx."""
    return write_book(above_the_table(gold), table_of(gold))


def as_web(gold: Gold) -> bytes:
    """Return the plan as .html."""
    return write_web([*above_the_table(gold), table_of(gold)], title=gold["title"])


def as_separated(gold: Gold) -> bytes:
    """Return the plan as .csv."""
    return write_separated(above_the_table(gold), table_of(gold))


FORMATS: dict[str, Callable[[Gold], bytes]] = {
    ".docx": as_word,
    ".xlsx": as_workbook,
    ".html": as_web,
    ".csv": as_separated,
}
