"""A ledger of 青禾县 whose texts are full of signs: “ ” … — ① ★ · 〔2026〕 [/附件], wide letters, rare characters.

Whatever a screen is made of, something of this ledger stands in it; the plan in `PLAN` is one to be read in, `NEWER` a
newer version of it.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from govtui.ledger.ledger import Ledger
from govtui.model import (
    After,
    Deadline,
    DeadlineKind,
    DocumentDraft,
    Evidence,
    EvidenceKind,
    Indicator,
    Progress,
    Status,
    TaskDraft,
)
from govtui.timekeeping import Count, HandIn, Pause

TODAY = dt.date(2026, 3, 18)
"""A Wednesday."""

NOW = dt.datetime(2026, 3, 18, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))

NAME = "“一网通办”★青禾县台账〔2026〕"
COUNTY = "青禾县2026年“高效办成一件事”——①公开②服务重点任务分解表〔2026〕"
CITY = "青禾市“一件事”任务分解表…（Ⅱ）"
OPENNESS, SERVICE = "（一）“阳光·公开”…提质①", "（二）便民★“一件事”——服务"
OFFICE = "县“一网通办”专班"
TEAM = "青禾县ＡＩ·数据与“两张清单”联合工作专班办公室"
PIECE = "青政办发〔2026〕3号—①"

PLAN = """青禾县2026年“托育·服务”重点任务分解表

序号\t重点任务\t具体要求\t责任单位\t完成时限\t评价办法
1\t（一）扩大“供给”\t公布托育机构名单①和收费标准——每季度更新不少于1次…\t县卫健局牵头，县财政局配合\t2026年12月底\t查看“网站”
2\t\t新建★普惠托位300个，公布地址·开放时间 [/附件]。\t县卫健局\t2026年9月底\t实地抽查
3\t（三）强化—监管\t公布年度“检查”结果。\t县市场监管局、县卫健局\t适时\t查看网站
4\t\t开展从业人员“三类”培训，\t\t\t
\t\t县级组织2次…各镇自行安排。\t县人社局\t2026年全年\t查看签到簿
5\t\t设立投诉电话〔24小时〕。向社会公布号码。\t县卫健局\t2026年6月底\t拨打测试
各镇（街道）另行制定本辖区“工作方案”。
"""

NEWER = (
    PLAN.replace("重点任务分解表\n", "重点任务分解表（修订稿）\n")
    .replace("2026年9月底", "2026年10月底")
    .replace("设立投诉电话〔24小时〕。向社会公布号码。\t县卫健局\t2026年6月底", "开设“家长课堂”…\t县妇联\t2026年12月底")
)

NOTICE = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。
三、清明节：4月3日（周六）至5日（周一）放假，共3天。
四、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。
五、端午节：6月9日（周三）放假，共1天。
六、中秋节：9月15日（周三）放假，共1天。
七、国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。
"""
"""The notice of a year whose holidays are not known yet."""


def _by(month: int, day: int) -> Deadline:
    return Deadline(DeadlineKind.BY, due=dt.date(2026, month, day))


TASKS = (
    TaskDraft(
        seq="1",
        themes=(OPENNESS,),
        requirement="编制“高效办成一件事”清单（①事项②渠道③时限），在门户网站首页设“★专栏”入口——链接见 [/附件]…",
        units_text=f"{OFFICE}牵头，县财政局·国资中心、县司法局配合",
        lead=(OFFICE,),
        support=("县财政局·国资中心", "县司法局"),
        units=(OFFICE, "县财政局·国资中心", "县司法局"),
        deadline_text="2026年2月底",
        deadline=_by(2, 28),
        note="“回头看”★Ａ类",
    ),
    TaskDraft(
        seq="2",
        themes=(OPENNESS,),
        requirement="公布惠农补贴名册…全年不少于4次，覆盖率≥95%，分别于3月25日、9月25日前报送“公布情况”〔表2〕。",
        units_text="县农业农村局、县财政局·国资中心",
        units=("县农业农村局", "县财政局·国资中心"),
        deadline_text="2026年3月25日前",
        deadline=_by(3, 25),
        report_dates=(dt.date(2026, 3, 25), dt.date(2026, 9, 25)),
        indicators=(Indicator("不少于4次", ">=", 4, "次", "年"), Indicator("覆盖率≥95%", ">=", 95, "%")),
    ),
    TaskDraft(
        seq="3",
        themes=(OPENNESS,),
        requirement="方案印发后10个工作日内·公布办事指南——“一次告知”→“一次办好”×100%…",
        units_text=TEAM,
        units=(TEAM,),
        deadline_text="方案印发后10个工作日内",
        deadline=Deadline(DeadlineKind.AFTER, after=After("方案印发", 10, workdays=True)),
    ),
    TaskDraft(
        seq="4.1",
        themes=(SERVICE,),
        requirement="各镇便民大厅设“一件事”窗口：①流程上墙…②清单上网—③专人值守（室温≤26℃）。",
        units_text="各镇（街道），县发改局",
        units=("各镇（街道）", "县发改局"),
        measure="查看“网站”发布信息…",
        deadline_text="全年",
        deadline=Deadline(DeadlineKind.ONGOING, until=dt.date(2026, 12, 31)),
    ),
    TaskDraft(
        seq="4.2",
        themes=(SERVICE,),
        requirement="办好“县长信箱”★来信5个工作日内答复；𠮷村、㐂镇ＷｅＣｈａｔ·微信同步…",
        units_text="县发展和改革局",
        units=("县发展和改革局",),
        deadline_text="长期坚持",
        deadline=Deadline(DeadlineKind.ONGOING),
    ),
    TaskDraft(
        seq="5",
        themes=(SERVICE,),
        requirement="开展“村（居）务公开”培训——县级不少于1次…见〔2026〕5号文",
        units_text="县民政局",
        units=("县民政局",),
        deadline_text="2026年6月15日前",
        deadline=_by(6, 15),
        indicators=(Indicator("不少于1次", ">=", 1, "次"),),
    ),
)

