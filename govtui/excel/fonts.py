"""The fonts that an official sheet is set in, and which of them this computer has.

A workbook only names its fonts: it can neither carry them nor list alternatives. So the exporting computer decides,
and says what it decided. The faces are those of GB/T 9704 and of custom: title in 小标宋, heads in 黑体, body in 仿宋.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterable
from pathlib import Path

import msgspec

_FONT_FILES = (".ttf", ".ttc", ".otf")


class Face(msgspec.Struct, frozen=True):
    """One typeface as a workbook names it."""

    name: str
    aliases: tuple[str, ...] = ()
    """Under what else systems know it: its English name, its file in the Fonts folder of Windows."""
    bold: bool = False
    """Set in bold where it stands in for a heavier face."""


class Role(msgspec.Struct, frozen=True):
    """What a font is for, with the faces that will do, the best first."""

    use: str
    faces: tuple[Face, ...]


TITLE = Role(
    "标题",
    (
        Face("方正小标宋简体", ("FZXiaoBiaoSong-B05S", "FZXBSJW")),
        Face("方正小标宋_GBK", ("FZXiaoBiaoSong-B05", "FZXBSK")),
        Face("华文中宋", ("STZhongsong", "STZHONGS")),
        Face("宋体", ("SimSun",), bold=True),
    ),
)
HEAD = Role(
    "表头",
    (
        Face("黑体", ("SimHei",)),
        Face("方正黑体_GBK", ("FZHei-B01", "FZHTK")),
        Face("微软雅黑", ("Microsoft YaHei", "msyh"), bold=True),
    ),
)
BODY = Role(
    "正文",
    (
        # 仿宋 before 仿宋_GB2312: the standard asks for it, Windows has it, and it knows the rare characters of
        # names, which the other, with its 6,763 characters, leaves to whatever font happens to be there.
        Face("仿宋", ("FangSong", "simfang")),
        Face("仿宋_GB2312", ("FangSong_GB2312", "simfang_GB2312")),
        Face("方正仿宋_GBK", ("FZFangSong-Z02", "FZFSK")),
        Face("华文仿宋", ("STFangsong", "STFANGSO")),
        Face("宋体", ("SimSun",)),
    ),
)


class FontSet(msgspec.Struct, frozen=True):
    """The faces of one sheet."""

    title: Face
    head: Face
    body: Face


def choose_fonts(installed: Collection[str]) -> tuple[FontSet, tuple[str, ...]]:
    """Return the fonts for a sheet and, in Chinese, a note for every one that is not the first choice.

    `installed` holds names as `families` gives them. Where none of the faces is there, the first is named all the
    same: the sheet may be printed on a computer that has it.
    """
    if not installed:
        return FontSet(*(role.faces[0] for role in (TITLE, HEAD, BODY))), (
            "没能查看本机的字体，表中按标准字体（方正小标宋简体、黑体、仿宋）标注",
        )
    chosen, notes = [], []
    for role in (TITLE, HEAD, BODY):
        standard = role.faces[0]
        face = next((face for face in role.faces if _is_there(face, installed)), None)
        if face is None:
            notes.append(f"本机没有{role.use}字体“{standard.name}”及其替代字体，表中仍标注为“{standard.name}”")
        elif face is not standard:
            notes.append(f"本机没有{role.use}字体“{standard.name}”，改用“{face.name}”")
        chosen.append(face or standard)
    return FontSet(*chosen), tuple(notes)


def _is_there(face: Face, installed: Collection[str]) -> bool:
    return any(_folded(name) in installed for name in (face.name, *face.aliases))


def families(listing: Iterable[str]) -> frozenset[str]:
    """Return the names in a listing of fonts, folded for comparison.

    A line is either what `fc-list : family` prints (`SimSun,宋体`) or the name of a font file (`simsun.ttc`).
    """
    names = (Path(line).stem if line.lower().endswith(_FONT_FILES) else line for line in map(str.strip, listing))
    return frozenset(_folded(part) for name in names for part in name.split(",") if part.strip())


def _folded(name: str) -> str:
    return name.replace(" ", "").casefold()


def installed_fonts() -> frozenset[str]:
    """Return the names of this computer's fonts as `families` gives them; none where it cannot be found out."""
    if windows := os.environ.get("WINDIR"):
        folders = [Path(windows) / "Fonts"]
        if own := os.environ.get("LOCALAPPDATA"):
            folders.append(Path(own) / "Microsoft" / "Windows" / "Fonts")
        return families(file.name for folder in folders if folder.is_dir() for file in folder.iterdir())
    try:
        listing = subprocess.run(["fc-list", ":", "family"], capture_output=True, timeout=10, check=True)
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return families(listing.stdout.decode("utf-8", "replace").splitlines())
