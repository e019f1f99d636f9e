"""Tables and text of Word documents: what is printed, in the cells where it is printed."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from docx import Document
from word_documents import (
    BEGINS,
    GOES_ON,
    document,
    lines,
    p,
    part_of,
    read,
    repacked,
    run,
    tbl,
    tc,
    texts,
    tr,
)

from govtui.errors import IntakeError
from govtui.intake.readers import word_package
from govtui.intake.readers.word import MAX_CELL, MAX_COLUMNS, STEP, read_word
from govtui.intake.readers.word_tables import MAX_RULER
from govtui.intake.watch import StoppedError
from govtui.text import clean

HEADER = tr("序号", "工作任务", "责任单位")
ROW = tr("1", "疏浚青河河道", "县水利局")


def refusal(data: bytes) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        read_word(data)
    for part in (refused.value.title, refused.value.message, refused.value.hint):
        assert part
        assert not part.endswith("。")
        assert clean(part) == part
    return refused.value


# Lines and grids


def test_table_of_python_docx_with_a_title_above() -> None:
    made = Document()
    made.add_paragraph("青禾县2026年重点工作任务分解表")
    made.add_paragraph("")
    table = made.add_table(rows=3, cols=3)
    for row, cells in zip(
        table.rows,
        (("序号", "工作任务", "责任单位"), ("1", "疏浚河道", "县水利局"), ("2", "修补道路", "")),
        strict=True,
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(1, 2).merge(table.cell(2, 2))
    made.add_paragraph("注：按季度报送。")
    file = io.BytesIO()
    made.save(file)
    (grid,) = read_word(file.getvalue()).grids
    assert texts(grid) == [["序号", "工作任务", "责任单位"], ["1", "疏浚河道", "县水利局"], ["2", "修补道路", "^"]]
    assert grid.states_merges
    assert [(line.number, line.text) for line in grid.lines] == [
        (1, "青禾县2026年重点工作任务分解表"),
        (3, "序号\t工作任务\t责任单位"),
        (4, "1\t疏浚河道\t县水利局"),
        (5, "2\t修补道路"),
        (6, "注：按季度报送。"),
    ]
    assert [row.first_line for row in grid.rows] == [3, 4, 5]
    assert [line.number for line in grid.above(0)] == [1]


def test_several_tables_share_their_lines() -> None:
    source = read(p("附件1"), tbl(HEADER, ROW), p("附件2"), tbl(tr("姓名", "电话"), tr("甲", "1")), p("完"))
    assert [texts(grid)[0] for grid in source.grids] == [["序号", "工作任务", "责任单位"], ["姓名", "电话"]]
    assert source.grids[0].lines == source.grids[1].lines
    assert [row.first_line for grid in source.grids for row in grid.rows] == [2, 3, 5, 6]
    assert not any(grid.states_merges for grid in source.grids)
    assert not source.ways


def test_text_without_tables_is_a_stack() -> None:
    source = read(
        p("关于做好防汛工作的通知"), p(), p("一、疏浚河道"), p("牵头单位：县水利局"), p(), p("青禾县人民政府")
    )
    (grid,) = source.grids
    assert grid.is_stack
    assert [(row.cells[0].text, row.first_line, row.after_break) for row in grid.rows] == [
        ("关于做好防汛工作的通知", 1, True),
        ("一、疏浚河道", 3, True),
        ("牵头单位：县水利局", 4, False),
        ("青禾县人民政府", 6, True),
    ]
    assert [line.number for line in grid.lines] == [1, 3, 4, 6]


def test_line_breaks_that_stand_for_ends_of_paragraphs() -> None:
    broken = "<w:r><w:t>青禾县2026年</w:t><w:br/><w:t>工作要点</w:t></w:r>"
    parts = ("一、疏浚河道", "牵头单位：县水利局", "6月底前完成。", "完")
    copied = f"<w:r>{'<w:br/>'.join(f'<w:t>{part}</w:t>' for part in parts)}</w:r>"
    grid = read(p(broken), p(copied)).grids[0]
    assert [row.cells[0].paragraphs for row in grid.rows] == [
        ("青禾县2026年\n工作要点",),
        ("一、疏浚河道",),
        ("牵头单位：县水利局\n6月底前完成。",),
        ("完",),
    ]
    assert lines(read(p(broken))) == ["青禾县2026年 工作要点"]


def test_columns_made_by_tabs() -> None:
    def tabbed(*cells: str) -> str:
        return p("<w:r><w:tab/></w:r>".join(run(cell) for cell in cells))

    source = read(
        p("任务分工"), tabbed("序号", "任务", "单位"), tabbed("1", "清淤", "水利局"), tabbed("2", "修路", "住建局")
    )
    assert source.ways
    assert texts(source.grids[0]) == [["序号", "任务", "单位"], ["1", "清淤", "水利局"], ["2", "修路", "住建局"]]
    assert source.grids[-1].is_stack


def test_headers_and_footers_of_pages_are_no_lines() -> None:
    made = Document()
    made.sections[0].header.paragraphs[0].text = "青禾县政府办"
    made.sections[0].footer.paragraphs[0].text = "第1页"
    made.add_paragraph("防汛工作要点")
    file = io.BytesIO()
    made.save(file)
    assert lines(read_word(file.getvalue())) == ["防汛工作要点"]


# Merged cells and columns


def test_merges_over_rows_and_columns() -> None:
    (grid,) = read(
        tbl(
            tr(tc("重点任务", span=2), "单位"),
            tr(tc("一、防汛", BEGINS, span=2), "甲局"),
            tr(tc("", GOES_ON, span=2), "乙局"),
            tr(tc("（一）抗旱", BEGINS), "引水", "丙局"),
            tr(tc("", GOES_ON), "打井", tc("", BEGINS)),
            tr("三、其他", "巡查", tc("", GOES_ON)),
        )
    ).grids
    assert texts(grid) == [
        ["重点任务", "<", "单位"],
        ["一、防汛", "<", "甲局"],
        ["^", "^", "乙局"],
        ["（一）抗旱", "引水", "丙局"],
        ["^", "打井", ""],
        ["三、其他", "巡查", "^"],
    ]


def test_cells_that_are_merged_in_the_old_way() -> None:
    old = tbl(
        HEADER, tr(tc("一、防汛", '<w:hMerge w:val="restart"/>'), tc("", "<w:hMerge/>"), tc("", "<w:hMerge/>")), ROW
    )
    assert texts(read(old).grids[0])[1] == ["一、防汛", "<", "<"]


def test_what_is_left_in_a_covered_cell_is_not_printed() -> None:
    (grid,) = read(tbl(tr("任务", "单位"), tr("清淤", tc("甲局", BEGINS)), tr("修路", tc("旧的单位", GOES_ON)))).grids
    assert texts(grid)[2] == ["修路", "^"]
    assert "旧的单位" not in "".join(line.text for line in grid.lines)


def test_merge_without_a_beginning_is_a_cell() -> None:
    (grid,) = read(tbl(tr("任务", tc("单位", GOES_ON)), tr("清淤", tc("甲局", GOES_ON)))).grids
    assert texts(grid)[0] == ["任务", "单位"]
    (grid,) = read(tbl(tr("任务", "单位"), tr("清淤", tc("甲局", GOES_ON)))).grids
    assert texts(grid)[1] == ["清淤", "甲局"]


def test_columns_left_out_before_and_behind() -> None:
    (grid,) = read(
        tbl(
            HEADER,
            tr("疏浚河道", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            tr("2", "修补道路", properties='<w:gridAfter w:val="1"/>'),
        )
    ).grids
    assert texts(grid)[1:] == [["", "疏浚河道", ""], ["2", "修补道路", ""]]


def test_lone_cell_goes_over_the_whole_table() -> None:
    (grid,) = read(tbl(HEADER, tr("一、水利方面"), ROW)).grids
    assert texts(grid)[1] == ["一、水利方面", "<", "<"]
    assert grid.lines[1].text == "一、水利方面"


def test_blank_columns_are_dropped() -> None:
    (grid,) = read(tbl(tr("", "序号", "", "任务", ""), tr("", "1", "", "清淤", ""), tr("", "2", "", "修路", ""))).grids
    assert texts(grid) == [["序号", "任务"], ["1", "清淤"], ["2", "修路"]]


def test_slivers_are_no_columns() -> None:
    """Two rows whose edges do not quite meet: the ruler has five columns, the table three."""
    (grid,) = read(
        tbl(
            tr("序号", tc("工作任务", span=2), tc("责任单位", span=2)),
            tr(tc("1", span=2), tc("清淤", span=2), tc("水利局")),
            tr("2", tc("", span=1), tc("修路"), tc("住建局", span=2)),
            widths=(700, 60, 5000, 90, 2000),
        )
    ).grids
    assert texts(grid) == [["序号", "工作任务", "责任单位"], ["1", "清淤", "水利局"], ["2", "修路", "住建局"]]


def test_rows_whose_cells_line_up_by_order_only() -> None:
    (grid,) = read(
        tbl(
            tr("序号", tc("工作任务", span=2), tc("责任单位", span=2)),
            tr(tc("1", span=2), tc("清淤", span=2), tc("水利局")),
            widths=(700, 900, 3000, 1200, 2000),
        )
    ).grids
    assert texts(grid) == [["序号", "工作任务", "责任单位"], ["1", "清淤", "水利局"]]


def test_columns_under_a_wide_heading_stay() -> None:
    (grid,) = read(
        tbl(
            tr(tc("任务", span=2), tc("单位", span=2)),
            tr("一、防汛", "清淤", "水利局", "应急局"),
            tr(tc("二、修路", span=2), tc("住建局", span=2)),
            widths=(1500, 3000, 1500, 1500),
        )
    ).grids
    assert texts(grid) == [
        ["任务", "<", "单位", "<"],
        ["一、防汛", "清淤", "水利局", "应急局"],
        ["二、修路", "<", "住建局", "<"],
    ]


def test_header_that_is_printed_on_each_page_stands_once() -> None:
    (grid,) = read(tbl(HEADER.replace("<w:trPr>", "<w:trPr><w:tblHeader/>"), ROW)).grids
    assert len(grid.rows) == 2


# Tables in tables


def test_table_around_the_table() -> None:
    inner = tbl(HEADER, ROW, tr("2", "修补道路", "县住建局"))
    frame = tbl(tr(tc(p("青禾县任务分解表") + p("2026年3月") + inner + p("主办：县政府办"))))
    source = read(frame)
    assert [texts(grid) for grid in source.grids] == [texts(read(inner).grids[0])]
    assert lines(source)[:3] == ["青禾县任务分解表", "2026年3月", "序号\t工作任务\t责任单位"]
    assert lines(source)[-1] == "主办：县政府办"
    assert not source.notices


def test_table_laid_out_beside_other_things() -> None:
    source = read(tbl(tr("栏目导航", "首页"), tr(tc(tbl(HEADER, ROW) + p()), "扫一扫")))
    assert [texts(grid)[0] for grid in source.grids] == [["序号", "工作任务", "责任单位"]]
    assert lines(source)[0] == "栏目导航"
    assert lines(source)[-1] == "扫一扫"


def test_table_in_a_cell_of_a_table_is_one_of_its_own_and_said() -> None:
    inner = tbl(tr("河段", "长度"), tr("上游", "3公里"))
    source = read(
        tbl(HEADER, ROW, tr("2", "修补道路", "县住建局"), tr("3", tc(p("清淤，其中：") + inner + p()), "甲局"))
    )
    assert [texts(grid) for grid in source.grids] == [
        [
            ["序号", "工作任务", "责任单位"],
            ["1", "疏浚青河河道", "县水利局"],
            ["2", "修补道路", "县住建局"],
            ["3", "清淤，其中：", "甲局"],
        ],
        [["河段", "长度"], ["上游", "3公里"]],
    ]
    assert len(source.notices) == 1
    assert [row.first_line for row in source.grids[1].rows] == [5, 6]


def test_frame_around_text_in_a_cell_is_text() -> None:
    source = read(tbl(HEADER, tr("1", tc(p("清淤") + tbl(tr("重点河段")) + p()), "甲局")))
    assert texts(source.grids[0])[1] == ["1", "清淤|重点河段", "甲局"]
    assert not source.notices


def test_frame_around_a_text_is_no_table() -> None:
    (grid,) = read(tbl(tr(tc(p("通知") + p("一、疏浚河道")))), p("青禾县人民政府")).grids
    assert texts(grid) == [["通知"], ["一、疏浚河道"], ["青禾县人民政府"]]


# Text in cells


def test_paragraphs_breaks_and_tabs_in_a_cell() -> None:
    cell = tc(p("县水利局") + p() + p("<w:r><w:t>县住建</w:t><w:br/><w:t>局</w:t><w:tab/><w:t>（河西）</w:t></w:r>"))
    source = read(tbl(HEADER, tr("1", "清淤", cell)))
    assert texts(source.grids[0])[1][2] == "县水利局|县住建\n局 （河西）"
    assert lines(source)[1] == "1\t清淤\t县水利局 县住建 局 （河西）"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("清") + '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>' + run("淤"), "清淤"),
        (run("清") + f'<w:ins w:id="1">{run("河")}</w:ins>', "清河"),
        (f'<w:moveFrom w:id="1">{run("旧")}</w:moveFrom><w:moveTo w:id="2">{run("新")}</w:moveTo>', "新"),
        (f'<w:ins w:id="1"><w:del w:id="2"><w:r><w:delText>旧</w:delText></w:r></w:del>{run("新")}</w:ins>', "新"),
        (f"<w:hyperlink>{run('青禾县')}</w:hyperlink>{run('网站')}", "青禾县网站"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('县水利局')}</w:sdtContent></w:sdt>", "县水利局"),
        (f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('单击输入')}</w:sdtContent></w:sdt>", ""),
        (f'<w:smartTag>{run("青禾")}</w:smartTag>{run("县")}', "青禾县"),
        (run("清淤") + run("旧稿", "<w:vanish/>"), "清淤"),
        (run("清淤") + run("正文", '<w:vanish w:val="0"/>'), "清淤正文"),
        (run("清淤") + run("藏", '<w:rStyle w:val="Hidden"/>'), "清淤"),
        (run("清淤") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("工程"), "清淤工程"),
        (f'<w:fldSimple w:instr=" DATE ">{run("2026年3月")}</w:fldSimple>', "2026年3月"),
        ('<w:r><w:t>3</w:t><w:noBreakHyphen/><w:t>5天</w:t></w:r>', "3-5天"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:t>是</w:t><w:sym w:char="F0A8"/></w:r>', "☑是□"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B3"/><w:t>95%</w:t></w:r>', "≥95%"),
        ("<w:r><w:t>\uf0fc完成</w:t></w:r>", "√完成"),
        ("<m:oMath><m:r><m:t>≤3%</m:t></m:r></m:oMath>", "≤3%"),
        (f"<w:r><w:ruby><w:rt>{run('yū')}</w:rt><w:rubyBase>{run('淤')}</w:rubyBase></w:ruby></w:r>", "淤"),
        (run("\u200b清\u202e淤\xa0"), "清淤"),
    ],
)  # fmt: skip
def test_what_is_printed_of_a_paragraph(content: str, text: str) -> None:
    hidden = (
        '<w:style w:type="character" w:styleId="Hidden"><w:name w:val="hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    source = read(tbl(tr("任务", "单位"), tr(tc(p(content)), "甲局")), styles=hidden)
    assert texts(source.grids[0])[1] == [text, "甲局"]


def field(instruction: str, result: str | None) -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    shown = mark("separate") + result if result is not None else ""
    return f"{mark('begin')}<w:r><w:instrText>{instruction}</w:instrText></w:r>{shown}{mark('end')}"


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (field(" REF a ", run("县水利局")), "县水利局"),
        (field(" IF 1 ", field(" DATE ", run("3月"))), "3月"),
        (field(" IF " + "</w:instrText></w:r>" + field("DATE", run("旧")) + "<w:r><w:instrText>", run("新")), "新"),
        (field(" FORMCHECKBOX ", None) + run("完成"), "完成"),
        (field(" eq \\o\\ac(○,3) ", None) + run("清淤"), "③清淤"),
        (field(" eq \\o\\ac(○,\\s\\up 2(12)) ", None) + run("清淤"), "⑫清淤"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("清淤"), "清淤"),
    ],
)
def test_fields_show_their_results(content: str, text: str) -> None:
    assert lines(read(p("起"), p(content), p("止"))) == ["起", text, "止"]


def test_field_without_an_end_does_not_swallow_the_document() -> None:
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    assert lines(read(p(begun), p("防汛要点"))) == ["防汛要点"]


def test_deleted_rows_cells_and_ends_of_paragraphs() -> None:
    deleted = '<w:rPr><w:del w:id="9" w:author="a"/></w:rPr>'
    source = read(
        p("青禾县", deleted),
        p("防汛要点"),
        tbl(
            HEADER,
            tr("1", "旧任务", "旧单位", properties='<w:del w:id="1" w:author="a"/>'),
            tr("1", tc("旧", '<w:cellDel w:id="2" w:author="a"/>'), "清淤", "水利局"),
            tr("2", "藏", "藏", properties="<w:hidden/>"),
        ),
    )
    assert texts(source.grids[0]) == [["序号", "工作任务", "责任单位"], ["1", "清淤", "水利局"]]
    assert lines(source)[0] == "青禾县防汛要点"


def test_content_controls_around_paragraphs_rows_and_cells() -> None:
    def control(content: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{content}</w:sdtContent></w:sdt>"

    table = tbl(
        HEADER, control(tr("1", "清淤", control(tc("水利局")))), control(control(tr("2", control(tc("修路")), "甲局")))
    )
    source = read(control(p("防汛要点")), control(table))
    assert texts(source.grids[0])[1:] == [["1", "清淤", "水利局"], ["2", "修路", "甲局"]]
    assert lines(source)[0] == "防汛要点"


# Text boxes


def box(content: str, *, old: bool = True) -> str:
    """Return a text box as Word writes it: once for new programs, once more for old ones."""
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    fallback = f"<w:pict><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></w:pict>" if old else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_text_boxes_stand_once_behind_their_paragraph() -> None:
    source = read(p(run("附件") + box(p("青禾县任务分解表") + p("（征求意见稿）"))), p("正文"))
    assert lines(source) == ["附件", "青禾县任务分解表", "（征求意见稿）", "正文"]


def test_old_text_boxes_and_drawn_titles() -> None:
    old = "<w:r><w:pict><v:textbox><w:txbxContent>" + p("旧式文本框") + "</w:txbxContent></v:textbox></w:pict></w:r>"
    art = '<w:r><w:pict><v:shape><v:textpath string="青禾县人民政府文件"/></v:shape></w:pict></w:r>'
    assert lines(read(p(old), p(art))) == ["旧式文本框", "青禾县人民政府文件"]


def test_table_in_a_text_box_is_a_table() -> None:
    source = read(p(box(p("任务分解表") + tbl(HEADER, ROW))), p("正文"))
    assert [texts(grid)[1] for grid in source.grids] == [["1", "疏浚青河河道", "县水利局"]]
    assert lines(source) == ["任务分解表", "序号\t工作任务\t责任单位", "1\t疏浚青河河道\t县水利局", "正文"]


def test_text_box_in_a_cell_is_text_of_the_cell() -> None:
    source = read(tbl(HEADER, tr("1", tc(p(run("清淤") + box(p("重点")))), "甲局")))
    assert texts(source.grids[0])[1] == ["1", "清淤|重点", "甲局"]


# What is said, and what is refused


def test_documents_inside_the_document_are_said() -> None:
    sheet = '<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    formula = '<w:r><w:object><o:OLEObject ProgID="Equation.3"/></w:object></w:r>'
    assert "Excel" in read(p("任务分解表"), p(sheet)).notices[0]
    assert read(p("任务分解表"), p(formula)).notices == ()
    assert len(read(p("任务分解表"), '<w:altChunk w:id="x"/>').notices) == 1


def test_documents_of_other_kinds() -> None:
    data = document(tbl(HEADER, ROW))
    expected = texts(read_word(data).grids[0])
    types = part_of(data, "[Content_Types].xml")
    macros = types.replace(
        b"openxmlformats-officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"
    )
    strict = part_of(data).replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    relations = part_of(data, "word/_rels/document.xml.rels").replace(b'"styles.xml"', b'"../NULL"')
    assert macros != types
    assert strict != part_of(data)
    for changes in (
        {"[Content_Types].xml": macros},
        {"word/document.xml": strict},
        {"word/_rels/document.xml.rels": relations},
        {"word/_rels/document.xml.rels": None, "_rels/.rels": None},
        {"word/styles.xml": b"<w:styles", "word/numbering.xml": b""},
    ):
        assert texts(read_word(repacked(data, changes)).grids[0]) == expected


def test_document_somewhere_else_in_the_container() -> None:
    data = document(tbl(HEADER, ROW))
    relations = part_of(data, "_rels/.rels").replace(b"word/document.xml", b"/word/document2.xml")
    moved = {"_rels/.rels": relations, "word/document2.xml": part_of(data), "word/document.xml": None}
    assert len(read_word(repacked(data, moved)).grids[0].rows) == 2


@pytest.mark.parametrize("body", [b"", b"<w:document", b"<a/>", b"\0" * 50, "任务".encode()])
def test_documents_without_a_body(body: bytes) -> None:
    assert refusal(repacked(document(p("一")), {"word/document.xml": body})).title == "文件已损坏"


def test_documents_without_text() -> None:
    assert refusal(document()).title == "文件是空的"
    assert refusal(document(tbl(tr("", ""), tr("", "")))).title == "文件是空的"
    assert "图片" in refusal(document(p("<w:r><w:drawing/></w:r>"))).message


def test_entities_and_other_files_are_not_fetched() -> None:
    hostile = part_of(document(p("&amp;x;"))).replace(b"&amp;x;", b"&x;")
    start = hostile.index(b"<w:document")
    declared = hostile[:start] + b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + hostile[start:]
    assert "DTD" in refusal(repacked(document(), {"word/document.xml": declared})).message


def test_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert f"最多能读 {MAX_CELL} 个" in refusal(document(tbl(HEADER, tr("1", "长" * (MAX_CELL + 1), "甲")))).message
    assert f"最多能读 {MAX_CELL} 个" in refusal(document(p("长" * (MAX_CELL + 1)))).message
    assert f"超过 {MAX_RULER} 栏" in refusal(document(tbl(HEADER, tr(tc("甲", span=10**9), "乙")))).message
    assert f"最多能读 {MAX_COLUMNS} 栏" in refusal(document(tbl(tr(*map(str, range(101)))))).message
    monkeypatch.setattr(word_package, "MAX_ELEMENTS", 50_000)
    assert (
        "超过 5 万个部分" in refusal(repacked(document(), {"word/document.xml": wrapped("<w:p/>" * 120_000)})).message
    )
    monkeypatch.setattr(word_package, "MAX_PART", 1024 * 1024)
    assert "超过 1 MB" in refusal(repacked(document(), {"word/document.xml": wrapped(p("长" * 500_000))})).message


def test_tables_in_tables_without_end() -> None:
    nested = p("底")
    for _ in range(45):
        nested = tbl(tr(tc(nested + p()), "甲"), tr("乙", "丙"))
    source = read(nested)
    assert {sign: "".join(lines(source)).count(sign) for sign in "底甲乙丙"} == {"底": 1, "甲": 45, "乙": 45, "丙": 45}
    deeper = nested
    for _ in range(40):
        deeper = f"<w:p><w:r><w:pict><w:txbxContent>{deeper}</w:txbxContent></w:pict></w:r></w:p>"
    assert "一层套一层" in refusal(repacked(document(), {"word/document.xml": wrapped(deeper)})).message


def wrapped(body: str) -> bytes:
    return part_of(document(p("正文"))).replace(b"</w:body>", body.encode() + b"</w:body>")


def test_watch_is_told_and_may_stop() -> None:
    told: list[tuple[int, int]] = []
    data = document(tbl(*[ROW] * (2 * STEP + 1)))
    read_word(data, lambda done, total: told.append((done, total)))
    assert told == [(0, 401), (200, 401), (400, 401)]

    def stop(done: int, total: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        read_word(data, stop)


def test_altered_documents_end_in_a_source_or_a_refusal() -> None:
    data = document(p("任务分解表"), tbl(HEADER, tr("1", tc("清淤", BEGINS), "甲局"), tr("2", tc("", GOES_ON), "乙局")))
    body = part_of(data)
    names = [b"w:tbl", b"w:tr", b"w:tc", b"w:p", b"w:r", b"w:vMerge", b"w:gridSpan", b'"1"', b"w:sdt", b'"-7"', b'"x"']
    chance = random.Random(11)
    outcomes = set()
    for _ in range(100):
        changed = body
        for _ in range(chance.randint(1, 4)):
            changed = changed.replace(chance.choice(names), chance.choice(names), chance.randint(1, 30))
        try:
            outcomes.add(bool(read_word(repacked(data, {"word/document.xml": changed})).grids))
        except IntakeError:
            outcomes.add(None)
    assert outcomes == {True, None}
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        assert container.testzip() is None
