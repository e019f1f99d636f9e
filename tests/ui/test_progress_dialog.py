"""The dialog for an entry of progress: each key, counts without a text, phrases, several tasks, linked ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import msgspec
import pytest
from main_plan import plan
from screen_text import assert_snapshot, screen_text
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from govtui.app import GovtuiApp
from govtui.keys.doing import PROGRESS
from govtui.ledger.ledger import Ledger
from govtui.model import Indicator, Progress, Task
from govtui.review.phrases import Phrases
from govtui.timekeeping import Count
from govtui.timing.lights import LightReader
from screens.main import MainScreen
from screens.progress import ProgressDialog, ProgressRequest

SIZES = [(80, 24), (120, 36)]
OWN = ("已印发通知，部署各镇落实。", "已召开推进会。")


class Asked:
    """The dialog about some tasks, and what came of it."""

    def __init__(self, app: GovtuiApp, ledger: Ledger, ids: Sequence[str], twins: Sequence[str] = ()) -> None:
        self.app = app
        self.results: list[ProgressRequest | None] = []
        self.kept: list[tuple[str, ...]] = []
        tasks = list(map(ledger.task, ids))
        reader = LightReader(dt.date(2023, 11, 22))
        self.dialog = ProgressDialog(
            tasks,
            reader,
            ledger.folder,
            phrases=lambda: Phrases.of(OWN, ledger.tasks.values()),
            keep=self.kept.append,
            twins=list(map(ledger.task, twins)),
        )

    async def open(self, pilot: Pilot[None], *keys: str) -> None:
        self.app.push_screen(self.dialog, self.results.append)
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    @property
    def text(self) -> str:
        return self.dialog.query_one(TextArea).text

    @property
    def request(self) -> ProgressRequest:
        (request,) = self.results
        assert request is not None
        return request

    def value(self, name: str) -> str:
        return self.dialog.query_one(f"#{name}", Input).value


@pytest.fixture
def two_plans(ledger: Ledger) -> Ledger:
    """A ledger with a second plan, whose tasks 2-1 and 2-2 ask for the same number as 1-2, and 2-3 for another."""
    four, six = Indicator("不少于4次", ">=", 4, "次", "年"), Indicator("不少于6次", ">=", 6, "次", "年")
    drafts = [
        msgspec.structs.replace(plan().tasks[1], seq=str(seq), indicators=indicators)
        for seq, indicators in enumerate(((four,), (four, six), (six,)), 1)
    ]
    ledger.add_documents([msgspec.structs.replace(plan(), tasks=tuple(drafts), fingerprint="e" * 64)])
    return ledger


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks(app: GovtuiApp, two_plans: Ledger, size: tuple[int, int]) -> None:
    asked = Asked(app, two_plans, ["1-2"], twins=["2-1", "2-2"])
    async with app.run_test(size=size) as pilot:
        await asked.open(pilot, *"已印发", "f9", "f6", "1")
        assert_snapshot(app, f"progress-{size[0]}x{size[1]}")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_how_it_looks_for_several_tasks(app: GovtuiApp, two_plans: Ledger, size: tuple[int, int]) -> None:
    asked = Asked(app, two_plans, ["1-2", "2-1", "2-3"])
    async with app.run_test(size=size) as pilot:
        await asked.open(pilot)
        assert_snapshot(app, f"progress-several-{size[0]}x{size[1]}")


async def test_every_line_can_be_seen_in_a_very_small_window(app: GovtuiApp, two_plans: Ledger) -> None:
    asked = Asked(app, two_plans, ["1-2"], twins=["2-1"])
    async with app.run_test(size=(60, 16)) as pilot:
        await asked.open(pilot)
        seen = screen_text(app)
        for _ in range(7):
            await pilot.press("tab")
            await pilot.pause()
            seen += screen_text(app)
        for label in ("日期", "计数", "填报单位", "存在问题", "下一步措施", "佐证材料"):
            assert label in seen


# Counting


async def test_counting_takes_a_key_a_number_and_saving(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("down", "f4", "f6", "1")
        assert "登记后 1/4次；没有写文字，将写作“完成1次”" in screen_text(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, MainScreen)
    entry = ledger.task("1-2").progress[-1]
    assert (entry.text, entry.counts) == ("完成1次", (Count("不少于4次", 1),))


async def test_a_text_stays_beside_what_is_counted(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *"已公布", "f6", "2", "ctrl+s")
    assert (asked.request.entry.text, asked.request.entry.counts) == ("已公布", (Count("不少于4次", 2),))


async def test_from_one_count_to_the_next_and_back_to_the_first(app: GovtuiApp, two_plans: Ledger) -> None:
    asked = Asked(app, two_plans, ["2-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f6", "1", "f6", "2", "f6", "3", "ctrl+s")
    assert asked.request.entry.counts == (Count("不少于4次", 3), Count("不少于6次", 2))
    assert asked.request.entry.text == "完成3次，完成2次"


async def test_where_nothing_is_counted_that_is_said(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f6")
        assert "没有可以计数的指标" in screen_text(app)
        await pilot.press("ctrl+s")
        assert "还没有填写进展情况" in screen_text(app)
        assert not asked.results


async def test_a_count_that_is_none_is_not_saved(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f6", "x", "ctrl+s")
        assert "计数看不懂" in screen_text(app)
        assert not asked.results


# Several tasks


async def test_several_tasks_count_what_all_of_them_ask_for(app: GovtuiApp, two_plans: Ledger) -> None:
    asked = Asked(app, two_plans, ["1-2", "2-1", "2-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f6", "1")
        said = screen_text(app)
        await pilot.press("ctrl+s")
    assert "登记进展：标记的3项任务" in said
    assert "每年不少于4次（每项都计）" in said
    assert "3项各计一次" in said
    assert asked.request.entry.counts == (Count("不少于4次", 1),)


async def test_several_tasks_that_ask_for_different_things_are_not_counted(app: GovtuiApp, two_plans: Ledger) -> None:
    asked = Asked(app, two_plans, ["1-2", "2-3"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot)
        assert "这几项任务的指标不相同，请逐项计数" in screen_text(app)
        await pilot.press("f6", "f5")
        assert "没有共同的上一条进展" in screen_text(app)


# The last entry


async def test_the_last_entry_is_shown_and_taken_over(app: GovtuiApp, ledger: Ledger) -> None:
    entry = Progress(dt.date(2023, 11, 1), "已公布4次。", problem="人手不足", next_step="补充人员")
    ledger.add_progress(["1-2"], entry)
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot)
        assert "上条 11-01 已公布4次。" in screen_text(app)
        await pilot.press("f5", *["backspace"] * 3, *"5次", "ctrl+s")
    taken = asked.request.entry
    assert (taken.text, taken.problem, taken.next_step) == ("已公布5次", "人手不足", "补充人员")
    assert taken.day == dt.date(2023, 11, 22)


async def test_what_was_written_stays_when_the_last_entry_is_taken(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *"又公布", "f5")
        assert asked.text == "又公布已公布3次，共涉及补贴1200户。"


async def test_where_there_is_no_last_entry_that_is_said(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f5")
        assert "还没有登记过进展" in screen_text(app)


# Phrases


async def test_a_phrase_goes_on_with_what_is_typed_by_pinyin(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *"yyf")
        assert "已印发通知，部署各镇落实。" in screen_text(app)
        await pilot.press("f7")
        assert asked.text == "已印发通知，部署各镇落实。"


async def test_the_next_phrase_is_taken(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f8", "f7")
        assert asked.text == "已召开推进会。"


async def test_what_was_written_once_goes_on_with_what_is_typed(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *"ygb", "f7")
        assert asked.text == "已公布3次，共涉及补贴1200户。"


async def test_an_office_without_phrases_is_told_how_to_come_by_them(app: GovtuiApp, ledger: Ledger) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("f4")
        await pilot.pause()
        assert "写几个字或拼音首字母，F7 接上写过的句子" in screen_text(app)
        await pilot.press(*"乙")
        assert "没有接得上的短语，F3 把写好的一句存为短语" in screen_text(app)


async def test_a_sentence_is_kept_as_a_phrase_and_let_go(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f3")
        assert "先写一句" in screen_text(app)
        await pilot.press(*"已开会", "enter", *"已部署", "f3")
        assert "已存为短语：已部署" in screen_text(app)
        await pilot.press("f3")
        assert "已从短语中删去：已部署" in screen_text(app)
    assert asked.kept == [("已部署", *OWN), OWN]


async def test_phrases_are_remembered(app: GovtuiApp) -> None:
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("f4", *"已部署", "f3", "escape", "escape", "f4")
        await pilot.pause()
        assert "已部署" in screen_text(app)


async def test_where_no_phrase_goes_on_that_is_said(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *"qq", "f7")
        assert "没有接得上的短语" in screen_text(app)


# Linked tasks


async def test_linked_tasks_share_only_on_request(app: GovtuiApp, two_plans: Ledger) -> None:
    two_plans.link(["1-2", "2-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await pilot.press("down", "f4", *"已公布", "ctrl+s", "up", "f4", *"又公布", "f9")
        await pilot.pause()
        assert "同时登记到相同任务 2-1" in screen_text(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert [entry.text for entry in two_plans.task("1-2").progress][1:] == ["已公布", "又公布"]
    assert [entry.text for entry in two_plans.task("2-1").progress] == ["又公布"]


async def test_sharing_can_be_taken_back_before_saving(app: GovtuiApp, two_plans: Ledger) -> None:
    asked = Asked(app, two_plans, ["1-2"], twins=["2-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *"已公布", "f9", "f9", "ctrl+s")
    assert not asked.request.with_twins


async def test_where_nothing_is_linked_that_is_said(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f9")
        assert "没有关联的相同任务" in screen_text(app)


# Writing and leaving


async def test_every_line_of_an_entry(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(
            pilot, *"已办", "enter", *"又办", "tab", *"11.20", "tab", *"县司法局", "tab", *"缺人", "tab", *"招人"
        )
        await pilot.press("ctrl+s")
    assert asked.request.entry == Progress(
        dt.date(2023, 11, 20), "已办\n又办", "县司法局", problem="缺人", next_step="招人"
    )


async def test_a_date_that_is_none_is_not_saved(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-1"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *"已办", "tab", *"何日", "ctrl+s")
        assert "日期看不懂" in screen_text(app)
        assert app.focused is not None
        assert app.focused.id == "day"


@pytest.mark.parametrize("keys", [["已"], ["f6", "1"], ["tab", "tab", "tab", "tab", "难"]])
async def test_what_was_written_is_given_up_only_when_asked_twice(
    app: GovtuiApp, ledger: Ledger, keys: list[str]
) -> None:
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, *keys, "escape")
        assert "再按一次 Esc 放弃" in screen_text(app)
        await pilot.press("又", "escape")
        assert app.screen is asked.dialog
        await pilot.press("escape")
    assert asked.results == [None]


async def test_a_dialog_without_anything_written_is_left_at_once(app: GovtuiApp, ledger: Ledger) -> None:
    asked = Asked(app, ledger, ["1-2"])
    async with app.run_test(size=SIZES[0]) as pilot:
        await asked.open(pilot, "f6", "f8", "escape")
    assert asked.results == [None]


async def test_what_was_not_saved_stands_there_again(app: GovtuiApp, two_plans: Ledger, today: dt.date) -> None:
    before = ProgressRequest(
        Progress(today, "已公布", "县财政局", counts=(Count("不少于4次", 2),), problem="难", next_step="办"), True
    )
    task: Task = two_plans.task("1-2")
    reader = LightReader(today)
    dialog = ProgressDialog([task], reader, two_plans.folder, before, twins=[two_plans.task("2-1")])
    results: list[ProgressRequest | None] = []
    async with app.run_test(size=SIZES[0]) as pilot:
        app.push_screen(dialog, results.append)
        await pilot.pause()
        await pilot.press("ctrl+s")
    assert results == [before]


def test_every_key_works_with_an_input_method() -> None:
    for action in PROGRESS.actions:
        assert action.keys[0].startswith(("f", "ctrl+", "tab", "shift+tab", "escape"))
