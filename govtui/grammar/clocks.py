"""The commands about legal clocks, as data."""

from __future__ import annotations

from govtui.grammar.parts import JSON, Argument, Command, switch, text

CLOCK_DEEDS = ("start", "pause", "resume", "extend", "answer", "show", "remove")

CLOCK_COMMANDS = (
    Command(
        "clocks",
        "列出法定期限：到期日、还有几天、现状；或列出可用的模板",
        (switch("--templates", "列出模板：多少天、依据哪部法规第几条"), JSON),
        (("govtui clocks --templates", "看看有哪些法定期限"),),
    ),
    Command(
        "clock",
        "法定期限：开始计时、暂停、恢复、延期、办结",
        (
            Argument(
                ("deed",),
                "做什么",
                "start 开始，pause 暂停，resume 恢复，extend 延期，answer 办结，show 看怎么算的，remove 删除",
                {"choices": CLOCK_DEEDS, "metavar": "做什么"},
                True,
            ),
            Argument(
                ("words",),
                "内容…",
                "start 模板 名称；pause 号 日期 原因；resume、answer 号 日期；extend 号 新期限；show、remove 号。"
                "日期不写为今天",
                {"nargs": "+", "metavar": "内容"},
                True,
            ),
            Argument(
                ("--from",), "--from 日期", "从哪天起算，如收到申请的日期；不写为今天", {"dest": "start", "default": ""}
            ),
            text("--task", "--task 编号", "挂在哪项任务上"),
            text("--approver", "--approver 批准人", "谁批准延期"),
            text("--reason", "--reason 原因", "为什么延期"),
            text("--note", "--note 备注", "开始计时时写的备注"),
        ),
        (
            ("govtui clock start 依申请公开 李某申请征地批文 --from 9月5日", "9月5日收到申请，次日起算"),
            ("govtui clock pause 12 9月8日 补正", "第12号：9月8日告知补正，暂停计时"),
            ("govtui clock extend 12 20工作日 --reason 案情复杂 --approver 周慧", "延长20个工作日"),
        ),
    ),
)
