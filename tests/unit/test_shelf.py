"""Which ledger is opened, by what name it is found, what is remembered of it, and where a new one goes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from govtui import shelf
from govtui.config import RecentLedger, Settings
from govtui.errors import LedgerError, RequestError
from govtui.ledger.ledger import Ledger
from govtui.paths import default_ledger

MOMENT = dt.datetime(2024, 1, 3, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def made(folder: Path) -> Path:
    """Make an empty ledger."""
    Ledger.open(folder).close()
    return folder


def shelved(*ledgers: tuple[Path, str], ledger: str = "") -> Settings:
    return Settings(recent=tuple(RecentLedger(str(folder), name, MOMENT) for folder, name in ledgers), ledger=ledger)


def names(settings: Settings) -> list[str]:
    return [ledger.title for ledger in shelf.known(settings)]


# Which one is opened


def test_the_first_start_opens_the_one_in_the_users_data_folder() -> None:
    assert shelf.folder_to_open(Settings()) == default_ledger()


def test_the_chosen_one_is_opened(tmp_path: Path) -> None:
    folder = made(tmp_path / "2024年")
    assert shelf.folder_to_open(shelf.prefer(Settings(), folder)) == folder


def test_the_one_of_the_environment_comes_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOVTUI_LEDGER", str(tmp_path / "别处"))
    assert shelf.folder_to_open(shelf.prefer(Settings(), made(tmp_path / "2024年"))) == tmp_path / "别处"


@pytest.mark.parametrize("left", [True, False], ids=["the place where a drive was is empty", "nothing is left"])
def test_a_chosen_one_whose_drive_is_missing_is_never_replaced_by_an_empty_one(tmp_path: Path, left: bool) -> None:
    folder = tmp_path / "U盘" / "台账"
    if left:
        folder.mkdir(parents=True)
    settings = shelf.prefer(shelf.remember(Settings(), folder, "2024年政务公开台账", MOMENT), folder)
    with pytest.raises(LedgerError) as caught:
        shelf.folder_to_open(settings)
    assert caught.value.title == "台账不在原来的位置"
    assert "2024年政务公开台账" in caught.value.message
    assert str(folder) in caught.value.message
    assert not left or not list(folder.iterdir())


# Finding


def test_a_folder_is_found_as_it_is_written(tmp_path: Path) -> None:
    assert shelf.find(Settings(), str(tmp_path / "新台账")) == tmp_path / "新台账", "a ledger may be begun there"
    assert shelf.find(Settings(), f"“{made(tmp_path / '旧台账')}”") == tmp_path / "旧台账"


@pytest.mark.parametrize("word", ["2024年政务公开台账", "２０２４年政务公开台账", " 2024年政务公开台账 "])
def test_a_name_is_found_however_it_is_typed(tmp_path: Path, word: str) -> None:
    settings = shelved((made(tmp_path / "甲"), "2024年政务公开台账"), (made(tmp_path / "乙"), "2023年政务公开台账"))
    assert shelf.find(settings, word) == tmp_path / "甲"


def test_a_name_goes_before_a_folder_of_the_same_name_that_holds_no_ledger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "桌面" / "应急台账").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "桌面")
    assert shelf.find(shelved((made(tmp_path / "甲"), "应急台账")), "应急台账") == tmp_path / "甲"
    assert shelf.find(Settings(), "应急台账") == Path("应急台账")
    made(tmp_path / "桌面" / "应急台账")
    assert shelf.find(shelved((tmp_path / "甲", "应急台账")), "应急台账") == Path("应急台账")


@pytest.mark.parametrize("word", ["2024年政务公台账", "2024年", "政务公开"])
def test_an_unknown_name_is_told_with_those_that_are_close(tmp_path: Path, word: str) -> None:
    settings = shelved((made(tmp_path / "甲"), "2024年政务公开台账"), (made(tmp_path / "乙"), "防汛"))
    with pytest.raises(RequestError) as caught:
        shelf.find(settings, word)
    assert caught.value.hint == "是不是“2024年政务公开台账”"


def test_an_unknown_name_without_any_close_one_leads_to_the_list() -> None:
    with pytest.raises(RequestError) as caught:
        shelf.find(Settings(), "人大建议")
    assert "govtui ledgers" in caught.value.hint


def test_a_name_that_two_have_is_refused_with_their_folders(tmp_path: Path) -> None:
    settings = shelved((made(tmp_path / "甲"), "应急台账"), (made(tmp_path / "乙"), "应急台账"))
    with pytest.raises(RequestError) as caught:
        shelf.find(settings, "应急台账")
    assert str(tmp_path / "甲") in caught.value.message
    assert str(tmp_path / "乙") in caught.value.message


@pytest.mark.parametrize("by_name", [True, False])
def test_a_known_ledger_that_is_not_there_is_not_begun_anew(tmp_path: Path, by_name: bool) -> None:
    settings = shelved((tmp_path / "U盘" / "台账", "应急台账"))
    with pytest.raises(LedgerError, match="台账不在原来的位置"):
        shelf.find(settings, "应急台账" if by_name else str(tmp_path / "U盘" / "台账"))


# What is remembered


def test_what_was_opened_last_stands_first_and_once(tmp_path: Path) -> None:
    settings = Settings()
    for name in ("甲", "乙", "甲"):
        settings = shelf.remember(settings, tmp_path / name, f"{name}台账", MOMENT)
    assert names(settings) == ["甲台账", "乙台账"]
    assert settings.recent[0] == RecentLedger(str(tmp_path / "甲"), "甲台账", MOMENT)


def test_a_detour_in_a_path_makes_no_other_ledger(tmp_path: Path) -> None:
    settings = shelf.remember(Settings(), tmp_path / "甲", "旧名", MOMENT)
    settings = shelf.remember(settings, tmp_path / "乙" / ".." / "甲", "新名", MOMENT)
    assert settings.recent == (RecentLedger(str(tmp_path / "甲"), "新名", MOMENT),)


def test_no_more_than_twenty_are_remembered(tmp_path: Path) -> None:
    settings = Settings()
    for number in range(30):
        settings = shelf.remember(settings, tmp_path / str(number), f"第{number}本", MOMENT)
    assert names(settings) == [f"第{number}本" for number in range(29, 9, -1)]


def test_what_is_forgotten_is_not_listed_and_not_touched(tmp_path: Path) -> None:
    settings = shelved((made(tmp_path / "甲"), "甲台账"), (made(tmp_path / "乙"), "乙台账"))
    assert names(shelf.forget(settings, tmp_path / "甲")) == ["乙台账"]
    assert shelf.holds_ledger(tmp_path / "甲")


def test_ledgers_in_the_programs_own_folder_are_listed_even_if_nothing_is_remembered() -> None:
    made(default_ledger())
    made(shelf.new_folder("2024年政务公开台账"))
    (shelf.ledgers_folder() / "杂物").mkdir()
    assert names(Settings()) == ["未命名台账", "2024年政务公开台账"]
    assert names(shelved((default_ledger(), "老台账"))) == ["老台账", "2024年政务公开台账"]
    assert shelf.stands_in_own_folder(default_ledger())


def test_a_ledger_elsewhere_does_not_stand_in_the_own_folder(tmp_path: Path) -> None:
    assert not shelf.stands_in_own_folder(made(tmp_path / "甲"))


@pytest.mark.parametrize("folder", ["不在", "a\0b", "长" * 300])
def test_where_no_ledger_can_be_is_none(tmp_path: Path, folder: str) -> None:
    assert not shelf.holds_ledger(tmp_path / folder)


# A new one


def test_a_new_one_goes_into_a_folder_of_its_own(tmp_path: Path) -> None:
    assert shelf.new_folder("2024年政务公开台账") == shelf.ledgers_folder() / "2024年政务公开台账"
    assert shelf.new_folder("防汛", tmp_path) == tmp_path / "防汛"
    assert not (tmp_path / "防汛").exists()


@pytest.mark.parametrize(
    ("name", "folder"),
    [
        ("教育/卫生：督办", "教育卫生：督办"),
        (" 2024\t年 ", "2024 年"),
        ("..防汛. ", "防汛"),
        ("con", "_con"),
        ("COM1.总", "_COM1.总"),
        ("建议?*<提案>", "建议提案"),
    ],
)
def test_the_folder_has_a_name_that_every_system_takes(tmp_path: Path, name: str, folder: str) -> None:
    assert shelf.new_folder(name, tmp_path) == tmp_path / folder


@pytest.mark.parametrize("name", ["", "  \n", "///", "...", "字" * 61])
def test_a_name_that_makes_none_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(RequestError) as caught:
        shelf.new_folder(name, tmp_path)
    assert caught.value.hint


def test_the_longest_name_makes_a_folder_that_can_be_made(tmp_path: Path) -> None:
    shelf.new_folder("账" * shelf.LONGEST_NAME, tmp_path).mkdir()


def test_a_new_one_never_goes_where_something_is(tmp_path: Path) -> None:
    made(tmp_path / "甲")
    (tmp_path / "乙").mkdir()
    (tmp_path / "乙" / "照片.jpg").write_bytes(b"1")
    (tmp_path / "丙").write_bytes(b"1")
    for name, title in [("甲", "这本台账已经有了"), ("乙", "不能在这里新建台账"), ("丙", "不能在这里新建台账")]:
        with pytest.raises(RequestError) as caught:
            shelf.new_folder(name, tmp_path)
        assert caught.value.title == title
    (tmp_path / "空").mkdir()
    assert shelf.new_folder("空", tmp_path) == tmp_path / "空"
