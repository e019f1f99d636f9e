"""A program of its own: reads a PDF file from its standard input by pdfplumber and writes what stands on its pages.

It knows nothing of govtui and loads nothing of it; see `child.py`. Written is msgpack: a map with `error` (damaged,
encrypted, large, pages), or with `pages`: for each the blocks from top to bottom, a text line or a table; a table is a
list of rows of cells, a cell a text and 0, or 1 where it is part of the cell above, 2 where of the one at its left.
Without any table in the file `texts` holds the pages as text laid out with blanks, `paragraphs` what they say.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise
from typing import Any
from unicodedata import east_asian_width

MEMORY = 640 * 1024 * 1024
"""Bytes of address space, which is more than is used: the libraries alone reserve 200 MB of it."""
FEWEST_COLUMNS = 2
"""Columns of a table: what has only one is a frame around text."""
_PLACES = 4
"""Places of laid out text within the width of a full-width character."""
_WIDEST = 2000
"""The last of them; a page that is wider is damaged."""
_WORD_GAP = 0.35
"""Of a character's size, the gap from which words are set apart: cells of two columns may stand so close."""
_LINE_GAP = 0.3
"""Of a character's size, how far the middles of words on one line may lie apart."""
_BLANK_LINE = 0.35
"""Of a character's size, how much further than usual lines lie apart where a row ends."""
_TOLERANCE = 1.5
"""Points by which lines that belong together may lie apart."""

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def main() -> None:
    """Read, and say what came of it."""
    import msgspec

    most_pages = int(sys.argv[1])
    data = sys.stdin.buffer.read()
    _limit_memory()
    try:
        result = _read(data, most_pages)
    except MemoryError:
        result = {"error": "large"}
    except BaseException as error:  # whatever its parser stumbles over
        result = {"error": "encrypted" if "Password" in f"{error!r}{error.__context__!r}" else "damaged"}
    sys.stdout.buffer.write(msgspec.msgpack.encode(result))


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def _read(data: bytes, most_pages: int) -> dict[str, Any]:
    import pdfplumber

    with pdfplumber.open(BytesIO(data)) as document:
        if len(document.pages) > most_pages:
            return {"error": "pages"}
        pages, texts, paragraphs = [], [], []
        for page in document.pages:
            pages.append(_blocks(page))
            if not any(isinstance(block, list) for blocks in pages for block in blocks):
                texts.append(_laid_out(page))
                paragraphs += _paragraphs(page)
            page.close()
    return {"pages": pages, "texts": texts, "paragraphs": paragraphs}


def _laid_out(page: Any) -> str:
    """Return the text of a page with its words as far apart as they stand, so that columns without rules can be seen.

    A full-width character is as wide as two others, but places are counted twice as finely: what stands apart by less
    than a character has a gap of two blanks all the same. A blank line stands where lines are further apart than usual.
    """
    size = _usual_size(page.chars)
    if not size:
        return ""
    words = page.extract_words(x_tolerance=_WORD_GAP * size, y_tolerance=_LINE_GAP * size, keep_blank_chars=True)
    lines: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=_middle):
        if lines and _middle(word) - _middle(lines[-1][0]) < _LINE_GAP * size:
            lines[-1].append(word)
        else:
            lines.append([word])
    spaces = [
        max(0.0, min(word["top"] for word in below) - max(word["bottom"] for word in above))
        for above, below in pairwise(lines)
    ]
    wide = (sorted(spaces)[len(spaces) // 4] if spaces else 0.0) + _BLANK_LINE * size
    text: list[str] = []
    for line, space in zip(lines, [0.0, *spaces], strict=False):
        text += ["", _line_of(line, size)] if space > wide else [_line_of(line, size)]
    return "\n".join(text)


def _usual_size(chars: Sequence[dict[str, Any]]) -> float:
    """Return the size of most of a page's characters, in points."""
    sizes = Counter(round(char["size"] * 2) / 2 for char in chars if char["size"] > 0)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _middle(word: dict[str, Any]) -> float:
    middle: float = (word["top"] + word["bottom"]) / 2
    return middle


def _line_of(words: Sequence[dict[str, Any]], size: float) -> str:
    text = ""
    used = 0
    for word in sorted(words, key=lambda word: word["x0"]):
        place = min(round(word["x0"] * _PLACES / size), _WIDEST)
        blanks = max(place - used, 2 if text else 0)
        text += " " * blanks + word["text"]
        used += blanks + sum(2 if east_asian_width(char) in "WF" else 1 for char in word["text"])
    return text


def _paragraphs(page: Any) -> list[str]:
    """Return the text of a page without the breaks of its width: a line that is full goes on in the next one.

    A paragraph begins where a line is indented.
    """
    lines = page.extract_text_lines(return_chars=False) if page.chars else []
    if not lines:
        return []
    right = max(line["x1"] for line in lines)
    left = min(line["x0"] for line in lines)
    paragraphs: list[str] = []
    full = False
    for line in lines:
        height = line["bottom"] - line["top"]
        if full and line["x0"] < left + height:
            paragraphs[-1] += line["text"]
        else:
            paragraphs.append(line["text"])
        full = line["x1"] > right - 1.5 * height
    return paragraphs


def _blocks(page: Any) -> list[str | list[Any]]:
    tables = [table for table in page.find_tables() if len(table.rows[0].cells) >= FEWEST_COLUMNS]
    boxes = [table.bbox for table in tables]

    def outside(thing: dict[str, Any]) -> bool:
        middle = (thing["top"] + thing["bottom"]) / 2
        return thing["object_type"] != "char" or not any(
            box[1] <= middle <= box[3] and box[0] <= thing["x0"] <= box[2] for box in boxes
        )

    lines = page.filter(outside).extract_text_lines(return_chars=False) if page.chars else []
    blocks: list[tuple[float, str | list[Any]]] = [(line["top"], line["text"]) for line in lines]
    blocks += [(table.bbox[1], _rows(table)) for table in tables]
    return [block for _top, block in sorted(blocks, key=lambda found: found[0])]


def _rows(table: Any) -> list[list[tuple[str, int]]]:
    texts = table.extract()
    lefts = sorted({cell[0] for cell in table.cells})
    return [
        [
            (text or "", 0) if cell else ("", _covered(table.cells, row.bbox, lefts, place))
            for place, (cell, text) in enumerate(zip(row.cells, row_texts, strict=True))
        ]
        for row, row_texts in zip(table.rows, texts, strict=True)
    ]


def _covered(cells: Sequence[Box], row: Box, lefts: Sequence[float], place: int) -> int:
    """Return how a place without a cell of its own is covered: 1 from above, 2 from the left, 0 by nothing."""
    x = lefts[place] + _TOLERANCE
    top = row[1]
    for left, above, right, below in cells:
        if left <= x <= right and above <= top + _TOLERANCE <= below:
            return 1 if above < top - _TOLERANCE else 2
    return 0


if __name__ == "__main__":
    main()