CITY_TASKS = (
    TaskDraft(
        seq="7",
        themes=("“双公示”…",),
        requirement="编制“高效办成一件事”清单（①事项②渠道③时限），在门户网站首页设“★专栏”入口——链接见 [/附件①]…",
        units_text="各镇（街道）",
        units=("各镇（街道）",),
        deadline_text="2026年4月底",
        deadline=_by(4, 30),
    ),
    TaskDraft(
        seq="8",
        requirement="开展“村（居）务公开”培训——市级不少于2次…见〔2026〕5号文",
        units_text="县民政局",
        units=("县民政局",),
        deadline_text="2026年6月底",
        deadline=_by(6, 30),
    ),
)


def _document(title: str, number: str, mark: str, tasks: tuple[TaskDraft, ...]) -> DocumentDraft:
    return DocumentDraft(
        source=f"{title}.docx",
        title=title,
        year=2026,
        doc_number=number,
        columns=("序号", "重点任务", "具体要求", "责任单位", "完成时限"),
        fingerprint=mark * 64,
        tasks=tasks,
    )


def open_ledger(folder: Path) -> Ledger:
    """Return the ledger, after some weeks of work in it."""
    ledger = Ledger.open(folder, operator="李青·Ａ岗", now=lambda: NOW)
    ledger.add_documents(
        [
            _document(COUNTY, "青政办发〔2026〕3号", "a", TASKS),
            _document(CITY, "青市政发〔2026〕7号", "b", CITY_TASKS),
        ]
    )
    ledger.rename(NAME)
    _work(ledger)
    _keep_time(ledger)
    _put_units_right(ledger)
    return ledger


def _work(ledger: Ledger) -> None:
    ledger.set_status(["1-1", "1-2"], Status.DOING)
    ledger.add_progress(
        ["1-1"],
        Progress(
            dt.date(2026, 3, 2),
            "已编“清单”①②…入口★待设",
            OFFICE,
            problem="“数据·接口”未通…",
            next_step="——3月底前与ＡＩ专班对接①",
        ),
    )
    ledger.attach("1-1", [Evidence(kind=EvidenceKind.NUMBER, name=PIECE)])
    ledger.attach("1-1", [Evidence(kind=EvidenceKind.WEB, name="https://www.qinghe.example/“一件事”…")], 0)
    ledger.add_progress(
        ["1-2"],
        Progress(dt.date(2026, 3, 6), "公布1次·涉及1200户——“名册”见 [/附件]", counts=(Count("不少于4次", 1),)),
    )
    ledger.set_status(["1-5"], Status.DONE)
    ledger.set_note(["1-4.2"], "“长期”…★")
    ledger.undo()


def _keep_time(ledger: Ledger) -> None:
    ledger.time.set_event(["1-3"], dt.date(2026, 3, 9))
    ledger.time.start_clock("依申请公开", "李某申请公开“征地·批文”①…", dt.date(2026, 3, 2), task="1-3")
    letter = ledger.time.start_clock("信件", "“县长信箱”★第〔2026〕18号——咨询", dt.date(2026, 3, 10), note="…")
    ledger.time.change_clock(letter.changes[0].id, pauses=(Pause(dt.date(2026, 3, 12), reason="等待“材料”…"),))
    ledger.time.add_schedule("每月25日前", "“月报”①…", dt.date(2026, 1, 1))
    opened = ledger.time.open_round(dt.date(2026, 2, 25), "2月“专报”★", dt.date(2026, 2, 20), ["1"])
    ledger.time.hand_in(opened.changes[0].id, HandIn(NOW, 3, tasks=6))


def _put_units_right(ledger: Ledger) -> None:
    ledger.units.set_own("县财政局·国资中心")
    ledger.units.set_short(TEAM, "“两清”专班")
    ledger.units.set_group("各镇（街道）", ["柳林镇", "㐂镇·“北”街道"])
    ledger.units.join(["县“民政”局", "民政·局①"], "县民政局")
