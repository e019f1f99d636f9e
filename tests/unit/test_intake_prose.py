"""Plans in running text, in the styles in which offices write them; each with what a careful reader makes of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtui.intake.common import common_deadline
from govtui.intake.drafts import make_drafts
from govtui.intake.fates import Fate
from govtui.intake.grid import Cell, Grid, Line, Row
from govtui.intake.items import gather
from govtui.intake.notice.labels import label_word
from govtui.intake.prose import Prose, find_prose, read_prose
from govtui.intake.readers.plain import read_plain
from govtui.intake.records import value_columns
from govtui.intake.rows import Table
from govtui.intake.themes import resolve_themes
from govtui.model import TaskDraft
from govtui.text import clean, squeeze


class Reading(NamedTuple):
    """A text as it was read."""

    grid: Grid
    prose: Prose
    table: Table
    tasks: tuple[TaskDraft, ...]

    def fates(self) -> dict[str, Fate]:
        return {line.text.strip(): self.table.fates[line.number] for line in self.grid.lines if self._is_below(line)}

    def fate_of(self, start: str) -> Fate:
        (found,) = {fate for text, fate in self.fates().items() if text.startswith(start)}
        return found

    def _is_below(self, line: Line) -> bool:
        return line.number >= self.grid.rows[self.prose.start].first_line


def stack(text: str) -> Grid:
    return read_plain(clean(text))[-1]


def read(text: str, fates: Mapping[int, Fate] | None = None) -> Reading:
    return read_grid(stack(text), fates)


def read_grid(grid: Grid, fates: Mapping[int, Fate] | None = None) -> Reading:
    prose = find_prose(grid)
    assert prose is not None
    table = read_prose(grid, prose, fates or {})
    gathered = gather(table.records, solid=True)
    resolved = resolve_themes(gathered.items, top_down=True)
    drafts = make_drafts(gathered, resolved.themes, value_columns(table.columns), 2026)
    return Reading(grid, prose, table, drafts.tasks)


def told(text: str) -> list[tuple[str, str, str, str, str]]:
    """Return number, themes, requirement, units and deadline of each task."""
    return [
        (task.seq, "／".join(task.themes), task.requirement, task.units_text, task.deadline_text)
        for task in read(text).tasks
    ]


# --- whole plans ---

POINTS = """青禾县人民政府办公室
关于印发青禾县2026年政务公开工作要点的通知
青政办发〔2026〕8号
各乡镇人民政府，县政府各部门：
现将《青禾县2026年政务公开工作要点》印发给你们，请认真抓好落实。
青禾县人民政府办公室
2026年3月20日

青禾县2026年政务公开工作要点
为做好今年的政务公开工作，制定本要点。
一、强化重点领域公开
（一）推进决策公开。围绕公交线路调整等事项，公布草案并收集意见。（县司法局牵头，县交通局、各乡镇（街道）配合，6月底前完成）
（二）推进财政公开。按月公布预算执行情况。（责任单位：县财政局；完成时限：全年）
二、提升服务水平
（一）办好热线。工单按期办结率不低于95%。（县政务服务局负责落实，完成时限：2026年12月底）
（二）建好专区。每个乡镇设一处公开专区。(县政府办、各乡镇按职责分工负责)
三、组织保障
（一）加强领导。主要负责同志每季度听取一次汇报。
各项任务于2026年11月底前完成。
附件：1.青禾县公开专区名单
2.专区值守人员名单
抄送：县委办公室
"""


def test_points_with_brackets() -> None:
    assert told(POINTS) == [
        (
            "一",
            "一、强化重点领域公开",
            "推进决策公开。围绕公交线路调整等事项，公布草案并收集意见。",
            "县司法局牵头，县交通局、各乡镇（街道）配合",
            "6月底前完成",
        ),
        ("二", "一、强化重点领域公开", "推进财政公开。按月公布预算执行情况。", "县财政局", "全年"),
        ("一", "二、提升服务水平", "办好热线。工单按期办结率不低于95%。", "县政务服务局负责落实", "2026年12月底"),
        (
            "二",
            "二、提升服务水平",
            "建好专区。每个乡镇设一处公开专区。",
            "县政府办、各乡镇按职责分工负责",
            "2026年11月底前完成",
        ),
        ("一", "三、组织保障", "加强领导。主要负责同志每季度听取一次汇报。", "", "2026年11月底前完成"),
    ]
    first = read(POINTS).tasks[0]
    assert (first.lead, first.support) == (("县司法局",), ("县交通局", "各乡镇（街道）"))


def test_lines_around_the_tasks_have_fates() -> None:
    reading = read(POINTS)
    assert [line.text for line in reading.grid.above(reading.prose.start)][-1] == "青禾县2026年政务公开工作要点"
    assert reading.fates() == {
        "为做好今年的政务公开工作，制定本要点。": Fate.NOTE,
        **dict.fromkeys(("一、强化重点领域公开", "二、提升服务水平", "三、组织保障"), Fate.THEME),
        **{line: Fate.TASK for line in POINTS.splitlines() if line.startswith("（")},
        "（二）建好专区。每个乡镇设一处公开专区。(县政府办、各乡镇按职责分工负责)": Fate.TASK,
        "各项任务于2026年11月底前完成。": Fate.DATA,
        "附件：1.青禾县公开专区名单": Fate.DATA,
        "2.专区值守人员名单": Fate.DATA,
        "抄送：县委办公室": Fate.DATA,
    }


ASSIGNMENT = """关于分解落实2026年政府工作报告重点任务的通知
各乡镇，县直各单位：
    现将重点任务分解如下。
