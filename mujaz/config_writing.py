"""Setting keys in the user's TOML file, and nothing else: comments and order stay.

The result is read again and compared before anybody writes it: where a file is written in a way
that this module does not understand, it says so instead of guessing. Knows TOML's lines; which
values make sense is the sections' business.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from mujaz.errors import ConfigError
from mujaz.files import write_atomically
from mujaz.i18n import _
from mujaz.reasons import os_reason

Value = str | int | float | bool | tuple[str, ...]
_HEAD: Final = re.compile(r"\s*\[")


def toml_value(value: Value) -> str:
    """Return a value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_text, value)) + "]"
    return str(value)


def _text(value: str) -> str:
    """Return a basic string (TOML 1.0): what steers and what quotes is escaped."""
    found = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", lambda m: f"\\u{ord(m[0]):04x}", found) + '"'


def with_keys(text: str, changes: Mapping[str, Mapping[str, Value]]) -> str:
    """Return the text of a file in which the keys of sections have these values.

    Args:
        text: the file, valid TOML.
        changes: values by section and key.

    Raises:
        ValueError: it cannot be done without touching anything else.
    """
    wanted: dict[str, Any] = tomllib.loads(text)
    lines = text.split("\n")
    for section, values in changes.items():
        for key, value in reversed(list(values.items())):  # each goes in before the one after it
            _set(lines, section, key, f"{key} = {toml_value(value)}")
            plain = list(value) if isinstance(value, tuple) else value
            wanted.setdefault(section, {})[key] = plain
    changed = "\n".join(lines)
    try:
        found = tomllib.loads(changed)
    except tomllib.TOMLDecodeError:
        raise ValueError(changed) from None
    if found != wanted:
        raise ValueError(changed)
    return changed


def _set(lines: list[str], section: str, key: str, line: str) -> None:
    """Put a line for a key in place of its old one, or at the head of its section."""
    head = next(
        (n for n, one in enumerate(lines) if re.match(rf"\s*\[\s*{section}\s*\]", one)), None
    )
    if head is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += [*([""] if lines else []), f"[{section}]", line, ""]
        return
    at = head + 1
    while at < len(lines) and not _HEAD.match(lines[at]):
        if re.match(rf"""\s*["']?{key}["']?\s*=""", lines[at]):
            lines[at : _end_of(lines, at)] = [line]
            return
        at = _end_of(lines, at)
    lines.insert(head + 1, line)


def _end_of(lines: list[str], at: int) -> int:
    """Return the line after the value that begins at a line; a value may take several."""
    for end in range(at + 1, len(lines) + 1):
        try:
            tomllib.loads("\n".join(lines[at:end]))
        except tomllib.TOMLDecodeError:
            continue
        return end
    return at + 1


def write_keys(path: Path, changes: Mapping[str, Mapping[str, Value]]) -> Path | None:
    """Set keys in a file, which is made where it is missing; a link leads to the file it names.

    Returns:
        Where the file as it was is kept, or None where there was none.

    Raises:
        ConfigError: it cannot be changed without touching anything else; the text says what to
            write by hand. Or it cannot be read.
        MujazError: it cannot be written.
    """
    target = path.resolve()
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        before = target.read_text(encoding="utf-8-sig") if target.exists() else None
    except (OSError, ValueError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else _("it is no UTF-8 text")
        raise ConfigError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=reason)
        ) from None
    try:
        after = with_keys(before or "", changes)
    except ValueError:
        by_hand = "; ".join(
            f"[{section}] " + ", ".join(f"{key} = {toml_value(one)}" for key, one in values.items())
            for section, values in changes.items()
        )
        raise ConfigError(
            _("{path}: this file cannot be changed by itself; write into it: {keys}").format(
                path=path, keys=by_hand
            )
        ) from None
    kept = None
    if before is not None:
        kept = _free_name(target)
        write_atomically(kept, before)
    write_atomically(target, after)
    return kept


def _free_name(path: Path) -> Path:
    """Return a name beside a file that nothing has yet: ``config.toml.old``, ``….old2``."""
    number = 1
    while (found := path.with_name(f"{path.name}.old{number if number > 1 else ''}")).exists():
        number += 1
    return found
