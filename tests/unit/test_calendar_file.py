"""The file for another calendar, read back by a small parser of RFC 5545 that knows nothing of the program."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from govtui.review.agenda import Item, ItemKind
from govtui.review.calendar_file import LINE_OCTETS, calendar_file

MADE_AT = dt.datetime(2023, 11, 22, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
Properties = dict[str, str]


def parsed(data: bytes) -> tuple[Properties, list[Properties]]:
    """Return the properties of the calendar and of its events; those of an alarm stand under ALARM-…."""
    assert data.endswith(b"\r\n")
    assert b"\n" not in data.replace(b"\r\n", b"")
    lines = data.decode("utf-8").removesuffix("\r\n").replace("\r\n ", "").split("\r\n")
    calendar: Properties = {}
    events: list[Properties] = []
    within: list[str] = []
    for line in lines:
        name, value = re.fullmatch(r"([A-Z-]+(?:;[A-Z]+=[A-Z-]+)*):(.*)", line, re.DOTALL).groups()  # type: ignore[union-attr]
        if name == "BEGIN":
            within.append(value)
            if value == "VEVENT":
                events.append({})
        elif name == "END":
            assert within.pop() == value
        elif within == ["VCALENDAR"]:
            calendar[name] = value
        else:
            events[-1]["ALARM-" * (within[-1] == "VALARM") + name] = value
    assert not within
    return calendar, events


def unescaped(value: str) -> str:
    return re.sub(r"\\(.)", lambda match: "\n" if match[1] in "nN" else match[1], value)


def written(*items: Item, origin: str = "a") -> bytes:
    return calendar_file(items, name="便民公开台账", origin=origin, made_at=MADE_AT)


def item(key: str = "1-2", title: str = "公布惠农补贴发放名册", kind: ItemKind = ItemKind.TASK, **more: object) -> Item:
    task = key if kind is ItemKind.TASK else ""
    return Item(kind=kind, key=key, day=dt.date(2023, 11, 30), title=title, task=task, **more)  # type: ignore[arg-type]


def test_an_event_lasts_the_whole_day_and_rings_before() -> None:
    calendar, (event,) = parsed(written(item(detail="县农业农村局")))
    assert calendar["VERSION"] == "2.0"
    assert calendar["X-WR-CALNAME"] == "便民公开台账"
    assert event["DTSTART;VALUE=DATE"] == "20231130"
    assert event["DTEND;VALUE=DATE"] == "20231201"
    assert event["DTSTAMP"] == "20231122T013000Z"
    assert event["SUMMARY"] == "【到期】1-2 公布惠农补贴发放名册"
    assert unescaped(event["DESCRIPTION"]) == "公布惠农补贴发放名册\n县农业农村局"
    assert event["ALARM-ACTION"] == "DISPLAY"
    assert event["ALARM-TRIGGER"] == "-P2DT15H"


def test_every_kind_says_what_it_is() -> None:
    kinds = [item(), item("r", kind=ItemKind.ROUND), item("1", kind=ItemKind.CLOCK), item("1-3", ends=True)]
    _, events = parsed(written(*kinds))
    assert [event["SUMMARY"][:6] for event in events] == ["【到期】1-", "【报送】公布", "【法定期限】", "【期满】1-"]


def test_what_has_no_day_is_left_out() -> None:
    undated = Item(kind=ItemKind.TASK, key="1-1", day=None, title="长期", task="1-1")
    assert parsed(written(undated))[1] == []


def test_names_stay_while_the_thing_stays_the_same() -> None:
    before = parsed(written(item(), item("1-3"), item("1-3", kind=ItemKind.CLOCK)))[1]
    moved = Item(kind=ItemKind.TASK, key="1-2", day=dt.date(2024, 1, 31), title="改了文字", task="1-2")
    after = parsed(written(moved))[1]
    assert after[0]["UID"] == before[0]["UID"]
    assert len({event["UID"] for event in before}) == 3
    assert parsed(written(item(), origin="b"))[1][0]["UID"] != before[0]["UID"]


def test_a_long_title_is_cut_and_stands_whole_in_the_description() -> None:
    title = "逐项核对公开事项" * 20
    (event,) = parsed(written(item(title=title)))[1]
    assert len(event["SUMMARY"]) < 75
    assert event["SUMMARY"].endswith("…")
    assert event["DESCRIPTION"] == title


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200))
def test_any_text_comes_back_and_no_line_is_too_long(text: str) -> None:
    data = written(item(title="名册", detail=text))
    assert all(len(line) <= LINE_OCTETS for line in data.split(b"\r\n"))
    assert unescaped(parsed(data)[1][0]["DESCRIPTION"]) == f"名册\n{text}"


def test_marks_of_the_format_are_escaped() -> None:
    (event,) = parsed(written(item(title=r"一、清单; 时限, 渠道\附件")))[1]
    assert event["SUMMARY"] == r"【到期】1-2 一、清单\; 时限\, 渠道\\附件"
