"""The values that travel through the program, frozen.

The names are the field's terms (see CONTRIBUTING.md, Words). `TaskDraft` is what a reader understood of one task;
`Task` is the same task once it stands in the ledger. Every value encodes to JSON as it is, by msgspec.
"""

from __future__ import annotations

import datetime as dt
from enum import Enum

import msgspec

from govtui.timekeeping import Count, Extension, Pause


class _Word(Enum):
    """An enumeration whose members are looked up by identity: Enum's own hash is a call of Python code each time."""

    __hash__ = object.__hash__


class DeadlineKind(_Word):
    """How a deadline (完成时限) is worded."""

    BY = "by"
    """Done by a date: 2023年11月底, 12月31日前完成."""
    ONGOING = "ongoing"
    """Kept up: 全年 (has an end), 长期坚持 (has none)."""
    AFTER = "after"
    """So many days after an event whose date is not known yet: 文件印发后的10个工作日内."""
    NONE = "none"
    """No deadline is given, or its wording was not understood."""


class After(msgspec.Struct, frozen=True, gc=False):
    """A stretch of days that begins with an event."""

    event: str
    """The event as worded: 文件印发."""
    days: int
    workdays: bool
    """Working days (工作日) rather than calendar days."""


class Deadline(msgspec.Struct, frozen=True, gc=False):
    """What the wording of a deadline means; the wording itself stays beside it in `TaskDraft.deadline_text`."""

    kind: DeadlineKind = DeadlineKind.NONE
    due: dt.date | None = None
    """The last day on which the work is in time; only for `BY`."""
    until: dt.date | None = None
    """The end of an `ONGOING` task; None where it has none."""
    after: After | None = None


class Indicator(msgspec.Struct, frozen=True, gc=False):
    """A number that the requirement demands (可计数的指标)."""

    text: str
    """A literal part of the requirement: 不少于10次."""
    op: str
    """`>=`, `<=` or `=`."""
    value: int | float
    unit: str
    """次, %, 日, 个工作日 …"""
    period: str | None = None
    """年, 季度, 月 … where the number is demanded in each of them."""


