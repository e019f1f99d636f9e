"""Cells of units as offices fill them in: signs, numbers, labels within the cell, persons beside the units."""

from __future__ import annotations

import pytest

from govtui.wording.persons import are_persons, is_person
from govtui.wording.units import UnitCell, join_unit_lines, parse_units


def named(*units: str) -> UnitCell:
    return UnitCell(units=units)


def roles(lead: tuple[str, ...], support: tuple[str, ...], *others: str) -> UnitCell:
    return UnitCell(lead, support, (*lead, *support, *others))


SIGNS = [
    ("县财政局/县审计局", named("县财政局", "县审计局")),
    ("县财政局｜县审计局", named("县财政局", "县审计局")),
    ("县财政局、县审计局/县水利局 县林业局；各乡镇。", named("县财政局", "县审计局", "县水利局", "县林业局", "各乡镇")),
    ("城关镇 河东乡 河西街道", named("城关镇", "河东乡", "河西街道")),
    ("1.县财政局 2.县审计局", named("县财政局", "县审计局")),
    ("1、县财政局 2、县审计局", named("县财政局", "县审计局")),
    ("①县财政局②县审计局", named("县财政局", "县审计局")),
    ("（1）县财政局；（2）县审计局", named("县财政局", "县审计局")),
    ("县水利局★、县财政局", named("县水利局", "县财政局")),
    ("无", named()),
    ("不涉及", named()),
    ("详见附件2", named()),
    ("县财政局负责，10月底前完成", named("县财政局")),
    ("县财政局负责，持续推进", named("县财政局")),
]
NAMES = [
    ("市发改委、财政局、工信局", named("市发改委", "财政局", "工信局")),
    ("各县、市、区人民政府，市直有关部门", named("各县、市、区人民政府", "市直有关部门")),
    ("各县（市、区）、各开发区", named("各县（市、区）", "各开发区")),
    ("县委办、县人大办、县政府办、县政协办", named("县委办", "县人大办", "县政府办", "县政协办")),
    ("县科协办、县检察院", named("县科协办", "县检察院")),
    ("中国人民银行青禾县支行、国网青禾供电公司", named("中国人民银行青禾县支行", "国网青禾供电公司")),
    ("县住房和城乡建设局、交通和运输局", named("县住房和城乡建设局", "交通和运输局")),
    ("县直各部门单位，各村（社区）", named("县直各部门单位", "各村（社区）")),
    ("县文旅局（体育局）", named("县文旅局（体育局）")),
    ("审批一、二、三科", named("审批一、二、三科")),
    ("全体科室", named("全体科室")),
    ("各科室、直属单位", named("各科室", "直属单位")),
    ("本局各股室", named("本局各股室")),
    ("县城乡统筹办、县监督局", named("县城乡统筹办", "县监督局")),
    ("县以工代赈办公室", named("县以工代赈办公室")),
    ("县工商业联合会", named("县工商业联合会")),
    ("1中队、2号窗口", named("1中队", "2号窗口")),
    ("县直20个重点单位", named("县直20个重点单位")),
    ("长期护理保险中心", named("长期护理保险中心")),
]
ROLES = [
    ("县水利局总牵头，县财政局配合", roles(("县水利局",), ("县财政局",))),
    ("县财政局、县审计局双牵头", roles(("县财政局", "县审计局"), ())),
    ("县水利局为牵头单位，县财政局为配合单位", roles(("县水利局",), ("县财政局",))),
    ("牵头单位 县财政局 配合单位 县审计局", roles(("县财政局",), ("县审计局",))),
    ("牵头单位为县财政局", roles(("县财政局",), ())),
    ("主要责任单位：县水利局；配合单位：县财政局", roles(("县水利局",), ("县财政局",))),
    ("市级牵头单位：市水利局", roles(("市水利局",), ())),
    ("牵头单位：县水利局责任单位：县财政局", roles(("县水利局",), (), "县财政局")),
    ("责任部门（单位）：县水利局", named("县水利局")),
    ("县财政局（会同县审计局）", roles(("县财政局",), ("县审计局",))),
    ("县财政局（配合单位：县审计局）", UnitCell(support=("县审计局",), units=("县财政局", "县审计局"))),
    ("以县财政局为主，县审计局配合", roles(("县财政局",), ("县审计局",))),
    ("县财政局主要负责，县审计局配合负责", roles(("县财政局",), ("县审计局",))),
    ("县水利局统筹协调，各乡镇（街道）落实", named("县水利局", "各乡镇（街道）")),
    ("县财政局联合县审计局", named("县财政局", "县审计局")),
]
BESIDE_PERSONS = [
    ("县财政局 王某某", named("县财政局")),
    ("县财政局（张三）", named("县财政局")),
    ("县财政局（张三、李四），县审计局", named("县财政局", "县审计局")),
    ("县财政局（责任人：张三）", named("县财政局")),
    ("县财政局 张三 13800000000", named("县财政局")),
    ("县财政局 张三；县审计局 李四", named("县财政局", "县审计局")),
    ("县财政局局长张三、县审计局局长李四", named("县财政局", "县审计局")),
    ("县财政局：张三", named("县财政局")),
    ("县财政局 李主任", named("县财政局")),
    ("张三（县财政局）", named("县财政局")),
    ("办公室王五", named("办公室")),
    ("县财政局主要负责人", named("县财政局")),
    ("县财政局牵头（张三）", roles(("县财政局",), ())),
    ("责任单位：县水利局 责任人：李四", named("县水利局")),
    ("责任单位：县水利局责任人：李四", named("县水利局")),
    ("分管领导：张三 牵头单位：县财政局 责任人：李四 配合单位：县审计局", roles(("县财政局",), ("县审计局",))),
]
ONLY_PERSONS = [
    *(
        "张三、李四",
        "王建国 李晓明 赵六",
        "欧阳修",
        "王某",
        "李××",
        "张三同志",
        "张三副县长",
        "副县长张三",
        "分管副县长张三",
    ),
    *("李主任", "责任人：张三", "牵头领导：张三、李四", "高新民", "分管局长", "主要负责人"),
]
NO_PERSONS = [
    *("发改、财政、人社", "金融、文旅、林业", "高新、卫健、安监", "李村、王庄镇、张家湾街道", "林业局、马场、万家社区"),
    *("各乡镇（街道）", "方案起草科室", "古城", "全局", "路政"),
]


