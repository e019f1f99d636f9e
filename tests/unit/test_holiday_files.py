"""Tables of years as files: TOML, CSV, texts, and the clerk's own years beside the settings."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.config import settings_file
from govtui.errors import RequestError
from govtui.timing.calendars import LoadedCalendar, load_calendar, own_calendars_folder, shipped_years, store_year
from govtui.timing.workdays import DayKind, Year
from govtui.timing.year_checks import YearReading, year_faults
from govtui.timing.year_files import (
    LARGEST_FILE,
    print_year_table,
    read_year_file,
    read_year_sheet,
    read_year_table,
)
from tests.holidays import YEARS
from tests.unit.holiday_notices import shipped, whole_notice

NOTICE_OF_2027 = """\
关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至12日（周五）放假调休，共8天。2月13日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。4月25日（周日）上班。
五、端午节：6月9日（周三）放假1天，不调休。
六、中秋节：9月15日（周三）放假1天，不调休。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。10月9日（周六）上班。
"""
"""Made up: the true one is not known yet."""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def year_2027() -> Year:
    year = read_year_file(write(Path(settings_file().parent / "notice.txt"), NOTICE_OF_2027)).year
    assert year
    return year


def write(file: Path, text: str, encoding: str = "utf-8") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))
    return file


def sheet(year: Year) -> str:
    lines = [(date, "放假", name) for date, name in year.holidays.items()]
    lines += [(date, "上班", name) for date, name in year.make_up_days.items()]
    return "\r\n".join(f"{date},{kind},{name}" for date, kind, name in sorted(lines))


# TOML, CSV, text


@pytest.mark.parametrize("number", YEARS)
def test_each_form_is_read_back(number: int, tmp_path: Path) -> None:
    year = shipped(number)
    for name, text in (
        ("a.toml", print_year_table(year)),
        ("b.CSV", sheet(year)),
        ("c.csv", f"日期,类型,节日\n{sheet(year)}"),
    ):
        for encoding in ("utf-8", "utf-8-sig", "gb18030"):
            assert read_year_file(write(tmp_path / name, text, encoding)) == YearReading(year), (name, encoding)


def test_a_notice_is_read_from_a_file(tmp_path: Path) -> None:
    assert read_year_file(write(tmp_path / "通知.txt", whole_notice(2026), "gb18030")).year == shipped(2026)
    bare = write(tmp_path / "通知", whole_notice(2026).partition("一、")[2].replace("元旦", "一、元旦", 1))
    assert read_year_file(bare).year is None
    assert read_year_file(bare, 2026).year == shipped(2026)


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line.replace("-", "/").replace("/0", "/"),
        lambda line: line.replace("-", "."),
        lambda line: line.replace("-", ""),
        lambda line: line.replace("放假", "holiday").replace("上班", "workday"),
        lambda line: line.replace("放假", "休").replace("上班", "班"),
        lambda line: f" {line} ,备注",
        lambda line: line.replace("节", "") if "春节" not in line else line,
        lambda line: f"{line}\n\n",
    ],
)
def test_sheets_as_offices_write_them(change: object) -> None:
    assert callable(change)
    lines = sheet(shipped(2025)).split("\r\n")
    assert read_year_sheet("\n".join(map(change, lines))).year == shipped(2025)


def test_a_sheet_may_leave_out_weekends_within_a_feast() -> None:
    lines = [line for line in sheet(shipped(2026)).split("\r\n") if not line.startswith(("2026-10-03", "2026-02-21"))]
    year = read_year_sheet("\n".join(lines)).year
    assert year
    assert {*shipped(2026).holidays} - {*year.holidays} == {day("2026-10-03"), day("2026-02-21")}


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2026-02-16,放假,春节\r\n", "", "“春节”的放假日期中间缺2月16日（周一）"),
        ("2026-01-01,放假,元旦\r\n", "", "元旦的放假日期里没有1月1日"),
        ("2026-02-14,上班", "2026-02-13,上班", "2月13日（周五）本来就上班，不会是调休上班的日子"),
        ("2026-02-14,上班,春节", "2026-02-15,上班,春节", "2026-02-15写了两次"),
        ("2026-02-14,上班,春节", "2026-02-14,上班,新年", "2月14日（周六）上班属于“新年”，但没有“新年”的放假日期"),
        ("2026-02-14,上班,春节", "2026-02-30,上班,春节", "看不懂，每行应为“日期,放假或上班,节日名称”"),
        ("2026-02-14,上班,春节", "2026-02-14,不上班,春节", "“2026-02-14,不上班,春节”看不懂"),
        ("2026-02-14,上班,春节", "2026-02-14,上班", "“2026-02-14,上班”看不懂"),
        ("2026-02-14,上班,春节", "2024-02-14,上班,春节", "2024年2月14日（周三）不在2026年"),
        ("2026-02-14,上班,春节", '"2026-02-14,上班,春节', "看不懂"),
        ("元旦", "new year", "节日名称“new year”不对，应为元旦、春节等汉字名称"),
        ("元旦", "", "节日名称“”不对"),
    ],
)
def test_a_fault_in_a_sheet_is_told(old: str, new: str, fault: str) -> None:
    text = sheet(shipped(2026))
    assert old in text
    reading = read_year_sheet(text.replace(old, new))
    assert reading.year is None
    assert fault in "；".join(reading.faults)


def test_one_date_is_no_year() -> None:
    for text in ("2027-01-01,放假,元旦", "日期,类型,节日\n2027-01-01,放假,元旦"):
        reading = read_year_sheet(text)
        assert reading.year is None
        assert reading.faults == ("缺少春节、清明节、劳动节、端午节、中秋节、国庆节的放假安排",)
    assert read_year_sheet("日期,类型,节日\n").faults == ("文件里没有日期",)
    assert read_year_sheet("").faults == ("文件里没有日期",)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("year = 2026", "year = ", "第4行写法不对"),
        ("year = 2026", "year = 1026", "年份1026不对"),
        ("year = 2026", "year = 2027", "2026年1月1日（周四）不在2027年"),
        ("year = 2026", "", "应写明年份year"),
        ("year = 2026", 'year = "2026"', "应写明年份year"),
        ("[[feast]]", "[[holiday]]", "应写明年份year"),
        ("off = [2026-01-01, ", 'off = ["元旦", ', "应写明年份year"),
        ("off = [2026-01-01, ", "off = [2026-01-02, ", "2026-01-02写了两次"),
        ("working = [2026-01-04]", "working = [2026-01-03]", "2026-01-03写了两次"),
        ("working = [2026-01-04]", "work = [2026-01-04]", "应写明年份year"),
        ("off = [2026-01-01, ", f"off = {'[' * 5000}", "写法不对"),
    ],
)
def test_a_fault_in_a_table_is_told(old: str, new: str, fault: str) -> None:
    text = print_year_table(shipped(2026), "一\n二\n三")
    assert old in text
    reading = read_year_table(text.replace(old, new))
    assert reading.year is None
    assert fault in "；".join(reading.faults)


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    large, binary = tmp_path / "大.toml", tmp_path / "图.csv"
    large.write_bytes(b"#" * (LARGEST_FILE + 1))
    binary.write_bytes(b"\x00\xff\xfe\xff")
    assert read_year_file(large).faults == ("大.toml太大，不像放假安排",)
    assert read_year_file(binary).faults == ("图.csv不是文本文件，请另存为UTF-8编码的文本",)
    assert "打不开没有.toml" in read_year_file(tmp_path / "没有.toml").faults[0]
    assert "打不开" in read_year_file(tmp_path).faults[0]


@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_gives_a_year_or_faults(text: str) -> None:
    for reading in (
        read_year_table(text),
        read_year_sheet(text),
        read_year_table(print_year_table(shipped(2026)) + text),
    ):
        assert (reading.year is None) == bool(reading.faults)


def test_a_year_must_be_one_that_plans_have() -> None:
    assert year_faults(Year(1026, {}, {})) == ("年份1026不对",)


# The clerk's own years


def test_at_first_there_are_the_shipped_years() -> None:
    assert load_calendar() == LoadedCalendar(load_calendar().calendar)
    assert load_calendar().calendar.years == shipped_years()
    assert own_calendars_folder() == settings_file().with_name("holidays")


def test_a_stored_year_is_known_from_then_on() -> None:
    assert not load_calendar().calendar.knows(2027)
    file = store_year(year_2027())
    assert file == own_calendars_folder() / "2027.toml"
    loaded = load_calendar()
    assert loaded.own_years == (2027,)
    assert loaded.notices == ()
    assert loaded.calendar.years == (*shipped_years(), year_2027())
    assert loaded.calendar.knows(2027)
    # 21–25, 28–31 December, 4–8, 11–15, 18 January: the first day of January is off now.
    reckoned = loaded.calendar.add(day("2026-12-20"), 20)
    assert (reckoned.day, reckoned.caveat) == (day("2027-01-18"), "")


def test_an_own_year_stands_in_the_place_of_the_shipped_one() -> None:
    shipped_year = shipped(2026)
    extra = day("2026-02-24")
    store_year(Year(2026, {**shipped_year.holidays, extra: "春节"}, shipped_year.make_up_days))
    assert load_calendar().calendar.kind_of(extra).kind is DayKind.HOLIDAY
    assert [year.number for year in load_calendar().calendar.years] == list(YEARS)
    store_year(shipped_year)
    assert load_calendar().calendar.kind_of(extra).kind is DayKind.WORKDAY


def test_damaged_files_are_told_of_and_left_out() -> None:
    folder = own_calendars_folder()
    store_year(year_2027())
    write(folder / "2027补.toml", print_year_table(year_2027()))
    write(folder / "2028.toml", "year = 2028")
    write(folder / "2026.toml", "year = \n")
    write(folder / "说明.txt", "不是放假安排")
    (folder / "2029.toml").mkdir()
    loaded = load_calendar()
    assert loaded.own_years == (2027,)
    assert loaded.calendar.years == (*shipped_years(), year_2027())
    beginnings = [
        "放假安排2026.toml没有采用：第1行写法不对",
        "放假安排2027补.toml没有采用：2027年已有另一个文件",
        "放假安排2028.toml没有采用：应写明年份year",
        "放假安排2029.toml没有采用：打不开2029.toml",
    ]
    assert len(loaded.notices) == len(beginnings)
    assert all(map(str.startswith, loaded.notices, beginnings))


def test_a_folder_that_cannot_be_read_holds_nothing(tmp_path: Path) -> None:
    file = write(tmp_path / "holidays", "")
    assert load_calendar(file) == load_calendar()


def test_a_year_that_cannot_be_believed_is_not_stored() -> None:
    with pytest.raises(RequestError) as refused:
        store_year(Year(2027, {day("2027-01-01"): "元旦"}, {}))
    assert refused.value.title == "放假安排有误，没有存入"
    assert "缺少春节" in refused.value.message
    assert not own_calendars_folder().exists()


def test_a_year_that_cannot_be_written_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(RequestError) as refused:
        store_year(shipped(2026), write(tmp_path / "file", "") / "holidays")
    assert refused.value.title == "放假安排没有存入"
    assert refused.value.hint
