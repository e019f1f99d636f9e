"""The text of a paragraph of Word's as it is printed: without what was deleted, hidden or only instructs a field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govtui.intake.readers.word_numbering import Styles
from govtui.intake.readers.word_numerals import format_number
from govtui.intake.readers.word_package import MC, W, child, is_on, value

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_CHOICES = f"{MC}AlternateContent"
TEXT_BOX = f"{W}txbxContent"
_TEXT = f"{W}t"
_RUN = f"{W}r"

GONE = frozenset(
    W + name for name in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "sdtPr", "rt")
)
"""What is no part of the text: deleted, moved away, instructions, properties, the reading above a character."""
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_SYMBOLS = {
    **dict(zip(range(0xF08C, 0xF096), "❶❷❸❹❺❻❼❽❾❿", strict=True)),
    **dict(zip(range(0xF081, 0xF08B), "①②③④⑤⑥⑦⑧⑨⑩", strict=True)),
    **dict.fromkeys((0xF06E, 0xF0A7), "■"),
    **dict.fromkeys((0xF06F, 0xF0A8, 0xF071, 0xF072, 0xF0A3), "□"),
    **dict.fromkeys((0xF0FE, 0xF052), "☑"),
    **dict.fromkeys((0xF0FC, 0xF050, 0xF0D6), "√"),
    **dict.fromkeys((0xF0FB, 0xF04F), "×"),
    0xF0FD: "☒",
    0xF06C: "●",
    0xF0B2: "☆",
    0xF0AB: "★",
    0xF0B3: "≥",
    0xF0E0: "→",
}
"""Signs of the fonts Wingdings, Wingdings 2 and Symbol that plans tick and count with, by their places in the font."""
_OF_SYMBOL_FONT = {0xF0B3: "≥", 0xF0A3: "≤", 0xF0B1: "±", 0xF0B4: "×", 0xF0B0: "°", 0xF0B7: "·"}
_PRIVATE = re.compile("[\uf020-\uf0ff]")
_OVERLAID = re.compile(r"\s*eq\s*\\o\s*(?:\\a[clr]\s*)?\([^,，]*[,，](?P<inner>.*)\)\s*", re.IGNORECASE)
_SHIFTED = re.compile(r"\\s\s*\\(?:up|do)\s*-?\d+\s*\((?P<inner>.*)\)", re.IGNORECASE)


def text_of(paragraph: Element, styles: Styles) -> str:
    """Return a paragraph's text; a `\\n` is a line break inside it."""
    return "".join(_Fields().results(_pieces(paragraph, styles)))


def boxes_of(element: Element) -> Iterator[Element]:
    """Yield the text boxes in an element in their order, not those inside of others, and no box twice."""
    for part in element:
        if part.tag == TEXT_BOX:
            yield part
        elif part.tag == _CHOICES:
            if (chosen := chosen_of(part)) is not None:
                yield from boxes_of(chosen)
        elif part.tag not in GONE:
            yield from boxes_of(part)


def word_art_of(paragraph: Element) -> list[str]:
    """Return the texts that are drawn as a picture: titles now and then are."""
    return [text for art in paragraph.iter(_WORD_ART) if (text := art.get("string", ""))]


def chosen_of(alternatives: Element) -> Element | None:
    """Return the one of several forms of the same content that has text: the newest, else the one for old programs."""
    for name in ("Choice", "Fallback"):
        for form in alternatives.iterfind(MC + name):
            if next(form.iter(_TEXT, f"{W}tbl"), None) is not None:
                return form
    return None


def is_placeholder(control: Element) -> bool:
    """Tell whether a content control shows only what is to be filled in: 单击此处输入文字."""
    return bool(is_on(control, "sdtPr", "showingPlcHdr"))


_Piece = tuple[str, str]
"""What a piece is (`text`, `instruction`, or where a field begins, shows its result or ends), and its text."""


def _pieces(element: Element, styles: Styles) -> Iterator[_Piece]:
    for part in element:
        tag = part.tag
        if tag == _RUN:
            if not _is_hidden(part, styles):
                yield from _of_run(part, styles)
        elif tag == _MATH_TEXT:
            yield "text", part.text or ""
        elif tag == _CHOICES:
            if (chosen := chosen_of(part)) is not None:
                yield from _pieces(chosen, styles)
        elif tag not in GONE and tag != TEXT_BOX and not (tag == f"{W}sdt" and is_placeholder(part)):
            yield from _pieces(part, styles)


def _of_run(run: Element, styles: Styles) -> Iterator[_Piece]:
    for part in run:
        tag = part.tag
        if tag == _TEXT:
            yield "text", _PRIVATE.sub(lambda found: _SYMBOLS.get(ord(found[0]), ""), part.text or "")
        elif tag in _SIGNS:
            yield "text", _SIGNS[tag]
        elif tag == f"{W}sym":
            yield "text", _symbol(part)
        elif tag == f"{W}fldChar":
            yield value(part, attribute="fldCharType") or "", ""
        elif tag == f"{W}instrText":
            yield "instruction", part.text or ""
        elif tag == f"{W}ruby":
            if (base := child(part, "rubyBase")) is not None:
                yield from _pieces(base, styles)
        elif tag == _CHOICES and (chosen := chosen_of(part)) is not None and chosen.find(_TEXT) is not None:
            yield from _of_run(chosen, styles)


def _is_hidden(run: Element, styles: Styles) -> bool:
    own = is_on(run, "rPr", "vanish")
    return styles.hidden(value(run, "rPr", "rStyle")) if own is None else own


def _symbol(symbol: Element) -> str:
    code = value(symbol, attribute="char") or ""
    if not re.fullmatch("[0-9A-Fa-f]{1,5}", code):
        return ""
    place = int(code, 16)
    if (value(symbol, attribute="font") or "").lower() == "symbol" and place in _OF_SYMBOL_FONT:
        return _OF_SYMBOL_FONT[place]
    if place < 0x100 or _PRIVATE.match(chr(place)):
        return _SYMBOLS.get(0xF000 | (place & 0xFF), "")
    return chr(place)


class _Fields:
    """Lets only the results of fields through; a field does not reach beyond its paragraph with its instruction."""

    def __init__(self) -> None:
        self._instructions: list[list[str] | None] = []
        """The open fields: the instruction so far, None where the result is already shown."""

    def results(self, pieces: Iterator[_Piece]) -> Iterator[str]:
        for kind, text in pieces:
            if kind == "begin":
                self._instructions.append([])
            elif kind == "separate":
                if self._instructions:
                    self._instructions[-1] = None
            elif kind == "end":
                instruction = self._instructions.pop() if self._instructions else None
                if instruction is not None and all(outer is None for outer in self._instructions):
                    yield _without_result("".join(instruction))
            elif kind == "instruction":
                if self._instructions and (instruction := self._instructions[-1]) is not None:
                    instruction.append(text)
            elif all(instruction is None for instruction in self._instructions):
                yield text
            elif self._instructions[-1] is not None:
                self._instructions[-1].append(text)


def _without_result(instruction: str) -> str:
    """Return what a field prints that keeps no result: a number in a circle is drawn by EQ \\o\\ac(○,1)."""
    found = _OVERLAID.fullmatch(instruction)
    if not found:
        return ""
    inner = found["inner"].strip()
    if shifted := _SHIFTED.fullmatch(inner):
        inner = shifted["inner"].strip()
    return format_number(int(inner), "decimalEnclosedCircle") if re.fullmatch("[0-9]{1,2}", inner) else inner
