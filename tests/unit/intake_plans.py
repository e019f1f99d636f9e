"""Plans of a made-up county, rendered into the layouts in which plans come as plain text.

One list of tasks is what each rendering must give back; nothing here is taken from a real plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count

from govtui.intake.decode import decode
from govtui.intake.grid import Source
from govtui.intake.readers.plain import read_plain
from govtui.intake.recogniser import recognise
from govtui.intake.recognition import Recognition
from govtui.model import DocumentDraft, RemarkKind

TITLE = "青禾县2025年民生实事任务分解表"
HEAD = ["附件", TITLE, ""]
"""The lines above a table."""


@dataclass(frozen=True)
class Task:
    """A task as it is to be read; themes outermost first."""

    requirement: str
    themes: tuple[str, ...] = ()
    units: str = ""
    deadline: str = ""
    measure: str = ""
    lead: str = ""
    support: str = ""
    note: str = ""
    seq: str = ""


ROADS = [
    Task(
        "对县乡道路逐段排查坑槽、沉陷，建立病害台账，汛期前修补到位。",
        ("（一）改善群众出行", "修好农村公路"),
        "县交通局，各乡镇",
        "2025年6月底",
        "查看病害台账",
    ),
    Task(
        "在学校、医院周边增设过街天桥、减速带和警示牌，每年不少于10处。",
        ("（一）改善群众出行", "修好农村公路"),
        "县公安局、县住建局",
        "2025年11月底",
        "现场核查",
    ),
    Task(
        "公交线路延伸到60个行政村。",
        ("（一）改善群众出行", "办好城乡公交"),
        "县交通局",
        "全年",
        "依据实际开通情况",
    ),
    Task(
        "老年人持优待证免费乘车,票款由县财政按月结算。",
        ("（一）改善群众出行", "办好城乡公交"),
        "县财政局、县交通局等相关部门",
        "长期坚持",
        "查看结算单",
    ),
    Task(
        "2025年9月底前完成三座老旧水厂改造，出厂水水质每季度公布一次。",
        ("（二）保障饮水安全", "改造农村水厂"),
        "县水务局",
        "2025年9月底",
        "查看检测报告",
    ),
    Task(
        "推行“一村一名管水员”，管水员的姓名、电话张贴到户。",
        ("（二）保障饮水安全", "改造农村水厂"),
        "各乡镇（街道）",
        "2025年4月底",
        "现场核查",
    ),
    Task(
        "划定饮用水水源保护区，清理保护区内的养殖场、垃圾点，并移交县生态环境局。",
        ("（二）保障饮水安全", "守护水源地，落实管护责任"),
        "江州市生态环境局青禾分局、县水务局、县农业农村局",
        "2025年年底",
        "查看移交清单",
    ),
    Task(
        "发现水质异常的，2小时内报告。",
        ("（二）保障饮水安全", "守护水源地，落实管护责任"),
        "各供水单位",
        "持续推进",
        "依据实际发生情况",
    ),
    Task(
        "新建改建的小区同步配建幼儿园，产权移交教育部门，不得挪作他用。",
        ("（三）扩大学位供给", "补齐学前教育短板"),
        "县教体局、县自然资源局，各乡镇",
        "2025年8月底前",
        "查看移交手续",
    ),
    Task(
        "公办园占比达到60%，普惠园收费标准向家长公示。",
        ("（三）扩大学位供给", "补齐学前教育短板"),
        "县教体局",
        "12月31日前",
        "查看公示",
    ),
    Task(
        "课后服务覆盖全部义务教育学校，由家长自愿选择。",
        ("（三）扩大学位供给", "办好课后服务"),
        "县教体局、县市场监管局",
        "全年",
        "抽查学校",
    ),
    Task(
        "聘请退休教师、体育教练到村小支教，按课时发放补贴，补贴标准由县财政局会同县教体局制定。",
        ("（三）扩大学位供给", "办好课后服务"),
        "县教体局牵头，县财政局配合",
        "2025年10月底前",
        "查看聘书",
    ),
]
"""Twelve tasks under three outer and six inner themes."""


def numbered(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks numbered from 1."""
    return [replace(task, seq=str(number)) for number, task in zip(count(1), tasks, strict=False)]


def without_stops(tasks: Iterable[Task]) -> list[Task]:
    """Return the tasks without the full stop at the end of their requirements."""
    return [replace(task, requirement=task.requirement.rstrip("。")) for task in tasks]


