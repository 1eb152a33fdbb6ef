"""Colours: mujaz's own dark and light theme; Textual's own ones go by their names."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping

from textual.color import Color
from textual.theme import Theme

from mujaz.errors import ConfigError
from mujaz.i18n import _

THEMES = (
    Theme(
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
    ),
    Theme(
        name="mujaz-light",
        primary="#0b5a7a",
        secondary="#6a2a86",
        accent="#8f1d1d",
        warning="#8a6a00",
        error="#a3262a",
        success="#3c6e1f",
        foreground="#22242a",
        background="#fbfaf5",
        surface="#f3f1e8",
        panel="#e2dfd2",
        dark=False,
    ),
)


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


def muted(variables: Mapping[str, str]) -> str:
    """Return the colour of what stands back, between foreground and background.

    Textual's ``$text-muted`` is a foreground with alpha, which styles of single segments cannot
    blend; this one is opaque.
    """
    foreground = Color.parse(variables["foreground"])
    return Color.parse(variables["background"]).blend(foreground, 0.65).hex6
