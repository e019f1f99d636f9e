"""The actions of the main screen.

Nothing that changes the ledger has a single letter: who believes to be typing into the filter must not change a task.
"""

from __future__ import annotations

import msgspec

from govtui.keys.actions import Action, Part
from govtui.keys.clocks import SHOW_CLOCKS
from govtui.keys.rounds import SHOW_ROUNDS
from govtui.keys.timing import SHOW_TIMING

FIND, DO, SEE, PLANS, TIME, LEDGER, ABOUT = "查找", "办理", "显示", "来文和报表", "时限", "台账", "设置和帮助"
"""The groups of the menu, in its order."""

MENU_GROUPS = (FIND, DO, SEE, PLANS, TIME, LEDGER, ABOUT)


def _digit(place: int) -> tuple[str, str]:
    return str(place), chr(0xFF10 + place)


def _in_menu(action: Action) -> Action:
    return msgspec.structs.replace(action, menu=TIME)


VIEW_ACTIONS = (
    Action("choose_view(1)", _digit(1), "全部", "看全部任务", menu=FIND),
    Action("choose_view(2)", _digit(2), "今日关注", "看今天要紧的：红灯、黄灯、没有进展的蓝灯", menu=FIND),
    Action("choose_view(3)", _digit(3), "逾期", "看逾期的任务", menu=FIND),
    Action("choose_view(4)", _digit(4), "本周", "看本周到期的任务", menu=FIND),
    Action("choose_view(5)", _digit(5), "本月", "看本月到期的任务", menu=FIND),
    Action("choose_view(6)", _digit(6), "本单位", "看本单位的任务，含“各部门”等统称里的", menu=FIND),
    Action("choose_view(7)", _digit(7), "牵头", "看本单位牵头的任务", menu=FIND),
    Action("choose_view(8)", _digit(8), "无进展", "看还没有登记过进展的任务", menu=FIND),
    Action("choose_view(9)", _digit(9), "长期坚持", "看没有截止日期、要长期坚持的任务", menu=FIND),
    Action("choose_view(0)", _digit(0), "已完成", "看已完成和已销号的任务", menu=FIND),
)

