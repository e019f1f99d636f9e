"""The commands `clocks` and `clock`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line
from ledger_samples import Clock, document_draft, task_draft

from govtui.config import settings_file
from govtui.ledger.ledger import Ledger


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "台账"
    with Ledger.open(folder, operator="李青", now=Clock()) as ledger:
        ledger.add_documents([document_draft(tasks=(task_draft("1"),))])
    return folder


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    """The command line on the ledger of `folder`, on 2024-01-23."""
    return command_line(capsys, "--ledger", folder, "--today", "2024-01-23")


def start(govtui: Govtui, *more: str) -> str:
    """Start the clock of an application that was received on 22 January 2024, and return its number."""
    answer = govtui("clock", "start", "依申请公开", "李某申请征地批文", "--from", "2024-01-22", *more)
    assert answer.code == 0, answer.err
    return answer.err.split("号")[0].removeprefix("第")


def listed(govtui: Govtui) -> list[dict[str, object]]:
    answer = govtui("clocks", "--json")
    assert answer.code == 0
    records: list[dict[str, object]] = json.loads(answer.out)
    return records


def test_a_clock_is_started_and_listed(govtui: Govtui) -> None:
    number = start(govtui, "--task", "1-1", "--note", "平台转来")
    answer = govtui("clocks")
    assert "依申请公开" in answer.out
    assert "2024-02-22" in answer.out
    assert "还有21个工作日" not in answer.out
    assert "还有19个工作日" in answer.out
    (record,) = listed(govtui)
    assert (record["id"], record["task"], record["note"], record["due"]) == (number, "1-1", "平台转来", "2024-02-22")
    assert "第三十三条" in str(record["law"])


def test_a_clock_stands_with_its_task(govtui: Govtui) -> None:
    number = start(govtui, "--task", "1-1")
    out = govtui("show", "1-1").out
    assert "法定期限  李某申请征地批文（依申请公开答复）：2024-02-22到期，计时中，还有19个工作日" in out
    assert [each["id"] for each in json.loads(govtui("show", "1-1", "--json").out)["clocks"]] == [number]


def test_a_date_in_a_year_without_a_table_says_so(govtui: Govtui) -> None:
    # the eight of 2026 as in the calendar's tests, then Monday to Friday
    said = govtui("clock", "start", "依申请公开", "张某申请公开", "--from", "2026-12-21", "--today", "2026-12-21").err
    assert "2027-01-18到期，计时中，还有20个工作日，按周一至周五估算（未导入2027年放假安排）" in said
    out = govtui("clocks", "--today", "2026-12-21").out
    assert "约还有20个工作日" in out
    assert out.endswith("按周一至周五估算（未导入2027年放假安排）\n")
    assert listed(govtui)[0]["unknown_years"]


def test_what_becomes_of_a_clock(govtui: Govtui) -> None:
    number = start(govtui)
    assert (
        "暂停，余13个工作日" in govtui("clock", "pause", number, "2.1", "征求第三方意见", "--today", "2024-02-05").err
    )
    assert "2024-03-08到期" in govtui("clock", "resume", number, "2.20", "--today", "2024-02-21").err
    extended = govtui(
        "clock", "extend", number, "20工作日", "--reason", "案情复杂", "--approver", "周慧", "--today", "2024-03-07"
    )
    # 11 March is the first of them, 3 April the 18th, 4 to 6 April is 清明节, 7 April (Sunday) is worked: 19, 8: 20
    assert "2024-04-08到期" in extended.err
    shown = govtui("clock", "show", "征地")
    assert "2024年2月1日至2024年2月20日征求第三方意见，11个工作日不计算在内" in shown.out
    assert "2024年3月7日由2024年3月8日延至2024年4月8日，周慧批准（案情复杂）" in shown.out
    assert "按期办结" in govtui("clock", "answer", number, "4.8", "--today", "2024-04-09").err
    assert [record["state"] for record in listed(govtui)] == ["按期办结"]
    govtui("undo")
    assert [record["answered"] for record in listed(govtui)] == [None]


def test_a_correction_counts_anew(govtui: Govtui) -> None:
    number = start(govtui)
    govtui("clock", "pause", number, "1.25", "补正", "--today", "2024-01-25")
    answer = govtui("clock", "resume", number, "1.31", "--today", "2024-01-31")
    # corrected on 31 January; 1: 1 February, 2: 2, 3: 4 (Sunday), 8: 9, 9: 18 (Sunday), 14: 23, 19: 1 March, 20: 4
    assert "2024-03-04到期" in answer.err


def test_a_clock_started_by_mistake_is_removed(govtui: Govtui) -> None:
    assert "删除法定期限" in govtui("clock", "remove", start(govtui)).out
    assert "还没有法定期限" in govtui("clocks").err


def test_the_templates_are_listed_with_law_and_article(govtui: Govtui) -> None:
    out = govtui("clocks", "--templates").out
    assert "《中华人民共和国政府信息公开条例》（国务院令第711号，2019年5月15日起施行）第三十三条" in out
    assert "每年1月31日前" in out
    assert out.count("不是全国统一规定") == 3
    assert "492" not in out
    assert str(settings_file().with_name("clocks.toml")) in govtui("clocks", "--templates").err
    records = json.loads(govtui("clocks", "--templates", "--json").out)
    assert [record["key"] for record in records if record["local"]] == ["意见采纳", "信件", "网站纠错"]


def test_own_templates_are_used_and_faulty_ones_told_of(govtui: Govtui) -> None:
    file = settings_file().with_name("clocks.toml")
    file.parent.mkdir(parents=True, exist_ok=True)
    entry = (
        '[[clock]]\nkey = "信件"\ntitle = "县长信箱"\nlaw = "县里规定"\nlocal = true\nbegins = "收到来信"\ndays = 7\n'
    )
    file.write_text(entry + "[[clock]]\nkey = 3\n", encoding="utf-8")
    answer = govtui("clocks", "--templates")
    assert "信件：县长信箱，收到来信之日起7个工作日" in answer.out
    assert "第2个模板“3”：key写得不对" in answer.err
    govtui("clock", "start", "信件", "路灯不亮", "--from", "2024-02-07")
    file.unlink()
    assert listed(govtui)[0]["due"] == "2024-02-20"


def test_a_clock_whose_template_is_gone(govtui: Govtui) -> None:
    file = settings_file().with_name("clocks.toml")
    file.parent.mkdir(parents=True, exist_ok=True)
    text = (
        '[[clock]]\nkey = "督办"\ntitle = "领导批示"\nlaw = "县里规定"\nlocal = true\nbegins = "收到批示"\ndays = 7\n'
    )
    file.write_text(text, encoding="utf-8")
    start_answer = govtui("clock", "start", "督办", "路灯不亮")
    number = start_answer.err.split("号")[0].removeprefix("第")
    file.unlink()
    assert "算不出" in govtui("clocks").out
    assert "没有这个模板了" in govtui("clock", "show", number).out
    assert govtui("clock", "extend", number, "月底", "--reason", "忙").code == 1


def test_a_clock_beyond_any_calendar_can_be_listed_and_removed(govtui: Govtui) -> None:
    answer = govtui("clock", "start", "年度报告-部门", "很久以后的报告", "--from", "9999-12-30")
    number = answer.err.split("号")[0].removeprefix("第")
    assert "算不出" in govtui("clocks").out
    assert "超出可以计算的范围" in govtui("clock", "show", number).out
    assert govtui("today").code in (0, 3)
    assert govtui("clock", "remove", number).code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("start", "依申请公开"), 2, "内容不够"),
        (("pause", "9", "今天", "补正", "多余"), 2, "内容太多"),
        (("start", "年度报告", "报告"), 1, "可以指几个模板"),
        (("start", "信件", "路灯", "--from", "某日"), 2, "不是日期"),
        (("start", "信件", "路灯", "--task", "9-9"), 1, "9-9"),
        (("answer", "77"), 1, "没有找到这个期限"),
        (("dance", "77"), 2, "命令写法不对"),
    ],
)
def test_what_makes_no_sense(govtui: Govtui, words: tuple[str, ...], code: int, said: str) -> None:
    answer = govtui("clock", *words)
    assert answer.code == code
    assert said in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("resume", "{}", "今天"), "没有在暂停"),
        (("pause", "{}", "2024-01-01", "补正"), "早于起算"),
        (("answer", "{}", "2024-01-01"), "早于起算"),
        (("extend", "{}", "2024-02-22", "--reason", "忙"), "不比现在的2024-02-22晚"),
        (("extend", "{}", "2024-02-26"), "没有写延期的原因"),
    ],
)
def test_what_a_clock_refuses(govtui: Govtui, words: tuple[str, ...], said: str) -> None:
    number = start(govtui)
    answer = govtui("clock", *(word.format(number) for word in words))
    assert answer.code == 1
    assert said in answer.err


def test_what_a_paused_or_answered_clock_refuses(govtui: Govtui) -> None:
    number = start(govtui)
    govtui("clock", "pause", number)
    assert "已经在暂停" in govtui("clock", "pause", number).err
    assert "正在暂停" in govtui("clock", "extend", number, "20").err
    govtui("clock", "answer", number)
    for deed in ("pause", "resume", "answer"):
        assert "已于2024-01-23办结" in govtui("clock", deed, number).err
    report = govtui("clock", "start", "年度报告-部门", "2023年度报告").err.split("号")[0].removeprefix("第")
    assert "固定的日期" in govtui("clock", "pause", report).err
