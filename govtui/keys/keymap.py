"""Every action of the screens with its keys, as plain data.

Bindings, key bar and help are all made from these tables, so none of them can tell another story.
"""

from __future__ import annotations

from govtui.keys.actions import CLOSE, HELP, MOVING, SAVE, SCROLLING, Action, Part, unshown
from govtui.keys.clocks import CLOCK_PARTS
from govtui.keys.copying import COPY
from govtui.keys.doing import DOING_PARTS
from govtui.keys.finding import FINDING_PARTS
from govtui.keys.helping import HELPING_PARTS
from govtui.keys.intake import CELL, CHOICE, CHOOSE_FILE, PASTE, PREVIEW, RENEWAL, TABLES
from govtui.keys.layout import LAYOUT
from govtui.keys.main import MAIN
from govtui.keys.marking import SEVERAL
from govtui.keys.rounds import ROUND_PARTS
from govtui.keys.statistics import STATISTICS
from govtui.keys.timing import SHOW_ITS_TIMING, TIMING_PARTS
from govtui.keys.twins import TWIN_PARTS
from govtui.keys.units import UNIT_PARTS

TASK = Part(
    "任务详情",
    (
        CLOSE,
        Action("set_status", ("f2",), "状态", "更改这项任务的办理状态", shown=True),
        Action("add_progress", ("f4",), "进展", "为这项任务登记一条进展情况", shown=True),
        Action("show_evidence", ("f6",), "佐证", "看这项任务的佐证材料，附上、打开、移除", shown=True),
        SHOW_ITS_TIMING,
        Action("show_history", ("ctrl+l",), "历史", "在修改记录里看这项任务：筛选、撤销其中一条、导出", shown=True),
        *unshown(SCROLLING),
    ),
)

READING = Part("帮助和提示", (CLOSE, *SCROLLING))

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

HISTORY = Part(
    "修改记录",
    (
        HELP,
        Action("show_entry", ("enter",), "详情", "看光标所在改动的全部内容", shown=True),
        Action("filter", ("f3",), "筛选", "选中筛选行的文字，重新输入", shown=True),
        Action("export_history", ("f8",), "导出", "把筛选出的改动导出为 Excel 修改记录表", shown=True),
        Action("take_back", ("f9", "ctrl+z"), "撤销这条", "撤销光标所在的改动；光标在“撤销”上，就恢复", shown=True),
        Action("close", ("escape",), "返回", "回到主屏幕", shown=True),
        *MOVING,
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
        *MOVING,
    ),
)

TODAY = Part(
    "今日",
    (
        HELP,
        Action("choose", ("enter",), "打开", "到光标所在的任务、法定期限或报送批次", shown=True),
        Action("next_section", ("tab",), "下一类", "光标移到下一类的第一项", shown=True),
        Action("previous_section", ("shift+tab",), "上一类", "光标移到上一类的第一项"),
        Action("toggle_greeting", ("f6",), "开机显示", "每次打开程序先显示今日，或者不再先显示", shown=True),
        Action("show_month", ("f12",), "月历", "看月历", shown=True),
        Action("close", ("escape",), "到台账", "到主屏幕；直接打字也行，打的字成为筛选条件", shown=True),
        *MOVING,
        Action("go_first", ("home",), "开头", "光标移到第一项"),
        Action("go_last", ("end",), "末尾", "光标移到最后一项"),
    ),
)

MONTH = Part(
    "月历",
    (
        HELP,
        Action("choose", ("enter",), "当天", "列出光标所在那天的任务、报送和法定期限，选一项前往", shown=True),
        Action("page_up", ("pageup",), "上月", "看上一个月", shown=True),
        Action("page_down", ("pagedown",), "下月", "看下一个月", shown=True),
        Action("go_today", ("home",), "今天", "回到今天", shown=True),
        Action("add_year", ("f7",), "放假安排", "粘贴国务院办公厅的放假通知，核对后存入", shown=True),
        Action("export_calendar", ("f8",), "导出", "把时限、报送日期、法定期限导出为日历文件", shown=True),
        CLOSE,
        Action("move_left", ("left",), "前一天", "光标移到前一天"),
        Action("move_right", ("right",), "后一天", "光标移到后一天"),
        Action("move_up", ("up",), "上周", "光标移到前一周的同一天"),
        Action("move_down", ("down",), "下周", "光标移到后一周的同一天"),
    ),
)

DAY = Part("月历的一天", (Action("choose", ("enter",), "打开", "到光标所在的一项", shown=True), CLOSE, *MOVING))

YEAR = Part("放假安排", (Action("save", ("ctrl+s",), "存入", "存入这一年的放假安排", shown=True), CLOSE, *SCROLLING))

LEDGERS = Part(
    "打开台账",
    (
        Action("open", ("enter",), "打开", "打开光标所在的台账", shown=True),
        Action("create", ("f2",), "新建", "新建一本台账", shown=True),
        Action("rename", ("f3",), "改名", "给现在打开的台账改名", shown=True),
        Action("browse", ("f4",), "其他文件夹", "到U盘、网络盘或别的文件夹里找台账", shown=True),
        Action("forget", ("f8", "delete"), "从列表移除", "不再列出光标所在的台账，台账文件夹不动", shown=True),
        CLOSE,
        *MOVING,
    ),
)

CHOOSE_LEDGER = Part(
    "选择台账文件夹",
    (
        Action("open", ("enter",), "打开", "进入文件夹；标着 [台账] 的，打开它", shown=True),
        Action("go_home", ("f2",), "主目录", "到自己的主目录", shown=True),
        Action("show_drives", ("f4",), "盘符", "列出各个盘和插上的 U 盘", shown=True),
        CLOSE,
        *MOVING,
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
        *MOVING,
    ),
)

EVIDENCE = Part(
    "佐证材料",
    (
        Action("open", ("enter",), "附上、打开", "附上输入的文件、网址、文号；没有输入则打开所选的材料", shown=True),
        Action("choose_file", ("f4",), "选文件", "从文件夹里选一个文件附上", shown=True),
        Action("remove", ("f8",), "移除", "移除光标所在的材料，回到主屏幕后可以撤销", shown=True),
        Action("close", ("escape",), "返回", "停止正在复制的文件；没有在复制就关闭窗口", shown=True),
        *MOVING,
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
        *MOVING,
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
    *(SEVERAL, COPY),
    *(MAIN, TASK, STATUS, FORM, CHOOSE_FILE, PASTE, PREVIEW, CHOICE, RENEWAL, TABLES, CELL, READING),
    *(HISTORY, TAKING_BACK, LEDGER_MENU, LEDGERS, NAME, CHOOSE_LEDGER, CHOOSE_BACKUP, TARGET),
    *(EVIDENCE, CHOOSE_EVIDENCE),
    *(TODAY, MONTH, DAY, YEAR),
    *ROUND_PARTS,
    *TIMING_PARTS,
    *CLOCK_PARTS,
    STATISTICS,
    LAYOUT,
    *DOING_PARTS,
    *TWIN_PARTS,
    *FINDING_PARTS,
    *UNIT_PARTS,
    *HELPING_PARTS,
)
