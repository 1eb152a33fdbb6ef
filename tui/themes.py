"""Colours: mujaz's own themes; Textual's own ones go by their names.

Every pair of a text's colour and what it stands on has a contrast of at least 4.5 (WCAG 2.2, 1.4.3),
7 in the high-contrast theme (1.4.6); the tests compute it. Terminals of 16 colours get themes made
of those colours alone, since the nearest of sixteen to a shade of grey may be the shade it stands on.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

from mujaz.errors import ConfigError
from mujaz.i18n import _

DARK = Theme(
    name="mujaz-dark",
    primary="#7fb4ca",
    secondary="#d6b575",
    accent="#e0a458",
    warning="#e6c384",
    error="#e8787a",
    success="#98bb6c",
    foreground="#dcd7ba",
    background="#16181d",
    surface="#1c1f26",
    panel="#2a2e38",
    dark=True,
    variables={
        "muted": "#b1ae9b",
        "primary-muted": "#2b3d48",
        "secondary-muted": "#3b352a",
        "success-muted": "#2d3628",
        "warning-muted": "#403827",
        "error-muted": "#46292c",
        "scrollbar": "#4f6b7a",
        "scrollbar-background": "#1c1f26",
    },
)
LIGHT = Theme(
    name="mujaz-light",
    primary="#0b5a7a",
    secondary="#6a2a86",
    accent="#8f1d1d",
    warning="#7a5c00",
    error="#a3262a",
    success="#3c6e1f",
    foreground="#22242a",
    background="#fbfaf5",
    surface="#f3f1e8",
    panel="#e2dfd2",
    dark=False,
    variables={
        "muted": "#55565b",
        "primary-muted": "#cfe0e6",
        "secondary-muted": "#e7daeb",
        "success-muted": "#dbe7d2",
        "warning-muted": "#eee4c6",
        "error-muted": "#f1d9d8",
        "scrollbar": "#7f9faa",
        "scrollbar-background": "#e9e6da",
    },
)
CONTRAST = Theme(
    name="mujaz-contrast",
    primary="#8fe3ff",
    secondary="#ffe066",
    accent="#ffd000",
    warning="#ffd000",
    error="#ffb3b3",
    success="#9dff9d",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#262626",
    dark=True,
    variables={
        "muted": "#e6e6e6",
        "primary-muted": "#003a66",
        "secondary-muted": "#3d3300",
        "success-muted": "#003800",
        "warning-muted": "#403400",
        "error-muted": "#4d0000",
        "text-primary": "#b8eeff",
        "text-secondary": "#ffe680",
        "text-accent": "#ffe680",
        "text-success": "#b8ffb8",
        "text-warning": "#ffe680",
        "text-error": "#ffc2c2",
        "scrollbar": "#ffffff",
        "scrollbar-background": "#262626",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
"""The themes to choose from."""

_DARK_TEXT = {
    "muted": "#aaaaaa",
    "text-primary": "#55ffff",
    "text-secondary": "#ffff55",
    "text-accent": "#ffff55",
    "text-success": "#55ff55",
    "text-warning": "#ffff55",
    "text-error": "#ff55ff",
}
_LIGHT_TEXT = {
    "muted": "#0000aa",
    "text-primary": "#0000aa",
    "text-secondary": "#aa0000",
    "text-accent": "#aa0000",
    "text-success": "#0000aa",
    "text-warning": "#aa0000",
    "text-error": "#aa0000",
}
_CHIPS = ("secondary-muted", "success-muted", "warning-muted", "error-muted")
FEW_COLOURS = (
    Theme(
        name="mujaz-16-dark",
        primary="#55ffff",
        secondary="#ffff55",
        accent="#ffff55",
        warning="#ffff55",
        error="#ff5555",
        success="#55ff55",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#0000aa",
        dark=True,
        variables={
            **_DARK_TEXT,
            **dict.fromkeys(_CHIPS, "#0000aa"),
            "primary-muted": "#000000",
            "scrollbar": "#aaaaaa",
            "scrollbar-background": "#000000",
            "input-cursor-background": "#ffffff",
            "input-cursor-foreground": "#000000",
        },
    ),
    Theme(
        name="mujaz-16-light",
        primary="#0000aa",
        secondary="#aa0000",
        accent="#aa0000",
        warning="#aa0000",
        error="#aa0000",
        success="#0000aa",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#55ffff",
        dark=False,
        variables={
            **_LIGHT_TEXT,
            **dict.fromkeys(_CHIPS, "#55ffff"),
            "primary-muted": "#ffffff",
            "scrollbar": "#0000aa",
            "scrollbar-background": "#ffffff",
            "input-cursor-background": "#000000",
            "input-cursor-foreground": "#ffffff",
        },
    ),
)
"""What stands in for our themes on a terminal of 16 colours: none but those of its palette."""


def theme_names() -> list[str]:
    """Return the names of all themes to choose from, our own first."""
    from textual.theme import BUILTIN_THEMES

    return [*(theme.name for theme in THEMES), *sorted(BUILTIN_THEMES)]


def known_theme(name: str, names: Iterable[str]) -> str:
    """Return the name of a theme that exists.

    Raises:
        ConfigError: there is no theme of that name.
    """
    known = sorted(names)
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, n=1)
    raise ConfigError(
        _("[reader] theme: there is no theme “{name}”; write {near}, for example.").format(
            name=name, near=near[0] if near else "mujaz-dark"
        )
    )


def fitting_theme(name: str, colours: str | None) -> str:
    """Return the theme that shows a chosen one on a terminal.

    Args:
        name: the theme that was chosen.
        colours: the terminal's colours as Rich calls them: ``standard`` for 16.
    """
    if colours != "standard" or name not in {theme.name for theme in THEMES}:
        return name
    return "mujaz-16-light" if name == LIGHT.name else "mujaz-16-dark"


def muted(variables: Mapping[str, str]) -> str:
    """Return the colour of what stands back, between foreground and background.

    Textual's ``$text-muted`` is a foreground with alpha, which styles of single segments cannot
    blend; this one is opaque. Our own themes name theirs.
    """
    if "muted" in variables:
        return variables["muted"]
    foreground = Color.parse(variables["foreground"])
    return Color.parse(variables["background"]).blend(foreground, 0.75).hex6
