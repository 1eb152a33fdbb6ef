"""Settings that were changed on a screen: kept in the store, below the configuration file.

The file is the user's alone, so what a screen changes is not written there unasked. A key that the
file names keeps the file's value: whoever writes ``theme = "mujaz-light"`` gets that theme at every
start. What the values mean is known to the rooms that declare the sections.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, TypeVar

import msgspec

S = TypeVar("S", bound=msgspec.Struct)
Overrides = dict[str, dict[str, Any]]
"""Section ("" for the top) → key → value, as plain data."""

KEY = "settings"
"""Under this key the store keeps them."""


def read_overrides(text: str | None) -> Overrides:
    """Return the settings that were put away; none where there are none or they are unreadable."""
    try:
        return msgspec.json.decode(text or "{}", type=Overrides)
    except msgspec.DecodeError:
        return {}


def write_overrides(overrides: Overrides) -> str:
    """Return settings as the store keeps them."""
    return msgspec.json.encode({name: keys for name, keys in overrides.items() if keys}).decode()


def overlaid(value: S, overrides: Mapping[str, Any], named: Collection[str]) -> S:
    """Return the values of a section with what a screen changed.

    Args:
        value: the section as the configuration file has it.
        overrides: key → value. What no longer fits (an older mujaz wrote it) is passed over.
        named: keys that the file names; they stay.
    """
    for key, one in overrides.items():
        if key in named or key not in value.__struct_fields__:
            continue
        try:
            value = msgspec.convert({**msgspec.to_builtins(value), key: one}, type=type(value))
        except msgspec.ValidationError:
            continue
    return value
