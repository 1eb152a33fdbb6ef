"""One question over another screen: a line to type, or yes and no."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from mujaz.i18n import _
from tui._textual_compat import bind
from tui.blocks import Block
from tui.direction import interface_base
from tui.keymap import key_names, panel_bindings, with_aliases
from tui.phrases import isolated
from tui.screens.panel import PanelKeys
from tui.widgets.article_view import ArticleView
from tui.widgets.line_input import LineInput

_BOX = """
    align: center middle;
    & > Vertical {
        width: 90%;
        max-width: 72;
        height: auto;
        padding: 1 2;
        background: $surface;
        & > ArticleView { height: 4; background: $surface; }
    }
"""


class LineQuestion(PanelKeys[str | None], ModalScreen[str | None]):
    """Asks for a line; ends with it, or with None where the user went back."""

    DEFAULT_CSS = "LineQuestion {" + _BOX + "}"

    def __init__(
        self, question: str, keymap: Mapping[str, str], *, value: str = "", hint: str = ""
    ) -> None:
        """Prepare the question.

        Args:
            question: what is asked, one or two lines.
            keymap: action id → its keys.
            value: what stands in the box at first.
            hint: stands in the empty box.
        """
        super().__init__(keymap, measure=68)
        self._text = ArticleView(68)
        self._question = question
        self._value = value
        self._box = LineInput(placeholder=hint)

    def compose(self) -> ComposeResult:
        """Show question and box."""
        with Vertical():
            yield self._text
            yield self._box

    def on_mount(self) -> None:
        """Only what is no letter is a key here."""
        bind(self, [Binding("escape", "back", show=False)])
        self._text.show([Block("brief", (self._question,), base=interface_base())])
        self._text.can_focus = False
        self._box.value = self._value
        self._box.action_select_all()
        self._box.focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed; nothing typed is no answer."""
        self.dismiss(event.value.strip() or None)

    def action_back(self) -> None:
        """Answer nothing."""
        self.dismiss(None)


class YesNoQuestion(PanelKeys[bool], ModalScreen[bool]):
    """Asks yes or no; going back means no."""

    DEFAULT_CSS = "YesNoQuestion {" + _BOX + "}"

    def __init__(self, question: str, keymap: Mapping[str, str]) -> None:
        super().__init__(keymap, measure=68)
        self._text = ArticleView(68)
        self._question = question

    def compose(self) -> ComposeResult:
        """Show the question."""
        with Vertical():
            yield self._text

    def on_mount(self) -> None:
        """Bind yes and no: letters of both languages, Enter, and what goes back."""
        left = [one for one in panel_bindings(self.keymap, None) if one.action not in ("deeper",)]
        yes = with_aliases("y") + ",ن,enter"
        no = with_aliases("n") + ",ل,escape"
        bind(
            self,
            [
                Binding(yes, "yes", show=False, priority=True),
                Binding(no, "back", show=False, priority=True),
                *left,
            ],
        )
        base = interface_base()
        answers = _("{yes}: yes   {no}: no").format(
            yes=isolated(" ".join(key_names("y,enter"))),
            no=isolated(" ".join(key_names("n,escape"))),
        )
        self._text.show(
            [Block("brief", (self._question,), base=base), Block("meta", (answers,), base=base)]
        )
        self._text.focus()

    def action_yes(self) -> None:
        """Answer yes."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Answer no."""
        self.dismiss(False)