一、实施城市更新
1.改造老旧小区20个，惠及居民3000户。
牵头单位：县住建局
配合单位：县财政局、县城管局
责任领导：李青山
完成时限：2026年10月底前
2.新建口袋公园5处。
牵头单位：县城管局
责任领导：王禾
完成时限：9月底前
二、发展现代农业
3.建设高标准农田2万亩。
牵头单位：县农业农村局
配合单位：县水务局
完成时限：
12月底前
4.扶持龙头企业，新增省级龙头企业2家，
带动农户500户。
牵头单位：县农业农村局；配合单位：各乡镇；完成时限：年底前
联系人：周某
青禾县人民政府办公室
2026年2月28日
"""


def test_assignment_with_labelled_lines() -> None:
    assert told(ASSIGNMENT) == [
        (
            "1",
            "一、实施城市更新",
            "改造老旧小区20个，惠及居民3000户。",
            "牵头单位：县住建局；配合单位：县财政局、县城管局",
            "2026年10月底前",
        ),
        ("2", "一、实施城市更新", "新建口袋公园5处。", "县城管局", "9月底前"),
        ("3", "二、发展现代农业", "建设高标准农田2万亩。", "牵头单位：县农业农村局；配合单位：县水务局", "12月底前"),
        (
            "4",
            "二、发展现代农业",
            "扶持龙头企业，新增省级龙头企业2家，带动农户500户。",
            "牵头单位：县农业农村局；配合单位：各乡镇",
            "年底前",
        ),
    ]
    reading = read(ASSIGNMENT)
    assert [task.lead for task in reading.tasks] == [
        ("县住建局",),
        ("县城管局",),
        ("县农业农村局",),
        ("县农业农村局",),
    ]
    assert [column.name for column in reading.table.columns] == ["", "", "牵头单位", "配合单位", "完成时限", "责任领导"]
    assert reading.fate_of("各乡镇，县直") is Fate.NOTE
    assert reading.fate_of("带动农户") is Fate.CONTINUATION
    assert reading.fate_of("12月底前") is Fate.CONTINUATION
    assert reading.fate_of("联系人") is Fate.NOTE
    assert reading.fate_of("2026年2月28日") is Fate.DATA


def test_persons_are_no_units() -> None:
    values = [record.values for record in read(ASSIGNMENT).table.records]
    assert [value[-1] for value in values] == [("李青山",), ("王禾",), (), ()]
    assert all("李青山" not in task.units for task in read(ASSIGNMENT).tasks)


RECTIFICATION = """青禾县巡察反馈问题整改方案
一、总体要求
以高度的自觉抓好整改，确保件件有着落。
二、整改任务
（一）关于会议制度执行不严的问题
整改目标：会议制度全面落实。
整改措施：
1.修订会议制度，明确议题上会程序。
2.开展一次制度执行情况检查。
责任单位：县政府办
责任人：赵某
整改时限：2026年5月底
（二）关于资产管理混乱的问题
整改目标：资产账实相符。
整改措施：对全县行政事业单位资产进行清查，建立台账。
责任单位：县财政局
责任人：钱某
整改时限：2026年8月底
（三）关于督查频次不足的问题
整改目标：督查常态化。
整改措施：每季度开展一次督查。
责任单位：县委督查室
责任人：孙某
整改时限：长期坚持
三、工作要求
（一）压实责任。各单位主要负责人是第一责任人。
（二）按时报送。请于每月25日前报送进展。
"""


def test_rectification_of_problems() -> None:
    rows = told(RECTIFICATION)
    assert [row[1] for row in rows] == [
        *["二、整改任务／（一）关于会议制度执行不严的问题"] * 2,
        "二、整改任务／（二）关于资产管理混乱的问题",
        "二、整改任务／（三）关于督查频次不足的问题",
        *["三、工作要求"] * 2,
    ]
    assert [row[2] for row in rows] == [
        "修订会议制度，明确议题上会程序。",
        "开展一次制度执行情况检查。",
        "对全县行政事业单位资产进行清查，建立台账。",
        "每季度开展一次督查。",
        "压实责任。各单位主要负责人是第一责任人。",
        "按时报送。请于每月25日前报送进展。",
    ]
    assert [row[3] for row in rows] == [*["县政府办"] * 2, "县财政局", "县委督查室", "", ""]
    assert [row[4] for row in rows] == [*["2026年5月底"] * 2, "2026年8月底", "长期坚持", "", ""]
    reading = read(RECTIFICATION)
    assert reading.tasks[2].measure == "资产账实相符。"
    assert reading.fate_of("一、总体要求") is reading.fate_of("以高度的") is Fate.NOTE


SCHEME = """青禾县2026年优化营商环境实施方案
一、指导思想
坚持问题导向，提升企业满意度。
二、重点任务
（一）提升审批效率
1.压缩审批时限。工程项目审批压缩至45个工作日以内。（牵头单位：县行政审批局；责任单位：县住建局；完成时限：2026年6月底）
2.推行告知承诺。公布第二批告知承诺事项。（牵头单位：县行政审批局；责任单位：县司法局；完成时限：2026年9月底）
（二）降低要素成本
3.降低用电成本。落实转供电清理要求。
（责任单位：县发改局、国网青禾县供电公司；完成时限：长期坚持）
4.优化用水报装。申请材料压减为1份。
（责任单位：县水务局）（完成时限：全年）
三、保障措施
各单位要加强协作，形成合力。
"""


def test_scheme_of_three_levels() -> None:
    assert told(SCHEME) == [
        (
            "1",
            "二、重点任务／（一）提升审批效率",
            "压缩审批时限。工程项目审批压缩至45个工作日以内。",
            "牵头单位：县行政审批局；责任单位：县住建局",
            "2026年6月底",
        ),
        (
            "2",
            "二、重点任务／（一）提升审批效率",
            "推行告知承诺。公布第二批告知承诺事项。",
            "牵头单位：县行政审批局；责任单位：县司法局",
            "2026年9月底",
        ),
        (
            "3",
            "二、重点任务／（二）降低要素成本",
            "降低用电成本。落实转供电清理要求。",
            "县发改局、国网青禾县供电公司",
            "长期坚持",
        ),
        ("4", "二、重点任务／（二）降低要素成本", "优化用水报装。申请材料压减为1份。", "县水务局", "全年"),
    ]
    reading = read(SCHEME)
    assert reading.fate_of("坚持问题") is reading.fate_of("各单位要") is Fate.NOTE
    assert reading.fate_of("（责任单位：县水务局") is Fate.CONTINUATION


def test_minutes_of_a_meeting() -> None:
    text = """青禾县人民政府第12次常务会议议定事项
