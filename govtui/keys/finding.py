"""The actions of what finds tasks on the main screen: the facets beside the table, the views, the jump to a number."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, MOVING, SAVE, Action, Part

FACETS = Part(
    "分类",
    (
        Action("choose", ("enter", "space"), "选", "选中光标所在的一类，再按取消；在标题上则展开或收起", shown=True),
        Action("next_section", ("tab",), "下一栏", "光标移到下一种分类：状态、亮灯、单位等", shown=True),
        Action("clear_section", ("delete", "f8"), "清除", "取消这种分类里选中的全部", shown=True),
        Action("leave", ("right",), "到任务", "回到任务，分类栏仍然开着", shown=True),
        Action("close", ("escape",), "关闭", "取消查找的字；没有在查找就关闭分类栏，回到任务", shown=True),
        Action("previous_section", ("shift+tab",), "上一栏", "光标移到上一种分类"),
        Action("fold", ("left",), "收起", "收起光标所在的一种分类，再按展开"),
        Action("erase", ("backspace",), "退格", "删去查找的最后一个字；打字或拼音首字母就在这种分类里查找"),
        *MOVING,
        Action("go_first", ("home",), "开头", "光标移到开头"),
        Action("go_last", ("end",), "末尾", "光标移到末尾"),
    ),
)

_PICKS = tuple(
    Action(f"pick({digit})", (str(digit), chr(0xFF10 + digit)), f"第{digit}个", f"直接用编了数字{digit}的自存视图")
    for digit in range(1, 10)
)

TYPING = Part(
    "筛选行",
    (
        Action("show_task", ("enter",), "到任务", "筛选好了，回到任务", shown=True),
        Action("take_offer", ("tab",), "补全", "用列出的第一个，或上下箭头选中的", shown=True),
        Action("clear_filter", ("escape",), "清除", "清除筛选，回到任务", shown=True),
        Action("help", ("f1",), "帮助", "看筛选的写法", shown=True),
        Action("show_views", ("ctrl+s",), "存为视图", "把这个筛选存为视图", shown=True),
        Action("put(3)", ("ctrl+f",), "已完成", "光标所在的任务改为已完成", shown=True),
    ),
)
"""What the key bar shows while the filter has the keys; they are bound on the main screen and in the line itself."""

VIEWS = Part(
    "视图",
    (
        Action("choose", ("enter",), "使用", "用光标所在的视图", shown=True),
        Action("save_view", ("f2",), "存为视图", "把现在的筛选、排序、分组和栏目存为自己的视图", shown=True),
        Action("rename", ("f3",), "改名", "给光标所在的自存视图改名", shown=True),
        Action("remove", ("f8", "delete"), "删除", "删除光标所在的自存视图，任务不受影响", shown=True),
        CLOSE,
        *MOVING,
        *_PICKS,
    ),
)

VIEW_NAME = Part("视图名称", (SAVE, CLOSE))

NUMBER = Part(
    "到编号",
    (
        Action("save", ("ctrl+s",), "前往", "光标到这个编号的任务；几份来文里都有就到下一个", shown=True),
        Action("clear_filter", ("f8",), "清除筛选再找", "清除筛选，再到这个编号的任务", shown=True),
        CLOSE,
    ),
)

FINDING_PARTS = (FACETS, VIEWS, VIEW_NAME, NUMBER)
