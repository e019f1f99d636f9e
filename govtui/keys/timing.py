"""The keys of the dialogs about the time of a task, as plain data."""

from __future__ import annotations

from govtui.keys.actions import CLOSE, SAVE, Action, Part

SHOW_TIMING = Action("show_timing", ("ctrl+d",), "时限", "看任务的到期日怎么来的；登记起算日、暂停、恢复、延期、核验")
"""On the main screen."""

SHOW_ITS_TIMING = Action("show_timing", ("ctrl+d",), "时限", "登记这项任务的起算日、暂停、恢复、延期、核验", shown=True)
"""In the details of a task."""

_NEXT_DEED = Action("next_deed", ("f2",), "换一项", "换一项登记：起算日、暂停、恢复、延期、核验", shown=True)
_FIELDS = (
    Action("next_field", ("tab",), "下一栏", "到下一栏", shown=True),
    Action("previous_field", ("shift+tab",), "上一栏", "到上一栏"),
)

TIMING = Part("任务的时限", (SAVE, _NEXT_DEED, CLOSE, *_FIELDS))

PAUSING = Part(
    "暂停计时",
    (
        SAVE,
        _NEXT_DEED,
        CLOSE,
        Action("move_up", ("up",), "上移", "光标上移到另一种暂停"),
        Action("move_down", ("down",), "下移", "光标下移到另一种暂停"),
        *_FIELDS,
    ),
)

TIMING_PARTS = (TIMING, PAUSING)
