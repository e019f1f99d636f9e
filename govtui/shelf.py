"""The ledgers that the clerk has: which one is opened, by what name it is found, where a new one goes.

Nothing here reads a ledger: what is told of one stands in the settings or can be seen from outside.
"""

from __future__ import annotations

import datetime as dt
import difflib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from govtui.config import RecentLedger, Settings
from govtui.errors import LedgerError, RequestError
from govtui.file_names import bearable
from govtui.ledger.recovery import CHECKPOINT_NAME, JOURNAL_NAME
from govtui.paths import data_folder, default_ledger, named_ledger, typed_path
from govtui.text import fold, one_line

MOST_RECENT: Final = 20
"""So many ledgers are remembered; those in the program's own folder are found without that."""

LONGEST_NAME: Final = 60
"""Characters: a folder is called so, and no file system takes more than 255 bytes, which are 85 of Chinese."""


def folder_to_open(settings: Settings) -> Path:
    """Return the folder of the ledger to open where none is named on the command line.

    That is the one of `$GOVTUI_LEDGER`, else the one that was chosen last, else the one in the user's data folder.
    Raises LedgerError if the chosen one is not there now: an empty one in its place would look like a loss.
    """
    folder = chosen_folder(settings)
    return _present(settings, folder) if settings.ledger and named_ledger() is None else folder


def chosen_folder(settings: Settings) -> Path:
    """Return the same folder, whether the ledger is there now or not."""
    if (named := named_ledger()) is not None:
        return named
    return Path(settings.ledger) if settings.ledger else default_ledger()


def find(settings: Settings, word: str, *, anew: bool = False) -> Path:
    """Return the folder that somebody means by a path or by the name of a known ledger.

    A path need not be there, so that a ledger can be begun in it, `anew` even where a known one was. Raises
    RequestError for a name that none or several ledgers have, LedgerError for a known ledger that is not there now.
    """
    path = typed_path(word)
    if holds_ledger(path):
        return path
    named = [ledger for ledger in known(settings) if ledger.name and fold(ledger.name) == fold(word.strip())]
    if len(named) > 1:
        folders = "、".join(ledger.folder for ledger in named)
        raise RequestError("不知道是哪一本台账", f"有{len(named)}本台账都叫“{word}”：{folders}", "请写台账所在的文件夹")
    if named:
        return _present(settings, Path(named[0].folder))
    if is_known(settings, path) and not anew:
        return _present(settings, path)
    if _looks_like_path(word) or _is_folder(path):
        return path
    raise RequestError("没有这本台账", f"没有叫“{word}”的台账，也没有这个文件夹", _advice(settings, word))


def known(settings: Settings) -> tuple[RecentLedger, ...]:
    """Return the ledgers to choose from: those that were open last, the newest first, then others of the own folder."""
    own = [RecentLedger(str(folder), "" if folder == default_ledger() else folder.name) for folder in _own_ledgers()]
    return (*settings.recent, *(ledger for ledger in own if not is_known(settings, Path(ledger.folder))))


def is_known(settings: Settings, folder: Path) -> bool:
    """Tell whether a ledger in this folder is remembered."""
    return any(same_folder(ledger.folder, folder) for ledger in settings.recent)


def holds_ledger(folder: Path) -> bool:
    """Tell whether there is a ledger in a folder now. A share that does not answer may take seconds to say no."""
    try:
        return (folder / JOURNAL_NAME).is_file() or (folder / CHECKPOINT_NAME).is_file()
    except (OSError, ValueError):  # a name that the system does not take
        return False


def same_folder(one: str | Path, other: str | Path) -> bool:
    """Tell whether two paths name the same folder, as far as can be told without asking a drive."""
    return os.path.normcase(_absolute(one)) == os.path.normcase(_absolute(other))


def remember(settings: Settings, folder: Path, name: str, moment: dt.datetime) -> Settings:
    """Return the settings with a ledger that was opened at `moment` at the top of the recent ones."""
    others = forget(settings, folder).recent
    opened = RecentLedger(_absolute(folder), name, moment)
    return msgspec.structs.replace(settings, recent=(opened, *others)[:MOST_RECENT])


def prefer(settings: Settings, folder: Path) -> Settings:
    """Return the settings with the ledger that is opened from now on where none is named."""
    return msgspec.structs.replace(settings, ledger=_absolute(folder))


