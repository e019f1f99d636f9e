"""The command line's grammar, as data: what can be written, and how the help explains it."""

from __future__ import annotations

import argparse

from govtui import __version__
from govtui.grammar.clocks import CLOCK_COMMANDS
from govtui.grammar.coming import COMING_COMMANDS
from govtui.grammar.parts import JSON, Argument, Command, switch, text
from govtui.grammar.rounds import ROUND_COMMANDS, SHEET_LINES, SINCE_ROUND
from govtui.grammar.statistics import STATISTICS_COMMANDS
from govtui.grammar.timing import TIMING_COMMANDS
from govtui.grammar.twins import TWIN_COMMANDS
from govtui.grammar.units import UNIT_COMMANDS

_FILES = Argument(
    ("files",),
    "文件…",
    "任务分解表：Word、WPS、Excel、网页、CSV、PDF、纯文本，可写多个",
    {"nargs": "+", "metavar": "文件"},
    True,
)
_CHOICES = (
    Argument(("--table",), "--table 表", "只读第几个表或哪个工作表，可写多次", {"action": "append", "default": []}),
    text("--header", "--header 行", "表头在第几行；两行表头写 3-4，没有表头写 0"),
    Argument(
        ("--map",),
        "--map 栏名=字段",
        "把一栏认作什么，如 责任处室=责任单位、5=完成时限；可写多次",
        {"action": "append", "default": []},
    ),
)
"""How the reader is put right where it misunderstands a table."""
_FILTER = Argument(
    ("filter",), "筛选…", "筛选条件，写法见 govtui --help；不写为全部任务", {"nargs": "*", "metavar": "筛选"}
)

OPEN = Command(
    "open",
    "打开台账屏幕，读入文件并预览；“open”可以不写",
    (Argument(("file",), "文件", "任务分解表", {"metavar": "文件"}, True),),
    (("govtui 任务分解表.docx", "预览后再决定存不存"),),
)

