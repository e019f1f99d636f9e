"""The failures that a user can cause or meet, told in the user's words.

Every one has three parts: what happened (`title`), what it means (`message`) and what to do (`hint`).
The screen and the command line show them alike; nobody below prints.
"""


class GovtuiError(Exception):
    """A failure with a title, a message and a hint, all in Chinese, each without a full stop at its end.

    The hint may be empty only when there is really nothing that the user can do.
    """

    def __init__(self, title: str, message: str = "", hint: str = "") -> None:
        super().__init__(title)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return the one line that the command line prints."""
        detail = "；".join(part for part in (self.message, self.hint) if part)
        return f"{self.title}：{detail}" if detail else self.title


class IntakeError(GovtuiError):
    """A plan could not be read: the file, its encoding, its shape or its size."""


class LedgerError(GovtuiError):
    """The ledger could not be opened or changed; what was saved before is untouched."""


class ReadOnlyError(LedgerError):
    """Another instance holds the ledger, or the folder cannot be written."""


class ExportError(GovtuiError):
    """The sheet could not be written; a file that stood there before is untouched."""


class RequestError(GovtuiError):
    """What was asked for makes no sense: an unknown task, a status that does not exist."""
