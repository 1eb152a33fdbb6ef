"""Who tells a story and who does not, by source and by the groups that the user has made.

No verdict is given: a source that published at the time and told nothing of the story is named,
and that is all. This module knows names of sources; when somebody published is known to the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from mujaz.i18n import _
from mujaz.text import fold

#: How long before and after a story a source must have published to count as silent on it.
AROUND = timedelta(hours=24)


class CoverageSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Section ``[coverage]``: groups of sources, by whatever the user tells them apart."""

    groups: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


DOCS: dict[str, str] = {
    "groups": "Groups of sources, each with the sources' names; a story shows which of them speak "
    "and which are silent. A source may stand in several groups.",
}
"""One English line per key, for the generated example of the configuration file."""

EXAMPLE: dict[str, object] = {"groups": {"رسمية": ("وكالة الأنباء",), "خاصة": ("الضحى", "البريد")}}


def problem(settings: CoverageSettings) -> tuple[str, str] | None:
    """Return the key that is wrong and why; None for sound groups."""
    for name, sources in settings.groups.items():
        if not name.strip():
            return "groups", _("a group needs a name")
        if not sources or not all(source.strip() for source in sources):
            return "groups", _("the group “{name}” needs names of sources").format(name=name[:40])
    return None


@dataclass(frozen=True, slots=True)
class Voices:
    """Sources of a group: those that tell a story, and those that do not.

    ``name`` is empty for the sources of no group. A group none of whose sources published at the
    time has neither.
    """

    name: str
    telling: tuple[str, ...]
    silent: tuple[str, ...]


def voices(
    telling: Sequence[str],
    silent: Sequence[str],
    groups: Mapping[str, Iterable[str]],
    *,
    absent: bool = False,
) -> list[Voices]:
    """Return who speaks and who is silent in each group, sources of no group last.

    Names are compared as search sees them, so that إ and ا make no difference.

    Args:
        telling: sources that tell the story.
        silent: sources that published at the time, but nothing of the story.
        groups: group → its sources; a source may stand in several.
        absent: whether groups that published nothing at the time are named, too.
    """
    found = []
    placed: set[str] = set()
    for name, members in groups.items():
        known = {fold(member.strip()) for member in members}
        placed |= known
        group = Voices(name, _among(telling, known), _among(silent, known))
        if absent or group.telling or group.silent:
            found.append(group)
    rest = Voices("", _outside(telling, placed), _outside(silent, placed))
    return [*found, rest] if rest.telling or rest.silent else found


def _among(sources: Iterable[str], known: set[str]) -> tuple[str, ...]:
    return tuple(source for source in sources if fold(source) in known)


def _outside(sources: Iterable[str], known: set[str]) -> tuple[str, ...]:
    return tuple(source for source in sources if fold(source) not in known)