COMMANDS = (
    OPEN,
    Command("demo", "打开示例台账，看看这个程序能做什么；改动不保留"),
    Command(
        "read",
        "读文件，显示读懂了什么，不存入台账",
        (_FILES, *_CHOICES, JSON),
        (
            ("govtui read 任务分解表.docx", "查看读出的任务和存疑之处"),
            ("govtui read 分工表.xlsx --table 2 --header 3 --map 责任处室=责任单位", "指明表、表头和栏目再读"),
        ),
    ),
    Command(
        "import",
        "读文件，存入台账；几个文件一并存入，有一个读不了就都不存",
        (
            _FILES,
            *_CHOICES,
            JSON,
            switch("--again", "文件以前存过也再存一遍"),
            text("--renew", "--renew 来文号", "当作这份来文的新版：更新它的任务，保留状态、进展和备注"),
        ),
        (
            ("govtui import 任务分解表.docx", "把任务存入台账"),
            ("govtui import 任务分解表（修订）.docx --renew 1", "用新版更新第1份来文"),
        ),
    ),
    Command(
        "list",
        "列出任务",
        (_FILTER, JSON),
        (
            ("govtui list 状态:推进中 单位:财政局", "财政局正在推进的任务"),
            ("govtui list 灯:红 --today 2026-09-30", "到9月30日会逾期的任务"),
        ),
    ),
    Command(
        "show",
        "显示一项任务的全部内容和历次改动",
        (Argument(("id",), "编号", "任务编号，如 2-4.1", {"metavar": "编号"}, True), JSON),
        (("govtui show 2-4.1", "显示第2份来文的第4.1项"),),
    ),
    Command(
        "set",
        "更改任务：状态、备注、要求、单位、时限，或登记一条进展",
        (
            Argument(
                ("words",),
                "编号… 项目=内容…",
                "先写任务编号，再写改什么：状态=已完成 备注=… 具体要求=… 责任单位=… 完成时限=… "
                "主题=一级/二级 量化指标=…；登记进展：进展=… 单位=（报送进展的单位）计数=… 问题=… 下一步=…",
                {"nargs": "+", "metavar": "编号 项目=内容"},
                True,
            ),
            switch("--twins", "进展同时登记到关联的相同任务"),
        ),
        (
            ("govtui set 1-3 1-4 状态=已完成", "把两项任务改为已完成"),
            ("govtui set 1-3 进展=已印发通知 单位=县财政局", "登记一条进展，日期为今天"),
            ("govtui set 1-3 计数=1", "指标完成数加1，进展写作“完成1次”；有几个指标时写 计数=不少于2次:1"),
            ("govtui set 1-3 责任单位=县财政局牵头，县审计局配合 完成时限=11月底", "修改任务的单位和时限"),
        ),
    ),
    *TWIN_COMMANDS,
    Command(
        "lights",
        "看亮灯规则、每条规则管着多少项任务；说明一项任务为什么亮这个灯",
        (
            _FILTER,
            Argument(
                ("--explain",), "--explain 编号", "逐条说明这项任务按哪条规则亮灯", {"default": "", "metavar": "编号"}
            ),
            Argument(
                ("--preset",),
                "--preset 名称",
                "把自带的一套规则另存为本单位规则：通用规则、银川、宿迁、西安",
                {"default": "", "metavar": "名称"},
            ),
            switch("--force", "已有本单位规则时换掉它"),
            JSON,
        ),
        (("govtui lights --explain 1-3", "任务1-3为什么亮这个灯"),),
    ),
    *STATISTICS_COMMANDS,
    Command(
        "undo",
        "撤销最近一次改动，可连续撤销；写明号数则只撤销那一条",
        (
            Argument(
                ("number",),
                "号数",
                "要撤销的改动是第几号，见 govtui history；撤销“撤销”就是恢复",
                {"nargs": "?", "type": int, "metavar": "号数"},
            ),
        ),
        (("govtui undo 12", "只撤销第12号改动，后面的改动不动"),),
    ),
    Command("redo", "恢复最近一次撤销的改动，可连续恢复"),
    Command(
        "history",
        "看改动：谁、何时、改前改后；可以只看一项任务，可以导出",
        (
            Argument(("id",), "编号", "只看这项任务，如 2-4.1", {"nargs": "?", "default": "", "metavar": "编号"}),
            text("--since", "--since 日期", "从哪天起，如 2023-09-01；写 2023-09 从那个月起"),
            text("--until", "--until 日期", "到哪天为止"),
            text(
                "--kind",
                "--kind 类别",
                "如导入、办理状态、进展、佐证、时限、计数、法定期限、报送批次、撤销；可用顿号隔开",
            ),
            JSON,
            text("--operator", "--operator 姓名", "谁做的；写一部分也行"),
            Argument(("-o", "--output"), "-o 文件.xlsx", "导出为 Excel 修改记录表", {"default": ""}),
            switch("--force", "文件已存在时覆盖它"),
        ),
        (
            ("govtui history 1-3", "任务1-3的历次改动"),
            ("govtui history --since 2023-09-01 --kind 进展 -o 进展记录.xlsx", "导出9月以来登记的进展"),
        ),
    ),
    Command(
        "export",
        "导出可报送的 Excel 表",
        (
            _FILTER,
            Argument(("-o", "--output"), "-o 文件.xlsx", "存为哪个文件", {"required": True}, True),
            *SHEET_LINES,
            SINCE_ROUND,
        ),
        (("govtui export 单位:教体局 -o 教体局.xlsx --unit 青禾县教体局", "导出教体局的任务"),),
    ),
    *ROUND_COMMANDS,
    Command(
        "backup",
        "备份台账和佐证材料；不写去处则存进台账文件夹，不含佐证材料",
        (
            Argument(
                ("target",),
                "文件.zip或文件夹",
                "备份成哪个文件，或存进哪个文件夹（文件名自动取），如U盘",
                {"nargs": "?", "default": "", "metavar": "文件.zip或文件夹"},
            ),
            switch("--force", "文件已存在时覆盖它"),
        ),
        (("govtui backup E:\\", "备份到U盘"),),
    ),
    Command(
        "restore",
        "用备份恢复台账；台账现有的内容会先另行备份",
        (
            Argument(
                ("file",),
                "文件.zip",
                "govtui backup 或程序自动做的备份；有一处损坏就不恢复",
                {"metavar": "文件.zip"},
                True,
            ),
        ),
        (("govtui restore 备份.zip --ledger 新台账", "把备份恢复到另一个文件夹，原来的台账不动"),),
    ),
    Command(
        "attach",
        "为任务或它的一条进展附上佐证材料：文件、网址或文号",
        (
            Argument(("id",), "编号", "任务编号，如 2-4.1", {"metavar": "编号"}, True),
            Argument(
                ("evidence",),
                "材料…",
                "文件（会复制一份存进台账）、网址或文号，可写多个",
                {"nargs": "+", "metavar": "材料"},
                True,
            ),
            Argument(("--entry",), "--entry 条", "附在第几条进展上；不写则附在整项任务上", {"type": int}),
        ),
        (
            ("govtui attach 1-3 签到表.xlsx --entry 2", "附在第2条进展上"),
            ("govtui attach 1-3 青政办发〔2023〕15号", "登记文号"),
        ),
    ),
    Command(
        "evidence",
        "列出一项任务的佐证材料，说明是否完好；打开或移除一份",
        (
            Argument(("id",), "编号", "任务编号，如 2-4.1", {"metavar": "编号"}, True),
            Argument(("--open",), "--open 序号", "用系统的程序打开第几份", {"type": int}),
            Argument(("--remove",), "--remove 序号", "移除第几份，可以撤销", {"type": int}),
            JSON,
        ),
        (("govtui evidence 1-3 --open 1", "打开第1份材料"),),
    ),
    *TIMING_COMMANDS,
    *CLOCK_COMMANDS,
    *COMING_COMMANDS,
    *UNIT_COMMANDS,
    Command(
        "handover",
        "交接：把台账、材料和交接表装成一个交接包，或只导出交接表",
        (
            Argument(
                ("file",),
                "文件",
                "以 .zip 结尾的是交接包，以 .xlsx 结尾的只是工作交接表",
                {"metavar": "文件"},
                True,
            ),
            switch("--force", "文件已存在时覆盖它"),
            Argument(("--from",), "--from 姓名", "移交人；不写时用操作人", {"dest": "giver", "default": ""}),
            text("--to", "--to 姓名", "接收人；可打印后手写"),
            text("--witness", "--witness 姓名", "监交人；可打印后手写"),
            text("--unit", "--unit 单位", "移交单位；不写时用上次填的填报单位"),
        ),
        (("govtui handover 交接.zip --to 周慧", "做好给周慧的交接包"),),
    ),
    Command("ledgers", "列出用过的台账：名称、位置、上次打开、现在找不找得到", (JSON,)),
    Command(
        "new",
        "新建一本台账，以后就打开它；每年一本、每个科室一本都行",
        (
            Argument(("name",), "名称", "台账的名称，也是文件夹的名称", {"metavar": "名称"}, True),
            text("--folder", "--folder 文件夹", "放在哪个文件夹里；不写时放在本用户的数据文件夹"),
        ),
        (
            ("govtui new 2026年政务公开台账", "新建一本"),
            ("govtui new 应急台账 --folder E:\\", "新建一本，放在U盘上"),
        ),
    ),
    Command(
        "use",
        "选定以后打开哪一本台账",
        (Argument(("name",), "名称或文件夹", "见 govtui ledgers", {"metavar": "名称或文件夹"}, True),),
        (("govtui use 2025年政务公开台账", "以后不写 --ledger 时打开这一本"),),
    ),
    Command(
        "rename",
        "给台账改名，文件夹不动；可以撤销",
        (Argument(("name",), "新名称", "台账的新名称", {"metavar": "新名称"}, True),),
    ),
    Command(
        "operator",
        "显示操作人；写上姓名则以后的改动都记在他名下",
        (Argument(("name",), "姓名", '操作人的姓名；写 "" 则不再登记', {"nargs": "?", "metavar": "姓名"}),),
        (("govtui operator 李青", "登记操作人"),),
    ),
    Command(
        "check",
        "检查台账是否完好：修改记录、任务、佐证材料和备份；只看不改",
        (),
        (("govtui check", "没有问题时退出码为0，有问题为1"),),
    ),
    Command(
        "repair",
        "把损坏的台账修复到一个新文件夹，原来的一点不动",
        (
            Argument(
                ("folder",),
                "新文件夹",
                "修复后的台账放在哪里；要么还不存在，要么是空的",
                {"metavar": "新文件夹"},
                True,
            ),
        ),
        (("govtui repair 台账（修复）", "修复到“台账（修复）”文件夹"),),
    ),
    Command(
        "doctor",
        "检查终端：打印标尺看文字对不对齐，说明剪贴板、文件夹等情况",
        (JSON,),
        (("govtui doctor > 终端检查.txt", "存成文件，交给技术人员"),),
    ),
)

