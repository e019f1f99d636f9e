from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from govtui.excel.fonts import choose_fonts, families, installed_fonts

ALL = ["方正小标宋简体", "黑体", "仿宋"]


def test_the_standard_fonts_need_no_word() -> None:
    fonts, notes = choose_fonts(families(ALL))
    assert [fonts.title.name, fonts.head.name, fonts.body.name] == ALL
    assert notes == ()


@pytest.mark.parametrize(
    "listing",
    [
        ["FZXiaoBiaoSong-B05S,方正小标宋简体", "SimHei,黑体", "FangSong,仿宋"],
        ["FZXBSJW.TTF", "simhei.ttf", "simfang.ttf", "desktop.ini"],
        ["fzxiaobiaosong-b05s", "SIMHEI", "Fang Song"],
    ],
)
def test_fonts_are_known_by_their_names_and_by_their_files(listing: list[str]) -> None:
    assert choose_fonts(families(listing))[1] == ()


def test_a_stand_in_is_named() -> None:
    fonts, notes = choose_fonts(families(["STZhongsong,华文中宋", "msyh.ttc", "仿宋_GB2312"]))
    assert [fonts.title.name, fonts.head.name, fonts.body.name] == ["华文中宋", "微软雅黑", "仿宋_GB2312"]
    assert (fonts.title.bold, fonts.head.bold) == (False, True)
    assert notes == (
        "本机没有标题字体“方正小标宋简体”，改用“华文中宋”",
        "本机没有表头字体“黑体”，改用“微软雅黑”",
        "本机没有正文字体“仿宋”，改用“仿宋_GB2312”",
    )


def test_the_best_of_several_stand_ins_is_taken() -> None:
    assert choose_fonts(families(["simsun.ttc", "stzhongs.ttf"]))[0].title.name == "华文中宋"


def test_a_song_title_is_bold_and_a_song_body_is_not() -> None:
    fonts, _notes = choose_fonts(families(["simsun.ttc"]))
    assert (fonts.title.name, fonts.title.bold) == ("宋体", True)
    assert (fonts.body.name, fonts.body.bold) == ("宋体", False)


def test_without_any_of_them_the_standard_is_named_and_the_clerk_told() -> None:
    fonts, notes = choose_fonts(families(["DejaVu Sans"]))
    assert [fonts.title.name, fonts.head.name, fonts.body.name] == ALL
    assert len(notes) == 3
    assert all("替代字体" in note for note in notes)


def test_an_unknown_computer_is_said_to_be_one() -> None:
    fonts, notes = choose_fonts(frozenset())
    assert fonts.body.name == "仿宋"
    assert len(notes) == 1


def test_windows_is_asked_by_its_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "local" / "Microsoft" / "Windows" / "Fonts"
    for folder, file in ((tmp_path / "win" / "Fonts", "simfang.ttf"), (own, "方正小标宋简体.TTF")):
        folder.mkdir(parents=True)
        (folder / file).touch()
    monkeypatch.setenv("WINDIR", str(tmp_path / "win"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    assert installed_fonts() == {"simfang", "方正小标宋简体"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fontconfig to ask")
def test_elsewhere_fontconfig_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "fc-list"
    program.write_text("#!/bin/sh\necho 'FangSong,仿宋'\necho 'DejaVu Sans'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.delenv("WINDIR", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    assert installed_fonts() == {"fangsong", "仿宋", "dejavusans"}


@pytest.mark.parametrize("failure", [FileNotFoundError(), subprocess.TimeoutExpired("fc-list", 10)])
def test_a_failing_fontconfig_is_no_failure(failure: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise failure

    monkeypatch.delenv("WINDIR", raising=False)
    monkeypatch.setattr(subprocess, "run", fail)
    assert installed_fonts() == frozenset()
