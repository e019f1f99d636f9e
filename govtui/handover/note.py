"""The note in a package, 说明.txt: what this is and how the successor takes it over, for who has only the file."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.excel.handover import HandoverForm
from govtui.handover.estate import BACKUP_NAME, EVIDENCE_FOLDER, Piece
from govtui.text import one_line

SHEET_NAME = "工作交接表.xlsx"
NOTE_NAME = "说明.txt"

_BY_HAND = "（打印后填写）"


def note_for(form: HandoverForm, open_tasks: int, pieces: Sequence[Piece]) -> str:
    """Return the note's text, with line ends as old editors on Windows need them."""
    lines = [*_head(form), "", *_contents(open_tasks, pieces), "", *_steps(), *_missing(pieces)]
    return "".join(f"{line}\r\n" for line in lines)


def _head(form: HandoverForm) -> list[str]:
    day = form.day
    name = f"“{one_line(form.ledger)}”" if form.ledger else ""
    people = (("移交人", form.giver), ("接收人", form.receiver), ("监交人", form.witness))
    return [
        f"这是工作台账{name}的交接包，由 govtui 制作",
        f"移交单位：{one_line(form.unit) or _BY_HAND}",
        "　".join(f"{what}：{one_line(who) or _BY_HAND}" for what, who in people),
        f"交接日期：{day.year}年{day.month}月{day.day}日",
    ]


def _contents(open_tasks: int, pieces: Sequence[Piece]) -> list[str]:
    files = len({piece.path for piece in pieces if piece.path and not piece.fault})
    lines = [
        "里面有什么",
        f"  {SHEET_NAME}    打印后由移交人、接收人、监交人签字；其中列有{open_tasks}项未办结任务",
        f"  {BACKUP_NAME}      台账的全部内容、每一次改动和佐证材料的原件，供接收人恢复",
    ]
    if files:
        lines.append(f"  {EVIDENCE_FOLDER}          {files}件佐证材料，按任务编号分文件夹，可以直接打开")
    return lines


def _steps() -> list[str]:
    return [
        "接手的办法",
        "  1. 把交接包解压到自己的电脑上；台账备份.zip 不要再解压，也不要改动",
        "  2. 安装 govtui，在解压后的文件夹里打开命令行",
        "  3. 恢复台账：govtui restore 台账备份.zip --ledger 台账（“台账”是新文件夹的名称，可以另起）",
        "  4. 打开台账：govtui --ledger 台账，按 F5 设定自己的姓名为操作人",
        "  5. 对照工作交接表逐项清点未办结任务和佐证材料，三方签字",
        "",
        "交接以后",
        "  只在接收人的台账中登记；移交人的台账不要再改动，保存到核对完毕为止",
    ]


def _missing(pieces: Sequence[Piece]) -> list[str]:
    faulty = [piece for piece in pieces if piece.fault]
    if not faulty:
        return []
    named = [f"  {piece.task}  {one_line(piece.evidence.name)}：{piece.fault}" for piece in faulty]
    return ["", "下列佐证材料移交时就有问题，不在交接包内，请移交人补齐或说明", *named]
