"""The actions of what explains the program: menu, search for functions, tour, manual, settings."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, HELP, MOVING, Action, Part

ANYWHERE = Part("任何窗口", (HELP,))
"""What every window knows."""

_ENDS = (
    Action("go_first", ("home",), "第一项", "光标移到第一项"),
    Action("go_last", ("end",), "最后一项", "光标移到最后一项"),
)

MENU = Part(
    "菜单",
    (
        Action("choose", ("enter",), "做这一项", "做光标所在的一项", shown=True),
        Action("next_group", ("right", "tab"), "下一类", "到下一类功能", shown=True),
        Action("previous_group", ("left", "shift+tab"), "上一类", "到上一类功能", shown=True),
        Action("close", ("escape", "f10"), "返回", "关闭菜单，什么也不做", shown=True),
        Action("erase", ("backspace",), "退格", "删去刚打的最后一个字；打字或拼音首字母，光标就到那一项"),
        *MOVING,
        *_ENDS,
        *(
            Action(f"pick({digit})", (str(digit), chr(0xFF10 + digit)), f"第{digit}类", f"到第{digit}类功能")
            for digit in range(1, 8)
        ),
    ),
)

PALETTE = Part(
    "找功能",
    (
        Action("choose", ("enter",), "做这一项", "做光标所在的一项", shown=True),
        CLOSE,
        *MOVING,
    ),
)

TOUR = Part(
    "快速入门",
    (
        Action("next_step", ("enter", "right", "pagedown"), "下一步", "看下一步，最后一步之后关闭", shown=True),
        Action("previous_step", ("left", "pageup"), "上一步", "回到上一步", shown=True),
        Action("close", ("escape",), "不看了", "关闭，以后可从菜单再看", shown=True),
    ),
)

MANUAL = Part(
    "使用手册",
    (
        HELP,
        Action("close", ("escape",), "返回", "清除要找的字；没有就回到主屏幕", shown=True),
        Action("next_hit", ("enter", "f3"), "下一处", "到下一处找到的地方", shown=True),
        Action("previous_hit", ("f2",), "上一处", "回到上一处找到的地方", shown=True),
        Action("next_chapter", ("tab",), "下一章", "到下一章", shown=True),
        Action("previous_chapter", ("shift+tab",), "上一章", "到上一章", shown=True),
        Action("page_up", ("pageup",), "上一页", "向上翻一页", shown=True),
        Action("page_down", ("pagedown",), "下一页", "向下翻一页", shown=True),
        Action("scroll_up", ("up",), "上滚", "向上滚动一行"),
        Action("scroll_down", ("down",), "下滚", "向下滚动一行"),
        Action("go_first", ("home",), "开头", "回到手册开头"),
        Action("go_last", ("end",), "末尾", "翻到手册末尾"),
    ),
)

SETTINGS = Part(
    "设置",
    (
        Action("next_value", ("enter", "right", "space"), "换一种", "光标所在的设置换成下一种，当时就生效", shown=True),
        Action("previous_value", ("left",), "换回", "光标所在的设置换成上一种", shown=True),
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
    ),
)

HELPING_PARTS = (MENU, PALETTE, TOUR, MANUAL, SETTINGS, ANYWHERE)
