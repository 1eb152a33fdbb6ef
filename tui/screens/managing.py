"""The way to the screens beside the main one: feeds, settings, the first run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.i18n import _
from mujaz.overrides import KEY
from tui.screens.actions_app import AppActions
from tui.services import Services
from tui.settings import ReaderSettings

if TYPE_CHECKING:
    from mujaz.store.protocol import Store
    from tui.app import Reader
    from tui.options import Option
    from tui.preferences import Preferences
    from tui.subscriptions import Added


class Managing(AppActions):
    """Opens other screens and lets what was done there show here."""

    _services = Services()
    _preferences: Preferences | None = None

    def take_services(self, services: Services) -> None:
        """Remember what the command line lends."""
        self._services = services
        self.groups = services.groups

    async def start(self) -> None:
        """Go to where the reader was left; with nothing to read, to the starter packs."""
        await super().start()
        if self.fetch is not None and await self.library.ask(_is_empty):
            self.welcome()

    def welcome(self) -> None:
        """Offer something to begin with."""
        from tui.screens.packs import PacksScreen

        def then(added: Added | None) -> None:
            if added is not None and added.new:
                self.action_refresh()

        screen = PacksScreen(
            self.keymap,
            self.settings.measure,
            self.library,
            self.clock,
            self._services.look,
            first_run=True,
            show_sample=self._services.show_sample,
        )
        self.app.push_screen(screen, then)

    def action_feeds(self) -> None:
        """Open the feed manager."""
        from tui.screens.feeds import FeedsScreen

        def then(fetched: bool | None) -> None:
            if fetched:
                self.reload()

        services = self._services
        screen = FeedsScreen(
            self.keymap,
            self.settings.measure,
            self.library,
            self.clock,
            services.check,
            services.look,
        )
        self.app.push_screen(screen, then)

    def action_briefing(self) -> None:
        """Show today's briefing and the last ones."""
        from tui.screens.briefing import BriefingScreen

        opener = self._services.briefing
        if opener is None:
            self.tell(_("There is no briefing here; `mujaz digest` makes it."))
            return
        measure = self.settings.measure
        self.app.push_screen(BriefingScreen(self.keymap, measure, opener, self.clock))

    # ------------------------------------------------------------------ settings
    def action_settings(self) -> None:
        """Open the settings."""
        from tui.screens.settings import SettingsScreen

        screen = SettingsScreen(
            self.keymap, self.settings.measure, self.preferences, self._setting_changed
        )
        self.app.push_screen(screen)

    @property
    def preferences(self) -> Preferences:
        """The settings in force, made when they are first asked for."""
        from tui.preferences import Preferences

        if self._preferences is None:
            services = self._services
            self._preferences = Preferences(services.config, services.overrides, self.settings)
        return self._preferences

    def _setting_changed(self, option: Option) -> None:
        """Let a setting count at once, and keep it."""
        self.settings = self.preferences.section("reader", ReaderSettings)
        self.article.measure = self.settings.measure
        app: Reader = self.app  # type: ignore[assignment]
        app.show_theme(self.settings.theme)
        app.let_move(self.settings.motion)
        if option.key == "language":
            self.list.forget()
            self.load_sections()
            self.show_panes()
        self.begin(self.load_article(self.article.place), "article")
        kept = self.preferences.kept
        self.begin(self.library.put_value(KEY, kept), "settings", exclusive=False)


def _is_empty(store: Store) -> bool:
    """Tell whether there is neither a feed nor an article."""
    from mujaz.model import ArticleFilter

    return not store.feeds() and not store.article_ids(ArticleFilter(), 1)
