"""Briefings by name: the daily one of ``[digest]``, and those with sections of their own.

Knows how a briefing takes over what it does not name. When one is due, and what it tells, are
decided elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec

from digest.plain import one_line
from digest.settings import DigestSettings
from mujaz.errors import UsageError
from mujaz.files import expanded
from mujaz.i18n import _

#: The briefing that ``[digest]`` itself describes.
DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Profile:
    """A briefing: its name, and its settings with nothing left to look up."""

    name: str
    settings: DigestSettings

    @property
    def goes_somewhere(self) -> bool:
        """Whether anybody gets it; one that goes nowhere is never due."""
        return bool(self.settings.to or self.settings.folder)

    @property
    def folder(self) -> Path | None:
        """The folder that gets it as files."""
        return expanded(self.settings.folder) if self.settings.folder else None


def all_profiles(settings: DigestSettings) -> tuple[Profile, ...]:
    """Return the daily briefing and then the others in the order of the file."""
    own = {one_line(name, 60): chosen for name, chosen in settings.profiles.items()}
    plain = msgspec.structs.replace(settings, profiles={})
    found = {DAILY: Profile(DAILY, plain)}
    for name, chosen in own.items():
        values = {
            field: value
            for field, value in msgspec.structs.asdict(chosen).items()
            if value is not msgspec.UNSET
        }
        found[name] = Profile(name, msgspec.structs.replace(plain, **values))
    return tuple(found.values())


def profile_named(settings: DigestSettings, name: str | None) -> Profile:
    """Return the briefing of a name; the daily one where none is given.

    Raises:
        UsageError: there is no such briefing.
    """
    every = all_profiles(settings)
    for profile in every:
        if profile.name == (name or DAILY):
            return profile
    raise UsageError(
        _("There is no briefing called “{name}”; there is: {known}.").format(
            name=one_line(name or "", 60), known=_(", ").join(one.name for one in every)
        )
    )
