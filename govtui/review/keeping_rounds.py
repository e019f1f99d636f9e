"""What a clerk does about reporting rounds: setting them, opening one, handing it in, removing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from govtui.errors import RequestError
from govtui.ledger.ledger import Ledger
from govtui.ledger.transactions import Transaction
from govtui.review.rounds import EXAMPLES, understood_when
from govtui.text import one_line
from govtui.timekeeping import HandIn
from govtui.timing.rounds import RoundReading


def set_rounds(ledger: Ledger, wording: str, title: str, today: dt.date, documents: Sequence[str] = ()) -> Transaction:
    """Set rounds that come again and again by a rhythm, or open one on a date.

    Raises RequestError for a wording that is neither and for a document that is not there; what the ledger raises.
    """
    ledger.refuse_if_read_only()
    when = understood_when(wording, today)
    if when is None:
        raise RequestError("没有设定", f"看不懂“{one_line(wording)}”是什么时候", f"写法如：{EXAMPLES}，或写一个日期")
    if unknown := [each for each in documents if each not in ledger.documents]:
        raise RequestError("没有设定", f"台账中没有来文 {one_line(unknown[0])}", "来文的号是任务编号的前半部分")
    if not when.once:
        return ledger.time.add_schedule(wording, title or f"{when.words}报送", today, documents)
    (day,) = when.days
    return ledger.time.open_round(day, title or f"{day.month}月{day.day}日报送", today, documents)


def open_round(ledger: Ledger, reading: RoundReading, today: dt.date) -> Transaction:
    """Open a round. Raises RequestError for one that is open; what the ledger raises."""
    return ledger.time.open_round(reading.due, reading.title, today, reading.documents)


def refuse_hand_in(ledger: Ledger, reading: RoundReading) -> None:
    """Raise why a round cannot be handed in, before its sheet is written: RequestError, ReadOnlyError."""
    ledger.refuse_if_read_only()
    if reading.opened and reading.opened.handed_in:
        raise RequestError("没有报送", f"“{reading.title}”已经报送过了", "要重新报送，请先撤销上一次的报送")
    if not reading.tasks:
        raise RequestError("没有报送", f"“{reading.title}”没有任务", "请核对它的来文")


def hand_in(ledger: Ledger, reading: RoundReading, handed_in: HandIn, today: dt.date) -> Transaction:
    """Write down what was handed in for a round, which is opened first if it is not. Raises what the ledger raises."""
    if reading.opened:
        return ledger.time.hand_in(reading.opened.id, handed_in)
    return ledger.time.hand_in(open_round(ledger, reading, today).changes[0].id, handed_in)


def remove_round(ledger: Ledger, reading: RoundReading) -> Transaction:
    """Close a round that was opened by mistake; of one that is not open set no more of its schedule.

    Raises RequestError for one that was handed in or that a plan sets; what the ledger raises.
    """
    if reading.opened and reading.opened.handed_in:
        raise RequestError("没有删除", f"“{reading.title}”已经报送，要留作依据", "报送错了的，请撤销那次报送")
    if reading.opened:
        return ledger.time.remove_round(reading.opened.id)
    if reading.schedule:
        return ledger.time.remove_schedule(reading.schedule)
    raise RequestError("没有删除", f"{reading.due}是来文规定的报送日期", "它跟着来文走，来文更新后才会变")
