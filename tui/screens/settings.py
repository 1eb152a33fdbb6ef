"""The settings screen: every setting with its value, what it does, and where its value comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mujaz.config import GeneralSettings
from mujaz.config_edit import Value
from mujaz.i18n import _, ngettext
from mujaz.store.settings import DOCS as STORE_DOCS
from mujaz.store.settings import StoreSettings
from tui.blocks import Block
from tui.direction import interface_base
from tui.options import Option, options_of
from tui.phrases import from_left, isolated
from tui.preferences import Preferences
from tui.screens.panel import PanelScreen
from tui.settings import (
    DOCS,
    GENERAL_DOCS,
    GENERAL_LABELS,
    LABELS,
    STORE_LABELS,
    ReaderSettings,
)
from tui.themes import theme_names
from tui.widgets.row_list import ListRow

AT_NEXT_START = ("bidi",)
"""Settings of the section ``[reader]`` that the running reader does not change any more."""


def all_options(themes: Sequence[str]) -> list[Option]:
    """Return the settings that the screen offers.

    Args:
        themes: names of the themes, in the order of choosing.
    """
    return [
        *options_of("reader", ReaderSettings, LABELS, DOCS, {"theme": themes}),
        *options_of("", GeneralSettings, GENERAL_LABELS, GENERAL_DOCS),
        *options_of("store", StoreSettings, STORE_LABELS, STORE_DOCS),
    ]


def section_word(section: str) -> str:
    """Return what a section is called on the screen."""
    return {"reader": _("Reading"), "store": _("Keeping"), "": _("General")}[section]


def value_words(option: Option, value: Value) -> str:
    """Return a value as it stands on the screen."""
    if option.kind == "flag":
        return _("yes") if value else _("no")
    if option.key == "language":
        return {"ar": "العربية", "en": "English"}[str(value)]
    if option.key == "purge_after_days":
        if not value:
            return _("never")
        return ngettext("after {n} day", "after {n} days", int(value)).format(n=value)
    return isolated(str(value))


class SettingsScreen(PanelScreen[None]):
    """Changes settings; each change counts at once."""

    PANEL = "settings"

    def __init__(
        self,
        keymap: Mapping[str, str],
        measure: int,
        preferences: Preferences,
        apply: Callable[[Option], None],
    ) -> None:
        """Prepare the screen.

        Args:
            keymap: action id → its keys.
            measure: longest line of its texts, in columns.
            preferences: the values.
            apply: is told of each setting that was changed.
        """
        super().__init__(keymap, measure)
        self._preferences = preferences
        self._apply = apply
        self._lines: list[Option | None] = []

    @property
    def heading(self) -> str:
        """What the screen is called."""
        return _("Settings")

    def on_mount(self) -> None:
        """List the settings."""
        super().on_mount()
        self._options = all_options(theme_names())
        self._show(cursor=1)

    def _show(self, cursor: int | None = None) -> None:
        """Show the settings with their values, those of a section under its heading."""
        rows: list[ListRow] = []
        self._lines = []
        section: str | None = None
        for option in self._options:
            if option.section != section:
                section = option.section
                rows.append(ListRow(section_word(section), kind="heading"))
                self._lines.append(None)
            value = self._preferences.value(option)
            rows.append(ListRow(_(option.label), side=value_words(option, value), depth=1))
            self._lines.append(option)
        self.show_rows(rows, cursor)

    @property
    def option(self) -> Option | None:
        """The setting under the cursor."""
        return self._lines[self.rows.cursor] if self._lines else None

    def about_row(self, index: int) -> Sequence[Block]:
        """Tell what a setting does and where its value comes from."""
        option = self._lines[index]
        if option is None:
            return ()
        base = interface_base()
        default = value_words(option, option.default)
        origin = {
            "default": _("This is the default."),
            "screen": _("Chosen here; the default is {default}.").format(default=default),
            "file": _("From the configuration file; the default is {default}.").format(
                default=default
            ),
            "unsaved": _(
                "The configuration file says otherwise: this lasts until you leave, unless you write it there."
            ),
        }[self._preferences.origin(option)]
        name = f"{option.section}.{option.key}" if option.section else option.key
        return [
            Block("body", (_(option.about),), base=base, after=0),
            Block("meta", (f"{origin} ({isolated(name)})",), base=base),
        ]

    # ------------------------------------------------------------------- actions
    def action_deeper(self) -> None:
        """Change the value."""
        self.action_settings_change()

    def action_settings_change(self) -> None:
        """Take the next value; a number is asked for."""
        self._step(1)

    def action_settings_before(self) -> None:
        """Take the value before."""
        self._step(-1)

    def _step(self, delta: int) -> None:
        option = self.option
        if option is None:
            return
        if option.kind == "number":
            self._ask(option)
        else:
            self._change(option, option.step(self._preferences.value(option), delta))

    def _ask(self, option: Option) -> None:
        """Ask for a number."""
        from tui.screens.question import LineQuestion

        question = _("{name}: a number from {low} to {high}").format(
            name=_(option.label), low=option.low, high=option.high
        )

        def take(text: str | None) -> None:
            if text is None:
                return
            try:
                self._change(option, int(text))
            except ValueError:
                self.tell(
                    _("“{text}” is no number from {low} to {high}; nothing was changed.").format(
                        text=text[:20], low=option.low, high=option.high
                    ),
                    error=True,
                )

        value = str(self._preferences.value(option))
        self.app.push_screen(LineQuestion(question, self.keymap, value=value), take)

    def action_settings_reset(self) -> None:
        """Go back to the default."""
        if self.option is not None:
            self._change(self.option, self.option.default)

    def _change(self, option: Option, value: Value) -> None:
        self._preferences.change(option, value)
        self._apply(option)
        if option.key == "language":
            self.title_changed()
        self._show()
        if option.key in AT_NEXT_START:
            self.tell(_("This counts from the next start."))

    def action_settings_write(self) -> None:
        """Write the value into the configuration file."""
        option = self.option
        if option is None:
            return

        async def write() -> None:
            path = self._preferences.write(option)
            if path is None:
                self.tell(_("There is no configuration file to write to."), error=True)
                return
            self._apply(option)
            self._show()
            self.tell(_("Written to {path}.").format(path=from_left(str(path))))

        self.begin(write())
