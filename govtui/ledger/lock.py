"""One writer: who holds the ledger, and how the next one learns it.

The lock is the operating system's, on the file `lock`: it goes with the process that holds it, so one left behind by a
crash never blocks. Who holds it stands beside it in `holder.json`, because taking a lock may empty its file.
"""

from __future__ import annotations

import datetime as dt
import errno
import getpass
import os
import platform
from contextlib import suppress
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from govtui.ledger.disk import only_readable
from govtui.text import one_line

_SOMEBODY = "另一个窗口或另一台计算机"
_GLANCE = 0.2
"""Seconds to wait for the lock: whoever looks whether it is free (`is_free`) has it for a moment."""


class Holder(msgspec.Struct, frozen=True):
    """Who holds a ledger."""

    operator: str
    """操作人; the computer's account where no name was given."""
    computer: str
    pid: int
    since: dt.datetime

    def __str__(self) -> str:
        """Return the words in which others are told."""
        since = self.since
        day = f"{since.year}年{since.month}月{since.day}日 {since:%H:%M}"
        return f"{self.operator}（计算机 {self.computer}，自 {day} 起）"


def account_name() -> str:
    """Return the name of the computer's account, empty where the system does not know one."""
    try:
        return one_line(getpass.getuser())
    except (OSError, KeyError, ImportError):  # what a missing account raises depends on the system and the version
        return ""


def computer_name() -> str:
    """Return the computer's name, empty where it has none."""
    return one_line(platform.node())


class FolderLock:
    """The right to change the ledger in a folder."""

    def __init__(self, folder: Path) -> None:
        self._lock = FileLock(folder / "lock", timeout=0, thread_local=False)
        self._holder = folder / "holder.json"

    def acquire(self, operator: str, since: dt.datetime, *, shared: bool = False) -> str:
        """Take the lock. Returns an empty text, or says in Chinese why the ledger can only be read.

        In a folder `shared` by several computers the system's lock may not reach from one to the other: there somebody
        on another computer who has not signed off is taken for one who is still at work.
        """
        try:
            self._lock.acquire(timeout=_GLANCE, poll_interval=_GLANCE / 10)
            if shared and (left := self._signed()) and left.computer != computer_name():
                self._lock.release()
                return (
                    f"{left}打开过台账，没有正常退出，也可能还在使用；网络文件夹的占用登记不一定可靠，所以先只能查看。"
                    "确认对方已经退出后，在本窗口修改任何一处即可接手"
                )
            self._sign(Holder(operator or account_name(), computer_name(), os.getpid(), since))
        except Timeout:
            return f"台账正由{self._signed() or _SOMEBODY}使用，本窗口只能查看，不能修改；等对方退出后重新打开即可修改"
        except OSError as error:
            self._lock.release()
            return only_readable(error)
        return ""

    def release(self) -> None:
        """Give the lock back, if it is held."""
        if self._lock.is_locked:
            with suppress(OSError):
                self._holder.unlink(missing_ok=True)
            self._lock.release()

    def _sign(self, holder: Holder) -> None:
        """Write down who holds the lock. Raises OSError for a folder that cannot be written."""
        try:
            self._holder.write_bytes(msgspec.json.encode(holder))
        except OSError as error:
            # A full disk is no reason: the ledger can be read, and each edit will say what is wrong.
            if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise

    def is_free(self) -> bool:
        """Say whether nobody holds the lock, by taking it for a moment."""
        try:
            with self._lock:
                return True
        except (Timeout, OSError):
            return False

    def _signed(self) -> Holder | None:
        """Return who has signed last; without a lock it says nothing of the present."""
        try:
            return msgspec.json.decode(self._holder.read_bytes(), type=Holder)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
