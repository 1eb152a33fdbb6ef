"""The user's settings of the briefing: section ``[digest]`` of the config file.

Knows which values make sense. Reading the file and naming its lines belongs to the config; how a
briefing of its own takes over what it does not name, to :mod:`digest.profiles`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec

from digest.addresses import checked_address, refuse_controls

Length = Annotated[int, msgspec.Meta(ge=1, le=30)]
SlotTime = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Country = Annotated[str, msgspec.Meta(pattern=r"^[A-Z][A-Z]$")]
Days = Annotated[int, msgspec.Meta(ge=0, le=7)]
Language = Literal["ar", "en"]
FileFormat = Literal["md", "html", "page", "txt", "json", "eml"]
Empty = Literal["send", "skip"]
Names = tuple[str, ...]
Weight = Annotated[float, msgspec.Meta(ge=0, le=10)]


def _checked(chosen: msgspec.Struct) -> None:
    """Refuse values that the types alone let through, and write addresses in their normal form.

    Raises:
        ValueError: a zone that the time zone data does not hold, or a wrong address (msgspec adds
            the path).
    """
    refuse_controls(chosen)
    values: dict[str, Any] = msgspec.structs.asdict(chosen)
    zone, recipients = values["zone"], values["to"]
    if zone is not msgspec.UNSET:
        try:
            ZoneInfo(zone)
        except (OSError, ValueError, LookupError):
            raise ValueError(
                f"no time zone is called {zone[:60]!r}; write for example 'Asia/Damascus'"
            ) from None
    if recipients is not msgspec.UNSET:
        checked = tuple(dict.fromkeys(checked_address(one) for one in recipients))
        msgspec.structs.force_setattr(chosen, "to", checked)


class ProfileSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A briefing of its own, ``[digest.profiles.NAME]``; what it leaves out is ``[digest]``'s."""

    zone: str | msgspec.UnsetType = msgspec.UNSET
    time: SlotTime | msgspec.UnsetType = msgspec.UNSET
    length: Length | msgspec.UnsetType = msgspec.UNSET
    language: Language | msgspec.UnsetType = msgspec.UNSET
    feeds: Names | msgspec.UnsetType = msgspec.UNSET
    tags: Names | msgspec.UnsetType = msgspec.UNSET
    countries: tuple[Country, ...] | msgspec.UnsetType = msgspec.UNSET
    weights: dict[str, Weight] | msgspec.UnsetType = msgspec.UNSET
    to: Names | msgspec.UnsetType = msgspec.UNSET
    folder: str | msgspec.UnsetType = msgspec.UNSET
    formats: tuple[FileFormat, ...] | msgspec.UnsetType = msgspec.UNSET
    empty: Empty | msgspec.UnsetType = msgspec.UNSET
    catch_up: Days | msgspec.UnsetType = msgspec.UNSET

    def __post_init__(self) -> None:
        """Refuse zones and addresses that are none."""
        _checked(self)


class DigestSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Section ``[digest]``: when an edition is due, what it holds and where it goes.

    Attributes:
        zone: IANA name of the zone whose days and hours count.
        time: time of day of the slot, ``HH:MM``, 24 hours.
        length: number of stories told in full, 1 to 30.
        language: language of the briefing's own words; stories stay in the language of their
            sources.
        feeds: addresses of feeds or names of outlets; empty for all.
        tags: names of tags; empty for all.
        countries: ISO 3166 codes of the outlets' countries; empty for all.
        weights: outlets and tags by name → how much their stories count, 1 where none is said.
        to: mail addresses, ASCII, each once.
        folder: where files go; empty for none.
        formats: what the files are.
        empty: whether a day without news is told or passed over.
        catch_up: days before today whose missed editions are still made.
        profiles: further briefings by name.
    """

    zone: str = "Asia/Damascus"
    time: SlotTime = "06:30"
    length: Length = 10
    language: Language = "ar"
    feeds: Names = ()
    tags: Names = ()
    countries: tuple[Country, ...] = ()
    weights: dict[str, Weight] = {}
    to: Names = ()
    folder: str = ""
    formats: tuple[FileFormat, ...] = ("md",)
    empty: Empty = "send"
    catch_up: Days = 1
    profiles: dict[str, ProfileSettings] = {}

    def __post_init__(self) -> None:
        """Refuse zones and addresses that are none."""
        _checked(self)


#: One line of documentation a field, for the generated example config.
DOCS: Mapping[str, str] = {
    "zone": "IANA time zone whose days and hours count, such as Asia/Damascus or Africa/Cairo.",
    "time": "Time of day at which the briefing is made, HH:MM (24 hours).",
    "length": "How many stories are told in full (1 to 30); the rest get one line each.",
    "language": "Language of the briefing's own words: ar or en. Stories keep their language.",
    "feeds": "Only these feeds: their addresses, or names of outlets. Empty: all of them.",
    "tags": "Only stories with one of these tags (places, persons, topics, your own). Empty: all.",
    "countries": 'Only outlets of these countries, by ISO code: ["SY", "LB"]. Empty: all.',
    "weights": "How much outlets and tags count when stories are ordered, by name: 2 twice as much, "
    "0.5 half, 0 last. What is not named counts 1.",
    "to": "Mail addresses that get the briefing, each a message of its own; see [mail].",
    "folder": "Folder that gets the briefing as files. Empty: none.",
    "formats": "What the files are: md, html (the mail), page (to read and print), txt, json, eml.",
    "empty": 'A day that brought nothing: "send" says so in one line, "skip" sends nothing.',
    "catch_up": "How many days back a missed briefing is still made, late (0 to 7).",
    "profiles": "Further briefings, each a section of its own such as [digest.profiles.sport], "
    "with any of the keys above; what it leaves out is taken from [digest].",
}
