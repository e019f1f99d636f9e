"""The actions of the dialogs in which something is written about tasks: an entry of progress, the fields of a task."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, HELP, SAVE, Action, Part

PROGRESS = Part(
    "登记进展",
    (
        SAVE,
        CLOSE,
        Action("take_last", ("f5",), "上条", "把上一条进展的文字取来改写，写好的不丢", shown=True),
        Action("go_count", ("f6",), "计数", "到计数栏；有几个指标时再按到下一个", shown=True),
        Action("take_phrase", ("f7",), "短语", "填入所提示的短语，接在已写的字后面", shown=True),
        Action("next_phrase", ("f8",), "下一句", "换下一句短语", shown=True),
        Action("keep_phrase", ("f3",), "存短语", "把光标所在的一句存为本单位短语；已存的则删去", shown=True),
        Action("share", ("f9",), "共用", "同时登记到关联的相同任务，再按不登记", shown=True),
        Action("next_field", ("tab",), "下一栏", "到下一栏"),
        Action("previous_field", ("shift+tab",), "上一栏", "到上一栏"),
    ),
)

EDITING = Part(
    "修改任务",
    (
        Action("edit_field", ("enter",), "改这栏", "修改光标所在的一栏；改好再按，到下一栏", shown=True),
        SAVE,
        Action("close", ("escape",), "返回", "正在改的一栏恢复原样；没有在改就关闭窗口，不作改动", shown=True),
        Action("break_line", ("f4",), "换行", "在正在改的一栏里另起一行", shown=True),
        Action("restore_field", ("f8",), "恢复原文", "把光标所在的一栏恢复成打开时的内容", shown=True),
        HELP,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
        Action("next_field", ("tab",), "下一栏", "改好这一栏，接着改下一栏"),
        Action("previous_field", ("shift+tab",), "上一栏", "改好这一栏，接着改上一栏"),
    ),
)

DOING_PARTS = (PROGRESS, EDITING)
