"""The five steps that are shown once: how to move, to find, to update, to mark and undo, to look and hand in."""

from __future__ import annotations

from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.keys.actions import key_name
from govtui.keys.helping import TOUR
from govtui.keys.main import MAIN
from screens.bindings import bindings, present
from screens.dialog import Dialog
from widgets.segments import Line
from widgets.task_text import field, heading, paragraph
from widgets.text_pane import TextPane

ARGUMENTS = {"move_down": "上下箭头"}
"""What stands for several keys of one kind."""


class Step(NamedTuple):
    """A step: what it is about, a sentence, and the actions to know, each with a word on what it is good for."""

    title: str
    said: str
    actions: tuple[tuple[str, str], ...]


STEPS = (
    Step(
        "移动和详情",
        "屏幕上半是任务表，光标所在任务的内容显示在下面（窗口宽时在右边）。",
        (
            ("move_down", "移动光标，PgUp、PgDn 翻页"),
            ("show_task", "看一项任务的全部内容；在任何窗口按 Esc 返回"),
            ("menu", "全部功能都在菜单里，每项写着按键"),
        ),
    ),
    Step(
        "筛选",
        "直接打汉字就能筛选；开着中文输入法也一样。几个词用空格隔开，都要出现。",
        (
            ("filter", "到筛选行。打拼音首字母也行：czj 就是财政局；还可以写 灯:逾期、单位:教育局"),
            ("clear_filter", "清除筛选，回到全部任务"),
            ("choose_view(2)", "数字键是常用视图：1 全部，2 今日关注，3 逾期，4 本周……"),
        ),
    ),
    Step(
        "状态和进展",
        "改动当时就写入磁盘，看到“已保存”就不怕断电。",
        (
            ("set_status", "改办理状态：未启动、推进中、已完成、已销号、暂缓"),
            ("put(3)", "直接改为已完成，光标到下一项"),
            ("add_progress", "登记一条进展：内容、日期、次数、存在问题、下一步"),
        ),
    ),
    Step(
        "标记和撤销",
        "要对几项做同样的事，先标记，再做一次；做之前会说明有几项。",
        (
            ("mark", "标记一项，再按取消"),
            ("mark_all", "标记筛选出的全部任务"),
            ("undo", "撤销最近一次改动，可以一直退回去"),
        ),
    ),
    Step(
        "视图、统计、导出",
        "常用的筛选可以存为视图；报送的表和统计都照屏幕上的任务做。",
        (
            ("show_views", "存视图、选视图"),
            ("show_statistics", "按单位、主题、来文、月份统计，每个数都能打开"),
            ("export_sheet", "导出 Excel 报送表"),
            ("help", "随时看按键说明；菜单里有使用手册"),
        ),
    ),
)


class TourDialog(Dialog[None]):
    """One step at a time."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(TOUR)

    def __init__(self) -> None:
        super().__init__("快速入门", TOUR)
        self._place = 0

    def body(self) -> ComposeResult:
        """Lay out the step."""
        yield TextPane(self._lines)

    def on_mount(self) -> None:
        """Say how far one is."""
        self._show_step()

    def action_next_step(self) -> None:
        """Go to the next step; behind the last one it is over."""
        if self._place == len(STEPS) - 1:
            self.dismiss(None)
            return
        self._place += 1
        self._show_step()

    def action_previous_step(self) -> None:
        """Go back to the step before."""
        self._place = max(0, self._place - 1)
        self._show_step()

    def _show_step(self) -> None:
        self.query_one(TextPane).show(self._lines)
        last = self._place == len(STEPS) - 1
        ending = "按 Enter 结束" if last else "按 Enter 看下一步，按 Esc 不看了"
        self.say((f"第{self._place + 1}步，共{len(STEPS)}步", "strong"), (f"  {ending}", "label"))

    def _lines(self, cells: int) -> list[Line]:
        step = STEPS[self._place]
        actions = {action.id: action for action in present(self, MAIN).actions}
        lines: list[Line] = [[], *heading(step.title), *paragraph(step.said, cells), []]
        for action_id, told in step.actions:
            keys = actions[action_id].keys
            key = ARGUMENTS.get(action_id) or (key_name(keys[0]) if keys else "菜单")
            told_lines = field(key, told, cells)
            lines += [[(label, "key"), *rest] for (label, _ink), *rest in told_lines]
        return lines
