"""The commands about reporting rounds, as data, and what they share with `export`."""

from __future__ import annotations

from govtui.grammar.parts import JSON, Argument, Command, switch, text

SINCE_ROUND = Argument(
    ("--since-round",),
    "--since-round [批次]",
    "加“变化”一栏，标出哪次报送以来的新情况；不写批次则从最近一次报送算起",
    {"nargs": "?", "const": "", "metavar": "批次"},
)
SHEET_LINES = (
    switch("--force", "文件已存在时覆盖它"),
    text("--title", "--title 标题", "表的标题；不写时用来文标题"),
    text("--unit", "--unit 单位", "填报单位；这四项不写时用上次在屏幕上填的"),
    text("--filler", "--filler 姓名", "填报人；可打印后手写"),
    text("--reviewer", "--reviewer 姓名", "审核人；可打印后手写"),
    text("--phone", "--phone 电话", "联系电话"),
)
"""What stands around the table of a sheet."""

ROUND_COMMANDS = (
    Command(
        "rounds",
        "列出报送批次：日期、状态、还有谁没登记；设定、报送一个批次",
        (
            text("--add", "--add 时间", "设定定期报送，如 每月25日前、每季度末前；写日期则只报一次"),
            text("--documents", "--documents 来文", "与 --add 同用：只管第几份来文，如 1,2；不写为全部"),
            text("--remove", "--remove 批次", "删除打开错了的批次，或取消定期报送"),
            text("--hand-in", "--hand-in 批次", "报送：导出报送表，存一份进台账，登记为已报送"),
            Argument(("-o", "--output"), "-o 文件.xlsx", "与 --hand-in 同用：报送表存为哪个文件", {"default": ""}),
            JSON,
            *SHEET_LINES,
            SINCE_ROUND,
        ),
        (
            ("govtui rounds --add 每月25日前 --title 月报", "每月25日前报送一次"),
            ("govtui rounds --hand-in 2 -o 9月.xlsx", "报送列表中的第2个批次"),
        ),
    ),
    Command(
        "diff",
        "比较两次报送：哪些任务有新进展、状态变化，哪些是新任务",
        (
            Argument(("before",), "批次", "govtui rounds 列出的号或日期", {"metavar": "批次"}, True),
            Argument(
                ("after",),
                "批次",
                "同上；写“现在”或不写，就和现状比",
                {"nargs": "?", "default": "now", "metavar": "批次"},
            ),
            JSON,
        ),
        (("govtui diff 2023-09-05 现在", "9月5日报送以来的变化"),),
    ),
)
