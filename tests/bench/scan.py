"""Filters without a screen: `scan` and its kin. The floor is a plain search of a word in strings that are prepared.

`scan` searches all tasks for a word, `scan-pinyin` for one by its pinyin, `scan-narrow` the last result for one letter
more, `scan-window` as far as fills a window from the key on, `scan-prepare` makes the strings to search in; `complete`
offers what can be typed next, with counts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from govtui.ledger.ledger import Ledger
from govtui.pinyin import initials
from govtui.review.filter.completing import complete
from govtui.review.view import TaskView
from tests.bench.generate import TODAY
from tests.bench.measure import Measurement, measurement, timed

WORDS = ("公示栏目", "财政局", "隐患", "状态:推进中", "单位:财政局", "时限:本月", "没有的词")
BY_PINYIN = ("czj", "caizheng", "caizhengju", "dw:czj", "zwgk")
STEPS = (("财", "财政"), ("czj", "czjg"), ("caiz", "caizh"), ("培训", "培训 状态:推进中"))
TYPED = ("单位:", "czj", "公示 状态:", "时限:", "主题:", "财政")
WINDOW = 60
"""Rows that a high window shows."""
PREPARED_IN = 60e-6
"""Seconds that a task may take to be made ready for searching, its initials included."""


def _view(folder: Path) -> TaskView:
    with Ledger.open(folder, reading=True) as ledger:
        return TaskView.of(ledger.tasks.values(), TODAY, documents=ledger.documents.values())


def _prepared(folder: Path) -> TaskView:
    view = _view(folder)
    for row in view.everything:
        row.prepare()
    view.filtered("caizhengju 时限:<5个工作日内")  # loads the tables of pinyin and the calendar
    return view


def _measured(
    name: str, folder: Path, rounds: int, works: Callable[[TaskView], Sequence[Callable[[], object]]]
) -> Measurement:
    view = _prepared(folder)
    actions = works(view)
    times = [timed(action) for _ in range(max(1, rounds)) for action in actions]
    floor = [
        timed(lambda: [row for row in view.everything if "没有的词" in row.haystack]) for _ in range(max(1, rounds))
    ]
    return measurement(name, len(view.everything), times, floor)


def measure_scan(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Search everything for a word."""
    return _measured("scan", folder, rounds, lambda view: [lambda text=text: view.filtered(text) for text in WORDS])


def measure_pinyin(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Search everything for a word that was typed in pinyin."""
    return _measured(
        "scan-pinyin", folder, rounds, lambda view: [lambda text=text: view.filtered(text) for text in BY_PINYIN]
    )


def measure_narrow(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Search the last result for one letter more."""

    def steps(view: TaskView) -> list[Callable[[], object]]:
        before = [(view.filtered(first), then) for first, then in STEPS]
        return [lambda found=found, then=then: found.filtered(then) for found, then in before]

    return _measured("scan-narrow", folder, rounds, steps)


def measure_window(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Read a filter and find as much as fills the window."""

    def windows(view: TaskView) -> list[Callable[[], object]]:
        return [lambda text=text: view.scan(text).advance(0.006, WINDOW) for text in (*WORDS, *BY_PINYIN)]

    return _measured("scan-window", folder, rounds, windows)


def measure_complete(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Offer what can be typed next, nothing counted before."""

    def anew(view: TaskView, text: str) -> None:
        view.stock.kept.clear()
        complete(text, len(text), view)

    return _measured("complete", folder, rounds, lambda view: [lambda text=text: anew(view, text) for text in TYPED])


def measure_prepare(folder: Path, tasks: int, rounds: int) -> Measurement:
    """Make the strings to search in; the floor is what it may take."""
    initials("重庆")  # loads the table
    times = []
    for _ in range(max(1, rounds)):
        view = _view(folder)
        times.append(timed(lambda rows=view.everything: [row.prepare() for row in rows]))
    return measurement("scan-prepare", tasks, times, [PREPARED_IN * tasks])
