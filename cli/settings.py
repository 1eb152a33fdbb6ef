"""All sections of the configuration file, put together from the rooms that declare them."""

from __future__ import annotations

import digest.mail_settings
import digest.settings
import mujaz.config
import mujaz.feeds.settings
import mujaz.rules
import mujaz.store.settings
import mujaz.stories.coverage
import tui.settings
from mujaz.config import Config, GeneralSettings, Section

GENERAL = GeneralSettings

SECTIONS: dict[str, Section] = {
    "": Section("", GeneralSettings, mujaz.config.DOCS, "Keys that stand before any section."),
    "fetch": Section(
        "fetch",
        mujaz.feeds.settings.FetchSettings,
        mujaz.feeds.settings.DOCS,
        "How feeds and pages are fetched.",
    ),
    "reader": Section(
        "reader", tui.settings.ReaderSettings, tui.settings.DOCS, "The reader in the terminal."
    ),
    "store": Section(
        "store",
        mujaz.store.settings.StoreSettings,
        mujaz.store.settings.DOCS,
        "How long articles are kept.",
    ),
    "digest": Section(
        "digest", digest.settings.DigestSettings, digest.settings.DOCS, "The daily briefing."
    ),
    "coverage": Section(
        "coverage",
        mujaz.stories.coverage.CoverageSettings,
        mujaz.stories.coverage.DOCS,
        "Who tells a story and who does not.",
        problem=mujaz.stories.coverage.problem,
        example=mujaz.stories.coverage.EXAMPLE,
    ),
    "rule": Section(
        "rule",
        mujaz.rules.RuleSettings,
        mujaz.rules.DOCS,
        "Rules: what is done to new articles that answer to a query. There may be many, each under "
        "a line [[rule]]; `mujaz rules test` shows what yours find.",
        many=True,
        problem=mujaz.rules.problem,
        example=mujaz.rules.EXAMPLE,
    ),
    "mail": Section(
        "mail", digest.mail_settings.MailSettings, digest.mail_settings.DOCS, "How mail is sent."
    ),
}


def example() -> str:
    """Return an example configuration file that holds every key with its default, commented out."""
    import msgspec

    lines = [
        "# Configuration of mujaz. Every key is optional; the values shown are the defaults.",
        "# Check yours with `mujaz config check`.",
    ]
    for section in SECTIONS.values():
        lines += ["", *(f"# {line}" for line in _wrapped(section.about))]
        if section.many:
            lines.append(f"#[[{section.name}]]")
        elif section.name:
            lines.append(f"[{section.name}]")
        for field in msgspec.structs.fields(section.kind):
            name = field.encode_name
            lines += [f"# {line}" for line in _wrapped(section.docs[name])]
            value = section.example.get(name, getattr(section.kind(), field.name))
            lines.append(f"#{name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 88)


def _toml(value: object) -> str:
    """Return a value as TOML: strings, numbers, flags, lists, tables and settings inside settings."""
    import msgspec

    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)} = {_toml(v)}" for k, v in value.items()) + " }"
    if isinstance(value, msgspec.Struct):
        given = {
            field.encode_name: getattr(value, field.name) for field in msgspec.structs.fields(value)
        }
        return _toml({k: v for k, v in given.items() if v is not msgspec.UNSET})
    return str(value)


def _key(name: str) -> str:
    """Return a key of a TOML table, in quotes where it must have them."""
    import re

    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)


def _masked(section: str, key: str, value: object) -> object:
    """Return a value as it may be shown: arguments of a command may hold what it is to hide."""
    if (section, key) == ("mail", "password_command") and isinstance(value, tuple):
        return (*value[:1], *("***" for _more in value[1:]))
    return value


def in_force(config: Config) -> str:
    """Return all values of a configuration as TOML."""
    import msgspec

    lines: list[str] = []
    for section in SECTIONS.values():
        head = f"[[{section.name}]]" if section.many else f"[{section.name}]"
        found = (
            config.sections(section.name, section.kind)
            if section.many
            else (config.section(section.name, section.kind),)
        )
        for values in found:
            lines += ["", head] if section.name else []
            for field in msgspec.structs.fields(section.kind):
                value = _masked(section.name, field.encode_name, getattr(values, field.name))
                lines.append(f"{field.encode_name} = {_toml(value)}")
    return "\n".join(lines) + "\n"


def schema() -> str:
    """Return a JSON Schema (2020-12) of the configuration file, with the documentation of keys."""
    import json

    import msgspec

    kinds = [section.kind for section in SECTIONS.values()]
    _refs, parts = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    for section in SECTIONS.values():
        for name, value in parts[section.kind.__name__]["properties"].items():
            value["description"] = section.docs[name]
    top = parts.pop(GENERAL.__name__)
    for section in SECTIONS.values():
        if section.name:
            one = {"$ref": f"#/$defs/{section.kind.__name__}"}
            top["properties"][section.name] = (
                {"type": "array", "items": one} if section.many else one
            )
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "$defs": parts}
    return json.dumps(whole, ensure_ascii=False, indent=2)
