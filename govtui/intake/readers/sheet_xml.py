"""The XML of one worksheet to its texts, merged ranges and hidden parts, in one pass that keeps only what has text."""

from __future__ import annotations

import datetime as dt
from xml.parsers import expat

from govtui.intake.readers.formats import hides_year, shown
from govtui.intake.readers.package import Attributes, Book, Package, Step, is_true, new_parser
from govtui.intake.readers.sheet_grid import MAX_CELL, MAX_CELLS, Range, SheetContent, too_long, too_many_cells
from govtui.intake.readers.values import number_text, truth_text, unescaped, value_text
from govtui.text import clean

LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
"""The sheet's last row and column, counted from 1; places beyond them are no places."""


def read_sheet_part(package: Package, part: str, name: str, book: Book, step: Step) -> SheetContent:
    """Return what stands in a worksheet; raises IntakeError beyond a limit."""
    content = SheetContent(name=name)
    reading = _Reading(content, book)
    parser = new_parser()
    reading.take_part(parser)
    for chunk in package.chunks(part):
        parser.Parse(chunk, False)
        step(len(chunk))
        if reading.written > MAX_CELLS:
            raise too_many_cells(name)
    if package.size(part):
        parser.Parse(b"", True)
    return content


class _Reading:
    """The state of the pass. Its handlers are closures: attributes of an object would cost a third of the time."""

    def __init__(self, content: SheetContent, book: Book) -> None:
        self.content = content
        self.book = book
        self.written = 0

    def take_part(self, parser: expat.XMLParserType) -> None:
        """Let the parser call this at the begin and the end of elements, and for the text of values alone."""
        row = column = 0
        cells: dict[int, str] = {}
        cell: Attributes = {}
        pieces: list[str] = []
        has_value = has_formula = reading = False
        cut = -1  # characters of the prefix that the document's own elements have

        def begin(name: str, attributes: Attributes) -> None:
            nonlocal cell, has_value, has_formula, row, column, cells, cut, reading
            if cut < 0:
                cut = name.rfind(":") + 1
            name = name[cut:]
            if name == "c":
                cell = attributes
                has_value = has_formula = False
                column = _column(attributes.get("r", "")) or column + 1
            elif name == "v" or (name == "t" and not reading):
                has_value = True
                parser.CharacterDataHandler = pieces.append
            elif name == "row":
                row, column, cells = _row(attributes.get("r", "")) or row + 1, 0, {}
                self._note_row(row, attributes)
            elif name in ("f", "rPh"):
                has_formula, reading = has_formula or name == "f", reading or name == "rPh"
            elif name in ("col", "mergeCell"):
                self._note_structure(name, attributes)

        def end(name: str) -> None:
            nonlocal reading
            name = name[cut:]
            if name == "c" and pieces:
                text = self._text(row, column, cell, "".join(pieces))
                pieces.clear()
                if text and row <= LAST_ROW and column <= LAST_COLUMN:
                    cells[column] = text
                    self.written += 1
            elif name == "c" and has_formula and (not has_value or cell.get("t") != "str"):  # "" is a result
                self.content.uncomputed.append((row, column))
            elif name in ("v", "t"):
                parser.CharacterDataHandler = None
            elif name == "row" and cells:
                self.content.rows.setdefault(row, {}).update(cells)
            elif name == "rPh":
                reading = False

        parser.StartElementHandler, parser.EndElementHandler = begin, end

    def _text(self, row: int, column: int, cell: Attributes, raw: str) -> str:
        kind = cell.get("t", "n")
        if kind == "s":
            index = int(raw) if raw.isdecimal() else -1
            text = self.book.strings[index] if 0 <= index < len(self.book.strings) else ""
        elif kind == "n":
            text = self._number(row, column, cell, raw.strip())
        elif kind == "b":
            text = truth_text(is_true(raw.strip()))
        elif kind == "e":
            self.content.errors.append((row, column, clean(raw)[:20]))
            return ""
        elif kind == "d":
            text = _iso_text(raw.strip())
        else:
            text = clean(unescaped(raw)).strip()
        if len(text) > MAX_CELL:
            raise too_long(self.content.name, row, column, len(text))
        return text

    def _number(self, row: int, column: int, cell: Attributes, raw: str) -> str:
        style = cell.get("s", "")
        codes = self.book.codes
        code = codes[int(style)] if style.isdecimal() and int(style) < len(codes) else ""
        try:
            value = int(raw) if raw.isdecimal() and len(raw) < 16 else float(raw)
        except ValueError:
            return clean(raw).strip()
        if not code or not abs(value) < 1e300:
            return number_text(value)
        if hides_year(code):
            self.content.without_year[row, column] = shown(value, code, self.book.from_1904, with_year=True)
        return clean(shown(value, code, self.book.from_1904)).strip()

    def _note_row(self, row: int, attributes: Attributes) -> None:
        height = attributes.get("ht")
        if is_true(attributes.get("hidden")) or (height is not None and _is_nought(height)):
            self.content.hidden_rows.add(row)

    def _note_structure(self, name: str, attributes: Attributes) -> None:
        if name == "mergeCell":
            found = _range(attributes.get("ref", ""))
            if found and len(self.content.merges) < MAX_CELLS:
                self.content.merges.append(found)
        elif is_true(attributes.get("hidden")) or _is_nought(attributes.get("width", "")):
            first, last = _row(attributes.get("min", "")), _row(attributes.get("max", ""))
            if first:
                self.content.hidden_columns.append((first, min(last, LAST_COLUMN)))


_COLUMNS: dict[str, int] = {}
"""Numbers of columns by their letters, as far as they were met."""


def _column(place: str) -> int:
    """Return the column of a place (AB12), 0 where it names none."""
    letters = place.rstrip("0123456789")
    number = _COLUMNS.get(letters)
    if number is None:
        number = 0
        for letter in letters.upper()[:4]:
            number = number * 26 + ord(letter) - 64 if "A" <= letter <= "Z" else LAST_COLUMN + 1
        if number <= LAST_COLUMN:
            _COLUMNS[letters] = number
    return number


def _row(digits: str) -> int:
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def _range(reference: str) -> Range | None:
    first, _, last = reference.replace("$", "").partition(":")
    last = last or first
    top, bottom = (
        _row(place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")) for place in (first, last)
    )
    left, right = _column(first), _column(last)
    return (top, left, bottom, right) if 0 < top <= bottom and 0 < left <= right else None


def _is_nought(size: str) -> bool:
    return size != "" and not size.strip("0.")


def _iso_text(raw: str) -> str:
    try:
        return value_text(dt.datetime.fromisoformat(raw.removesuffix("Z")))
    except ValueError:
        return clean(raw)
