"""The keys of the directory of units and its dialogs, as plain data."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, HELP, MOVING, SAVE, Action, Part

_ENDS = (
    Action("go_first", ("home",), "开头", "光标移到第一项"),
    Action("go_last", ("end",), "末尾", "光标移到最后一项"),
)

UNITS = Part(
    "单位名录",
    (
        HELP,
        Action("choose", ("enter",), "打开", "看光标所在单位的任务；在“可能是同一单位”上，就合并", shown=True),
        Action("set_own", ("f2",), "本单位", "把光标所在的单位设为本单位，再按取消", shown=True),
        Action("join", ("f4",), "合并", "选出和它是同一单位的另一个名称，合并统计", shown=True),
        Action("set_members", ("f5",), "包括", "指定“各乡镇”“各部门”等统称包括哪些单位", shown=True),
        Action("set_short", ("f6",), "简称", "设简称，用在窄的栏目里，也可用来查找", shown=True),
        Action("part", ("f8",), "拆开", "把合并过的一个名称拆开单独统计；在“可能是同一单位”上，就不再提示", shown=True),
        Action("undo", ("ctrl+z",), "撤销", "撤销在这里作的最近一次改动，可连续撤销"),
        Action("close", ("escape",), "返回", "清除输入的字；没有输入就回到主屏幕", shown=True),
        *MOVING,
        *_ENDS,
    ),
)

JOIN_UNITS = Part(
    "合并单位",
    (
        Action("choose", ("enter",), "合并", "和光标所在的单位合并", shown=True),
        Action("swap", ("f2",), "换名称", "合并后换成按另一个名称统计", shown=True),
        CLOSE,
        *MOVING,
        *_ENDS,
    ),
)

UNIT_MEMBERS = Part(
    "统称包括哪些单位",
    (
        Action("mark", ("enter",), "勾选", "勾选光标所在的单位，再按取消；没有的单位，写出名称就加进来", shown=True),
        Action("clear", ("f8",), "全不选", "一个也不勾选：保存后按名称理解包括谁", shown=True),
        SAVE,
        CLOSE,
        *MOVING,
        *_ENDS,
    ),
)

UNIT_SHORT = Part("单位简称", (SAVE, CLOSE))

UNIT_PARTS = (UNITS, JOIN_UNITS, UNIT_MEMBERS, UNIT_SHORT)
