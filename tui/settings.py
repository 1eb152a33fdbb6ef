"""What the user can set for the reader: the section ``[reader]`` of the configuration file.

The module knows names, types and defaults. Which themes and actions exist is checked where they
are defined (:mod:`tui.themes`, :mod:`tui.keymap`), so that reading the configuration loads no
Textual.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from tui.actions.action import deferred as _

Bidi = Literal["auto", "visual", "lro", "words", "logical", "none"]
"""Who puts Arabic in order on the screen; see :func:`tui.terminal.decide.decide`."""


class ReaderSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The section ``[reader]``; every field has a line in :data:`DOCS`."""

    theme: str = "mujaz-dark"
    bidi: Bidi = "auto"
    measure: Annotated[int, msgspec.Meta(ge=30, le=200)] = 72
    refresh_every: Annotated[int, msgspec.Meta(ge=0, le=1440)] = 15
    motion: bool = False
    hijri: bool = False
    marks: bool = True
    keys: dict[str, str] = {}


LABELS: dict[str, str] = {
    "theme": _("Colours"),
    "bidi": _("Arabic on this terminal"),
    "measure": _("Longest line"),
    "refresh_every": _("Fetch by itself"),
    "hijri": _("Hijri date"),
    "marks": _("Names and figures"),
    "motion": _("Moving scroll"),
    "keys": _("Keys"),
}
"""What the settings screen calls each setting, msgids."""

GENERAL_LABELS = {"language": _("Language")}
GENERAL_DOCS = {"language": _("Language of the interface and of messages.")}
STORE_LABELS = {"purge_after_days": _("Delete old read stories")}
"""The same for the sections of other rooms that the settings screen shows."""

DOCS: dict[str, str] = {
    "theme": _(
        "Colours: mujaz-dark, mujaz-light, mujaz-contrast (high contrast), or the name of one of "
        "Textual's own themes."
    ),
    "bidi": _(
        "How Arabic is written to the terminal; `mujaz doctor --terminal` finds out which way reads "
        "right. auto: by what the terminal says of itself and what the doctor was told. visual: "
        "in the order of the screen, telling terminals that reorder to leave it alone. lro: under "
        "a left-to-right override, for terminals that cannot be told. words: each word turned "
        "round, for kitty. logical: rows in reading order, for terminals that always reorder, such "
        "as PuTTY. none: as visual, telling the terminal nothing."
    ),
    "measure": _("Longest line of an article, in columns (30 to 200)."),
    "refresh_every": _(
        "Minutes after which the open reader looks again for feeds that are due and fetches them "
        "(0 to 1440); 0: only when asked."
    ),
    "hijri": _("Tell the Hijri date of an article too (Umm al-Qura calendar)."),
    "marks": _("Mark names (bold) and figures (underlined) in articles."),
    "motion": _("Let the mouse wheel scroll smoothly; without it nothing on the screen moves."),
    "keys": _(
        'Other keys for actions, by the names that the help screen (?) shows: keys = { star = "*" }. '
        "Several keys are separated by commas. The same key on an Arabic layout works too."
    ),
}
"""One English line per setting, for the generated example of the configuration file; msgids for
the settings screen."""
