"""The commands that are about time, as data."""

from __future__ import annotations

from govtui.grammar.parts import Argument, Command, switch, text

_ID = Argument(("id",), "编号", "任务编号，如 2-4.1", {"metavar": "编号"}, True)

TIMING_COMMANDS = (
    Command(
        "event",
        "登记时限从哪天起算（次日为第一天）",
        (
            Argument(
                ("words",),
                "编号… 日期",
                "先写任务编号，最后写日期，如 9月5日、昨天；写“取消”则去掉起算日",
                {"nargs": "+", "metavar": "编号 日期"},
                True,
            ),
        ),
        (("govtui event 1-3 9月5日", "文件9月5日印发，从9月6日起算"),),
    ),
    Command(
        "pause",
        "暂停计时，如补正、征求第三方意见期间",
        (
            _ID,
            Argument(("--from",), "--from 日期", "从哪天起不计；不写为今天", {"dest": "start", "default": ""}),
            text("--reason", "--reason 原因", "为什么暂停"),
            switch("--anew", "恢复以后重新起算，如补正"),
        ),
        (("govtui pause 1-3 --reason 征求第三方意见", "从今天起暂停"),),
    ),
    Command(
        "resume",
        "恢复计时，次日起接着算",
        (
            _ID,
            Argument(
                ("day",), "日期", "收到补正、意见的日期；不写为今天", {"nargs": "?", "default": "", "metavar": "日期"}
            ),
        ),
        (("govtui resume 1-3 9月20日", "9月21日起接着算"),),
    ),
    Command(
        "extend",
        "延期，原来的期限留有记录",
        (
            Argument(("ids",), "编号…", "任务编号，可写多个", {"nargs": "+", "metavar": "编号"}, True),
            Argument(("--until",), "--until 日期", "新的期限，要比现在的晚", {"required": True}, True),
            Argument(("--reason",), "--reason 原因", "为什么延期", {"required": True}, True),
            text("--approver", "--approver 姓名", "批准人"),
        ),
        (("govtui extend 1-3 --until 12月15日 --reason 场地未落实", "延期到12月15日"),),
    ),
    Command(
        "tick",
        "核验“查看网站发布信息”一类的指标",
        (
            Argument(
                ("words",),
                "编号… [日期]",
                "任务编号，可写多个；最后可写核验的日期，不写为今天，写“取消”则去掉",
                {"nargs": "+", "metavar": "编号"},
                True,
            ),
        ),
        (("govtui tick 1-3", "今天看过"), ("govtui attach 1-3 核验情况.docx", "附上看到的情况")),
    ),
)
