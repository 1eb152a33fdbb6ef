"""The password of the mail server, from where the user keeps it; held no longer than needed.

It stands in no message, representation or file of ours. An error names the place that was looked
into, never what was found there.
"""

from __future__ import annotations

import os
import subprocess
from typing import Final

from digest.mail_settings import MailSettings
from digest.ways import TemporaryError
from mujaz.files import expanded
from mujaz.i18n import _
from mujaz.reasons import os_reason

KEYRING_SERVICE: Final = "mujaz"
_COMMAND_SECONDS: Final = 30


class Password:
    """A password that shows itself to nobody who does not ask for it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the text."""
        return self._text

    def __repr__(self) -> str:
        return "Password(***)"


def find_password(mail: MailSettings) -> Password:
    """Return the password: of the command, else of the variable, else of the keyring.

    Raises:
        TemporaryError: there is none now; a keyring may be locked, a command fail for a while.
    """
    if mail.password_command:
        return Password(_of_command(mail.password_command))
    given = os.environ.get(mail.password_env) if mail.password_env else None
    if given:
        return Password(given)
    if mail.password_keyring:
        return Password(_of_keyring(mail.user))
    raise TemporaryError(
        _(
            "There is no password for {user}: name [mail] password_command, set {variable}, or use the keyring."
        ).format(user=mail.user, variable=mail.password_env or "password_env")
    )


def _of_command(command: tuple[str, ...]) -> str:
    name = command[0]
    try:
        done = subprocess.run(
            [str(expanded(name)), *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_COMMAND_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        problem = _("no answer within {n} seconds").format(n=_COMMAND_SECONDS)
    except OSError as error:
        problem = os_reason(error)
    except ValueError:  # a NUL in the command
        problem = _("the command cannot be started")
    else:
        first = done.stdout.split(b"\n", 1)[0].rstrip(b"\r").decode("utf-8", "replace")
        if done.returncode == 0 and first:
            return first
        problem = (
            _("it ended with status {status}").format(status=done.returncode)
            if done.returncode
            else _("its first line is empty")
        )
    raise TemporaryError(
        _("{command}: the password command gave no password ({reason}).").format(
            command=name, reason=problem
        )
    )


def _of_keyring(user: str) -> str:
    try:
        import keyring
    except ImportError:
        raise TemporaryError(
            _("The keyring cannot be asked: it is an extra; install mujaz[keyring].")
        ) from None
    try:
        found = keyring.get_password(KEYRING_SERVICE, user)
    except Exception as error:  # each backend has errors of its own
        raise TemporaryError(
            _("The keyring gave no password ({reason}).").format(reason=type(error).__name__)
        ) from None
    if not found:
        raise TemporaryError(
            _("The keyring holds no password of “{user}” for the service mujaz.").format(user=user)
        )
    return str(found)
