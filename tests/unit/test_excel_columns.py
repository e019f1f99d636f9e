from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.excel.columns import NUMBER, THEME, Column, cell_text, columns_for, numbers, progress_text, sources
from govtui.excel.measure import BODY_SIZE, units_for
from govtui.excel.widths import PAGE_UNITS, share_page
from govtui.model import Document, Evidence, EvidenceKind, Progress, Status
from govtui.timekeeping import Extension
from tests.sheet_samples import DAY, task_row

LOADED = dt.datetime(2023, 3, 1, 9, 0, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def heads(*args: object) -> list[str]:
    return [column.head for column in columns_for(*args)]  # type: ignore[arg-type]


def test_the_usual_columns() -> None:
    assert heads([task_row()], {}, DAY) == ["具体要求", "责任单位", "完成时限", "办理状态", "进展情况", "备注"]


def test_a_measure_in_one_task_gives_a_column() -> None:
    assert "量化指标" in heads([task_row("1"), task_row("2", measure="每月2次")], {}, DAY)
    assert "量化指标" not in heads([task_row("1"), task_row("2", measure=" ")], {}, DAY)


def test_evidence_of_one_task_or_entry_gives_a_column_of_names() -> None:
    photo = Evidence(EvidenceKind.FILE, "窗口照片.jpg", "a" * 64, 5)
    number = Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")
    told = task_row("1", evidence=(number, photo), progress=(Progress(DAY, "已核对。", "", (photo,)),))
    columns = {column.head: column for column in columns_for([told, task_row("2")], {}, DAY)}
    assert list(columns)[-3:] == ["进展情况", "佐证材料", "备注"]
    assert columns["佐证材料"].text(told) == "青政办发〔2023〕15号\n窗口照片.jpg"
    assert columns["佐证材料"].text(task_row("2")) == ""


def test_problems_and_next_steps_have_columns_of_their_own_beside_the_progress() -> None:
    entries = (
        Progress(dt.date(2022, 12, 5), "已部署。", problem="经费\x07未到位\n"),
        Progress(dt.date(2023, 9, 5), "已核对7处。", "县民政局", problem="两个镇没有报数", next_step="逐镇催报"),
        Progress(dt.date(2023, 10, 8), "已更正。"),
    )
    told, silent = task_row("1", progress=entries), task_row("2", progress=entries[2:])
    columns = {column.head: column for column in columns_for([silent, told], {}, DAY)}
    assert list(columns)[-4:] == ["进展情况", "存在问题", "下一步措施", "备注"]
    problem, next_step = columns["存在问题"], columns["下一步措施"]
    assert problem.text(told) == "2022年12月5日：经费未到位\n9月5日（县民政局）：两个镇没有报数"
    assert next_step.text(told) == "9月5日（县民政局）：逐镇催报"
    assert (problem.text(silent), next_step.text(silent)) == ("", "")


def test_a_next_step_alone_gives_no_column_of_problems() -> None:
    row = task_row(progress=(Progress(DAY, "已部署。", problem=" ", next_step="月底前验收"),))
    assert heads([row], {}, DAY)[-3:] == ["进展情况", "下一步措施", "备注"]


@pytest.mark.parametrize(
    ("worded", "until", "text"),
    [
        ("11月底", dt.date(2023, 12, 15), "11月底（延期至12月15日）"),
        ("11月底", dt.date(2024, 1, 15), "11月底（延期至2024年1月15日）"),
        ("", dt.date(2023, 12, 15), "延期至12月15日"),
    ],
)
def test_a_deadline_that_was_put_off_keeps_its_wording(worded: str, until: dt.date, text: str) -> None:
    extension = Extension(DAY, dt.date(2023, 11, 30), until, "场地未落实")
    columns = {column.head: column for column in columns_for([task_row()], {}, DAY)}
    assert columns["完成时限"].text(task_row(deadline_text=worded, extensions=(extension,))) == text


def test_a_column_of_the_plan_called_so_is_told_apart() -> None:
    number = Evidence(EvidenceKind.NUMBER, "青政办发〔2023〕15号")
    row = task_row(extra=(("佐证材料", "现场照片"),), evidence=(number,))
    assert [head for head in heads([row], {}, DAY) if "佐证" in head] == ["佐证材料", "佐证材料（原表）"]


def test_a_column_of_the_plan_keeps_a_name_that_the_sheet_has_no_use_for() -> None:
    extra = (("存在问题", "场地未落实"),)
    assert heads([task_row(extra=extra)], {}, DAY)[-2:] == ["存在问题", "备注"]
    troubled = task_row(extra=extra, progress=(Progress(DAY, "已选址。", problem="尚缺批复"),))
    assert heads([troubled], {}, DAY)[-3:] == ["存在问题", "存在问题（原表）", "备注"]


def test_tasks_of_several_documents_are_numbered_through_and_name_their_source() -> None:
    rows = [task_row("4.1"), task_row("7", document="2"), task_row("7")]
    documents = {
        "1": Document(id="1", source="a.txt", title="便民服务任务分解表", imported_at=LOADED),
        "2": Document(id="2", source="b.txt", title="另一份", doc_number="青政办发〔2023〕8号", imported_at=LOADED),
    }
    assert numbers(rows) == ["1", "2", "3"]
    *_, source, _note = columns_for(rows, documents, DAY)
    assert source.head == "任务来源"
    assert [source.text(row) for row in rows] == ["来文1第4.1项", "来文2第7项", "来文1第7项"]
    assert (
        sources(rows, documents)
        == "任务来源：来文1为《便民服务任务分解表》；来文2为《另一份》（青政办发〔2023〕8号）。"
    )


def test_tasks_of_one_document_keep_its_numbers() -> None:
    rows = [task_row("4.1"), task_row("7")]
    assert numbers(rows) == ["4.1", "7"]
    document = Document(id="1", source="a.txt", imported_at=LOADED)
    assert "任务来源" not in heads(rows, {"1": document}, DAY)
    assert sources(rows, {"1": document}) == ""


def test_other_columns_of_the_plan_come_out_again() -> None:
    rows = [
        task_row("1", extra=(("责任人", "王某"), ("备注", "市里要求"))),
        task_row("2", extra=(("联系电话", " "), ("责任人", "李\x07某"))),
        task_row("3"),
    ]
    columns = columns_for(rows, {}, DAY)
    assert [column.head for column in columns][-4:] == ["进展情况", "责任人", "备注（原表）", "备注"]
    assert [columns[-3].text(row) for row in rows] == ["王某", "李某", ""]
    assert [columns[-2].text(row) for row in rows] == ["市里要求", "", ""]


def test_very_many_other_columns_share_the_last_one() -> None:
    extra = tuple((f"第{number}季度", f"完成{number}项") for number in range(1, 31))
    columns = columns_for([task_row(extra=extra)], {}, DAY)
    assert [column.head for column in columns][-3:] == ["第6季度", "其他栏目", "备注"]
    assert columns[-2].text(task_row(extra=extra)).split("\n") == [f"{name}：{text}" for name, text in extra[6:]]


def test_other_columns_of_one_head_stay_apart() -> None:
    long = "需要县级层面协调解决的困难和问题及有关建议事项"
    extra = ((f"{long}（一季度）", "甲"), (f"{long}（二季度）", "乙"))
    first, second = columns_for([task_row(extra=extra)], {}, DAY)[-3:-1]
    assert first.head != second.head
    assert (first.text(task_row(extra=extra)), second.text(task_row(extra=extra))) == ("甲", "乙")


def test_other_columns_widen_the_page_to_small_letters_and_no_further() -> None:
    text = Column(head="具体要求", least=1000, stretches=True)
    extra = Column(head="责任人", least=800, widens=True)
    widths = [sum(share_page([text, *[extra] * count], [[9000.0], *[[2000.0]] * count])) for count in range(9)]
    assert widths[0] == PAGE_UNITS
    assert widths[1] - widths[0] == units_for(800)
    assert widths == sorted(widths)
    assert PAGE_UNITS / max(widths) * BODY_SIZE > 8


def test_status_that_is_not_understood_stays_as_worded_until_somebody_sets_one() -> None:
    (status,) = (column for column in columns_for([task_row()], {}, DAY) if column.head == "办理状态")
    assert status.text(task_row(status_text="等待上级批复")) == "等待上级批复"
    assert status.text(task_row(status_text="等待上级批复", status=Status.DOING)) == "推进中"
    assert status.text(task_row(status_text="未启动")) == "未启动"
    assert status.text(task_row()) == "未启动"


def test_progress_is_told_with_dates_and_with_the_year_where_it_is_another_one() -> None:
    entries = (
        Progress(dt.date(2022, 12, 5), "已印发方案。"),
        Progress(dt.date(2023, 9, 5), "已核对\x1b[31m7处\t。\n", "县民政局"),
    )
    assert progress_text(entries, DAY) == "2022年12月5日：已印发方案。\n9月5日（县民政局）：已核对7处 。"


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("  县民政局\n", "县民政局"),
        ("a\x00b\x07", "ab"),
        ("甲\t乙", "甲 乙"),
        ("甲\r\n乙", "甲\n乙"),
        ("\u202e倒", "倒"),
    ],
)
def test_a_cell_holds_no_control_characters(text: str, cell: str) -> None:
    assert cell_text(text) == cell