class TaskDraft(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One task (任务) as a plan words it, with what was understood of the wording."""

    seq: str
    """The printed number as text; `4.1` where the numbered item 4 has several content lines."""
    themes: tuple[str, ...] = ()
    """The headings (重点任务) the task stands under, outermost first."""
    requirement: str
    """具体要求, without its leading number."""
    units_text: str = ""
    """The responsible-unit cell as printed."""
    lead: tuple[str, ...] = ()
    """牵头单位; empty where the cell does not say."""
    support: tuple[str, ...] = ()
    """配合单位; empty where the cell does not say."""
    units: tuple[str, ...] = ()
    """All units of the cell in order, lead and support included."""
    measure: str = ""
    """量化指标 as worded in a column of its own."""
    deadline_text: str = ""
    """完成时限 as printed; this is what gets exported."""
    deadline: Deadline = Deadline()
    report_dates: tuple[dt.date, ...] = ()
    """The days before which progress is to be reported (分别于6月20日、12月20日前报送)."""
    indicators: tuple[Indicator, ...] = ()
    note: str = ""
    """备注."""
    status_text: str = ""
    """办理状态 as printed in a table that is already filled in."""
    progress_text: str = ""
    """进展情况 likewise."""
    extra: tuple[tuple[str, str], ...] = ()
    """The other columns of the plan, each with its name and text, in their order: 责任人, 联系电话."""


class RemarkKind(_Word):
    """What a reader has to say about a document beside its tasks."""

    GAP = "gap"
    """A number of the source is missing: （三）, 12."""
    LEFT_OUT = "left_out"
    """Lines that were not taken into the ledger."""
    INHERITED = "inherited"
    """Empty cells that took the value of the row above."""
    JOINED = "joined"
    """Parts that a page break or a line break had cut, put together again."""
    UNCLEAR = "unclear"
    """A wording or a shape that was not understood, or understood with a doubt."""
    FILE = "file"
    """Something about the file itself: a hidden sheet, deleted text."""


class Remark(msgspec.Struct, frozen=True, gc=False):
    """One thing that the reader was unsure of. Never repaired in silence."""

    kind: RemarkKind
    text: str
    """A sentence in Chinese for the clerk."""
    line: int | None = None
    """The line of the source, counted from 1."""
    task: str | None = None
    """The `seq` of the task that it is about."""


class DocumentData(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a document (来文) says about itself; None where it does not say."""

    source: str
    """The file's name without its folder."""
    title: str | None = None
    year: int | None = None
    issuer: str | None = None
    doc_number: str | None = None
    """文号: 东政办发〔2026〕3号."""
    index_number: str | None = None
    """索引号 of the publication."""
    issued_on: dt.date | None = None
    """成文日期."""
    columns: tuple[str, ...] = ()
    """The table's own column names, in order."""


class DocumentDraft(DocumentData, frozen=True, kw_only=True, gc=False):
    """A document as a reader understood it, with its tasks and remarks."""

    tasks: tuple[TaskDraft, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fingerprint: str = ""
    """SHA-256 of the file's bytes in hexadecimal: the same file is known again under another name."""


class Document(DocumentData, frozen=True, kw_only=True, gc=False):
    """A document that stands in the ledger."""

    id: str
    """`1`, `2` … in the order of loading."""
    fingerprint: str = ""
    remarks: tuple[Remark, ...] = ()
    imported_at: dt.datetime
    """With the offset of the computer's time zone."""


class Status(_Word):
    """办理状态: how far the handling of a task has come."""

    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    CLOSED = "closed"
    PAUSED = "paused"

    @property
    def label(self) -> str:
        """The word that the clerk sees."""
        return STATUS_LABELS[self]

    @property
    def settled(self) -> bool:
        """Nothing more is owed: the task is done (已完成) or struck off (已销号)."""
        return self in (Status.DONE, Status.CLOSED)


STATUS_LABELS = {
    Status.TODO: "未启动",
    Status.DOING: "推进中",
    Status.DONE: "已完成",
    Status.CLOSED: "已销号",
    Status.PAUSED: "暂缓",
}

STATUS_WORDS = {
    **{status.value: status for status in Status},
    **{label: status for status, label in STATUS_LABELS.items()},
    "未开始": Status.TODO,
    "待办": Status.TODO,
    "进行中": Status.DOING,
    "在办": Status.DOING,
    "正在办理": Status.DOING,
    "完成": Status.DONE,
    "已办结": Status.DONE,
    "办结": Status.DONE,
    "销号": Status.CLOSED,
    "办结销号": Status.CLOSED,
    "中止": Status.PAUSED,
    "尚未启动": Status.TODO,
    "未开展": Status.TODO,
    "正在推进": Status.DOING,
    "推进": Status.DOING,
    "正在进行": Status.DOING,
    "持续推进": Status.DOING,
    "长期坚持": Status.DOING,
    "已启动": Status.DOING,
    "整改中": Status.DOING,
    "未完成": Status.DOING,
    "全部完成": Status.DONE,
    "完成整改": Status.DONE,
    "整改完成": Status.DONE,
    "已整改": Status.DONE,
    "已完成整改": Status.DONE,
    "已完成并长期坚持": Status.DONE,
    "已落实": Status.DONE,
    "√": Status.DONE,
    "✓": Status.DONE,
    "✔": Status.DONE,
    "完成交账销号": Status.CLOSED,
    "暂停": Status.PAUSED,
}
"""Every word by which a status can be given, in English and in the vocabularies of different offices."""


def status_of(text: str) -> Status | None:
    """Return the status that the whole of a text names, None where it says more or something else: never guessed."""
    return STATUS_WORDS.get(text.strip("。；; "))


class EvidenceKind(_Word):
    """What a piece of 佐证材料 is."""

    FILE = "file"
    """A file, kept in the ledger's own folder."""
    WEB = "web"
    """The address of a page."""
    NUMBER = "number"
    """文号: the number of a paper that is filed elsewhere."""


class Evidence(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """A piece of 佐证材料: what shows that something was done."""

    kind: EvidenceKind
    name: str
    """A file's own name without its folder, an address, or a 文号."""
    sha256: str = ""
    """Of a file's bytes, in hexadecimal; empty for the other kinds."""
    size: int = 0
    """Bytes of a file."""


class Progress(msgspec.Struct, frozen=True, gc=False):
    """One entry of 进展情况."""

    day: dt.date
    text: str
    unit: str = ""
    """The unit that reports it; empty for the office itself."""
    evidence: tuple[Evidence, ...] = ()
    """What shows it, in the order of attaching."""
    counts: tuple[Count, ...] = ()
    """What it adds to the task's indicators."""
    problem: str = ""
    """存在问题; empty where there is none."""
    next_step: str = ""
    """下一步措施, likewise."""


class Task(TaskDraft, frozen=True, kw_only=True, gc=False):
    """A task in the ledger."""

    id: str
    """Document number and printed number, `2-4.1`: what a clerk types to name the task."""
    document: str
    """The `Document.id` it came from."""
    status: Status = Status.TODO
    progress: tuple[Progress, ...] = ()
    """Oldest first."""
    evidence: tuple[Evidence, ...] = ()
    """What belongs to the task as a whole, in the order of attaching; the rest stands with its entry of progress."""
    event_on: dt.date | None = None
    """The day of the event after which an `AFTER` deadline counts; None until the clerk gives it."""
    pauses: tuple[Pause, ...] = ()
    """Stretches that do not count for such a deadline, in their order."""
    extensions: tuple[Extension, ...] = ()
    """延期, oldest first: the last one's date is the one that holds."""
    checked_on: dt.date | None = None
    """The day on which a measure that is only a way of checking (查看网站发布信息) was ticked."""
    twins: tuple[str, ...] = ()
    """The ids of the tasks that are the same matter in other plans, in the order of the ledger, without its own."""


class Unit(msgspec.Struct, frozen=True, kw_only=True):
    """What the clerk has put right about a unit (责任单位) or a collective (各乡镇): an entry of 单位名录.

    What nobody has put right has no entry: the units of a ledger are those that its tasks name.
    """

    id: str
    name: str
    """The name under which it is counted."""
    short: str = ""
    """简称, for narrow columns; empty for the name itself."""
    aliases: tuple[str, ...] = ()
    """Other names that mean the same unit, in the order of joining."""
    members: tuple[str, ...] = ()
    """The units that a collective stands for; empty until the clerk says."""
    own: bool = False
    """本单位; of one unit at most."""
    distinct: tuple[str, ...] = ()
    """Names that look as if they meant the same unit and mean another; each pair stands with one of the two."""


class Light(_Word):
    """亮灯. Colour never stands without its word: `red` is 红, and `LightReading` says why."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    OFF = "off"
    """Grey: nothing to watch, or nothing yet."""

    @property
    def label(self) -> str:
        """The colour's word in Chinese."""
        return LIGHT_LABELS[self]


LIGHT_LABELS = {Light.RED: "红", Light.YELLOW: "黄", Light.GREEN: "绿", Light.BLUE: "蓝", Light.OFF: "灰"}
