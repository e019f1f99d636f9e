"""The clerk's own keys: what the settings file says of them, checked, and put in the place of the program's.

An entry names an action by its id (`add_progress`), which means it on every screen that has it, or on one screen alone
(`任务详情.add_progress`). Keys may be written as the screen library or as the keyboard does: `f9`, `Ctrl+G`, `PgDn`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

import msgspec

from govtui.keys.actions import Action, Part, key_name
from govtui.text import clip, one_line

Keys = Mapping[str, Sequence[str]]

_FUNCTION = re.compile(r"(?:(?:shift|ctrl)\+)?f(?:[1-9]|1[0-2])")
_CONTROL = re.compile(r"ctrl\+[a-z]")
_NAMED = re.compile(
    r"(?:(?:shift|ctrl|ctrl\+shift)\+)?(?:up|down|left|right|home|end|pageup|pagedown|insert|delete)"
    r"|escape|enter|tab|shift\+tab|space|backspace"
)
_NOT_APART = {"ctrl+i": "Tab", "ctrl+m": "Enter", "ctrl+j": "Enter", "ctrl+h": "Backspace"}
"""What a terminal sends as the very same byte as another key."""

_WRITTEN = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
    "空格": "space",
    "上箭头": "up",
    "下箭头": "down",
    "左箭头": "left",
    "右箭头": "right",
}

_LONGEST_WORD = 20
"""Cells: so much of what somebody wrote into the file is repeated to them."""


def key_of(written: str) -> str | None:
    """Return a key in the screen library's name; None for what is no key that reaches the program everywhere."""
    *modifiers, last = one_line(written).lower().replace(" ", "").split("+")
    key = "+".join([*modifiers, _WRITTEN.get(last, last)])
    known = any(form.fullmatch(key) for form in (_FUNCTION, _CONTROL, _NAMED))
    return key if known and key not in _NOT_APART else None


def faults(parts: Sequence[Part], keys: Keys) -> list[str]:
    """Return a sentence for each entry of `keys` that names no action of `parts`, or something that is no key."""
    known = {name for part in parts for action in part.actions for name in _names(part, action)}
    labels = {name: action.label for part in parts for action in part.actions for name in _names(part, action)}
    said = []
    for name, written in keys.items():
        if name not in known:
            said.append(f"设置文件里的按键：没有叫“{_short(name)}”的功能，这一条不起作用")
            continue
        for word in written:
            if key_of(word) is None:
                said.append(f"设置文件里的按键：“{labels[name]}”不能用“{_short(word)}”，{_why_not(word)}")
    return said


def revised(part: Part, keys: Keys) -> tuple[Part, list[str]]:
    """Return `part` with the clerk's keys, and a sentence for each key that two actions want.

    A key of the clerk's goes before one of the program's; of two of the clerk's, before what stands later in the part.
    An action that has neither a key nor a place in the menu then keeps what it had, or nobody could reach it.
    """
    wanted = {place: own for place, action in enumerate(part.actions) if (own := _wanted(part, action, keys))}
    if not wanted:
        return part, []
    taken: dict[str, int] = {}
    said: list[str] = []
    actions = list(part.actions)
    for place, own in wanted.items():
        clashing = [key for key in own if key in taken]
        said += [_clash(key, part.actions[taken[key]], part.actions[place]) for key in clashing]
        if kept := tuple(key for key in own if key not in taken):
            actions[place] = _with_keys(actions[place], kept)
            taken.update(dict.fromkeys(kept, place))
    for place, action in enumerate(part.actions):
        if actions[place] is action and (lost := [key for key in action.keys if key in taken]):
            left = tuple(key for key in action.keys if key not in taken)
            if left or action.menu:
                actions[place] = _with_keys(action, left)
                said += [_lost(key, part.actions[taken[key]], action, left) for key in lost]
            else:
                actions, more = _given_back(part, actions, place, taken)
                said += more
    return Part(part.title, tuple(actions)), said


def keymap(parts: Sequence[Part], keys: Keys) -> dict[str, str]:
    """Return the changed keys by the ids of the bindings; who lost all of them has one that no keyboard has."""
    changed: dict[str, str] = {}
    for part in parts:
        own, _said = revised(part, keys)
        for before, after in zip(part.actions, own.actions, strict=True):
            if before.every_key != after.every_key:
                changed[binding_id(part, before)] = ",".join(after.every_key) or "no_key"
    return changed


def binding_id(part: Part, action: Action) -> str:
    """Return the name of an action's binding, which no other action of any part has."""
    return f"{part.title}.{action.id}"


def notices(parts: Sequence[Part], keys: Keys) -> list[str]:
    """Return everything that there is to say of the clerk's keys, each sentence once."""
    if not keys:  # as nearly always, at every start
        return []
    said = faults(parts, keys)
    for part in parts:
        said += revised(part, keys)[1]
    return list(dict.fromkeys(said))


def _names(part: Part, action: Action) -> tuple[str, str]:
    return action.id, binding_id(part, action)


def _wanted(part: Part, action: Action, keys: Keys) -> tuple[str, ...]:
    written = keys.get(binding_id(part, action), keys.get(action.id, ()))
    return tuple(dict.fromkeys(key for word in written if (key := key_of(word))))


def _with_keys(action: Action, keys: tuple[str, ...]) -> Action:
    return msgspec.structs.replace(action, keys=keys, shown=action.shown and bool(keys))


def _given_back(
    part: Part, actions: list[Action], place: int, taken: Mapping[str, int]
) -> tuple[list[Action], list[str]]:
    """Let the action at `place` have its keys again, and whoever took them their own."""
    action, said, after = part.actions[place], [], list(actions)
    for key in action.keys:
        if (taker := taken.get(key)) is not None:
            kept: Collection[str] = tuple(other for other in after[taker].keys if other != key)
            after[taker] = _with_keys(after[taker], tuple(kept)) if kept else part.actions[taker]
            said.append(f"{key_name(key)} 要留给“{action.label}”，不能给“{part.actions[taker].label}”")
    return after, said


def _clash(key: str, first: Action, second: Action) -> str:
    name = key_name(key)
    return f"{name} 同时给了“{first.label}”和“{second.label}”，按 {name} 执行“{first.label}”"


def _lost(key: str, taker: Action, loser: Action, left: Sequence[str]) -> str:
    how = f"按 {key_name(left[0])}" if left else "在菜单（F10）里选"
    return f"{key_name(key)} 给了“{taker.label}”；“{loser.label}”改为{how}"


def _short(text: str) -> str:
    return clip(one_line(text), _LONGEST_WORD)


def _why_not(word: str) -> str:
    key = one_line(word).lower().replace(" ", "")
    if key in _NOT_APART:
        return f"终端里它和 {_NOT_APART[key]} 是同一个键"
    if len(key) == 1:
        return "单个字符在输入法打开时到不了程序，请用功能键或 Ctrl 加字母"
    return "没有这个键，请写成 f4、ctrl+g 这样"
