"""Where things are: the program's assets, the user's folders."""

from __future__ import annotations

import os
from pathlib import Path

from govtui.text import clean, width

APP_NAME = "govtui"
LEDGER_VARIABLE = "GOVTUI_LEDGER"


def asset(name: str) -> Path:
    """Return the path of a file or folder under `assets/`, in a checkout or in an installed package.

    Raises FileNotFoundError for a name that the program does not ship: a fault of the program, not of the user.
    """
    package = Path(__file__).parent
    for root in (package / "assets", package.parent / "assets"):
        if (root / name).exists():
            return root / name
    raise FileNotFoundError(f"asset not shipped: {name}")


def typed_path(text: str) -> Path:
    """Return the path that somebody typed, pasted or dragged into the window: it may stand in quotes, begin with `~`
    or be a `file://` address, as file managers give it. What is there by the very name is meant by it.
    """
    if os.path.lexists(text):
        return Path(text)
    text = text.strip().strip("\"'“”‘’")
    if text.startswith("file://"):
        from urllib.parse import urlsplit
        from urllib.request import url2pathname

        text = url2pathname(urlsplit(text).path)
    try:
        return Path(text).expanduser()
    except RuntimeError:  # a name behind `~` that no account has
        return Path(text)


def shown_path(path: Path, cells: int) -> str:
    """Return a path as it is shown in `cells`: from the user's own folder on, and its end where it is long."""
    home = Path.home()
    shown = clean(str(Path("~") / path.relative_to(home) if path.is_relative_to(home) else path))
    while width(shown) > cells and shown != "…":
        shown = "…" + shown.lstrip("…")[1:]  # the end of a path says more than its beginning
    return shown


def named_ledger() -> Path | None:
    """Return the ledger's folder that `$GOVTUI_LEDGER` names; None where it names none."""
    named = os.environ.get(LEDGER_VARIABLE)
    return typed_path(named) if named else None


def data_folder() -> Path:
    """Return the folder in which the program keeps the user's work."""
    import platformdirs

    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def viewing_folder() -> Path:
    """Return the folder for copies of evidence that other programs open; whatever stands there may be removed."""
    import platformdirs

    return Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False)) / "佐证材料"


def default_ledger() -> Path:
    """Return the ledger's folder where none was ever named or chosen."""
    return data_folder() / "ledger"