GENERAL = (
    Argument(
        ("--ledger",),
        "--ledger 台账",
        "哪一本台账：它的名称或所在文件夹；不写时用环境变量 GOVTUI_LEDGER 指定的，再不然用 govtui use 选定的，"
        "都没有就用本用户的数据文件夹",
        {"default": argparse.SUPPRESS},
    ),
    Argument(("--today",), "--today 日期", "把哪一天当作今天，如 2026-09-18", {"default": argparse.SUPPRESS}),
    Argument(("-h", "--help"), "-h, --help", "显示这份说明；写在命令后面则显示该命令的说明", {"action": "help"}),
)
VERSION = Argument(("--version",), "--version", "显示版本号", {"action": "version", "version": f"govtui {__version__}"})

GROUPS = (
    ("读入、报送：", ("open", "demo", "read", "import", "export", "rounds", "diff")),
    ("任务：", ("list", "show", "lights", "stats", "set", "attach", "evidence", "undo", "redo", "history")),
    ("相同任务：", ("twins", "link", "unlink")),
    ("时限：", ("event", "pause", "resume", "extend", "tick", "clocks", "clock")),
    ("日历：", ("today", "calendar", "ics", "holidays")),
    ("台账：", ("ledgers", "new", "use", "rename", "operator", "units", "unit", "handover")),
    ("备份和修复：", ("backup", "restore", "check", "repair", "doctor")),
)
"""Under which heading the help of the program names each command."""

SHOWN_FIRST = ("open", "import", "list", "set", "export", "backup")
"""The commands of which the help of the program gives an example; the rest stand in the help of each command."""
