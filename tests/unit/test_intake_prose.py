"""Plans in running text, in the styles in which offices write them; each with what a careful reader makes of it."""

from __future__ import annotations

from prose_plans import (
    ASSIGNMENT,
    POINTS,
    RECTIFICATION,
    SCHEME,
    read,
    told,
)

from govtui.intake.fates import Fate


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
