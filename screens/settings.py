"""The settings: colours, mouse, lines, what is shown at first; each takes effect as soon as it is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, NamedTuple

import msgspec
from textual.app import ComposeResult
from textual.binding import BindingType

from govtui.config import Settings, settings_file
from govtui.keys.helping import SETTINGS
from govtui.keys.keymap import PARTS
from govtui.keys.own import notices
from govtui.paths import shown_path
from govtui.text import pad
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.moving import ChoiceMoving
from screens.themes import THEME_NAMES, wear
from widgets.choice_list import ChoiceList
from widgets.segments import Line
from widgets.task_text import field, paragraph
from widgets.text_pane import TextPane

LABEL_CELLS = 22
PATH_CELLS = 60


class Value(NamedTuple):
    """One of the values of a setting, as it stands in the file, with its word and what there is to know of it."""

    value: str | bool
    label: str
    advice: str


class Choice(NamedTuple):
    """A setting that can be changed here: the field of the settings, what it is called, its values."""

    field: str
    label: str
    values: tuple[Value, ...]


LATER = "下次打开程序时生效"

CHOICES = (
    Choice("theme", "配色", tuple(Value(*name) for name in THEME_NAMES)),
    Choice(
        "mouse",
        "鼠标",
        (
            Value(True, "用在程序里", f"点击、双击、滚轮、拖动栏宽都能用；{LATER}"),
            Value(False, "交给终端", f"可以用终端自己的选字、复制；程序里只用键盘；{LATER}"),
        ),
    ),
    Choice(
        "signs",
        "引号、框线等符号",
        (
            Value("", "自动", f"打开时问一问终端怎样画，再决定；{LATER}"),
            Value("box", "照原样", f"引号、省略号、圆圈数字等照原样显示；{LATER}"),
            Value("ascii", "换成ASCII", f"换成只占一格的字符，栏目对不齐时用；{LATER}"),
        ),
    ),
    Choice(
        "greeting",
        "打开时先看今日",
        (
            Value(True, "先看", "有逾期、快到期等要紧的事时，打开程序先显示今日"),
            Value(False, "不先看", "直接到任务表；随时按 Ctrl+T 看今日"),
        ),
    ),
)


class SettingsDialog(Dialog[None], ChoiceMoving):
    """Settings with their values. What is changed is shown at once and handed to `remember`."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(SETTINGS)

    def __init__(self, settings: Settings, remember: Callable[[Settings], None], *, demo: bool = False) -> None:
        """Begin with `settings`. In a demo nothing is kept, and that is said."""
        super().__init__("设置", SETTINGS)
        self._settings = settings
        self._remember = remember
        self._demo = demo

    def body(self) -> ComposeResult:
        """Lay out the settings and what there is to know of keys and file."""
        yield ChoiceList(self._labels(), numbered=False)
        yield TextPane(self._lines, id="said")

    def on_mount(self) -> None:
        """Say what the first setting does."""
        self._tell()

    def on_choice_list_chosen(self, message: ChoiceList.Chosen) -> None:
        """A click changes the setting."""
        self.query_one(ChoiceList).cursor = message.place
        self.action_next_value()

    def action_move_up(self) -> None:
        """Go to the setting above."""
        super().action_move_up()
        self._tell()

    def action_move_down(self) -> None:
        """Go to the setting below."""
        super().action_move_down()
        self._tell()

    def action_next_value(self) -> None:
        """Take the next value, from the last to the first."""
        self._change(1)

    def action_previous_value(self) -> None:
        """Take the value before, from the first to the last."""
        self._change(-1)

    def _change(self, step: int) -> None:
        choice = CHOICES[self.query_one(ChoiceList).cursor]
        values = choice.values
        value = values[(self._place(choice) + step) % len(values)].value
        self._settings = msgspec.structs.replace(self._settings, **{choice.field: value})
        if choice.field == "theme":
            wear(self.app, self._settings.theme)
        self._remember(self._settings)
        self.query_one(ChoiceList).show(self._labels())
        self._tell()

    def _place(self, choice: Choice) -> int:
        present = getattr(self._settings, choice.field)
        return next((place for place, each in enumerate(choice.values) if each.value == present), 0)

    def _labels(self) -> list[str]:
        return [f"{pad(choice.label, LABEL_CELLS)}{choice.values[self._place(choice)].label}" for choice in CHOICES]

    def _tell(self) -> None:
        choice = CHOICES[self.query_one(ChoiceList).cursor]
        advice = choice.values[self._place(choice)].advice
        if choice.field == "theme" and self.app.no_color:
            advice = "环境变量 NO_COLOR 要求不用颜色，去掉它才能换配色"
        self.say((advice, "strong"))

    def _lines(self, cells: int) -> list[Line]:
        kept = "演示中不保存设置" if self._demo else shown_path(settings_file(), PATH_CELLS)
        lines = field("设置文件", kept, cells)
        said = notices(PARTS, self._settings.keys)
        changed = f"改了{len(self._settings.keys)}个功能的按键" if self._settings.keys else "没有改过"
        lines += field("改按键", f"{changed}。在设置文件的 keys 一栏写，写法见使用手册“改按键”", cells)
        for line in said:
            lines += paragraph(line, cells, "yellow")
        return lines
