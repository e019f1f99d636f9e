"""The commands about tasks that are the same matter in several plans, as data."""

from __future__ import annotations

from govtui.grammar.parts import JSON, Argument, Command

_IDS = Argument(("ids",), "编号…", "任务编号，可写多个", {"nargs": "+", "metavar": "编号"}, True)

TWIN_COMMANDS = (
    Command(
        "twins",
        "找出几份来文里内容几乎相同的任务，列出哪里不同、是否已关联",
        (
            Argument(
                ("id",), "编号", "只看和这项任务相同的，如 2-4.1", {"nargs": "?", "default": "", "metavar": "编号"}
            ),
            JSON,
        ),
        (("govtui twins 1-3", "哪些任务和任务1-3几乎相同"),),
    ),
    Command(
        "link",
        "把内容相同的任务关联起来，登记进展时可一并登记",
        (_IDS,),
        (("govtui link 1-2 2-5", "任务1-2和2-5是同一件事"),),
    ),
    Command(
        "unlink",
        "取消关联：写出的任务各自单独办理",
        (_IDS,),
        (("govtui unlink 2-5", "任务2-5不再和别的任务关联"),),
    ),
)
