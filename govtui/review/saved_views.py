"""视图: what is often looked at, under a name. Those that everybody needs are built in, an office adds its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govtui.config import SavedView
from govtui.errors import RequestError
from govtui.text import clip, fold, one_line, width

LONGEST_NAME = 20
"""Cells: so much of a name fits into the line of the views."""


class BuiltInView(NamedTuple):
    """A view that a digit chooses."""

    digit: int
    name: str
    filter: str
    ours: bool = False
    """It asks for 本单位, which must have been set."""
    otherwise: str = ""
    """The filter where an office's own rules of lights do not know a word of the first one."""


BUILT_IN = (
    BuiltInView(1, "全部", ""),
    BuiltInView(2, "今日关注", "灯:红,黄,停滞", otherwise="灯:红,黄"),
    BuiltInView(3, "逾期", "时限:逾期"),
    BuiltInView(4, "本周", "时限:本周"),
    BuiltInView(5, "本月", "时限:本月"),
    BuiltInView(6, "本单位", "单位:本单位", ours=True),
    BuiltInView(7, "牵头", "牵头:本单位", ours=True),
    BuiltInView(8, "无进展", "进展:无 -状态:已完成,已销号"),
    BuiltInView(9, "长期坚持", "时限:长期"),
    BuiltInView(0, "已完成", "状态:已完成,已销号"),
)
"""In the order in which they are shown."""


def built_in(digit: int) -> BuiltInView:
    """Return the view that a digit chooses."""
    return next(view for view in BUILT_IN if view.digit == digit)


def _plain(text: str) -> str:
    return " ".join(fold(text).split())


def present_digit(text: str) -> int | None:
    """Return the digit of the built-in view that a filter is, None where it is none of them."""
    plain = _plain(text)
    return next(
        (view.digit for view in BUILT_IN if plain in (_plain(view.filter), _plain(view.otherwise or view.filter))), None
    )


def present_name(text: str, own: Iterable[SavedView]) -> str:
    """Return the name of the clerk's own view that has the filter `text`, empty where there is none."""
    plain = _plain(text)
    return next((view.name for view in own if plain and _plain(view.filter) == plain), "")


def proper_view_name(name: str, own: Iterable[SavedView], before: str = "") -> str:
    """Return a name as it is kept, for a view that was called `before`. Raises RequestError for one that cannot be."""
    name = one_line(name)
    if not name:
        raise RequestError("还没有写名称", "视图要有名称", "如“财政局逾期”")
    if width(name) > LONGEST_NAME:
        raise RequestError("名称太长", f"“{clip(name, LONGEST_NAME)}”", f"请写到{LONGEST_NAME // 2}个字以内")
    taken = {view.name for view in BUILT_IN} | {view.name for view in own if view.name != before}
    if name in taken:
        raise RequestError("名称已经用了", f"已有视图“{name}”", "请换一个名称，或先删除那一个")
    return name


def with_view(own: tuple[SavedView, ...], view: SavedView, before: str = "") -> tuple[SavedView, ...]:
    """Return the clerk's own views with `view` in the place of the one called `before`, else behind the others."""
    if any(each.name == before for each in own):
        return tuple(view if each.name == before else each for each in own)
    return (*own, view)


def without_view(own: tuple[SavedView, ...], name: str) -> tuple[SavedView, ...]:
    """Return the clerk's own views without the one with a name."""
    return tuple(each for each in own if each.name != name)


def whole_text(view: SavedView) -> str:
    """Return the filter of a view with its order and its grouping in the words of the filter."""
    order = f"排序:{view.order}" if view.order else ""
    group = f"分组:{view.group}" if view.group else ""
    return " ".join(filter(None, (view.filter.strip(), order, group)))


def view_text(name: str, own: Iterable[SavedView]) -> str:
    """Return the filter of the view with a name, order and grouping included.

    Raises RequestError where there is none of that name.
    """
    views = {view.name: view.filter for view in BUILT_IN} | {view.name: whole_text(view) for view in own}
    wanted = one_line(name)
    if wanted not in views:
        raise RequestError("没有这个视图", f"“{clip(wanted, 40)}”", f"现有：{'、'.join(views)}")
    return views[wanted]
