"""The actions of the screens through which plans come in, with their keys: chooser, paste box, preview."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, HELP, Action, Part

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
