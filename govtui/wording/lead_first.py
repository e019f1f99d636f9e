"""The rule by which a notice says who leads: 列在首位的为牵头单位, 排名第一的为牵头单位."""

from __future__ import annotations

import re
from collections.abc import Sequence

from govtui.text import squeeze
from govtui.wording.units import UnitCell

_LEADS = "(?:各?(?:本|该)?项?(?:工作|任务)?的?)(?:牵头|主办|主责)(?:责任)?(?:单位|部门|科室|处室|股室)"
_FIRST = (
    "(?:列|排|位|居|排列|排名|排序|位列|位居|名列)(?:在|于|为)?(?:最前面?|首位|首|第[一1]位?|前面?第[一1]位?)",
    "(?:责任|承办|落实|参与)?(?:单位|部门|科室)(?:栏)?(?:中|里|内)?的?(?:首位|第[一1](?:位|个|家)?)",
    "(?:首位|首个|首家|第[一1](?:位|个|家)?)(?:责任|承办|落实)?(?:单位|部门|科室)",
)
_SAYS = re.compile(
    f"(?:{'|'.join(_FIRST)})的?(?:责任|承办)?(?:单位|部门|科室)?(?:即|均)?(?:为|是|系){_LEADS}"
    f"|{_LEADS}(?:列|排|排列|位列)(?:在|于)?(?:首位|第[一1]位|最前面?)"
)
_REST = re.compile(
    "(?:其余|其他|其它|后面|之后|以后)(?:的|各)*(?:责任|承办)?(?:单位|部门|科室)?(?:均|即|都)?(?:为|是|系)"
    "(?:配合|协办|协同|参与|协助)(?:责任)?(?:单位|部门|科室)"
)


def says_lead_first(lines: Sequence[str]) -> bool:
    """Say whether lines of a notice state that the unit named first leads; a wrapped sentence may take several."""
    return _SAYS.search(_joined(lines)) is not None


def says_rest_support(lines: Sequence[str]) -> bool:
    """Say whether lines of a notice state that the other units support: 列首位的为牵头单位，其他为配合单位."""
    return _REST.search(_joined(lines)) is not None


def lead_first(cell: UnitCell, *, rest_supports: bool = False) -> UnitCell:
    """Return the cell with its first unit as the lead, and with `rest_supports` all others as support.

    A cell that says itself who leads stays as it is, and so does one whose first unit supports.
    """
    if cell.lead or not cell.units or cell.units[0] in cell.support:
        return cell
    support = cell.units[1:] if rest_supports and not cell.support else cell.support
    return UnitCell(lead=cell.units[:1], support=support, units=cell.units)


def _joined(lines: Sequence[str]) -> str:
    return "".join(map(squeeze, lines))
