"""The actions of the question whether something is meant for several tasks."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, MOVING, Action, Part

SEVERAL = Part(
    "对标记的任务一并做",
    (Action("choose", ("enter",), "确定", "按光标所在的一种办法做", shown=True), CLOSE, *MOVING),
)
