"""The package of an .xlsx workbook: its parts, sheets, shared strings and number formats, as far as readers need them.

Read by expat and not by openpyxl: its read-only mode knows neither merged cells nor hidden rows nor formulas without a
value, so the sheets have to be parsed here anyway, once is enough; and it refuses workbooks whose styles are not by the
book, as many office systems write them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePosixPath
from xml.parsers import expat

import msgspec

from govtui.intake.containers import XML_SUFFIXES, damaged
from govtui.intake.readers.formats import BUILT_IN
from govtui.intake.readers.values import unescaped
from govtui.text import clean

CHUNK = 128 * 1024
"""Bytes of a part that are parsed at a time: some hundred rows."""

Attributes = Mapping[str, str]
Step = Callable[[int], None]
"""Told the bytes that were parsed just now."""


class SheetPart(msgspec.Struct, frozen=True):
    """A worksheet as the workbook lists it."""

    name: str
    part: str
    """Where in the package it stands."""
    hidden: bool


class Book(msgspec.Struct, frozen=True):
    """What a workbook says besides its sheets' cells."""

    sheets: tuple[SheetPart, ...]
    from_1904: bool
    strings: tuple[str, ...]
    codes: tuple[str, ...]
    """The code of each style's number format, empty for General."""


class Package:
    """The parts of a workbook; the container must have passed `check_container`. Parts that are missing are empty."""

    def __init__(self, data: bytes) -> None:
        self._container = zipfile.ZipFile(BytesIO(data))
        # Some programs write the parts' names with backslashes or in other case than they are referred to.
        self._names = {_folded(name): name for name in self._container.namelist()}

    def close(self) -> None:
        """Let go of the container."""
        self._container.close()

    def size(self, part: str) -> int:
        """Return the unpacked bytes of a part, 0 where it is missing or no XML (which alone was checked)."""
        name = self._names.get(_folded(part), "")
        return self._container.getinfo(name).file_size if name.lower().endswith(XML_SUFFIXES) else 0

    def chunks(self, part: str) -> Iterator[bytes]:
        """Give the bytes of a part piece by piece."""
        if self.size(part):
            with self._container.open(self._names[_folded(part)]) as stream:
                while chunk := stream.read(CHUNK):
                    yield chunk

    def parse(
        self,
        part: str,
        begin: Callable[[str, Attributes], None],
        end: Callable[[str], None],
        text: Callable[[str], None] | None = None,
        step: Step | None = None,
    ) -> None:
        """Parse a part; elements and attributes are named without their prefixes in what is called."""
        parser = new_parser()
        parser.StartElementHandler = lambda name, attributes: begin(
            _local(name), {_local(key): value for key, value in attributes.items()}
        )
        parser.EndElementHandler = lambda name: end(_local(name))
        parser.CharacterDataHandler = text
        for chunk in self.chunks(part):
            parser.Parse(chunk, False)
            if step:
                step(len(chunk))
        if self.size(part):
            parser.Parse(b"", True)


def new_parser() -> expat.XMLParserType:
    """Return a parser that gives text in one piece and refuses document types, which could define entities."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 64 * 1024
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _ignore(_name: str) -> None:
    """Take no notice of the end of an element."""


def _refuse_doctype(*_declaration: object) -> None:
    raise damaged()


def read_book(package: Package, step: Step) -> Book:
    """Return what a workbook says besides the cells of its sheets."""
    part = next((target for kind, target in _relations(package, "").values() if kind == "officeDocument"), "")
    part = part if package.size(part) else "xl/workbook.xml"
    relations = _relations(package, part)
    targets = dict(relations.values())
    sheets: list[SheetPart] = []
    from_1904 = False

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal from_1904
        if name == "workbookPr":
            from_1904 = is_true(attributes.get("date1904"))
        elif name == "sheet":
            kind, target = relations.get(attributes.get("id", ""), ("worksheet", ""))
            if not target:
                target = f"{PurePosixPath(part).parent}/worksheets/sheet{len(sheets) + 1}.xml"
            if kind == "worksheet":  # no charts, no macros
                hidden = attributes.get("state", "visible").lower() in ("hidden", "veryhidden")
                sheets.append(SheetPart(clean(attributes.get("name", "")).strip(), target, hidden))

    package.parse(part, begin, _ignore)
    strings = _strings(package, targets.get("sharedStrings", "xl/sharedStrings.xml"), step)
    return Book(tuple(sheets), from_1904, strings, _codes(package, targets.get("styles", "xl/styles.xml")))


def is_true(value: str | None) -> bool:
    """Read a truth value of XML."""
    return value is not None and value.lower() in ("1", "true", "on")


def _relations(package: Package, part: str) -> dict[str, tuple[str, str]]:
    """Return what a part refers to inside the package: by id, the last word of its type and where it stands."""
    place = PurePosixPath(part)
    found: dict[str, tuple[str, str]] = {}

    def begin(name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "").replace("\\", "/")
            target = target if target.startswith("/") else f"{place.parent}/{target}"
            found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target)

    rels = f"{place.parent}/_rels/{place.name}.rels" if part else "_rels/.rels"
    package.parse(rels, begin, _ignore)
    return found


def _strings(package: Package, part: str, step: Step) -> tuple[str, ...]:
    """Return the shared strings, cleaned: the runs of rich text joined, without the readings above characters."""
    strings: list[str] = []
    pieces: list[str] = []
    wanted = reading = False

    def begin(name: str, _attributes: Attributes) -> None:
        nonlocal wanted, reading
        if name == "t":
            wanted = not reading
        elif name == "rPh":
            reading = True

    def end(name: str) -> None:
        nonlocal wanted, reading
        if name == "t":
            wanted = False
        elif name == "rPh":
            reading = False
        elif name == "si":
            strings.append(clean(unescaped("".join(pieces))).strip())
            pieces.clear()

    def text(piece: str) -> None:
        if wanted:
            pieces.append(piece)

    package.parse(part, begin, end, text, step)
    return tuple(strings)


def _codes(package: Package, part: str) -> tuple[str, ...]:
    """Return the code of the number format of each style, empty for General and for ids that nobody has defined."""
    own: dict[str, str] = {}
    ids: list[str] = []
    inside = False

    def begin(name: str, attributes: Attributes) -> None:
        nonlocal inside
        if name == "cellXfs":
            inside = True
        elif name == "numFmt":
            own[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "xf" and inside:
            ids.append(attributes.get("numFmtId", "0"))

    def end(name: str) -> None:
        nonlocal inside
        inside = inside and name != "cellXfs"

    package.parse(part, begin, end)
    codes = {**{str(number): code for number, code in BUILT_IN.items()}, **own}
    return tuple("" if codes.get(key, "").lower() in ("general", "@") else codes.get(key, "") for key in ids)


def _local(name: str) -> str:
    return name[name.rfind(":") + 1 :]


def _folded(part: str) -> str:
    """Return the form in which names of parts are compared: no backslashes, no `..`, no case."""
    parts: list[str] = []
    for piece in part.replace("\\", "/").lower().split("/"):
        if piece == "..":
            parts = parts[:-1]
        elif piece not in ("", "."):
            parts.append(piece)
    return "/".join(parts)
