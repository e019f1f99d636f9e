"""Ledgers of any size, always the same ones, with text as varied as in real plans: 2 KB a task in `ledger.json`."""

from __future__ import annotations

import datetime as dt
import random
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

from govtui.ledger.ledger import Ledger, local_now
from govtui.model import Deadline, DeadlineKind, DocumentDraft, Indicator, Progress, Status, TaskDraft

TODAY = dt.date(2026, 9, 18)
TASKS_PER_PLAN = 50
STORIES = 40
"""Tasks with the same story (status and progress) are changed together: one transaction instead of thousands."""

WORDS: dict[str, list[str]] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def drafts(number: int) -> list[DocumentDraft]:
    """Return plans with `number` tasks in all."""
    dice = random.Random(number)
    plans = []
    for first in range(0, number, TASKS_PER_PLAN):
        place = first // TASKS_PER_PLAN + 1
        field = WORDS["fields"][place % len(WORDS["fields"])]
        plans.append(
            DocumentDraft(
                source=f"{field}{place}.txt",
                title=f"青禾县2026年{field}重点任务分解表（{place}）",
                year=2026,
                columns=("序号", "重点任务", "具体要求", "责任单位", "完成时限"),
                tasks=tuple(_task(dice, field, seq) for seq in range(1, min(TASKS_PER_PLAN, number - first) + 1)),
                fingerprint=f"{place:064d}",
            )
        )
    return plans


def _task(dice: random.Random, field: str, seq: int) -> TaskDraft:
    units = tuple(dice.sample(WORDS["units"], dice.randint(1, 5)))
    deadline_text, deadline = _deadline(dice)
    times = dice.randint(2, 12)
    requirement = "".join(_sentence(dice, field) for _ in range(dice.randint(4, 7)))
    return TaskDraft(
        seq=str(seq),
        themes=(
            f"（{(seq - 1) // 10 + 1}）{WORDS['actions'][seq // 10]}{field}工作",
            f"{WORDS['objects'][seq % len(WORDS['objects'])]}质量提升",
        ),
        requirement=f"{requirement}全年不少于{times}次。",
        units_text=f"{units[0]}牵头，{'、'.join(units[1:])}配合" if units[1:] else units[0],
        lead=units[:1] if units[1:] else (),
        support=units[1:],
        units=units,
        deadline_text=deadline_text,
        deadline=deadline,
        indicators=(Indicator(f"不少于{times}次", ">=", times, "次", "年"),),
    )


def _sentence(dice: random.Random, field: str) -> str:
    action, target, means, other, purpose = (
        dice.choice(WORDS[kind]) for kind in ("actions", "objects", "means", "actions", "objects")
    )
    return f"{action}{field}{target}，{means}{other}{purpose}，{dice.choice(WORDS['results'])}。"


def _deadline(dice: random.Random) -> tuple[str, Deadline]:
    month = dice.randint(1, 12)
    last = (dt.date(2026, month, 28) + dt.timedelta(days=4)).replace(day=1) - dt.timedelta(days=1)
    return dice.choice(
        (
            (f"2026年{month}月底前", Deadline(DeadlineKind.BY, due=last)),
            (f"2026年{month}月底前完成", Deadline(DeadlineKind.BY, due=last)),
            ("全年", Deadline(DeadlineKind.ONGOING, until=dt.date(2026, 12, 31))),
            ("长期坚持", Deadline(DeadlineKind.ONGOING)),
        )
    )


def make_ledger(folder: Path, number: int, now: Callable[[], dt.datetime] = local_now) -> None:
    """Make a ledger of `number` tasks in `folder`, some months into its year; `now` is the clock of its history."""
    dice = random.Random(number)
    with Ledger.open(folder, operator="测量", now=now) as ledger:
        ledger.add_documents(drafts(number))
        ids = list(ledger.tasks)
        dice.shuffle(ids)
        for story in range(STORIES):
            _tell(ledger, ids[story::STORIES], dice)


def _tell(ledger: Ledger, ids: Sequence[str], dice: random.Random) -> None:
    """Give tasks a status and some progress."""
    if not ids:
        return
    day = dt.date(2026, 3, 1)
    for _ in range(dice.randint(1, 5)):
        day += dt.timedelta(days=dice.randint(10, 40))
        text = f"{dice.choice(WORDS['happened'])}；{dice.choice(WORDS['happened'])}，涉及{dice.randint(2, 400)}处。"
        ledger.change(ids, progress=Progress(day, text, dice.choice(WORDS["units"])))
    ledger.change(ids, status=dice.choice(tuple(Status)), note=dice.choice(("", "已列入重点督办事项")))


if __name__ == "__main__":
    make_ledger(Path(sys.argv[1]), int(sys.argv[2]))
