"""Sections inside a section, such as ``[digest.profiles.sport]``: which key of them is wrong, where.

msgspec names the path of a wrong value up to the table that holds it and not the names in that
table. Knows tables of named settings; how an error is told belongs to the config.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

import msgspec


def wrong_place(
    table: Mapping[str, Any], kind: type[msgspec.Struct]
) -> tuple[list[str], type[msgspec.Struct]] | None:
    """Return the path (keys below the section) of the first wrong value in a nested section.

    The type is that of the settings the path's last key belongs to. None where the fault is not
    in a nested section: then the section's own keys tell all.
    """
    for field in msgspec.structs.fields(kind):
        inner, entries = _settings_by_name(field.type), table.get(field.encode_name)
        if inner is None or not isinstance(entries, dict):
            continue
        for name, values in entries.items():
            if isinstance(values, dict) and not _converts(values, inner):
                return [field.encode_name, name, _wrong_key(values, inner)], inner
    return None


def _settings_by_name(kind: Any) -> type[msgspec.Struct] | None:
    """Return S where a field is a ``dict[str, S]`` of settings."""
    if get_origin(kind) is dict:
        inner = get_args(kind)[1]
        if isinstance(inner, type) and issubclass(inner, msgspec.Struct):
            return inner
    return None


def _wrong_key(values: Mapping[str, Any], kind: type[msgspec.Struct]) -> str:
    for key, value in values.items():
        if not _converts({key: value}, kind):
            return key
    return ""


def _converts(values: Mapping[str, Any], kind: type[msgspec.Struct]) -> bool:
    try:
        msgspec.convert(values, type=kind)
    except msgspec.ValidationError:
        return False
    return True


def find_nested_line(text: str, path: Sequence[str]) -> int:
    """Return the line (from 1) of a key, named from the top of the file; else its table's; else 1."""
    wanted = [part for part in path if part]
    best, matched = 1, 0
    current: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        head = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        found = re.match(r"\s*((?:[^\"'=\s.#]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*[^=\s.]+)*)\s*=", line)
        if head:
            place = current = _keys(head[1])
        elif found:
            place = [*current, *_keys(found[1])]
        else:
            continue
        if place == wanted[: len(place)] and len(place) > matched:
            best, matched = number, len(place)
    return best


def _keys(dotted: str) -> list[str]:
    """Return the parts of a dotted key, without their quotes."""
    return [part.strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.\s]+", dotted.strip())]
