"""Every action of every screen: within reach, explained, and the same in bindings, menu, help and manual."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections import Counter

import pytest
from textual.binding import Binding
from textual.dom import DOMNode

import screens
from govtui.keys.actions import Action, Part, full_width
from govtui.keys.helping import ANYWHERE
from govtui.keys.keymap import PARTS
from govtui.keys.main import DO, MAIN, MENU_GROUPS
from govtui.keys.own import binding_id, key_of
from govtui.keys.searching import offers_of, search
from govtui.manual import PAGES, keys_of, keys_page
from govtui.paths import asset
from screens.bindings import bindings
from screens.dialog import Dialog
from screens.menu import MenuDialog
from screens.reading import help_lines

ACTIONS = [(part, action) for part in PARTS for action in part.actions]


def named(part: Part, action: Action) -> str:
    return f"{part.title} {action.id}"


def keyed_classes() -> list[type[DOMNode]]:
    """Return every screen and dialog of the program, and every part of a screen that takes keys of its own."""
    found: list[type[DOMNode]] = []
    for module in pkgutil.iter_modules(screens.__path__):
        for value in vars(importlib.import_module(f"screens.{module.name}")).values():
            if inspect.isclass(value) and issubclass(value, DOMNode) and value.__module__.startswith("screens"):
                found.append(value)
    return list(dict.fromkeys(found))


def users_of(part: Part) -> list[type[DOMNode]]:
    """Return those whose own bindings are those of `part`."""
    ids = {binding_id(part, action) for action in part.actions if action.every_key}
    return [
        keyed
        for keyed in keyed_classes()
        if ids <= {binding.id for binding in vars(keyed).get("BINDINGS", ()) if isinstance(binding, Binding)}
    ]


def passes_an_input_method(key: str, keys: tuple[str, ...]) -> bool:
    """A digit reaches the program, half-width or full-width as the input method likes: both must be there."""
    return (key.isdigit() and full_width(key) in keys) or key_of(key) is not None


@pytest.mark.parametrize(("part", "action"), ACTIONS, ids=lambda value: getattr(value, "title", "") or value.id)
def test_an_action_is_within_reach_and_explained(part: Part, action: Action) -> None:
    safe = [key for key in action.keys if passes_an_input_method(key, action.keys)]
    in_menu = part is MAIN and action.menu in MENU_GROUPS
    assert safe or in_menu
    assert action.label
    assert action.help
    assert not action.help.endswith("。")
    assert not action.shown or action.keys


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_no_key_of_a_part_means_two_things(part: Part) -> None:
    keys = Counter(key for action in part.actions for key in action.every_key)
    assert [key for key, count in keys.items() if count > 1] == []
    ids = Counter(action.id for action in part.actions)
    assert [action_id for action_id, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_letters_come_with_their_full_width_twins(part: Part) -> None:
    bound = {key for binding in bindings(part) if isinstance(binding, Binding) for key in binding.key.split(",")}
    for action in part.actions:
        for key in (*action.keys, *action.letters):
            if len(key) == 1 and key.isascii() and key.isalnum():
                assert full_width(key) in bound, named(part, action)


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_nothing_that_changes_the_ledger_has_a_letter(part: Part) -> None:
    """Letters are given by `letters` alone, and only to what moves or jumps on the main screen."""
    for action in part.actions:
        assert not [key for key in action.keys if len(key) == 1 and key.isascii() and key.isalpha()], action.id
        if action.letters:
            assert part is MAIN
            assert action.menu != DO
            assert action.id.startswith(("move_", "page_", "go_", "next_", "previous_")), action.id


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.title)
def test_every_screen_that_has_a_part_can_do_what_it_says(part: Part) -> None:
    users = users_of(part)
    assert users, f"no screen has the keys of {part.title}"
    for keyed in users:
        for action in part.actions:
            name = f"action_{action.id.partition('(')[0]}"
            assert callable(getattr(keyed, name, None)), f"{keyed.__name__}.{name}"


def test_the_titles_of_the_parts_tell_them_apart() -> None:
    titles = Counter(part.title for part in PARTS)
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_dialog_knows_the_key_of_the_help() -> None:
    keys = {key for action in ANYWHERE.actions for key in action.keys}
    assert keys == {"f1"}
    dialogs = [keyed for keyed in keyed_classes() if issubclass(keyed, Dialog)]
    assert dialogs
    assert all("f1" in dialog._merge_bindings().key_to_bindings for dialog in dialogs)


@pytest.mark.parametrize("action", [action for action in MAIN.actions if action.menu], ids=lambda action: action.id)
def test_every_function_of_the_main_screen_is_in_menu_and_palette(action: Action) -> None:
    offers = {offer.run: offer for offer in offers_of(MAIN)}
    offer = offers[action.id]
    assert (offer.label, offer.help, offer.group) == (action.label, action.help, action.menu)
    menu = MenuDialog(MAIN)
    assert action.id in {each.run for group in menu.groups.values() for each in group}
    assert action.id in [found.offer.run for found in search(list(offers.values()), action.label)][:3]


def test_what_is_not_in_the_menu_is_moving_or_leads_there() -> None:
    """The menu lists what one can do; what only moves the cursor needs a cursor, which a menu takes away."""
    outside = {action.id for action in MAIN.actions if not action.menu}
    assert outside == {
        *("menu", "clear_filter", "move_up", "move_down", "page_up", "page_down", "go_first", "go_last"),
        *("pane_up", "pane_down"),
    }


def test_the_help_tells_of_every_action() -> None:
    text = "\n".join("".join(piece for piece, _ink in line) for line in help_lines(200, PARTS))
    for part, action in ACTIONS:
        assert part.title in text
        assert f"{action.label}：{action.help}" in text, named(part, action)
        assert keys_of(action) in text


def test_the_manual_tells_of_every_action() -> None:
    assert "keys.md" in PAGES
    page = asset("help/keys.md").read_text(encoding="utf-8")
    assert page == keys_page(PARTS)
    for part, action in ACTIONS:
        assert f"| {keys_of(action)} | {action.label} | {action.help} |" in page, named(part, action)