def forget(settings: Settings, folder: Path) -> Settings:
    """Return the settings without a ledger among the recent ones; its folder is not touched."""
    others = tuple(ledger for ledger in settings.recent if not same_folder(ledger.folder, folder))
    return msgspec.structs.replace(settings, recent=others)


def stands_in_own_folder(folder: Path) -> bool:
    """Tell whether a ledger is listed because of where it is, remembered or not."""
    return any(same_folder(folder, own) for own in _own_ledgers())


def proper_name(name: str) -> str:
    """Return the name of a ledger as it is kept. Raises RequestError for none and for one that is too long."""
    name = one_line(name)
    if not name:
        raise RequestError("台账没有名称", "还没有写台账的名称", "写明年度、单位或事项，如 2024年政务公开台账")
    if len(name) > LONGEST_NAME:
        raise RequestError("台账名称太长", f"名称有{len(name)}个字", f"请写到{LONGEST_NAME}个字以内")
    return name


def refuse_known_name(settings: Settings, name: str) -> None:
    """Raise RequestError if a ledger that is there has this name: it could not be told from that one."""
    for ledger in known(settings):
        if fold(ledger.name) == fold(name) and holds_ledger(Path(ledger.folder)):
            message = f"已有叫“{ledger.name}”的台账，在“{ledger.folder}”"
            raise RequestError("名称重复", message, "请换一个名称，如加上年度或科室；要用那一本，就打开它")


def new_folder(name: str, parent: Path | None = None) -> Path:
    """Return the folder for a new ledger called `name`: one of its own in `parent` or in the user's data folder.

    It is not made here. Raises RequestError for a name that makes none, or if something stands there already.
    """
    folder = ledgers_folder() if parent is None else parent
    folder = Path(_absolute(folder)) / _folder_name(proper_name(name))
    if holds_ledger(folder):
        raise RequestError("这本台账已经有了", f"“{folder}”里已有台账", "直接打开它；要另建一本，请换一个名称")
    try:
        taken = folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))
    except (OSError, ValueError) as error:
        raise RequestError("不能在这里新建台账", f"“{folder}”打不开", "请换一个文件夹，或检查U盘是否插好") from error
    if taken:
        raise RequestError("不能在这里新建台账", f"“{folder}”里已有别的文件", "请换一个名称，或换一个文件夹")
    return folder


def ledgers_folder() -> Path:
    """Return where ledgers go that are not put elsewhere."""
    return data_folder() / "ledgers"


def _present(settings: Settings, folder: Path) -> Path:
    if holds_ledger(folder):
        return folder
    name = next((ledger.title for ledger in settings.recent if same_folder(ledger.folder, folder)), "")
    raise LedgerError(
        "台账不在原来的位置",
        f"{f'“{name}”' if name else '台账'}在“{folder}”，现在找不到：U盘或网络盘没有接上，或者文件夹已移走、改名",
        "接好后再试；移走了的，用 govtui use 新的文件夹 指明；要用另一本，用 govtui use 它的名称",
    )


def _own_ledgers() -> Iterator[Path]:
    """Yield the folders in the program's own folder that hold a ledger, in the order of their names."""
    if holds_ledger(default_ledger()):
        yield default_ledger()
    try:
        folders = sorted(ledgers_folder().iterdir())
    except OSError:
        return
    yield from (folder for folder in folders if holds_ledger(folder))


def _advice(settings: Settings, word: str) -> str:
    """Return what to do about a name that no ledger has: the names that are close to it, if there are."""
    names = {fold(ledger.name): ledger.name for ledger in known(settings) if ledger.name}
    wanted = fold(word)
    close = [names[name] for name in names if wanted in name or name in wanted]
    close += [names[name] for name in difflib.get_close_matches(wanted, names) if names[name] not in close]
    if close:
        return f"是不是{'、'.join(f'“{name}”' for name in close[:3])}"
    return "用 govtui ledgers 看看有哪些台账；要新建，用 govtui new 名称"


def _absolute(folder: str | Path) -> str:
    """Return a whole path without `..`; links stay as they are, for following them may take a drive that is gone."""
    return os.path.abspath(folder)  # noqa: PTH100 - `resolve` asks the drive


def _looks_like_path(word: str) -> bool:
    return word.startswith(("~", ".")) or word[1:2] == ":" or any(sign in word for sign in "/\\")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def _folder_name(name: str) -> str:
    """Return a name as every file system takes it."""
    if not (plain := bearable(name)):
        raise RequestError("台账名称不能用", f"“{name}”里没有能作文件夹名的字", "名称里请写上汉字、字母或数字")
    return plain
