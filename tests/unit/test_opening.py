"""Opening files and addresses with the system's own program."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from govtui import opening
from govtui.errors import RequestError
from govtui.opening import open_with_system


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Linux computer with a screen, on which only the programs of this folder are found."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(sys, "platform", "linux")
    return folder


def put_program(folder: Path, name: str, ending: str = "") -> Path:
    """Put a program there that notes its words, one a line. Returns the file that it writes."""
    noted = folder / f"{name}.noted"
    program = folder / name
    text = f'#!/bin/sh\nfor word in "$@"; do echo "$word"; done > {noted}.part\n/bin/mv {noted}.part {noted}\n'
    program.write_text(text + ending)
    program.chmod(0o700)
    return noted


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "验收 单'$(x).pdf"
    path.write_bytes(b"x")
    return path


def refused(target: str | Path) -> RequestError:
    with pytest.raises(RequestError) as caught:
        open_with_system(target)
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize(("name", "words"), [("xdg-open", []), ("gio", ["open"])])
def test_linux_hands_files_to_what_it_has(programs: Path, file: Path, name: str, words: list[str]) -> None:
    noted = put_program(programs, name)
    open_with_system(file)
    assert noted.read_text().splitlines() == [*words, str(file)]


def test_a_name_is_a_file_as_well(programs: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = put_program(programs, "xdg-open")
    monkeypatch.chdir(file.parent)
    open_with_system(file.name)
    assert noted.read_text().splitlines() == [str(file)]


def test_a_file_whose_name_looks_like_a_word_of_command_is_a_file(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted = put_program(programs, "xdg-open")
    (tmp_path / "--help").touch()
    monkeypatch.chdir(tmp_path)
    open_with_system("--help")
    assert noted.read_text().splitlines() == [str(tmp_path / "--help")]


def test_addresses_are_handed_on_as_they_are(programs: Path) -> None:
    noted = put_program(programs, "xdg-open")
    open_with_system("https://www.qinghe.gov.cn/a?b=$(c)&d")
    assert noted.read_text().splitlines() == ["https://www.qinghe.gov.cn/a?b=$(c)&d"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "ms-settings:x", "ftp://a.cn/b"])
def test_only_pages_are_addresses(programs: Path, address: str) -> None:
    noted = put_program(programs, "xdg-open")
    assert "不是网页地址" in refused(address).message
    assert not noted.exists()


@pytest.mark.parametrize("name", ["a.exe", "照片.JPG.EXE", "a.lnk", "a.js", "a.msi", "a.desktop", "a.wsf", "a.vbe"])
def test_what_would_be_run_is_not_opened(programs: Path, tmp_path: Path, name: str) -> None:
    noted = put_program(programs, "xdg-open")
    (tmp_path / name).touch()
    assert "程序" in refused(tmp_path / name).message
    assert not noted.exists()


def test_what_is_not_there_is_told(programs: Path, tmp_path: Path) -> None:
    assert "没有找到" in refused(tmp_path / "没有.pdf").message
    assert "没有找到" in refused("没有.pdf").message


def test_a_system_without_a_starter_is_told(programs: Path, file: Path) -> None:
    assert str(file) in refused(file).hint


def test_a_computer_without_a_screen_is_told(programs: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = put_program(programs, "xdg-open")
    monkeypatch.delenv("DISPLAY")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert "没有图形桌面" in refused(file).message
    assert not noted.exists()


def test_a_starter_that_finds_no_program_is_told(programs: Path, file: Path) -> None:
    put_program(programs, "xdg-open", "exit 3\n")
    assert "没有打开这类文件的程序" in refused(file).message


def test_a_starter_that_cannot_be_run_is_told(programs: Path, file: Path) -> None:
    (programs / "xdg-open").write_bytes(b"\x7fELF no program")
    (programs / "xdg-open").chmod(0o700)
    assert "没有打开" in refused(file).message


def test_a_program_that_stays_open_is_not_waited_for(
    programs: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    really = subprocess.Popen

    def noting(*arguments: object, **named: object) -> subprocess.Popen[bytes]:
        started.append(really(*arguments, **named))  # type: ignore[call-overload]
        return started[-1]

    monkeypatch.setattr(opening, "SECONDS", 0.05)
    monkeypatch.setattr(subprocess, "Popen", noting)
    put_program(programs, "xdg-open", "exec /bin/sleep 60\n")
    begun = time.monotonic()
    open_with_system(file)
    assert time.monotonic() - begun < 30
    (process,) = started
    assert process.poll() is None
    assert os.getsid(process.pid) == process.pid  # it has no terminal, and ends when its user wants
    process.kill()
    for _ in range(500):
        if process.returncode is not None:
            break
        time.sleep(0.01)
    assert process.returncode == -9  # somebody waits for its end


def test_mac_has_a_starter_of_its_own(programs: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.delenv("DISPLAY")
    noted = put_program(programs, "open")
    open_with_system(file)
    assert noted.read_text().splitlines() == [str(file)]


def test_windows_starts_files_itself(programs: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", opened.append, raising=False)
    open_with_system(file)
    open_with_system("http://qinghe.gov.cn")
    assert opened == [str(file), "http://qinghe.gov.cn"]

    def unknown(target: str) -> None:
        raise OSError(1155, "No application is associated with the specified file for this operation")

    monkeypatch.setattr(os, "startfile", unknown, raising=False)
    assert "No application" in refused(file).message
