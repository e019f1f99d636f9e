"""Paragraphs and tables as a web page, with rowspan and colspan."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from .table import Rows, boxes

Block = str | list[list[str]]
"""A paragraph, or the rows of a table. A text that begins with `<` and has more than that is taken as it is."""


def table_html(rows: Rows, attributes: str = ' border="1"', cell: str = "td", paragraph: str = "p") -> str:
    """Return a table; a cell of several paragraphs has them in `paragraph` elements, or in lines if it is `br`."""
    lines: list[list[str]] = [[] for _ in rows]
    for box in boxes(rows):
        spans = f' rowspan="{box.down}"' if box.down > 1 else ""
        spans += f' colspan="{box.across}"' if box.across > 1 else ""
        lines[box.row].append(f"<{cell}{spans}>{cell_html(box.text, paragraph)}</{cell}>")
    body = "\n".join(f"<tr>{''.join(cells)}</tr>" for cells in lines)
    return f"<table{attributes}>\n<tbody>\n{body}\n</tbody>\n</table>"


def cell_html(text: str, paragraph: str = "p") -> str:
    """Return what stands in a cell."""
    if text.startswith("<") and len(text) > 1:
        return text
    paragraphs = [escape(part, quote=False).replace("\v", "<br>") for part in text.split("\n")]
    if len(paragraphs) == 1:
        return paragraphs[0]
    if paragraph == "br":
        return "<br/>".join(paragraphs)
    return "".join(f"<{paragraph}>{part}</{paragraph}>" for part in paragraphs)


def write_web(
    blocks: Sequence[Block], title: str = "", charset: str = "utf-8", before: str = "", after: str = ""
) -> bytes:
    """Return a page of the blocks in the encoding that its meta tag names."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(block if block.startswith("<") else f"<p>{cell_html(block)}</p>")
        else:
            parts.append(table_html(block))
    page = (
        f'<!DOCTYPE html>\n<html>\n<head>\n<meta charset="{charset}">\n<title>{escape(title)}</title>\n'
        "<style>td {border: 1px solid}</style>\n</head>\n<body>\n"
        f"{before}" + "\n".join(parts) + f"{after}\n</body>\n</html>\n"
    )
    return page.encode("gb18030" if charset.startswith("gb") else charset)
