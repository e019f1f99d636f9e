"""The commands about which ledgers there are, and who works in them: `ledgers`, `new`, `use`, `rename`, `operator`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from govtui.commands.common import (
    DONE,
    change_words,
    opened,
    operator_name,
    path_of,
    print_json,
    print_lines,
    say,
    window_cells,
)
from govtui.errors import RequestError

if TYPE_CHECKING:
    from govtui.ledger.ledger import Ledger


def ledgers(request: Namespace) -> int:
    """List the ledgers that are known here, and say which of them is opened where none is named."""
    from govtui.config import load_settings
    from govtui.printing.pages import ledger_record, ledger_table
    from govtui.shelf import chosen_folder, holds_ledger, known, same_folder

    settings = load_settings()
    chosen = chosen_folder(settings)
    rows = [
        (ledger, same_folder(ledger.folder, chosen), holds_ledger(path_of(ledger.folder))) for ledger in known(settings)
    ]
    if request.json:
        print_json({"ledger": str(chosen), "ledgers": [ledger_record(*row) for row in rows]})
    elif rows:
        print_lines(ledger_table(rows, window_cells()))
    else:
        say("还没有台账：用 govtui new 名称 新建一本，或用 govtui import 直接存入任务分解表")
    return DONE


def new(request: Namespace) -> int:
    """Begin a ledger, which is the one that is opened from then on."""
    from govtui.config import load_settings
    from govtui.ledger.ledger import Ledger
    from govtui.shelf import new_folder, proper_name, refuse_known_name

    name = proper_name(request.name)
    refuse_known_name(load_settings(), name)
    folder = new_folder(name, path_of(request.folder) if request.folder else None)
    with Ledger.open(folder, operator=operator_name()) as ledger:
        ledger.rename(name)
        _choose(ledger)
        advice = ledger.advice()
    print_lines([f"已新建台账“{name}”：{folder}"])
    for text in advice:
        say(text)
    _say_if_overruled()
    return DONE


def use(request: Namespace) -> int:
    """Choose the ledger that is opened from then on."""
    from govtui.config import load_settings
    from govtui.ledger.ledger import Ledger
    from govtui.shelf import find, holds_ledger

    folder = find(load_settings(), request.name)
    if not holds_ledger(folder):
        raise RequestError(
            "没有台账", f"“{folder}”里没有台账", "用 govtui ledgers 看看有哪些台账，或用 govtui new 新建"
        )
    with Ledger.open(folder, reading=True) as ledger:
        _choose(ledger)
        name, count = ledger.name, len(ledger.tasks)
    print_lines([f"以后打开这本台账：{f'“{name}”，' if name else ''}{count}项任务，{folder}"])
    _say_if_overruled()
    return DONE


def _choose(ledger: Ledger) -> None:
    """Have a ledger opened from now on where none is named."""
    from govtui.config import revise_settings
    from govtui.ledger.ledger import local_now
    from govtui.shelf import prefer, remember

    moment = local_now()
    revise_settings(lambda settings: prefer(remember(settings, ledger.folder, ledger.name, moment), ledger.folder))


def _say_if_overruled() -> None:
    from govtui.paths import LEDGER_VARIABLE, named_ledger

    if (named := named_ledger()) is not None:
        say(f"环境变量 {LEDGER_VARIABLE} 指定了“{named}”，不写 --ledger 时打开的仍是它；取消这个变量才会打开这一本")


def rename(request: Namespace) -> int:
    """Call a ledger by another name; its folder stays."""
    from govtui.config import revise_settings
    from govtui.ledger.ledger import local_now
    from govtui.shelf import proper_name, remember

    name = proper_name(request.name)
    with opened(request) as ledger:
        transaction = ledger.rename(name)
        moment = local_now()
        revise_settings(lambda settings: remember(settings, ledger.folder, ledger.name, moment))
    print_lines([change_words(transaction) if transaction else "没有改动：已经是这样了"])
    return DONE


def operator(request: Namespace) -> int:
    """Say who signs the changes, or have another one sign them from then on."""
    import msgspec

    from govtui.config import proper_operator, revise_settings
    from govtui.ledger.lock import account_name

    if request.name is None:
        name = operator_name()
    else:
        name = proper_operator(request.name)
        revise_settings(lambda settings: msgspec.structs.replace(settings, operator=name))
    print_lines([f"操作人：{name}" if name else f"没有登记操作人，改动记在电脑账号“{account_name()}”名下"])
    return DONE
