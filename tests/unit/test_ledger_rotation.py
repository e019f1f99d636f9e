"""Which backups stay: what the rule promises, whatever the clock does."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.ledger.backup.rotation import DAYS, LAST, outdated

NOW = dt.datetime(2023, 11, 22, 9, 1)

MOMENTS = st.one_of(
    st.datetimes(dt.datetime(2023, 10, 1), dt.datetime(2023, 11, 30)),  # so dense that days hold several
    st.datetimes(dt.datetime(2018, 1, 1), dt.datetime(2026, 12, 31)),
    st.datetimes(),
)
MADE = st.lists(MOMENTS, max_size=120)


def kept(made: list[dt.datetime], now: dt.datetime = NOW) -> list[dt.datetime]:
    gone = set(outdated(made, now))
    return [moment for position, moment in enumerate(made) if position not in gone]


def every(hours: float, count: int, until: dt.datetime = NOW) -> list[dt.datetime]:
    return [until - dt.timedelta(hours=hours * back) for back in range(count)]


def test_nothing_is_outdated_at_first() -> None:
    assert outdated([], NOW) == []
    assert outdated(every(1, LAST), NOW) == []


def test_the_last_ten_stay_and_the_newest_of_a_day() -> None:
    made = every(0.25, 50)  # since yesterday evening, oldest at 20:46
    assert kept(made) == [*made[:10], dt.datetime(2023, 11, 21, 23, 46)]


def test_a_year_of_hourly_backups_leaves_one_a_day_and_one_a_month() -> None:
    left = kept(every(1, 24 * 365))
    days = {moment.date() for moment in left}
    assert {NOW.date() - dt.timedelta(days=back) for back in range(DAYS)} <= days
    assert [moment for moment in left if moment.date() < dt.date(2023, 10, 22)] == [
        *(
            dt.datetime(2023, month, day, 23, 1)
            for month, day in ((9, 30), (8, 31), (7, 31), (6, 30), (5, 31), (4, 30))
        ),
        *(dt.datetime(2023, month, day, 23, 1) for month, day in ((3, 31), (2, 28), (1, 31))),
        dt.datetime(2022, 12, 31, 23, 1),
        dt.datetime(2022, 11, 30, 23, 1),
    ]
    assert len(left) == LAST + (DAYS - 1) + 11


def test_backups_that_are_made_and_rotated_day_by_day_are_those_of_the_rule() -> None:
    """Nothing that the rule would want later has gone before."""
    everything: list[dt.datetime] = []
    left: list[dt.datetime] = []
    for hour in range(24 * 200):
        moment = dt.datetime(2023, 1, 1) + dt.timedelta(hours=hour)
        everything.append(moment)
        left = kept([*left, moment], moment)
        if hour % 97 == 0:
            assert left == kept(everything, moment)


def test_a_clock_that_runs_ahead_for_a_while_costs_nothing() -> None:
    made = every(24, 40)
    ahead = NOW + dt.timedelta(days=4000)
    assert set(kept([*made, ahead], ahead)) >= set(made[: DAYS - 1])
    # and when it is set right again, what was made in between neither goes at once nor drives out what is made now
    back = [*made, *(ahead + dt.timedelta(minutes=minute) for minute in range(30))]
    now = NOW + dt.timedelta(hours=1)
    assert set(kept([*back, now], now)) == {*made[:DAYS], max(back), now}


@pytest.mark.parametrize("zone", [None, dt.timezone(dt.timedelta(hours=8))])
def test_times_with_and_without_an_offset(zone: dt.tzinfo | None) -> None:
    made = [moment.replace(tzinfo=zone) for moment in every(1, 100)]
    assert len(kept(made, NOW.replace(tzinfo=zone))) == 10 + 4


@given(MADE, MOMENTS)
def test_what_the_rule_names_stays(made: list[dt.datetime], now: dt.datetime) -> None:
    left = kept(made, now)
    come = sorted((moment for moment in made if moment <= now), reverse=True)
    assert sorted((moment for moment in left if moment <= now), reverse=True)[:LAST] == come[:LAST]
    assert {(moment.year, moment.month) for moment in left} == {(moment.year, moment.month) for moment in made}
    for day in {moment.date() for moment in made}:
        if (now.date() - day).days < DAYS:
            of_day = [moment for moment in made if moment.date() == day]
            assert max([moment for moment in of_day if moment <= now] or of_day) in left
            assert max(of_day) in left


@given(MADE, MOMENTS)
def test_no_more_stays_than_the_rule_wants(made: list[dt.datetime], now: dt.datetime) -> None:
    come = [moment for moment in made if moment <= now]
    months = {(moment.year, moment.month) for moment in come}
    ahead = {moment.date() for moment in made if moment > now}
    assert len(kept(made, now)) <= LAST + DAYS + len(months) + len(ahead)


@given(MADE, MOMENTS)
def test_what_stays_stays(made: list[dt.datetime], now: dt.datetime) -> None:
    assert outdated(kept(made, now), now) == []


@given(MADE, MOMENTS, st.randoms())
def test_the_order_does_not_matter(made: list[dt.datetime], now: dt.datetime, chance: object) -> None:
    shuffled = list(made)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert sorted(kept(shuffled, now)) == sorted(kept(made, now))


@given(MADE, MOMENTS, MOMENTS)
def test_the_newest_stays_whatever_the_clock_says(
    made: list[dt.datetime], now: dt.datetime, later: dt.datetime
) -> None:
    if made:
        assert max(made) in kept(kept(made, now), later)
