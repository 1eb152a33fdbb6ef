"""An edition as JSON: its facts, without wording. ``docs/briefing.schema.json`` describes it."""

from __future__ import annotations

from dataclasses import fields
from inspect import cleandoc
from typing import Any, Final

import msgspec

from digest.model import Edition, EditionStory, NumberedSource

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_MOMENTS: Final = frozenset(
    field.name
    for noun in (Edition, EditionStory, NumberedSource)
    for field in fields(noun)
    if field.type == "datetime"
)


def render(edition: Edition) -> str:
    """Return the edition as indented JSON: logical text, times in ISO 8601 UTC, a final newline."""
    return _indented(edition)


def schema() -> str:
    """Return the JSON Schema of an edition, as it stands in ``docs/briefing.schema.json``.

    Worked out from :mod:`digest.model`: what the classes say of themselves is its description, all
    keys are always there, and there are no others.
    """
    document: dict[str, Any] = {"$schema": _DIALECT, **msgspec.json.schema(Edition)}
    for definition in document["$defs"].values():
        definition["description"] = cleandoc(definition["description"])
        definition["required"] = list(definition["properties"])
        definition["additionalProperties"] = False
        for name, rule in definition["properties"].items():
            rule.pop("default", None)
            if name in _MOMENTS:
                rule["format"] = "date-time"
    return _indented(document)


def _indented(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode("utf-8") + "\n"
