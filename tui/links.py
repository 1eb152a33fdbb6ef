"""Opening an article's page in the user's browser: web addresses only, never through a shell."""

from __future__ import annotations

import subprocess
import sys
from urllib.parse import urlsplit

from mujaz.i18n import _
from mujaz.reasons import os_reason


def safe_url(url: str | None) -> str | None:
    """Return an address if a browser may be given it: http or https, a host, no odd characters."""
    if not url or any(char.isspace() or not char.isprintable() for char in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and parts.hostname else None


def open_link(url: str | None) -> str:
    """Open an address in the browser.

    The browser is started by Python's own ``webbrowser`` in a process of its own, with the address
    as one argument and no terminal: nothing it prints reaches the screen.

    Returns:
        what to tell the user.
    """
    address = safe_url(url)
    if address is None:
        return _("The article has no web address that can be opened.")
    try:
        subprocess.Popen(
            [sys.executable, "-m", "webbrowser", address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return _("The browser cannot be started ({reason}).").format(reason=os_reason(error))
    return _("Opened in the browser.")
