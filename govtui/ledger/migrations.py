"""What each format of the ledger's files brought, and how a ledger of an older one becomes one of this program's.

The journal is never rewritten: its old lines stay as they were signed, and what later formats added is empty in them.
So a migration has two steps: a backup of the ledger as it was, and a new `ledger.json`, which tells an older program
that it must not write any more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from govtui.ledger.transactions import FORMAT


class Migration(NamedTuple):
    """A step from one format to the next."""

    to: int
    name: str
    """What the format brought, in Chinese."""


MIGRATIONS: Final = (
    Migration(2, "任务顺序和原表的其他栏目"),
    Migration(3, "佐证材料、起算日、延期、计数、法定期限、报送批次、台账名称和恢复"),
    Migration(4, "单位名录、存在问题和下一步措施、相同任务"),
)


def ahead_of(found: int) -> tuple[Migration, ...]:
    """Return the migrations that a ledger of a format has before it, in their order."""
    return tuple(migration for migration in MIGRATIONS if migration.to > found)


def migrate(found: int, back_up: Callable[[str], None], write_down: Callable[[], None]) -> str:
    """Bring a ledger from the format `found` to this program's; return what was done, in Chinese.

    `back_up` makes a backup under a name, `write_down` a new `ledger.json`. Raises what they raise: the ledger is as it
    was then.
    """
    names = "；".join(migration.name for migration in ahead_of(found))
    back_up(f"升级前-格式{found}")
    write_down()
    return (
        f"台账由较早版本的程序写入，已从格式 {found} 升级到格式 {FORMAT}（{names}）；升级前的台账备份在 backups 文件夹"
    )
