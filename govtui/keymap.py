"""Every action of the screens with its keys, as plain data.

Bindings, key bar and help are all made from these tables, so none of them can tell another story. Each action has a key
that reaches the program while a Chinese input method is on: a function key, Ctrl with a letter, an arrow, Enter or Esc.
Digits reach it too, but full-width ones as characters of their own, so both are listed.
"""

from __future__ import annotations

import msgspec


class Action(msgspec.Struct, frozen=True):
    """Something that the clerk can do with a key."""

    id: str
    """The name of the screen's method behind `action_`, and the id of the binding."""
    keys: tuple[str, ...]
    """In the screen library's names; the first is the one shown."""
    label: str
    """Two to four characters for the key bar."""
    help: str
    """One sentence for the help."""
    shown: bool = False
    """On the key bar at the foot of the screen."""


class Part(msgspec.Struct, frozen=True):
    """The actions of one screen or dialog, under the heading that the help gives them."""

    title: str
    actions: tuple[Action, ...]


HELP = Action("help", ("f1",), "帮助", "看按键说明", shown=True)
CLOSE = Action("close", ("escape",), "返回", "关闭当前窗口，不作改动", shown=True)
SAVE = Action("save", ("ctrl+s",), "保存", "保存并关闭窗口", shown=True)

MAIN = Part(
    "主屏幕",
    (
        HELP,
        Action("set_status", ("f2",), "状态", "更改光标所在任务的办理状态", shown=True),
        Action("filter", ("f3",), "筛选", "回到筛选行并选中其中文字，重新输入", shown=True),
        Action("add_progress", ("f4",), "进展", "为光标所在任务登记一条进展情况", shown=True),
        Action("next_order", ("f6",), "排序", "换一种排列顺序：原表顺序、轻重缓急、完成时限、办理状态", shown=True),
        Action("import_plan", ("f7",), "导入", "读入任务分解表文件，看过结果再存入台账", shown=True),
        Action("export_sheet", ("f8",), "导出", "把屏幕上的任务按当前筛选和顺序导出为 Excel 报送表", shown=True),
        Action("undo", ("ctrl+z", "f9"), "撤销", "撤销最近一次改动，可连续撤销", shown=True),
        Action("quit", ("ctrl+q", "f10"), "退出", "退出程序，所有改动都已保存", shown=True),
        Action("show_task", ("enter",), "详情", "看光标所在任务的全部内容和历次改动"),
        Action("clear_filter", ("escape",), "清除筛选", "清除筛选，显示全部任务"),
        Action("move_up", ("up",), "上一项", "光标上移一项"),
        Action("move_down", ("down",), "下一项", "光标下移一项"),
        Action("page_up", ("pageup",), "上一页", "向上翻一页"),
        Action("page_down", ("pagedown",), "下一页", "向下翻一页"),
        Action("go_first", ("home",), "第一项", "光标移到第一项"),
        Action("go_last", ("end",), "最后一项", "光标移到最后一项"),
        Action("pane_up", ("ctrl+up",), "内容上滚", "任务内容窗格向上滚动"),
        Action("pane_down", ("ctrl+down",), "内容下滚", "任务内容窗格向下滚动"),
    ),
)

_SCROLLING = (
    Action("scroll_up", ("up",), "上滚", "向上滚动一行"),
    Action("scroll_down", ("down",), "下滚", "向下滚动一行"),
    Action("page_up", ("pageup",), "上一页", "向上翻一页", shown=True),
    Action("page_down", ("pagedown",), "下一页", "向下翻一页", shown=True),
    Action("go_first", ("home",), "开头", "回到开头"),
    Action("go_last", ("end",), "末尾", "翻到末尾"),
)

TASK = Part(
    "任务详情",
    (
        CLOSE,
        Action("set_status", ("f2",), "状态", "更改这项任务的办理状态", shown=True),
        Action("add_progress", ("f4",), "进展", "为这项任务登记一条进展情况", shown=True),
        *_SCROLLING,
    ),
)

READING = Part("帮助和提示", (CLOSE, *_SCROLLING))

STATUS = Part(
    "更改办理状态",
    (
        Action("choose", ("enter",), "确定", "改为光标所在的状态", shown=True),
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
        Action("pick(1)", ("1", "１"), "未启动", "直接改为未启动"),
        Action("pick(2)", ("2", "２"), "推进中", "直接改为推进中"),
        Action("pick(3)", ("3", "３"), "已完成", "直接改为已完成"),
        Action("pick(4)", ("4", "４"), "已销号", "直接改为已销号"),
        Action("pick(5)", ("5", "５"), "暂缓", "直接改为暂缓"),
    ),
)

IMPORT = Part(
    "导入",
    (
        Action("read", ("enter",), "读入", "读入文件，显示读出的内容，不存入台账", shown=True),
        Action("save", ("ctrl+s",), "存入台账", "把读出的任务存入台账", shown=True),
        CLOSE,
        *_SCROLLING[:4],
    ),
)

FORM = Part(
    "登记进展、导出",
    (
        SAVE,
        CLOSE,
        Action("next_field", ("tab",), "下一栏", "到下一栏", shown=True),
        Action("previous_field", ("shift+tab",), "上一栏", "到上一栏"),
    ),
)

PARTS = (MAIN, TASK, STATUS, FORM, IMPORT, READING)

_KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "up": "上箭头",
    "down": "下箭头",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
}


def key_name(key: str) -> str:
    """Return a key as it stands on the keyboard: `ctrl+z` is Ctrl+Z, `pageup` PgUp."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    *modifiers, last = key.split("+")
    return "+".join([*(modifier.capitalize() for modifier in modifiers), _KEY_NAMES.get(last, last.upper())])
