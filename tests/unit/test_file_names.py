"""Names that every system bears."""

from __future__ import annotations

import pytest

from govtui.file_names import bearable, is_bearable, safe_name, short_name
from govtui.text import width


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("验收单.pdf", "验收单.pdf"),
        ("a/b\\c:d*?.pdf", "a_b_c_d__.pdf"),
        ("../../x", "_._x"),
        ("..", "文件"),
        ("", "文件"),
        ("con.txt", "_con.txt"),
        ("COM1", "_COM1"),
        ("尾点. . ", "尾点"),
        ("a\x1b[31mb\u202egpj.exe", "abgpj.exe"),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_long_names_are_cut_and_keep_their_ending() -> None:
    cut = safe_name("验" * 250 + ".docx")
    assert cut.endswith("验.docx")
    assert len(cut.encode()) < 255 - len(".tmp")
    assert len(safe_name("x." + "验" * 250).encode()) < 255


@pytest.mark.parametrize(
    ("name", "borne"),
    [
        ("教育/卫生：督办", "教育卫生：督办"),
        ("建议?*<提案>", "建议提案"),
        ("con", "_con"),
        ("NUL .txt", "_NUL .txt"),
        ("lpt1.2024.xlsx", "_lpt1.2024.xlsx"),
        ("控制台", "控制台"),
        ("...", ""),
    ],
)
def test_what_some_system_does_not_take_goes(name: str, borne: str) -> None:
    assert bearable(name) == borne
    assert not borne or is_bearable(borne)


@pytest.mark.parametrize("name", ["", "a/b", "a:b", "aux", "尾点.", "尾空 ", "x" * 256, "换\n行"])
def test_what_is_not_borne_everywhere(name: str) -> None:
    assert not is_bearable(name)


def test_two_blanks_are_borne_as_they_are() -> None:
    assert is_bearable("现场  照片.jpg")


def test_a_title_is_cut_so_that_a_date_has_room() -> None:
    assert width(short_name("青禾县" * 40)) == 60
    assert short_name("？？?", "台账") == "？？"
    assert short_name("??", "台账") == "台账"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("便民服务台账", "便民服务台账"),
        ("2023/2024: 甲\\乙*?", "20232024 甲乙"),
        (" 末尾的点. .", "末尾的点"),
        ("a\nb\x00c", "a bc"),
        ("长" * 200, "长" * 30),
        ("/.:", ""),
    ],
)
def test_titles_become_names(text: str, name: str) -> None:
    assert short_name(text) == name
