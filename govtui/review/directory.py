"""The directory of units (单位名录): which names mean one unit, who a collective stands for, which unit is ours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from govtui.model import Task
from govtui.text import fold


@dataclass(frozen=True)
class Directory:
    """The units that the tasks name, as the clerk has put them right."""

    own: str = ""
    """本单位; empty until it is set."""
    names: tuple[str, ...] = ()
    """All names that the tasks have, in the order of their first appearance."""

    @classmethod
    def of(cls, tasks: Iterable[Task]) -> Directory:
        """Return the directory of the units that `tasks` name."""
        return cls(names=tuple(dict.fromkeys(name for task in tasks for name in task.units)))

    def canonical(self, name: str) -> str:
        """Return the name under which a unit is counted, whichever of its names is given."""
        return name

    def matching(self, text: str) -> frozenset[str]:
        """Return the names, as tasks have them, of the units of which a name contains `text`, collectives included."""
        return frozenset(name for name in self.names if fold(text) in fold(name))

    def is_ours(self, task: Task) -> bool:
        """Say whether a task names 本单位, or a collective that it belongs to."""
        return bool(self.own) and self.own in task.units

    def leads(self, task: Task) -> bool:
        """Say whether 本单位 leads a task: as 牵头单位, or named first where nobody is said to lead."""
        return bool(self.own) and self.own in (task.lead or task.units[:1])


NOBODY = Directory()
"""The directory of no unit at all."""
