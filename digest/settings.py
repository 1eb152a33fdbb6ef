"""The user's settings of the briefing: section ``[digest]`` of the config file.

Knows which values make sense. Reading the file and naming its lines belongs to the config.
"""

from __future__ import annotations

from typing import Annotated, Literal
from zoneinfo import ZoneInfo

import msgspec

Length = Annotated[int, msgspec.Meta(ge=1, le=30)]
SlotTime = Annotated[str, msgspec.Meta(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]


class DigestSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Section ``[digest]``: when an edition is due and what it holds.

    Attributes:
        zone: IANA name of the zone whose days and hours count.
        time: time of day of the slot, ``HH:MM``, 24 hours.
        length: number of stories told in full, 1 to 30.
        language: language of the briefing's own words; stories stay in the language of their
            sources.
    """

    zone: str = "Asia/Damascus"
    time: SlotTime = "06:30"
    length: Length = 10
    language: Literal["ar", "en"] = "ar"

    def __post_init__(self) -> None:
        """Refuse a zone that the time zone data does not hold (msgspec adds the key's path)."""
        try:
            ZoneInfo(self.zone)
        except (OSError, ValueError, LookupError):
            raise ValueError(
                f"no time zone is called {self.zone[:60]!r}; write for example 'Asia/Damascus'"
            ) from None


#: One line of documentation a field, for the generated example config.
DOCS: dict[str, str] = {
    "zone": "IANA time zone whose days and hours count, such as Asia/Damascus or Africa/Cairo.",
    "time": "Time of day at which the briefing is made, HH:MM (24 hours).",
    "length": "How many stories are told in full (1 to 30); the rest get one line each.",
    "language": "Language of the briefing's own words: ar or en. Stories keep their language.",
}
