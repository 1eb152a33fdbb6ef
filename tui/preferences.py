"""The settings in force while the reader runs, and what becomes of those that its screen changes.

A change counts at once. It is kept in the store and counts at the next start, too, unless the
configuration file names the key: then the file has the last word, and the screen offers to write
the value there. Which settings there are is known to :mod:`tui.options`, what they do to the
screens.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from mujaz.config import Config, GeneralSettings
from mujaz.config_edit import Value, write_key
from mujaz.i18n import set_language
from mujaz.overrides import Overrides, overlaid, write_overrides
from mujaz.store.settings import StoreSettings
from tui.options import Option
from tui.settings import ReaderSettings

S = TypeVar("S", bound=msgspec.Struct)
Origin = Literal["default", "screen", "file", "unsaved"]


class Preferences:
    """Values of the sections that the settings screen shows.

    Attributes:
        path: the configuration file; None where there is none to write to.
        overrides: what the screen has changed, as the store keeps it.
    """

    def __init__(self, config: Config | None, overrides: Overrides, reader: ReaderSettings) -> None:
        """Begin with the values in force.

        Args:
            config: the configuration file's values; None for defaults without a file.
            overrides: what the screen has changed before.
            reader: the section ``[reader]`` in force.
        """
        self.path: Path | None = config.path if config is not None else None
        self.overrides = {name: dict(keys) for name, keys in overrides.items()}
        self._config = config or Config(Path(), {})
        self._named = {name: set(self._config.named(name)) for name in ("", "reader", "store")}
        self._values: dict[str, msgspec.Struct] = {
            "": self._overlaid("", GeneralSettings),
            "reader": reader,
            "store": self._overlaid("store", StoreSettings),
        }
        self._unsaved: set[tuple[str, str]] = set()

    def _overlaid(self, section: str, kind: type[S]) -> S:
        values = self._config.section(section, kind)
        return overlaid(values, self.overrides.get(section, {}), self._named[section])

    def section(self, name: str, kind: type[S]) -> S:
        """Return the values in force of a section."""
        value = self._values[name]
        assert isinstance(value, kind)
        return value

    def value(self, option: Option) -> Value:
        """Return the value in force of a setting."""
        found: Any = getattr(self._values[option.section], option.key)
        return found  # type: ignore[no-any-return]

    def origin(self, option: Option) -> Origin:
        """Return where a value comes from; ``unsaved``: the file has another one."""
        if (option.section, option.key) in self._unsaved:
            return "unsaved"
        if option.key in self._named[option.section]:
            return "file"
        return "screen" if option.key in self.overrides.get(option.section, {}) else "default"

    def change(self, option: Option, value: Value) -> None:
        """Let a value count from now on.

        Raises:
            ValueError: the setting cannot have this value.
        """
        old = self._values[option.section]
        try:
            new = msgspec.convert({**msgspec.to_builtins(old), option.key: value}, type=type(old))
        except msgspec.ValidationError as error:
            raise ValueError(str(error)) from None
        self._values[option.section] = new
        if option.key in self._named[option.section]:
            self._unsaved.add((option.section, option.key))
        elif value == option.default:
            self.overrides.get(option.section, {}).pop(option.key, None)
        else:
            self.overrides.setdefault(option.section, {})[option.key] = value
        if (option.section, option.key) == ("", "language"):
            set_language(str(value))

    def write(self, option: Option) -> Path | None:
        """Write a value into the configuration file; return the file, None where there is none.

        Raises:
            MujazError: the file cannot be written, or not changed line by line.
        """
        if self.path is None:
            return None
        write_key(self.path, option.section, option.key, self.value(option))
        self._named[option.section].add(option.key)
        self._unsaved.discard((option.section, option.key))
        self.overrides.get(option.section, {}).pop(option.key, None)
        return self.path

    @property
    def kept(self) -> str:
        """What the store is to keep."""
        return write_overrides(self.overrides)
