"""The command `lights`: which rules there are, how many tasks each decides on, and why a task has its light."""

from __future__ import annotations

from argparse import Namespace

from govtui.commands.common import DONE, filtered, opened, print_json, print_lines, say, view_of, window_cells
from govtui.errors import RequestError


def lights(request: Namespace) -> int:
    """Show the rules of lights, explain one task's light, or take over rules that are shipped."""
    if request.preset:
        return _take_over(request.preset, request.force)
    return _explain(request) if request.explain else _list_rules(request)


def _list_rules(request: Namespace) -> int:
    from govtui.printing.pages import count_words, rule_records, rule_table

    with opened(request, reading=True) as ledger:
        view = filtered(ledger, request)
    rules = view.reader.almanac.rules
    if request.json:
        print_json({"today": view.today, "title": rules.title, "rules": rule_records(rules, view.rows)})
        return DONE
    print_lines(rule_table(rules, view.rows, window_cells()))
    say(f"{view.today}，{rules.title or '本单位规则'}：{count_words(view.counts())}")
    return DONE


def _explain(request: Namespace) -> int:
    from govtui.printing.pages import light_page

    with opened(request, reading=True) as ledger:
        view = view_of(ledger, request, [ledger.task(request.explain)])
    lines = light_page(view.rows[0], view.reader, window_cells())
    if request.json:
        row = view.rows[0]
        print_json(
            {
                "id": row.task.id,
                "light": row.reading.light,
                "light_word": row.reading.word,
                "light_rule": row.reading.rule,
                "explanation": view.reader.explain(row.task),
            }
        )
    else:
        print_lines(lines)
    return DONE


def _take_over(title: str, force: bool) -> int:
    from govtui.config import write_whole
    from govtui.timing.almanac import own_rules_file, presets

    shipped, target = presets(), own_rules_file()
    if title not in shipped:
        raise RequestError("没有这套亮灯规则", f"“{title}”", f"可用的有{'、'.join(shipped)}")
    if target.exists() and not force:
        raise RequestError("没有另存亮灯规则", f"已有“{target}”", "要换掉它，请加 --force")
    if not write_whole(target, shipped[title].read_bytes()):
        raise RequestError("没有另存亮灯规则", f"写不进“{target.parent}”", "请检查这个文件夹能否写入")
    print_lines([f"已将“{title}”存为 {target}，以后就按它亮灯；用记事本打开即可改"])
    return DONE
