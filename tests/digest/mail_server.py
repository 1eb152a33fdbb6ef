"""A real SMTP server on loopback: encryption, sign-on, and faults on request.

The certificates beside it are self-signed, made for these tests and trusted by nobody else:
``server`` is good for localhost, ``other`` names another host, ``expired`` ended in 2021.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

CERTIFICATES = Path(__file__).with_name("certificates")
USER, PASSWORD = "مرسل", "c4nary كلمة السر"
logging.getLogger("mail.log").setLevel(logging.CRITICAL)


@dataclass
class Received:
    """A mail that the server took."""

    recipient: str
    content: bytes
    signed_on: bool
    encrypted: bool

    @property
    def message_id(self) -> str:
        return str(message_from_bytes(self.content)["Message-ID"])


@dataclass
class MailServer:
    """What the server took, and what it does with the next mails.

    ``script`` holds one word for each of the next mails: ``451`` and ``554`` answer so,
    ``drop_before`` hangs up without taking it, ``drop_after`` takes it and hangs up, ``hang`` takes
    it and never answers, ``leave`` takes it, answers and hangs up. Recipients that begin with ``perm`` or ``temp`` are refused.
    """

    port: int = 0
    script: list[str] = field(default_factory=list)
    taken: list[Received] = field(default_factory=list)
    delay: float = 0.0
    greeting: str = "250 2.0.0 taken"

    def taken_by(self, recipient: str) -> list[Received]:
        return [one for one in self.taken if one.recipient == recipient]

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        await asyncio.sleep(self.delay)
        if address.startswith("perm"):
            return "550 5.1.1 no such user"
        if address.startswith("temp"):
            return "451 4.7.1 come back later"
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        action = self.script.pop(0) if self.script else "take"
        if action == "451":
            return "451 4.3.0 try again"
        if action == "554":
            return "554 5.7.1 refused"
        if action == "drop_before":
            assert server.transport is not None
            server.transport.abort()
            return "421 bye"
        assert isinstance(envelope.content, bytes)
        self.taken.append(
            Received(
                envelope.rcpt_tos[0],
                envelope.content,
                bool(session.authenticated),
                session.ssl is not None,
            )
        )
        await asyncio.sleep(self.delay)
        if action == "drop_after":
            assert server.transport is not None
            server.transport.abort()
        elif action == "hang":
            await asyncio.sleep(30)
        elif action == "leave":
            assert server.transport is not None
            asyncio.get_running_loop().call_later(0.05, server.transport.close)
        return self.greeting


def _sign_on(
    _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: Any
) -> AuthResult:
    good = (
        isinstance(data, LoginPassword)
        and data.login == USER.encode()
        and data.password == PASSWORD.encode()
    )
    return AuthResult(success=good, handled=False)


@contextmanager
def serve(
    *, security: str = "starttls", certificate: str = "server", port: int = 0, **more: Any
) -> Iterator[MailServer]:
    """Run a server for the time of a block.

    Args:
        security: ``starttls``, ``tls`` or ``none``.
        certificate: which of the certificates it shows.
        port: its port; 0 for a free one.
        more: arguments of aiosmtpd's SMTP class.
    """
    mails = MailServer()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{certificate}.pem")
    options: dict[str, Any] = {
        "authenticator": _sign_on,
        "auth_require_tls": False,
        "timeout": 60,
        **more,
    }
    if security == "starttls":
        options |= {"tls_context": context, "require_starttls": True}
    elif security == "tls":
        options |= {"ssl_context": context}
    controller = Controller(mails, hostname="127.0.0.1", port=port or _free_port(), **options)
    controller.start()
    mails.port = controller.port
    try:
        yield mails
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
