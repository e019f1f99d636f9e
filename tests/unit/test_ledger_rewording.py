from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from ledger_samples import Clock, document_draft, task_draft

from govtui.errors import ReadOnlyError, RequestError
from govtui.ledger.ledger import Ledger
from govtui.model import DeadlineKind, Progress, Task
from govtui.timekeeping import Count
from govtui.wording.lead_first import lead_first
from govtui.wording.units import parse_units

DAY = dt.date(2023, 11, 22)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "台账", operator="李四", now=Clock()) as ledger:
        draft = document_draft("1", "2", "3")
        first = msgspec.structs.replace(draft.tasks[0], extra=(("责任人", "王某"), ("联系电话", "12345")))
        ledger.add_documents([msgspec.structs.replace(draft, tasks=(first, *draft.tasks[1:]))])
        yield ledger


def reread(ledger: Ledger) -> dict[str, Task]:
    """Return the tasks as somebody finds them who opens the ledger anew."""
    with Ledger.open(ledger.folder, reading=True) as other:
        return dict(other.tasks)


def test_a_requirement_is_read_for_what_it_demands(ledger: Ledger) -> None:
    transaction = ledger.edit(["1-1"], {"requirement": " 每季度公布不少于 3次，\n分别于6月20日、12月20日前报送。"})
    task = ledger.task("1-1")
    assert task.requirement == "每季度公布不少于3次，分别于6月20日、12月20日前报送。"
    assert [(each.text, each.value, each.period) for each in task.indicators] == [("不少于3次", 3, "季度")]
    assert task.report_dates == (dt.date(2023, 6, 20), dt.date(2023, 12, 20))
    assert task.deadline.due == dt.date(2023, 11, 30)
    assert transaction
    assert transaction.reason == "具体要求改为“每季度公布不少于 3次， 分别于6月20日、12月20日前报送。”：1-1"
    assert reread(ledger) == dict(ledger.tasks)
    ledger.undo()
    assert ledger.task("1-1").indicators[0].text == "不少于2次"
    assert ledger.task("1-1").report_dates == (dt.date(2023, 9, 5),)


def test_what_does_not_follow_from_the_new_words_stays(ledger: Ledger) -> None:
    ledger.edit(["1-1"], {"requirement": "窗口办事指南每月核对不少于2次，及时改正。"})
    assert ledger.task("1-1").report_dates == (dt.date(2023, 9, 5),), (
        "an older reader found it, and it is not said anew"
    )
    ledger.edit(["1-1"], {"measure": "每月3次"})
    assert [each.text for each in ledger.task("1-1").indicators] == ["不少于2次"]


def test_counts_stay_with_the_indicator_that_is_worded_like_theirs(ledger: Ledger) -> None:
    ledger.add_progress(["1-1"], Progress(DAY, "核对一次", counts=(Count("不少于2次", 1),)))
    ledger.edit(["1-1"], {"requirement": "办事指南每季度核对不少于2次。"})
    assert ledger.task("1-1").progress[0].counts == (Count("不少于2次", 1),)
    assert [each.period for each in ledger.task("1-1").indicators] == ["季度"]


@pytest.mark.parametrize(
    ("text", "lead", "support"),
    [
        ("县财政局牵头，县审计局、各乡镇配合", ("县财政局",), ("县审计局", "各乡镇")),
        ("牵头单位：县财政局\n配合单位：县审计局", ("县财政局",), ("县审计局",)),
        ("县财政局、县审计局", (), ()),
        ("", (), ()),
    ],
)
def test_units_are_understood_anew(ledger: Ledger, text: str, lead: tuple[str, ...], support: tuple[str, ...]) -> None:
    ledger.edit(["1-2", "1-3"], {"units_text": text})
    for task in (ledger.task("1-2"), ledger.task("1-3")):
        assert (task.lead, task.support) == (lead, support)
        assert task.units == parse_units(task.units_text).units
    assert ledger.history()[-1].reason.endswith("：1-2、1-3")


