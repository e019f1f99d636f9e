"""What there is to say of the units of a ledger (单位名录), in words. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence

from govtui.review.directory import Directory, UnitEntry
from govtui.review.facts import Fact
from govtui.review.unit_kinds import meant_by
from govtui.review.unit_likeness import Suggestion
from govtui.text import one_line

_MEMBERS_NAMED = 3


def unit_part(entry: UnitEntry) -> str:
    """Return what a unit is to the office: 本单位, 含本单位 of a collective, 统称 of any other; empty for the rest."""
    if entry.own:
        return "本单位"
    return "含本单位" if entry.ours else "统称" if entry.collective else ""


def unit_remark(entry: UnitEntry) -> str:
    """Return other names and members in short: 又名县发改局; 包括城关镇、柳林镇、石门镇等12个."""
    said = [f"又名{'、'.join(map(one_line, entry.aliases))}"] if entry.aliases else []
    if entry.members:
        named = "、".join(map(one_line, entry.members[:_MEMBERS_NAMED]))
        more = f"等{len(entry.members)}个" if len(entry.members) > _MEMBERS_NAMED else ""
        said.append(f"包括{named}{more}")
    return "；".join(said)


def task_words(entry: UnitEntry) -> str:
    """Return how many tasks name a unit, and in which part: 12项，牵头4项，配合8项."""
    parts = (("牵头", entry.lead), ("配合", entry.support))
    return "，".join([f"{entry.tasks}项", *(f"{word}{count}项" for word, count in parts if count)])


def members_words(entry: UnitEntry) -> str:
    """Return whom a collective stands for, and who says so."""
    if entry.members:
        return "、".join(map(one_line, entry.members))
    level, kinds = meant_by(entry.name)
    if not kinds:
        return "名称看不出包括哪些单位，要在这里指定"
    named = "、".join(sorted(kind.value for kind in kinds))
    return f"没有指定，按名称理解为{f'{level}级的' if level else ''}{named}"


def unit_facts(entry: UnitEntry) -> list[Fact]:
    """Return everything about a unit."""
    return [
        ("单位", one_line(entry.name)),
        ("任务", task_words(entry)),
        ("简称", one_line(entry.short)),
        ("又名", "、".join(map(one_line, entry.aliases))),
        ("不同于", "、".join(map(one_line, entry.distinct))),
        ("包括", members_words(entry) if entry.collective else ""),
        ("本单位", _own_words(entry)),
    ]


def _own_words(entry: UnitEntry) -> str:
    if entry.own:
        return "是"
    return "本单位在内，它的任务也算本单位的" if entry.ours else ""


def suggestion_facts(suggestion: Suggestion, directory: Directory) -> list[Fact]:
    """Return what is to be known of two names that may be one unit."""
    known = [entry for name in suggestion if (entry := directory.entry(name))]
    return [
        ("可能相同", "、".join(f"{one_line(entry.name)}（{entry.tasks}项任务）" for entry in known)),
        ("按 Enter", f"合并为同一单位，按“{one_line(suggestion.into)}”统计和筛选；任务和报送表里的写法不变"),
        ("按 F8", "不是同一单位，以后不再提示"),
    ]


def directory_words(directory: Directory) -> str:
    """Return how many units there are: 24个单位，3个统称；本单位：县政府办公室."""
    collectives = sum(entry.collective for entry in directory.entries)
    counted = f"{len(directory.entries) - collectives}个单位" + (f"，{collectives}个统称" if collectives else "")
    return f"{counted}；本单位：{one_line(directory.own)}" if directory.own else f"{counted}；还没有设本单位"


def suggestion_words(suggestions: Sequence[Suggestion]) -> str:
    """Return pairs of names in one line: 县发改局＝县发展和改革局；宣传部＝县委宣传部."""
    return "；".join(f"{one_line(each.name)}＝{one_line(each.into)}" for each in suggestions)
