"""The plan on which the screens are tested, and the moment at which that is done."""

from __future__ import annotations

import datetime as dt

from govtui.model import Deadline, DeadlineKind, DocumentDraft, Indicator, TaskDraft

NOW = dt.datetime(2023, 11, 22, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def by(year: int, month: int, day: int) -> Deadline:
    return Deadline(DeadlineKind.BY, due=dt.date(year, month, day))


def plan() -> DocumentDraft:
    """青禾县's plan: a task for each kind of deadline, light and unit cell."""
    openness, service = "（一）推进信息公开", "（二）改进便民服务"
    whole_year = Deadline(DeadlineKind.ONGOING, until=dt.date(2023, 12, 31))
    return DocumentDraft(
        source="青禾县要点.txt",
        title="青禾县2023年便民公开重点任务分解表",
        year=2023,
        doc_number="青政办发〔2023〕6号",
        columns=("序号", "重点任务", "具体要求", "责任单位", "完成时限"),
        fingerprint="f" * 64,
        tasks=(
            TaskDraft(
                seq="1",
                themes=(openness,),
                requirement="编制全县公开事项清单，逐项写明公开时限和公开渠道，在县政府网站首页设置入口。",
                units_text="县政府办公室牵头，县财政局、县司法局配合",
                lead=("县政府办公室",),
                support=("县财政局", "县司法局"),
                units=("县政府办公室", "县财政局", "县司法局"),
                deadline_text="2023年6月底",
                deadline=by(2023, 6, 30),
            ),
            TaskDraft(
                seq="2",
                themes=(openness,),
                requirement="公布惠农补贴发放名册，全年集中公布不少于4次，分别于7月10日、12月10日前报送公布情况。",
                units_text="县农业农村局、县财政局",
                units=("县农业农村局", "县财政局"),
                deadline_text="2023年11月底",
                deadline=by(2023, 11, 30),
                report_dates=(dt.date(2023, 7, 10), dt.date(2023, 12, 10)),
                indicators=(Indicator("不少于4次", ">=", 4, "次", "年"),),
            ),
            TaskDraft(
                seq="3",
                themes=(openness,),
                requirement="政府会议讨论民生议题时，邀请居民代表旁听 [/附件] 并公布意见采纳情况。",
                units_text="县政府办公室",
                units=("县政府办公室",),
                deadline_text="2024年3月31日前",
                deadline=by(2024, 3, 31),
            ),
            TaskDraft(
                seq="4.1",
                themes=(service,),
                requirement="在各镇便民大厅设立“一件事”窗口，做到办事流程上墙、材料清单上网。",
                units_text="各镇（街道），县行政审批服务局",
                units=("各镇（街道）", "县行政审批服务局"),
                measure="查看现场",
                deadline_text="全年",
                deadline=whole_year,
            ),
            TaskDraft(
                seq="4.2",
                themes=(service,),
                requirement="办好县长信箱，群众来信在5个工作日内答复。",
                units_text="县信访局",
                units=("县信访局",),
                deadline_text="长期坚持",
                deadline=Deadline(DeadlineKind.ONGOING),
            ),
            TaskDraft(
                seq="5",
                themes=(service,),
                requirement="开展村务公开培训，县级组织1次，各镇自行安排。",
                units_text="县民政局",
                units=("县民政局",),
                deadline_text="2023年12月15日前",
                deadline=by(2023, 12, 15),
            ),
        ),
    )
