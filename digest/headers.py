"""Header fields of a mail, cleaned, encoded and folded by our own hand.

Python's ``EmailMessage`` decodes an encoded word in a header's value before it writes it (which
lets a headline write header lines of its own) and loses the spaces between the encoded words of a
long one, on all versions before 3.13 (CPython issue 121650). Nothing of it is used here: a field is
either one line of printable ASCII or a row of base64 encoded words (RFC 2047).
"""

from __future__ import annotations

import base64
import re
from typing import Final

from digest.plain import one_line

#: A line that holds an encoded word has at most 76 characters (RFC 2047, section 2).
_LINE: Final = 76
_OPEN, _CLOSE = "=?utf-8?b?", "?="
_ENCODED_WORD: Final = 75
_ZWNJ: Final = "\u200c"
#: Characters of a subject: mail lists show less, and what is cut should be ours to choose.
MAX_SUBJECT: Final = 120


def subject(text: str) -> str:
    """Return a text of unknown origin as the value of a Subject: clean, on one line, short.

    ``=?`` is broken up by a non-joiner, which is not drawn: no program that stands between us and
    the reader can take a part of a headline for an encoded word and decode it a second time.
    """
    return one_line(text, MAX_SUBJECT).replace("=?", f"={_ZWNJ}?").strip()


def field(name: str, value: str) -> bytes:
    """Return a header field of unstructured text, folded, with its line end.

    The value comes out of a parser as it went in: encoded words are cut between characters, and
    the white space between them does not count (RFC 2047, section 6.2).

    Args:
        name: the field's name; a constant of the caller's.
        value: one line without control characters and surrogates; :func:`subject` makes it so.

    Raises:
        ValueError: a control character is in it, or a lone surrogate (as UnicodeEncodeError).
    """
    if any(char < " " or char == "\x7f" for char in value):
        raise ValueError(name)
    if _is_plain(value) and len(name) + 2 + len(value) <= _LINE:
        return f"{name}: {value}\r\n".encode("ascii")
    return f"{name}: {_words(value, len(name) + 2)}\r\n".encode("ascii")


def token_field(name: str, value: str) -> bytes:
    """Return a field whose value is syntax and must stand as it is, such as a Message-ID.

    Raises:
        ValueError: it is not printable ASCII on one line; our own parts of a mail always are.
    """
    if not (value.isascii() and value.isprintable()):
        raise ValueError(name)
    return f"{name}: {value}\r\n".encode("ascii")


def mailbox_field(name: str, display: str, address: str) -> bytes:
    """Return a From or To field: a display name, always encoded, and a checked ASCII address."""
    if not display:
        return f"{name}: {address}\r\n".encode("ascii")
    return f"{name}: {_words(display, len(name) + 2)}\r\n <{address}>\r\n".encode("ascii")


def list_id_field(display: str, identifier: str) -> bytes:
    """Return a List-Id field (RFC 2919): a phrase, always encoded, and an identifier."""
    return f"List-Id: {_words(display, 9)}\r\n <{identifier}>\r\n".encode("ascii")


def _is_plain(value: str) -> bool:
    return (
        value.isascii()
        and value.isprintable()
        and value == value.strip()
        and "=?" not in value
        and not re.search(r"\s{2,}", value)
    )


def _words(value: str, used: int) -> str:
    """Return a value as encoded words, one a line; ``used`` columns of the first are taken."""
    pieces: list[str] = []
    room = _room(_LINE - used)
    pending = b""
    for char in value:
        code = char.encode("utf-8")
        if len(pending) + len(code) > room:
            pieces.append(_word(pending))
            pending, room = b"", _room(_LINE - 1)
        pending += code
    pieces.append(_word(pending))
    return "\r\n ".join(pieces)


def _room(columns: int) -> int:
    """Return how many bytes an encoded word of so many columns holds."""
    return (min(columns, _ENCODED_WORD) - len(_OPEN) - len(_CLOSE)) // 4 * 3


def _word(data: bytes) -> str:
    return _OPEN + base64.b64encode(data).decode("ascii") + _CLOSE
