"""The commands `today`, `calendar`, `ics`: what they print, what they write, with which code they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from coming_ledger import filled
from command_line import Govtui, command_line

from govtui.arguments import main_help
from govtui.ledger import session
from govtui.ledger.ledger import Ledger
from govtui.ledger.places import Place, PlaceKind
from govtui.model import Status


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(session, "place_warning", lambda _: Place(PlaceKind.ORDINARY))
    filled(tmp_path / "ledger").close()
    return tmp_path / "ledger"


@pytest.fixture
def govtui(folder: Path, capsys: pytest.CaptureFixture[str]) -> Govtui:
    return command_line(capsys, "--ledger", folder, "--today", "2023-11-22")


def test_today_prints_the_sections_and_ends_with_3_where_something_is_overdue(govtui: Govtui) -> None:
    answer = govtui("today")
    assert answer.code == 3
    assert answer.out.startswith("逾期（1项）\n  1-1")
    for heading in (
        "30天内到期（3项）",
        "法定期限将到（1项）",
        "下一次报送（还有",
        "长期没有进展（2项）",
    ):
        assert heading in answer.out
    assert "依申请公开答复，还有" in answer.out
    assert answer.err.startswith("2023-11-22：逾期1项")


def test_today_ends_with_0_where_nothing_is_overdue(govtui: Govtui, folder: Path) -> None:
    with Ledger.open(folder) as ledger:
        ledger.set_status(["1-1"], Status.DONE)
    assert govtui("today").code == 0


def test_today_as_json(govtui: Govtui) -> None:
    answer = govtui("today", "--json")
    assert answer.code == 3
    told = json.loads(answer.out)
    assert (told["today"], told["overdue"], told["caveats"]) == ("2023-11-22", 1, [])
    first = told["sections"][0]
    assert (first["heading"], first["count"]) == ("逾期", 1)
    assert first["items"][0] == {
        "kind": "task",
        "id": "1-1",
        "task": "1-1",
        "due": "2023-06-30",
        "days_left": -145,
        "words": "逾期145天",
        "title": "编制公开事项清单；写明时限, 渠道。",
        "detail": "县政府办公室",
    }


def test_today_says_where_the_holidays_are_not_known(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = command_line(capsys, "--ledger", folder, "--today", "2031-01-06")("today")
    assert "未导入2027至2031年放假安排" in answer.err, "the clock that runs since 2023 counts through them"


def test_the_codes_stand_in_the_help() -> None:
    assert "govtui today：有逾期的" in main_help()


def test_calendar_prints_this_month_or_another_one(govtui: Govtui) -> None:
    page = govtui("calendar").out
    assert page.startswith("2023年11月\n")
    assert "22今" in page
    assert "2023年11月30日 星期四 工作日：到期1" in page
    december = govtui("calendar", "2023-12").out
    assert "2023年12月10日 星期日 周末：报送1" in december
    assert "2023年12月25日 星期一 工作日：报送1" in december, "the days of a schedule are followed that far"
    assert govtui("calendar", "12月").out == december
    assert govtui("calendar", "2023年12月").out == december


@pytest.mark.parametrize("word", ["13", "2023-00", "十二月", "2023-11-30", "x"])
def test_what_is_no_month_is_refused(govtui: Govtui, word: str) -> None:
    answer = govtui("calendar", word)
    assert answer.code == 2
    assert "不是月份" in answer.err


def test_ics_writes_what_has_a_day(govtui: Govtui, tmp_path: Path) -> None:
    file = tmp_path / "台账.ics"
    answer = govtui("ics", file)
    assert answer.code == 0
    text = file.read_bytes().decode().replace("\r\n ", "")
    summaries = [line.removeprefix("SUMMARY:") for line in text.split("\r\n") if line.startswith("SUMMARY:")]
    assert answer.out == f"已导出{len(summaries)}项：{file}\n"
    assert r"【到期】1-1 编制公开事项清单；写明时限\, 渠道。" in summaries
    assert "【期满】1-4.1 在各镇便民大厅设立窗口。" in summaries
    assert "【法定期限】1-5 张某申请公开征地批文" in summaries
    assert any(summary.startswith("【报送】来文1") for summary in summaries), "the day that the plan names"
    assert summaries.count("【报送】月报") >= 12, "a year of the schedule"
    assert not any("1-3 " in summary or "1-4.2 " in summary for summary in summaries), "settled, without a day"


def test_ics_of_some_tasks(govtui: Govtui, tmp_path: Path) -> None:
    file = tmp_path / "民政局.ics"
    assert govtui("ics", file, "单位:民政局").code == 0
    text = file.read_bytes().decode().replace("\r\n ", "")
    assert "【到期】1-5" in text
    assert "【法定期限】1-5" in text
    assert "【到期】1-1" not in text


def test_ics_gives_the_same_names_each_time(govtui: Govtui, tmp_path: Path) -> None:
    names = []
    for file in (tmp_path / "a.ics", tmp_path / "b.ics"):
        govtui("ics", file)
        names.append([line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("UID:")])
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_ics_overwrites_only_when_told_to(govtui: Govtui, tmp_path: Path) -> None:
    file = tmp_path / "台账.ics"
    file.write_text("别人的日历", encoding="utf-8")
    answer = govtui("ics", file)
    assert (answer.code, file.read_text(encoding="utf-8")) == (1, "别人的日历")
    assert govtui("ics", file, "--force").code == 0


@pytest.mark.parametrize(("words", "code"), [(["台账.txt"], 2), (["台账.ics", "没有这样的词"], 1)])
def test_ics_refuses_what_makes_no_calendar(govtui: Govtui, tmp_path: Path, words: list[str], code: int) -> None:
    answer = govtui("ics", tmp_path / words[0], *words[1:])
    assert answer.code == code


def test_ics_says_why_it_could_not_be_written(govtui: Govtui, tmp_path: Path) -> None:
    answer = govtui("ics", tmp_path / "没有这个文件夹" / "台账.ics")
    assert answer.code == 1
    assert answer.err.startswith("日历文件没有保存：")
