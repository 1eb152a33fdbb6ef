"""Settings as the settings screen offers them, read from the sections' own types.

A section is a frozen struct with a line of documentation for each field. What a field may hold is
in its type: choices, a range, yes or no. Where values are kept is :mod:`tui.preferences`'s.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from mujaz.config_edit import Value

Kind = Literal["choice", "number", "flag"]


@dataclass(frozen=True, slots=True)
class Option:
    """One setting that can be changed on the screen.

    Attributes:
        section: section of the configuration file; "" for the top.
        key: its key there.
        kind: what it may hold.
        default: its value where nobody has set it.
        label: msgid of its name.
        about: msgid of a sentence or two on it.
        choices: its possible values, for a choice.
        low: the least number, for a number.
        high: the greatest number, for a number.
    """

    section: str
    key: str
    kind: Kind
    default: Value
    label: str
    about: str
    choices: tuple[str, ...] = ()
    low: int = 0
    high: int = 0

    def step(self, value: Value, delta: int) -> Value:
        """Return the choice so many places after a value, round to the beginning; flags turn."""
        if self.kind == "flag":
            return not value
        if self.kind == "choice":
            at = self.choices.index(str(value)) if value in self.choices else -delta
            return self.choices[(at + delta) % len(self.choices)]
        return value


def options_of(
    section: str,
    kind: type[msgspec.Struct],
    labels: Mapping[str, str],
    docs: Mapping[str, str],
    choices: Mapping[str, Sequence[str]] | None = None,
) -> list[Option]:
    """Return the settings of a section that a screen can change; tables and lists are left out.

    Args:
        section: name of the section.
        kind: its struct.
        labels: key → msgid of its name; the key itself stands in for a missing one.
        docs: key → msgid of a line on it.
        choices: key → possible values of what the type calls a text.
    """
    from msgspec import inspect

    found: list[Option] = []
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    for field in info.fields:
        key, of = field.encode_name, field.type
        about = (section, key)
        words = (labels.get(key, key), docs[key])
        default = field.default
        if isinstance(of, inspect.BoolType):
            found.append(Option(*about, "flag", default, *words))
        elif isinstance(of, inspect.LiteralType):
            found.append(Option(*about, "choice", default, *words, tuple(map(str, of.values))))
        elif isinstance(of, inspect.IntType):
            found.append(
                Option(*about, "number", default, *words, low=of.ge or 0, high=of.le or 1_000_000)
            )
        elif isinstance(of, inspect.StrType) and choices and key in choices:
            found.append(Option(*about, "choice", default, *words, tuple(choices[key])))
    return found
