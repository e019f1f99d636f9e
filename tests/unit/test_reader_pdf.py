"""PDF files as offices make them, by LibreOffice; and those that cannot be read."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
from pathlib import Path
from random import Random

import docx
import pytest

from govtui.errors import IntakeError
from govtui.intake.grid import Merge
from govtui.intake.load import load_bytes
from govtui.intake.readers import pdf
from govtui.intake.readers.pdf import read_pdf
from govtui.intake.watch import StoppedError

TITLE = "青禾县2026年防汛任务分解表"
LONG = "清除主河道阻水障碍物，疏通河道12公里，全年巡查不少于4次，发现问题及时上报并限期整改到位。"
TABLE = [
    ["序号", "重点任务", "具体要求", "责任单位", "完成时限"],
    ["1", "河道清障", LONG, "县水利局牵头，各乡镇配合", "2026年5月底"],
    ["2", "^", "修订县乡两级防汛预案并印发。", "县应急管理局", "2026年6月10日前"],
    ["3", "物资储备", "补充冲锋舟6艘。", "县应急管理局", "全年"],
]
TEXT = [
    "青禾县2026年优化营商环境工作要点",
    "一、提升政务服务水平",
    "1.推进“一件事”办理，年底前上线12个“一件事”。（责任单位：县政务服务局；完成时限：2026年11月底）",
    "2.减免规费，梳理涉企收费清单并公布。（责任单位：县财政局；完成时限：全年）",
    "3.规范招投标，开展专项整治。（责任单位：县审计局；完成时限：2026年6月底）",
]


def printed(folder: Path, paragraphs: list[str], rows: list[list[str]]) -> bytes:
    """Return what LibreOffice prints of paragraphs and a table in Word; ^ is merged with the cell above."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                if text == "^":
                    table.cell(row - 1, column).merge(table.cell(row, column))
                else:
                    table.cell(row, column).text = text
        document.add_paragraph("注：由县防汛办负责解释。")
    document.save(str(folder / "plan.docx"))
    return converted(folder, "plan.docx", "pdf")


def converted(folder: Path, name: str, kind: str) -> bytes:
    """Return what LibreOffice makes of a file in its own folder: a PDF file, by the way that `kind` names."""
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed: .ci/run installs it"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(folder / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return (folder / name).with_suffix(".pdf").read_bytes()


@pytest.fixture(scope="session")
def table(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return printed(tmp_path_factory.mktemp("pdf"), [TITLE], TABLE)


@pytest.fixture(scope="session")
def text(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return printed(tmp_path_factory.mktemp("pdf"), TEXT, [])


def minimal(content: bytes = b"", extra: bytes = b"") -> bytes:
    """Return a PDF file of one page with nothing on it but `content`."""
    return (
        b"%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n4 0 obj<</Length %d>>stream\n"
        b"%b\nendstream endobj\ntrailer<</Root 1 0 R%b>>\n%%%%EOF" % (len(content), content, extra)
    )


def refusal(data: bytes) -> IntakeError:
    with pytest.raises(IntakeError) as refused:
        read_pdf(data)
    assert refused.value.message
    assert refused.value.hint
    return refused.value


def test_ruled_table(table: bytes) -> None:
    source = read_pdf(table)
    (grid,) = source.grids
    assert {len(row.cells) for row in grid.rows} == {5}
    assert grid.states_merges
    assert grid.rows[2].cells[1].merge is Merge.UP
    assert grid.lines[0].text == "青禾县2026年防汛任务分解表"
    document = load_bytes("plan.pdf", table).recognised().document
    assert document.title == "青禾县2026年防汛任务分解表"
    assert [task.themes for task in document.tasks] == [("河道清障",), ("河道清障",), ("物资储备",)]
    assert document.tasks[0].requirement.startswith("清除主河道阻水障碍物，疏通河道12公里，全年巡查不少于4次")
    assert (document.tasks[0].lead, document.tasks[0].support) == (("县水利局",), ("各乡镇",))
    assert [task.deadline_text for task in document.tasks] == ["2026年5月底", "2026年6月10日前", "全年"]


WIDTHS = (6, 14, 40, 22, 18)
BARE = [
    ["序号", "重点任务", "具体要求", "责任单位", "完成时限"],
    ["1", "疏通主河道", LONG, "县水利局牵头，各乡镇配合", "2026年5月底"],
    ["2", "修订防汛预案", "修订县乡两级防汛预案并印发。", "县应急管理局", "2026年6月10日前"],
    ["3", "储备物资", "补充冲锋舟6艘、编织袋2万条，存放到各乡镇仓库，每季度清点一次。", "县应急管理局", "全年"],
]


@pytest.mark.parametrize("align", ["top", "middle"])
def test_columns_without_rules_with_wrapped_cells(tmp_path: Path, align: str) -> None:
    rows = "".join(
        "<tr>"
        + "".join(f"<td valign={align} width={size}%>{text}</td>" for text, size in zip(row, WIDTHS, strict=True))
        for row in BARE
    )
    table = f"<table width=100% cellpadding=4>{rows}</table>"
    page = f"<html><meta charset=utf-8><body>{table}</body></html>"
    (tmp_path / "plan.html").write_text(page, encoding="utf-8")
    source = read_pdf(converted(tmp_path, "plan.html", "pdf:writer_web_pdf_Export"))
    assert source.ways
    grid = source.grids[0]
    assert [[cell.text for cell in row.cells] for row in grid.rows] == BARE


def test_running_text(text: bytes) -> None:
    assert read_pdf(text).ways
    document = load_bytes("plan.pdf", text).recognised().document
    assert [task.units_text for task in document.tasks] == ["县政务服务局", "县财政局", "县审计局"]


def test_wrapped_cells_are_put_together_but_not_sentences_and_points() -> None:
    assert pdf._unwrapped("清除主河道阻水\n障碍物。\n修订预案。\n2.补充\n冲锋舟。") == (
        "清除主河道阻水障碍物。\n修订预案。\n2.补充冲锋舟。"
    )


def test_page_without_text_is_a_scan() -> None:
    assert "扫描件" in refusal(minimal(b"0 0 m 100 100 l S")).message


@pytest.mark.parametrize("data", [b"%PDF-1.7\n\0\0\0", b"%PDF-1.4 trailer<</Root 1 0 R>>"])
def test_damaged(data: bytes) -> None:
    assert refusal(data).title in ("文件已损坏", "没有文字")


def test_encrypted() -> None:
    locked = b"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<%b>/U<%b>>>/ID[<00><00>]" % (b"41" * 32, b"42" * 32)
    assert refusal(minimal(b"BT ET", locked)).title == "文件加了密码"


def test_too_many_pages(table: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MAX_PAGES", 0)
    assert "最多能读 0 页" in refusal(table).message


def test_without_the_library(table: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    assert "粘贴" in refusal(table).hint


def test_time_is_limited_and_the_clerk_can_stop(table: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def stop(done: int, total: int) -> None:
        calls.append(done)
        if len(calls) > 1:
            raise StoppedError

    with pytest.raises(StoppedError):
        read_pdf(table, stop)
    monkeypatch.setattr(pdf, "LONGEST", 0.01)
    assert refusal(table).title == "文件太大"


def test_broken_files_are_refused_in_words(table: bytes) -> None:
    for seed in range(12):
        rng = Random(seed)
        broken = bytearray(table)
        for _ in range(20):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        with contextlib.suppress(IntakeError):
            assert read_pdf(bytes(broken)).grids
