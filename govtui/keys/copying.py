"""The actions of the dialogs that copy."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, Action, Part

COPY = Part(
    "复制",
    (
        Action("choose", ("enter",), "确定", "复制光标所在的一种", shown=True),
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
        Action("pick(1)", ("1", "１"), "文字", "复制任务的文字，可贴到文档和微信里"),
        Action("pick(2)", ("2", "２"), "一栏", "只复制一栏，如全部要求或全部单位，先选哪一栏"),
        Action("pick(3)", ("3", "３"), "表格", "复制成表格，可贴到 Excel 和 WPS 表格里"),
    ),
)
