"""What is read of a document's own data from the lines above its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from intake_plans import LAYOUTS, NAMES, ROADS, numbered, read_lines, rows_of

from govtui.intake.document import read_document_facts
from govtui.intake.grid import Line
from govtui.model import DocumentDraft

TITLE = "青禾县2025年重点工作任务分解表"


def document(above: Sequence[str], layout: str = "tabs") -> DocumentDraft:
    return read_lines([*above, "", *LAYOUTS[layout]([NAMES, *rows_of(numbered(ROADS[:3]))])])


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("above", "title"),
    [
        (["附件1：", TITLE], TITLE),
        ([f"附件2：{TITLE}"], TITLE),
        ([f"附件 3 {TITLE}"], TITLE),
        (["附件", "", "", f"[bookmark: OLE_LINK1]{TITLE}", ""], TITLE),
        ([TITLE, "（征求意见稿）"], TITLE),
        ([TITLE, "填表日期：2025年3月1日"], TITLE),
        ([TITLE, "〔2025〕12号"], TITLE),
        ([TITLE, "（第3期）"], TITLE),
        ([TITLE, "填报单位：县政府办  填报日期：2025年3月1日"], TITLE),
        ([f"附件：{TITLE}", "", "附件", "", TITLE], TITLE),
        (["青禾县教育和体育局", "2025年政务公开任务分解表"], "青禾县教育和体育局2025年政务公开任务分解表"),
        (["2025年青禾县教育和体育局", "", "政务公开任务分解表"], "2025年青禾县教育和体育局政务公开任务分解表"),
        (["附件1", "2025年青禾县便民服务", "重点工作", "任务分解表"], "2025年青禾县便民服务重点工作任务分解表"),
        (["青禾县人民政府关于印发2025年要点的通知", "", "青政发〔2025〕1号", "", TITLE], TITLE),
        (["现将2025年任务印发给你们，请认真落实。", TITLE], TITLE),
        ([TITLE, "", "本表由县政府办公室负责解释。"], TITLE),
        (["请各单位于2025年3月底前报送材料。"], None),
        (["标题：青禾县2025年民生实事安排", "请各单位认真落实。"], "青禾县2025年民生实事安排"),
    ],
)
def test_title(layout: str, above: list[str], title: str | None) -> None:
    found = document(above, layout)
    assert found.title == title
    assert found.year == 2025


@pytest.mark.parametrize(
    ("title", "issuer"),
    [
        ("青禾县2025年政务公开任务分解表", None),
        ("2025年江州市青禾县政务公开任务分解表", None),
        ("2025年江州市行政审批服务局便民服务任务分解表", "江州市行政审批服务局"),
        ("青禾县人民政府办公室2025年工作任务分解表", "青禾县人民政府办公室"),
        ("青禾县发展和改革局2025年度工作任务分解表", "青禾县发展和改革局"),
        ("江州市委办公室2025年工作任务分解表", "江州市委办公室"),
        ("青禾县贯彻落实市委2025年工作要求任务分解表", None),
        ("青禾县河东街道办事处2025年工作任务分解表", "青禾县河东街道办事处"),
    ],
)
def test_issuer_in_the_title_of_the_table(title: str, issuer: str | None) -> None:
    assert document([title]).issuer == issuer


def test_labels_and_values_on_lines_of_their_own() -> None:
    found = document(
        [
            *("名称", "青禾县人民政府办公室关于印发2025年工作要点的通知"),
            *("索 引 号", "QH0100/2025-0318007", "文号", "青政办发〔2025〕8号"),
            *("发文日期", "2025年03月18日", "成文日期", "2025-03-12", "效力状态", "有效"),
            *("", "附件", TITLE),
        ]
    )
    assert (found.title, found.index_number) == (TITLE, "QH0100/2025-0318007")
    assert (found.doc_number, found.issued_on) == ("青政办发〔2025〕8号", dt.date(2025, 3, 12))
    assert found.issuer == "青禾县人民政府办公室"


def test_labels_and_values_side_by_side() -> None:
    found = document(["索引号 QH01/7 发布机构 青禾县政府办公室", "文号：无  成文日期：2025.3.2", TITLE])
    assert (found.index_number, found.issuer) == ("QH01/7", "青禾县政府办公室")
    assert (found.doc_number, found.issued_on) == (None, dt.date(2025, 3, 2))


def test_signature_of_a_notice() -> None:
    found = document(["现将任务印发给你们。", "青禾县水务局", "2025年4月1日", "", "附件", TITLE])
    assert (found.issuer, found.issued_on) == ("青禾县水务局", dt.date(2025, 4, 1))


def test_number_that_is_only_cited_is_not_the_documents_own() -> None:
    found = document(["根据《关于做好政务公开工作的通知》（江政办发〔2024〕5号）要求，制定本表。", TITLE])
    assert found.doc_number is None


def test_year_of_the_deadlines_where_nothing_else_names_one() -> None:
    assert document(["重点工作任务分解表"]).year == 2025
    assert document([]).year == 2025


def test_title_names_the_year_before_the_notice_does() -> None:
    assert document(["青政办发〔2024〕99号", "青禾县2025年任务分解表"]).year == 2025


def test_office_above_the_subject_of_its_notice_and_a_date_alone() -> None:
    found = document(
        ["青禾县水务局", "关于印发2025年防汛任务的通知", "各乡镇：", "现印发给你们。", "2025年4月1日", TITLE]
    )
    assert (found.issuer, found.issued_on) == ("青禾县水务局", dt.date(2025, 4, 1))


def test_signature_below_a_plan_in_running_text() -> None:
    tasks = [
        f"{n}.{text}（县水务局负责）"
        for n, text in enumerate(["疏浚河道12公里。", "加固堤防3处。", "储备砂石2万方。"], 1)
    ]
    found = read_lines(["青禾县防汛工作方案", *tasks, "青禾县水务局", "2025年4月1日"])
    assert [task.requirement for task in found.tasks] == ["疏浚河道12公里。", "加固堤防3处。", "储备砂石2万方。"]
    assert (found.issuer, found.issued_on, found.year) == ("青禾县水务局", dt.date(2025, 4, 1), 2025)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["青禾县2026年整改任务台账", "截至2026年5月20日"], "青禾县2026年整改任务台账"),
        (
            ["附件2", "青禾县2026年重点项目推进计划", "说明：", "1.本表按月更新，", "2.电话为专班电话。"],
            "青禾县2026年重点项目推进计划",
        ),
    ],
)
def test_title_above_what_explains_the_table(lines: list[str], title: str) -> None:
    facts, _fates = read_document_facts([Line(text, number) for number, text in enumerate(lines, 1)])
    assert facts.title == title


def test_labels_that_are_spaced_out_in_cells_of_their_own() -> None:
    lines = [
        Line("索 引 号\tQH01/2026-7\t发文机关\t青禾县人民政府办公室", 1),
        Line("文　　号\t青政办发〔2026〕11号", 2),
    ]
    facts, _fates = read_document_facts(lines)
    assert (facts.index_number, facts.doc_number) == ("QH01/2026-7", "青政办发〔2026〕11号")


def test_school_grounds_are_no_school_and_an_archive_is_an_office() -> None:
    for title, issuer in (("青禾县中小学校园安全任务表", None), ("青禾县档案馆2026年任务表", "青禾县档案馆")):
        assert read_document_facts([Line(title, 1)])[0].issuer == issuer
