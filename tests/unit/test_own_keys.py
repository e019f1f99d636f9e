"""The clerk's own keys: what is accepted, what clashes, and that every action stays within reach."""

from __future__ import annotations

import pytest

from govtui.keys.actions import CLOSE, Action, Part
from govtui.keys.keymap import PARTS
from govtui.keys.main import MAIN
from govtui.keys.own import binding_id, faults, key_of, keymap, notices, revised

SAMPLE = Part(
    "样张",
    (
        Action("add", ("f4",), "进展", "登记进展", shown=True, menu="办理"),
        Action("count", ("f9", "ctrl+t"), "统计", "看统计", shown=True, menu="显示"),
        Action("jump", ("ctrl+g",), "到编号", "到编号", letters="g", menu="查找"),
        CLOSE,
    ),
)


def keys_of(part: Part, action_id: str) -> tuple[str, ...]:
    return next(action.keys for action in part.actions if action.id == action_id)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("f4", "f4"),
        ("F11", "f11"),
        ("Ctrl+G", "ctrl+g"),
        ("ctrl + g", "ctrl+g"),
        ("PgDn", "pagedown"),
        ("shift+F3", "shift+f3"),
        ("Esc", "escape"),
        ("空格", "space"),
        ("ctrl+上箭头", "ctrl+up"),
        ("f13", None),
        ("x", None),
        ("1", None),
        ("ctrl+i", None),  # the same byte as Tab
        ("ctrl+1", None),  # reaches no program in most terminals
        ("登记", None),
        ("", None),
    ],
)
def test_keys_as_people_write_them(written: str, key: str | None) -> None:
    assert key_of(written) == key


def test_an_own_key_takes_the_place_of_all_that_the_action_had() -> None:
    part, said = revised(SAMPLE, {"count": ("F11",)})
    assert keys_of(part, "count") == ("f11",)
    assert not said


def test_letters_stay() -> None:
    part, _ = revised(SAMPLE, {"jump": ("f11",)})
    action = next(action for action in part.actions if action.id == "jump")
    assert action.every_key == ("f11", "g", "ｇ")


def test_a_key_of_the_clerks_goes_before_one_of_the_programs() -> None:
    part, said = revised(SAMPLE, {"add": ("f9",)})
    assert keys_of(part, "add") == ("f9",)
    assert keys_of(part, "count") == ("ctrl+t",)
    assert said == ["F9 给了“进展”；“统计”改为按 Ctrl+T"]


def test_an_action_without_a_key_is_left_to_the_menu_and_off_the_bar() -> None:
    part, said = revised(SAMPLE, {"count": ("f4",)})
    add = next(action for action in part.actions if action.id == "add")
    assert add.keys == ()
    assert not add.shown
    assert said == ["F4 给了“统计”；“进展”改为在菜单（F10）里选"]


def test_of_two_own_keys_the_first_action_has_it() -> None:
    part, said = revised(SAMPLE, {"add": ("f4",), "count": ("f4",)})
    assert keys_of(part, "add") == ("f4",)
    assert "f4" not in keys_of(part, "count")
    assert said == ["F4 同时给了“进展”和“统计”，按 F4 执行“进展”"]


def test_what_stands_in_no_menu_keeps_its_key() -> None:
    part, said = revised(SAMPLE, {"add": ("escape",)})
    assert keys_of(part, "close") == ("escape",)
    assert keys_of(part, "add") == ("f4",)
    assert said == ["Esc 要留给“返回”，不能给“进展”"]


def test_swapped_keys_are_no_clash() -> None:
    part, said = revised(SAMPLE, {"add": ("f9",), "count": ("f4",)})
    assert (keys_of(part, "add"), keys_of(part, "count")) == (("f9",), ("f4",))
    assert not said


def test_an_entry_may_mean_one_screen_alone() -> None:
    keys = {"任务详情.add_progress": ("f11",)}
    assert revised(MAIN, keys) == (MAIN, [])
    assert keymap(PARTS, keys) == {"任务详情.add_progress": "f11"}


def test_without_own_keys_nothing_changes() -> None:
    assert all(revised(part, {}) == (part, []) for part in PARTS)
    assert keymap(PARTS, {}) == {}
    assert notices(PARTS, {}) == []


def test_what_is_wrong_in_the_file_is_named() -> None:
    said = faults([SAMPLE], {"fly": ("f4",), "add": ("x", "ctrl+m", "f4"), "count": ("\x1b[31m" + "长" * 30,)})
    assert said == [
        "设置文件里的按键：没有叫“fly”的功能，这一条不起作用",
        "设置文件里的按键：“进展”不能用“x”，单个字符在输入法打开时到不了程序，请用功能键或 Ctrl 加字母",
        "设置文件里的按键：“进展”不能用“ctrl+m”，终端里它和 Enter 是同一个键",
        "设置文件里的按键：“统计”不能用“长长长长长长长长长…”，没有这个键，请写成 f4、ctrl+g 这样",
    ]


def test_a_clash_on_many_screens_is_said_once() -> None:
    said = notices(PARTS, {"move_up": ("f11",), "move_down": ("f11",)})
    assert len(said) == len(set(said))
    assert any("F11" in line for line in said)


def test_the_map_for_the_screen_library_has_no_key_for_what_lost_all_of_them() -> None:
    assert keymap([SAMPLE], {"count": ("f4",)}) == {
        binding_id(SAMPLE, SAMPLE.actions[0]): "no_key",
        binding_id(SAMPLE, SAMPLE.actions[1]): "f4",
    }
