"""A sheet that cannot be written: a clear word, the old file untouched, nothing left behind."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from tempfile import mkdtemp

import pytest

from govtui.errors import ExportError
from govtui.excel.register import write_register
from tests.sheet_samples import FORM, task_row

ROWS = [task_row()]
FONTS = frozenset({"仿宋"})

IN_A_PROCESS_OF_ITS_OWN = """
import os, sys, resource
from pathlib import Path
from tempfile import TemporaryDirectory
from govtui.errors import ExportError
from govtui.excel.register import write_register
from tests.sheet_samples import FORM, plan_rows

rows = plan_rows(50)
with TemporaryDirectory() as folder:  # now whatever is imported late has been
    write_register(Path(folder) / "first.xlsx", rows, FORM, installed={{"仿宋"}})
{limit}
try:
    write_register(Path(sys.argv[1]), rows, FORM, installed={{"仿宋"}})
except ExportError as error:
    print(error.title, error.message, error.hint, sep="\\n")
"""


def run(limit: str, path: Path) -> list[str]:
    program = IN_A_PROCESS_OF_ITS_OWN.format(limit=limit)
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)], capture_output=True, text=True, encoding="utf-8", env=environment
    )
    assert done.stderr == "", "nothing is left to be complained about on the way out"
    assert done.returncode == 0
    return done.stdout.splitlines()


def refused(path: Path) -> ExportError:
    with pytest.raises(ExportError) as caught:
        write_register(path, ROWS, FORM, installed=FONTS)
    error = caught.value
    assert error.title
    assert error.message
    assert error.hint
    return error


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit of this kind")
@pytest.mark.parametrize(("limit", "said"), [(4000, "写不进去"), (100, "临时文件夹")])
def test_a_full_disk(tmp_path: Path, limit: int, said: str) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"the old sheet")
    title, message, hint = run(f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))", path)
    assert title.startswith("表格没有")
    assert said in message
    assert hint
    assert path.read_bytes() == b"the old sheet"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["台账.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows folders have no permission bits")
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_cannot_be_written(there: bool) -> None:
    folder = Path(mkdtemp())  # not below pytest's own, which nobody else may enter
    path = folder / "台账.xlsx"
    if there:
        path.write_bytes(b"the old sheet")
        path.chmod(0o666)
    folder.chmod(0o555)
    try:
        title, message, hint = run("if os.geteuid() == 0: os.seteuid(65534)", path)
        assert title == "表格没有保存"
        assert str(folder) in message
        assert hint
        assert [file.read_bytes() for file in folder.iterdir()] == [b"the old sheet"] * there
    finally:
        folder.chmod(0o755)
        path.unlink(missing_ok=True)
        folder.rmdir()


def test_a_file_that_is_open_in_excel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"the old sheet")

    def locked(self: Path, target: Path) -> None:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "replace", locked)
    error = refused(path)
    assert "Excel" in error.message
    assert "关闭" in error.hint
    assert path.read_bytes() == b"the old sheet"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["台账.xlsx"]


def test_a_file_that_may_not_be_opened_is_noticed_before_the_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"the old sheet")
    really_open = Path.open

    def guarded(self: Path, mode: str = "r", *args: object, **kwargs: object) -> object:
        if self == path and "+" in mode:
            raise PermissionError(errno.EACCES, "sharing violation")
        return really_open(self, mode, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", guarded)
    monkeypatch.setattr("govtui.excel.register.lay_out", lambda *args: pytest.fail("the work was begun"))
    assert "Excel" in refused(path).message


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    error = refused(tmp_path / "没有" / "台账.xlsx")
    assert "没有" in error.message
    assert "建立" in error.hint
    assert not (tmp_path / "没有").exists()


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "台账.xlsx").mkdir()
    assert "文件夹" in refused(tmp_path / "台账.xlsx").message


@pytest.mark.parametrize("path", [Path(), Path("/"), Path("..")])
def test_a_folder_alone(path: Path) -> None:
    assert "文件名" in refused(path).hint


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    assert "短" in refused(tmp_path / ("很长" * 100)).hint


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    assert "没有" in refused(tmp_path / "文件" / "台账.xlsx").message


@pytest.mark.parametrize("name", ["台账.xls", "台账.et", "台账.CSV", "台账.docx", "台账.pdf"])
def test_another_format_is_refused(tmp_path: Path, name: str) -> None:
    error = refused(tmp_path / name)
    assert ".xlsx" in error.message
    assert [file for file in tmp_path.iterdir() if file.is_file()] == []


@pytest.mark.parametrize(
    ("name", "written"),
    [("台账", "台账.xlsx"), ("报送表2023.11", "报送表2023.11.xlsx"), ("A.XLSX", "A.XLSX"), (".xlsx", ".xlsx.xlsx")],
)
def test_the_ending_is_added_where_there_is_none(tmp_path: Path, name: str, written: str) -> None:
    sheet = write_register(tmp_path / name, ROWS, FORM, installed=FONTS)
    assert sheet.path == tmp_path / written
    assert sheet.path.is_file()


@pytest.mark.skipif(os.name == "nt", reason="Windows needs a privilege for links")
def test_a_link_leads_to_the_file_that_is_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.xlsx", tmp_path / "link.xlsx"
    real.write_bytes(b"old")
    link.symlink_to(real)
    write_register(link, ROWS, FORM, installed=FONTS)
    assert link.is_symlink()
    assert real.stat().st_size > 1000


def test_a_sheet_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(b"the old sheet")
    write_register(path, ROWS, FORM, installed=FONTS)
    assert path.read_bytes()[:2] == b"PK"
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["台账.xlsx"]
