"""What was chosen for the columns of a layout, remembered by the words of its header for the next file of its kind."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from govtui.config import settings_file, write_whole
from govtui.intake.choices import Choices
from govtui.intake.recognition import Profile, Recognition

MOST_PROFILES = 200
"""Layouts that are remembered; the oldest ones are forgotten first."""


def learn(recognition: Recognition, choices: Choices) -> tuple[Profile, ...]:
    """Return what there is to remember of the clerk's choices: a profile for each table whose columns were corrected.

    A header that was pointed out is remembered even if its columns were right: the next one is then found.
    """
    profiles = []
    for reading in recognition.readings:
        chosen = choices.of(reading.table)
        header = reading.header
        if header is None or not any(header.names) or not (chosen.fields or chosen.header):
            continue
        fields = tuple(column.field for column in reading.columns[: len(header.names)])
        if len(fields) == len(header.names):
            profiles.append(Profile(header.names, fields))
    return tuple(profiles)


def profiles_file() -> Path:
    """Return where the profiles are kept: beside the settings, in the user's configuration folder."""
    return settings_file().with_name("profiles.json")


def load_profiles(file: Path | None = None) -> tuple[Profile, ...]:
    """Return the remembered profiles, the newest last; a file that cannot be read counts as none."""
    try:
        return tuple(msgspec.json.decode((file or profiles_file()).read_bytes(), type=list[Profile]))
    except (OSError, msgspec.DecodeError):
        return ()


def save_profiles(profiles: Iterable[Profile], file: Path | None = None) -> bool:
    """Add profiles to the remembered ones, as a whole or not at all, and say whether that went well.

    One with the names of another takes its place. Like the settings they are a convenience: where the folder cannot
    be written, the work goes on without them.
    """
    file = file or profiles_file()
    by_names = {profile.names: profile for profile in load_profiles(file)}
    for profile in profiles:
        by_names.pop(profile.names, None)
        by_names[profile.names] = profile
    return write_whole(file, msgspec.json.format(msgspec.json.encode(list(by_names.values())[-MOST_PROFILES:])))