MAIN = Part(
    "主屏幕",
    (
        Action("help", ("f1",), "帮助", "看按键说明", shown=True, menu=ABOUT),
        Action("set_status", ("f2",), "状态", "更改办理状态，有标记的一并更改", shown=True, menu=DO),
        Action(
            "filter",
            ("f3", "slash", "fullwidth_solidus", "ideographic_comma"),
            "筛选",
            "到筛选行输入，字、拼音首字母、条件都可以；直接打汉字也行",
            shown=True,
            menu=FIND,
        ),
        Action("add_progress", ("f4",), "进展", "登记一条进展情况；有标记的任务时一并登记", shown=True, menu=DO),
        Action(
            "ledger_menu",
            ("f5",),
            "台账",
            "打开、新建台账，改名，备份、恢复、检查、交接，更换操作人",
            shown=True,
            menu=LEDGER,
        ),
        Action(
            "next_order",
            ("f6",),
            "排序",
            "换一种排列顺序：原表顺序、轻重缓急、完成时限、办理状态",
            menu=SEE,
        ),
        Action("import_plan", ("f7",), "导入", "读入任务分解表文件，看过结果再存入台账", shown=True, menu=PLANS),
        Action(
            "export_sheet", ("f8",), "导出", "把屏幕上的任务按当前筛选和顺序导出为 Excel 报送表", shown=True, menu=PLANS
        ),
        Action(
            "show_statistics",
            ("f9",),
            "统计",
            "按单位、主题、来文、月份看完成情况，每个数都能打开",
            shown=True,
            menu=PLANS,
        ),
        Action("menu", ("f10",), "菜单", "用文字列出全部功能，选一项就做", shown=True),
        Action("palette", ("ctrl+p",), "找功能", "输入几个字或拼音首字母，找到功能就做", menu=ABOUT),
        Action("put(1)", ("ctrl+w",), "未启动", "直接改为未启动", menu=DO),
        Action("put(2)", ("ctrl+o",), "推进中", "直接改为推进中", menu=DO),
        Action("put(3)", ("ctrl+f",), "已完成", "直接改为已完成，光标到下一项", menu=DO),
        Action("put(4)", ("ctrl+x",), "已销号", "直接改为已销号", menu=DO),
        Action("put(5)", ("ctrl+u",), "暂缓", "直接改为暂缓", menu=DO),
        Action("edit_task", ("ctrl+e",), "修改", "修改任务的任何一栏：要求、单位、时限、备注等", menu=DO),
        Action("mark", ("space",), "标记", "标记光标所在任务并到下一项，再按取消；之后的操作对标记的一并做", menu=DO),
        Action("mark_up", ("shift+up",), "向上标记", "标记光标所在任务并到上一项，连按标记一段", menu=DO),
        Action("mark_down", ("shift+down",), "向下标记", "标记光标所在任务并到下一项，连按标记一段", menu=DO),
        Action("mark_all", ("ctrl+a",), "全部标记", "标记屏幕上筛选出的全部任务，再按全部取消", menu=DO),
        Action("undo", ("ctrl+z",), "撤销", "撤销最近一次改动，可连续撤销", menu=DO),
        Action("redo", ("ctrl+y",), "恢复", "恢复最近一次撤销的改动，可连续恢复", menu=DO),
        Action("copy", ("ctrl+c",), "复制", "复制这项任务、一栏或标记的任务，可粘贴到表格和文字里", menu=DO),
        Action("show_twins", (), "相同任务", "找出几份来文里内容几乎相同的任务，关联后进展可共用", menu=DO),
        Action("show_task", ("enter",), "详情", "看光标所在任务的全部内容和历次改动", menu=SEE),
        Action("show_facets", ("left",), "分类", "到左边的分类栏，按状态、灯、单位等筛选，看各有多少项", menu=FIND),
        Action("show_views", ("ctrl+s",), "视图", "把现在的筛选、顺序和栏目存为视图，或选用存过的", menu=FIND),
        *VIEW_ACTIONS,
        Action("go_number", ("ctrl+g",), "到编号", "输入编号，光标到那一项", letters="g", menu=FIND),
        Action("next_red", ("ctrl+n",), "下一项红灯", "光标到下一项红灯", letters="n", menu=FIND),
        Action("previous_red", ("ctrl+b",), "上一项红灯", "光标到上一项红灯", letters="N", menu=FIND),
        Action(
            "next_idle", ("ctrl+right",), "下一项无进展", "光标到下一项还没有登记过进展的任务", letters="p", menu=FIND
        ),
        Action("go_back", ("backspace",), "回到刚才", "光标回到跳转以前的任务", letters="b", menu=FIND),
        Action("next_group", ("tab",), "分组", "换一种分组：不分组、单位、状态、亮灯、主题、来文、月份", menu=SEE),
        Action("show_layout", ("ctrl+v",), "版面", "选栏目、栏宽、每项几行、分组、任务内容放在哪里", menu=SEE),
        Action("show_history", ("ctrl+l",), "历史", "看台账的全部改动：筛选、撤销其中一条、导出修改记录", menu=LEDGER),
        Action(
            "show_today",
            ("ctrl+t",),
            "今日",
            "看今天要紧的事：逾期、快到期、久无进展的任务，法定期限，下一次报送",
            menu=TIME,
        ),
        Action("show_month", ("f12",), "月历", "看月历：每天到期、报送多少项，放假和调休上班的日子", menu=TIME),
        _in_menu(SHOW_TIMING),
        _in_menu(SHOW_ROUNDS),
        _in_menu(SHOW_CLOCKS),
        Action("show_units", (), "单位名录", "核对单位的名称、简称，设本单位，设“各乡镇”等统称包括谁", menu=LEDGER),
        Action("clear_filter", ("escape",), "清除", "清除筛选，显示全部任务；没有筛选时清除标记"),
        Action("move_up", ("up",), "上一项", "光标上移一项", letters="k"),
        Action("move_down", ("down",), "下一项", "光标下移一项", letters="j"),
        Action("page_up", ("pageup",), "上一页", "向上翻一页"),
        Action("page_down", ("pagedown",), "下一页", "向下翻一页"),
        Action("go_first", ("home",), "第一项", "光标移到第一项"),
        Action("go_last", ("end",), "最后一项", "光标移到最后一项", letters="G"),
        Action("pane_up", ("ctrl+up",), "内容上滚", "任务内容窗格向上滚动"),
        Action("pane_down", ("ctrl+down",), "内容下滚", "任务内容窗格向下滚动"),
        Action("show_settings", (), "设置", "配色、鼠标、框线、按键等", menu=ABOUT),
        Action("show_manual", (), "使用手册", "在这里看使用手册", menu=ABOUT),
        Action("show_tour", (), "快速入门", "五步看完最常用的操作", menu=ABOUT),
        Action("quit", ("ctrl+q",), "退出", "退出程序，所有改动都已保存", menu=ABOUT),
    ),
)
