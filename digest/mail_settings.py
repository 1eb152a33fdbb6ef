"""The user's settings of mail: section ``[mail]`` of the config file.

Knows which values make sense together. It never holds a password: only where one is kept.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec

from digest.addresses import checked_address, refuse_controls
from mujaz.i18n import _

Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]
Seconds = Annotated[float, msgspec.Meta(gt=0, le=600)]
Security = Literal["starttls", "tls", "none"]
_PORTS: Mapping[Security, int] = {"starttls": 587, "tls": 465, "none": 25}


class MailSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Section ``[mail]``: who sends the briefing, and by which way."""

    via: Literal["smtp", "sendmail", "maildir"] = "smtp"
    sender: str = msgspec.field(default="", name="from")
    name: str = ""
    host: str = ""
    port: Port = 0
    security: Security = "starttls"
    user: str = ""
    password_command: tuple[str, ...] = ()
    password_env: str = "MUJAZ_MAIL_PASSWORD"  # noqa: S105  the name of a variable
    password_keyring: bool = False
    ca_file: str = ""
    timeout: Seconds = 60.0
    sendmail: tuple[str, ...] = ("/usr/sbin/sendmail", "-i")
    maildir: str = ""
    owner: str = ""
    unsubscribe_url: str = ""
    on_uncertain: Literal["resend", "hold"] = "resend"

    def __post_init__(self) -> None:
        """Refuse addresses and hosts that are none, and a plain connection to another machine."""
        refuse_controls(self)
        if self.host:
            msgspec.structs.force_setattr(self, "host", _checked_host(self.host))
        for key in ("sender", "owner"):
            address = getattr(self, key)
            if address:
                msgspec.structs.force_setattr(self, key, checked_address(address))
        if self.security == "none" and self.host and not is_loopback(self.host):
            raise ValueError(
                _(
                    'without encryption only this machine may be written to; write "starttls" or "tls"'
                )
            )
        if self.unsubscribe_url and not _is_https(self.unsubscribe_url):
            raise ValueError(_("an address that begins with https:// is expected here"))
        if not self.sendmail:
            raise ValueError(_("the command must not be empty"))

    @property
    def tcp_port(self) -> int:
        """The port of the server; the usual one of the security where none is named."""
        return self.port or _PORTS[self.security]


def _checked_host(host: str) -> str:
    """Return the name or address of a server in ASCII.

    Raises:
        ValueError: it is none.
    """
    try:
        name = host if host.isascii() else host.encode("idna").decode("ascii")
        name.encode("idna")  # empty and overlong labels
    except UnicodeError:
        name = ""
    if not re.fullmatch(r"[A-Za-z0-9._:\[\]-]+", name):
        raise ValueError(
            _("“{host}” is no name of a server; write for example smtp.example.org").format(
                host=host[:80]
            )
        )
    return name.strip("[]")


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address can only mean this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def _is_https(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    bare = url.isascii() and url.isprintable() and not set(url) & set(' <>,"')
    return parts.scheme == "https" and bool(parts.hostname) and bare


#: One line of documentation a key, for the generated example config.
DOCS: Mapping[str, str] = {
    "via": 'How mail leaves: "smtp" (a server), "sendmail" (a program of this machine) or '
    '"maildir" (a folder that your mail reader shows).',
    "from": "Address that the briefing is sent from.",
    "name": "Name beside that address. Empty: the briefing's own.",
    "host": "The mail server, such as smtp.example.org.",
    "port": "Its port. 0: the usual one (587 with starttls, 465 with tls).",
    "security": '"starttls" or "tls"; "none" is for a server on this machine only. '
    "Certificates are always checked.",
    "user": "User name at the server. Empty: no sign-on.",
    "password_command": "Command whose first line of output is the password, as a list: "
    '["pass", "show", "mail"].',
    "password_env": "Variable that holds the password where no command is named.",
    "password_keyring": "Take the password from the system's keyring (service mujaz); needs the "
    "extra: pip install mujaz[keyring].",
    "ca_file": "File of further certificate authorities, for a server with its own.",
    "timeout": "Seconds to wait for the server, each time.",
    "sendmail": "The sendmail program and its options; the recipient is added.",
    "maildir": "The Maildir folder that mail is put into.",
    "owner": "Where a request to unsubscribe is mailed to. Empty: the sender.",
    "unsubscribe_url": "Page (https) that unsubscribes by one click, where you run one.",
    "on_uncertain": 'When the server took a mail but its answer was lost: "resend" sends it once '
    'more, "hold" leaves it to you.',
}
