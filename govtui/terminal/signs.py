"""Signs for a console that draws “ ” … — ① and box lines two cells wide: a stand-in of one cell for each.

Unicode calls the width of these characters ambiguous (`east_asian_width` A). The screen library counts one cell, as
nearly all terminals do; the old Chinese console draws them by its font, two cells wide, and all columns behind them
run out of line. There every one of them is drawn as a character of ASCII, one for one; the text itself stays.
"""

from __future__ import annotations

import unicodedata
from enum import Enum

from govtui.text import char_width


class Signs(Enum):
    """What the screen is drawn with; the value is its name in the settings."""

    BOX = "box"
    ASCII = "ascii"


UNKNOWN = "?"
"""Stands for an ambiguous character that nothing in ASCII resembles."""

_LIKE = {
    "“”„‟″˝": '"',
    "‘’‚‛′´ˊ": "'",
    "ˋ‵": "`",
    "…‥": "~",
    "—–―‐─━┄┅┈┉╌╍═¯ˉ‾¨": "-",
    "│┃┆┇┊┋‖∥║∣": "|",
    "┌┍┎┏┐┑┒┓└┕┖┗┘┙┚┛├┝┞┟┠┡┢┣┤┥┦┧┨┩┪┫┬┭┮┯┰┱┲┳┴┵┶┷┸┹┺┻┼┽┾┿╀╁╂╃╄╅╆╇╈╉╊╋": "+",
    "╒╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡╢╣╤╥╦╧╨╩╪╫╬╭╮╯╰": "+",
    "╱∕": "/",
    "╲": "\\",
    "╳×✽": "x",
    "·•․‧∙˙⊙": ".",
    "■▣▤▥▦▧▨▩▀▄▅▆▇█▉▊▋▌▐▓▒◆◼": "#",
    "▁▂▃▔": "_",
    "▍▎▏▕": "|",
    "□◇◻": "_",
    "●◎◐◑◉": "@",
    "○◯°º˚⊕": "o",
    "★☆※": "*",
    "▲△↑↖↗⇧∧⌒∠⊥⊿∟": "^",
    "▼▽↓↘↙∨√↹": "v",
    "▶▷►→⇒↸⊃⊇≫≯": ">",
    "◀◁◄←⊂⊆≪≮": "<",
    "≥≧": ">",
    "≤≦": "<",
    "∶": ":",
    "≈≒≌∽∼∷≡≠⇔↔↕∝": "=",
    "÷": "/",
    "∞": "8",
    "∑": "S",
    "∏": "P",
    "♀♂": "*",
    "€¤": "$",
    "℃": "C",
    "℉": "F",
    "№": "N",
    "§": "S",
    "¶": "P",
    "¡": "!",
    "¿": "?",
    "®": "R",
    "™": "T",
    "℡": "T",
    "ª": "a",
    "ß": "s",
    "ÆæĐđÐðØøÞþŁłŒœŦŧĦħı": "AaDdDdOoPpLlOoTtHhi",
    "❶❷❸❹❺❻❼❽❾": "123456789",
    "⑩⑽⒑⓾❿": "0",
    "ⅠⅡⅢⅣⅤⅥⅦⅧⅨ": "123456789",
    "ⅰⅱⅲⅳⅴⅵⅶⅷⅸ": "123456789",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ": "ABGDEZHQIKLMNXOPRSTYFCPO",
    "αβγδεζηθικλμνξοπρσςτυφχψω": "abgdezhqiklmnxoprsstyfcpo",
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁ": "ABVGDEJZIYKLMNOPRSTUFHCCSSXYXEUAE",
    "абвгдежзийклмнопрстуфхцчшщъыьэюяё": "abvgdejziyklmnoprstufhccssxyxeuae",
}
"""Characters, and what is drawn for all of them, or for each in its place; what is made of ASCII needs no entry."""


def _table() -> dict[int, str]:
    table: dict[int, str] = {}
    for chars, drawn in _LIKE.items():
        table.update(zip(map(ord, chars), drawn * len(chars) if len(drawn) == 1 else drawn, strict=True))
    return table


class _StandIns(dict[int, str]):
    """What is drawn for each character, as `str.translate` asks for it; found out once for each that is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        self[code] = drawn = _stand_in(char) if is_ambiguous(char) else char
        return drawn


def _stand_in(char: str) -> str:
    """Return what a character is made of, if that is one sign of ASCII: ① as 1, à as a; ⑫ as 1 would be wrong."""
    parts = unicodedata.normalize("NFKD", char)
    bare = "".join(part for part in parts if not unicodedata.combining(part)).strip("().")
    return bare if len(bare) == 1 and bare.isascii() else UNKNOWN


_STAND_INS = _StandIns(_table())


def is_ambiguous(char: str) -> bool:
    """Say whether a character is one cell wide on some terminals and two on others."""
    return unicodedata.east_asian_width(char) == "A" and char_width(char) == 1


def in_ascii(text: str) -> str:
    """Return text to be drawn: a character of ASCII in the place of each ambiguous one, everything else as it is."""
    return text if text.isascii() else text.translate(_STAND_INS)
