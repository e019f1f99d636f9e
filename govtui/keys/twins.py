"""The actions of the screen that lists tasks which are the same matter in several plans."""

from __future__ import annotations

from govtui.keys.actions import HELP, MOVING, Action, Part

TWINS = Part(
    "相同任务",
    (
        HELP,
        Action("link", ("enter",), "关联", "光标所在的两项是同一件事：关联，进展可以一并登记", shown=True),
        Action("deny", ("f8", "delete"), "不是同一件", "不再列为待核对，本次打开程序期间记住；再按恢复", shown=True),
        Action("unlink", ("f4",), "取消关联", "取消光标所在两项的关联", shown=True),
        Action("next_sort", ("f6", "tab"), "换看", "换着看：待核对的、已关联的、不是同一件的", shown=True),
        Action("undo", ("ctrl+z",), "撤销", "撤销最近一次改动，可连续撤销", shown=True),
        Action("close", ("escape",), "返回", "回到主屏幕", shown=True),
        Action("redo", ("ctrl+y",), "恢复", "恢复最近一次撤销的改动"),
        *MOVING,
        Action("go_first", ("home",), "开头", "光标移到最相似的一对"),
        Action("go_last", ("end",), "末尾", "光标移到最后一对"),
        Action("pane_up", ("ctrl+up",), "内容上滚", "下方两项任务的内容向上滚动"),
        Action("pane_down", ("ctrl+down",), "内容下滚", "下方两项任务的内容向下滚动"),
    ),
)

TWIN_PARTS = (TWINS,)
