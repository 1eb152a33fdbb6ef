"""Mail over SMTP (RFC 5321): encrypted, signed on, and handed over with one last line.

A server may not take a message before the line that ends it (section 4.1.1.4). Everything but
that line is sent first; then the outbox notes that the letter is being handed over; then the line
goes out. So a doubt (RFC 1047) is left for the time between that note and the server's answer,
and for nothing before it.
"""

from __future__ import annotations

import base64
import re
import smtplib
import ssl
from contextlib import suppress
from typing import Final

from digest.mail_settings import MailSettings, is_loopback
from digest.password import Password, find_password
from digest.plain import one_line
from digest.ways import DeliveryError, DoubtfulError, HandOver, RefusedError, TemporaryError
from mujaz.i18n import _
from mujaz.reasons import os_reason

_LINE_END: Final = re.compile(rb"\r\n|\r|\n")
_TOLD: Final = 160
_CLOSING: Final = 421
#: A shorter password is not looked for in what a server says.
_SHORTEST: Final = 4
_FAILURES = (OSError, smtplib.SMTPException, UnicodeError)


class SmtpWay:
    """A connection to the mail server, opened for the first letter and kept for the next ones."""

    def __init__(self, mail: MailSettings) -> None:
        """Prepare; nothing is opened yet.

        Args:
            mail: section ``[mail]``; ``host`` and ``sender`` are set.
        """
        self._mail = mail
        self._server: smtplib.SMTP | None = None
        self._secret: Password | None = None
        self._closed_to_us: DeliveryError | None = None

    def deliver(self, recipient: str, content: bytes, hand_over: HandOver) -> None:
        """Send a mail to one recipient; see :class:`digest.ways.Way`."""
        server = self._with_envelope(recipient)
        try:
            self._expect(server.docmd("DATA"), (354,))
            server.send(_stuffed(content))
        except DeliveryError:
            self._start_over(server)
            raise
        except _FAILURES as error:
            self._drop()
            raise TemporaryError(self._lost(error)) from None
        try:
            hand_over()
        except BaseException:
            self._drop()  # without the last line the server forgets the message
            raise
        self._end(server)

    def close(self) -> None:
        """Say good-bye; what was taken stays taken whatever the server answers."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(*_FAILURES):
                server.quit()
            server.close()

    def _with_envelope(self, recipient: str) -> smtplib.SMTP:
        """Return a server that has taken sender and recipient.

        A connection that served an earlier letter may have been closed since (servers bound the
        letters of one): then a new one is made.
        """
        kept = self._server is not None
        server = self._ready()
        try:
            code, reply = server.mail(self._mail.sender)
            if code == _CLOSING and kept:
                raise smtplib.SMTPServerDisconnected
            self._expect((code, reply), (250,))
            self._expect(server.rcpt(recipient), (250, 251))
        except DeliveryError:
            self._start_over(server)
            raise
        except _FAILURES as error:
            self._drop()
            if kept:
                return self._with_envelope(recipient)
            raise TemporaryError(self._lost(error)) from None
        return server

    def _end(self, server: smtplib.SMTP) -> None:
        """Send the line that ends the message and take the answer."""
        try:
            server.send(b".\r\n")
            code, reply = server.getreply()
        except _FAILURES as error:
            self._drop()
            raise DoubtfulError(
                _("{host}: the mail was sent whole, but no answer came ({reason}).").format(
                    host=self._mail.host, reason=_reason(error)
                )
            ) from None
        if not 200 <= code < 600:
            self._drop()
            raise DoubtfulError(self._answered(code, reply))
        try:
            self._expect((code, reply), (250,))
        except DeliveryError:
            self._start_over(server)
            raise

    # ------------------------------------------------------------- connection
    def _ready(self) -> smtplib.SMTP:
        """Return a server that takes mail from us.

        A server that refused us once is not asked again in this run: five recipients need not
        wait five times.
        """
        if self._closed_to_us is not None:
            raise self._closed_to_us
        if self._server is None:
            try:
                self._server = self._connect()
                self._sign_on(self._server)
            except DeliveryError as error:
                self._drop()
                self._closed_to_us = error
                raise
            except _FAILURES as error:
                self._drop()
                self._closed_to_us = TemporaryError(self._lost(error))
                raise self._closed_to_us from None
        return self._server

    def _connect(self) -> smtplib.SMTP:
        mail = self._mail
        place = (mail.host, mail.tcp_port)
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                *place, local_hostname="localhost", timeout=mail.timeout, context=self._context()
            )
        else:
            server = smtplib.SMTP(*place, local_hostname="localhost", timeout=mail.timeout)
        self._server = server
        server.local_hostname = _literal(server)
        server.ehlo_or_helo_if_needed()
        if mail.security == "starttls":
            if not server.has_extn("starttls"):
                raise TemporaryError(
                    _(
                        "{host}: the server offers no encryption (STARTTLS); nothing was sent."
                    ).format(host=mail.host)
                )
            self._expect(server.starttls(context=self._context()), (220,))
            server.ehlo()
        return server

    def _context(self) -> ssl.SSLContext:
        """Return a context that checks certificates and host names; there is no other."""
        context = ssl.create_default_context()
        if self._mail.ca_file:
            try:
                context.load_verify_locations(self._mail.ca_file)
            except OSError as error:
                raise TemporaryError(
                    _("{path}: cannot be read ({reason}).").format(
                        path=self._mail.ca_file, reason=_reason(error)
                    )
                ) from None
        return context

    def _sign_on(self, server: smtplib.SMTP) -> None:
        """Sign on where a user is named: AUTH PLAIN (RFC 4616), else LOGIN."""
        mail = self._mail
        if not mail.user:
            return
        if mail.security == "none" and not is_loopback(mail.host):
            raise TemporaryError(_("A password is sent over encrypted connections only."))
        self._secret = find_password(mail)
        user, word = mail.user.encode(), self._secret.reveal().encode("utf-8", "replace")
        offered = server.esmtp_features.get("auth", "").upper().split()
        if "PLAIN" in offered:
            token = base64.b64encode(b"\0" + user + b"\0" + word).decode("ascii")
            self._expect(server.docmd("AUTH", f"PLAIN {token}"), (235, 503))
        elif "LOGIN" in offered:
            self._expect(server.docmd("AUTH", "LOGIN"), (334,))
            self._expect(server.docmd(base64.b64encode(user).decode("ascii")), (334,))
            self._expect(server.docmd(base64.b64encode(word).decode("ascii")), (235, 503))
        else:
            raise TemporaryError(
                _("{host}: the server offers no way to sign on that mujaz knows.").format(
                    host=mail.host
                )
            )

    def _start_over(self, server: smtplib.SMTP) -> None:
        """Make the connection ready for the next letter, or give it up."""
        try:
            if server.rset()[0] == 250:
                return
        except _FAILURES:
            pass
        self._drop()

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    # ---------------------------------------------------------------- answers
    def _expect(self, answer: tuple[int, bytes], codes: tuple[int, ...]) -> None:
        """Raise what an answer means where it is none of the hoped-for ones."""
        code, reply = answer
        if code in codes:
            return
        kind = RefusedError if 500 <= code < 600 else TemporaryError
        raise kind(self._answered(code, reply))

    def _answered(self, code: int, reply: bytes) -> str:
        text = reply.decode("utf-8", "replace")
        if self._secret is not None:
            text = _without(text, self._mail.user, self._secret.reveal())
        return _("{host}: the server answered {code} {text}").format(
            host=self._mail.host, code=code, text=one_line(text, _TOLD)
        )

    def _lost(self, error: Exception) -> str:
        place = f"{self._mail.host}:{self._mail.tcp_port}"
        if isinstance(error, ssl.SSLCertVerificationError):
            return _(
                "{place}: the server's certificate is not valid ({reason}); nothing was sent."
            ).format(place=place, reason=one_line(error.verify_message, _TOLD))
        return _("{place}: the mail server could not be reached ({reason}).").format(
            place=place, reason=_reason(error)
        )


def _stuffed(content: bytes) -> bytes:
    """Return a message with CRLF line ends, an end to its last line, and dots doubled.

    RFC 5321, section 4.5.2: a line that begins with a dot gets one more.
    """
    lines = _LINE_END.sub(b"\r\n", content)
    if not lines.endswith(b"\r\n"):
        lines += b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines)


def _literal(server: smtplib.SMTP) -> str:
    """Return our address as EHLO names it (RFC 5321, section 4.1.3): no host name is given away."""
    assert server.sock is not None
    host = str(server.sock.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{host}]" if ":" in host else f"[{host}]"


def _without(text: str, user: str, word: str) -> str:
    """Return a server's words without a password that it repeats, plain or in base64."""
    forms = {
        word,
        *(
            base64.b64encode(form.encode("utf-8", "replace")).decode("ascii")
            for form in (word, f"\0{user}\0{word}")
        ),
    }
    for form in sorted(forms, key=len, reverse=True):
        if len(form) < _SHORTEST:
            break  # it would take letters out of every word, and hide nothing
        text = text.replace(form, "***")
    return text


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return f"{error.smtp_code} {one_line(_text(error.smtp_error), _TOLD)}"
    if isinstance(error, smtplib.SMTPServerDisconnected):
        return _("the server hung up")
    if isinstance(error, TimeoutError):
        return _("no answer in time")
    if isinstance(error, ssl.SSLError):
        return one_line(error.reason or type(error).__name__, _TOLD)
    if isinstance(error, OSError):
        return one_line(os_reason(error), _TOLD)
    return type(error).__name__


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
