"""Write docs/stories.schema.json, the JSON Schema of a line of `mujaz stories list --json`.

python tools/build_schemas.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from mujaz.model import Story

TARGET = Path(__file__).resolve().parent.parent / "docs" / "stories.schema.json"
_ALWAYS = {"tags", "brief", "figures", "thread", "count", "wire_of"}


def build() -> str:
    """Return the schema as JSON text."""
    _refs, parts = msgspec.json.schema_components([Story], ref_template="#/$defs/{name}")
    for part in parts.values():
        part["additionalProperties"] = False
        part["description"] = part["description"].replace("``", "`").split("\n\n")[0]
        for name, value in part["properties"].items():
            if name in _ALWAYS and name not in part["required"]:
                part["required"].append(name)
            value.pop("default", None)
    for part, name in (("Story", "first"), ("Story", "last"), ("StoryArticle", "published")):
        parts[part]["properties"][name] |= _moment()
    top = parts.pop("Story")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **top, "$defs": parts}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _moment() -> dict[str, Any]:
    return {"pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", "description": "ISO 8601, UTC."}


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