@pytest.mark.parametrize(("text", "cell"), [*SIGNS, *NAMES, *ROLES, *BESIDE_PERSONS], ids=lambda case: str(case)[:30])
def test_the_units_of_a_cell_are_known(text: str, cell: UnitCell) -> None:
    assert parse_units(text) == cell


@pytest.mark.parametrize("text", ONLY_PERSONS)
def test_persons_are_no_units(text: str) -> None:
    assert parse_units(text) == UnitCell()
    assert are_persons(text)


@pytest.mark.parametrize("text", NO_PERSONS)
def test_short_names_of_units_are_no_persons(text: str) -> None:
    units = text.split("、")
    assert parse_units(text) == named(*units)
    assert not any(map(is_person, units))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["县财政局", "王某某"], "县财政局 王某某"),
        (["县财政局 张三", "县审计局 李四"], "县财政局 张三 县审计局 李四"),
        (["张三", "李四"], "张三 李四"),
        (["1.县财政局", "2.县审计局"], "1.县财政局 2.县审计局"),
        (["县水利局", "责任人：李四"], "县水利局 责任人：李四"),
        (["牵头单位", "县财政局", "配合单位", "县审计局"], "牵头单位 县财政局 配合单位 县审计局"),
        (["城关镇", "河东乡"], "城关镇 河东乡"),
        (["县住房和城乡", "建设局"], "县住房和城乡建设局"),
        (["县金", "融办"], "县金融办"),
        (["县文化和", "旅游局"], "县文化和旅游局"),
        (["青禾县", "林业", "局"], "青禾县林业局"),
        (["县财政局/", "县审计局"], "县财政局/县审计局"),
    ],
    ids=lambda case: str(case)[:30],
)
def test_lines_of_a_wrapped_cell_are_joined(lines: list[str], text: str) -> None:
    assert join_unit_lines(lines) == text
    assert join_unit_lines([text]) == text
