"""The lights of all 208 tasks of five real plans on three days, before anybody has registered anything.

Four of the plans carry no date of issue and count from 1 January 2023; the second was issued on 19 September 2023.

2023-08-15: 155 have been silent for more than 90 days (226, to be exact), whatever their deadline; the 51 of the second
plan, which is not issued yet, are green, 46 as kept up (全年), 5 as due at the end of the year; one has missed the
report of 30 July; one waits for the day of its event (决策文件出台).

2023-11-22: 30 tasks due at the end of November have 8 days left and are yellow for that; four have passed their date
(31 August, 30 September, 31 October twice); the report of 5 September is missed by one, while that of 30 July belongs
to a task that is due at the end of November, so that its light says that first; the second plan has been silent
for 64 days, which is not too long yet. The rest are silent as before.

2024-01-10: all that was due in 2023 is overdue: 4 as before, 30 of November and 55 of December; the 90 that
were to be kept up for the whole year have come to their end without anybody settling them; those without an end (11 and
16) and the one due on 31 March 2024 are still silent. Nothing is green any more, as nobody has touched the ledger.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from govtui.intake.load import read_document
from govtui.ledger.ledger import Ledger
from govtui.review.view import TaskView
from govtui.timing.lights import light_words

COUNTS = {
    dt.date(2023, 8, 15): {"蓝 停滞": 155, "绿 持续": 46, "绿 正常": 5, "黄 漏报": 1, "待启动": 1},
    dt.date(2023, 11, 22): {
        "蓝 停滞": 121,
        "绿 持续": 46,
        "黄 临期": 30,
        "绿 正常": 5,
        "红 逾期": 4,
        "黄 漏报": 1,
        "待启动": 1,
    },
    dt.date(2024, 1, 10): {"黄 期满": 90, "红 逾期": 89, "蓝 停滞": 28, "待启动": 1},
}


@pytest.fixture(scope="module")
def ledger(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The five plans, loaded and not touched."""
    with Ledger.open(tmp_path_factory.mktemp("seeds") / "ledger") as ledger:
        ledger.add_documents([read_document(path) for path in sorted((shared / "seeds").glob("*.txt"))])
        yield ledger


@pytest.mark.parametrize("today", COUNTS, ids=str)
def test_lights_of_the_real_plans(ledger: Ledger, today: dt.date, capsys: pytest.CaptureFixture[str]) -> None:
    view = TaskView.of(ledger.tasks.values(), today, documents=ledger.documents.values())
    counts = Counter(light_words(row.reading) for row in view.rows)
    with capsys.disabled():
        print(f"\n{today}  " + "  ".join(f"{words} {number}" for words, number in counts.most_common()))
    assert counts == COUNTS[today]
    assert counts.total() == 208


@pytest.mark.parametrize("today", COUNTS, ids=str)
def test_every_light_says_what_is_so(ledger: Ledger, today: dt.date) -> None:
    """Red only past a date, yellow 临期 only close before one, green only with time left or none set."""
    view = TaskView.of(ledger.tasks.values(), today, documents=ledger.documents.values())
    for row in view.rows:
        left = row.reading.days_left
        match light_words(row.reading):
            case "红 逾期" | "黄 期满":
                assert left is not None and left < 0  # noqa: PT018 - one statement about one task
            case "黄 临期":
                assert left is not None and 0 <= left <= 15  # noqa: PT018
            case "待启动":
                assert row.task.deadline.after
            case _:
                assert left is None or left > 15
        assert view.reader.explain(row.task)[-1].endswith(light_words(row.reading))
