"""The command `holidays`: the years that are known, one of them, and adding one from a file or from the notice."""

from __future__ import annotations

import io
from pathlib import Path
from types import SimpleNamespace

import pytest
from command_line import Govtui, command_line

from govtui.timing.calendars import load_calendar, own_calendars_folder

NOTICE = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str]) -> Govtui:
    return command_line(capsys)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE, encoding="utf-8")
    return file


def test_it_lists_the_years_with_their_source(govtui: Govtui) -> None:
    lines = govtui("holidays").out.splitlines()
    assert lines[0].startswith("2020年  放假")
    assert lines[-1] == "2026年  放假33天，调休上班6天  程序自带"


def test_it_shows_a_year(govtui: Govtui) -> None:
    answer = govtui("holidays", "2023")
    assert answer.code == 0
    assert "春节：1月21日（周六）至27日（周五）放假，共7天" in answer.out
    assert "程序自带" in answer.err
    refused = govtui("holidays", "2027")
    assert refused.code == 1
    assert "按周一至周五估算" in refused.err
    assert govtui("holidays", "明年").code == 2


def test_a_notice_is_shown_before_it_is_stored(govtui: Govtui, notice: Path) -> None:
    answer = govtui("holidays", "--add", notice)
    assert answer.code == 0
    assert "二、春节：2月5日（周五）至11日（周四）放假，共7天。" in answer.out
    assert "--yes" in answer.err
    assert not own_calendars_folder().exists()


def test_with_yes_it_is_stored_and_used(govtui: Govtui, notice: Path) -> None:
    answer = govtui("holidays", "--add", notice, "--yes")
    assert answer.code == 0
    assert "已存入2027年放假安排" in answer.out
    assert load_calendar().calendar.knows(2027)
    assert govtui("holidays").out.splitlines()[-1].endswith("本机导入")
    again = govtui("holidays", "--add", notice, "--yes")
    assert "已有2027年的放假安排" in again.err


def test_the_notice_comes_by_a_pipe(govtui: Govtui, monkeypatch: pytest.MonkeyPatch) -> None:
    for encoding in ("utf-8", "gb18030"):
        piped = SimpleNamespace(buffer=io.BytesIO(NOTICE.encode(encoding)), isatty=lambda: False)
        monkeypatch.setattr("sys.stdin", piped)
        assert "国庆节：10月1日（周五）至7日" in govtui("holidays", "--add", "-").out
    assert not own_calendars_folder().exists()


@pytest.mark.parametrize(("answered", "stored"), [("y", True), ("是", True), ("", False), ("n", False)])
def test_on_a_terminal_it_asks(
    govtui: Govtui, notice: Path, monkeypatch: pytest.MonkeyPatch, answered: str, stored: bool
) -> None:
    monkeypatch.setattr("govtui.commands.holidays._can_ask", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _question: answered)
    assert govtui("holidays", "--add", notice).code == 0
    assert load_calendar().calendar.knows(2027) is stored


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("2月5日（周五）", "2月5日（周四）", "是周五，通知写作周四"),
        ("共7天", "共8天", "通知写作共8天"),
        ("六、中秋节：9月15日（周三）放假，共1天。\n", "", "缺少中秋节的放假安排"),
        ("2027年部分节假日", "部分节假日", "看不出是哪一年"),
    ],
)
def test_a_notice_that_does_not_fit_is_refused(govtui: Govtui, notice: Path, wrong: str, right: str, said: str) -> None:
    notice.write_text(NOTICE.replace(wrong, right, 1), encoding="utf-8")
    answer = govtui("holidays", "--add", notice, "--yes")
    assert answer.code == 1
    assert said in answer.err
    assert not load_calendar().calendar.knows(2027)


def test_the_year_may_be_named_where_the_text_does_not(govtui: Govtui, notice: Path) -> None:
    notice.write_text(NOTICE.replace("关于2027年部分节假日安排的通知\n", ""), encoding="utf-8")
    assert govtui("holidays", "2027", "--add", notice, "--yes").code == 0
    assert load_calendar().calendar.knows(2027)


def test_a_file_that_is_not_there_is_told_of(govtui: Govtui, tmp_path: Path) -> None:
    answer = govtui("holidays", "--add", tmp_path / "没有.txt")
    assert answer.code == 1
    assert "打不开没有.txt" in answer.err
