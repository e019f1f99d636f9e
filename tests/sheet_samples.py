"""Made-up tasks for the tests of the sheets."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from govtui.excel.layout import SheetForm
from govtui.model import Progress, Status, Task
from govtui.review.rows import TaskRow
from govtui.timing.lights import read_light

DAY = dt.date(2023, 11, 22)

FORM = SheetForm(
    title="青禾县2023年便民服务重点任务台账",
    day=DAY,
    unit="青禾县行政审批服务局",
    filler="李春生",
    reviewer="周慧",
    phone="0539-2120000",
)

SENTENCES = (
    "各窗口每月核对一次办事指南，发现与现行规定不一致的，当天更正并在“江州政务”网站说明。",
    "对老年人、残疾人实行上门办理，全年不少于12次。",
    "梳理“一件事一次办”事项清单，合并重复提交的材料（第一批8项）。",
    "政务服务热线的诉求5个工作日内答复，答复率达到100%；疑难事项由县政府办公室协调。",
    "在乡镇便民服务中心设置自助终端，提供Wi-Fi和PDF表格打印。",
    "完善村级代办员制度，建立代办台账，做到件件有登记、事事有回音。",
)
UNITS = ("县行政审批服务局", "县民政局", "县残疾人联合会", "县大数据中心", "各乡镇（街道）", "县公安局、县司法局")
HAPPENED = (
    "已完成第三季度核对，更正办事指南7处。",
    "正在征求各窗口意见，预计12月10日前印发。",
    "会同县民政局上门办理4次，惠及群众31人；其余人员的信息正在核实，核实后列入下月计划。",
    "设备已到货，因场地改造尚未安装（见附件2）。",
)


def task_row(seq: str = "1", **fields: Any) -> TaskRow:
    """Return one task; what is not given is empty."""
    fields.setdefault("document", "1")
    fields.setdefault("requirement", SENTENCES[0])
    task = Task(seq=seq, id=f"{fields['document']}-{seq}", **fields)
    return TaskRow(task, read_light(task, DAY))


def plan_rows(number: int, *, document: str = "1", seed: int = 1) -> list[TaskRow]:
    """Return a plan of two levels of themes, with progress here and there, always the same."""
    dice = random.Random(seed)
    return [
        task_row(
            str(seq),
            document=document,
            themes=(f"{'一二三四五六七八九十'[seq // 12 % 10]}、提升服务效能", f"（{seq // 4 + 1}）方便群众办事"),
            requirement="".join(dice.sample(SENTENCES, dice.randint(1, 4))),
            units_text="、".join(dice.sample(UNITS, dice.randint(1, 4))),
            deadline_text=dice.choice(("2023年11月底", "全年", "长期坚持", "2023年12月15日前完成")),
            status=dice.choice(tuple(Status)),
            progress=tuple(
                Progress(
                    dt.date(2023, month, dice.randint(1, 28)), dice.choice(HAPPENED), dice.choice(("", *UNITS[:2]))
                )
                for month in sorted(dice.sample(range(1, 12), dice.randint(0, 3)))
            ),
            note=dice.choice(("", "", "材料已归档")),
        )
        for seq in range(1, number + 1)
    ]
