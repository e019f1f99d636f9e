"""The parts of a .docx that a reader needs, as XML trees: the document, its numbering, its styles.

Read straight from the container and not with python-docx, which turns away documents that Word and WPS open: those
with macros (.docm), templates, those with a relation to a part that is not there, those in the format's strict form.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from govtui.errors import IntakeError
from govtui.intake.containers import XML_SUFFIXES, check_container, damaged

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

MAX_PART = 32 * 1024 * 1024
"""Bytes of one part unpacked. A plan of 1,000 tasks has about 12 MB."""
MAX_ELEMENTS = 400_000
"""Elements of one part, a few hundred bytes each in memory. A plan of 1,000 tasks has about 200,000 …"""
MAX_ATTRIBUTES = 600_000
"""… and 250,000 attributes."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OFF = ("0", "false", "off", "none")


class WordPackage(NamedTuple):
    """The parts of a Word document."""

    body: Element
    numbering: Element | None
    styles: Element | None


def open_word(data: bytes) -> WordPackage:
    """Return the parts of a document; raises IntakeError as `check_container`, and where it is no Word document."""
    check_container(data)
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            names = {name.replace("\\", "/").lstrip("/").lower(): name for name in container.namelist()}
            main = _related(container, names, "").get("officeDocument", "word/document.xml")
            related = _related(container, names, main)
            body = _part(container, names, main)
            numbering = _part(container, names, related.get("numbering", "word/numbering.xml"))
            styles = _part(container, names, related.get("styles", "word/styles.xml"))
    except IntakeError:
        raise
    except Exception as error:  # what zipfile raises for damaged bytes is not told by its types
        raise damaged() from error
    found = body.find(f"{W}body") if body is not None else None
    if found is None:
        raise damaged()
    return WordPackage(found, numbering, styles)


def child(element: Element | None, *names: str) -> Element | None:
    """Return what `names` lead to, each a child of the one before."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: Element | None, *names: str, attribute: str = "val") -> str | None:
    """Return an attribute of what `names` lead to, None where there is none."""
    found = child(element, *names)
    return None if found is None else found.get(W + attribute)


def number(element: Element | None, *names: str, attribute: str = "val") -> int | None:
    """Return an attribute as a number, None where it is none."""
    text = value(element, *names, attribute=attribute)
    try:
        return int(text) if text is not None and len(text) < 12 else None
    except ValueError:
        return None


def is_on(element: Element | None, *names: str) -> bool | None:
    """Return whether a property is switched on, None where it is not mentioned."""
    found = child(element, *names)
    return None if found is None else found.get(f"{W}val", "1").lower() not in _OFF


def _related(container: zipfile.ZipFile, names: Mapping[str, str], part: str) -> dict[str, str]:
    """Return the parts to which a part is related by the last word of the relation's type."""
    folder, name = posixpath.split(part)
    relations = _part(container, names, posixpath.join(folder, "_rels", f"{name}.rels"))
    found: dict[str, str] = {}
    for relation in relations if relations is not None else ():
        if relation.get("TargetMode") != "External":
            target = posixpath.join("/", folder, relation.get("Target", "").replace("\\", "/"))
            kind = relation.get("Type", "").rpartition("/")[2]
            found.setdefault(kind, posixpath.normpath(target).lstrip("/"))
    return found


def _part(container: zipfile.ZipFile, names: Mapping[str, str], part: str) -> Element | None:
    """Return a part, None where it is not there or no sound XML."""
    from lxml import etree

    name = names.get(part.lower())
    if name is None or not name.lower().endswith(XML_SUFFIXES):
        return None
    if container.getinfo(name).file_size > MAX_PART:
        raise _too_large(f"正文解开后超过 {MAX_PART // 1024 // 1024} MB")
    content = container.read(name)
    if content.count(b"<") > 2 * MAX_ELEMENTS or content.count(b"=") > MAX_ATTRIBUTES:
        raise _too_large(f"正文由超过 {MAX_ELEMENTS // 10000} 万个部分组成")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(content.replace(_STRICT, _TRANSITIONAL), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _too_large(how: str) -> IntakeError:
    return IntakeError("文档太大", how, "请只保留任务分解表，删去其余内容，另存后再导入")
