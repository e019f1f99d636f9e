"""What the program remembers for its user between two runs: the lines of the sheet's form, the last folders."""

from __future__ import annotations

from pathlib import Path

import msgspec

from govtui.paths import APP_NAME


class Settings(msgspec.Struct, frozen=True):
    """All of it is optional: a missing or damaged file means an empty form, never a failure."""

    unit: str = ""
    """填报单位."""
    filler: str = ""
    """填报人."""
    reviewer: str = ""
    """审核人."""
    phone: str = ""
    """联系电话."""
    export_folder: str = ""
    import_folder: str = ""
    operator: str = ""
    """操作人: the name under which changes are kept."""


def settings_file() -> Path:
    """Return where the settings are kept: the user's configuration folder."""
    import platformdirs

    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False)) / "settings.json"


def load_settings(file: Path | None = None) -> Settings:
    """Return the saved settings; unknown keys are ignored, a file that cannot be read counts as none."""
    try:
        return msgspec.json.decode((file or settings_file()).read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError):
        return Settings()


def save_settings(settings: Settings, file: Path | None = None) -> bool:
    """Write the settings as a whole or not at all, and say whether that went well.

    They are a convenience: where the folder cannot be written, the work goes on without them.
    """
    return write_whole(file or settings_file(), msgspec.json.format(msgspec.json.encode(settings)))


def write_whole(file: Path, data: bytes) -> bool:
    """Write a file of the user's configuration as a whole or not at all, and say whether that went well."""
    draft = file.with_name(f"{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_bytes(data)
        draft.replace(file)
    except OSError:
        return False
    return True
