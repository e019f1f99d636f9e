"""What kind of file it is: by how it begins where that is certain, else by its name."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import PurePath

from govtui.intake.containers import COMPOUND, is_encrypted_package


class Kind(Enum):
    """The kinds of files that can be told apart; those without a reader are refused with what to do instead."""

    TEXT = "text"
    CSV = "csv"
    HTML = "html"
    MHT = "mht"
    DOCX = "docx"
    XLSX = "xlsx"
    OLD_SHEET = "old_sheet"
    """.xls .et .ods .xlsb"""
    OLD_TEXT = "old_text"
    """.doc .wps .rtf .odt, and Word's own XML of 2003, which systems export under any name"""
    PDF = "pdf"
    ARCHIVE = "archive"
    PICTURE = "picture"
    OFD = "ofd"


_BY_SUFFIX: Mapping[str, Kind] = {
    **dict.fromkeys((".csv", ".tsv"), Kind.CSV),
    **dict.fromkeys((".htm", ".html", ".xhtml", ".shtml"), Kind.HTML),
    **dict.fromkeys((".mht", ".mhtml"), Kind.MHT),
    **dict.fromkeys((".docx", ".docm", ".dotx"), Kind.DOCX),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), Kind.XLSX),
    **dict.fromkeys((".xls", ".et", ".ett", ".ods", ".xlsb", ".xlt"), Kind.OLD_SHEET),
    **dict.fromkeys((".doc", ".wps", ".wpt", ".rtf", ".odt", ".dot"), Kind.OLD_TEXT),
    **dict.fromkeys((".zip", ".rar", ".7z"), Kind.ARCHIVE),
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff"), Kind.PICTURE),
    ".pdf": Kind.PDF,
    ".ofd": Kind.OFD,
}
_ZIPPED = (Kind.DOCX, Kind.XLSX, Kind.OLD_SHEET, Kind.OLD_TEXT, Kind.OFD, Kind.ARCHIVE)
_COMPOUND = (Kind.OLD_SHEET, Kind.OLD_TEXT)
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*")


def named_kind(name: str) -> Kind | None:
    """Return the kind that a file's name tells, None where its suffix tells nothing."""
    return _BY_SUFFIX.get(PurePath(name).suffix.lower())


def kind_of(name: str, data: bytes) -> Kind:
    """Return the kind of a file: a web page called .xls is a web page, an .xlsx that was renamed is still one.

    Systems export tables as web pages or tab-separated text under the name of a workbook, and Excel opens them.
    """
    named = _BY_SUFFIX.get(PurePath(name).suffix.lower(), Kind.TEXT)
    if data.startswith(b"PK\x03\x04"):
        return _zipped(named, data)
    if data.startswith(COMPOUND):
        if is_encrypted_package(data):
            return Kind.XLSX if named in (Kind.XLSX, Kind.OLD_SHEET) else Kind.DOCX  # their readers say so
        return named if named in _COMPOUND else _compound(data)
    if data.startswith(b"%PDF"):
        return Kind.PDF
    if data.startswith(b"{\\rtf") or is_word_xml(data):
        return Kind.OLD_TEXT
    if data.startswith((b"Rar!", b"7z\xbc\xaf")):
        return Kind.ARCHIVE
    if data.startswith(_PICTURES) and named in (Kind.PICTURE, Kind.TEXT):
        return Kind.PICTURE
    return _of_text(named, data)


def is_word_xml(data: bytes) -> bool:
    """Tell whether bytes are a document in the XML of Word 2003."""
    return b"<w:wordDocument" in data[:4096]


def _zipped(named: Kind, data: bytes) -> Kind:
    """Tell the kinds of zip containers apart by the names of the parts that stand in them."""
    if b"word/document.xml" in data:
        return Kind.DOCX
    if b"xl/workbook.xml" in data:
        return Kind.XLSX
    if b"xl/workbook.bin" in data or b"opendocument.spreadsheet" in data[:200]:
        return Kind.OLD_SHEET
    if b"opendocument.text" in data[:200]:
        return Kind.OLD_TEXT
    return named if named in _ZIPPED else Kind.ARCHIVE


def _compound(data: bytes) -> Kind:
    """Tell Word's old documents from Excel's by the names of the streams in them, which are UTF-16."""
    return Kind.OLD_TEXT if "WordDocument".encode("utf-16-le") in data else Kind.OLD_SHEET


def _of_text(named: Kind, data: bytes) -> Kind:
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if start.startswith(b"mime-version:") or (b"mime-version:" in start and b"content-type: multipart/" in start):
        return Kind.MHT
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")) or b"<html" in start:
        return Kind.HTML
    if named in (Kind.TEXT, Kind.CSV, Kind.HTML, Kind.MHT, Kind.PICTURE):
        return named if named is not Kind.MHT else Kind.TEXT
    if b"\0" in data[:512]:
        return named
    return Kind.CSV if named in (Kind.XLSX, Kind.OLD_SHEET) else Kind.TEXT
