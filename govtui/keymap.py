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
        Action("ledger_menu", ("f5",), "台账", "打开、新建台账，改名，备份、恢复、检查、交接，更换操作人", shown=True),
        Action("import_plan", ("f7",), "导入", "读入任务分解表文件，看过结果再存入台账", shown=True),
        Action("export_sheet", ("f8",), "导出", "把屏幕上的任务按当前筛选和顺序导出为 Excel 报送表", shown=True),
        Action("undo", ("ctrl+z", "f9"), "撤销", "撤销最近一次改动，可连续撤销", shown=True),
        Action("redo", ("ctrl+y",), "恢复", "恢复最近一次撤销的改动，可连续恢复"),
        Action("quit", ("ctrl+q", "f10"), "退出", "退出程序，所有改动都已保存", shown=True),
        Action("next_order", ("f6",), "排序", "换一种排列顺序：原表顺序、轻重缓急、完成时限、办理状态", shown=True),
        Action("show_task", ("enter",), "详情", "看光标所在任务的全部内容和历次改动"),
        Action("show_history", ("ctrl+l",), "历史", "看台账的全部改动：筛选、撤销其中一条、导出修改记录"),
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
        Action("show_evidence", ("f6",), "佐证", "看这项任务的佐证材料，附上、打开、移除", shown=True),
        Action("show_history", ("ctrl+l",), "历史", "在修改记录里看这项任务：筛选、撤销其中一条、导出", shown=True),
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

CHOOSE_FILE = Part(
    "选择文件",
    (
        Action("open", ("enter",), "打开", "打开光标所在或输入的文件、文件夹", shown=True),
        Action("paste_table", ("f5",), "粘贴表格", "不用文件：粘贴从 Word、Excel、网页复制的表格", shown=True),
        Action("next_order", ("f6",), "排序", "换一种排列顺序：新的在前、按名称、大的在前", shown=True),
        Action("go_home", ("f2",), "主目录", "到自己的主目录", shown=True),
        Action("show_drives", ("f4",), "盘符", "列出各个盘和插上的 U 盘", shown=True),
        Action("close", ("escape",), "返回", "停止正在读的文件；没有在读就关闭窗口", shown=True),
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
        Action("page_up", ("pageup",), "上一页", "向上翻一页"),
        Action("page_down", ("pagedown",), "下一页", "向下翻一页"),
    ),
)

PASTE = Part(
    "粘贴表格",
    (
        Action("read", ("ctrl+s",), "读入", "读入粘贴的内容，先看预览，不存入台账", shown=True),
        Action(
            "read_clipboard", ("f5",), "直接读剪贴板", "不经过终端，直接读系统剪贴板里的表格，栏目不会丢", shown=True
        ),
        Action("paste", ("ctrl+v",), "粘贴", "把剪贴板的内容粘贴到框里", shown=True),
        CLOSE,
    ),
)

PREVIEW = Part(
    "导入预览",
    (
        HELP,
        Action("store", ("ctrl+s",), "存入", "把读出的任务存入台账", shown=True),
        Action("next_doubt", ("f3", "ctrl+n"), "疑点", "到下一处没有把握的地方", shown=True),
        Action("set_fate", ("f2",), "归类", "指定这一行是任务起始、接上一项、主题、注、标题、表头还是不读", shown=True),
        Action("set_field", ("f4",), "栏目", "指定光标所在的栏是什么：要求、责任单位、时限……", shown=True),
        Action("edit_cell", ("enter",), "改格", "修改光标所在的格；在任务一侧看任务全文", shown=True),
        Action("set_header", ("f6",), "表头", "指定哪一行是表头，或没有表头", shown=True),
        Action("set_tables", ("f7",), "选表", "选定读哪几个表格或工作表", shown=True),
        Action("join", ("f8",), "接上", "把光标所在的任务接到上一项任务后面", shown=True),
        Action("part", ("f9",), "断开", "从光标所在的行起另作一项任务", shown=True),
        Action("undo", ("ctrl+z",), "撤销", "撤销最近一次更正，可连续撤销"),
        Action("show_remarks", ("f5",), "提示", "列出全部提示", shown=True),
        Action("next_pane", ("tab",), "换边", "在原文和任务之间切换", shown=True),
        Action("close", ("escape",), "放弃", "不存入，回到主屏幕；有更正时先问一下", shown=True),
        Action("previous_doubt", ("ctrl+p",), "上一疑点", "回到上一处没有把握的地方"),
        Action("move_left", ("left",), "左一栏", "光标左移一栏"),
        Action("move_right", ("right",), "右一栏", "光标右移一栏"),
        Action("move_up", ("up",), "上一行", "光标上移一行"),
        Action("move_down", ("down",), "下一行", "光标下移一行"),
        Action("page_up", ("pageup",), "上一页", "向上翻一页"),
        Action("page_down", ("pagedown",), "下一页", "向下翻一页"),
        Action("go_first", ("home",), "开头", "光标移到第一行"),
        Action("go_last", ("end",), "末尾", "光标移到最后一行"),
        Action("pane_up", ("ctrl+up",), "全文上滚", "下方的全文向上滚动"),
        Action("pane_down", ("ctrl+down",), "全文下滚", "下方的全文向下滚动"),
    ),
)

