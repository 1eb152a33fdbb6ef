"""Keys of the actions: those of the table, the user's own, and the same keys on an Arabic layout.

With an Arabic layout the key of ``j`` sends ``ت``. Every Latin key is therefore bound with the
letter that stands on it in the Arabic (101) layout. Shift and a letter may send two letters there
(``لأ`` on G): the second of them is bound, the first one's action happens before it.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from mujaz.errors import ConfigError
from mujaz.i18n import _
from tui.actions import ACTIONS, PANELS, SHARED, Panel

if TYPE_CHECKING:
    from textual.binding import Binding

NUMBERED = "source"
"""The action whose key is its argument."""

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvnm,./GJKNTYRSEAX0123456789"
_ARABIC = "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظأـ،آ\ufef9إٌ\u064d\u064f\u0650\u0652٠١٢٣٤٥٦٧٨٩"
ARABIC_LAYOUT = dict(zip(_LATIN, _ARABIC, strict=True)) | {
    "slash": "ظ",
    "question_mark": "؟",
    "comma": "و",
}
"""Key of a Latin layout → what the same key sends with an Arabic layout; ``b`` sends two letters."""

SHOWN = {
    "enter": "↵",
    "space": "␣",
    "slash": "/",
    "question_mark": "?",
    "comma": ",",
    "colon": ":",
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
    "backspace": "⌫",
    "delete": "Del",
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
    """Return action id → its Latin keys, the user's own where given, for all screens.

    Raises:
        ConfigError: an override names no action or no key, is empty, or takes a key that another
            action has.
    """
    every = [*ACTIONS, *(action for panel in PANELS.values() for action in panel)]
    keys = {action.id: action.keys for action in every}
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
        _refuse_unknown(name, value)
        keys[name] = value
    _refuse_double(keys, [action.id for action in ACTIONS])
    for panel in PANELS.values():
        own = [action.id for action in panel]
        _refuse_double(keys, own)
        chosen = [name for name in SHARED if name in overrides]
        _refuse_double(keys, [*chosen, *(name for name in own if name in overrides)])
        taken = {key for name in chosen for key in with_aliases(keys[name]).split(",")}
        for name in own:
            # what the user has chosen for moving goes before a key that nobody has chosen
            left = [key for key in keys[name].split(",") if key not in taken]
            keys[name] = keys[name] if name in overrides else ",".join(left)
    return keys


def _refuse_double(keys: Mapping[str, str], actions: Iterable[str]) -> None:
    """Refuse a key that stands for two actions of one screen."""
    owner: dict[str, str] = {}
    for action in actions:
        for name in with_aliases(keys[action]).split(","):
            other = owner.setdefault(name, action)
            if other != action:
                raise ConfigError(
                    _(
                        "[reader] keys: “{key}” stands for both “{one}” and “{other}”; change one."
                    ).format(key=SHOWN.get(name, name), one=other, other=action)
                )


def _refuse_unknown(action: str, names: str) -> None:
    """Refuse names that stand for no key: the action could never be reached."""
    for name in filter(None, (one.strip() for one in names.split(","))):
        if not _is_key(name):
            raise ConfigError(
                _(
                    "[reader] keys: “{key}” of “{name}” is no key; "
                    "write for example x, f5 or ctrl+x."
                ).format(key=name, name=action)
            )


def _is_key(name: str) -> bool:
    """Tell whether Textual could ever report a key by this name."""
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys

    *modifiers, last = name.split("+") if len(name) > 1 else [name]
    if not set(modifiers) <= {"ctrl", "shift", "alt", "super", "meta", "hyper"}:
        return False
    if len(last) < 2:
        return bool(last)
    if last in set(KEY_NAME_REPLACEMENTS.values()) or last in {one.value for one in Keys}:
        return True
    try:
        return bool(unicodedata.lookup(last.replace("_", " ").upper()))
    except KeyError:
        return False


def bindings(keys: Mapping[str, str]) -> list[Binding]:
    """Return the bindings of the main screen, aliases of the Arabic layout among them."""
    from textual.binding import Binding

    bound: list[Binding] = []
    for action in ACTIONS:
        names = keys[action.id]
        if action.id == NUMBERED:
            bound += [
                Binding(with_aliases(name), f"{action.id}({name})", show=False)
                for name in names.split(",")
            ]
        else:
            bound.append(Binding(with_aliases(names), action.id, show=False))
    return bound


def first_key(keys: str) -> str:
    """Return the first key of a list as it is written on the screen; a dot where there is none."""
    return next(iter(key_names(keys)), "·")


def panel_keys(keys: Mapping[str, str], panel: Panel | None) -> dict[str, str]:
    """Return action id → its keys on a panel, with aliases: its own, then the shared ones.

    Args:
        keys: the keys of all actions, see :func:`keys_by_action`.
        panel: the screen; None for one without actions of its own.
    """
    own = PANELS[panel] if panel else ()
    found = {action.id: with_aliases(keys[action.id]) for action in own if keys[action.id]}
    taken = {name for names in found.values() for name in names.split(",")}
    for action in SHARED:
        names = [name for name in with_aliases(keys[action]).split(",") if name not in taken]
        if names:
            found[action] = ",".join(names)
    return found


def panel_bindings(keys: Mapping[str, str], panel: Panel | None) -> list[Binding]:
    """Return the bindings of a panel, see :func:`panel_keys`.

    A letter that leaves the reader on the main screen leaves the panel only.
    """
    from textual.binding import Binding

    return [
        Binding(name, "back" if action == "quit" and len(name) == 1 else action, show=False)
        for action, names in panel_keys(keys, panel).items()
        for name in names.split(",")
    ]


def everywhere(keys: Mapping[str, str]) -> list[Binding]:
    """Return the bindings that count on every screen, also while something is typed.

    They are the keys of quitting and suspending that are no letters.
    """
    from textual.binding import Binding

    return [
        Binding(name, f"{action}_reader", show=False, priority=True)
        for action in ("quit", "suspend")
        for name in keys[action].split(",")
        if len(name.strip()) > 1
    ]