LONG = Column(head="具体要求", least=1000, stretches=True)
SHORT = Column(head="完成时限", least=690)


@given(st.lists(st.tuples(*[st.integers(0, 60000)] * 4), min_size=0, max_size=30))
def test_columns_fill_the_page_exactly(rows: list[tuple[int, ...]]) -> None:
    columns = [NUMBER, THEME, LONG, SHORT]
    widths = share_page(columns, [[row[i] for row in rows] for i in range(4)])
    assert sum(widths) == PAGE_UNITS
    for column, width, index in zip(columns, widths, range(4), strict=True):
        longest = max((row[index] for row in rows), default=0)
        assert width >= units_for(min(column.least, longest or column.least))


def test_a_column_is_not_wider_than_its_longest_text() -> None:
    widths = share_page([LONG, SHORT, SHORT], [[9000], [690], [300]])
    assert widths[1:] == (units_for(690), units_for(300))


def test_room_goes_where_rows_would_be_tall() -> None:
    other = Column(head="进展情况", least=1000, stretches=True)
    requirement, progress = share_page([LONG, other], [[6000] * 50, [2000] * 50])
    assert 2.5 < requirement / progress < 3.5
    rarely = share_page([LONG, other], [[3000] * 50, [0] * 45 + [6000] * 5])
    assert rarely[0] > rarely[1], "a few tall cells do not take the room from many middling ones"