时间：2026年3月2日
地点：县政府三楼会议室
会议议定以下事项：
一、关于老旧小区改造工作。会议原则同意改造方案，由县住建局牵头实施。
责任单位：县住建局  完成时限：2026年11月
二、关于乡镇敬老院建设工作。会议要求加快选址。
责任单位：县民政局、各乡镇  完成时限：2026年5月
三、关于校园安全工作。会议要求开展一次全面排查。
责任单位：县教体局  完成时限：2026年4月
"""
    assert [row[2:] for row in told(text)] == [
        ("关于老旧小区改造工作。会议原则同意改造方案，由县住建局牵头实施。", "县住建局", "2026年11月"),
        ("关于乡镇敬老院建设工作。会议要求加快选址。", "县民政局、各乡镇", "2026年5月"),
        ("关于校园安全工作。会议要求开展一次全面排查。", "县教体局", "2026年4月"),
    ]
    assert read(text).prose.start == 2


def test_orders_without_any_number() -> None:
    text = """督办事项通知
县住建局、县水务局：
现将有关事项督办如下：
督办事项：南门桥维修
具体要求：完成桥面铺装和护栏更换，恢复双向通行。
责任单位：县住建局
办理时限：3月底前

督办事项：城东泵站扩容
具体要求：新增两台机组，汛前投入运行。
责任单位：县水务局
办理时限：4月底前

督办事项：农贸市场整治
具体要求：清理占道经营，规范停车秩序。
责任单位：县城管局
办理时限：5月底前
"""
    assert told(text) == [
        ("1", "南门桥维修", "完成桥面铺装和护栏更换，恢复双向通行。", "县住建局", "3月底前"),
        ("2", "城东泵站扩容", "新增两台机组，汛前投入运行。", "县水务局", "4月底前"),
        ("3", "农贸市场整治", "清理占道经营，规范停车秩序。", "县城管局", "5月底前"),
    ]
    assert read(text).prose.start == 1


def test_numbered_labels_under_named_tasks() -> None:
    text = """青禾县老旧小区改造工作方案
