"""The commands about what comes: today, the month, the file for another calendar, the years of holidays, as data."""

from __future__ import annotations

from govtui.grammar.parts import JSON, Argument, Command, switch, text

COMING_COMMANDS = (
    Command(
        "today",
        "今天要紧的事：逾期、快到期、久无进展、下次报送；有逾期则返回码为3",
        (JSON, switch("--all", "缺进展的、久无进展的任务也全部列出")),
        (("govtui today", "写进开机脚本，每天先看一眼"),),
    ),
    Command(
        "calendar",
        "看一个月的月历：放假和调休上班的日子，每天到期、报送的事项",
        (Argument(("month",), "月份", "如 2026-09；不写为本月", {"nargs": "?", "default": "", "metavar": "月份"}),),
        (("govtui calendar 2026-09", "2026年9月的月历"),),
    ),
    Command(
        "ics",
        "把时限、报送日期、法定期限导出为日历文件，供别的日历读入",
        (
            Argument(("file",), "文件.ics", "存为哪个文件", {"metavar": "文件.ics"}, True),
            Argument(
                ("filter",),
                "筛选…",
                "只要符合筛选条件的任务，写法见 govtui --help；不写为全部",
                {"nargs": "*", "metavar": "筛选"},
            ),
            switch("--force", "文件已存在时覆盖它；再次读入，同一事项不会重复"),
        ),
        (("govtui ics 教体局.ics 单位:教体局", "教体局的时限和报送日期"),),
    ),
    Command(
        "holidays",
        "放假安排：列出有哪几年的，看一年的，导入一年的",
        (
            Argument(("year",), "年", "看哪一年的，如 2026", {"nargs": "?", "type": int, "metavar": "年"}),
            text(
                "--add",
                "--add 文件",
                "导入国务院办公厅放假通知（文本文件，或 CSV 表）；写 - 则读标准输入。核对、显示，同意了才存",
            ),
            switch("--yes", "与 --add 同用：不再询问，核对无误就存入"),
        ),
        (("govtui holidays --add 放假通知.txt", "看看读出的放假安排，再决定存不存"),),
    ),
)