@pytest.mark.parametrize(
    ("cell", "lead", "support"),
    [
        (lead_first(parse_units("县教育局、县民政局")), ("县财政局",), ()),
        (lead_first(parse_units("县教育局、县民政局"), rest_supports=True), ("县财政局",), ("县审计局",)),
        (msgspec.structs.replace(parse_units("县教育局、县民政局"), lead=("县教育局", "县民政局")),
         ("县财政局", "县审计局"), ()),
        (msgspec.structs.replace(parse_units("县教育局、县民政局"), support=("县教育局", "县民政局")),
         (), ("县财政局", "县审计局")),
    ],
)  # fmt: skip
def test_the_part_that_the_column_or_the_notice_gave_holds_for_the_new_units(
    ledger: Ledger, cell: object, lead: tuple[str, ...], support: tuple[str, ...]
) -> None:
    parts = msgspec.structs.asdict(cell)  # type: ignore[arg-type]
    ledger.add_documents([document_draft(tasks=(task_draft("1", units_text="县教育局、县民政局", **parts),))])
    ledger.edit(["2-1"], {"units_text": "县财政局、县审计局"})
    assert (ledger.task("2-1").lead, ledger.task("2-1").support) == (lead, support)
    ledger.edit(["2-1"], {"units_text": "县审计局牵头，县财政局配合"})
    assert (ledger.task("2-1").lead, ledger.task("2-1").support) == (("县审计局",), ("县财政局",))


def test_a_deadline_is_of_the_documents_year(ledger: Ledger) -> None:
    ledger.edit(["1-1"], {"deadline_text": "6月底前"})
    assert ledger.task("1-1").deadline.due == dt.date(2023, 6, 30)
    ledger.edit(["1-1"], {"deadline_text": "长期坚持"})
    assert ledger.task("1-1").deadline.kind is DeadlineKind.ONGOING
    ledger.edit(["1-1"], {"deadline_text": ""})
    assert ledger.task("1-1").deadline.kind is DeadlineKind.NONE
    assert ledger.history()[-1].reason == "清空完成时限：1-1"


def test_headings_a_measure_and_a_note_are_put_right(ledger: Ledger) -> None:
    ledger.edit(["1-1"], {"themes": ["一、便民服务", " "], "measure": "每月3次", "note": "第一行\n第二行"})
    task = ledger.task("1-1")
    assert (task.themes, task.measure, task.note) == (("一、便民服务",), "每月3次", "第一行\n第二行")
    assert ledger.history()[-1].reason == "修改重点任务、量化指标、备注：1-1"
    ledger.edit(["1-1"], {"themes": "二、公开\n（一）预算"}, reason="与文件核对")
    assert ledger.task("1-1").themes == ("二、公开", "（一）预算")
    assert ledger.history()[-1].reason == "与文件核对：1-1"


def test_columns_of_the_plans_own_are_known_by_their_names(ledger: Ledger) -> None:
    ledger.edit(["1-1", "1-2"], {"责任人": "赵某"})
    assert ledger.task("1-1").extra == (("责任人", "赵某"), ("联系电话", "12345"))
    assert ledger.task("1-2").extra == (("责任人", "赵某"),)
    ledger.edit(["1-1"], {"责任人": ""})
    assert ledger.task("1-1").extra == (("联系电话", "12345"),)
    assert ledger.history()[-1].reason == "清空责任人：1-1"


def test_nothing_is_written_where_nothing_changes(ledger: Ledger) -> None:
    task = ledger.task("1-1")
    assert (
        ledger.edit(["1-1"], {"requirement": task.requirement, "themes": list(task.themes), "责任人": "王某"}) is None
    )
    assert len(ledger.history()) == 1


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"requirement": " \n"}, "具体要求是空的"),
        ({"seq": "9"}, "没有“seq”这一栏"),
        ({"督办人": "王某"}, "没有“督办人”这一栏"),
        ({"measure": 3}, "“量化指标”要写成文字"),
        ({"themes": 3}, "“重点任务”要写成文字"),
    ],
)
def test_what_makes_no_sense_is_refused(ledger: Ledger, fields: dict[str, object], message: str) -> None:
    before = ledger.task("1-1")
    with pytest.raises(RequestError, match=message):
        ledger.edit(["1-1"], fields)
    assert ledger.task("1-1") is before


def test_an_onlooker_puts_nothing_right(ledger: Ledger) -> None:
    with Ledger.open(ledger.folder, reading=True) as other, pytest.raises(ReadOnlyError):
        other.edit(["1-1"], {"note": "待核"})
