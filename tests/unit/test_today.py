"""What is to be looked at first: which thing stands under which heading, in which order, and how it is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from coming_ledger import filled

from govtui.ledger.ledger import Ledger
from govtui.model import Deadline, DeadlineKind, DocumentDraft, Status, TaskDraft
from govtui.printing.times import today_lines, today_words
from govtui.review.agenda import Item, ItemKind, when_words
from govtui.review.coming import coming_of, today_from
from govtui.review.today import Heading, NextRound, Today, today_of
from govtui.review.view import TaskView
from govtui.timing.almanac import PLAIN, Almanac
from govtui.timing.workdays import WorkCalendar

TODAY = dt.date(2023, 11, 22)


def task(key: str, left: int | None, *, ends: bool = False) -> Item:
    day = None if left is None else TODAY + dt.timedelta(left)
    return Item(kind=ItemKind.TASK, key=key, day=day, title=f"任务{key}", task=key, ends=ends)


def clock(left: int) -> Item:
    return Item(kind=ItemKind.CLOCK, key="1", day=TODAY + dt.timedelta(left), title="申请公开")


def round_in(left: int) -> Item:
    return Item(kind=ItemKind.ROUND, key="r", day=TODAY + dt.timedelta(left), title="月报")


def headings(today: Today) -> dict[Heading, list[str]]:
    return {section.heading: [item.key for item in section.items] for section in today.sections}


@pytest.mark.parametrize(
    ("item", "heading"),
    [
        (task("a", -1), Heading.OVERDUE),
        (task("a", 0), Heading.WEEK),
        (task("a", 7), Heading.WEEK),
        (task("a", 8), Heading.MONTH),
        (task("a", 30), Heading.MONTH),
        (task("a", 31), None),
        (task("a", None), None),
        (task("a", -1, ends=True), Heading.ENDED),
        (task("a", 3, ends=True), Heading.WEEK),
        (clock(-1), Heading.OVERDUE),
        (clock(0), Heading.CLOCKS),
        (clock(30), Heading.CLOCKS),
        (clock(31), None),
        (round_in(-2), Heading.OVERDUE),
        (round_in(2), Heading.WEEK),
    ],
)
def test_the_days_left_decide_the_heading(item: Item, heading: Heading | None) -> None:
    assert headings(today_of(TODAY, [item])) == ({heading: [item.key]} if heading else {})


def test_the_most_pressing_comes_first_and_equals_keep_their_order() -> None:
    items = [task("a", -1), task("b", -9), task("c", -1), clock(-4)]
    assert headings(today_of(TODAY, items)) == {Heading.OVERDUE: ["b", "1", "a", "c"]}
    assert today_of(TODAY, items).overdue == 4


def test_what_is_told_already_is_not_told_again_as_stale() -> None:
    late, resting = task("a", -1), task("b", 90)
    found = headings(today_of(TODAY, [late, resting], stale=[late, resting]))
    assert found == {Heading.OVERDUE: ["a"], Heading.STALE: ["b"]}


def test_the_next_round_counts_what_it_lacks_and_stands_in_one_place() -> None:
    coming = NextRound(round_in(3), (task("a", 90), task("b", None)))
    today = today_of(TODAY, [round_in(3), task("a", 90)], stale=[task("c", 90)], next_round=coming)
    assert headings(today) == {Heading.ROUND: ["r", "a", "b"], Heading.STALE: ["c"]}
    assert [section.count for section in today.sections] == [2, 1]
    assert today.sections[0].note == "还有2项没有登记进展"
    assert today.overdue == 0


def test_a_round_that_lacks_nothing_says_so() -> None:
    today = today_of(TODAY, [], next_round=NextRound(round_in(3)))
    assert today.sections[0].note == "各项都已登记进展"
    assert today.sections[0].count == 0


@pytest.mark.parametrize(
    ("item", "words"),
    [
        (task("a", -12), "逾期12天"),
        (task("a", -12, ends=True), "期满12天"),
        (task("a", 0), "今天"),
        (task("a", 3), "还有3天"),
        (task("a", None), ""),
        (task("a", None, ends=True), "长期"),
    ],
)
def test_how_far_away_it_is(item: Item, words: str) -> None:
    assert when_words(item, TODAY) == words


# From a ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with filled(tmp_path / "ledger") as ledger:
        yield ledger


def looked_at(ledger: Ledger, today: dt.date, almanac: Almanac = PLAIN) -> Today:
    view = TaskView.of(ledger.tasks.values(), today, almanac=almanac, documents=ledger.documents.values())
    return today_from(coming_of(view, ledger.time), view)


def test_a_ledger_with_everything(ledger: Ledger) -> None:
    found = headings(looked_at(ledger, TODAY))
    assert found[Heading.OVERDUE] == ["1-1"]
    assert found[Heading.MONTH] == ["1-2", "2023-12-10 1", "1-5"]
    assert found[Heading.CLOCKS] == list(ledger.time.clocks)
    assert found[Heading.ROUND][0] == "2023-11-25"
    assert set(found[Heading.ROUND][1:]) >= {"1-1", "1-4.1", "1-4.2", "1-5"}
    assert "1-3" not in {key for keys in found.values() for key in keys}, "it is settled"
    assert found[Heading.STALE] == ["1-4.1", "1-4.2"]


def test_stages_to_come_are_told_with_the_task(tmp_path: Path) -> None:
    draft = TaskDraft(
        seq="1",
        requirement="修订应急预案。",
        deadline_text="11月底前完成初稿，12月15日前征求意见，12月底前印发",
        deadline=Deadline(DeadlineKind.BY, due=dt.date(2023, 12, 31)),
    )
    with Ledger.open(tmp_path / "阶段") as ledger:
        ledger.add_documents([DocumentDraft(source="阶段.txt", year=2023, issued_on=TODAY, tasks=(draft,))])
        months = headings(looked_at(ledger, TODAY))[Heading.MONTH]
        assert months == ["1-1 1", "1-1 2"]
        items = looked_at(ledger, TODAY).sections[0].items
        assert [item.day for item in items] == [dt.date(2023, 11, 30), dt.date(2023, 12, 15)]
        assert items[0].title == "11月底前完成初稿：修订应急预案。"
        assert {item.task for item in items} == {"1-1"}
        assert headings(looked_at(ledger, dt.date(2023, 12, 1)))[Heading.MONTH] == ["1-1 2", "1-1"]
        ledger.set_status(["1-1"], Status.DONE)
        assert headings(looked_at(ledger, TODAY)) == {}


def test_what_is_settled_or_answered_is_gone(ledger: Ledger) -> None:
    ledger.set_status(list(ledger.tasks), Status.DONE)
    for clock_id in list(ledger.time.clocks):
        ledger.time.change_clock(clock_id, answered=TODAY)
    assert headings(looked_at(ledger, TODAY)) == {
        Heading.ROUND: ["2023-11-25"],
        Heading.MONTH: ["2023-12-10 1"],
    }


def test_a_day_on_which_nobody_kept_rounds_yet_is_not_overdue(ledger: Ledger) -> None:
    """The plan names 10 July, long before the first round was opened."""
    keys = [key for keys in headings(looked_at(ledger, TODAY)).values() for key in keys]
    assert "2023-07-10 1" not in keys


def test_a_round_that_was_opened_and_not_handed_in_is_overdue(ledger: Ledger) -> None:
    ledger.time.open_round(dt.date(2023, 11, 20), "十一月报送", TODAY)
    assert "2023-11-20" in headings(looked_at(ledger, TODAY))[Heading.OVERDUE]
    assert looked_at(ledger, TODAY).overdue == 2


def test_a_year_without_a_table_is_told_of(ledger: Ledger) -> None:
    assert looked_at(ledger, TODAY).caveats == ()
    unknown = looked_at(ledger, TODAY, Almanac(WorkCalendar()))
    assert any("未导入2023年放假安排" in caveat for caveat in unknown.caveats)


def test_a_clock_of_a_template_that_is_gone_is_told_of(ledger: Ledger) -> None:
    ledger.time.start_clock("没有的模板", "旧的期限", TODAY)
    assert any("没有的模板" in caveat for caveat in looked_at(ledger, TODAY).caveats)


def test_what_is_printed(ledger: Ledger) -> None:
    today = looked_at(ledger, TODAY)
    lines = today_lines(today, 60)
    assert lines[0] == "逾期（1项）"
    assert "逾期145天" in lines[1]
    assert lines[2] == ""
    assert today_words(today).startswith("逾期1项，30天内到期3项，法定期限将到1项，报送缺")
    assert today_words(Today(TODAY)) == "没有逾期的，30天内也没有到期的"


def test_long_lists_are_cut_unless_all_is_wanted() -> None:
    resting = [task(f"1-{number}", None) for number in range(14)]
    today = today_of(TODAY, [], stale=resting)
    assert today_lines(today, None)[-1].strip() == "……另有4项，加 --all 全部列出"
    assert len(today_lines(today, None, whole=True)) == 15
