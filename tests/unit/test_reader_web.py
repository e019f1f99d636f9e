"""Web pages: what browsers, Word, Excel and office systems save, and pages that are wrong about themselves."""

from __future__ import annotations

import base64
import quopri

import pytest

from govtui.errors import IntakeError
from govtui.intake.grid import Grid, Merge, Source
from govtui.intake.load import load_bytes
from govtui.intake.readers import markup, page_tables, web
from govtui.intake.readers.web import read_archive, read_web
from govtui.intake.watch import StoppedError

TABLE = "<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修好农村公路</td></tr></table>"
SHAPE = [["序号", "任务"], ["1", "修好农村公路"]]


def page(body: str) -> Source:
    return read_web(f"<html><body>{body}</body></html>".encode())


def shape(grid: Grid) -> list[list[str]]:
    return [["\n".join(cell.paragraphs) for cell in row.cells] for row in grid.rows]


def only(source: Source) -> Grid:
    (grid,) = source.grids
    return grid


def lines(source: Source) -> list[str]:
    return [line.text for line in source.grids[0].lines]


def merges(grid: Grid) -> list[list[str]]:
    return [[cell.merge.value for cell in row.cells] for row in grid.rows]


# Encodings


@pytest.mark.parametrize("real", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("said", ["gb2312", "utf-8", "GBK", "iso-8859-1", ""])
def test_a_page_is_read_whatever_it_says_of_its_encoding(real: str, said: str) -> None:
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={said}">' if said else ""
    assert shape(only(read_web(f"<html><head>{meta}</head>{TABLE}</html>".encode(real)))) == SHAPE


def test_gb2312_is_read_as_gb18030() -> None:
    data = f"<meta charset=gb2312>{TABLE}<p>喆镕</p>".encode("gb18030")
    assert lines(read_web(data))[-1] == "喆镕"


def test_encoding_by_the_xml_declaration_and_big5() -> None:
    assert shape(only(read_web(f'<?xml version="1.0" encoding="gb2312"?><html>{TABLE}'.encode("gbk")))) == SHAPE
    traditional = "<meta charset=big5><table><tr><td>序號<td>任務<tr><td>1<td>修好農村公路</table>".encode("big5")
    assert shape(only(read_web(traditional))) == [["序號", "任務"], ["1", "修好農村公路"]]


def test_a_page_cut_in_the_middle_of_a_character_is_read() -> None:
    data = (f"<meta charset=utf-8>{TABLE}" + "<p>各乡镇抓好落实</p>" * 20).encode()[:-5]
    assert shape(only(read_web(data))) == SHAPE


def test_an_unknown_encoding_is_told() -> None:
    with pytest.raises(IntakeError, match="认不出网页的编码"):
        read_web(b"<html>" + bytes(range(128, 256)) * 20)


# Merged cells


def test_spans_are_stated() -> None:
    grid = only(
        page(
            "<table><tr><th rowspan=2>序号<th rowspan=2>任务<th colspan=2>责任单位<tr><th>牵头单位<th>配合单位"
            "<tr><td>1<td rowspan=2>修路<td>县交通局<td>各乡镇<tr><td>2<td colspan=2>县水务局</table>"
        )
    )
    assert shape(grid) == [
        ["序号", "任务", "责任单位", ""],
        ["", "", "牵头单位", "配合单位"],
        ["1", "修路", "县交通局", "各乡镇"],
        ["2", "", "县水务局", ""],
    ]
    assert merges(grid) == [
        ["none", "none", "none", "left"],
        ["up", "up", "none", "none"],
        ["none", "none", "none", "none"],
        ["none", "up", "none", "left"],
    ]
    assert grid.states_merges


def test_a_block_of_rows_and_columns() -> None:
    grid = only(page("<table><tr><td>甲<td>乙<td>丙<tr><td rowspan=2 colspan=2>丁<td>1<tr><td>2</table>"))
    assert merges(grid)[1:] == [["none", "left", "none"], ["up", "left", "none"]]


def test_blanks_may_mean_as_above_where_nothing_is_merged_downwards() -> None:
    assert not only(page(TABLE)).states_merges
    assert not only(page("<table><tr><td colspan=2>标题<tr><td>1<td>修路</table>")).states_merges


def test_rowspan_zero_goes_to_the_end_of_its_group() -> None:
    grid = only(
        page("<table><tbody><tr><td rowspan=0>一<td>1<tr><td>2<tr><td>3</tbody><tbody><tr><td>二<td>4</tbody></table>")
    )
    assert shape(grid) == [["一", "1"], ["", "2"], ["", "3"], ["二", "4"]]
    assert [row.cells[0].merge for row in grid.rows] == [Merge.NONE, Merge.UP, Merge.UP, Merge.NONE]


def test_absurd_spans_cost_nothing() -> None:
    body = "<table><tr><td colspan=99999999999999>标题<tr><td rowspan=99999999>1<td colspan=1000>修路<td>县交通局"
    grid = only(page(body + "<tr><td colspan=x>修桥<td>县水务局</table>"))
    assert shape(grid)[1:] == [["1", "修路", "", "县交通局"], ["", "修桥", "县水务局", ""]]


def test_what_an_empty_merged_cell_covers_is_empty() -> None:
    grid = only(page("<table><tr><td>主题<td>任务<tr><td rowspan=2><td>甲<tr><td>乙</table>"))
    assert merges(grid)[2] == ["none", "none"]


def test_columns_and_rows_without_text_are_left_out() -> None:
    grid = only(page("<table><tr><td><td>序号<td>&nbsp;<td>任务<tr><td><td><td><td><tr><td><td>1<td><td>修路</table>"))
    assert shape(grid) == [["序号", "任务"], ["1", "修路"]]
    assert [row.first_line for row in grid.rows] == [1, 2]


# The parts of a table


def test_head_body_foot_and_caption_as_they_are_shown() -> None:
    source = page(
        "<table><caption>任务 分解表</caption><tfoot><tr><td colspan=2>注：按月报送</tfoot>"
        "<tbody><tr><td>1<td>修路</tbody><thead><tr><th>序号<th>任务</thead></table>"
    )
    assert lines(source) == ["任务 分解表", "序号\t任务", "1\t修路", "注：按月报送\t"]


def test_text_in_a_table_outside_of_its_cells_stands_above_it() -> None:
    assert lines(page("<table><h3>分解表</h3><tr><td>序号<td>任务<tr><td>1<td>修路</table>"))[0] == "分解表"


def test_line_breaks_paragraphs_and_lists_in_cells() -> None:
    grid = only(
        page(
            "<table><tr><td>一<td>二<td>三<td>四<tr><td>甲<br>乙<td><p>丙</p><div>丁<td>戊<br/><br/>己"
            "<td><ol start=3 type=A><li>庚<li><p>辛</p></ol><ul><li>壬</ul></table>"
        )
    )
    assert [cell.paragraphs for cell in grid.rows[1].cells] == [
        ("甲\n乙",),
        ("丙", "丁"),
        ("戊", "己"),
        ("C.庚", "D.辛", "壬"),
    ]


def test_numbers_of_lists_outside_of_tables() -> None:
    body = '<ol><li>修路<li value="5">修桥<ol style="list-style-type:cjk-ideographic"><li>勘察</ol><li>验收</ol>'
    assert lines(page(body)) == ["1.修路", "5.修桥", "一、勘察", "6.验收"]
    assert lines(page('<ol style="list-style:none"><li>修路</ol>')) == ["修路"]


def test_blanks_of_the_file_are_folded_as_a_browser_does() -> None:
    source = page("<p>修好\n  农村公路，共\n 12\n km</p><p>&#20030;&nbsp;&amp;&lt;b&gt;&ldquo;一村一策&rdquo;</p>")
    assert lines(source) == ["修好农村公路，共 12 km", "举 &<b>“一村一策”"]


def test_lines_of_preformatted_text_are_kept() -> None:
    assert lines(page("<pre>一、修路\n1.勘察\n\n2.验收</pre>")) == ["一、修路", "1.勘察", "2.验收"]


# Several tables, layout


def test_tables_that_arrange_the_page_are_lines() -> None:
    source = page(
        f"<table><tr><td>首页</td><td>公开</td></tr><tr><td colspan=2><table><tr><td><h1>分解表</h1>{TABLE}<p>注</p>"
        "</td></tr></table></td></tr><tr><td>地址</td><td>邮编</td></tr></table>"
    )
    assert shape(only(source)) == SHAPE
    assert lines(source) == ["首页", "公开", "分解表", "序号\t任务", "1\t修好农村公路", "注", "地址", "邮编"]
    assert [row.first_line for row in only(source).rows] == [4, 5]


def test_a_small_table_in_a_cell_of_a_plan_is_text_of_the_cell() -> None:
    inner = "<table><tr><td>一季度<td>3处<tr><td>二季度<td>5处</table>"
    rows = "".join(f"<tr><td>{number}<td>修路<td>县交通局" for number in range(2, 6))
    grid = only(page(f"<table><tr><td>序号<td>任务<td>单位<tr><td>1<td>修桥{inner}<td>县水务局{rows}</table>"))
    assert grid.rows[1].cells[1].paragraphs == ("修桥", "一季度 3处", "二季度 5处")
    assert len(grid.rows) == 6


def test_several_tables_share_the_lines_of_the_page() -> None:
    source = page(f"<p>附件1</p>{TABLE}<p>附件2</p>{TABLE.replace('修好', '管好')}")
    assert len(source.grids) == 2
    assert source.grids[0].lines == source.grids[1].lines
    assert [grid.rows[0].first_line for grid in source.grids] == [2, 5]


def test_a_box_of_one_cell_and_a_single_column_are_no_tables() -> None:
    source = page("<table><tr><td>附件</table><table><tr><td>甲<tr><td>乙</table><p>丙")
    assert only(source).is_stack
    assert lines(source) == ["附件", "甲", "乙", "丙"]


def test_a_page_without_tables_is_one_stack() -> None:
    source = page("<nav><a>首页</a></nav><div class=row><div>序号</div><div>任务</div></div><div>1<br>修路</div>")
    assert only(source).is_stack
    assert shape(only(source)) == [["首页"], ["序号"], ["任务"], ["1"], ["修路"]]
    assert [row.after_break for row in only(source).rows] == [True, True, True, True, False]


# What is not shown


def test_what_a_browser_does_not_show_is_not_there() -> None:
    source = page(
        "<script>var a='<table>'</script><style>p{}</style><!-- <p>评论</p> -->"
        "<noscript>打开脚本</noscript>"
        "<template><p>模板</template><select><option>市直</select><p style='display: none'>藏1</p>"
        f"<div hidden>藏2<div>藏3</div></div><p>看见</p>{TABLE.replace('<td>1', '<td hidden>藏4</td><td>1')}"
    )
    assert lines(source) == ["看见", "序号\t任务", "1\t修好农村公路"]


def test_hidden_rows_and_cells_without_end_tags() -> None:
    grid = only(
        page("<table><tr><td>序号<td>任务<tr style='display:none'><td>9<td>旧<tr><td>1<td hidden>藏<td>修路</table>")
    )
    assert shape(grid) == [["序号", "任务"], ["1", "修路"]]


def test_an_unclosed_hidden_element_does_not_swallow_the_page() -> None:
    assert lines(page(f"<del>{TABLE}<p>文末")) == ["序号\t任务", "1\t修好农村公路", "文末"]


WORD_PAGE = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>分解表</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm;} --></style></head><body lang=ZH-CN>
<p class=MsoNormal align=center><b><span
style='font-size:22.0pt'>青禾县民生实事任务<span lang=EN-US><o:p></o:p></span></span></b></p>
<p class=MsoNormal><![if !supportEmptyParas]>&nbsp;<![endif]><o:p></o:p></p>
<table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0'><td width=48><p class=MsoNormal>序号<span
lang=EN-US><o:p></o:p></span></p></td><td><p class=MsoNormal>具体要求</p></td></tr>
<tr><td><p class=MsoNormal><span lang=EN-US>1</span></p></td><td><p class=MsoNormal><![if !supportLists]><span
style='mso-list:Ignore'>(1)<span>&nbsp;</span></span><![endif]>新建<del
cite="mailto:x"><span>三</span></del><ins>五</ins>座
水厂<s class=msoDel>，不再改造</s><span style='display:none;mso-hide:all'>内部</span><a class=msocomanchor>[甲1]</a></p>
<p class=MsoNormal>按月通报<o:p>&nbsp;</o:p></p></td></tr>
<![if !supportMisalignedColumns]><tr height=0><td width=48 style='border:none'></td><td></td></tr><![endif]>
</table><div style='mso-element:comment-list'><p>[甲1]请核实</p></div></body></html>"""


def test_a_page_of_word() -> None:
    source = read_web(WORD_PAGE.encode("gb18030"))
    assert only(source).rows[1].cells[1].paragraphs == ("(1) 新建五座水厂", "按月通报")
    assert lines(source) == ["青禾县民生实事任务", "序号\t具体要求", "1\t(1) 新建五座水厂 按月通报"]


# Archives


def archive(*parts: tuple[str, str, bytes]) -> bytes:
    whole = (
        b'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="=_b"\r\n\r\n'
    )
    for kind, coding, content in parts:
        whole += (
            f"--=_b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode() + content + b"\r\n"
        )
    return whole + b"--=_b--\r\n"


@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_archives(charset: str, coding: str) -> None:
    content = f"<html>{TABLE}</html>".encode("gb18030" if charset == "gb2312" else charset)
    encoded = base64.encodebytes(content) if coding == "base64" else quopri.encodestring(content)
    data = archive((f'text/html; charset="{charset}"', coding, encoded), ("image/png", "base64", b"iVBORw0KGgo="))
    assert shape(only(read_archive(data))) == SHAPE
    assert shape(load_bytes("计划.mht", data).source.grids[0]) == SHAPE


def test_sheets_in_the_frames_of_an_archive() -> None:
    frames = b"<html><frameset><frame src=sheet001.htm></frameset></html>"
    sheets = [f"<html>{TABLE.replace('农村', place)}</html>".encode() for place in ("县城", "农村")]
    data = archive(*(("text/html; charset=utf-8", "8bit", content) for content in (frames, *sheets)))
    assert [shape(grid)[1][1] for grid in read_archive(data).grids] == ["修好县城公路", "修好农村公路"]


def test_archives_without_a_page_or_damaged() -> None:
    with pytest.raises(IntakeError, match="没有网页"):
        read_archive(archive(("image/png", "base64", b"iVBORw0KGgo=")))
    nested = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(2000))
    with pytest.raises(IntakeError):
        read_archive(f"MIME-Version: 1.0\n{nested}".encode())


# Limits


def test_pages_saved_under_the_name_of_a_workbook() -> None:
    data = f'<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset=gb2312>{TABLE}'.encode("gbk")
    assert shape(load_bytes("导出.xls", data).source.grids[0]) == SHAPE


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<table><tr>" + "<td>甲" * 101 + "<tr><td>1<td>2", "表格太宽"),
        ("<table><tr><td>1<td>2<tr><td>1<td>2<tr>" + "<td>" * 401, "表格太宽"),
        ("<table>" + "<tr><td>1<td>2" * 50_001, "表格太长"),
        ("<table><tr><td>1<td>" + "长" * 20_001 + "<tr><td>1<td>2", "单元格太长"),
        ("<p>" + "长" * 20_001, "一段文字太长"),
        ("", "网页里没有文字"),
        ("<img src=a.png><script>load()</script>", "网页里没有文字"),
    ],
)
def test_limits_are_named(body: str, title: str) -> None:
    with pytest.raises(IntakeError) as caught:
        page(body)
    assert caught.value.title == title
    assert caught.value.hint


def test_the_number_of_tags_and_of_cells_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_tables, "MAX_CELLS", 11)
    with pytest.raises(IntakeError, match="表格太大"):
        page("<table>" + "<tr><td>1<td>2" * 6)
    monkeypatch.setattr(markup, "MAX_TOKENS", 10)
    with pytest.raises(IntakeError, match="网页太复杂"):
        page("<p>一</p>" * 6)
    monkeypatch.setattr(web, "MAX_LINES", 2)
    with pytest.raises(IntakeError, match="超过 2 行"):
        page("<p>一<p>二<p>三")


def test_pages_that_no_parser_likes_are_read_soon() -> None:
    many = " ".join(f"a{number}" for number in range(300_000))
    assert shape(only(page(f"<font {many}>" * 2 + "<font>" * 5000 + TABLE))) == SHAPE
    assert lines(page("<div>" * 5000 + "深" + "<table><tr><td>" * 5000 + "底")) == ["深", "底"]
    assert only(page("<p a='" * 20_000 + "'>" + TABLE)).rows


def test_an_empty_page_is_told_and_the_watch_may_stop() -> None:
    with pytest.raises(IntakeError, match="网页是空的"):
        read_web(b"\xef\xbb\xbf \n")

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_web(TABLE.encode(), stop)
