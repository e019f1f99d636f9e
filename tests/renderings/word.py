"""Paragraphs and tables as a .docx, with vMerge and gridSpan."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from .table import LEFT, UP, Rows, repacked

Block = str | list[list[str]]
"""A paragraph, or the rows of a table. A text that begins with `<w:` is taken as it is."""

HEADER_MARK = "<w:trPr><w:tblHeader/></w:trPr>"


def write_word(blocks: Sequence[Block], changes: Mapping[str, Callable[[str], str]] | None = None) -> bytes:
    """Return a document of the blocks; `changes` are made to the texts of the parts of its container."""
    document = Document()
    body = document.element.body
    for block in blocks:
        xml = paragraph_xml(block) if isinstance(block, str) else table_xml(block)
        body.insert(len(body) - 1, parse_xml(_declared(xml)))
    written = io.BytesIO()
    document.save(written)
    return repacked(written.getvalue(), changes)


def paragraph_xml(text: str, properties: str = "") -> str:
    """Return a paragraph; `\\v` in its text is a line break, `\\t` a tab."""
    if text.startswith("<w:"):
        return text
    pieces = re.split(r"([\v\t])", text)
    runs = "".join(
        f"<w:r>{ {chr(11): '<w:br/>', chr(9): '<w:tab/>'}.get(piece) or _text_xml(piece) }</w:r>"
        for piece in pieces
        if piece
    )
    return f"<w:p>{properties}{runs}</w:p>"


def _text_xml(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'


def table_xml(rows: Rows, repeat_header: bool = False) -> str:
    """Return a table; `repeat_header` marks the first row as one that Word prints again on each page."""
    width = len(rows[0])
    columns = "".join('<w:gridCol w:w="1400"/>' for _ in range(width))
    lines = []
    for number, texts in enumerate(rows):
        assert len(texts) == width
        mark = HEADER_MARK if repeat_header and number == 0 else ""
        lines.append(f"<w:tr>{mark}{_cells_xml(rows, number)}</w:tr>")
    style = '<w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
    return f"<w:tbl>{style}<w:tblGrid>{columns}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _cells_xml(rows: Rows, number: int) -> str:
    texts, cells, column = rows[number], [], 0
    while column < len(texts):
        across = 1
        while column + across < len(texts) and texts[column + across] == LEFT:
            across += 1
        text = texts[column]
        if text == UP:
            while (
                column + across < len(texts)
                and texts[column + across] == UP
                and _starts_left(rows, number, column + across)
            ):
                across += 1
        starts = text != UP and number + 1 < len(rows) and rows[number + 1][column] == UP
        properties = f'<w:tcW w:w="{1400 * across}" w:type="dxa"/>'
        properties += f'<w:gridSpan w:val="{across}"/>' if across > 1 else ""
        properties += '<w:vMerge w:val="restart"/>' if starts else "<w:vMerge/>" if text == UP else ""
        paragraphs = [""] if text == UP else text.split("\n")
        if text.startswith("<w:"):
            content = text + ("<w:p/>" if text.endswith("</w:tbl>") else "")
        else:
            content = "".join(paragraph_xml(paragraph) for paragraph in paragraphs)
        cells.append(f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>")
        column += across
    return "".join(cells)


def _starts_left(rows: Rows, number: int, column: int) -> bool:
    """Whether the cell that covers this one spans columns and begins further left."""
    while rows[number][column] == UP:
        number -= 1
    return rows[number][column] == LEFT


def _declared(xml: str) -> str:
    """Return the XML with the namespaces declared in its first element."""
    return re.sub(r"^<(w:\w+)", rf"<\1 {nsdecls('w', 'wp', 'a', 'r')}", xml, count=1)
