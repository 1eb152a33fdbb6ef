"""Short notices at the edge of the screen: a new one takes the place of the old one.

An error stays beside a later notice until its time is over. Texts are never parsed as markup.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

SECONDS = 6.0


class Notices:
    """The notices of one app; at most one error and one other are on the screen."""

    def __init__(self, app: App[object]) -> None:
        self._app = app
        self._error = ""
        self._until = 0.0

    def tell(self, message: str, *, error: bool = False) -> None:
        """Show a notice in the place of the one before."""
        now = time.monotonic()
        self._app.clear_notifications()
        if error:
            self._error, self._until = message, now + SECONDS
        elif self._error and now < self._until and message != self._error:
            self._show(self._error, "error", self._until - now)
        self._show(message, "error" if error else "information", SECONDS)

    def _show(self, message: str, severity: str, seconds: float) -> None:
        self._app.notify(
            message,
            severity=severity,  # type: ignore[arg-type]
            timeout=seconds,
            markup=False,
        )
