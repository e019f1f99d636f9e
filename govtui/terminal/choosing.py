"""Which signs the screen is drawn with, and why."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from govtui.terminal.signs import Signs
from govtui.terminal.widths import SIGNS

SIMPLE_TERMINALS = ("dumb", "linux")
"""Values of TERM of terminals that have no font for more than ASCII, or nothing at all."""


class Choice(msgspec.Struct, frozen=True):
    """The signs that were chosen, and the reason for the help desk, without a full stop."""

    signs: Signs
    reason: str


def settled(setting: str, term: str) -> Choice | None:
    """Return what the settings or the kind of terminal (`TERM`) decide; None where it has to be asked how it draws."""
    for signs in Signs:
        if setting == signs.value:
            return Choice(signs, "按设置")
    if term in SIMPLE_TERMINALS:
        return Choice(Signs.ASCII, f"终端类型是 {term}，字符不全")
    return None


def choose(setting: str, term: str, cells: Mapping[str, int]) -> Choice:
    """Return the signs for a terminal that takes so many `cells` for each of `widths.SIGNS`, or none if it kept silent.

    `setting` is what the settings want, `term` the kind of terminal.
    """
    if choice := settled(setting, term):
        return choice
    if not cells:
        return Choice(Signs.BOX, "没有问到终端怎样画，按通常的终端处理")
    wide = [sign for sign in SIGNS if cells.get(sign) != 1]
    if not wide:
        return Choice(Signs.BOX, "引号和框线都占一格")
    return Choice(Signs.ASCII, f"这个终端里“{'”“'.join(wide)}”占两格，照画会错位")
