"""What an action of a screen is, the actions that many screens share, and how keys are called.

Each action has a key that reaches the program while a Chinese input method is on: a function key, Ctrl with a letter,
an arrow, Enter or Esc. Digits reach it too, but full-width ones as characters of their own, so both are listed.
"""

from __future__ import annotations

from collections.abc import Sequence

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
    letters: str = ""
    """Single letters as a second way; their full-width twins, which an input method may send, do the same."""
    menu: str = ""
    """The group of the menu that it stands in; empty where it has no place there."""

    @property
    def every_key(self) -> tuple[str, ...]:
        """All keys in the screen library's names, letters and their full-width twins included."""
        return (*self.keys, *self.letters, *map(full_width, self.letters))


class Part(msgspec.Struct, frozen=True):
    """The actions of one screen or dialog, under the heading that the help gives them."""

    title: str
    actions: tuple[Action, ...]


def full_width(char: str) -> str:
    """Return the full-width form of a printable ASCII character."""
    return chr(ord(char) + 0xFEE0)


HELP = Action("help", ("f1",), "帮助", "看按键说明", shown=True)
CLOSE = Action("close", ("escape",), "返回", "关闭当前窗口，不作改动", shown=True)
SAVE = Action("save", ("ctrl+s",), "保存", "保存并关闭窗口", shown=True)

SCROLLING = (
    Action("scroll_up", ("up",), "上滚", "向上滚动一行"),
    Action("scroll_down", ("down",), "下滚", "向下滚动一行"),
    Action("page_up", ("pageup",), "上一页", "向上翻一页", shown=True),
    Action("page_down", ("pagedown",), "下一页", "向下翻一页", shown=True),
    Action("go_first", ("home",), "开头", "回到开头"),
    Action("go_last", ("end",), "末尾", "翻到末尾"),
)
"""Of a text that is read."""

MOVING = (
    Action("move_up", ("up",), "上移", "光标上移"),
    Action("move_down", ("down",), "下移", "光标下移"),
    Action("page_up", ("pageup",), "上一页", "向上翻一页"),
    Action("page_down", ("pagedown",), "下一页", "向下翻一页"),
)
"""Of a list."""


def unshown(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Return actions that work without standing on the key bar, where there is no room for them."""
    return tuple(msgspec.structs.replace(action, shown=False) for action in actions)


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
    "backspace": "Backspace",
    "delete": "Delete",
    "slash": "/",
    "shift+tab": "Shift+Tab",
}


def key_name(key: str) -> str:
    """Return a key as it stands on the keyboard: `ctrl+z` is Ctrl+Z, `pageup` PgUp."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    *modifiers, last = key.split("+")
    return "+".join([*(modifier.capitalize() for modifier in modifiers), _KEY_NAMES.get(last, last.upper())])
