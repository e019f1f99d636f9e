"""What is a task and what a theme in running text: levels of numbers, headings, points, pieces of a paragraph."""

from __future__ import annotations

from prose_plans import (
    read,
    told,
)

from govtui.intake.fates import Fate
from govtui.intake.grid import Source
from govtui.intake.readers.plain import read_plain
from govtui.intake.recogniser import recognise


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


def test_the_plan_is_the_attachment_not_the_letter() -> None:
    text = """青禾县人民政府办公室关于做好2026年重点工作的通知
各乡镇：
现就有关事项通知如下：
一、提高认识。各单位要把重点工作摆上重要位置。
二、加强配合。各单位要明确专人负责。
附件：青禾县2026年重点工作任务清单
青禾县人民政府办公室
2026年1月20日

附件
青禾县2026年重点工作任务清单
一、工业经济
1、新增规上企业12家。责任单位：县工信局；完成时限：12月底
2、技改投资增长10%。责任单位：县工信局、县发改局；完成时限：12月底
二、农业农村
3、建设和美乡村20个。责任单位：县农业农村局、各乡镇；完成时限：11月底
"""
    assert [row[:3] for row in told(text)] == [
        ("1", "一、工业经济", "新增规上企业12家。"),
        ("2", "一、工业经济", "技改投资增长10%。"),
        ("3", "二、农业农村", "建设和美乡村20个。"),
    ]
    source = Source(grids=read_plain(text), ways=True)
    document = recognise(source, name="通知.txt").document
    assert (document.title, document.year, len(document.tasks)) == ("青禾县2026年重点工作任务清单", 2026, 3)
    assert (document.issuer, str(document.issued_on)) == ("青禾县人民政府办公室", "2026-01-20")


def test_numbers_in_words() -> None:
    text = """青禾县城市管理提升工作安排
一是清理占道经营。重点整治学校周边。（县城管局负责，5月底前）
二是规范停车秩序。施划停车位500个。（县公安局负责，6月底前）
三是更新环卫设施。新增果皮箱300个。（县城管局负责，7月底前）
主办单位：青禾县人民政府办公室
"""
    assert [row[:2] + row[3:] for row in told(text)] == [
        ("一", "", "县城管局负责", "5月底前"),
        ("二", "", "县公安局负责", "6月底前"),
        ("三", "", "县城管局负责", "7月底前"),
    ]
    assert read(text).fate_of("主办单位") is Fate.NOTE


def test_wrapped_lines_without_indentation() -> None:
    text = """青禾县2026年交通工作要点
一、加快重点项目建设
（一）建成青禾大桥。完成主桥合龙和附属工程施工，同步完成两岸
接线道路建设，确保年底前建成通车。（牵头单位：县交通局；责任
单位：县住建局、城关镇；完成时限：2026年12月底）
（二）改造国道路面。对县境内国道破损路段进行大修，全年完成路
面改造26公里。（责任单位：县交通局、县公路中心；完成时限：10月
底前）
二、优化公交服务
（三）新开公交线路。新开城乡公交线路3条，实现所有行政村通公
交，群众出行等候时间不超过30分钟。（责任单位：县交通局；完成时
限：6月底前）
"""
    assert [row[3:] for row in told(text)] == [
        ("牵头单位：县交通局；责任单位：县住建局、城关镇", "2026年12月底"),
        ("县交通局、县公路中心", "10月底前"),
        ("县交通局", "6月底前"),
    ]
    assert told(text)[1][2] == "改造国道路面。对县境内国道破损路段进行大修，全年完成路面改造26公里。"


def test_labels_of_a_heading_and_of_its_tasks() -> None:
    text = """青禾县妇幼健康工作任务分解
（一）提升产科质量
责任科室：妇幼科
主要责任人：陈某
1.开展产科质控检查4次。时限：每季度末
2.培训产科医师60人次。时限：8月底
（二）加强儿童保健
责任科室：基层科
主要责任人：林某
1.儿童系统管理率达到92%。时限：12月底
2.开展托育机构卫生评价。时限：长期坚持
"""
    assert [row[3:] for row in told(text)] == [
        ("妇幼科", "每季度末"),
        ("妇幼科", "8月底"),
        ("基层科", "12月底"),
        ("基层科", "长期坚持"),
    ]
    reading = read(text)
    assert [record.values[-1] for record in reading.table.records] == [("陈某",), ("陈某",), ("林某",), ("林某",)]
    assert reading.fate_of("（一）提升") is Fate.THEME
    assert reading.fate_of("责任科室：妇幼科") is Fate.CONTINUATION


def test_measures_numbered_below_their_label() -> None:
    text = """青禾县教育工作重点任务
青教发〔2026〕5号
1.改善办学条件：新建学校2所、改扩建学校5所
牵头领导：王某某
牵头部门：县教体局
参与部门：县财政局、县住建局
时间进度：3月开工，8月底前投入使用
工作举措：
（1）倒排工期；
（2）每周调度。
2.加强师资建设：招聘教师120名
牵头领导：王某某
牵头部门：县教体局
参与部门：县委编办、县人社局
时间进度：8月底前
工作举措：
1.核定教师编制；
2.组织招聘考试。
3.推进教育数字化：建设智慧教室60间
牵头领导：刘某某
牵头部门：县教体局
时间进度：11月底前
工作举措：分批采购安装。
"""
    assert [row[:3] for row in told(text)] == [
        ("1.1", "1.改善办学条件：新建学校2所、改扩建学校5所", "倒排工期；"),
        ("1.2", "1.改善办学条件：新建学校2所、改扩建学校5所", "每周调度。"),
        ("2.1", "2.加强师资建设：招聘教师120名", "核定教师编制；"),
        ("2.2", "2.加强师资建设：招聘教师120名", "组织招聘考试。"),
        ("3", "3.推进教育数字化：建设智慧教室60间", "分批采购安装。"),
    ]
    source = Source(grids=read_plain(text), ways=True)
    document = recognise(source, name="任务.txt").document
    assert (document.title, document.doc_number) == ("青禾县教育工作重点任务", "青教发〔2026〕5号")
