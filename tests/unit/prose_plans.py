"""Plans of a made-up county in running text, and how they are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from govtui.intake.drafts import make_drafts
from govtui.intake.fates import Fate
from govtui.intake.grid import Grid, Line
from govtui.intake.items import gather
from govtui.intake.prose import Prose, find_prose, read_prose
from govtui.intake.readers.plain import read_plain
from govtui.intake.records import value_columns
from govtui.intake.rows import Table
from govtui.intake.themes import resolve_themes
from govtui.model import TaskDraft
from govtui.text import clean

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

PLANS = (POINTS, ASSIGNMENT, RECTIFICATION, SCHEME, SHARED, CULTURE)


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
