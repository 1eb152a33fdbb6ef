"""Bytes of a document → text, whatever encoding they are in or claim to be in.

Order of evidence: byte order mark, UTF-8 that decodes, the document's own declaration, the HTTP
charset, windows-1256 (what Arabic sites without a declaration write). What the text means is not
known here.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})["']"""
    rb"""|<meta[^>]{0,300}?\bcharset\s*=\s*["']?([A-Za-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_FALLBACK = "windows-1256"
# Codecs of Python that are no text encodings of documents, or unsafe to run on a stranger's bytes.
_LABELS = re.compile(r"(?:utf|iso|latin|windows|cp|koi8|mac|us-ascii|ascii|gb|big5|euc|shift|asmo)")
_ALIASES = {
    "windows1256": _FALLBACK,
    "cp-1256": _FALLBACK,
    "x-cp1256": _FALLBACK,
    "asmo-708": "iso8859-6",
}
# A cut-off or damaged UTF-8 document has few bad sequences among its many good letters.
_MAX_DAMAGE = 0.05
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_CONTROL_REFERENCE = re.compile(
    r"&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01]|127)|[xX]0*(?:[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF]));"
)


def decode_document(body: bytes, charset: str | None = None) -> str:
    """Return the text of an XML, JSON or HTML document.

    Args:
        body: the bytes.
        charset: the charset parameter of the HTTP content type.

    Returns:
        the text without byte order mark. Bytes that no encoding explains become U+FFFD.
    """
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    if body[:4] in (b"<\0?\0", b"<\0r\0", b"{\0\n\0", b'{\0"\0'):
        return body.decode("utf-16-le", "replace")
    if body[:4] in (b"\0<\0?", b"\0<\0r"):
        return body.decode("utf-16-be", "replace")
    text = _utf8(body)
    if text is not None:
        return text
    for label in (declared_encoding(body), charset):
        decoded = _strict(body, label)
        if decoded is not None:
            return decoded
    return body.decode(_FALLBACK, "replace")


def declared_encoding(body: bytes) -> str | None:
    """Return the encoding that a document declares in its first 2,048 bytes."""
    match = _DECLARED.search(body[:2048])
    return (match[1] or match[2]).decode("ascii").lower() if match else None


def strip_controls(text: str) -> str:
    """Return text without C0 controls, whether they stand as such or as character references.

    Tab, newline and carriage return stay. XML 1.0 (section 2.2) allows no others, and one of them
    would send the parser into its slow mode.
    """
    return _CONTROL_REFERENCE.sub("", _CONTROL.sub("", text))


def _utf8(body: bytes) -> str | None:
    """Decode UTF-8, also where a few bytes are damaged; None where it is another encoding."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(map("\u0080".__le__, text)) - bad
    return text if bad <= _MAX_DAMAGE * good else None


def _strict(body: bytes, label: str | None) -> str | None:
    """Decode by a named encoding, or return None where it is unknown or does not fit."""
    if not label:
        return None
    name = _ALIASES.get(label.lower(), label.lower())
    if not _LABELS.match(name) or name in ("utf-8", "utf8", "utf-7", "utf7"):
        return None
    try:
        return body.decode(name)
    except (LookupError, ValueError):
        return None
