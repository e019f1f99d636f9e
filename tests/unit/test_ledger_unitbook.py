from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledger_samples import Clock, document_draft

from govtui.errors import ReadOnlyError, RequestError
from govtui.ledger.ledger import Ledger
from govtui.ledger.mending.check import check
from govtui.ledger.mending.repair import repair
from govtui.ledger.taking_back import DependentError
from govtui.model import Unit
from govtui.review.entries import Kind, passage_words
from govtui.review.history import entry_of

DAY = dt.date(2023, 11, 20)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "台账", operator="李四", now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        yield ledger


def units(ledger: Ledger) -> list[Unit]:
    """Return what stands in the ledger, which is what somebody else finds there."""
    with Ledger.open(ledger.folder, reading=True) as other:
        assert dict(other.units.records) == dict(ledger.units.records)
    return list(ledger.units.records.values())


def test_one_unit_is_ours(ledger: Ledger) -> None:
    transaction = ledger.units.set_own(" 县政府办公室 ")
    assert transaction
    assert transaction.reason == "本单位设为“县政府办公室”"
    assert units(ledger) == [Unit(id="2", name="县政府办公室", own=True)]
    assert ledger.units.set_own("县政府办公室") is None
    ledger.units.set_own("县财政局")
    assert units(ledger) == [Unit(id="3", name="县财政局", own=True)]
    ledger.undo()
    assert [unit.name for unit in units(ledger)] == ["县政府办公室"]
    ledger.units.set_own("")
    assert units(ledger) == []
    assert ledger.units.set_own("") is None


def test_names_of_one_unit_are_joined(ledger: Ledger) -> None:
    transaction = ledger.units.join(["县发改局", "发改局"], "县发展和改革局")
    assert transaction
    assert transaction.reason == "“县发改局、发改局”和“县发展和改革局”算作同一单位"
    assert units(ledger) == [Unit(id="2", name="县发展和改革局", aliases=("县发改局", "发改局"))]
    assert ledger.units.join(["发改局"], "县发展和改革局") is None
    assert ledger.units.set_own("发改局") is not None, "any of the names will do"
    assert units(ledger)[0].own


def test_what_was_known_of_the_joined_units_holds_for_the_one(ledger: Ledger) -> None:
    ledger.units.set_short("县发改局", "发改")
    ledger.units.set_own("县发改局")
    ledger.units.join(["发改委"], "县发展和改革局")
    ledger.units.set_group("县发展和改革局", ["粮食股", "县发改局"])
    ledger.units.join(["县发改局"], "县发展和改革局")
    (unit,) = units(ledger)
    assert unit == Unit(
        id="4",
        name="县发展和改革局",
        short="发改",
        aliases=("发改委", "县发改局"),
        members=("粮食股",),
        own=True,
    )
    ledger.undo()
    assert {each.name for each in units(ledger)} == {"县发改局", "县发展和改革局"}


def test_another_name_can_become_the_one_that_counts(ledger: Ledger) -> None:
    ledger.units.join(["县发展和改革局"], "县发改局")
    ledger.units.join(["县发改局"], "县发展和改革局")
    assert units(ledger) == [Unit(id="2", name="县发展和改革局", aliases=("县发改局",))]


def test_a_joined_name_can_be_let_go(ledger: Ledger) -> None:
    ledger.units.join(["县发改局", "发改局"], "县发展和改革局")
    transaction = ledger.units.part("发改局")
    assert transaction
    assert transaction.reason == "“发改局”重新算作单独的单位"
    assert units(ledger)[0].aliases == ("县发改局",)
    ledger.units.part("县发展和改革局")
    assert units(ledger) == [], "nothing is left to be said of it"
    assert ledger.units.part("县发展和改革局") is None
    ledger.undo()
    assert units(ledger)[0].aliases == ("县发改局",)


def test_names_that_only_look_alike_are_told_apart(ledger: Ledger) -> None:
    transaction = ledger.units.set_apart("建设局", " 县住建局 ")
    assert transaction
    assert transaction.reason == "“建设局”和“县住建局”不是同一单位"
    assert units(ledger) == [Unit(id="2", name="建设局", distinct=("县住建局",))]
    assert ledger.units.set_apart("建设局", "县住建局") is None
    assert ledger.units.set_apart("县住建局", "建设局") is None, "whichever is named first"
    ledger.units.join(["住建局"], "县住建局")
    assert ledger.units.set_apart("建设局", "住建局") is None, "under any of its names"
    assert ledger.units.set_apart("住建局", "建设局") is None
    with pytest.raises(RequestError) as refused:
        ledger.units.set_apart("住建局", "县住建局")
    assert "已合并为同一单位" in refused.value.message
    with pytest.raises(RequestError):
        ledger.units.set_apart("建设局", "建设局")
    ledger.undo(2)
    assert [unit.distinct for unit in units(ledger)] == [()]


def test_joining_goes_before_what_was_told_apart(ledger: Ledger) -> None:
    ledger.units.set_apart("建设局", "县住建局")
    ledger.units.set_apart("建设局", "县建工局")
    ledger.units.join(["建设局"], "县住建局")
    assert units(ledger) == [Unit(id="2", name="县住建局", aliases=("建设局",), distinct=("县建工局",))]
    ledger.undo()
    assert units(ledger) == [Unit(id="2", name="建设局", distinct=("县住建局", "县建工局"))]


