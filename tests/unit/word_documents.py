"""Word documents for the tests, made with python-docx from paragraphs and tables written down as XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from docx import Document
from docx.oxml import parse_xml

from govtui.intake.grid import Grid, Merge, Row, Source
from govtui.intake.readers.word import read_word

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
DECLARED = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in NAMESPACES.items())


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str = "", properties: str = "") -> str:
    """Return a paragraph of a text, or of what stands in it as XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content if content.startswith('<') else run(content)}</w:p>"


def numbered(list_id: int, level: int = 0, text: str = "") -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>')


def tc(content: str = "", properties: str = "", span: int = 1) -> str:
    """Return a cell of a text, or of the blocks that stand in it as XML."""
    inner = content if content.startswith("<") else p(content)
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{properties}</w:tcPr>{inner}</w:tc>'


def tr(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<w:') else tc(c) for c in cells)}</w:tr>"


def tbl(*rows: str, widths: Sequence[int] = ()) -> str:
    ruler = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{ruler}</w:tblGrid>{''.join(rows)}</w:tbl>"


BEGINS = '<w:vMerge w:val="restart"/>'
GOES_ON = "<w:vMerge/>"


def level(place: int, form: str, text: str, more: str = "") -> str:
    parts = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{place}">{parts}</w:lvl>'


def lists(kinds: Mapping[int, str], entries: Mapping[int, str]) -> str:
    """Return what numbers the lists: the levels of each kind, and for each list the kind with what it changes."""
    written = [f'<w:abstractNum w:abstractNumId="{kind}">{levels}</w:abstractNum>' for kind, levels in kinds.items()]
    written += [f'<w:num w:numId="{list_id}">{entry}</w:num>' for list_id, entry in entries.items()]
    return "".join(written)


def of_kind(kind: int, more: str = "") -> str:
    return f'<w:abstractNumId w:val="{kind}"/>{more}'


def document(*blocks: str, numbering: str = "", styles: str = "") -> bytes:
    """Return a document with the blocks; `numbering` and `styles` are added to those parts."""
    made = Document()
    body = made.element.body
    for block in parse_xml(f"<w:body {DECLARED}>{''.join(blocks)}</w:body>"):
        body.insert(len(body) - 1, block)
    if numbering:
        part = made.part.numbering_part.element
        for child in list(part):
            part.remove(child)
        part.extend(list(parse_xml(f"<w:numbering {DECLARED}>{numbering}</w:numbering>")))
    if styles:
        made.part.styles.element.extend(list(parse_xml(f"<w:styles {DECLARED}>{styles}</w:styles>")))
    written = io.BytesIO()
    made.save(written)
    return written.getvalue()


def repacked(data: bytes, changes: Mapping[str, bytes | None]) -> bytes:
    """Return a container with parts replaced, added or, where None is given, left out."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, content in {**parts, **changes}.items():
            if content is not None:
                new.writestr(name, content)
    return packed.getvalue()


def part_of(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as container:
        return container.read(name)


def read(*blocks: str, numbering: str = "", styles: str = "") -> Source:
    return read_word(document(*blocks, numbering=numbering, styles=styles))


def lines(source: Source) -> list[str]:
    return [line.text for line in source.grids[0].lines]


def texts(grid: Grid) -> list[list[str]]:
    """Return what stands in the cells: `^` and `<` where one is part of another, `|` between paragraphs."""
    return [_texts(row) for row in grid.rows]


def _texts(row: Row) -> list[str]:
    marks = {Merge.UP: "^", Merge.LEFT: "<", Merge.NONE: ""}
    return [marks[cell.merge] or "|".join(cell.paragraphs) for cell in row.cells]
