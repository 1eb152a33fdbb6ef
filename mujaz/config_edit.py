"""Writing one key into the user's configuration file, on request, everything else untouched.

The file is changed line by line, so that comments, order and blank lines stay; what came out is
read again and must differ from what was there in that one key, else nothing is written. Which keys
there are is known to whoever calls.
"""

from __future__ import annotations

import contextlib
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from mujaz.errors import ConfigError
from mujaz.files import write_atomically
from mujaz.i18n import _

Value = str | int | float | bool
_HEAD = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_ANY_HEAD = re.compile(r"\s*\[")


def write_key(path: Path, section: str, key: str, value: Value) -> None:
    """Set a key of the configuration file; make the file where there is none.

    A line that sets the key is replaced, one that shows it commented out is followed by the new
    one, and where neither is there the section gets the line at its head. A link is followed to
    the file that it names, whose permissions stay.

    Args:
        path: the TOML file.
        section: name of the section; "" for the keys before all sections.
        key: the bare key.
        value: what it shall be.

    Raises:
        ConfigError: the file is written in a way that this cannot change, such as an inline table;
            the message holds the line to write by hand.
        MujazError: it cannot be read or written.
    """
    target = path.resolve()
    text = _read(target)
    line = f"{key} = {toml(value)}"
    changed = edited(text, section, key, line)
    if not _differs_only_there(text, changed, section, key, value):
        where = f"[{section}]" if section else _("the top of the file")
        raise ConfigError(
            _("{path}: this file cannot be changed here; write “{line}” under {where}.").format(
                path=path, line=line, where=where
            )
        )
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o600
    target.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(target, changed)
    with contextlib.suppress(OSError):
        target.chmod(mode)


def edited(text: str, section: str, key: str, line: str) -> str:
    """Return a TOML text in which a line sets a key of a section."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    start, end = _section(lines, section)
    if start is None:
        blank = [""] if lines and lines[-1].strip() else []
        lines += [*blank, f"[{section}]", line]
        return newline.join(lines) + newline
    bare = re.escape(key)
    setting = re.compile(rf"""\s*(?:{bare}|"{bare}"|'{bare}')\s*=""")
    shown = re.compile(rf"\s*#\s?{bare}\s*=")
    for number in range(start, end):
        if setting.match(lines[number]):
            lines[number] = line + _comment(lines[number])
            return newline.join(lines) + newline
    after = [number + 1 for number in range(start, end) if shown.match(lines[number])]
    lines.insert(after[0] if after else _first_place(lines, start, end), line)
    return newline.join(lines) + newline


def _section(lines: list[str], section: str) -> tuple[int | None, int]:
    """Return the lines of a section, its head left out; (None, end) where there is none."""
    start = 0 if not section else None
    for number, line in enumerate(lines):
        if start is not None and _ANY_HEAD.match(line):
            return start, number
        head = _HEAD.match(line)
        if start is None and head and head[1].strip().strip("\"'") == section:
            start = number + 1
    return start, len(lines)


def _first_place(lines: list[str], start: int, end: int) -> int:
    """Return where a new line goes: before all sections after the file's opening comment."""
    if start:
        return start
    number = 0
    while number < end and lines[number].lstrip().startswith("#"):
        number += 1
    return number


def _comment(line: str) -> str:
    """Return the comment that follows a simple value, with its blanks; "" where there is none."""
    found = re.fullmatch(r"""[^=]+=\s*(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'#]+)(\s*#.*)?\s*""", line)
    return (found[1] or "") if found else ""


def _differs_only_there(old: str, new: str, section: str, key: str, value: Value) -> bool:
    """Tell whether a text says what it said before, but for one key that has its new value."""
    try:
        wanted: dict[str, Any] = tomllib.loads(old)
        found = tomllib.loads(new)
    except (ValueError, RecursionError):
        return False
    table = wanted.setdefault(section, {}) if section else wanted
    if not isinstance(table, dict):
        return False
    table[key] = value
    return wanted == found


def _read(path: Path) -> str:
    from mujaz.files import read_bytes

    if not path.exists():
        return ""
    try:
        return read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ConfigError(
            _("{path}: not UTF-8 text (byte {byte}); save the file as UTF-8.").format(
                path=path, byte=error.start
            )
        ) from None


def toml(value: Value) -> str:
    """Return a simple value as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
