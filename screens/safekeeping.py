"""The main screen's care that nothing of the ledger is lost: backups, restoring one, checking, handing over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from govtui.errors import GovtuiError, RequestError
from govtui.file_names import short_name
from govtui.ledger.backup.keeping import BACKUPS_NAME, file_for, is_apart
from govtui.ledger.backup.manifest import Manifest, kept_words
from govtui.ledger.journal import Place
from govtui.ledger.ledger import Ledger, local_now
from govtui.ledger.mending.findings import Report
from govtui.paths import shown_path
from govtui.shelf import ledgers_folder
from screens.keeping import KeepingScreen
from screens.ledger_menu import Errand
from screens.reading import NoticeDialog, notice_dialog
from widgets.segments import Line
from widgets.task_text import paragraph

if TYPE_CHECKING:  # dialogs, and what reads and writes backups: no start needs them
    from govtui.handover.package import HandedOver
    from govtui.ledger.backup.restore import Restored
    from screens.placing import HandoverRequest
    from screens.restoring import Backup, RestoreWay
    from screens.working import Tell


class SafekeepingScreen(KeepingScreen):
    """A ledger that can be copied to safety, brought back, looked through, and handed over."""

    def errands(self) -> dict[Errand, Callable[[], None]]:
        """Return what is done for each line of the menu."""
        return {
            **super().errands(),
            Errand.BACK_UP: self._ask_backup,
            Errand.RESTORE: self._choose_backup,
            Errand.CHECK: self._check,
            Errand.HAND_OVER: self._ask_handover,
        }

    # Backups

    def _ask_backup(self) -> None:
        from screens.placing import BackupDialog

        moment = local_now()
        proposed = file_for(Path(), self._ledger.name, Place(self._ledger.past().count), moment).name
        said = "备份是一个文件，包括全部任务、修改记录和佐证材料，写完会重新读出来核对。存到U盘或其他盘上才保险。"
        dialog = BackupDialog("备份台账", said, self._ledger.folder, proposed)
        self.app.push_screen(dialog, self._take_backup)

    def _take_backup(self, target: Path | None) -> None:
        if target is not None:
            said = f"正在备份到 {shown_path(target, 56)}，请稍候，U盘不要拔 ……"
            self.work(
                "备份台账", said, lambda _: self._ledger.back_up(target), lambda made: self._tell_backup(target, made)
            )

    def _tell_backup(self, target: Path, made: Manifest) -> None:
        kept = kept_words(member.path for member in made.evidence)
        evidence = f"、{kept}" if kept else ""
        said = f"已备份{made.number}次改动{evidence}，核对无误："
        self._say([(said + shown_path(target, 40), "green")])
        if not _is_safe(self._ledger.folder, target):
            warning = "这份备份和台账在同一块盘上，盘坏了会一起丢失；请再备份一份到U盘或其他盘"
            self.app.push_screen(notice_dialog("备份完成，请留意", [f"{said}{target}", warning]))

    # Restoring

    def _choose_backup(self) -> None:
        from screens.restoring import FindBackupDialog

        self.app.push_screen(FindBackupDialog(self._ledger.folder / BACKUPS_NAME), self._look_at_backup)

    def _look_at_backup(self, path: Path | None) -> None:
        from screens.restoring import looked_at

        if path is not None:
            said = f"正在查看和核对备份 {shown_path(path, 50)} ……"
            self.work("从备份恢复", said, lambda _: looked_at(path), self._ask_way)

    def _ask_way(self, backup: Backup) -> None:
        from screens.restoring import RestoreDialog

        here = not self._ledger.read_only
        dialog = RestoreDialog(backup, self._ledger.past().count, here=here)
        self.app.push_screen(dialog, lambda way: self._restore(backup, way))

    def _restore(self, backup: Backup, way: RestoreWay | None) -> None:
        from screens.restoring import RestoreWay

        said = "正在恢复，恢复前后都会核对，请稍候 ……"
        operator = self._settings.operator
        if way is RestoreWay.BESIDE:
            folder = _folder_beside(backup)
            self.work("从备份恢复", said, lambda _: _restored(backup, folder, operator), self._show_restored)
        elif way is RestoreWay.HERE and self._writable():
            self._ledger.close()
            folder = self._ledger.folder
            self.work("从备份恢复", said, lambda _: _restored(backup, folder, operator), self._show_restored)

    def _show_restored(self, outcome: tuple[Ledger, tuple[str, ...]]) -> None:
        self.show_other(*outcome)

    # Checking

    def _check(self) -> None:
        from govtui.ledger.mending.check import check

        def job(tell: Tell) -> Report:
            return check(self._ledger.folder, lambda done, total: tell(f"已检查{done * 100 // max(1, total)}%"))

        self.work("检查台账", "正在检查修改记录、任务、佐证材料和备份，不作改动 ……", job, self._show_report)

    def _show_report(self, report: Report) -> None:
        from govtui.ledger.mending.telling import advice_for, report_lines

        def lines_at(cells: int) -> list[Line]:
            looked_at, found, *details = report_lines(report)
            lines = paragraph(looked_at, cells) + paragraph(found, cells, "green" if report.sound else "red")
            lines += [line for detail in details for line in paragraph(detail, cells)]
            return lines + [line for text in advice_for(report) for line in [[], *paragraph(text, cells, "yellow")]]

        self.app.push_screen(NoticeDialog("检查结果", lines_at))

    # Handing over

    def _ask_handover(self) -> None:
        from screens.placing import HandoverDialog

        if not self._ledger.tasks:
            self._fail(RequestError("没有可交接的内容", "台账里还没有任务", "先按 F7 读入任务分解表"))
            return
        name = f"{short_name(self._ledger.name or self._sheet_title())}交接{self._today:%Y%m%d}.zip"
        said = "交接包里有工作交接表（Excel，供签字）、台账的备份、全部佐证材料和一份说明；现在的台账不动。"
        giver = self._ledger.operator or self._settings.filler
        dialog = HandoverDialog("交接", said, self._ledger.folder, name, giver)
        self.app.push_screen(dialog, self._take_handover)

    def _take_handover(self, request: HandoverRequest | None) -> None:
        if request is None:
            return
        from govtui.excel.handover import HandoverForm
        from govtui.handover.estate import estate_of
        from govtui.handover.package import hand_over

        form = HandoverForm(
            day=self._today,
            unit=self._settings.unit,
            giver=request.giver,
            receiver=request.receiver,
            witness=request.witness,
            ledger=self._ledger.name,
        )

        def job(tell: Tell) -> HandedOver:
            def watch(what: str, done: int, total: int) -> None:
                tell(f"{what}：{done * 100 // total}%" if total else what)

            return hand_over(
                request.path, estate_of(self._ledger, self._today, self._view.reader.almanac), form, local_now(), watch
            )

        self.work("交接", f"正在做交接包 {shown_path(request.path, 50)} ……", job, self._tell_handover)

    def _tell_handover(self, done: HandedOver) -> None:
        said = f"已做好交接包：未办结{done.open_tasks}项，佐证材料{done.files}件："
        self._say([(said + shown_path(done.path, 32), "green")])
        if done.notes:
            self.app.push_screen(notice_dialog("交接包做好了，请留意", [f"{said}{done.path}", *done.notes]))


def _is_safe(folder: Path, target: Path) -> bool:
    try:
        return is_apart(folder, target)
    except OSError:
        return True  # it was just written there; what cannot be told is no reason to warn


def _folder_beside(backup: Backup) -> Path:
    """Return a folder for a ledger that is restored beside the present one."""
    made = backup.manifest.made_at
    name = f"{short_name(backup.manifest.name, '台账')}-恢复自{made:%Y%m%d-%H%M%S}"
    folder, again = ledgers_folder() / name, 1
    while folder.exists():
        again += 1
        folder = ledgers_folder() / f"{name}-{again}"
    return folder


def _restored(backup: Backup, folder: Path, operator: str) -> tuple[Ledger, tuple[str, ...]]:
    """Restore a backup into a folder and open what stands there then, the old ledger if that failed; tell of it.

    Raises GovtuiError where nothing stood there and nothing was restored, or where it cannot be opened.
    """
    from govtui.ledger.backup.restore import restore

    try:
        told = _restored_words(restore(backup.path, folder, made_at=local_now(), operator=operator))
    except GovtuiError as error:
        if not folder.is_dir():
            raise
        told = (str(error),)
    return Ledger.open(folder, operator=operator), told


def _restored_words(done: Restored) -> tuple[str, ...]:
    made = done.manifest.made_at
    lines = [f"已从{made.year}年{made.month}月{made.day}日 {made:%H:%M}的备份恢复，共{done.manifest.number}次改动"]
    if done.evidence:
        lines.append(f"放回{kept_words(done.kept)}")
    if done.before:
        lines.append(f"恢复前的内容另存为：{done.before}")
    if done.missing:
        lines.append(
            f"有{len(done.missing)}件佐证材料备份里没有，台账文件夹里也找不到，请从别的备份或原来的台账文件夹复制过来"
        )
    return tuple(lines)
