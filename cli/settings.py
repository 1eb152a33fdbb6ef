"""All sections of the configuration file, put together from the rooms that declare them."""

from __future__ import annotations

import digest.settings
import mujaz.config
import mujaz.feeds.settings
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
    "digest": Section(
        "digest", digest.settings.DigestSettings, digest.settings.DOCS, "The daily briefing."
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
        lines += ["", f"# {section.about}"]
        if section.name:
            lines.append(f"[{section.name}]")
        for field in msgspec.structs.fields(section.kind):
            name = field.encode_name
            lines += [f"# {line}" for line in _wrapped(section.docs[name])]
            default = getattr(section.kind(), field.name)
            lines.append(f"#{name} = {_toml(default)}")
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> list[str]:
    import textwrap

    return textwrap.wrap(text, 88)


def _toml(value: object) -> str:
    """Return a default as TOML; defaults are strings, numbers, flags, lists and empty tables."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        import json

        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_toml(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k} = {_toml(v)}" for k, v in value.items()) + " }"
    return str(value)


def in_force(config: Config) -> str:
    """Return all values of a configuration as TOML."""
    import msgspec

    lines: list[str] = []
    for section in SECTIONS.values():
        if section.name:
            lines += ["", f"[{section.name}]"]
        values = config.section(section.name, section.kind)
        for field in msgspec.structs.fields(section.kind):
            lines.append(f"{field.encode_name} = {_toml(getattr(values, field.name))}")
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
            top["properties"][section.name] = {"$ref": f"#/$defs/{section.kind.__name__}"}
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "$defs": parts}
    return json.dumps(whole, ensure_ascii=False, indent=2)
