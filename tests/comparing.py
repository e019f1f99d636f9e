"""What was read compared with what was written down."""

from __future__ import annotations

from typing import Any


def without_space(value: Any) -> Any:
    """Return `value` without any white space in its texts."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [without_space(item) for item in value]
    if isinstance(value, dict):
        return {key: without_space(item) for key, item in value.items()}
    return value
