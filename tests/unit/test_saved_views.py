"""Views: the built-in ones and the clerk's own."""

from __future__ import annotations

import datetime as dt

import pytest

from govtui.config import SavedView
from govtui.errors import RequestError
from govtui.keys.main import VIEW_ACTIONS
from govtui.review.saved_views import (
    BUILT_IN,
    built_in,
    present_digit,
    present_name,
    proper_view_name,
    view_text,
    whole_text,
    with_view,
    without_view,
)
from govtui.review.view import TaskView

OWN = (SavedView("财政局逾期", filter="单位:财政局 时限:逾期", order="完成时限", group="单位"), SavedView("信访"))


def test_digits_and_names_are_those_of_the_keys() -> None:
    assert [(f"choose_view({view.digit})", view.name) for view in BUILT_IN] == [
        (action.id, action.label) for action in VIEW_ACTIONS
    ]


@pytest.mark.parametrize("view", BUILT_IN, ids=lambda view: view.name)
def test_every_built_in_view_is_understood(view: object) -> None:
    text = view.filter  # type: ignore[attr-defined]
    if not view.ours:  # type: ignore[attr-defined]  # asks for a directory
        assert TaskView.of((), dt.date(2023, 11, 22)).filtered(text).query.problems == ()


def test_the_present_view_is_known_by_its_filter() -> None:
    assert present_digit("") == 1
    assert present_digit(f" {built_in(3).filter} ") == 3
    assert present_digit("信访") is None
    assert present_name("单位：财政局　时限：逾期".replace("　", " "), OWN) == "财政局逾期"
    assert present_name("", OWN) == ""


@pytest.mark.parametrize(
    ("name", "title"),
    [("  ", "还没有写名称"), ("很" * 11, "名称太长"), ("逾期", "名称已经用了"), ("信访", "名称已经用了")],
)
def test_names_that_cannot_be(name: str, title: str) -> None:
    with pytest.raises(RequestError, match=title):
        proper_view_name(name, OWN)


def test_a_view_may_keep_its_name() -> None:
    assert proper_view_name(" 信访 ", OWN, "信访") == "信访"


def test_own_views_are_added_replaced_and_removed() -> None:
    new = SavedView("新")
    assert with_view(OWN, new) == (*OWN, new)
    assert with_view(OWN, new, "信访") == (OWN[0], new)
    assert without_view(OWN, "信访") == OWN[:1]


def test_a_view_in_the_words_of_the_filter() -> None:
    assert whole_text(OWN[0]) == "单位:财政局 时限:逾期 排序:完成时限 分组:单位"
    assert view_text("财政局逾期", OWN) == whole_text(OWN[0])
    assert view_text("逾期", OWN) == built_in(3).filter
    with pytest.raises(RequestError, match="没有这个视图"):
        view_text("没有", OWN)
