"""The State Council's notice: what it says, and what is wrong with a notice that does not fit together."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.timing.notice import LONGEST_NOTICE, print_notice, read_notice
from govtui.timing.workdays import Year
from govtui.timing.year_checks import proper_name, year_faults
from govtui.timing.year_files import print_year_table, read_year_table
from tests.unit.holiday_notices import ITEMS, shipped, whole_notice

WEEKEND = (5, 6)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# The notices of seven years


@pytest.mark.parametrize("number", [2021, 2022, 2023, 2025, 2026])
def test_notices_give_the_shipped_tables(number: int) -> None:
    reading = read_notice(whole_notice(number))
    assert not reading.faults
    assert reading.year == shipped(number)


def test_the_weekend_that_joins_a_feast_stays_a_weekend() -> None:
    """2024: 1月1日放假，与周末连休; the package counts the Saturday and Sunday before it to the feast."""
    reading, table = read_notice(whole_notice(2024)), shipped(2024)
    assert reading.year
    assert reading.year.holidays == {
        date: name for date, name in table.holidays.items() if date not in (day("2023-12-30"), day("2023-12-31"))
    }
    assert reading.year.make_up_days == table.make_up_days


def test_the_spring_festival_of_2020_was_lengthened_after_the_notice() -> None:
    reading, table = read_notice(whole_notice(2020)), shipped(2020)
    assert reading.year
    assert {*table.holidays} - {*reading.year.holidays} == {day("2020-01-31"), day("2020-02-01"), day("2020-02-02")}
    assert {*reading.year.make_up_days} - {*table.make_up_days} == {day("2020-02-01")}
    assert {*reading.year.holidays} < {*table.holidays}


@pytest.mark.parametrize("number", ITEMS)
def test_the_items_alone_do_when_the_year_is_named(number: int) -> None:
    assert read_notice(ITEMS[number], number) == read_notice(whole_notice(number))


# How texts arrive


def squashed(text: str) -> str:
    return text.replace("\n", "")


def half_width(text: str) -> str:
    return text.translate(str.maketrans("：，（）", ":,()"))


def full_width_digits(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def spaced(text: str) -> str:
    return text.replace("月", " 月 ").replace("日", " 日 ").replace("\n", "\r\n\u3000\u3000")


def wrapped(text: str) -> str:
    return "\n".join(line[start : start + 13] for line in text.split("\n") for start in range(0, len(line) + 1, 13))


def bulleted(text: str) -> str:
    for numeral in "一二三四五六七":
        text = text.replace(f"\n{numeral}、", "\n● ")
    return text


def numbered(text: str) -> str:
    for number, numeral in enumerate("一二三四五六七", 1):
        text = text.replace(f"\n{numeral}、", f"\n（{number}）")
    return text


def in_a_page(text: str) -> str:
    return (
        f"首页 > 要闻\n来源：新华社　2025-11-04 22:15\n{text}\n来源：新华社　编辑：王某\n相关阅读：2024年部分节假日安排"
    )


def with_dashes(text: str) -> str:
    return text.replace("至", "—")


@pytest.mark.parametrize(
    "change",
    [squashed, half_width, full_width_digits, spaced, wrapped, bulleted, numbered, in_a_page, with_dashes],
)
@pytest.mark.parametrize("number", ITEMS)
def test_what_copying_does_to_a_text_makes_no_difference(number: int, change: object) -> None:
    assert callable(change)
    assert read_notice(change(whole_notice(number))) == read_notice(whole_notice(number))


@pytest.mark.parametrize(
    ("printed", "other"),
    [
        ("元旦：1月1日（周四）至3日（周六）放假调休，共3天。", "元旦：1月1日至3日放假，共三天。"),
        ("元旦：1月1日（周四）至3日（周六）放假调休，共3天。", "元旦1月1日到1月3日放假调休。"),
        (
            "元旦：1月1日（周四）至3日（周六）放假调休，共3天。",
            "元旦：1月1日放假，1月2日（星期五）、3日补休，共计3天。",
        ),
        ("元旦：1月1日（周四）至3日（周六）放假调休，共3天。", "元旦：2026年1月1日—2026年1月3日放假3天。"),
        ("2月14日（周六）、2月28日（周六）上班", "2月14日（星期六）和28日（星期六）正常上班"),
        ("2月14日（周六）、2月28日（周六）上班", "2月14日（星期六）、2026年2月28日调休上班"),
        ("四、劳动节", "四、“五一”国际劳动节"),
        ("三、清明节", "三、清明"),
        ("共7天。9月20日", "共7天；9月20日"),
    ],
)
def test_other_wordings_of_the_same(printed: str, other: str) -> None:
    text = whole_notice(2026)
    assert printed in text
    reading = read_notice(text.replace(printed, other))
    assert not reading.faults
    assert reading.year == shipped(2026)


def test_a_feast_that_only_one_year_has() -> None:
    feast = "八、抗战胜利八十周年纪念日：9月3日（周四）至5日（周六）放假调休，共3天。9月6日（周日）上班。"
    reading = read_notice(whole_notice(2026, ITEMS[2026] + feast))
    assert reading.year
    assert reading.year.holidays[day("2026-09-04")] == "抗战胜利八十周年纪念日"
    assert reading.year.make_up_days[day("2026-09-06")] == "抗战胜利八十周年纪念日"


def test_the_new_year_of_2019_ruled_days_of_2018() -> None:
    new_year = "一、元旦：2018年12月30日至2019年1月1日放假调休，共3天。2018年12月29日（星期六）上班。\n"
    feasts = (
        "二、春节：2月4日至10日放假调休，共7天。2月2日（星期六）、2月3日（星期日）上班。\n"
        "三、清明节：4月5日放假，与周末连休。\n四、劳动节：5月1日放假。\n五、端午节：6月7日放假，与周末连休。\n"
        "六、中秋节：9月13日放假，与周末连休，共3天。\n"
        "七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。"
    )
    reading = read_notice(whole_notice(2019, new_year + feasts))
    assert not reading.faults
    assert reading.year
    assert reading.year.holidays[day("2018-12-31")] == "元旦"
    assert reading.year.make_up_days[day("2018-12-29")] == "元旦"
    assert day("2019-09-14") not in reading.year.holidays


# Faults


@pytest.mark.parametrize(
    ("printed", "slip", "fault"),
    [
        ("1月4日（周日）上班", "1月4日（周六）上班", "元旦：2026年1月4日是周日，通知写作周六"),
        (
            "2月15日（农历腊月二十八、周日）",
            "2月15日（农历腊月二十八、周一）",
            "春节：2026年2月15日是周日，通知写作周一",
        ),
        ("共9天", "共8天", "春节：放假日期是9天，通知写作共8天"),
        ("共7天", "共八天", "国庆节：放假日期是7天，通知写作共8天"),
        ("9月20日（周日）", "9月21日", "9月21日（周一）本来就上班，不会是调休上班的日子"),
        ("10月10日（周六）上班", "10月3日（周六）上班", "10月3日（周六）写了两次（国庆节）"),
        ("9月25日（周五）至27日（周日）", "9月25日（周五）至10月1日", "10月1日（周四）写了两次（中秋节；国庆节）"),
        ("五、端午节：6月19日（周五）至21日（周日）放假，共3天。", "", "缺少端午节的放假安排"),
        ("至6日（周一）放假", "至6日（周一）", "清明节：看不懂“4月4日(周六)至6日(周一),共3天”这一句"),
        ("5月1日（周五）至5日（周二）", "5月1日（周五）至32日", "劳动节：没有“32日”这一天"),
        (
            "5月1日（周五）至5日（周二）",
            "5月5日（周二）至1日（周五）",
            "劳动节：5月5日（周二）至5月1日（周五）先后颠倒，跨年的请写明年份",
        ),
        ("1月1日（周四）至3日", "12月31日至1月3日", "先后颠倒，跨年的请写明年份"),
        (
            "6月19日（周五）至21日（周日）",
            "6月19日（周五）至8月21日",
            "端午节：6月19日（周五）至8月21日（周五）有64天，太长",
        ),
        ("6月19日（周五）至21日（周日）放假，共3天", "7月19日至21日放假", "端午节的放假日期不在5月27日至6月26日之间"),
        ("5月1日（周五）至5日（周二）放假调休，共5天", "5月2日至5日放假", "劳动节的放假日期里没有5月1日"),
        ("5月9日（周六）上班", "2027年5月9日（周日）上班", "2027年5月9日（周日）不在2026年"),
        (
            "4月4日（周六）至6日（周一）放假，共3天",
            "4月8日放假，与周末连休",
            "清明节：通知写明与周末连休，但放假日期不挨着周末",
        ),
        ("5月9日（周六）上班", "5月9日（周六）另行安排", "劳动节：看不懂“5月9日(周六)另行安排”这一句"),
        ("5日（周二）放假调休", "5日（周二）放假一部分", "看不懂"),
        ("六、中秋节", "六、端午节", "缺少中秋节的放假安排"),
    ],
)
def test_a_slip_is_told(printed: str, slip: str, fault: str) -> None:
    text = whole_notice(2026)
    assert printed in text
    reading = read_notice(text.replace(printed, slip))
    assert reading.year is None
    assert fault in "；".join(reading.faults)


@pytest.mark.parametrize(
    ("text", "number", "fault"),
    [
        ("", None, "没有找到放假安排，应有“一、元旦：1月1日放假”这样的内容"),
        ("关于召开会议的通知：请于1月4日（周日）参加。", None, "没有找到放假安排"),
        (ITEMS[2026], None, "看不出是哪一年的放假安排"),
        (whole_notice(2026), 2027, "通知是2026年的，不是2027年的"),
        ("相关：2025年部分节假日安排\n" + whole_notice(2026), None, "文中提到2025、2026几个年份，请只粘贴一年的通知"),
        (whole_notice(2025) + whole_notice(2026), None, "写了两次"),
        ("一、元旦：1月1日放假。", 2026, "缺少春节、清明节、劳动节、端午节、中秋节、国庆节的放假安排"),
        ("元旦放假。" * (LONGEST_NOTICE // 5 + 1), 2026, "文字太长，请只粘贴放假安排通知的正文"),
        (ITEMS[2026], 12026, "年份12026不对"),
        (ITEMS[2026], -1, "年份-1不对"),
    ],
)
def test_what_is_no_notice_of_one_year_is_told(text: str, number: int | None, fault: str) -> None:
    reading = read_notice(text, number)
    assert reading.year is None
    assert fault in "；".join(reading.faults)


def test_the_wrong_year_shows_in_the_weekdays() -> None:
    reading = read_notice(ITEMS[2026], 2027)
    assert reading.year is None
    assert "元旦：2027年1月1日是周五，通知写作周四" in reading.faults


def test_a_named_year_tells_which_of_two_is_meant() -> None:
    text = "相关：2025年部分节假日安排\n" + whole_notice(2026)
    assert read_notice(text, 2026).year == shipped(2026)


@pytest.mark.parametrize(
    ("name", "proper"),
    [
        ("国庆", "国庆节"),
        ("清明", "清明节"),
        ("国庆节和中秋", "国庆节、中秋节"),
        ("中秋节、国庆节", "中秋节、国庆节"),
        ("“五一”国际劳动节", "劳动节"),
        ("元旦节", "元旦"),
        ("春节", "春节"),
        ("春节放假", "春节放假"),
    ],
)
def test_names_of_feasts(name: str, proper: str) -> None:
    assert proper_name(name) == proper


# Years as hypothesis makes them up


@st.composite
def years(draw: st.DrawFn) -> Year:
    """A year as it could be announced: each feast a stretch about its day, with Saturdays and Sundays worked for it."""
    number = draw(st.integers(2000, 2098))
    anchors = {
        "元旦": dt.date(number, 1, 1),
        "春节": draw(st.dates(dt.date(number, 1, 21), dt.date(number, 2, 20))),
        "清明节": draw(st.dates(dt.date(number, 4, 4), dt.date(number, 4, 6))),
        "劳动节": dt.date(number, 5, 1),
        "端午节": draw(st.dates(dt.date(number, 5, 28), dt.date(number, 6, 25))),
        "国庆节": dt.date(number, 10, 1),
    }
    autumn = draw(st.dates(dt.date(number, 9, 8), dt.date(number, 10, 6)))
    if autumn > dt.date(number, 9, 20):
        del anchors["国庆节"]
        anchors["国庆节、中秋节"] = dt.date(number, 10, 1)
    else:
        anchors["中秋节"] = autumn
    holidays: dict[dt.date, str] = {}
    make_up_days: dict[dt.date, str] = {}
    for name, anchor in anchors.items():
        first = anchor - dt.timedelta(draw(st.integers(0, 2)))
        last = anchor + dt.timedelta(draw(st.integers(0, 6)))
        if name == "国庆节、中秋节":
            first, last = min(first, autumn), max(last, autumn)
        for ordinal in range(first.toordinal(), last.toordinal() + 1):
            holidays[dt.date.fromordinal(ordinal)] = name
    for name, anchor in anchors.items():
        near = [anchor + dt.timedelta(shift) for shift in range(-14, 20)]
        free = [date for date in near if date.weekday() in WEEKEND and date not in {*holidays, *make_up_days}]
        for date in draw(st.lists(st.sampled_from(free), max_size=2, unique=True)):
            make_up_days[date] = name
    return Year(number, holidays, make_up_days)


@given(years())
def test_a_printed_notice_is_read_back(year: Year) -> None:
    assert year_faults(year) == ()
    printed = print_notice(year)
    reading = read_notice(printed)
    assert reading.faults == ()
    assert reading.year == year
    assert read_notice(printed.partition("\n")[2], year.number) == reading


@given(years())
def test_a_printed_table_is_read_back(year: Year) -> None:
    assert read_year_table(print_year_table(year, "青禾县\n  ")).year == year


@given(years(), st.data())
def test_a_wrong_weekday_is_never_taken(year: Year, data: st.DataObject) -> None:
    printed = print_notice(year)
    place = data.draw(
        st.sampled_from([at for at, char in enumerate(printed) if printed[at - 1 : at + 1] == f"周{char}"])
    )
    wrong = data.draw(st.sampled_from("一二三四五六日".replace(printed[place], "")))
    assert read_notice(printed[:place] + wrong + printed[place + 1 :]).year is None


PIECES = (
    *("2026年部分节假日安排", "一、", "元旦", "春节", "：", ":", "。", "，", "、", "至", "（周", "）", "周六", "抗战"),
    *("1月", "12月", "31日", "2日", "日", "3", "2025年", "放假", "调休", "上班", "共", "3天", "与周末连休", "补休"),
)


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=40).map("".join)), st.none() | st.integers())
def test_any_text_gives_a_year_or_faults(text: str, number: int | None) -> None:
    for reading in (read_notice(text, number), read_notice(whole_notice(2026, text + ITEMS[2026]))):
        assert (reading.year is None) == bool(reading.faults)
        assert reading.year is None or not year_faults(reading.year)


@pytest.mark.parametrize(
    "piece",
    ["元旦、", "元旦1月1日。", "一、", "一、元旦:1月1日至", "1日、", "1月1日(", "2026年", "3天", "2026年元旦", "。"],
)
def test_a_hostile_text_is_done_with_soon(piece: str) -> None:
    """Each of these would take minutes if the time grew with the square of the length."""
    text = "一、元旦：" + piece * ((LONGEST_NOTICE - 10) // len(piece))
    started = time.process_time()
    assert read_notice(text, 2026).faults
    assert time.process_time() - started < 5