任务一：改造供水管网
（一）工作内容：更换老化管道18公里，消除漏损。
（二）责任单位：县水务局
（三）完成时限：2026年8月底
任务二：加装电梯
（一）工作内容：在12个小区加装电梯30部。
（二）责任单位：县住建局
（三）完成时限：2026年12月底
任务三：增设停车位
（一）工作内容：新增停车位800个。
（二）责任单位：县城管局、县公安局
（三）完成时限：2026年10月底
"""
    assert told(text) == [
        ("一", "任务一：改造供水管网", "更换老化管道18公里，消除漏损。", "县水务局", "2026年8月底"),
        ("二", "任务二：加装电梯", "在12个小区加装电梯30部。", "县住建局", "2026年12月底"),
        ("三", "任务三：增设停车位", "新增停车位800个。", "县城管局、县公安局", "2026年10月底"),
    ]


def test_headings_without_numbers_and_labels_in_brackets() -> None:
    text = """2026年民生实事任务清单
主动公开方面
1.公布民生资金分配结果。【责任单位】县财政局【完成时限】6月底前
2.公布学区划分方案和招生计划。【责任单位】县教体局【完成时限】7月底前
政策解读方面
1.制作惠民政策图解20期。【责任单位】县政府办【完成时限】全年
2.开展政策宣讲进村活动。【责任单位】各乡镇【完成时限】11月底前
"""
    assert told(text) == [
        ("1", "主动公开方面", "公布民生资金分配结果。", "县财政局", "6月底前"),
        ("2", "主动公开方面", "公布学区划分方案和招生计划。", "县教体局", "7月底前"),
        ("1", "政策解读方面", "制作惠民政策图解20期。", "县政府办", "全年"),
        ("2", "政策解读方面", "开展政策宣讲进村活动。", "各乡镇", "11月底前"),
    ]


def test_articles_with_labels_behind_their_sentence() -> None:
    text = """青禾县河湖长制工作要点
第一条 开展河道清淤，完成淤泥清运3万方。责任单位：县水务局；完成时限：5月底
第二条 建设水质自动监测站2座。责任单位：市生态环境局青禾分局；完成时限：9月底
第三条 每月巡河不少于2次。责任单位：各级河长；完成时限：长期坚持
"""
    assert told(text) == [
        ("一", "", "开展河道清淤，完成淤泥清运3万方。", "县水务局", "5月底"),
        ("二", "", "建设水质自动监测站2座。", "市生态环境局青禾分局", "9月底"),
        ("三", "", "每月巡河不少于2次。", "各级河长", "长期坚持"),
    ]


def test_tasks_on_different_levels() -> None:
    text = """青禾县数字政府建设2026年工作计划
一、夯实基础
（一）建设政务云。完成县级政务云扩容，迁移业务系统40个。
牵头单位：县大数据局
完成时限：6月底前
（二）打通数据。
1.编制数据共享目录，挂接率达到90%以上。（县大数据局牵头，各部门配合，5月底前）
2.建立数据质量通报制度。（县大数据局，长期坚持）
二、优化服务
（一）上线一件事。
①开办餐饮店一件事线上办理。（县行政审批局，7月底前）
②新生儿出生一件事线上办理。（县卫健局，8月底前）
"""
    assert [(row[0], row[1], row[4]) for row in told(text)] == [
        ("一", "一、夯实基础", "6月底前"),
        ("1", "一、夯实基础／（二）打通数据", "5月底前"),
        ("2", "一、夯实基础／（二）打通数据", "长期坚持"),
        ("1", "二、优化服务／（一）上线一件事", "7月底前"),
        ("2", "二、优化服务／（一）上线一件事", "8月底前"),
    ]


def test_headings_with_a_paragraph_below() -> None:
    text = """青禾县食品安全整治行动方案
一、整治学校食堂
全面检查中小学食堂，对后厨实行视频监控。（县教体局、县市场监管局负责，9月1日前完成）
二、整治农村集市
每个集市每月抽检一次，公布检验结果。（县市场监管局负责，各乡镇配合，长期坚持）
三、整治网络餐饮
督促平台核验商户证照，下线无证商户。（县市场监管局负责，11月底前完成）
"""
    assert [(row[0], row[1], row[4]) for row in told(text)] == [
        ("1", "一、整治学校食堂", "9月1日前完成"),
        ("2", "二、整治农村集市", "长期坚持"),
        ("3", "三、整治网络餐饮", "11月底前完成"),
    ]


def test_named_projects_keep_their_numbers() -> None:
    text = """青禾县人居环境整治工作方案
1.城区道路改造工程
改造道路12条，铺设沥青路面8公里。
责任单位：县住建局
完成时限：2026年9月底
2.乡村垃圾治理工程
每个行政村配备保洁员2名。
垃圾日产日清。
责任单位：县农业农村局、各乡镇
完成时限：长期坚持
3.公厕提升工程
新建公厕15座。
责任单位：县城管局
完成时限：2026年10月底
"""
    assert [row[:3] for row in told(text)] == [
        ("1", "1.城区道路改造工程", "改造道路12条，铺设沥青路面8公里。"),
        ("2", "2.乡村垃圾治理工程", "每个行政村配备保洁员2名。垃圾日产日清。"),
        ("3", "3.公厕提升工程", "新建公厕15座。"),
    ]


def test_sentences_with_brackets_of_their_own() -> None:
    text = """重点工作任务分工
