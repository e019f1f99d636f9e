"""The keys of the register of legal clocks and its dialogs, as plain data."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, HELP, MOVING, SAVE, Action, Part

SHOW_CLOCKS = Action(
    "show_clocks", ("ctrl+k",), "法定期限", "看法定期限：依申请公开、征求意见等的计时、暂停、延期、办结"
)

CLOCKS = Part(
    "法定期限",
    (
        HELP,
        Action("start", ("f2",), "新开", "选一个模板，开始计时", shown=True),
        Action("pause", ("f4",), "暂停恢复", "暂停计时（补正、征求第三方意见等），或者恢复", shown=True),
        Action("extend", ("f6",), "延期", "登记延期：新期限、原因、批准人", shown=True),
        Action("answer", ("f8",), "办结", "登记哪天办结", shown=True),
        Action("show_clock", ("enter",), "详情", "看这个期限的依据，到期日是怎么算的", shown=True),
        Action("remove", ("f9", "delete"), "删除", "删除开错的期限，回到主屏幕后可以撤销", shown=True),
        Action("close", ("escape",), "返回", "回到主屏幕", shown=True),
        *MOVING,
        Action("go_first", ("home",), "第一项", "光标移到第一项"),
        Action("go_last", ("end",), "最后一项", "光标移到最后一项"),
        Action("pane_up", ("ctrl+up",), "内容上滚", "下方的内容向上滚动"),
        Action("pane_down", ("ctrl+down",), "内容下滚", "下方的内容向下滚动"),
    ),
)

CLOCK_TEMPLATES = Part(
    "选择期限",
    (
        Action("choose", ("enter",), "选定", "按光标所在的模板开始计时", shown=True),
        CLOSE,
        *MOVING[:2],
    ),
)

_FIELDS = (
    Action("next_field", ("tab",), "下一栏", "到下一栏", shown=True),
    Action("previous_field", ("shift+tab",), "上一栏", "到上一栏"),
)

NEW_CLOCK = Part(
    "新开法定期限",
    (
        SAVE,
        Action("take_task", ("f2",), "挂任务", "把期限挂在主屏幕光标所在的任务上", shown=True),
        CLOSE,
        *_FIELDS,
    ),
)

PAUSE_CLOCK = Part(
    "暂停法定期限",
    (
        SAVE,
        CLOSE,
        *_FIELDS,
        Action("move_up", ("up",), "上移", "光标上移到另一个原因"),
        Action("move_down", ("down",), "下移", "光标下移到另一个原因"),
    ),
)

CLOCK_FORM = Part("法定期限的恢复、延期、办结", (SAVE, CLOSE, *_FIELDS))

CLOCK_PARTS = (CLOCKS, CLOCK_TEMPLATES, NEW_CLOCK, PAUSE_CLOCK, CLOCK_FORM)
