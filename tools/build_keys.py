"""Write docs/keys.md, the reader's keys by screen, from the one table of actions.

python tools/build_keys.py
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tui.actions import ACTIONS, GROUPS, HEADINGS, PANELS, Action
from tui.keymap import ARABIC_LAYOUT, key_names

TARGET = Path(__file__).resolve().parent.parent / "docs" / "keys.md"
_HEAD = """# Keys of the reader

Made from the reader's own table of actions. `?` shows the same in the reader, with your own changes.
On an Arabic layout the same keys work wherever that layout has one letter for the key, as the third
column tells. A name is what `[reader] keys` of the configuration calls an action:
`keys = { star = "*" }`.
"""


def build() -> str:
    """Return the page as Markdown."""
    parts = [_HEAD]
    for group, heading in GROUPS.items():
        parts.append(_table(heading, (one for one in ACTIONS if one.group == group)))
    parts += [_table(HEADINGS[panel], actions) for panel, actions in PANELS.items()]
    return "\n".join(parts)


def _table(heading: str, actions: Iterable[Action]) -> str:
    lines = [
        f"## {heading}\n",
        "| what | keys | Arabic layout | name |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| {action.help} | {_code(key_names(action.keys))} | {_code(_arabic(action.keys))} "
        f"| `{action.id}` |"
        for action in actions
    ]
    return "\n".join(lines) + "\n"


def _arabic(keys: str) -> list[str]:
    names = [name.strip() for name in keys.split(",")]
    return [ARABIC_LAYOUT[name] for name in names if name in ARABIC_LAYOUT]


def _code(names: list[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    TARGET.write_text(build(), encoding="utf-8")