CELLS: dict[str, Callable[[Task], str]] = {
    "seq": lambda task: task.seq,
    "outer": lambda task: task.themes[0],
    "inner": lambda task: task.themes[-1],
    "requirement": lambda task: task.requirement,
    "numbered requirement": lambda task: f"{task.seq}.{task.requirement}",
    "units": lambda task: task.units,
    "lead": lambda task: task.lead,
    "support": lambda task: task.support,
    "measure": lambda task: task.measure,
    "deadline": lambda task: task.deadline,
    "note": lambda task: task.note,
}
"""What stands in a column, by the names used in the tests."""
KINDS = ["seq", "outer", "inner", "requirement", "units", "deadline"]
NAMES = ["序号", "重点任务", "工作任务", "具体要求", "责任单位", "完成时限"]
"""The columns of most tests, and their names."""


def rows_of(
    tasks: Sequence[Task], kinds: Sequence[str] = KINDS, merged: Sequence[str] = ("outer", "inner")
) -> list[list[str]]:
    """Return the cells of the tasks; in the merged columns only where the text begins or an outer one does."""
    rows = []
    above: dict[str, str] = {}
    for task in tasks:
        cells = {kind: CELLS[kind](task) for kind in kinds}
        fresh = "outer" in cells and cells["outer"] != above.get("outer")
        covered = {kind for kind in merged if cells.get(kind) == above.get(kind) and not (kind == "inner" and fresh)}
        rows.append(["" if kind in covered else text for kind, text in cells.items()])
        above = cells
    return rows


def wrapped(text: str, width: int) -> list[str]:
    """Return a cell's text cut into lines of about `width` characters; numbers stay whole."""
    lines = [""]
    for char in text:
        if len(lines[-1]) >= width and not (char.isascii() and lines[-1][-1].isascii()):
            lines.append("")
        lines[-1] += char
    return lines


def opened_by_tabs(rows: Iterable[Sequence[str]], width: int = 1000, between: Sequence[str] = ()) -> list[str]:
    """Return rows with one cell a line, opened by tabs; cells wrapped at `width`, with `between` their lines."""
    lines: list[str] = []
    for row in rows:
        for cell in row:
            first, *rest = wrapped(cell, width)
            lines += [f"\t{first}", *(part for line in rest for part in (*between, line))]
        lines.append("")
    return lines


def on_lines(rows: Iterable[Sequence[str]], separator: str = "\t") -> list[str]:
    """Return rows with one row a line."""
    return [separator.join(row) for row in rows]


def stacked(rows: Iterable[Sequence[str]], spaced: bool = True) -> list[str]:
    """Return the cells that are not empty, one a line, with or without blank lines between."""
    return [line for row in rows for cell in row if cell for line in ((cell, "") if spaced else (cell,))]


LAYOUTS: dict[str, Callable[[Sequence[Sequence[str]]], list[str]]] = {
    "tabs": opened_by_tabs,
    "lines": on_lines,
    "stack": stacked,
    "tight stack": lambda rows: stacked(rows, spaced=False),
}


def examine_text(lines: Iterable[str]) -> Recognition:
    """Return what the reader makes of the lines of a file."""
    return recognise(Source(grids=read_plain(decode("\n".join(lines).encode())), ways=True), name="plan.txt")


def read_lines(lines: Iterable[str]) -> DocumentDraft:
    """Return the document that the lines of a file hold."""
    return examine_text(lines).document


Fields = tuple[str, tuple[str, ...], str, str, str, str]


def expected(tasks: Iterable[Task], kinds: Sequence[str] = KINDS) -> list[Fields]:
    """Return what is to be read of tasks of which the columns `kinds` are printed."""
    return [
        (
            task.seq,
            tuple(theme for kind, theme in zip(("outer", "inner"), task.themes, strict=False) if kind in kinds),
            task.requirement,
            task.units if "units" in kinds else "",
            task.measure if "measure" in kinds else "",
            task.deadline if "deadline" in kinds else "",
        )
        for task in tasks
    ]


def fields(document: DocumentDraft) -> list[Fields]:
    """Return what was read, in the form of `expected`."""
    return [
        (task.seq, task.themes, task.requirement, task.units_text, task.measure, task.deadline_text)
        for task in document.tasks
    ]


def remarks_of(document: DocumentDraft, kind: RemarkKind) -> list[str]:
    """Return the texts of the remarks of a kind."""
    return [remark.text for remark in document.remarks if remark.kind is kind]