一、推进重点领域公开。公开财政预决算信息（县财政局负责）；公开医疗收费信息（县卫健局负责，6月底前完成）。
二、建设数据共享平台，年内归集电子证照30类。（县大数据局负责）
三、规范信息发布。建立三审制度。（县政府办负责）
"""
    assert [row[:4] for row in told(text)] == [
        ("一.1", "一、推进重点领域公开", "公开财政预决算信息；", "县财政局负责"),
        ("一.2", "一、推进重点领域公开", "公开医疗收费信息。", "县卫健局负责"),
        ("二", "", "建设数据共享平台，年内归集电子证照30类。", "县大数据局负责"),
        ("三", "", "规范信息发布。建立三审制度。", "县政府办负责"),
    ]


def test_labels_and_values_on_lines_of_their_own() -> None:
    text = """青禾县农村公路养护实施方案
一、工作目标
到2026年底，优良路率达到85%。
二、工作内容
（一）日常养护。对县乡公路进行日常保洁、修补坑槽。
责任单位
县交通局
完成时限
长期坚持
（二）大中修工程。实施大中修60公里。
责任单位
县交通局、各乡镇
完成时限
2026年11月底
（三）安防工程。安装护栏20公里。
责任单位
县交通局
县公安局
完成时限
2026年10月底
"""
    assert [row[3:] for row in told(text)] == [
        ("县交通局", "长期坚持"),
        ("县交通局、各乡镇", "2026年11月底"),
        ("县交通局 县公安局", "2026年10月底"),
    ]
    assert read(text).tasks[2].units == ("县交通局", "县公安局")


def test_progress_and_notes_below_a_task() -> None:
    text = """青禾县养老服务任务台账
1.培训养老护理员300人次。
责任单位：县人社局 完成时限：11月底前
量化指标：300人次
进展情况：已培训80人次
备注：经费由县级列支
2.落实护理员岗位津贴。
责任单位：县财政局 完成时限：全年
量化指标：足额发放
进展情况：已发放
备注：无
3.改造敬老院6所。
责任单位：县民政局 完成时限：10月底前
"""
    reading = read(text)
    assert [column.field.value for column in reading.table.columns] == [
        *("seq", "requirement", "units", "measure", "deadline", "progress", "note")
    ]
    assert [record.values[3] for record in reading.table.records] == [("已培训80人次",), ("已发放",), ()]
    assert [task.measure for task in reading.tasks] == ["300人次", "足额发放", ""]
    assert reading.tasks[0].requirement == "培训养老护理员300人次。"


def test_sub_points_go_on_with_their_task() -> None:
    text = """青禾县档案工作要点
1.完善归档制度。修订管理办法，健全归档范围。（县档案馆，6月底前）
2.加强档案收集。重点抓好以下几类：
（1）重大项目档案；
（2）民生档案。
（县档案馆、县直各单位，全年）
3.推进数字化。完成扫描30万页。（县档案馆，12月底前）
"""
    assert [row[2:] for row in told(text)] == [
        ("完善归档制度。修订管理办法，健全归档范围。", "县档案馆", "6月底前"),
        ("加强档案收集。重点抓好以下几类：（1）重大项目档案；（2）民生档案。", "县档案馆、县直各单位", "全年"),
        ("推进数字化。完成扫描30万页。", "县档案馆", "12月底前"),
    ]


# --- what closes several tasks ---

SHARED = """关于做好防汛重点工作的通知
一、工程隐患排查
1.对全县水库大坝逐座排查，建立隐患清单。
2.清理河道阻水障碍物12处。
责任单位：县水务局
完成时限：5月20日前
二、预警转移
1.修订乡镇防汛预案，落实转移路线。
2.组织村级转移演练，每村不少于1次。
以上任务由县应急局牵头，各乡镇落实，6月10日前完成。
三、物资储备（责任单位：县应急局）
1.补充编织袋、救生衣等物资。（5月底前完成）
2.组建抢险队伍10支。（县人武部负责）
"""


def test_what_closes_several_tasks_holds_for_each() -> None:
    assert [row[3:] for row in told(SHARED)] == [
        ("县水务局", "5月20日前"),
        ("县水务局", "5月20日前"),
        ("县应急局牵头，各乡镇落实", "6月10日前完成"),
        ("县应急局牵头，各乡镇落实", "6月10日前完成"),
        ("县应急局", "5月底前完成"),
        ("县人武部负责", ""),
    ]
    assert read(SHARED).fate_of("三、物资储备") is Fate.THEME


def test_labels_under_a_heading_hold_for_the_tasks_below() -> None:
    text = """青禾县春季造林实施方案
