"""JSON: facts that the schema in docs describes, and that read back as the same edition."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from digest.edition import build_edition
from digest.model import Edition
from digest.render import render
from digest.render.json import schema
from digest.settings import DigestSettings
from mujaz.store.sqlite import SqliteStore
from tests.digest.newsroom import DAY, NOW

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "briefing.schema.json"
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
}


def faults(value: Any, rule: dict[str, Any], root: dict[str, Any], at: str = "$") -> list[str]:
    """Return where a value breaks a schema; knows the keywords that the schema in docs uses."""
    known = {"$ref", "$defs", "$schema", "title", "description", "anyOf", "type", "enum", "format"}
    known |= {"properties", "required", "additionalProperties", "items", "prefixItems"}
    known |= {"minItems", "maxItems"}
    assert set(rule) <= known, set(rule) - known
    if "$ref" in rule:
        return faults(value, root["$defs"][rule["$ref"].removeprefix("#/$defs/")], root, at)
    if "anyOf" in rule:
        tried = [faults(value, one, root, at) for one in rule["anyOf"]]
        return [] if [] in tried else tried[0]
    found = []
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{at}: {value!r} is none of {rule['enum']}")
    if "type" in rule and (
        not isinstance(value, _TYPES[rule["type"]])
        or (isinstance(value, bool) and rule["type"] != "boolean")
    ):
        return [*found, f"{at}: {value!r} is no {rule['type']}"]
    if rule.get("format") == "date-time":
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", value), value
        datetime.fromisoformat(value)
    if rule.get("format") == "date":
        date.fromisoformat(value)
    if isinstance(value, dict):
        found += _object_faults(value, rule, root, at)
    if isinstance(value, list):
        found += _array_faults(value, rule, root, at)
    return found


def _object_faults(
    value: dict[str, Any], rule: dict[str, Any], root: dict[str, Any], at: str
) -> list[str]:
    found = [f"{at}.{name} is missing" for name in rule["required"] if name not in value]
    found += [f"{at}.{name} is unknown" for name in value if name not in rule["properties"]]
    for name, inner in rule["properties"].items():
        if name in value:
            found += faults(value[name], inner, root, f"{at}.{name}")
    return found


def _array_faults(
    value: list[Any], rule: dict[str, Any], root: dict[str, Any], at: str
) -> list[str]:
    first, rest = rule.get("prefixItems", []), rule.get("items")
    if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
        return [f"{at}: {len(value)} items"]
    found = []
    for place, item in enumerate(value):
        inner = first[place] if place < len(first) else rest
        found += faults(item, inner, root, f"{at}[{place}]") if inner else [f"{at}[{place}]"]
    return found


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return loaded


def test_the_schema_in_docs_is_current() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), (
        "write digest.render.json.schema() to docs/briefing.schema.json"
    )


def test_editions_are_what_the_schema_says(
    edition: Edition, store: SqliteStore, described: dict[str, Any]
) -> None:
    empty = build_edition(store, date=DAY, settings=DigestSettings(language="en"), now=NOW)
    for one in (edition, empty):
        assert faults(json.loads(render(one, "json")), described, described) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("date",), None),
        (("extra",), 1),
        (("stories", 0, "sources"), "3"),
        (("stories", 0, "differences", 0, "verdict"), "perhaps"),
        (("stories", 0, "articles", 0, "number"), True),
        (("stories", 0, "brief", 0), {"text": "x"}),
        (("stories", 1, "differences", 0, "window"), ["2025-11-24"]),
    ],
)
def test_the_schema_refuses_what_no_edition_is(
    edition: Edition, described: dict[str, Any], path: tuple[str | int, ...], value: object
) -> None:
    document = json.loads(render(edition, "json"))
    inner = document
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = value
    assert faults(document, described, described)


def test_json_reads_back_as_the_same_edition(edition: Edition) -> None:
    text = render(edition, "json")
    assert msgspec.json.decode(text.encode(), type=Edition) == edition
    assert text.endswith("}\n")
    assert "\\u0" not in text


def test_formats_without_templates_do_not_load_the_template_engine() -> None:
    code = (
        "import sys, digest.edition, digest.files, digest.render.json, digest.render.markdown, "
        "digest.render.text; "
        "print(sorted({'jinja2', 'textual', 'rich', 'aiohttp', 'lxml'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
