"""One run of the command: its paths, its config, its clock and its store, each opened when asked.

``--config`` and ``--data`` may stand before or after a command's name; the later one wins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mujaz import clock
from mujaz.i18n import _, set_language
from mujaz.paths import Paths, find_paths

if TYPE_CHECKING:
    import msgspec

    from mujaz.config import Config
    from mujaz.overrides import Overrides
    from mujaz.store.sqlite import SqliteStore

    S = TypeVar("S", bound=msgspec.Struct)


class Run:
    """What the options of this run say, and what they lead to."""

    def __init__(self) -> None:
        self.config_option: str | None = None
        self.data_option: str | None = None
        self.overrides: Overrides = {}
        #: Whether a config file that was named must exist; not so for what makes one.
        self.config_required = True

    @cached_property
    def paths(self) -> Paths:
        """The config file and the data folder."""
        from cli.output import remember_in

        paths = find_paths(self.config_option, self.data_option)
        remember_in(paths.data)
        return paths

    @cached_property
    def config(self) -> Config:
        """The user's configuration.

        Raises:
            ConfigError: it is wrong, or the file that was named does not exist.
        """
        import os

        from cli.output import use_bidi
        from cli.settings import GENERAL, SECTIONS
        from mujaz.config import load
        from tui.settings import ReaderSettings

        named = bool(self.config_option or os.environ.get("MUJAZ_CONFIG"))
        config = load(self.paths.config, SECTIONS, must_exist=named and self.config_required)
        set_language(config.section("", GENERAL).language)
        use_bidi(config.section("reader", ReaderSettings).bidi)
        return config

    def section(self, name: str, kind: type[S]) -> S:
        """Return the values of one section of the config.

        While the store is open, what the reader's settings screen changed counts where the file
        does not name the key.
        """
        from mujaz.overrides import overlaid

        values = self.config.section(name, kind)
        return overlaid(values, self.overrides.get(name, {}), self.config.named(name))

    def now(self) -> datetime:
        """Return the present moment, or what stands for it."""
        return clock.now()

    @contextmanager
    def store(self) -> Iterator[SqliteStore]:
        """Open the store for the time of a block.

        Raises:
            ConfigError: the config is wrong; no command works on with half of it.
            StoreError: the store cannot be opened.
        """
        from mujaz.store.sqlite import SqliteStore

        assert self.config is not None
        self.paths.make_data()
        with SqliteStore(self.paths.store) as store:
            self._take_overrides(store)
            yield store

    def _take_overrides(self, store: SqliteStore) -> None:
        """Let the settings count that were changed on a screen."""
        from cli.output import use_bidi
        from cli.settings import GENERAL
        from mujaz.overrides import KEY, read_overrides
        from tui.settings import ReaderSettings

        self.overrides = read_overrides(store.get_value(KEY))
        if self.overrides:
            set_language(self.section("", GENERAL).language)
            use_bidi(self.section("reader", ReaderSettings).bidi)


def shared_options(*, hidden: bool) -> Sequence[click.Parameter]:
    """Return the options that every command takes."""

    def keep(name: str) -> Any:
        def callback(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
            if value is not None:
                setattr(ctx.ensure_object(Run), f"{name}_option", value)

        return callback

    return [
        click.Option(
            [f"--{name}"],
            metavar=metavar,
            expose_value=False,
            hidden=hidden,
            callback=keep(name),
            help=text,
        )
        for name, metavar, text in (
            ("config", "FILE", _("Configuration file.")),
            ("data", "DIR", _("Data folder; made if it is missing.")),
        )
    ]


pass_run = click.make_pass_decorator(Run, ensure=True)
