"""The filter's language as data: parser, completion, help, command line and manual are made from it."""

from __future__ import annotations

from enum import Enum

import msgspec


class Key(Enum):
    """The fields that a filter knows; the value is the name by which a clerk writes them."""

    STATUS = "状态"
    LIGHT = "灯"
    UNIT = "单位"
    LEAD = "牵头"
    SUPPORT = "配合"
    THEME = "主题"
    REQUIREMENT = "要求"
    DOCUMENT = "来文"
    NUMBER = "编号"
    DEADLINE = "时限"
    PROGRESS = "进展"
    TROUBLE = "问题"
    UPDATED = "更新"
    INDICATOR = "指标"
    MARK = "标记"
    NOTE = "备注"
    EVIDENCE = "佐证"
    ORDER = "排序"
    GROUP = "分组"


Example = tuple[str, str]
"""A filter, and what it finds."""


class Field(msgspec.Struct, frozen=True):
    """A field of the language."""

    key: Key
    latin: tuple[str, ...]
    """Its short names on a keyboard without an input method, the initials of its pinyin first."""
    meaning: str
    """What is looked at."""
    values: str
    """What can stand behind the colon."""
    examples: tuple[Example, ...]
    also: tuple[str, ...] = ()
    """Other names in Chinese."""

    @property
    def name(self) -> str:
        """The name by which a clerk writes it."""
        return self.key.value

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that it has."""
        return (self.name, *self.also, *self.latin)


FIELDS = (
    Field(
        Key.STATUS,
        ("zt", "st", "zhuangtai", "status"),
        "办理状态",
        "未启动、推进中、已完成、已销号、暂缓，各单位惯用的说法（在办、办结……）也可以",
        (("状态:推进中", "正在推进的"), ("状态:未启动,暂缓", "没有启动的和暂缓的"), ("-状态:已完成", "还没有完成的")),
        ("办理状态",),
    ),
    Field(
        Key.LIGHT,
        ("d", "deng", "light"),
        "亮灯",
        "颜色：红、黄、蓝、绿、灰；或亮灯的原因：逾期、临期……",
        (("灯:红", "亮红灯的"), ("灯:红,黄", "亮红灯或黄灯的"), ("灯:逾期", "因逾期亮灯的")),
        ("亮灯",),
    ),
    Field(
        Key.UNIT,
        ("dw", "danwei", "unit"),
        "责任单位，包括牵头和配合",
        "单位名称里的字，全称、简称都可以，统称（各部门、各乡镇）里的也算；本单位；无",
        (
            ("单位:教育局", "教育局的任务"),
            ('单位:"县教育局"', "加引号写全称，就只要这一个单位"),
            ("单位:本单位", "本单位的任务"),
            ("单位:无", "没有写责任单位的"),
        ),
        ("责任单位",),
    ),
    Field(
        Key.LEAD,
        ("qt", "qiantou", "lead"),
        "牵头单位",
        "同“单位”",
        (("牵头:财政局", "财政局牵头的"), ("牵头:本单位", "本单位牵头的")),
        ("牵头单位",),
    ),
    Field(
        Key.SUPPORT,
        ("ph", "peihe", "support"),
        "配合单位",
        "同“单位”",
        (("配合:财政局", "财政局配合的"),),
        ("配合单位",),
    ),
    Field(
        Key.THEME,
        ("zhuti", "theme"),
        "重点任务、工作任务的标题",
        "标题里的字；无",
        (("主题:便民", "标题里有“便民”的"),),
        ("重点任务", "工作任务"),
    ),
    Field(
        Key.REQUIREMENT,
        ("yq", "yaoqiu", "text"),
        "具体要求",
        "要求里的字",
        (("要求:培训", "要求里提到培训的"),),
        ("具体要求", "内容"),
    ),
    Field(
        Key.DOCUMENT,
        ("lw", "laiwen", "document"),
        "来文",
        "来文的号数，或标题里的字",
        (("来文:2", "第2份来文的任务"), ("来文:政务公开", "标题里有“政务公开”的来文")),
    ),
    Field(
        Key.NUMBER,
        ("bh", "bianhao", "number", "seq"),
        "编号",
        "编号或原表的序号",
        (("编号:4", "编号为4及4.1、4.2等的任务"), ("编号:1-4", "第1份来文的第4项")),
        ("序号",),
    ),
    Field(
        Key.DEADLINE,
        ("sx", "shixian", "due", "deadline"),
        "完成时限；有延期的按延期后的日期",
        "日期、月份、季度、一段时间；本周、下周、本月、下月、本季度、7天内；逾期、长期、待定、无；或时限原文里的字",
        (
            ("时限:本周", "本周到期的"),
            ("时限:7天内", "今天起7天内到期的"),
            ("时限:逾期", "过了时限还没有完成的；全年持续推进的不算"),
            ("时限:<12-31", "12月31日以前到期的；<= 包括当天，> 和 >= 指以后"),
            ("时限:12-1..12-31", "这一段时间内到期的"),
            ("时限:9月,四季度", "9月或第四季度到期的"),
            ("时限:长期", "长期坚持的"),
        ),
        ("完成时限",),
    ),
    Field(
        Key.PROGRESS,
        ("jz", "jinzhan", "progress"),
        "登记的进展情况",
        "有、无、条数，或进展里的字",
        (("进展:无", "还没有登记进展的"), ("进展:<3", "登记不到3条的"), ("进展:验收", "进展里提到验收的")),
        ("进展情况",),
    ),
    Field(
        Key.TROUBLE,
        ("wt", "wenti", "problem"),
        "进展里登记的存在问题",
        "有（最近一条里写了问题）、无，或问题里的字",
        (("问题:有", "眼下有问题的"), ("问题:资金", "问题里提到资金的")),
        ("存在问题",),
    ),
    Field(
        Key.UPDATED,
        ("gx", "gengxin", "updated"),
        "最近一次登记进展的时间",
        "多少天没有更新，如 >90天；一段时间，如本周、上月、近7天；无",
        (("更新:>90天", "90天以上没有登记进展的，从没有登记的也算"), ("更新:本周", "本周登记过进展的")),
    ),
    Field(
        Key.INDICATOR,
        ("zb", "zhibiao", "indicator"),
        "量化指标",
        "达到、未达、欠序时、达序时、超序时、有、无，或指标里的字",
        (("指标:未达", "指标还没有达到的"), ("指标:欠序时", "进度落后于时间的")),
        ("量化指标",),
    ),
    Field(Key.MARK, ("bj", "biaoji", "mark"), "标记", "有、无", (("标记:有", "作了标记的"),)),
    Field(
        Key.NOTE,
        ("bz", "beizhu", "note"),
        "备注",
        "有、无，或备注里的字",
        (("备注:有", "写了备注的"), ("备注:督办", "备注里提到督办的")),
    ),
    Field(
        Key.EVIDENCE,
        ("zz", "zuozheng", "evidence"),
        "佐证材料",
        "有、无，或材料名称里的字",
        (("佐证:无 状态:已完成", "完成了还没有佐证材料的"),),
        ("佐证材料",),
    ),
    Field(
        Key.ORDER,
        ("px", "paixu", "sort"),
        "排列顺序，比F6选的优先",
        "原表、轻重缓急、时限、状态",
        (("单位:教育局 排序:时限", "教育局的任务，先到期的在前"),),
    ),
    Field(
        Key.GROUP,
        ("fz", "fenzu", "group"),
        "分组",
        "单位、状态、灯、主题、来文、月份、不分组",
        (("灯:红 分组:单位", "亮红灯的任务，按单位分组"),),
    ),
)
"""The fields, in the order in which they are explained and offered."""

BY_NAME = {name: field for field in reversed(FIELDS) for name in field.names}
"""Each field by every name that it has."""

WORD_EXAMPLES: tuple[Example, ...] = (
    ("财政局 公开", "两个词都出现的任务，词之间空一格"),
    ("czj", "拼音首字母也可以：财政局；全拼也可以：caizhengju"),
    ("-培训", "不含这个词的任务"),
    ("“一网 通办”", "引号里的照原样找，可以有空格"),
)
"""Words without a field."""

COLUMN_EXAMPLES: tuple[Example, ...] = (("责任人:王某", "原表的其他栏目，写栏名和要找的词"),)
"""The columns that plans have of their own."""

RULES = (
    "几个条件都要满足，条件之间空一格；一个条件里的几个值用逗号隔开，满足一个就行。",
    "条件前面加减号，就是不要这样的。",
    "冒号、逗号、引号、数字用全角、半角都可以，字母不分大小写。",
    "字段名可以写成拼音首字母，如 dw:czj 就是单位:财政局。",
    "看不懂的条件下面会画线并说明原因，这个条件不起作用，其余的照常。",
)
"""What holds for all of it, a sentence each."""

FILTER_EXAMPLES: tuple[Example, ...] = (
    *WORD_EXAMPLES[:3],
    ("状态:推进中", "办理状态；几个状态用逗号隔开"),
    ("灯:红", "亮灯，写颜色或原因都可以，如 灯:逾期"),
    ("单位:教育局", "责任单位；牵头: 和 配合: 用法相同"),
    ("时限:本周", "完成时限，如 时限:逾期 时限:<12-31 时限:12-1..12-31"),
    ("进展:无", "进展情况，如 进展:<3；更新:>90天 是久未登记的"),
    ("编号:4", "编号为4及4.1、4.2等的任务"),
    ("来文:2", "第2份来文的任务"),
    *COLUMN_EXAMPLES,
    ("排序:时限", "排列顺序；分组:单位 分组"),
)
"""The language in short, for every place that explains it to a clerk in a few lines."""


def every_example() -> tuple[Example, ...]:
    """Return all the examples there are."""
    fields = tuple(example for field in FIELDS for example in field.examples)
    return (*WORD_EXAMPLES, *fields, *COLUMN_EXAMPLES, *FILTER_EXAMPLES)
