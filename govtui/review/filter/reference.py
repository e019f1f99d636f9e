"""The filter's language as data: parser, help, command line and manual are made from it."""

from __future__ import annotations

FILTER_EXAMPLES = (
    ("财政局 公开", "两个词都出现的任务，词之间空一格"),
    ("-培训", "不含这个词的任务"),
    ("状态:推进中", "办理状态；几个状态用逗号隔开"),
    ("灯:红", "亮灯，写颜色或原因都可以，如 灯:逾期"),
    ("单位:教育局", "责任单位；牵头: 和 配合: 用法相同"),
    ("编号:4", "编号为4及4.1、4.2等的任务"),
    ("来文:2", "第2份来文的任务"),
    ("责任人:王某", "原表的其他栏目及备注，写栏名和要找的词"),
)
"""The language in examples with their meaning, for every place that explains it to a clerk."""
