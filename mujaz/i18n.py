"""Messages in the user's language: gettext catalogues that ship in ``mujaz/locale``.

Messages are written in English in the code and translated by catalogue; Arabic is the default
language of the interface, with its six plural forms. This module knows no text and no screen.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

LANGUAGES = ("ar", "en")
_state = {"language": "ar"}


def set_language(language: str) -> None:
    """Choose the language of all messages from now on: ``ar`` or ``en``."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _state["language"] = language


def language() -> str:
    """Return the language of messages: ``MUJAZ_LANGUAGE`` where it is set, else the chosen one."""
    asked = os.environ.get("MUJAZ_LANGUAGE", "")
    return asked if asked in LANGUAGES else _state["language"]


@cache
def _catalogue(name: str) -> NullTranslations:
    import gettext

    return gettext.translation(
        "mujaz", Path(__file__).with_name("locale"), languages=[name], fallback=True
    )


def _(message: str) -> str:
    """Return the translation of an English message."""
    return _catalogue(language()).gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """Return the translation of a message that counts ``n`` things, in the right plural form."""
    return _catalogue(language()).ngettext(singular, plural, n)


def translated(message: str, language: str) -> str:
    """Return an English message in a language of choice, ``ar`` or ``en``."""
    return _catalogue(language).gettext(message)


def deferred(message: str) -> str:
    """Mark a msgid for extraction where it is only translated when it is shown.

    Import it as ``_`` in modules that hold tables of messages.
    """
    return message
