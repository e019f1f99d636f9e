"""Finding a function by characters, pinyin and keys, best first."""

from __future__ import annotations

import pytest

from govtui.keys.main import MAIN, MENU_GROUPS
from govtui.keys.searching import Offer, offers_of, search

OFFERS = offers_of(MAIN)


def labels(wanted: str) -> list[str]:
    return [found.offer.label for found in search(OFFERS, wanted)]


@pytest.mark.parametrize(
    ("wanted", "label"),
    [
        ("导出", "导出"),
        ("dc", "导出"),
        ("daochu", "导出"),
        ("DC", "导出"),
        ("tj", "统计"),
        ("撤销", "撤销"),
        ("f8", "导出"),
        ("ctrl+g", "到编号"),
        ("佐证 备份", ""),
        ("zzz", ""),
    ],
)
def test_the_best_function_comes_first(wanted: str, label: str) -> None:
    assert (labels(wanted) or [""])[0] == label


def test_a_label_goes_before_a_sentence() -> None:
    found = search([Offer("a", "别的", "导出的说明"), Offer("b", "再导出", "x"), Offer("c", "导出", "y")], "导出")
    assert [each.offer.run for each in found] == ["c", "b", "a"]


def test_all_words_must_be_found() -> None:
    assert labels("标记 全部")[0] == "全部标记"
    assert "全部" not in labels("标记 全部")


def test_what_was_found_is_marked() -> None:
    first = search(OFFERS, "筛选")[0]
    assert first.label_span == (0, 2)
    assert first.help_span is None
    in_help = next(found for found in search(OFFERS, "佐证 台账") or search(OFFERS, "更换操作人"))
    assert in_help.help_span is not None


def test_nothing_wanted_offers_everything_in_the_order_of_the_table() -> None:
    assert [found.offer for found in search(OFFERS, " ")] == OFFERS


def test_every_function_of_the_menu_is_in_a_group_that_the_menu_has() -> None:
    assert {offer.group for offer in OFFERS} == set(MENU_GROUPS)