def test_a_collective_has_members(ledger: Ledger) -> None:
    transaction = ledger.units.set_group("各乡镇", ["城关镇", "柳林镇", "城关镇", "各乡镇"])
    assert transaction
    assert transaction.reason == "“各乡镇”包括城关镇、柳林镇"
    assert units(ledger) == [Unit(id="2", name="各乡镇", members=("城关镇", "柳林镇"))]
    assert ledger.units.set_group("各乡镇", ["城关镇", "柳林镇"]) is None
    assert ledger.units.set_group("各乡镇", ["甲镇", "乙镇", "丙镇", "丁乡"])
    assert ledger.history()[-1].reason == "“各乡镇”包括甲镇、乙镇、丙镇等4个单位"
    ledger.units.set_group("各乡镇", [])
    assert units(ledger) == []


def test_a_unit_has_a_short_name(ledger: Ledger) -> None:
    ledger.units.set_short("县发展和改革局", "发改")
    assert units(ledger)[0].short == "发改"
    with pytest.raises(RequestError, match="已经是“县发展和改革局”的简称"):
        ledger.units.set_short("县财政局", "发改")
    ledger.units.set_short("县发展和改革局", "")
    assert units(ledger) == []
    assert ledger.history()[-1].reason == "取消“县发展和改革局”的简称"


@pytest.mark.parametrize(
    "change",
    [
        lambda units: units.join([" "], "县财政局"),
        lambda units: units.join(["县财政局"], "县财政局"),
        lambda units: units.set_group("", ["甲镇"]),
        lambda units: units.set_group("各乡镇", ["\n"]),
        lambda units: units.set_short("", "财政"),
        lambda units: units.set_apart("县财政局", " "),
        lambda units: units.part(" "),
    ],
)
def test_a_unit_without_a_name_is_refused(ledger: Ledger, change: Callable[[object], object]) -> None:
    with pytest.raises(RequestError):
        change(ledger.units)
    assert units(ledger) == []


def test_an_onlooker_puts_nothing_right(ledger: Ledger) -> None:
    with Ledger.open(ledger.folder, reading=True) as other:
        for change in (
            lambda: other.units.set_own("县财政局"),
            lambda: other.units.join(["甲"], "乙"),
            lambda: other.units.part("甲"),
            lambda: other.units.set_apart("甲", "乙"),
            lambda: other.units.set_group("各乡镇", ["甲镇"]),
            lambda: other.units.set_short("县财政局", "财政"),
        ):
            with pytest.raises(ReadOnlyError):
                change()


def test_what_was_built_on_is_not_taken_back_alone(ledger: Ledger) -> None:
    ledger.units.join(["县发改局"], "县发展和改革局")
    ledger.units.set_short("县发改局", "发改")
    with pytest.raises(DependentError):
        ledger.undo(2)
    ledger.undo(3)
    ledger.undo(2)
    assert units(ledger) == []


def test_the_history_tells_it_in_words(ledger: Ledger) -> None:
    ledger.units.join(["县发改局"], "县发展和改革局")
    ledger.units.set_own("县发展和改革局")
    ledger.units.set_group("各乡镇", ["城关镇", "柳林镇"])
    ledger.units.set_short("县发展和改革局", "发改")
    ledger.units.part("县发改局")
    ledger.units.set_apart("县发展和改革局", "县发改局")
    ledger.units.set_apart("建设局", "县住建局")
    told = [[passage_words(passage) for passage in entry_of(each).passages] for each in ledger.history()[1:]]
    assert told == [
        ["单位（新增）：县发展和改革局（又名县发改局）"],
        ["单位是否本单位：不是 → 是"],
        ["单位（新增）：各乡镇（包括城关镇、柳林镇）"],
        ["单位简称（新增）：发改"],
        ["单位又名（删去）：县发改局"],
        ["单位不同于（新增）：县发改局"],
        ["单位（新增）：建设局（不同于县住建局）"],
    ]
    assert {kind for each in ledger.history()[1:] for kind in entry_of(each).kinds} == {Kind.UNIT}


def test_links_and_wording_are_told_too(ledger: Ledger) -> None:
    ledger.link(["1-1", "1-2"])
    ledger.edit(["1-1"], {"deadline_text": "6月底前", "themes": "二、公开"})
    linked, edited = map(entry_of, ledger.history()[1:])
    assert [passage_words(each) for each in linked.passages] == ["相同任务（新增）：1-2", "相同任务（新增）：1-1"]
    assert (linked.kinds, edited.kinds) == ((Kind.TWINS,), (Kind.WORDING,))
    assert [passage_words(each) for each in edited.passages] == [
        "重点任务：一、便民服务／（一）窗口建设 → 二、公开",
        "完成时限：2023年11月底（2023-11-30前） → 6月底前（2023-06-30前）",
    ]


def test_a_check_and_a_repair_know_units_and_clocks(ledger: Ledger, tmp_path: Path) -> None:
    ledger.units.join(["县发改局"], "县发展和改革局")
    ledger.units.set_own("县发改局")
    clock = ledger.time.start_clock("依申请公开", "张某申请公开征地批文", DAY).changes[0].id
    ledger.checkpoint()
    assert check(ledger.folder).findings == ()
    journal = ledger.folder / "journal.jsonl"
    ledger.close()
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join((lines[0], lines[1].replace("县发改局".encode(), "县发改厅".encode()), *lines[2:])))
    repaired = repair(ledger.folder, tmp_path / "修复", moment=Clock()(), operator="李四")
    assert repaired.report.sound
    with Ledger.open(tmp_path / "修复", reading=True) as mended:
        assert list(mended.units.records.values()) == [
            Unit(id="2", name="县发展和改革局", aliases=("县发改局",), own=True)
        ]
        assert list(mended.time.clocks) == [clock]
