"""What the clerk calls the fields of columns and the fates of lines."""

from __future__ import annotations

from collections.abc import Mapping

from govtui.intake.columns import Field
from govtui.intake.fates import Fate

FIELD_LABELS: Mapping[Field, str] = {
    Field.SEQ: "序号",
    Field.THEME: "主题",
    Field.REQUIREMENT: "要求",
    Field.UNITS: "责任单位",
    Field.LEAD: "牵头",
    Field.SUPPORT: "配合",
    Field.MEASURE: "指标",
    Field.DEADLINE: "时限",
    Field.PROGRESS: "进展",
    Field.STATUS: "状态",
    Field.NOTE: "备注",
    Field.OTHER: "附加",
    Field.IGNORED: "不读",
}

FIELD_HELP: Mapping[Field, str] = {
    Field.SEQ: "任务的编号",
    Field.THEME: "任务所属的标题、类别",
    Field.REQUIREMENT: "要做的事，一格一项任务",
    Field.UNITS: "由程序分辨牵头和配合",
    Field.LEAD: "这一栏全是牵头单位",
    Field.SUPPORT: "这一栏全是配合单位",
    Field.MEASURE: "量化指标、目标",
    Field.DEADLINE: "什么时候完成",
    Field.PROGRESS: "已经填好的进展情况",
    Field.STATUS: "已经填好的办理状态",
    Field.NOTE: "补充说明",
    Field.OTHER: "以原栏名随任务保存",
    Field.IGNORED: "不存入台账",
}

FATE_MARKS: Mapping[Fate, str] = {
    Fate.TITLE: "标题",
    Fate.DATA: "资料",
    Fate.HEADER: "表头",
    Fate.REPEATED_HEADER: "表头",
    Fate.THEME: "主题",
    Fate.TASK: "任务",
    Fate.CONTINUATION: "续",
    Fate.NOTE: "注",
    Fate.LEFT_OUT: "未读",
}
"""Two characters at most, to stand before a line."""

CHOOSABLE_FATES: Mapping[Fate, str] = {
    Fate.TASK: "任务起始：从这一行起是一项任务",
    Fate.CONTINUATION: "接上一项：这一行是上一项任务的后半部分",
    Fate.THEME: "主题：这一行是下面各项任务的标题",
    Fate.NOTE: "注：说明、合计、落款，不读",
    Fate.TITLE: "标题：这一行是整份文件的标题",
    Fate.REPEATED_HEADER: "表头：换页重复的栏名，不读",
    Fate.LEFT_OUT: "不读：这一行什么也不是",
}
"""What a clerk can decide about a row, in the order in which it is offered."""
