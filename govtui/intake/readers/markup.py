"""The text of a web page to tags and texts: only what tables and paragraphs need, in bounded time and memory.

A parser that builds a tree is no help here: those at hand stop at a depth that pages with unclosed tags reach, and take
hours for a tag with very many attributes. Tags that only dress the text are not even tokens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape

import msgspec

from govtui.errors import IntakeError

MAX_TOKENS = 1_000_000
"""Texts, and tags that mean something. A table of 20,000 rows has about 700,000."""
MAX_TAG = 20_000
"""Characters of a tag that are looked at for its attributes; longer ones carry pictures."""

Attributes = Mapping[str, str]


class Start(msgspec.Struct, frozen=True):
    """A tag that opens an element; the name and those of its attributes in lower case."""

    name: str
    attributes: Attributes


class End(msgspec.Struct, frozen=True):
    """A tag that closes an element."""

    name: str


Token = Start | End | str
"""A string is text without entities, its white space as it stands."""

CELLS = frozenset(("td", "th"))
GROUPS = frozenset(("thead", "tbody", "tfoot"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "dialog", "dir"),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "ul"),
    )
)
"""Elements that begin and end a paragraph."""
UNSEEN = frozenset(
    (
        *("noscript", "template", "select", "datalist", "svg", "math", "object", "audio", "video", "canvas", "map"),
        *("xml", "rt", "rp", "del", "frameset"),
    )
)
"""Elements whose content is not shown as text; `del` is what tracked changes have deleted."""

_RAW = frozenset(("script", "style", "title", "textarea", "iframe", "noembed", "noframes"))
"""Elements whose content is no markup up to their end, and no part of the page's text."""
_MEANT = BLOCKS | UNSEEN | CELLS | GROUPS | {"table", "tr", "caption", "br"}
_ATTRIBUTES = frozenset(("rowspan", "colspan", "class", "style", "hidden", "start", "type", "value"))
_TAG = re.compile(
    r"""<([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')|=)*+)>"""
)  # possessive: no step is taken back
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']*+)))?""")
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden|mso-element\s*:\s*comment-list")
_HIDDEN_CLASSES = frozenset(("msodel", "msocomanchor", "msocomoff"))
"""What Word calls deleted text and the marks of comments."""


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a page; raises IntakeError where there are too many."""
    found: list[Token] = []
    for token in _tokens(text):
        found.append(token)
        if len(found) > MAX_TOKENS:
            raise IntakeError(
                "网页太复杂",
                f"网页里的标记超过 {MAX_TOKENS} 个",
                "请在浏览器中只选中任务分解表，复制到 WPS 表格，另存为 .xlsx 再导入",
            )
    return found


def is_hidden(tag: Start) -> bool:
    """Tell whether a browser does not show the element, or Word has it as deleted."""
    if not tag.attributes:
        return False
    classes = tag.attributes.get("class", "").lower().split()
    return (
        "hidden" in tag.attributes
        or not _HIDDEN_CLASSES.isdisjoint(classes)
        or _HIDDEN.search(tag.attributes.get("style", "").lower()) is not None
    )


def _tokens(text: str) -> Iterator[Token]:
    at = 0
    dressing: dict[str, list[bool]] = {}  # for tags that mean nothing: which of those open are tokens all the same
    while (start := text.find("<", at)) >= 0:
        if start > at:
            yield unescape(text[at:start])
        at, tag = _tag_at(text, start)
        if tag is None:
            continue
        if isinstance(tag, str) or tag.name in _MEANT:
            yield tag
        elif isinstance(tag, Start):
            kept = is_hidden(tag)
            dressing.setdefault(tag.name, []).append(kept)
            if kept:
                yield tag
        elif (opened := dressing.get(tag.name)) and opened.pop():
            yield tag
    if at < len(text):
        yield unescape(text[at:])


def _tag_at(text: str, start: int) -> tuple[int, Start | End | str | None]:
    """Return where the tag at `start` ends, and the tag; None for comments and the like, `<` where it is none."""
    following = text[start + 1 : start + 2]
    if following in ("!", "?"):
        mark = "-->" if text.startswith("<!--", start) else ">"
        return _behind(text, text.find(mark, start + 2), len(mark)), None
    if following == "/":
        end = text.find(">", start)
        closed = text[start + 2 : end][:40].split() if end >= 0 else []
        return _behind(text, end, 1), _end(closed[0].lower()) if closed else None
    if not (following.isascii() and following.isalpha()):
        return start + 1, "<"
    found = _TAG.match(text, start)
    if not found:  # the file ends in the middle of a tag
        return len(text), None
    name = found[1].lower()
    if name in _RAW:
        closing = re.compile(f"</{name}", re.IGNORECASE).search(text, found.end())
        return (_behind(text, text.find(">", closing.end()), 1) if closing else len(text)), None
    attributes = _attributes(found[2]) if len(found[2]) > 1 else {}
    return found.end(), Start(name, attributes) if attributes else _plain_start(name)


@lru_cache(maxsize=1024)
def _plain_start(name: str) -> Start:
    """Return a tag without attributes: the same each time, for a page has very many."""
    return Start(name, {})


@lru_cache(maxsize=1024)
def _end(name: str) -> End:
    return End(name)


def _behind(text: str, found: int, length: int) -> int:
    return found + length if found >= 0 else len(text)


def _attributes(text: str) -> dict[str, str]:
    attributes: dict[str, str] = {}
    for found in _ATTRIBUTE.finditer(text[:MAX_TAG]):
        name = found[1].lower()
        if name in _ATTRIBUTES and name not in attributes:
            attributes[name] = unescape(next((value for value in found.groups()[1:] if value is not None), ""))
    return attributes
