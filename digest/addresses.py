"""Mail addresses as the config names them: checked once, so that no later step needs to.

Only the user's own config leads here. Local parts beyond ASCII need SMTPUTF8 (RFC 6531), which few
servers offer, and are refused; a domain beyond ASCII is written in its ASCII form (IDNA).
"""

from __future__ import annotations

import re

import msgspec

from mujaz.i18n import _

#: RFC 5322 dot-atom before the sign, RFC 1123 host name behind it; no leading dash, which a
#: sendmail program might read as an option.
_ADDRESS = re.compile(
    r"(?!-)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_MOST = 254  # RFC 5321, section 4.5.3.1.3, without the angle brackets


def checked_address(text: str) -> str:
    """Return a mail address in ASCII.

    Raises:
        ValueError: it is none, or one that cannot be written to; the text says so to people.
    """
    local, sign, domain = text.strip().rpartition("@")
    try:
        address = f"{local}{sign}{domain if domain.isascii() else domain.encode('idna').decode()}"
    except UnicodeError:
        address = ""
    if len(address) > _MOST or not _ADDRESS.fullmatch(address):
        raise ValueError(
            _("“{text}” is no mail address; write for example name@example.org").format(
                text=text[:80]
            )
        )
    return address


def refuse_controls(settings: msgspec.Struct) -> None:
    """Refuse settings that hold a control character: no path, name or command has one.

    Raises:
        ValueError: one of them does; the text says so to people.
    """
    for value in msgspec.structs.asdict(settings).values():
        texts = value if isinstance(value, tuple) else (value,)
        if any(isinstance(one, str) and _CONTROL.search(one) for one in texts):
            raise ValueError(_("there is a control character in it"))


def domain_of(address: str) -> str:
    """Return the domain of a checked address, in small letters."""
    return address.rpartition("@")[2].lower()
