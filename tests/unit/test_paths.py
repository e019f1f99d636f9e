"""What somebody types, pastes or drags as a path."""

from __future__ import annotations

from pathlib import Path

import pytest

from govtui.paths import shown_path, typed_path
from govtui.text import width


@pytest.mark.parametrize("typed", ["{}", "  {} ", '"{}"', "'{}'", "“{}”", "‘{}’"])
def test_quotes_and_blanks_around_a_path_are_no_part_of_it(typed: str, tmp_path: Path) -> None:
    path = tmp_path / "任务 分解表.txt"
    assert typed_path(typed.format(path)) == path


@pytest.mark.parametrize("name", [" 台账 ", "“台账”", "'台账"])
def test_a_name_that_has_blanks_or_quotes_is_found_by_it(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    assert typed_path(str(tmp_path / name)) == tmp_path / name


def test_a_file_manager_gives_an_address(tmp_path: Path) -> None:
    path = tmp_path / "任务 分解表.txt"
    assert "%20" in path.as_uri()
    assert typed_path(path.as_uri()) == path


def test_home_stands_for_the_users_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert typed_path("~/表.txt") == tmp_path / "表.txt"


def test_the_home_of_nobody_is_a_name_like_any_other() -> None:
    assert typed_path("~没有这个用户/表.txt") == Path("~没有这个用户/表.txt")


@pytest.mark.parametrize("cells", [60, 12, 1, 0, -8])
def test_a_long_path_is_shown_by_its_end_in_any_window(cells: int) -> None:
    shown = shown_path(Path("/数据/办公室/2023年/台账"), cells)
    assert width(shown) <= max(1, cells)
    assert cells < 2 or shown.endswith("账")
