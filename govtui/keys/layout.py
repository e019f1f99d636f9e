"""The keys of the dialog about columns, rows, groups and the place of the task's text, as plain data."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, Action, Part

LAYOUT = Part(
    "版面",
    (
        Action(
            "choose_column", ("space", "enter", "ideographic_space"), "选用", "选上或去掉光标所在的栏目", shown=True
        ),
        Action("narrow", ("left",), "窄", "把光标所在的栏目收窄一个字", shown=True),
        Action("widen", ("right",), "宽", "把光标所在的栏目放宽一个字", shown=True),
        Action("raise", ("ctrl+up", "shift+up"), "前移", "把光标所在的栏目往前移一位", shown=True),
        Action("lower", ("ctrl+down", "shift+down"), "后移", "把光标所在的栏目往后移一位"),
        Action("next_lines", ("f2",), "行数", "每项任务占1行、2行或3行，长的要求可以看全"),
        Action("next_grouping", ("f3",), "分组", "换一种分组：不分组、单位、状态、亮灯、主题、来文、月份"),
        Action("next_pane", ("f4",), "内容", "任务内容放在右侧、下方，或者不显示"),
        Action("reset", ("f6",), "还原", "回到程序原来的栏目、行数和位置", shown=True),
        Action("save", ("ctrl+s",), "保存", "记住这个版面，以后都这样显示", shown=True),
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
        Action("page_up", ("pageup",), "上一页", "向上翻一页"),
        Action("page_down", ("pagedown",), "下一页", "向下翻一页"),
        Action("go_first", ("home",), "第一栏", "光标移到第一栏"),
        Action("go_last", ("end",), "最后一栏", "光标移到最后一栏"),
    ),
)
