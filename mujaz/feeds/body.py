"""The body of an HTTP answer, decompressed within a bound.

Knows gzip and deflate (RFC 1950–1952). A bomb of a few hundred kilobytes must cost no more memory
than the bound, so the decompressor is asked for small pieces and stopped in time.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator

from mujaz.errors import FetchError
from mujaz.i18n import _

_PIECE = 65_536
_AUTO = 32 + zlib.MAX_WBITS  # zlib finds out whether it is gzip or zlib
_RAW = -zlib.MAX_WBITS  # deflate without its zlib header, as some servers send it
_GZIP_MAGIC = b"\x1f\x8b\x08"


class Inflater:
    """Takes compressed or plain chunks and keeps at most ``limit`` bytes of what they hold."""

    def __init__(self, encoding: str, limit: int, shown: str) -> None:
        """Prepare for one body.

        Args:
            encoding: the ``Content-Encoding`` field; empty for a plain body.
            limit: bytes after decompression.
            shown: the address, for messages.

        Raises:
            FetchError: an encoding that was not asked for.
        """
        self._limit, self._shown = limit, shown
        self._body = bytearray()
        names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
        names = [name for name in names if name != "identity"]
        if len(names) > 1 or (names and names[0] not in ("gzip", "x-gzip", "deflate")):
            raise FetchError(
                _("{url}: the server packs its answer in a way that was not asked for.").format(
                    url=shown
                )
            )
        self._deflated = names == ["deflate"]
        self._packed = self._deflated
        self._head: bytes | None = None if self._deflated else b""
        self._zip = zlib.decompressobj(_AUTO)

    def feed(self, chunk: bytes) -> None:
        """Take the next chunk of the body.

        Raises:
            FetchError: the body is larger than the limit, or broken.
        """
        if self._head is not None:
            # What gzip is, the bytes say: a file.xml.gz may be served as it lies on the disk, and
            # a plain answer be called packed.
            self._head += chunk
            if len(self._head) < len(_GZIP_MAGIC):
                return
            self._packed = self._head.startswith(_GZIP_MAGIC)
            chunk, self._head = self._head, None
        if not self._packed:
            self._append(chunk)
            return
        try:
            self._inflate(chunk)
        except zlib.error:
            raise FetchError(
                _("{url}: the packed answer is broken; it is asked again later.").format(
                    url=self._shown
                )
            ) from None

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            if self._zip.eof:
                # Another gzip member may follow (RFC 1952, section 2.2); other bytes are padding.
                if not chunk.startswith(_GZIP_MAGIC[:2]):
                    return
                self._zip = zlib.decompressobj(_AUTO)
            try:
                piece = self._zip.decompress(chunk, _PIECE)
            except zlib.error:
                if self._body:
                    raise
                self._zip = zlib.decompressobj(_RAW)
                piece = self._zip.decompress(chunk, _PIECE)
            self._append(piece)
            chunk = self._zip.unused_data if self._zip.eof else self._zip.unconsumed_tail

    def _append(self, piece: bytes) -> None:
        if len(self._body) + len(piece) > self._limit:
            raise FetchError(
                _("{url}: the answer is larger than {megabytes} MB and was not read.").format(
                    url=self._shown, megabytes=f"{self._limit / 1e6:g}"
                )
            )
        self._body += piece

    @property
    def is_whole(self) -> bool:
        """Whether a packed body has come to its end; a plain one does not tell."""
        return not self._packed or self._zip.eof

    def finish(self) -> bytes:
        """Return the whole body, of a packed one that was cut off what could be unpacked."""
        if self._head:
            self._append(self._head)
        elif self._packed and self._body and not self._zip.eof:
            self._append(self._zip.flush(_PIECE))
        return bytes(self._body)


async def read_body(
    chunks: AsyncIterator[bytes], encoding: str, limit: int, shown: str
) -> tuple[bytes, bool]:
    """Read a body in chunks; return it and whether it is whole.

    See :class:`Inflater` for the arguments and errors.
    """
    inflater = Inflater(encoding, limit, shown)
    async for chunk in chunks:
        inflater.feed(chunk)
    return inflater.finish(), inflater.is_whole
