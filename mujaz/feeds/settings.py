"""The ``[fetch]`` section of the configuration: how feeds and pages are fetched.

What the values mean is written in :data:`DOCS`, from which the example configuration is made. What
is done with them is known to the modules that fetch, parse and poll.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from mujaz.model import FullText


class FetchSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How feeds and pages are fetched; the defaults suit a home connection and polite polling."""

    timeout: Annotated[float, msgspec.Meta(ge=1, le=600)] = 20.0
    max_bytes: Annotated[int, msgspec.Meta(ge=10_000, le=200_000_000)] = 10_000_000
    concurrent: Annotated[int, msgspec.Meta(ge=1, le=64)] = 16
    per_host: Annotated[int, msgspec.Meta(ge=1, le=16)] = 2
    interval: Annotated[int, msgspec.Meta(ge=5, le=10_080)] = 60
    interval_min: Annotated[int, msgspec.Meta(ge=5, le=1440)] = 10
    interval_max: Annotated[int, msgspec.Meta(ge=5, le=1440)] = 360
    full_text: FullText = "when-short"
    allow_hosts: tuple[str, ...] = ()
    max_entries: Annotated[int, msgspec.Meta(ge=1, le=10_000)] = 500


#: One line for each field of :class:`FetchSettings`, in English, for the example configuration.
DOCS: dict[str, str] = {
    "timeout": "Seconds that one request may take in all, redirects and body included.",
    "max_bytes": "Largest body in bytes, after decompression; a larger one is refused.",
    "concurrent": "How many requests may run at the same time.",
    "per_host": "How many of them may go to one host.",
    "interval": (
        "Minutes between two looks at a feed whose pace is not known yet. Each failure doubles it."
    ),
    "interval_min": "Shortest interval in minutes, for feeds that publish all the time.",
    "interval_max": "Longest interval in minutes, for feeds that are seldom new.",
    "full_text": (
        'When to fetch an entry\'s page for its text: "when-short" (the feed gives only a teaser), '
        '"always" or "never".'
    ),
    "allow_hosts": (
        'Hosts in private networks that may be asked, such as "news.home.arpa" or "127.0.0.1". '
        "No other private address is, whoever names it."
    ),
    "max_entries": "How many entries of one feed document are read, from its top.",
}
