"""What can go wrong with a request, in words for people.

Knows the exceptions of the HTTP client and the meaning of status codes (RFC 9110). When a feed is
asked again is decided in :mod:`mujaz.feeds.polling`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from mujaz.errors import FetchError
from mujaz.feeds.addresses import display_address, host_of
from mujaz.i18n import _
from mujaz.text import clean

#: Longest wait that a server may ask for, in seconds: one day.
MAX_RETRY_AFTER = 86_400.0


class StatusError(FetchError):
    """A server answered with an error status.

    Attributes:
        status: the HTTP status code.
        retry_after: seconds after which the server wants to be asked again, or None.
    """

    def __init__(self, message: str, status: int, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class NoAnswerError(FetchError):
    """No server answered: no network, no such host, a refused or broken connection, silence."""


class PrivateHostError(FetchError):
    """An address of this machine, of a home or company network, or of a cloud's own services.

    Attributes:
        host: the host that ``allow_hosts`` would have to name.
    """

    def __init__(self, message: str, host: str) -> None:
        super().__init__(message)
        self.host = host


def private_host_error(url: str) -> PrivateHostError:
    """Return the error of an address whose host is private and not in ``allow_hosts``."""
    host = host_of(url)
    words = _(
        "{url}: {host} is in a private network and was not asked; if you trust it, put "
        '"{host}" into allow_hosts in the [fetch] section of the config.'
    )
    return PrivateHostError(words.format(url=display_address(url), host=clean(host)), host)


def retry_after_seconds(value: str | None, now: datetime | None = None) -> float | None:
    """Read a ``Retry-After`` field (RFC 9110, section 10.2.3): seconds or a date.

    Args:
        value: the field's value, or None where there is none.
        now: the present moment, for a date; the system's clock by default.

    Returns:
        seconds from now, 0 to one day, or None where the field says nothing usable.
    """
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), MAX_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    wait = (moment - (now or datetime.now(UTC))).total_seconds()
    return min(max(wait, 0.0), MAX_RETRY_AFTER)


def status_error(status: int, shown: str, retry_after: float | None) -> StatusError:
    """Return the error of a status code of 400 or more, or of a redirect that leads nowhere."""
    return StatusError(_status_words(status).format(url=shown, status=status), status, retry_after)


def _status_words(status: int) -> str:
    """Return what a status means and what happens next."""
    if status in (401, 407):
        return _("{url} asks for a user name and password ({status}); put them into the address.")
    if status in (403, 451):
        return _("{url} refuses us ({status}); it is asked again later.")
    if status == 404:
        return _("{url} is not there (404); it is asked again, then given up after ten times.")
    if status == 410:
        return _("{url} is gone for good (410); it is not asked again.")
    if status == 429:
        return _("{url} finds our requests too many (429); it is left in peace for a while.")
    if status >= 500:
        return _("{url} is in trouble ({status}); it is asked again later.")
    return _("{url} answered with status {status}; it is asked again later.")


def describe_failure(error: BaseException, shown: str, timeout: float) -> FetchError:
    """Return a FetchError that says what an exception of the HTTP client means.

    Args:
        error: what was raised.
        shown: the address as :func:`mujaz.feeds.addresses.display_address` gives it.
        timeout: the deadline of the request in seconds.
    """
    import socket
    import ssl

    from aiohttp import client_exceptions as http

    if isinstance(error, FetchError):
        return error
    if isinstance(error, TimeoutError):
        words = _("{url} did not answer in full within {seconds} seconds.")
        return NoAnswerError(words.format(url=shown, seconds=f"{timeout:g}"))
    kind: type[FetchError] = NoAnswerError
    if isinstance(error, http.ClientConnectorDNSError) or _caused_by(error, socket.gaierror):
        words = _("{url}: no such host was found; check the address and the connection.")
    elif isinstance(error, http.ClientSSLError) or _caused_by(error, ssl.SSLError):
        words, kind = _("{url}: the secure connection failed ({reason})."), FetchError
    elif _caused_by(error, ConnectionRefusedError):
        words = _("{url}: the host refuses the connection.")
    elif isinstance(error, http.ClientPayloadError):
        words = _("{url}: the connection broke off before the end of the answer.")
    elif isinstance(error, http.ClientConnectionError | OSError):
        words = _("{url}: the connection broke off ({reason}).")
    else:
        words, kind = _("{url}: the server's answer makes no sense ({reason})."), FetchError
    return kind(words.format(url=shown, reason=_reason(error)))


def _caused_by(error: BaseException, kind: type[BaseException]) -> bool:
    """Tell whether an exception, or one that it wraps, is of a kind."""
    seen = 0
    current: BaseException | None = error
    while current is not None and seen < 6:
        inner = getattr(current, "os_error", None)
        if isinstance(current, kind) or isinstance(inner, kind):
            return True
        current, seen = current.__cause__ or current.__context__, seen + 1
    return False


def _reason(error: BaseException) -> str:
    """Return a short reason without addresses: the system's own words or the error's name."""
    inner = getattr(error, "certificate_error", None) or getattr(error, "os_error", None) or error
    verify = getattr(inner, "verify_message", None) or getattr(inner, "reason", None)
    text = verify or getattr(inner, "strerror", None) or type(inner).__name__
    return clean(str(text)).replace("\n", " ")[:120]
