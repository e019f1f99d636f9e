"""The actions of reporting rounds and of the sheet that is handed in, with their keys."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, HELP, MOVING, SAVE, Action, Part

SHOW_ROUNDS = Action("show_rounds", ("ctrl+r",), "批次", "看报送批次：哪天报、还有谁没登记；打开、报送、与上次比较")
"""On the main screen."""

ROUNDS = Part(
    "报送批次",
    (
        HELP,
        Action("choose", ("enter",), "前往", "到光标所在的任务；光标在批次上，就移到它的任务里", shown=True),
        Action("open_round", ("f2",), "打开批次", "开始收这一批的进展，状态改为填报中", shown=True),
        Action("set_rounds", ("f7",), "定期报送", "设定每月、每季度等定期的报送，或某一天的报送", shown=True),
        Action("hand_in", ("f8",), "报送", "导出这一批的报送表，存一份进台账，登记为已报送", shown=True),
        Action("compare", ("f6",), "比较", "与上一次报送比：新增进展、状态变化、新任务", shown=True),
        Action("remove", ("f9", "delete"), "删除", "删除打开错了的批次，或取消定期报送"),
        Action("next_pane", ("tab",), "换边", "在批次和任务之间切换", shown=True),
        Action("close", ("escape",), "返回", "回到主屏幕", shown=True),
        *MOVING,
    ),
)

EXPORT = Part(
    "导出、报送的窗口",
    (
        SAVE,
        Action("toggle_changes", ("f6",), "标变化", "加或不加“变化”一栏：标出上次报送以来的新情况", shown=True),
        CLOSE,
        Action("next_field", ("tab",), "下一栏", "到下一栏", shown=True),
        Action("previous_field", ("shift+tab",), "上一栏", "到上一栏"),
    ),
)

ROUND_PARTS = (ROUNDS, EXPORT)