CHOICE = Part(
    "预览中的选择",
    (
        Action("choose", ("enter",), "确定", "选定光标所在的一项", shown=True),
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
    ),
)

RENEWAL = Part(
    "新版来文",
    (
        Action("choose", ("enter",), "确定", "按光标所在的一种办法存入", shown=True),
        Action("close", ("escape",), "返回", "先不存，回到预览", shown=True),
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
        Action("page_up", ("pageup",), "上一页", "变化的清单向上翻一页", shown=True),
        Action("page_down", ("pagedown",), "下一页", "变化的清单向下翻一页", shown=True),
    ),
)

TABLES = Part(
    "选表",
    (
        Action("choose", ("enter",), "确定", "只读光标所在的表；勾选过的，读勾选的各表", shown=True),
        Action("mark", ("f2", "space"), "勾选", "勾选或取消光标所在的表，可选几个", shown=True),
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
    ),
)

CELL = Part(
    "修改单元格",
    (
        Action("save", ("ctrl+s",), "改好", "按改过的文字重新读", shown=True),
        Action("restore", ("f5",), "恢复原文", "取回文件里原来的文字", shown=True),
        CLOSE,
    ),
)

LEDGER_MENU = Part(
    "台账",
    (
        Action("choose", ("enter",), "确定", "做光标所在的一项", shown=True),
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移"),
        Action("move_down", ("down",), "下移", "光标下移"),
        Action("pick(1)", ("1", "１"), "打开", "打开另一本台账，列出最近用过的"),
        Action("pick(2)", ("2", "２"), "新建", "新建一本台账，如每年一本、每个科室一本"),
        Action("pick(3)", ("3", "３"), "改名", "给这本台账改名"),
        Action("pick(4)", ("4", "４"), "历史", "看这本台账的全部改动"),
        Action("pick(5)", ("5", "５"), "备份", "把这本台账备份到U盘或其他盘"),
        Action("pick(6)", ("6", "６"), "恢复", "从备份恢复台账"),
        Action("pick(7)", ("7", "７"), "检查", "检查这本台账和佐证材料是否完好"),
        Action("pick(8)", ("8", "８"), "交接", "导出交接表，连同台账打成一个包"),
        Action("pick(9)", ("9", "９"), "操作人", "登记或更换操作人，以后的改动都记在名下"),
    ),
)

_MOVING = (
    Action("move_up", ("up",), "上移", "光标上移"),
    Action("move_down", ("down",), "下移", "光标下移"),
    Action("page_up", ("pageup",), "上一页", "向上翻一页"),
    Action("page_down", ("pagedown",), "下一页", "向下翻一页"),
)

HISTORY = Part(
    "修改记录",
    (
        HELP,
        Action("show_entry", ("enter",), "详情", "看光标所在改动的全部内容", shown=True),
        Action("filter", ("f3",), "筛选", "选中筛选行的文字，重新输入", shown=True),
        Action("export_history", ("f8",), "导出", "把筛选出的改动导出为 Excel 修改记录表", shown=True),
        Action("take_back", ("f9", "ctrl+z"), "撤销这条", "撤销光标所在的改动；光标在“撤销”上，就恢复", shown=True),
        Action("close", ("escape",), "返回", "回到主屏幕", shown=True),
        *_MOVING,
        Action("go_first", ("home",), "最新", "光标移到最新的改动"),
        Action("go_last", ("end",), "最早", "光标移到最早的改动"),
        Action("pane_up", ("ctrl+up",), "内容上滚", "下方的改动内容向上滚动"),
        Action("pane_down", ("ctrl+down",), "内容下滚", "下方的改动内容向下滚动"),
    ),
)

