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
    from tui.themes import known_theme, theme_names

    settings = config.section("reader", ReaderSettings)
    _check(config, "theme", lambda: known_theme(settings.theme, theme_names()))
    check_keys(config)


def check_keys(config: Config) -> None:
    """Check the keys alone, without loading the terminal toolkit.

    Raises:
        ConfigError: a name or a key cannot be.
    """
    from tui.keymap import keys_by_action

    settings = config.section("reader", ReaderSettings)
    _check(config, "keys", lambda: keys_by_action(settings.keys))


def _check(config: Config, key: str, check: Callable[[], object]) -> None:
    """Run a check and put file and line before what it complains of."""
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
