"""Reading the user's TOML file against the sections that the rooms declare.

A room declares its section as a frozen :class:`msgspec.Struct` with ``forbid_unknown_fields`` and
a ``DOCS`` table (field → one line of English). This module knows how a file becomes such values
and how an error in it is told; which sections exist is known to whoever calls it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from mujaz.config_nested import find_nested_line, wrong_place
from mujaz.errors import ConfigError
from mujaz.i18n import _
from mujaz.reasons import os_reason, value_reason

S = TypeVar("S", bound=msgspec.Struct)


class GeneralSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Keys at the top of the file, before any section."""

    language: Literal["ar", "en"] = "ar"


DOCS: dict[str, str] = {
    "language": 'Language of the interface and of messages: "ar" or "en".',
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the file: its name ("" for the top), its type and its documentation.

    Attributes:
        name: the section's name in the file.
        kind: the type of its values.
        docs: field → one line of English.
        about: a line above it in the generated example.
        many: it may stand several times, as ``[[name]]``.
        problem: returns the key that is wrong in values of legal types, and why.
        example: values for the generated example, where defaults would not make one.
    """

    name: str
    kind: type[msgspec.Struct]
    docs: Mapping[str, str]
    about: str = ""
    many: bool = False
    problem: Callable[[Any], tuple[str, str] | None] | None = None
    example: Mapping[str, object] = field(default_factory=dict)


class Config:
    """The values of one configuration file, section by section."""

    def __init__(
        self,
        path: Path,
        values: Mapping[str, msgspec.Struct],
        many: Mapping[str, tuple[msgspec.Struct, ...]] | None = None,
        *,
        named: Mapping[str, frozenset[str]] | None = None,
        text: str = "",
    ) -> None:
        self.path = path
        self._values = values
        self._many = many or {}
        self._named = named or {}
        self._text = text

    def named(self, section: str) -> frozenset[str]:
        """Return the keys of a section that the file names."""
        return self._named.get(section, frozenset())

    def line_of(self, section: str, key: str) -> int:
        """Return the line (from 1) of the file in which a key stands, for messages."""
        return find_line(self._text, section, key)

    def section(self, name: str, kind: type[S]) -> S:
        """Return the values of a section, its defaults where the file does not name it."""
        value = self._values.get(name)
        return value if isinstance(value, kind) else kind()

    def sections(self, name: str, kind: type[S]) -> tuple[S, ...]:
        """Return the values of a section that may stand several times, in their order."""
        return tuple(value for value in self._many.get(name, ()) if isinstance(value, kind))


def load(path: Path, sections: Mapping[str, Section], *, must_exist: bool = False) -> Config:
    """Read a configuration file; a missing one means all defaults.

    Args:
        path: the TOML file.
        sections: all sections that may occur, by name.
        must_exist: a missing file is an error (the user named it).

    Raises:
        ConfigError: one line with file, line, key and what to do.
    """
    text = _read(path, must_exist=must_exist)
    raw = _parse(text, path)
    repeated = {key for key, section in sections.items() if section.many}
    lists = {key: value for key, value in raw.items() if key in repeated and _is_tables(value)}
    rest = {key: value for key, value in raw.items() if key not in lists}
    tables = {key: value for key, value in rest.items() if isinstance(value, dict)}
    top = {key: value for key, value in rest.items() if not isinstance(value, dict)}
    for key in [*top, *tables]:
        _check_place(key, path, text, sections, is_table=key in tables)
    values: dict[str, msgspec.Struct] = {}
    many: dict[str, tuple[msgspec.Struct, ...]] = {}
    named: dict[str, frozenset[str]] = {}
    for name, section in sections.items():
        if section.many:
            found = enumerate(lists.get(name, ()), 1)
            many[name] = tuple(_convert(table, section, path, text, n) for n, table in found)
            continue
        table = top if not name else tables.get(name, {})
        values[name] = _convert(table, section, path, text)
        named[name] = frozenset(table)
    return Config(path, values, many, named=named, text=text)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) for one in value)


def _check_place(
    key: str, path: Path, text: str, sections: Mapping[str, Section], *, is_table: bool
) -> None:
    """Refuse a section written as a key, a key written as a section, and unknown sections."""
    keys = [field.encode_name for field in msgspec.structs.fields(sections[""].kind)]
    if key in sections and sections[key].many:
        problem = _("{path}:{line}: {key} may stand several times; write [[{key}]].")
    elif is_table and key in keys:
        problem = _("{path}:{line}: {key} is a key, not a section; write it above all sections.")
    elif not is_table and key in sections:
        problem = _("{path}:{line}: {key} is a section; write [{key}] on a line of its own.")
    elif is_table and key not in sections:
        known = [name for name in sections if name]
        raise ConfigError(_unknown(path, text, key, key, known, table=True))
    else:
        return
    line = find_line(text, key, "") if is_table else find_line(text, "", key)
    raise ConfigError(problem.format(path=path, line=line, key=key))


def _read(path: Path, *, must_exist: bool) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        if must_exist:
            raise ConfigError(
                _(
                    "{path}: there is no such configuration file; `mujaz config init` makes one."
                ).format(path=path)
            ) from None
        return ""
    except UnicodeDecodeError as error:
        raise ConfigError(
            _("{path}: not UTF-8 text (byte {byte}); save the file as UTF-8.").format(
                path=path, byte=error.start
            )
        ) from None
    except OSError as error:
        raise ConfigError(
            _("{path}: cannot be read ({reason}).").format(path=path, reason=os_reason(error))
        ) from None


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return _loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        reason = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(
            _("{path}:{line}: this line is no valid TOML ({reason}).").format(
                path=path, line=line, reason=reason
            )
        ) from None


def _loads(text: str) -> dict[str, Any]:
    """Parse TOML; what only exhausts the parser (depth, a number of 5,000 digits) is told too."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise
    except (ValueError, RecursionError) as error:
        raise tomllib.TOMLDecodeError(type(error).__name__) from None


def _convert(
    table: dict[str, Any], section: Section, path: Path, text: str, number: int = 0
) -> msgspec.Struct:
    """Return the values of a section; ``number`` counts those that stand several times."""
    known = [one.encode_name for one in msgspec.structs.fields(section.kind)]
    for key in table:
        if key not in known:
            raise ConfigError(_unknown(path, text, section.name, key, known, number=number))
    try:
        values = msgspec.convert(table, type=section.kind)
    except msgspec.ValidationError as error:
        nested = wrong_place(table, section.kind)
        if nested is not None:
            raise ConfigError(_nested(table, section, nested, path, text)) from None
        message, _sep, where = str(error).partition(" - at `$")
        key = where.strip("`.").split(".")[0].split("[")[0] or _guilty(table, section.kind)
        reason = value_reason(message)
    else:
        wrong = section.problem(values) if section.problem is not None else None
        if wrong is None:
            return values
        key, reason = wrong
    line = find_line(text, section.name, key, number)
    raise ConfigError(
        _("{path}:{line}: {key}: {reason}").format(
            path=path, line=line, key=_dotted(section.name, key, number), reason=reason
        )
    ) from None


def _nested(
    table: dict[str, Any],
    section: Section,
    place: tuple[list[str], type[msgspec.Struct]],
    path: Path,
    text: str,
) -> str:
    """Return what is wrong in a section inside a section."""
    keys, kind = place
    *parents, key = keys
    for parent in parents:
        table = table[parent]
    dotted = ".".join(part for part in (section.name, *keys) if part)
    line = find_nested_line(text, (section.name, *keys))
    known = [field.encode_name for field in msgspec.structs.fields(kind)]
    if key and key not in known:
        return _unknown_key(
            path, line, dotted, difflib.get_close_matches(key, known, 1, 0.5), known
        )
    try:
        msgspec.convert(table, type=kind)
    except msgspec.ValidationError as error:
        reason = value_reason(str(error))
    return _("{path}:{line}: {key}: {reason}").format(
        path=path, line=line, key=dotted, reason=reason
    )


def _guilty(table: dict[str, Any], kind: type[msgspec.Struct]) -> str:
    """Return the key that is wrong by itself, for checks that name none."""
    for key, value in table.items():
        try:
            msgspec.convert({key: value}, type=kind)
        except msgspec.ValidationError:
            return key
    return ""


def _unknown(
    path: Path,
    text: str,
    section: str,
    key: str,
    known: list[str],
    *,
    table: bool = False,
    number: int = 0,
) -> str:
    near = difflib.get_close_matches(key, known, 1, 0.5)
    line = find_line(text, section, "" if table else key, number)
    if table:
        return _unknown_key(path, line, f"[{key}]", [f"[{one}]" for one in near], known)
    return _unknown_key(path, line, _dotted(section, key, number), near, known)


def _unknown_key(path: Path, line: int, what: str, near: list[str], known: list[str]) -> str:
    if near:
        return _("{path}:{line}: unknown key {key}; did you mean {near}?").format(
            path=path, line=line, key=what, near=near[0]
        )
    return _("{path}:{line}: unknown key {key}; known here: {known}.").format(
        path=path, line=line, key=what, known=", ".join(known)
    )


def _dotted(section: str, key: str, number: int = 0) -> str:
    if number:
        return f"[[{section}]] {number}: {key}"
    return f"{section}.{key}" if section else key


def find_line(text: str, section: str, key: str, number: int = 0) -> int:
    """Return the line (from 1) of a key in a section, or of the section's head; else 1.

    Args:
        text: the file.
        section: name of the section, "" for the top.
        key: name of the key, "" for the section's head.
        number: which one is meant where the section stands several times, from 1; 0 for any.
    """
    current, head, count = "", 1, 0
    for line_number, line in enumerate(text.splitlines(), 1):
        table = re.match(r"\s*\[+\s*([^\]]+?)\s*\]+", line)
        if table:
            current = re.split(r"[.\s]", table[1].replace('"', ""))[0]
            count += current == section
            if current == section and number in (0, count):
                head = line_number
                if not key:
                    return line_number
            continue
        found = re.match(r"""\s*["']?([^"'=\s.]+)["']?\s*[=.]""", line)
        if found and current == section and number in (0, count) and found[1] == key:
            return line_number
    return head
