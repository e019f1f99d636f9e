"""The command that hands a ledger over."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from command_line import Govtui, command_line
from openpyxl import load_workbook

from govtui.__main__ import main
from govtui.config import Settings, save_settings
from govtui.ledger.evidence import keep_file, kept_path
from govtui.ledger.ledger import Ledger
from tests.ledger_samples import Clock, document_draft


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A ledger with two tasks and a file of evidence."""
    folder = tmp_path / "台账"
    (tmp_path / "照片.jpg").write_bytes(b"photo")
    with Ledger.open(folder, now=Clock()) as ledger:
        ledger.add_documents([document_draft("1", "2")])
        ledger.attach("1-1", [keep_file(folder, tmp_path / "照片.jpg")])
    return folder


@pytest.fixture
def govtui(capsys: pytest.CaptureFixture[str], folder: Path) -> Govtui:
    """The command line on the ledger of `folder`, on 2023-11-22."""

    return command_line(capsys, "--ledger", folder, "--today", "2023-11-22")


def cells(path: Path) -> list[str]:
    rows = load_workbook(path)["交接说明"].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row if value]


def test_a_package(govtui: Govtui, tmp_path: Path) -> None:
    target = tmp_path / "交接.zip"
    answer = govtui("handover", target, "--to", "周慧", "--witness", "王某", "--from", "李春生", "--unit", "审批局")
    assert (answer.code, answer.out) == (0, f"已做好交接包：未办结2项，佐证材料1件：{target}\n")
    with ZipFile(target) as archive:
        assert archive.namelist() == ["说明.txt", "工作交接表.xlsx", "台账备份.zip", "佐证材料/1-1/照片.jpg"]
        archive.extract("工作交接表.xlsx", tmp_path)
    found = cells(tmp_path / "工作交接表.xlsx")
    assert found[1:9] == [
        "移交单位：审批局",
        "交接日期：2023年11月22日",
        *("移交人", "李春生", "接收人", "周慧", "监交人", "王某"),
    ]


def test_the_sheet_alone(govtui: Govtui, tmp_path: Path) -> None:
    save_settings(Settings(unit="青禾县行政审批服务局", operator="李春生"))
    target = tmp_path / "交接.xlsx"
    answer = govtui("handover", target)
    assert (answer.code, answer.out) == (0, f"已导出工作交接表：未办结2项：{target}\n")
    found = cells(target)
    assert "移交单位：青禾县行政审批服务局" in found
    assert found[found.index("移交人") + 1] == "李春生"


@pytest.mark.parametrize("name", ["交接.zip", "交接.xlsx"])
def test_evidence_at_fault_is_told(govtui: Govtui, folder: Path, tmp_path: Path, name: str) -> None:
    with Ledger.open(folder, reading=True) as ledger:
        kept_path(folder, ledger.tasks["1-1"].evidence[0]).unlink()
    answer = govtui("handover", tmp_path / name)
    assert answer.code == 0
    assert answer.err.startswith("任务 1-1 的佐证材料“照片.jpg”不能移交：文件不见了\n")


@pytest.mark.parametrize("name", ["交接.zip", "交接.xlsx"])
def test_a_file_is_overwritten_only_when_asked(govtui: Govtui, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"signed")
    answer = govtui("handover", tmp_path / name)
    assert (answer.code, answer.out) == (1, "")
    assert "--force" in answer.err
    assert (tmp_path / name).read_bytes() == b"signed"
    assert govtui("handover", tmp_path / name, "--force").code == 0
    assert (tmp_path / name).read_bytes() != b"signed"


def test_another_ending(govtui: Govtui, tmp_path: Path) -> None:
    answer = govtui("handover", tmp_path / "交接.docx")
    assert (answer.code, answer.out) == (2, "")
    assert ".zip" in answer.err


def test_nothing_to_hand_over(govtui: Govtui, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(tmp_path / "空台账"):
        pass
    assert main(["--ledger", str(tmp_path / "空台账"), "handover", str(tmp_path / "a.zip")]) == 1
    assert "还没有任务" in capsys.readouterr().err


def test_a_ledger_that_is_open_elsewhere_can_be_handed_over(govtui: Govtui, folder: Path, tmp_path: Path) -> None:
    with Ledger.open(folder) as ledger:
        assert govtui("handover", tmp_path / "交接.zip").code == 0
        assert not ledger.read_only
