"""A screen that closes once, however often it is told to."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Result = TypeVar("Result")


class ClosingOnce(Screen[Result], Generic[Result]):
    """To be named after the screen's own class: the toolkit's style sheet follows the first base class alone."""

    def dismiss(self, result: Result | None = None) -> AwaitComplete:
        """Close with a result. The second half of a double click, or a second Enter, is for nobody any more.

        The toolkit would close what stands behind in its place, and hand over the result again.
        """
        if self not in self.app.screen_stack:
            return AwaitComplete()
        return super().dismiss(result)
