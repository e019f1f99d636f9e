"""The commands about units, as data."""

from __future__ import annotations

from govtui.grammar.parts import JSON, Argument, Command

UNIT_DEEDS = ("own", "join", "part", "apart", "short", "group")

UNIT_COMMANDS = (
    Command(
        "units",
        "列出单位名录：任务数，简称、又名，统称包括谁，哪些可能是同一单位",
        (Argument(("words",), "单位…", "只列名称里有这些字的单位", {"nargs": "*", "metavar": "单位"}), JSON),
        (("govtui units 发改", "看名称里有“发改”的单位"),),
    ),
    Command(
        "unit",
        "修改单位名录：设本单位，合并、拆开，设简称，设统称包括谁；可以撤销",
        (
            Argument(
                ("deed",),
                "做什么",
                "own 设本单位，join 合并，part 拆开，apart 不是同一单位，short 设简称，group 设统称包括谁",
                {"choices": UNIT_DEEDS, "metavar": "做什么"},
                True,
            ),
            Argument(
                ("words",),
                "内容…",
                "own 单位；join 单位… 统计用的名称；part 名称；apart 单位 单位；short 单位 简称；group 统称 单位…；"
                '写 "" 则取消',
                {"nargs": "+", "metavar": "内容"},
                True,
            ),
        ),
        (
            ("govtui unit own 县政府办公室", "县政府办公室是本单位"),
            ("govtui unit join 县发改局 县发展和改革局", "两个名称算一个单位，按“县发展和改革局”统计"),
            ("govtui unit apart 建设局 县住建局", "这两个不是同一单位，不再提示"),
            ("govtui unit group 各乡镇 城关镇 柳林镇", "“各乡镇”包括这两个镇"),
        ),
    ),
)
