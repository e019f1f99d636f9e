"""The manual: what is read of its pages, and that what it lists is what the program has."""

from __future__ import annotations

import os
import re

import pytest

from govtui.keys.keymap import PARTS
from govtui.keys.main import MAIN, VIEW_ACTIONS
from govtui.keys.own import key_of
from govtui.manual import PAGES, Block, Kind, Span, keys_page, manual, read_page
from govtui.paths import asset
from govtui.review.saved_views import BUILT_IN
from govtui.text import width
from widgets.manual_text import column_widths, inked, line_cells, marked, page_of

PAGE = """# 青禾县手册

第一段的**要点**，按 **F3**，写成 `灯:红`，
接着写。A line
of words，见[时限](time.md)。

![图](x.svg)

## 一、清单

- 第一条
  接下去
  - 里面一条
1. 第一步

| 按键 | 用处 |
|---|---|
| `a\\|b` | **粗** 细 |

```
govtui list
  两格
```
"""


def words(page: str) -> list[str]:
    return [block.words for block in read_page(page)]


def test_blocks_of_a_page() -> None:
    blocks = read_page(PAGE)
    assert [block.kind for block in blocks] == [
        Kind.HEADING,
        Kind.PARAGRAPH,
        Kind.HEADING,
        Kind.ITEM,
        Kind.ITEM,
        Kind.ITEM,
        Kind.TABLE,
        Kind.EXAMPLE,
    ]
    assert [(block.level, block.mark) for block in blocks[2:6]] == [(2, ""), (0, ""), (1, ""), (0, "1.")]


def test_lines_are_joined_as_their_language_wants() -> None:
    assert words(PAGE)[1] == "第一段的要点，按 F3，写成 灯:红，接着写。A line of words，见时限。"
    assert words(PAGE)[3] == "第一条接下去"


def test_styles_inside_a_text() -> None:
    text = read_page("按 **F3**，写 `灯:红`。")[0].text
    assert text == (Span("按 "), Span("F3", "strong"), Span("，写 "), Span("灯:红", "code"), Span("。"))


def test_a_table_has_its_header_and_its_escaped_bars() -> None:
    table = read_page(PAGE)[6]
    assert table.rows[0] == ((Span("按键"),), (Span("用处"),))
    assert table.rows[1] == ((Span("a|b", "code"),), (Span("粗", "strong"), Span(" 细")))


def test_an_example_keeps_its_shape() -> None:
    assert read_page(PAGE)[7].rows == (((Span("govtui list", "code"),),), ((Span("  两格", "code"),),))


@pytest.mark.parametrize("cells", [20, 36, 54, 120])
def test_no_line_is_wider_than_the_window(cells: int) -> None:
    for line in page_of(manual(), cells).lines:
        assert line_cells(line) <= cells


def test_columns_line_up() -> None:
    table = next(block for block in manual() if block.kind is Kind.TABLE)
    count = len(table.rows[0])
    widths = column_widths(table.rows, count, 50)
    assert sum(widths) + 2 * (count - 1) <= 50


def test_text_keeps_its_characters_and_styles_when_it_is_wrapped() -> None:
    text = (Span("打字就是筛选，"), Span("czj", "code"), Span("就是财政局，几个词都要出现"))
    lines = inked(text, 10)
    assert "".join(piece for line in lines for piece, _ in line) == "".join(span.text for span in text)
    assert ("czj", "key") in [piece for line in lines for piece in line]


def test_what_is_looked_for_stands_out() -> None:
    blocks = [Block(Kind.PARAGRAPH, (Span("报送批次和延期"),)), Block(Kind.PARAGRAPH, (Span("延期"),))]
    lines = marked(page_of(blocks, 40), [0], ["延期"])
    assert lines == [[("报送批次和", ""), ("延期", "hit")], [], [("延期", "")]]


def test_every_page_begins_with_its_title_and_has_no_mark_left_over() -> None:
    for page in PAGES:
        blocks = read_page(asset(f"help/{page}").read_text(encoding="utf-8"))
        assert (blocks[0].kind, blocks[0].level) == (Kind.HEADING, 1), page
        for block in blocks:
            if block.kind is not Kind.EXAMPLE:
                assert not re.search(r"\*\*|`|\]\(", block.words), block.words


def test_titles_fit_into_the_contents() -> None:
    for block in manual():
        if block.kind is Kind.HEADING and block.level <= 2:
            assert width(block.words) <= 40, block.words


def test_the_page_of_keys_is_the_table_of_keys() -> None:
    file = asset("help") / "keys.md"
    page = keys_page(PARTS)
    if os.environ.get("GOVTUI_UPDATE_SNAPSHOTS") == "1":
        file.write_text(page, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == page, "store it with GOVTUI_UPDATE_SNAPSHOTS=1"


def test_the_views_of_the_manual_are_those_of_the_keys() -> None:
    text = asset("help/review.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| (\d) \| (\S+) \|", text, re.MULTILINE)
    assert told == [(action.keys[0], action.label) for action in VIEW_ACTIONS]
    assert told == [(str(view.digit), view.name) for view in BUILT_IN]


def test_every_key_that_the_page_of_the_main_screen_names_is_a_key_of_it() -> None:
    text = asset("help/review.md").read_text(encoding="utf-8")
    known = {key for action in MAIN.actions for key in action.every_key}
    named = re.findall(
        r"\*\*((?:Ctrl\+|Shift\+)?(?:F\d+|[A-Z]|上箭头|下箭头|左箭头|右箭头|Backspace|Enter|Esc|空格))\*\*", text
    )
    assert len(named) > 20
    for name in named:
        assert key_of(name) in known, name


def test_every_function_that_the_page_on_settings_names_is_one() -> None:
    text = asset("help/settings.md").read_text(encoding="utf-8")
    table = text[text.index("常用功能的代号") : text.index("## 终端")]
    named = re.findall(r"`([a-z_]+(?:\(\d\))?)`", table)
    assert len(named) > 20
    assert set(named) <= {action.id for action in MAIN.actions}
