"""The commands for backups: `backup`, `restore`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.arguments import UsageError
from govtui.commands.common import (
    DONE,
    existing_folder,
    ledger_folder,
    opened,
    operator_name,
    path_of,
    print_lines,
    say,
)
from govtui.errors import LedgerError, RequestError

if TYPE_CHECKING:
    from govtui.ledger.backup.manifest import Manifest

_PATHS_SHOWN = 5


def backup(request: Namespace) -> int:
    """Back the ledger up to a file or into a folder; where none is named, into the ledger's own folder of backups."""
    if not request.target:
        return _backup_beside(request)
    target = path_of(request.target)
    is_file = target.suffix.lower() == ".zip" and not target.is_dir()
    if not is_file and not target.is_dir():
        hint = "写一个以 .zip 结尾的文件名，或者一个已有的文件夹；U盘请先插好"
        raise RequestError("没有备份", f"没有“{target}”这个文件夹", hint)
    if is_file and target.exists() and not request.force:
        raise RequestError("没有备份", f"“{target}”已经存在", "换一个文件名，或加 --force 覆盖它")
    from govtui.ledger.backup.keeping import file_for
    from govtui.ledger.journal import Place

    with opened(request, reading=True) as ledger:
        manifest = ledger.back_up(target)
        advice = ledger.advice()
    file = file_for(target, manifest.name, Place(manifest.number), manifest.made_at)  # the ledger chose it likewise
    print_lines([f"已备份：{file}", _content(manifest)])
    for text in advice:
        say(text)
    return DONE


def _backup_beside(request: Namespace) -> int:
    """Make the backup that is made of itself now and then."""
    from govtui.ledger.backup.archive import read_manifest
    from govtui.ledger.backup.keeping import back_up
    from govtui.ledger.ledger import local_now
    from govtui.ledger.recovery import recover

    folder = existing_folder(request)
    with opened(request, reading=True) as ledger:
        advice = ledger.advice()
    found = recover(folder)
    if found.refusal:
        raise LedgerError("没有备份", found.refusal)
    path = back_up(folder, found.place, made_at=local_now(), name=found.state.name, operator=operator_name())
    print_lines([f"已备份：{path}", _content(read_manifest(path))])
    for text in advice:
        say(text)
    return DONE


def _content(manifest: Manifest) -> str:
    """Return what a backup holds."""
    from govtui.ledger.backup.manifest import kept_words

    content = f"内容截至第{manifest.number}号改动" if manifest.number else "台账还是空的"
    if manifest.evidence:
        return f"{content}，含{kept_words(member.path for member in manifest.evidence)}"
    if manifest.beside:
        return f"{content}；不含佐证材料的原件，它们在台账文件夹的 evidence 里"
    return content


def restore(request: Namespace) -> int:
    """Put the ledger of a backup in the place of the one that is asked for, which is backed up first."""
    archive = path_of(request.file)
    if archive.is_dir():
        raise UsageError("命令写法不对", f"“{archive}”是文件夹", "请写备份文件，文件名以 .zip 结尾")
    from govtui.ledger.backup.manifest import kept_words
    from govtui.ledger.backup.restore import restore as put_back
    from govtui.ledger.ledger import local_now

    folder = ledger_folder(request, anew=True)
    done = put_back(archive, folder, made_at=local_now(), operator=operator_name())
    made = done.manifest.made_at
    since = f"{made.year}年{made.month}月{made.day}日 {made:%H:%M}"
    content = f"内容截至第{done.manifest.number}号改动" if done.manifest.number else "台账是空的"
    lines = [f"已恢复：{folder}", f"备份做于{since}，{content}"]
    if done.evidence:
        lines.append(f"放回{kept_words(done.kept)}")
    if done.before:
        lines.append(f"恢复前的内容另存为：{done.before}")
    print_lines(lines)
    if done.missing:
        say(_missing(done.missing))
    return DONE


def _missing(paths: tuple[str, ...]) -> str:
    """Return which evidence is neither in the backup nor in the ledger's folder."""
    shown = "、".join(paths[:_PATHS_SHOWN])
    more = "等" if len(paths) > _PATHS_SHOWN else ""
    found = f"有{len(paths)}件佐证材料备份里没有，台账文件夹里也找不到：{shown}{more}"
    return f"{found}；请从别的备份或原来的台账文件夹复制过来"
