"""The manual as plain values: the pages of `assets/help`, read from the little of Markdown that they are written in.

Headings, paragraphs, lists, tables and examples; within them strong text, code and links, of which the words stay. What
a page's pictures show is seen on the screen itself, so they are left out here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import NamedTuple

from govtui.keys.actions import Action, Part, key_name
from govtui.paths import asset

PAGES = ("review.md", "filter.md", "manual.md", "time.md", "keeping.md", "settings.md", "keys.md")
"""The pages of the manual in their order."""


class Kind(Enum):
    """What a block of a page is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TABLE = "table"
    EXAMPLE = "example"


class Span(NamedTuple):
    """A piece of text; its style is `strong`, `code` or empty."""

    text: str
    style: str = ""


Text = tuple[Span, ...]


class Block(NamedTuple):
    """One block. A heading has a level from 1, an item a level from 0 and a mark; rows are those of a table, the first
    its header, or the lines of an example, each of one cell.
    """

    kind: Kind
    text: Text = ()
    level: int = 0
    mark: str = ""
    rows: tuple[tuple[Text, ...], ...] = ()

    @property
    def words(self) -> str:
        """All of the text, to be searched."""
        cells = [self.text, *(cell for row in self.rows for cell in row)]
        return "\n".join("".join(span.text for span in cell) for cell in cells)


_INLINE = re.compile(r"\*\*(?P<strong>.+?)\*\*|`(?P<code>[^`]+)`|!?\[(?P<link>[^\]]*)\]\([^)]*\)")
_HEADING = re.compile(r"(#{1,4}) +(.+)")
_ITEM = re.compile(r"( *)(-|\d+\.) +(.+)")
_RULE_ROW = re.compile(r"\|[\s:|-]+\|")


def manual() -> tuple[Block, ...]:
    """Return the blocks of all pages, one behind the other."""
    return tuple(block for page in PAGES for block in read_page(asset(f"help/{page}").read_text(encoding="utf-8")))


def read_page(page: str) -> list[Block]:
    """Return the blocks of a page."""
    blocks: list[Block] = []
    lines = page.splitlines()
    place = 0
    while place < len(lines):
        line = lines[place].strip()
        if line.startswith("```"):
            end = next((at for at in range(place + 1, len(lines)) if lines[at].strip() == "```"), len(lines))
            example: list[tuple[Text, ...]] = [((Span(text, "code"),),) for text in _unindented(lines[place + 1 : end])]
            blocks.append(Block(Kind.EXAMPLE, rows=tuple(example)))
            place = end + 1
        elif line.startswith("|"):
            end = place
            while end < len(lines) and lines[end].strip().startswith("|"):
                end += 1
            rows = tuple(_cells(row) for row in lines[place:end] if not _RULE_ROW.fullmatch(row.strip()))
            blocks.append(Block(Kind.TABLE, rows=rows))
            place = end
        else:
            place = _read_text(blocks, lines, place)
    return blocks


def keys_page(parts: Iterable[Part]) -> str:
    """Return the page that lists every key of every screen, as it stands in `keys.md`."""
    lines = ["# 全部按键", "", "按键可以改，见“改按键”；程序里按 F1 看到的是改过以后的。", ""]
    for part in parts:
        lines += [f"## {part.title}", "", "| 按键 | 功能 | 说明 |", "|---|---|---|"]
        lines += [f"| {keys_of(action)} | {action.label} | {action.help} |" for action in part.actions]
        lines.append("")
    return "\n".join(lines)


def keys_of(action: Action) -> str:
    """Return the keys of an action as they stand on the keyboard; what an input method sends instead is left out."""
    keys = [key_name(key) for key in (*action.keys, *action.letters) if key not in _TWINS and _is_plain(key)]
    return " ".join(dict.fromkeys(keys)) or "在菜单里"


_TWINS = frozenset({"fullwidth_solidus", "ideographic_comma", "ideographic_space"})
"""What an input method sends for `/` and for a blank."""


def _is_plain(key: str) -> bool:
    return len(key) > 1 or key.isascii()


def _read_text(blocks: list[Block], lines: Sequence[str], place: int) -> int:
    """Read what is neither table nor example at `place`, and return where the next block begins."""
    line = lines[place]
    if not line.strip() or line.lstrip().startswith("!["):
        return place + 1
    if found := _HEADING.fullmatch(line.strip()):
        blocks.append(Block(Kind.HEADING, _spans(found[2]), len(found[1])))
        return place + 1
    item = _ITEM.fullmatch(line)
    text = item[3] if item else line.strip()
    place += 1
    while place < len(lines) and _goes_on(lines[place]):
        text = _joined(text, lines[place].strip())
        place += 1
    if item:
        blocks.append(Block(Kind.ITEM, _spans(text), len(item[1]) // 2, "" if item[2] == "-" else item[2]))
    else:
        blocks.append(Block(Kind.PARAGRAPH, _spans(text)))
    return place


def _goes_on(line: str) -> bool:
    begun = line.strip()
    return bool(begun) and not begun.startswith(("|", "```", "#", "![")) and not _ITEM.fullmatch(line)


def _joined(before: str, after: str) -> str:
    """Return two lines as one: Chinese has no blanks between words, Latin letters and digits do."""
    ascii_ends = before[-1].isascii() and after[0].isascii() and before[-1].isalnum() and after[0].isalnum()
    return f"{before} {after}" if ascii_ends else before + after


def _cells(row: str) -> tuple[Text, ...]:
    return tuple(_spans(cell.strip().replace("\\|", "|")) for cell in re.split(r"(?<!\\)\|", row.strip()[1:-1]))


def _spans(text: str) -> Text:
    spans: list[Span] = []
    done = 0
    for found in _INLINE.finditer(text):
        spans.append(Span(text[done : found.start()]))
        if found["strong"] is not None:
            spans += [Span(span.text, span.style or "strong") for span in _spans(found["strong"])]
        elif found["code"] is not None:
            spans.append(Span(found["code"], "code"))
        else:
            spans.append(Span(found["link"]))
        done = found.end()
    spans.append(Span(text[done:]))
    return tuple(span for span in spans if span.text)


def _unindented(lines: Sequence[str]) -> list[str]:
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[indent:].rstrip() for line in lines]
