"""Rules of lights: what each condition means, which rule decides, what is said of a file that is not right."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.model import After, Deadline, DeadlineKind, Indicator, Light, Progress, Status, Task
from govtui.text import width
from govtui.timekeeping import Count, Extension, Pause
from govtui.timing.almanac import PLAIN, Almanac, load_almanac, load_rules, own_rules_file, presets, shipped_rules
from govtui.timing.lights import LightReader, explain, left_words, light_words, read_light
from govtui.timing.rules import CONDITIONS, RulesError, read_rules

DAY = dt.date(2026, 9, 18)
BEGINNINGS = {"1": dt.date(2026, 1, 5)}
TRAINING = Indicator("不少于10次", ">=", 10, "次", "年")
LASTING = Deadline(DeadlineKind.ONGOING, until=dt.date(2026, 12, 31))
AFTER = Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, True))
LATE = Deadline(DeadlineKind.BY, due=dt.date(2026, 12, 31))
FRESH = (Progress(dt.date(2026, 9, 1), "已印发"),)
GRANTED = (Extension(dt.date(2026, 9, 1), dt.date(2026, 9, 10), dt.date(2026, 12, 20), "场地未定", "陈副县长"),)


def task(deadline: Deadline = LATE, **fields: Any) -> Task:
    return Task(id="1-1", document="1", seq="1", requirement="更新目录", deadline=deadline, **fields)


def counted(times: int) -> dict[str, Any]:
    entry = Progress(dt.date(2026, 9, 1), "已培训", counts=(Count(TRAINING.text, times),))
    return {"indicators": (TRAINING,), "progress": (entry,)}


@pytest.mark.parametrize(
    ("one", "words", "rule", "left"),
    [
        (task(progress=FRESH), "绿 正常", "按期推进", "还有104天"),
        (task(), "蓝 停滞", "久无进展", "还有104天"),
        (task(progress=(Progress(dt.date(2026, 6, 20), "已印发"),)), "蓝 停滞", "久无进展", "还有104天"),
        (task(progress=(Progress(dt.date(2026, 6, 21), "已印发"),)), "绿 正常", "按期推进", "还有104天"),
        (task(LASTING), "蓝 停滞", "久无进展", "还有104天"),
        (task(LASTING, progress=FRESH), "绿 持续", "持续推进", "还有104天"),
        (task(Deadline(DeadlineKind.ONGOING), progress=FRESH), "绿 持续", "持续推进", "长期"),
        (task(Deadline(), progress=FRESH), "无期限", "没有时限", ""),
        (task(progress=FRESH, extensions=GRANTED), "蓝 延期", "已延期", "还有93天"),
        (task(extensions=(Extension(DAY, None, DAY, "下雨"),)), "黄 临期", "临期", "今天到期"),
        (task(**counted(3)), "黄 滞后", "欠序时进度", "还有104天"),
        (task(**counted(7)), "绿 正常", "按期推进", "还有104天"),
        (task(AFTER), "待启动", "等待起算", "待定"),
        (task(AFTER, event_on=dt.date(2026, 9, 10)), "黄 临期", "临期", "还有5天"),
        (task(AFTER, event_on=dt.date(2026, 8, 3)), "红 逾期", "逾期", "逾期32天"),
        (task(AFTER, event_on=dt.date(2026, 9, 10), pauses=(Pause(DAY),)), "暂停", "暂停计时", "暂停中"),
        (task(report_dates=(dt.date(2026, 9, 5),)), "黄 漏报", "漏报进展", "还有104天"),
        (task(report_dates=(dt.date(2026, 9, 5),), progress=FRESH), "绿 正常", "按期推进", "还有104天"),
        (task(AFTER, status=Status.CLOSED), "办结", "办结", ""),
    ],
)
def test_which_rule_decides(one: Task, words: str, rule: str, left: str) -> None:
    reading = read_light(one, DAY, PLAIN, BEGINNINGS)
    assert (light_words(reading), reading.rule, left_words(one, reading)) == (words, rule, left)


def test_an_extension_gives_the_date_that_holds() -> None:
    reading = read_light(task(extensions=GRANTED), DAY)
    assert (reading.due, reading.extended, reading.days_left) == (dt.date(2026, 12, 20), True, 93)


def test_who_cannot_say_when_a_plan_began_is_not_told_of_silence() -> None:
    assert read_light(task(), DAY).rule == "按期推进"


def test_explaining_names_every_rule_up_to_the_one_that_decides() -> None:
    assert explain(task(LASTING), DAY, PLAIN, BEGINNINGS) == [
        "1. 办结：不符合，须办理状态为已完成、已销号",
        "2. 暂停计时：不符合，须计时暂停中",
        "3. 逾期：不符合，须已过完成时限",
        "4. 等待起算：不符合，须起算日期未登记",
        "5. 临期：不符合，须剩余不足16天",
        "6. 期满未结：不符合，须持续期已满",
        "7. 漏报进展：不符合，须有到期未报的批次",
        "8. 欠序时进度：不符合，须落后序时进度10个百分点以上",
        "9. 久无进展：符合（90天以上没有登记进展），蓝 停滞",
    ]
    assert explain(task(Deadline(), progress=FRESH), DAY)[-1] == "13. 没有时限：其余任务都符合，无期限"


def test_where_no_rule_fits_that_is_said() -> None:
    almanac = Almanac(rules=read_rules(rule(overdue=True), "lights.toml"))
    assert light_words(read_light(task(), DAY, almanac)) == "未定"
    assert explain(task(), DAY, almanac)[-1] == "没有一条规则符合，不亮灯"


DAYS = st.dates(dt.date(2025, 9, 1), dt.date(2027, 10, 1))
DEADLINES = st.one_of(
    st.builds(Deadline, st.just(DeadlineKind.BY), DAYS),
    st.builds(lambda until: Deadline(DeadlineKind.ONGOING, until=until), st.none() | DAYS),
    st.just(AFTER),
    st.just(Deadline()),
)
TASKS = st.builds(
    lambda deadline, **fields: task(deadline, **fields),
    DEADLINES,
    status=st.sampled_from(Status),
    progress=st.lists(
        st.builds(
            Progress,
            DAYS,
            st.just("已开展"),
            counts=st.lists(st.builds(Count, st.just(TRAINING.text), st.integers(0, 6)), max_size=1).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    indicators=st.sampled_from([(), (TRAINING,)]),
    report_dates=st.lists(DAYS, max_size=2).map(tuple),
    event_on=st.none() | DAYS,
    pauses=st.sampled_from([(), (Pause(dt.date(2026, 9, 8)),), (Pause(dt.date(2026, 9, 8), dt.date(2026, 9, 12)),)]),
    extensions=st.sampled_from([(), GRANTED]),
)


@given(st.lists(TASKS, min_size=1, max_size=12), st.sampled_from(list(presets())))
def test_what_tasks_share_is_never_what_differs(tasks: list[Task], title: str) -> None:
    """A reader that has read many tasks says of each what the rules say of it alone."""
    almanac = Almanac(rules=shipped_rules(title))
    reader = LightReader(DAY, almanac, BEGINNINGS)
    for one in tasks:
        decided = almanac.rules.decide(reader.standing(one))
        reading = reader.read(one)
        assert decided
        assert (reading.light, reading.word, reading.rule) == (decided.light, decided.word, decided.name)
        assert reading == read_light(one, DAY, almanac, BEGINNINGS)
        assert explain(one, DAY, almanac, BEGINNINGS)[-1].endswith(light_words(reading))


@pytest.mark.parametrize("title", presets())
def test_shipped_rules_speak_of_every_task_and_tell_their_source(title: str) -> None:
    rules = shipped_rules(title)
    assert rules.title == title
    assert not list(rules.rules[-1].condition_words())
    assert title == "通用规则" or "# 依据：http" in presets()[title].read_text(encoding="utf-8")


def rule(**fields: object) -> str:
    """Return the text of one rule."""
    values = {"name": "甲", "light": "红", "word": "逾期"} | fields
    spelled = {True: "true", False: "false"}
    lines = [
        f"{key} = {spelled[value] if isinstance(value, bool) else _quoted(value)}" for key, value in values.items()
    ]
    return "\n".join(["[[rule]]", *lines, ""])


def _quoted(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('[[rule]]\nname = "甲\n', 2, "写法不对"),
        ("", None, "没有规则"),
        ("rule = 3\n", None, "没有规则"),
        ("title = 3\n" + rule(), 1, "title 应是文字"),
        ('titel = "通用"\n' + rule(), 1, "不认识“titel”"),
        (rule() + "\n" + rule(name="乙", light="紫"), 8, "light 应是红、黄、绿、蓝、灰之一"),
        (rule(word="没有进展"), 4, "红灯的 word 应在2个字以内"),
        (rule(light="灰", word="没有进展"), 4, "灰灯的 word 应在3个字以内"),
        (rule(name=""), 2, "name 应写明"),
        (rule() + rule(), 6, "规则“甲”重名"),
        (rule(overdue="yes"), 5, "overdue 应是 true 或 false"),
        (rule(stale_days=True), 5, "stale_days 应是数字"),
        (rule(days_left_below=1.5), 5, "days_left_below 应是数字"),
        (rule(status="已完成"), 5, "status 应像"),
        (rule(status=["做完"]), 5, "status 应像"),
        (rule(day_left=3), 5, "没有“day_left”这个条件"),
        ('[[rule]]\nlight = "红"\nword = "逾期"\n', 1, "name 应写明"),
    ],
)
def test_faulty_rules_name_the_line(text: str, line: int | None, words: str) -> None:
    with pytest.raises(RulesError) as caught:
        read_rules(text.replace("'", '"'), "lights.toml")
    assert caught.value.message.startswith(f"lights.toml第{line}行：" if line else "lights.toml：")
    assert words in caught.value.message


def test_every_condition_is_told_in_the_file_that_offices_copy() -> None:
    text = presets()["通用规则"].read_text(encoding="utf-8")
    assert all(f"#   {condition} = " in text for condition in CONDITIONS)


def test_words_fit_the_column_of_lights() -> None:
    readings = [(rule.light, rule.word) for title in presets() for rule in shipped_rules(title).rules]
    assert all(width(word if light is Light.OFF else f"{light.label} {word}") <= 7 for light, word in readings)


def test_an_office_has_rules_of_its_own() -> None:
    assert load_rules() == shipped_rules("通用规则")
    file = own_rules_file()
    file.parent.mkdir(parents=True)
    file.write_text('title = "本局"\n' + rule(name="快到期", light="蓝", word="临期", days_left_below=200), "utf-8-sig")
    almanac = load_almanac()
    assert (almanac.rules.title, almanac.notices) == ("本局", ())
    assert light_words(read_light(task(), DAY, almanac)) == "蓝 临期"


@pytest.mark.parametrize("content", [b"\xff\xfe\xff", rule(light="紫").encode()])
def test_damaged_rules_are_passed_over_and_told_of(content: bytes) -> None:
    file = own_rules_file()
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    almanac = load_almanac()
    assert almanac.rules == shipped_rules("通用规则")
    assert [notice.partition("，")[2][:6] for notice in almanac.notices] == ["改用通用规则"]
    with pytest.raises(RulesError):
        load_rules()
