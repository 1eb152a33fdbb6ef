"""What the section ``[reader]`` names must exist: its theme and its keys, told with file and line.

The configuration is read without loading the terminal toolkit, which knows the themes; this is the
part of its check that needs it.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from mujaz.config import Config
from mujaz.errors import ConfigError
from tui.settings import ReaderSettings


def check_reader(config: Config) -> None:
    """Check theme and keys.

    Raises:
        ConfigError: one of them cannot be; the line says where it stands and what is near.
    """
    from tui.keymap import keys_by_action
    from tui.themes import known_theme, theme_names

    settings = config.section("reader", ReaderSettings)
    checks: dict[str, Callable[[], object]] = {
        "theme": lambda: known_theme(settings.theme, theme_names()),
        "keys": lambda: keys_by_action(settings.keys),
    }
    for key, check in checks.items():
        try:
            check()
        except ConfigError as error:
            line = config.line_of("reader", key)
            raise ConfigError(f"{config.path}:{line}: {error}") from None


def without_lost_theme(settings: ReaderSettings, config: Config) -> ReaderSettings:
    """Return settings whose theme exists: one chosen on a screen may be gone with an update."""
    from tui.themes import theme_names

    if settings.theme in theme_names():
        return settings
    theme = config.section("reader", ReaderSettings).theme
    return msgspec.structs.replace(settings, theme=theme)
