"""Words for work that has no single date: what recurs (每季度, 按月, 两月一次) and what is kept up (长期坚持).

Each table gives pieces of regular expressions; what looks like one of them and is none is named beside it.
"""

from __future__ import annotations

import re

_UNIT = "年度?|季度?|月|周|星期|学期|旬"
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十半双单]{1,3})"

_RECURRING = (
    "每(?:年|季|月|周|日|天|旬|星期|学期|晚|晨)",
    f"每个(?:自然)?(?:{_UNIT}|工作日)",
    rf"每隔?{_NUMBER}个?(?:{_UNIT}|天|日(?!内)|工作日|小时)",
    "各(?:季度|月份)",
    # 按年度计划 and 按周密部署 are no rhythms
    "按(?:年(?!度?(?:[底末初前节中]|计划|任务|目标|安排|方案|要求))|季(?!节|度?(?:[底末初前]|计划|任务|目标))|旬)",
    "按月(?!度?(?:[底末初前]|计划|任务|目标))",
    "按(?:周|日|星期)(?![密期边围程报到])",
    "逐(?:年|季|月|周|日)",
    # 法定期限, 规定期限, 按时限
    "(?<![法规限约特指固额])定期(?!限|间|内)",
    # 两月一次, 一周一调度, 半年一报, 月调度
    rf"(?<![\d第])(?:{_NUMBER}个?)(?:年|季度?|月|周|天|日)[一1](?:次|报|调度|通报|汇报|总结|评|查|会商|研判|更新|督|会|公开)",
    r"(?<![\d一二三四五六七八九十两半每])[日周旬月季]度?(?:调度|通报|研判|会商)",
)
RECURRING = re.compile("|".join(_RECURRING))

_KEPT_UP = (
    *("(?<!中)长期(?!规划|目标)", "常年", "持续", "常态", "经常(?![委务])", "日常", "动态", "及时(?!完成|办结|整改)"),
    *("实时", "随时", "即时", "不断", "不间断", "一直", "始终", "滚动", "坚持", "常抓不懈", "长抓不懈", "贯穿始终"),
)
KEPT_UP = re.compile("|".join(_KEPT_UP))

LASTS = re.compile("持续|常态|长期|动态|经常|坚持|不断|滚动")
"""What makes the stretch of time before it one that the work is kept up for: 2026年持续推进, 下半年常态化开展."""
