"""A process that analyses articles for another one, asked over its standard input.

Messages are MessagePack with their length before them. This module knows the messages and nothing
of who asks; :mod:`mujaz.pipeline.analysing` does.
"""

from __future__ import annotations

import gc
import sys
from typing import IO

import msgspec

from mujaz.model import Article
from mujaz.stories.analysis import Analysis, analyse

_LENGTH = 4
_ENCODER = msgspec.msgpack.Encoder()
_ARTICLES = msgspec.msgpack.Decoder(list[Article])
_ANALYSES = msgspec.msgpack.Decoder(list[Analysis])


def ask(articles: list[Article], stdin: IO[bytes], stdout: IO[bytes]) -> list[Analysis]:
    """Send articles to a worker and return what it says of them.

    Raises:
        OSError: the worker has ended.
    """
    _write(stdin, _ENCODER.encode(articles))
    reply = _read(stdout)
    if reply is None:
        raise BrokenPipeError
    return _ANALYSES.decode(reply)


def main() -> None:
    """Analyse what comes in on standard input until it ends."""
    gc.disable()  # analyses hold no circles, and looking for some takes a tenth of the time
    try:
        while (message := _read(sys.stdin.buffer)) is not None:
            answer = [analyse(article) for article in _ARTICLES.decode(message)]
            _write(sys.stdout.buffer, _ENCODER.encode(answer))
    except (KeyboardInterrupt, BrokenPipeError):
        return  # who asked has been stopped, and will ask again another day


def _read(stream: IO[bytes]) -> bytes | None:
    """Read one message, or None at the end of the stream."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def _write(stream: IO[bytes], message: bytes) -> None:
    """Write one message with its length before it."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


if __name__ == "__main__":
    main()
