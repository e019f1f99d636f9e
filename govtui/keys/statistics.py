"""The actions of the statistics, with their keys."""

from __future__ import annotations

from govtui.keys.actions import HELP, MOVING, Action, Part, full_width

VIEWS = ("单位", "主题", "来文", "月份", "趋势")
"""The pages of the screen, in the order of their digits."""


def _page(number: int, name: str) -> Action:
    said = "看最近12个月月末的任务、完成、红灯数" if name == "趋势" else f"按{name}统计"
    return Action(f"show_page({number})", (str(number), full_width(str(number))), name, said)


STATISTICS = Part(
    "统计",
    (
        HELP,
        Action("choose", ("enter",), "打开", "到主屏幕看光标所在那个数的任务", shown=True),
        Action("sort", ("f6",), "排序", "按光标所在的一栏排列，再按一次倒过来，第三次恢复最落后的在前", shown=True),
        Action("change_scope", ("f3",), "范围", "只统计筛选出的任务，或统计全部任务", shown=True),
        Action("next_page", ("tab",), "下一页", "看下一页：单位、主题、来文、月份、趋势", shown=True),
        Action("previous_page", ("shift+tab",), "上一页", "看上一页"),
        *(_page(number, name) for number, name in enumerate(VIEWS, 1)),
        Action("close", ("escape",), "返回", "停止正在做的统计；没有在做就回到主屏幕，筛选不变", shown=True),
        *MOVING,
        Action("go_first", ("home",), "开头", "光标移到合计"),
        Action("go_last", ("end",), "末尾", "光标移到最后一行"),
        Action("move_left", ("left",), "左移", "光标移到左边一栏"),
        Action("move_right", ("right",), "右移", "光标移到右边一栏"),
    ),
)
