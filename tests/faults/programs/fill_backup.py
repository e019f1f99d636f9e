"""Back up and restore the ledger in the folder given under a limit to the size of files that moves on step by step.

Prints how many backups and how many restores were refused. Any that is neither refused whole nor done whole ends it
with an error.
"""

import datetime as dt
import resource
import sys
from collections.abc import Callable
from pathlib import Path

from govtui.errors import LedgerError
from govtui.ledger.backup.archive import faults_of, write_archive
from govtui.ledger.backup.restore import restore
from govtui.ledger.recovery import recover

_SOFT, HARD = resource.getrlimit(resource.RLIMIT_FSIZE)
NOW = dt.datetime(2023, 11, 22, 9, 1, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def refusal(action: Callable[[], object], size: int) -> str:
    """Return what is said to an action while no file may be longer than `size`, nothing if it is done."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, HARD))
    try:
        action()
    except LedgerError as error:
        return str(error)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (HARD, HARD))
    return ""


def refused_until_done(action: Callable[[], object], step: int, check: Callable[[], None]) -> int:
    """Return how often an action is refused before there is room enough; after each refusal all must be as it was."""
    refused = 0
    while said := refusal(action, refused * step):
        assert "系统允许的大小" in said, said
        check()
        refused += 1
    return refused


def main(folder: Path) -> None:
    ledger, other, stick = folder / "ledger", folder / "other", folder / "stick"
    target, found = stick / "备份.zip", recover(ledger)
    before = {path: path.read_bytes() for path in other.rglob("*") if path.name != "lock"}
    stick.mkdir()

    def back_up() -> None:
        write_archive(ledger, target, found.place, made_at=NOW, name="", operator="", evidence=True)

    def no_backup() -> None:
        assert list(stick.iterdir()) == []

    def untouched() -> None:
        left = {path: path.read_bytes() for path in before}
        assert left == before
        assert not (other / "restoring").exists()
        assert list(other.rglob("*.tmp")) == []

    backups = refused_until_done(back_up, 61, no_backup)
    assert faults_of(target) == []
    restores = refused_until_done(lambda: restore(target, other, made_at=NOW, operator=""), 97, untouched)
    assert recover(other).state.tasks == found.state.tasks
    print(backups, restores)


main(Path(sys.argv[1]))
