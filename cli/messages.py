"""The language of this run, chosen before the first message: variable, config file, Arabic."""

from __future__ import annotations

import os
import re
from pathlib import Path

from mujaz.i18n import LANGUAGES, set_language


def speak(arguments: list[str]) -> None:
    """Set the language of messages, also of those of the option parser.

    The config file is only glanced at here: an error in it is told later, in the language that
    can be made out.
    """
    language = os.environ.get("MUJAZ_LANGUAGE") or _glance(_config_path(arguments))
    if language in LANGUAGES:
        set_language(language)
    _teach_click()


def _config_path(arguments: list[str]) -> Path | None:
    named = None
    for index, argument in enumerate(arguments):
        if argument == "--config" and index + 1 < len(arguments):
            named = arguments[index + 1]
        elif argument.startswith("--config="):
            named = argument.partition("=")[2]
    from mujaz.errors import MujazError
    from mujaz.paths import find_paths

    try:
        return find_paths(named).config
    except MujazError:
        return None


def _glance(path: Path | None) -> str | None:
    try:
        text = path.read_text(encoding="utf-8-sig") if path else ""
    except (OSError, ValueError):
        return None
    found = re.search(
        r"""^\s*language\s*=\s*["'](\w+)["']""", text.split("\n[", 1)[0], re.MULTILINE
    )
    return found[1] if found else None


def _teach_click() -> None:
    """Let the option parser find its own sentences in our catalogue (it asks plain gettext)."""
    import gettext

    import mujaz.i18n

    gettext.bindtextdomain("mujaz", str(Path(mujaz.i18n.__file__).with_name("locale")))
    gettext.textdomain("mujaz")
    os.environ["LANGUAGE"] = mujaz.i18n.language()
