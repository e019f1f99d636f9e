"""The colours of the screen: dark, light, high contrast, and the sixteen of the terminal itself.

Every colour that the style sheets name stands here, opaque as a terminal's are: what is drawn is one of these, and a
test holds each text against what it stands on. In the terminal's own colours nothing is told by a colour alone: the
cursor is reversed, headings and keys are bold, hits are underlined, so that it can be read without any colour too.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from textual.app import App
from textual.theme import Theme


class ThemeName(NamedTuple):
    """How a theme is called in the settings file and on the screen."""

    key: str
    label: str
    advice: str


THEME_NAMES = (
    ThemeName("dark", "深色", "深底浅字，光线暗时不刺眼"),
    ThemeName("light", "浅色", "浅底深字，光线亮时、投影时看得清"),
    ThemeName("contrast", "高对比", "纯黑底、亮字，看不清颜色时用"),
    ThemeName("terminal", "终端16色", "用终端自己的16种颜色，旧的控制台、远程连接时用"),
)

NO_COLOUR = "NO_COLOR"
"""The variable by which somebody asks every program for no colour at all."""

_DARK = {
    "ink-label": "#b0bcca",
    "ink-faint": "#a0adbc",
    "ink-heading": "#7fbcf2",
    "ink-theme": "#8fc9cf",
    "ink-key": "#7fbcf2",
    "ink-red": "#ff918a",
    "ink-yellow": "#edc562",
    "ink-green": "#84cf88",
    "ink-blue": "#7fbcf2",
    "ink-off": "#a0adbc",
    "ink-hit": "#ffd479",
    "even": "#151b23",
    "table-head": "#171e27",
    "bar": "#1f3447",
    "foot": "#1b2a3a",
    "title": "#24415c",
    "cursor-row": "#1f4260",
    "cursor-text": "#dde3ea",
    "cursor-style": "none",
    "cell": "#2b5f8c",
    "linked": "#3a3420",
    "active-head": "#21384d",
    "this-day": "#1c2f40",
    "thumb": "#35648c",
    "hit-style": "bold underline",
}

_LIGHT = {
    **_DARK,
    "ink-label": "#46525f",
    "ink-faint": "#4c5865",
    "ink-heading": "#0b4a86",
    "ink-theme": "#0c5560",
    "ink-key": "#0b4a86",
    "ink-red": "#a11218",
    "ink-yellow": "#6f4600",
    "ink-green": "#165a22",
    "ink-blue": "#0b4a86",
    "ink-off": "#4c5865",
    "ink-hit": "#7a3e00",
    "even": "#f6f7f5",
    "table-head": "#f2f3f2",
    "bar": "#cfe0f0",
    "foot": "#dae6f1",
    "title": "#bcd5ec",
    "cursor-row": "#b9d6f2",
    "cursor-text": "#1b232c",
    "cell": "#8fbfee",
    "linked": "#f3e3b4",
    "active-head": "#c9def2",
    "this-day": "#dce9f5",
    "thumb": "#7fa9d1",
}

_CONTRAST = {
    **_DARK,
    "ink-label": "#f0f0f0",
    "ink-faint": "#e6e6e6",
    "ink-heading": "#9fdcff",
    "ink-theme": "#8ff5ff",
    "ink-key": "#ffe14d",
    "ink-red": "#ffc2bd",
    "ink-yellow": "#ffe14d",
    "ink-green": "#8cff9b",
    "ink-blue": "#b8dcff",
    "ink-off": "#e6e6e6",
    "ink-hit": "#ffe14d",
    "even": "#000000",
    "table-head": "#141414",
    "bar": "#00264d",
    "foot": "#001a33",
    "title": "#003366",
    "cursor-row": "#00386e",
    "cursor-text": "#ffffff",
    "cell": "#004d99",
    "linked": "#332b00",
    "active-head": "#002b55",
    "this-day": "#00264d",
    "thumb": "#66b2ff",
}

_TERMINAL = {
    "ink-label": "ansi_default",
    "ink-faint": "ansi_default",
    "ink-heading": "ansi_default",
    "ink-theme": "ansi_default",
    "ink-key": "ansi_default",
    "ink-red": "ansi_red",
    "ink-yellow": "ansi_yellow",
    "ink-green": "ansi_green",
    "ink-blue": "ansi_blue",
    "ink-off": "ansi_default",
    "ink-hit": "ansi_default",
    "even": "ansi_default",
    "table-head": "ansi_default",
    "bar": "ansi_default",
    "foot": "ansi_default",
    "title": "ansi_default",
    "cursor-row": "ansi_default",
    "cursor-text": "ansi_default",
    "cursor-style": "reverse",
    "cell": "ansi_default",
    "linked": "ansi_default",
    "active-head": "ansi_default",
    "this-day": "ansi_default",
    "thumb": "ansi_default",
    "hit-style": "bold underline",
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "border-blurred": "ansi_default",
    "block-cursor-foreground": "ansi_default",
    "block-cursor-background": "ansi_default",
    "input-cursor-background": "ansi_default",
    "input-cursor-foreground": "ansi_default",
    "input-cursor-text-style": "reverse",
    "input-selection-background": "ansi_default",
    "input-selection-foreground": "ansi_default",
    "screen-selection-background": "ansi_default",
    "screen-selection-foreground": "ansi_default",
}

_NATIVE = "ansi_default"

THEMES = (
    Theme(
        name="dark",
        primary="#4d9de0",
        secondary="#7fb7be",
        accent="#e0b04d",
        foreground="#dde3ea",
        background="#12171e",
        surface="#171e27",
        panel="#1f2834",
        success="#84cf88",
        warning="#edc562",
        error="#ff918a",
        dark=True,
        variables=_DARK,
    ),
    Theme(
        name="light",
        primary="#2f7fc4",
        secondary="#0c5560",
        accent="#b07a10",
        foreground="#1b232c",
        background="#fbfbf9",
        surface="#f2f3f2",
        panel="#e8ebee",
        success="#165a22",
        warning="#6f4600",
        error="#a11218",
        dark=False,
        variables=_LIGHT,
    ),
    Theme(
        name="contrast",
        primary="#4da6ff",
        secondary="#8ff5ff",
        accent="#ffe14d",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#0b0b0b",
        success="#8cff9b",
        warning="#ffe14d",
        error="#ffc2bd",
        dark=True,
        variables=_CONTRAST,
    ),
    Theme(
        name="terminal",
        primary=_NATIVE,
        secondary=_NATIVE,
        accent=_NATIVE,
        foreground=_NATIVE,
        background=_NATIVE,
        surface=_NATIVE,
        panel=_NATIVE,
        boost=_NATIVE,
        success="ansi_green",
        warning="ansi_yellow",
        error="ansi_red",
        dark=True,
        ansi=True,
        variables=_TERMINAL,
    ),
)

DEFAULTS = _DARK
"""The colours that the style sheets name, as they are before a theme is chosen."""


def wants_no_colour() -> bool:
    """Say whether colours are refused by the environment, whatever the variable holds, as the toolkit sees it."""
    return NO_COLOUR in os.environ


def wear(app: App[None], key: str) -> None:
    """Have `app` show itself in the theme named `key`; where colours are refused or it is unknown, in a fitting one."""
    for theme in THEMES:
        app.register_theme(theme)
    app.set_class(app.no_color, "-without-colour")
    known = {name.key for name in THEME_NAMES}
    app.theme = "terminal" if app.no_color else key if key in known else "dark"
