"""Keys of the actions: those of the table, the user's own, and the same keys on an Arabic layout.

With an Arabic layout the key of ``j`` sends ``ت``. Every Latin key is therefore bound with the
letter that stands on it in the Arabic (101) layout. Shift and a letter may send two letters there
(``لأ`` on G): the second of them is bound, the first one's action happens before it.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from textual.binding import Binding

from mujaz.errors import ConfigError
from mujaz.i18n import _
from tui.actions import ACTIONS

NUMBERED = "source"
"""The action whose key is its argument."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvnm,./GJKNTYR0123456789"
_ARABIC = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظأـ،آ\ufef9إٌ٠١٢٣٤٥٦٧٨٩"
ARABIC_LAYOUT = dict(zip(_LATIN, _ARABIC, strict=True)) | {"slash": "ظ", "question_mark": "؟"}
"""Key of a Latin layout → what the same key sends with an Arabic layout; ``b`` sends two letters."""

SHOWN = {
    "enter": "↵",
    "space": "␣",
    "slash": "/",
    "question_mark": "?",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "escape": "Esc",
    "tab": "Tab",
    "shift+tab": "⇧Tab",
    "shift+space": "⇧␣",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
}
"""How keys with long names are written on the screen."""


def with_aliases(keys: str) -> str:
    """Return a comma-separated list of keys with their aliases of the Arabic layout added."""
    names = [name.strip() for name in keys.split(",") if name.strip()]
    aliases = [ARABIC_LAYOUT[name] for name in names if name in ARABIC_LAYOUT]
    return ",".join(dict.fromkeys([*names, *aliases]))


def key_names(keys: str) -> list[str]:
    """Return the keys of a list as they are written on the screen."""
    return [SHOWN.get(name.strip(), name.strip()) for name in keys.split(",") if name.strip()]


def keys_by_action(overrides: Mapping[str, str]) -> dict[str, str]:
    """Return action id → its Latin keys, the user's own where given.

    Raises:
        ConfigError: an override names no action, is empty, or takes a key that another action has.
    """
    keys = {action.id: action.keys for action in ACTIONS}
    for name, value in overrides.items():
        if name not in keys or name == NUMBERED:
            near = difflib.get_close_matches(name, keys, n=1)
            raise ConfigError(
                _("[reader] keys: there is no action “{name}”; did you mean “{near}”?").format(
                    name=name, near=near[0] if near else "help"
                )
            )
        if not key_names(value):
            raise ConfigError(
                _("[reader] keys: “{name}” has no key; write one or leave the line out.").format(
                    name=name
                )
            )
        keys[name] = value
    _refuse_double(keys)
    return keys


def _refuse_double(keys: Mapping[str, str]) -> None:
    """Refuse a key that stands for two actions."""
    owner: dict[str, str] = {}
    for action, names in keys.items():
        for name in with_aliases(names).split(","):
            other = owner.setdefault(name, action)
            if other != action:
                raise ConfigError(
                    _(
                        "[reader] keys: “{key}” stands for both “{one}” and “{other}”; change one."
                    ).format(key=SHOWN.get(name, name), one=other, other=action)
                )


def bindings(keys: Mapping[str, str]) -> list[Binding]:
    """Return the bindings of all actions, aliases of the Arabic layout among them."""
    bound: list[Binding] = []
    for action, names in keys.items():
        if action == NUMBERED:
            bound += [
                Binding(with_aliases(name), f"{action}({name})", show=False)
                for name in names.split(",")
            ]
        else:
            bound.append(Binding(with_aliases(names), action, show=False))
    return bound
