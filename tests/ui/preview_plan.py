"""A plan of 青禾县 with something to put right in every part, and the way to its preview."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input

from govtui.app import GovtuiApp
from govtui.model import TaskDraft
from screens.preview import PreviewScreen

PLAN = """青禾县2023年托育服务重点任务分解表

序号\t重点任务\t具体要求\t责任单位\t完成时限\t评价办法
1\t（一）扩大供给\t公布托育机构名单和收费标准，每季度更新不少于1次。\t县卫健局牵头，县财政局配合\t2023年12月底\t查看网站
2\t\t新建普惠托位300个，公布地址和开放时间。\t县卫健局\t2023年9月底\t实地抽查
3\t（三）强化监管\t公布年度检查结果。\t县市场监管局、县卫健局\t适时\t查看网站
4\t\t开展从业人员培训，\t\t\t
\t\t县级组织2次，各镇自行安排。\t县人社局\t2023年全年\t查看签到簿
5\t\t设立投诉电话。向社会公布号码。\t县卫健局\t2023年6月底\t拨打测试
各镇（街道）另行制定本辖区工作方案。
"""


class Preview:
    """The preview as a test sees it."""

    def __init__(self, app: GovtuiApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def screen(self) -> PreviewScreen:
        assert isinstance(self.app.screen, PreviewScreen)
        return self.app.screen

    @property
    def tasks(self) -> list[TaskDraft]:
        return list(self.screen._seen.tasks)

    async def press(self, *keys: str) -> None:
        """Press keys and wait for what they start."""
        await self.pilot.press(*keys)
        await self.settled()

    async def settled(self) -> None:
        await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def choose(self, wanted: str) -> None:
        """Choose the line that begins with `wanted` in a list."""
        from widgets.choice_list import ChoiceList

        choices = self.app.screen.query_one(ChoiceList)
        place = next(place for place, label in enumerate(choices._choices) if label.startswith(wanted))
        step = "down" if place >= choices.cursor else "up"
        await self.press(*[step] * abs(place - choices.cursor), "enter")

    async def to_line(self, line: int, column: int = 0) -> None:
        """Put the cursor of the source on a line and a cell of it."""
        source = self.screen.source
        if not source.active:
            await self.press("tab")
        place = next(place for place, row in enumerate(self.screen._seen.outline.rows) if row.first == line)
        await self.press("home", *["down"] * place)
        while source.column is not None and source.column != column:
            await self.press("left" if source.column > column else "right")


async def opened(app: GovtuiApp, pilot: Pilot[None], file: Path) -> Preview:
    """Open a file in the preview."""
    preview = Preview(app, pilot)
    await preview.press("f7")
    app.screen.query_one("#path", Input).value = str(file)
    await preview.press("enter")
    assert isinstance(app.screen, PreviewScreen)
    return preview