TAKING_BACK = Part(
    "撤销一条改动",
    (
        Action("choose", ("enter",), "确定", "按光标所在的一种办法做", shown=True),
        CLOSE,
        *_MOVING,
    ),
)

LEDGERS = Part(
    "打开台账",
    (
        Action("open", ("enter",), "打开", "打开光标所在的台账", shown=True),
        Action("create", ("f2",), "新建", "新建一本台账", shown=True),
        Action("rename", ("f3",), "改名", "给现在打开的台账改名", shown=True),
        Action("browse", ("f4",), "其他文件夹", "到U盘、网络盘或别的文件夹里找台账", shown=True),
        Action("forget", ("f8", "delete"), "从列表移除", "不再列出光标所在的台账，台账文件夹不动", shown=True),
        CLOSE,
        *_MOVING,
    ),
)

CHOOSE_LEDGER = Part(
    "选择台账文件夹",
    (
        Action("open", ("enter",), "打开", "进入文件夹；标着 [台账] 的，打开它", shown=True),
        Action("go_home", ("f2",), "主目录", "到自己的主目录", shown=True),
        Action("show_drives", ("f4",), "盘符", "列出各个盘和插上的 U 盘", shown=True),
        CLOSE,
        *_MOVING,
    ),
)

CHOOSE_BACKUP = Part(
    "选择备份",
    (
        Action("open", ("enter",), "选定", "进入文件夹；选定备份，先看清单再恢复", shown=True),
        Action("next_order", ("f6",), "排序", "换一种排列顺序：新的在前、按名称、大的在前", shown=True),
        Action("go_home", ("f2",), "主目录", "到自己的主目录", shown=True),
        Action("show_drives", ("f4",), "盘符", "列出各个盘和插上的 U 盘", shown=True),
        CLOSE,
        *_MOVING,
    ),
)

EVIDENCE = Part(
    "佐证材料",
    (
        Action("open", ("enter",), "附上、打开", "附上输入的文件、网址、文号；没有输入则打开所选的材料", shown=True),
        Action("choose_file", ("f4",), "选文件", "从文件夹里选一个文件附上", shown=True),
        Action("remove", ("f8",), "移除", "移除光标所在的材料，回到主屏幕后可以撤销", shown=True),
        Action("close", ("escape",), "返回", "停止正在复制的文件；没有在复制就关闭窗口", shown=True),
        *_MOVING,
    ),
)

CHOOSE_EVIDENCE = Part(
    "选择佐证材料",
    (
        Action("open", ("enter",), "选定", "进入文件夹；选定文件，附为佐证材料", shown=True),
        Action("next_order", ("f6",), "排序", "换一种排列顺序：新的在前、按名称、大的在前", shown=True),
        Action("go_home", ("f2",), "主目录", "到自己的主目录", shown=True),
        Action("show_drives", ("f4",), "盘符", "列出各个盘和插上的 U 盘", shown=True),
        CLOSE,
        *_MOVING,
    ),
)

NAME = Part("台账名称、操作人", (SAVE, CLOSE))

TARGET = Part(
    "备份、交接",
    (
        Action("save", ("ctrl+s",), "开始", "按写好的位置开始", shown=True),
        Action("next_drive", ("f4",), "换盘", "换到下一个盘或U盘", shown=True),
        CLOSE,
        Action("next_field", ("tab",), "下一栏", "到下一栏"),
        Action("previous_field", ("shift+tab",), "上一栏", "到上一栏"),
    ),
)

FORM = Part(
    "填写的窗口",
    (
        SAVE,
        CLOSE,
        Action("next_field", ("tab",), "下一栏", "到下一栏", shown=True),
        Action("previous_field", ("shift+tab",), "上一栏", "到上一栏"),
    ),
)

PARTS = (
    *(MAIN, TASK, STATUS, FORM, CHOOSE_FILE, PASTE, PREVIEW, CHOICE, RENEWAL, TABLES, CELL, READING),
    *(HISTORY, TAKING_BACK, LEDGER_MENU, LEDGERS, NAME, CHOOSE_LEDGER, CHOOSE_BACKUP, TARGET),
    *(EVIDENCE, CHOOSE_EVIDENCE),
)

_KEY_NAMES = {
    "escape": "Esc",
    "enter": "Enter",
    "up": "上箭头",
    "down": "下箭头",
    "left": "左箭头",
    "right": "右箭头",
    "space": "空格",
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
