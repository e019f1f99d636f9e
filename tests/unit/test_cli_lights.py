"""The command `lights`: the rules, why a task has its light, the rules of other places."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line

from govtui.ledger.ledger import Ledger
from govtui.model import After, Deadline, DeadlineKind, DocumentDraft, Indicator, Progress, TaskDraft
from govtui.timekeeping import Count
from govtui.timing.almanac import own_rules_file

TRAINING = Indicator("不少于10次", ">=", 10, "次", "年")


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Govtui:
    """The command line on a ledger of four tasks, on 18 September 2026."""
    folder = tmp_path / "台账"
    tasks = (
        TaskDraft(
            seq="1",
            requirement="清除河道阻水障碍物",
            deadline_text="2026年8月底",
            deadline=Deadline(DeadlineKind.BY, due=dt.date(2026, 8, 31)),
        ),
        TaskDraft(
            seq="2",
            requirement="开展防汛培训不少于10次",
            deadline_text="全年",
            deadline=Deadline(DeadlineKind.ONGOING, until=dt.date(2026, 12, 31)),
            indicators=(TRAINING,),
        ),
        TaskDraft(
            seq="3",
            requirement="公布防汛责任人",
            deadline_text="方案印发后10个工作日内",
            deadline=Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, True)),
        ),
        TaskDraft(seq="4", requirement="备足防汛物资"),
    )
    with Ledger.open(folder) as ledger:
        ledger.add_documents([DocumentDraft(source="防汛.txt", year=2026, issued_on=dt.date(2026, 8, 1), tasks=tasks)])
        ledger.add_progress(["1-2"], Progress(dt.date(2026, 8, 20), "已培训", counts=(Count(TRAINING.text, 1),)))
        ledger.time.set_event(["1-3"], dt.date(2026, 9, 10))
    return command_line(capsys, "--ledger", folder, "--today", "2026-09-18")


def test_rules_are_listed_with_what_they_decide_on(govtui: Govtui) -> None:
    answer = govtui("lights")
    decided = {line.split()[1]: line.split()[4] for line in answer.out.splitlines()[1:] if " 灰 " not in line}
    assert {rule: tasks for rule, tasks in decided.items() if tasks != "0项"} == {
        "逾期": "1项",
        "临期": "1项",
        "欠序时进度": "1项",
    }
    assert answer.out.splitlines()[-1].split() == ["13", "没有时限", "灰", "无期限", "1项", "其余任务"]
    assert answer.err == "2026-09-18，通用规则：4项，红灯1项，黄灯2项\n"


def test_rules_as_json_count_the_tasks_under_a_filter(govtui: Govtui) -> None:
    told = json.loads(govtui("lights", "编号:1-1", "--json").out)
    assert told["title"] == "通用规则"
    assert [rule for rule in told["rules"] if rule["tasks"]] == [
        {"name": "逾期", "light": "red", "word": "逾期", "conditions": ["已过完成时限"], "tasks": 1}
    ]


def test_a_light_is_explained(govtui: Govtui) -> None:
    lines = govtui("lights", "--explain", "1-2").out.splitlines()
    assert any(line.startswith("计数指标  不少于10次：1/10次，欠序时") for line in lines)
    assert lines[-1] == "8. 欠序时进度：符合（落后序时进度10个百分点以上），黄 滞后"


def test_how_the_date_came_about_is_told(govtui: Govtui) -> None:
    page = govtui("lights", "--explain", "1-3").out
    assert "2026年9月23日" in page
    assert "自2026年9月10日（方案印发）次日起算，10个工作日，到2026年9月23日" in page
    assert page.splitlines()[-1] == "5. 临期：符合（剩余不足16天），黄 临期"


def test_an_explanation_as_json(govtui: Govtui) -> None:
    told = json.loads(govtui("lights", "--explain", "1-1", "--json").out)
    assert (told["light"], told["light_rule"], told["explanation"][-1]) == (
        "red",
        "逾期",
        "3. 逾期：符合（已过完成时限），红 逾期",
    )


def test_the_rules_of_another_place_become_the_offices_own(govtui: Govtui) -> None:
    assert govtui("lights", "--preset", "宿迁").code == 0
    assert govtui("lights").err == "2026-09-18，宿迁：4项，红灯1项，黄灯1项，蓝灯1项\n"
    refused = govtui("lights", "--preset", "西安")
    assert (refused.code, "--force" in refused.err) == (1, True)
    assert govtui("lights", "--preset", "西安", "--force").code == 0
    assert govtui("lights").err.startswith("2026-09-18，西安：")


def test_there_is_no_such_place(govtui: Govtui) -> None:
    answer = govtui("lights", "--preset", "青禾")
    assert (answer.code, "通用规则、宿迁、西安、银川" in answer.err) == (1, True)
    assert not own_rules_file().exists()


def test_rules_that_cannot_be_read_are_told_of_with_their_line(govtui: Govtui) -> None:
    govtui("lights", "--preset", "银川")
    text = own_rules_file().read_text(encoding="utf-8").replace('light = "绿"', 'light = "紫"', 1)
    own_rules_file().write_text(text, encoding="utf-8")
    line = text.splitlines().index('light = "紫"') + 1
    answer = govtui("list")
    assert (answer.code, f"lights.toml第{line}行：light 应是红、黄、绿、蓝、灰之一" in answer.err) == (0, True)
