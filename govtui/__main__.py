"""The way in, `govtui` and `python -m govtui`: what concerns the process, its streams and how it ends."""

from __future__ import annotations

import os
import sys
import tempfile
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

from govtui.arguments import UsageError
from govtui.cli import run
from govtui.commands.common import DONE, REFUSED, WRONG_USAGE, say
from govtui.errors import GovtuiError

INTERRUPTED = 130


def main(words: Sequence[str] | None = None) -> int:
    """Do what a command line (this process's own by default) asks for; return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        _speak_chinese(stream)
    try:
        code = run(sys.argv[1:] if words is None else words)
        sys.stdout.flush()
    except GovtuiError as error:
        say(str(error))
        return WRONG_USAGE if isinstance(error, UsageError) else REFUSED
    except BrokenPipeError:  # who reads has seen enough: `govtui list | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception:
        say(f"程序出现意外错误，没有做完；已保存的改动都在。{_write_details(traceback.format_exc())}")
        return REFUSED
    return code


def _speak_chinese(stream: object) -> None:
    """Make a stream take any text: a terminal keeps its encoding if that has Chinese, all else gets UTF-8."""
    if not isinstance(stream, TextIOWrapper):
        return
    if "PYTHONIOENCODING" in os.environ or (stream.isatty() and _has_chinese(stream.encoding)):
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8", errors="replace")


def _has_chinese(encoding: str) -> bool:
    try:
        return bool("台账".encode(encoding))
    except UnicodeEncodeError:
        return False


def _write_details(details: str) -> str:
    """Keep the details of an unforeseen failure in a file, and say where."""
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", prefix="govtui-", suffix=".log", delete=False) as file:
            file.write(details)
    except OSError:
        return "详情没能写入文件"
    return f"详情已写入 {file.name}，请交给技术人员"


if __name__ == "__main__":
    sys.exit(main())