一、抓好苗木供应
牵头单位：县林业局
1.开展苗木质量检查，不合格苗木不得出圃。
2.储备乡土树种苗木50万株。
二、抓好造林施工
牵头单位：各乡镇
1.完成荒山造林1.2万亩。
2.完成道路绿化60公里。（县交通局牵头）
以上工作请于4月15日前全部完成，工作总结请于4月25日前报送县林业局。
"""
    assert [row[3:] for row in told(text)] == [
        ("县林业局", "4月15日前全部完成"),
        ("县林业局", "4月15日前全部完成"),
        ("各乡镇", "4月15日前全部完成"),
        ("县交通局牵头", "4月15日前全部完成"),
    ]


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("各项任务于2026年11月底前完成。", "2026年11月底前完成"),
        ("以上工作请于12月5日前完成。", "12月5日前完成"),
        ("上述任务须在10月底前落实到位", "10月底前落实到位"),
        ("所有整改任务务必于9月30日前整改到位。", "9月30日前整改到位"),
        ("除注明时限的外，各项任务均于2026年年底前完成。", "2026年年底前完成"),
        ("以上工作请于4月15日前全部完成，总结请于4月25日前报送。", "4月15日前全部完成"),
        ("请于12月20日前报送总结。", ""),
        ("各项任务完成情况请于12月1日前报送县政府办。", ""),
        ("以上任务由县政务服务局牵头落实，10月底前完成。", ""),
        ("各项工作要有序推进，确保完成。", ""),
        ("6月底前，县住建局完成改造。", ""),
    ],
)
def test_deadline_of_all(sentence: str, deadline: str) -> None:
    assert common_deadline(["各乡镇：", sentence]) == deadline


def test_two_deadlines_of_all_cancel_each_other() -> None:
    assert common_deadline(["各项任务于9月底前完成。", "各项任务于10月底前完成。"]) == ""


def test_date_that_opens_a_task() -> None:
    text = """青禾县2026年安全生产重点任务
一、9月底前，完成危化品企业全覆盖检查。
二、6月底前建成应急指挥平台，实现互联互通。
三、深入推进燃气安全整治，更换老旧软管1万户。
四、10月前划线标识消防通道，12月前验收。
"""
    assert [row[4] for row in told(text)] == ["9月底前", "6月底前", "", ""]
    assert told(text)[0][2] == "9月底前，完成危化品企业全覆盖检查。"


# --- brackets at the end ---


@pytest.mark.parametrize(
    ("paragraph", "requirement", "units", "deadline"),
    [
        ("修缮城墙。（县文旅局、县住建局）", "修缮城墙。", "县文旅局、县住建局", ""),
        ("修缮城墙（县文旅局牵头）。", "修缮城墙。", "县文旅局牵头", ""),
        ("修缮城墙。（县文旅局10月底前完成）", "修缮城墙。", "县文旅局", "10月底前完成"),
        ("修缮城墙。（长期坚持）", "修缮城墙。", "", "长期坚持"),
        ("修缮城墙。[责任单位：县文旅局]", "修缮城墙。", "县文旅局", ""),
        ("修缮城墙。（县文旅局负责）（8月底前）", "修缮城墙。", "县文旅局负责", "8月底前"),
        ("修缮城墙。（责任单位：县文旅局，8月底前完成）", "修缮城墙。", "县文旅局", "8月底前完成"),
        (
            "修缮城墙。（县文旅局牵头，各乡镇（街道）、经开区（高新区）管委会配合，年内完成）",
            "修缮城墙。",
            "县文旅局牵头，各乡镇（街道）、经开区（高新区）管委会配合",
            "年内完成",
        ),
        ("修缮城墙。（责任单位：县文旅局 责任人：李某 时限：8月底", "修缮城墙。", "县文旅局", "8月底"),
        ("修缮工作落实到各乡镇（街道）", "修缮工作落实到各乡镇（街道）", "", ""),
        ("修缮城墙（详见附件2）", "修缮城墙（详见附件2）", "", ""),
        ("修缮城墙（不含城楼）。", "修缮城墙（不含城楼）。", "", ""),
    ],
)
def test_bracket_at_the_end(paragraph: str, requirement: str, units: str, deadline: str) -> None:
    text = f"""青禾县文物保护工作要点
1.{paragraph}
2.开展田野文物巡查工作。（县文旅局，全年）
3.举办博物馆开放日活动。（县文旅局，5月底前）
"""
    assert told(text)[0] == ("1", "", requirement, units, deadline)


# --- lines ---


def test_wrapped_lines_are_put_together() -> None:
    text = """青禾县2026年政务公开工作要点

