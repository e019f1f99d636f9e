"""Filters on the command line: what was not understood, groups, saved views."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from command_line import Govtui, command_line

from govtui.config import SavedView, Settings, save_settings
from govtui.ledger.ledger import Ledger
from govtui.model import Deadline, DeadlineKind, DocumentDraft, TaskDraft

DRAFT = DocumentDraft(
    source="河道.txt",
    title="青禾县2026年河道整治任务分解表",
    year=2026,
    fingerprint="f1",
    tasks=(
        TaskDraft(
            seq="1",
            requirement="清除阻水障碍物",
            units_text="县水利局",
            units=("县水利局",),
            deadline_text="2026年8月底",
            deadline=Deadline(DeadlineKind.BY, due=dt.date(2026, 8, 31)),
        ),
        TaskDraft(seq="2", requirement="公布河长名单", units_text="县教育局", units=("县教育局",)),
        TaskDraft(seq="3", requirement="开展业务培训", units_text="县水利局", units=("县水利局",)),
    ),
)


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Govtui:
    """The command line on a ledger of three tasks, on 2026-09-18."""
    with Ledger.open(tmp_path / "台账") as ledger:
        ledger.add_documents([DRAFT])
    return command_line(capsys, "--ledger", tmp_path / "台账", "--today", "2026-09-18")


def listed(govtui: Govtui, *words: str) -> list[str]:
    return [task["id"] for task in json.loads(govtui("list", "--json", *words).out)["tasks"]]


def test_list_says_what_it_has_not_understood_and_goes_on(govtui: Govtui) -> None:
    answer = govtui("list", "dw:sl", "状态:完工了", "培训")
    assert answer.code == 0
    assert "1-3" in answer.out
    assert "1-1" not in answer.out
    first, last = answer.err.splitlines()
    assert first.startswith("筛选条件“完工了”没有看懂，没有起作用：没有“完工了”这种办理状态，可以写未启动")
    assert last.startswith("2026-09-18：1项")


def test_export_is_refused_where_the_filter_is_not_understood(govtui: Govtui, tmp_path: Path) -> None:
    sheet = tmp_path / "报送表.xlsx"
    answer = govtui("export", "状态:完工了", "-o", str(sheet))
    assert answer.code == 1
    assert "没有导出" in answer.err
    assert "“完工了”没有看懂" in answer.err
    assert not sheet.exists()
    assert govtui("export", "状态:未启动", "-o", str(sheet)).code == 0


def test_list_prints_groups_with_their_numbers(govtui: Govtui) -> None:
    govtui("set", "1-3", "status=done")
    lines = govtui("list", "分组:单位").out.splitlines()
    assert [line.split()[0] if line else "" for line in lines] == [
        "编号",
        "",
        "县水利局",
        "1-1",
        "1-3",
        "",
        "县教育局",
        "1-2",
    ]
    assert lines[2] == "县水利局  2项，办结1项，逾期1项"
    assert lines[6] == "县教育局  1项"
    record = json.loads(govtui("list", "--json", "分组:单位").out)
    assert record["groups"][1] == {"title": "县教育局", "start": 2, "count": 1, "settled": 0, "overdue": 0}
    assert "groups" not in json.loads(govtui("list", "--json").out)


def test_list_sorts_as_the_filter_says(govtui: Govtui) -> None:
    govtui("set", "1-1", "status=done")
    assert listed(govtui, "排序:状态") == ["1-2", "1-3", "1-1"]


def test_a_saved_view_stands_for_its_filter(govtui: Govtui) -> None:
    save_settings(Settings(views=(SavedView("水利培训", "dw:sl 培训"),)))
    assert listed(govtui, "视图:水利培训") == ["1-3"]
    assert listed(govtui, "视图：逾期") == ["1-1"]
    assert listed(govtui, "视图:全部", "公布") == ["1-2"]
    answer = govtui("list", "视图:没有的")
    assert answer.code == 1
    assert "水利培训" in answer.err
