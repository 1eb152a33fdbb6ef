"""Which way a text runs: the base direction that is given to the layout.

An Arabic headline that begins with a Latin name is still Arabic, so the first strong letter is not
asked; what most of the letters are decides. Layout itself is not known here.
"""

from __future__ import annotations

import re
from typing import Literal

Base = Literal["auto", "rtl", "ltr"]

_ARABIC = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u0750-\u077f\u08a0-\u08c9\ufb50-\ufdff\ufe70-\ufefc]"
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_RTL_LANGUAGES = frozenset({"ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "he", "yi", "dv"})
_SHARE = 6
"""A text counts as Arabic while it has no more than six Latin letters to an Arabic one."""
_SAMPLE = 2000


def base_of(text: str, language: str | None = None) -> Base:
    """Return the base direction of a text.

    Args:
        text: the text; its first 2,000 characters are looked at.
        language: its language tag (BCP 47), where known; it decides.

    Returns:
        ``rtl`` for Arabic, ``auto`` (the first strong letter decides) for anything else.
    """
    if language and language.lower().split("-")[0] in _RTL_LANGUAGES:
        return "rtl"
    sample = text[:_SAMPLE]
    arabic = len(_ARABIC.findall(sample))
    return "rtl" if arabic and arabic * _SHARE >= len(_LATIN.findall(sample)) else "auto"


def interface_base() -> Base:
    """Return the base direction of the interface's own words, by its language."""
    from mujaz.i18n import language

    return "rtl" if language() == "ar" else "ltr"