　　为扎实做好今年政务公开工作，切实提升公开质量，现结合我县
实际制定如下要点。
　　一、深化决策公开
　　（一）推进重大决策公开。对老旧小区改造、公交线路调整等与
群众关系密切的事项，在决策前公布草案和说明，公开征求意见的期
限不少于30日，并公布采纳情况。（县司法局牵头，县住建局、县交通
局配合，6月底前完成）
　　（二）推进会议开放。县政府常务会议每季度邀请一次群众代表
列席，会后公布议定事项。（县政府办负责，全年）
　　二、加强政策解读
　　（一）同步解读。县政府规范性文件出台后3个工作日内公布解读
材料，图解比例不低于60%。（各起草单位按职责分工负责）
　　（二）上门解读。组织政策进企业、进社区活动不少于12场。（县

                              - 1 -

工信局、各街道负责，10月底前完成）
　　三、抓好平台建设
　　（一）改版门户网站。新版网站上线运行，老年人可以放大字体、
听读网页。（县大数据局牵头，9月底前完成）
"""
    rows = told(text)
    assert [row[3] for row in rows] == [
        "县司法局牵头，县住建局、县交通局配合",
        "县政府办负责",
        "各起草单位按职责分工负责",
        "县工信局、各街道负责",
        "县大数据局牵头",
    ]
    assert rows[0][2] == (
        "推进重大决策公开。对老旧小区改造、公交线路调整等与群众关系密切的事项，在决策前公布草案和说明，"
        "公开征求意见的期限不少于30日，并公布采纳情况。"
    )
    reading = read(text)
    assert reading.fate_of("- 1 -") is Fate.NOTE
    assert reading.fate_of("列席") is Fate.CONTINUATION


def test_line_breaks_inside_a_paragraph() -> None:
    paragraphs = [
        "青禾县消防工作要点",
        "一、排查高层建筑隐患。\n责任单位：县消防救援大队\n完成时限：6月底",
        "二、建设微型消防站\n20个。\n责任单位：各乡镇\n完成时限：9月底",
        "三、开展消防演练10场。\n责任单位：县教体局\n完成时限：11月底",
    ]
    grid = Grid(
        rows=tuple(Row((Cell((text,), number, number),)) for number, text in enumerate(paragraphs, 1)),
        lines=tuple(Line(text.replace("\n", " "), number) for number, text in enumerate(paragraphs, 1)),
    )
    tasks = read_grid(grid).tasks
    assert [(task.requirement, task.units_text, task.deadline_text) for task in tasks] == [
        ("排查高层建筑隐患。", "县消防救援大队", "6月底"),
        ("建设微型消防站20个。", "各乡镇", "9月底"),
        ("开展消防演练10场。", "县教体局", "11月底"),
    ]


# --- what the clerk decides ---

CULTURE = """青禾县2026年文旅工作要点
一、打造品牌
举办油菜花节，吸引游客10万人次。
开发乡村旅游线路5条。
二、完善设施
（一）新建停车场3处。（县文旅局，9月底前）
（二）修缮古城墙200米。（县文旅局、县住建局，10月底前）
推进智慧导览系统建设。
（三）更新景区标识标牌。（县文旅局，8月底前）
"""


def requirements(fates: Mapping[int, Fate]) -> list[str]:
    return [task.requirement for task in read(CULTURE, fates).tasks]


def test_nothing_decided() -> None:
    assert requirements({}) == [
        "举办油菜花节，吸引游客10万人次。",
        "开发乡村旅游线路5条。",
        "新建停车场3处。",
        "修缮古城墙200米。推进智慧导览系统建设。",
        "更新景区标识标牌。",
    ]


def test_a_line_decided_to_be_a_task() -> None:
    assert requirements({8: Fate.TASK})[3:5] == ["修缮古城墙200米。", "推进智慧导览系统建设。"]
    assert read(CULTURE, {8: Fate.TASK}).tasks[4].themes == ("二、完善设施",)


def test_a_line_decided_to_go_on() -> None:
    assert requirements({4: Fate.CONTINUATION})[0] == "举办油菜花节，吸引游客10万人次。开发乡村旅游线路5条。"
    joined = requirements({7: Fate.CONTINUATION})[2]
    assert joined == "新建停车场3处。（二）修缮古城墙200米。推进智慧导览系统建设。"


@pytest.mark.parametrize("fate", [Fate.NOTE, Fate.LEFT_OUT, Fate.TITLE])
def test_a_line_decided_to_be_no_task(fate: Fate) -> None:
    reading = read(CULTURE, {6: fate})
    assert "新建停车场3处。" not in [task.requirement for task in reading.tasks]
    assert reading.table.fates[6] is fate


def test_a_line_decided_to_be_a_theme() -> None:
    reading = read(CULTURE, {8: Fate.THEME})
    assert reading.tasks[-1].themes == ("二、完善设施", "推进智慧导览系统建设")
    assert reading.table.fates[8] is Fate.THEME


# --- what is no plan ---


@pytest.mark.parametrize(
    "text",
    [
        "",
        "青禾县召开春耕工作会议\n一、会议听取了各乡镇的情况汇报。\n二、会议强调要抓好水利设施。\n三、会议要求做好农资供应。",
        "关于核实情况的复函\n县水务局：\n一、你局来函收悉，经研究答复如下。\n二、原则同意你局所提意见。\n三、请按程序办理有关手续。",
        "青禾县工作要点解读\n一、出台背景是什么。近年来大家都很关心。\n二、主要内容是什么。有三个方面。\n三、什么时候实行。印发之日起。",
        "工作任务\n具体要求\n责任单位\n完成时限\n修桥\n1.完成桥面铺装和护栏更换\n县住建局\n3月底\n"
        "修路\n2.完成路面铺装和标线施划\n县交通局\n4月底\n修渠\n3.完成渠道衬砌和闸门更换\n县水务局\n5月底",
        "1.苹果\n2.梨\n3.桃",
    ],
)
def test_texts_that_are_no_plan(text: str) -> None:
    assert find_prose(stack(text)) is None


def test_a_table_is_no_running_text() -> None:
    row = Row((Cell(("1.修桥",), 1, 1), Cell(("县住建局",), 1, 1)))
    assert find_prose(Grid(rows=(row,) * 5, lines=(Line("1.修桥\t县住建局", 1),))) is None


# --- nothing is lost ---

PLANS = [POINTS, ASSIGNMENT, RECTIFICATION, SCHEME, SHARED, CULTURE]


@pytest.mark.parametrize("text", PLANS)
def test_every_line_of_a_plan_has_a_fate_and_is_kept(text: str) -> None:
    assert_nothing_is_lost(read(text))


def assert_nothing_is_lost(reading: Reading) -> None:
    fates = reading.table.fates
    lines = [line for line in reading.grid.lines if line.number >= reading.grid.rows[reading.prose.start].first_line]
    assert all(line.number in fates for line in lines)
    of_tasks = [(*task.themes, task.requirement, task.units_text, task.deadline_text) for task in reading.tasks]
    of_records = [[text for value in record.values for text in value or ()] for record in reading.table.records]
    kept = "".join(text for texts in (*of_tasks, *of_records) for text in texts)
    for line in lines:
        if fates[line.number] in (Fate.TASK, Fate.THEME, Fate.CONTINUATION):
            text = squeeze(line.text).removeprefix("以上任务由")
            pieces = [piece for piece in re.split(r"[^\w%]+", text) if len(piece) > 1 and not label_word(piece)]
            assert [piece for piece in pieces if piece not in kept] == []


_UNIT = st.sampled_from(["县财政局", "县住建局、县水务局", "各乡镇", "县政府办牵头，各乡镇配合"])
_DATE = st.sampled_from(["6月底前", "2026年9月底", "长期坚持", "全年"])
_WORK = st.sampled_from(["改造老旧小区20个。", "开展隐患排查，建立台账。", "加强公开。每月公布结果。", "新建公厕5座；"])
_STYLE = st.sampled_from(
    [
        "（责任单位：{u}；完成时限：{d}）",
        "\n责任单位：{u}\n完成时限：{d}",
        "\n（{u}，{d}）",
        "",
    ]
)
_TASK = st.builds(lambda work, unit, date, style: work + style.format(u=unit, d=date), _WORK, _UNIT, _DATE, _STYLE)
_EXTRA = st.sampled_from(
    ["", "\n各单位要抓紧推进。", "\n联系人：李某", "\n以上任务由县政府办牵头，9月底前完成。", "\n- 3 -"]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.tuples(_TASK, _EXTRA), min_size=1, max_size=4), min_size=1, max_size=4))
def test_nothing_is_lost_of_any_plan(sections: list[list[tuple[str, str]]]) -> None:
    text = "青禾县2026年重点任务分工方案\n各乡镇：\n"
    for section, tasks in enumerate(sections):
        text += f"{'一二三四'[section]}、抓好第{section}方面工作\n"
        for number, (task, extra) in enumerate(tasks, 1):
            text += f"{number}.{task}{extra}\n"
    grid = stack(text)
    prose = find_prose(grid)
    if prose is not None:
        reading = read_grid(grid)
        assert len(reading.tasks) == sum(map(len, sections))
        numbers = {line.number for line in grid.lines if line.number > 1}
        assert numbers <= set(reading.table.fates)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.text(alphabet="一二三（）()【】1.、：；。责任单位完成时限：县局牵头以上任务\t 甲乙12月底前", max_size=40),
        max_size=30,
    ),
    st.dictionaries(st.integers(1, 30), st.sampled_from(list(Fate)), max_size=5),
)
def test_any_text_is_read_without_failing(lines: list[str], fates: dict[int, Fate]) -> None:
    grid = stack("\n".join(lines))
    find_prose(grid)
    table = read_prose(grid, Prose(0, len(grid.rows)), fates)
    rows = {row.first_line for row in grid.rows}
    assert rows <= set(table.fates)
    assert all(table.fates[line] is fate for line, fate in fates.items() if line in rows and fate is Fate.LEFT_OUT)
