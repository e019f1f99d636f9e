"""The command `stats`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import DONE, filtered, opened, print_json, print_lines, say, window_cells

if TYPE_CHECKING:
    from govtui.ledger.ledger import Ledger
    from govtui.review.statistics import Dimension
    from govtui.review.view import TaskView

TREND = "趋势"


def stats(request: Namespace) -> int:
    """Count the tasks by units or what is asked for, or tell of the last months."""
    by = None if request.by == TREND else _dimension(request.by or "单位")
    with opened(request, reading=True) as ledger:
        view = filtered(ledger, request)
        if by is None:
            return _tell_trend(ledger, view, json=request.json)
    return _tell(view, by, json=request.json)


def _tell(view: TaskView, by: Dimension, *, json: bool) -> int:
    from govtui.printing.statistics import statistics_record, statistics_table, statistics_words
    from govtui.review.statistics import statistics_of

    found = statistics_of(view, by)
    if json:
        print_json(statistics_record(found))
        return DONE
    if found.rows:
        print_lines(statistics_table(found, window_cells()))
    for line in statistics_words(found):
        say(line)
    return DONE


def _tell_trend(ledger: Ledger, view: TaskView, *, json: bool) -> int:
    from govtui.printing.statistics import trend_record, trend_table
    from govtui.review.figures import Figure, title_of
    from govtui.review.statistics import Dimension, statistics_of
    from govtui.review.trend import trend_of

    only = {row.task.id for row in view.rows} if len(view.rows) < len(view.everything) else None
    points = trend_of(ledger.present(), view.today, almanac=view.reader.almanac, only=only) or ()
    if json:
        print_json({"today": view.today, "months": trend_record(points)})
        return DONE
    print_lines(trend_table(points, title_of(Figure.RED, statistics_of(view, Dimension.STATUS))))
    say("按当时登记的算；红灯按现在的亮灯规则")
    return DONE


def _dimension(word: str) -> Dimension:
    from govtui.review.statistics import Dimension

    known = {each.value: each for each in Dimension}
    if word not in known:
        raise UsageError("命令写法不对", f"不能按“{word}”统计", f"可以写{'、'.join(known)}、{TREND}")
    return known[word]
