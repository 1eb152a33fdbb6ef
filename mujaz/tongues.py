"""Names of the languages that articles are written in, in the user's language."""

from __future__ import annotations

from mujaz.i18n import _


def language_name(tag: str | None) -> str:
    """Return a language's name; "" for Arabic, which goes without saying, and where none is known.

    Args:
        tag: a language tag (BCP 47); its region does not count.
    """
    code = (tag or "ar").lower().partition("-")[0]
    names = {
        "ar": "",
        "fa": _("Persian"),
        "ur": _("Urdu"),
        "ckb": _("Kurdish (Sorani)"),
        "ps": _("Pashto"),
        "sd": _("Sindhi"),
        "ug": _("Uyghur"),
        "en": _("English"),
        "fr": _("French"),
        "tr": _("Turkish"),
    }
    return names.get(code, code)
