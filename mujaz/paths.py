"""Where mujaz keeps its files: the XDG folders, or what the user named instead."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from mujaz.errors import StoreError, UsageError
from mujaz.i18n import _
from mujaz.reasons import os_reason


@dataclass(frozen=True, slots=True)
class Paths:
    """The config file and the data folder of one run."""

    config: Path
    data: Path

    @property
    def store(self) -> Path:
        """The SQLite file that holds everything."""
        return self.data / "mujaz.db"

    def make_data(self) -> None:
        """Make the data folder, readable by its owner alone.

        Raises:
            StoreError: it cannot be made.
        """
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(
                _(
                    "{path}: the data folder cannot be made ({reason}); name another by --data."
                ).format(path=self.data, reason=os_reason(error))
            ) from None


def find_paths(config: str | None = None, data: str | None = None) -> Paths:
    """Return the paths of this run: options first, then ``MUJAZ_CONFIG``/``MUJAZ_DATA``, then XDG."""
    config = config or os.environ.get("MUJAZ_CONFIG")
    data = data or os.environ.get("MUJAZ_DATA")
    try:
        return _find(config, data)
    except (RuntimeError, KeyError):
        # no HOME and no user entry, or ~somebody who is not there
        raise UsageError(
            _("Your home folder is not known; name the places by --config and --data.")
        ) from None


def _find(config: str | None, data: str | None) -> Paths:
    if config and data:
        return Paths(Path(config).expanduser(), Path(data).expanduser())
    import platformdirs

    return Paths(
        Path(config).expanduser()
        if config
        else Path(platformdirs.user_config_dir("mujaz", appauthor=False)) / "config.toml",
        Path(data).expanduser()
        if data
        else Path(platformdirs.user_data_dir("mujaz", appauthor=False)),
    )
