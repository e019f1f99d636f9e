from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govtui.excel.measure import height_of, line_count, lines_in, room_of
from govtui.excel.pages import Paginator, Rooms, Strip, Tally, grown, runs
from govtui.excel.themes import ThemeCells, theme_path, theme_samples
from tests.sheet_samples import task_row

ROOMS = Rooms(first=250, other=320, ending=40)
WIDTHS = (300, 2000, 700)
THEME_WIDTHS = (8, 8)
LONG_THEME = "这个主题的名称特别长，只有一项任务时，任务所在的行要跟着变高"

PATHS = [(), ("甲",), ("甲", "乙"), ("甲", "丙"), (LONG_THEME, "乙"), ("甲", LONG_THEME), (LONG_THEME,)]

tasks = st.lists(
    st.tuples(st.sampled_from(PATHS), st.integers(0, 1500), st.integers(0, 300), st.sampled_from("12")), max_size=40
)


def strips_of(drawn: list[tuple[tuple[str, ...], int, int, str]]) -> list[Strip]:
    themes = ThemeCells(THEME_WIDTHS, ROOMS.first - ROOMS.ending)
    return [
        Strip((str(row + 1), "青禾县便民服务。" * (length // 8), "民" * units), themes.of(document, path, row))
        for row, (path, length, units, document) in enumerate(drawn)
    ]


def paginated(strips: list[Strip]) -> tuple[list[list[Strip]], list[str]]:
    return Paginator(ROOMS, WIDTHS, "{}续".format).pages(strips)


@given(tasks)
def test_no_page_is_overfull(drawn: list[tuple[tuple[str, ...], int, int, str]]) -> None:
    pages, _split = paginated(strips_of(drawn))
    for page, room in zip(pages, [ROOMS.first] + [ROOMS.other] * len(pages), strict=False):
        ending = ROOMS.ending if page is pages[-1] else 0
        assert sum(strip.height for strip in page) <= room - ending + 1e-6


@given(tasks)
def test_every_cell_has_the_height_of_its_text(drawn: list[tuple[tuple[str, ...], int, int, str]]) -> None:
    pages, _split = paginated(strips_of(drawn))
    for page in pages:
        for strip in page:
            for text, room in zip(strip.texts, WIDTHS, strict=True):
                assert height_of(line_count(text, room)) <= strip.height + 1e-6
        for level in range(2):
            for run in runs(page, level):
                assert run[0].themes[level].height <= sum(strip.height for strip in run) + 1e-6


@given(tasks)
def test_no_text_is_lost_and_none_is_out_of_order(drawn: list[tuple[tuple[str, ...], int, int, str]]) -> None:
    strips = strips_of(drawn)
    pages, split = paginated(strips)
    rows = [strip for page in pages for strip in page]
    assert all(page for page in pages) or not strips
    for column in (1, 2):
        assert "".join(row.texts[column] for row in rows) == "".join(strip.texts[column] for strip in strips)
    assert [row.texts[0] for row in rows if not row.texts[0].endswith("续")] == [strip.texts[0] for strip in strips]
    assert split == list(dict.fromkeys(row.texts[0].removesuffix("续") for row in rows if row.texts[0].endswith("续")))


@given(tasks)
def test_the_tally_is_what_the_rows_come_to(drawn: list[tuple[tuple[str, ...], int, int, str]]) -> None:
    tally, before = Tally(), []
    for index, strip in enumerate(strips_of(drawn)):
        before.append(Strip(strip.texts, strip.themes, 20.0 + index))
        tally = tally.with_row(before[-1])
        assert tally.height == pytest.approx(sum(grown(before)))


def test_a_task_that_fits_a_page_is_not_split() -> None:
    page_full = "民" * 700
    pages, split = paginated(strips_of([((), 80, 0, "1"), ((), 80, 0, "1")]))
    assert len(pages) == 1
    strips = [Strip((str(i), page_full[:200], ""), ()) for i in range(4)]
    pages, split = paginated(strips)
    assert len(pages) > 1
    assert split == []


def test_a_task_longer_than_a_page_goes_on_under_the_same_number() -> None:
    (first, *_), split = paginated([Strip(("7", "青禾县便民服务。" * 100, "县民政局"), ())])
    assert split == ["7"]
    assert first[0].texts[2] == "县民政局"
    assert first[0].texts[1].endswith("。")


def theme_texts(path: tuple[str, ...], widths: tuple[int, ...] = THEME_WIDTHS) -> list[tuple[str, int]]:
    return [(theme.text, theme.columns) for theme in ThemeCells(widths, 300).of("1", path, 0)]


def test_a_theme_of_one_level_spans_the_columns_of_two() -> None:
    assert theme_texts(("甲",)) == [("甲", 2), ("", 0)]
    assert theme_texts(("甲", "乙")) == [("甲", 1), ("乙", 1)]
    assert theme_texts(("甲", "乙"), (8, 8, 8)) == [("甲", 1), ("乙", 2), ("", 0)]
    assert theme_texts(()) == [("", 2), ("", 0)]


def test_rows_share_a_theme_within_a_document_only() -> None:
    cells = ThemeCells(THEME_WIDTHS, 300)

    def keys(document: str, path: tuple[str, ...], row: int) -> list[object]:
        return [theme.key for theme in cells.of(document, path, row)]

    assert keys("1", ("甲", "乙"), 1) == keys("1", ("甲", "乙"), 2)
    assert keys("1", ("甲", "乙"), 1) != keys("2", ("甲", "乙"), 2)
    assert keys("1", ("甲", "乙"), 1)[0] == keys("1", ("甲", "丙"), 2)[0]
    assert keys("1", ("甲", "乙"), 1)[0] != keys("1", ("甲",), 2)[0], "this one is as wide as both columns"
    assert keys("1", (), 1)[0] != keys("1", (), 2)[0], "no theme is nothing to share"


def test_a_theme_that_no_page_can_hold_is_cut_with_a_mark() -> None:
    cells = ThemeCells(THEME_WIDTHS, 200)
    theme, _ = cells.of("1", ("很长" * 500,), 0)
    assert theme.text.endswith("…（略）")
    assert theme.height <= 200
    assert line_count(theme.text, room_of(sum(THEME_WIDTHS))) <= lines_in(200)
    assert cells.cut == ["很长" * 500]


def test_themes_deeper_than_three_levels_share_the_last_column() -> None:
    assert theme_path(task_row(themes=("一", " ", "（一）", "1", "（1）"))) == ("一", "（一）", "1\n（1）")


def test_a_theme_counts_for_the_width_of_its_column_by_its_share_of_a_row() -> None:
    paths = [("甲乙丙丁",)] * 4 + [("甲乙", "丙丁")]
    assert theme_samples(paths, 2, 1) == [[50, 50, 50, 50, 200], [50, 50, 50, 50, 200]]
    assert theme_samples(paths, 2, 2) == [[50, 50, 200], [50, 50, 200]]
    assert theme_samples([(), ("甲",)], 1, 1) == [[0, 100]]
