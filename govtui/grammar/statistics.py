"""The command about statistics, as data."""

from __future__ import annotations

from govtui.grammar.parts import JSON, Argument, Command, text

STATISTICS_COMMANDS = (
    Command(
        "stats",
        "统计各单位、主题、来文、月份的完成情况，最落后的在前；看趋势",
        (
            Argument(
                ("filter",), "筛选…", "只统计符合条件的任务，写法见 govtui --help", {"nargs": "*", "metavar": "筛选"}
            ),
            text("--by", "--by 单位", "按什么统计：单位、主题、来文、月份、状态、亮灯、趋势；不写为单位"),
            JSON,
        ),
        (
            ("govtui stats", "哪个单位最落后"),
            ("govtui stats 来文:2 --by 月份", "第2份来文每个月到期多少、完成多少"),
            ("govtui stats --by 趋势", "最近12个月月末的完成情况"),
        ),
    ),
)
