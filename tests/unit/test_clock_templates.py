"""The templates of legal clocks: the shipped ones, the office's own, and what is wrong with a file of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from govtui.config import settings_file
from govtui.errors import RequestError
from govtui.paths import asset
from govtui.timing.clock_templates import find_template, load_templates, read_templates, shipped_templates

OWN = """
[[clock]]
key = "信件"
title = "答复县长信箱来信"
law = "青禾县信件办理规定"
local = true
begins = "收到来信"
days = 7
unit = "工作日"

[[clock]]
key = "行政复议"
title = "行政复议决定"
law = "中华人民共和国行政复议法"
number = "主席令第9号"
article = "第六十二条"
in_force = 2024-01-01
begins = "受理申请"
days = 60
unit = "日"
extension = 30
approver = "行政复议机构负责人"
"""


def own_file(tmp_path: Path, text: str) -> Path:
    file = tmp_path / "clocks.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_offices_own_stand_in_the_place_of_shipped_ones_and_beside_them(tmp_path: Path) -> None:
    loaded = load_templates(own_file(tmp_path, OWN))
    by_key = {template.key: template for template in loaded.templates}
    assert by_key["信件"].days == 7
    assert by_key["行政复议"].in_force == dt.date(2024, 1, 1)
    assert list(by_key) == [*(template.key for template in shipped_templates()), "行政复议"]
    assert loaded.own == {"信件", "行政复议"}
    assert not loaded.notices


def test_the_example_in_the_manual_is_right() -> None:
    manual = asset("help/time.md").read_text(encoding="utf-8")
    (text,) = (block for block in manual.split("```") if "[[clock]]" in block)
    ((template,), faults) = read_templates(text)
    assert not faults
    assert (template.days, template.extension) == (7, 5)
    assert template.rule_of("等其他单位回复")


def test_without_a_file_the_shipped_ones_stand(tmp_path: Path) -> None:
    loaded = load_templates(tmp_path / "none.toml")
    assert loaded.templates == shipped_templates()
    assert not loaded.notices


def test_the_file_stands_beside_the_settings() -> None:
    file = settings_file().with_name("clocks.toml")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(OWN, encoding="utf-8")
    assert "行政复议" in load_templates().own


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("days = 7", "days = 0", "days（天数）和until（固定日期）要写一个"),
        ("days = 7", 'days = 7\nuntil = "01-31"', "也只写一个"),
        ("days = 7", 'until = "02-30"', "until写作月-日"),
        ("days = 7", "days = -7", "天数不对"),
        ("days = 7", 'days = "七"', "days写得不对"),
        ("days = 7\n", "days = 7\nlength = 7\n", "没有length这一项"),
        ('title = "答复县长信箱来信"\n', "", "缺少title"),
        ('begins = "收到来信"', 'begins = " "', "都要写"),
        ("local = true\n", "", "文号"),
        ('unit = "工作日"', 'unit = "天"', "unit只能写"),
        ('unit = "工作日"', 'unit = "工作日"\npause = [{reason = "补正"}, {reason = "补正"}]', "reason有重复"),
        ('unit = "工作日"', 'unit = "工作日"\npause = [{reason = " "}]', "pause要写reason"),
        ('law = "青禾县信件办理规定"', 'law = "政府信息公开条例（国务院令第492号）"', "2008年的旧条例"),
    ],
)
def test_a_faulty_template_is_left_out_and_told_of(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in OWN
    loaded = load_templates(own_file(tmp_path, OWN.replace(before, after, 1)))
    (notice,) = loaded.notices
    assert notice.startswith("法定期限模板clocks.toml没有采用：第1个模板")
    assert said in notice
    assert loaded.own == {"行政复议"}
    assert next(template for template in loaded.templates if template.key == "信件").days == 5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[clock]\n", "第1行写法不对"),
        ("key = 1\n", "每个模板应以[[clock]]开头"),
        ("clock = [3]\n", "第1个模板：写法不对"),
        (OWN + OWN[: OWN.index("[[clock]]", 5)], "第3个模板“信件”：key与前面的重复"),
    ],
)
def test_a_text_that_is_no_list_of_templates(text: str, said: str) -> None:
    _templates, faults = read_templates(text)
    assert faults == [said]


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "clocks.toml"
    file.write_bytes("青禾".encode("gb18030"))
    assert "UTF-8" in load_templates(file).notices[0]
    file.write_bytes(b"#" * 1_000_001)
    assert "文件太大" in load_templates(file).notices[0]
    assert "打不开" in load_templates(tmp_path).notices[0]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("信件", "信件"),
        ("答复一般信件", "信件"),
        ("纠错", "网站纠错"),
        ("年度报告-部门", "年度报告-部门"),
        ("本级政府", "年度报告-政府"),
    ],
)
def test_a_template_is_found_by_what_is_typed(typed: str, key: str) -> None:
    assert find_template(shipped_templates(), typed).key == key


@pytest.mark.parametrize(
    ("typed", "said"),
    [("年度报告", "可以指几个模板"), ("拆迁", "不是法定期限模板的名称"), ("", "不是法定期限模板的名称")],
)
def test_a_template_that_cannot_be_told(typed: str, said: str) -> None:
    with pytest.raises(RequestError) as caught:
        find_template(shipped_templates(), typed)
    assert said in caught.value.message
    assert "年度报告-部门、年度报告-政府" in caught.value.hint
