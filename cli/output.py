"""stdout is the product, stderr the talk; on a terminal both are laid out for Arabic."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, TextIO

from mujaz.i18n import _

if TYPE_CHECKING:
    from pathlib import Path

    from tui.settings import Bidi
    from tui.terminal.wire import Wire

#: Before an option, a path or a placeholder, at the beginning of a word.
_OPENING_SIGN = re.compile(r"(?<![^\s`«“(])(?=[-/~.\[][-/.\w\[]*[A-Za-z])")
_plain: list[bool] = []


def say(text: str = "") -> None:
    """Write a text of the product to stdout."""
    _write(text, sys.stdout)


def tell(text: str) -> None:
    """Write a remark to stderr."""
    _write(text, sys.stderr)


def complain(text: str) -> None:
    """Write an error to stderr, as one line."""
    _write(" ".join(text.split()), sys.stderr)


def say_json(values: Iterable[object]) -> None:
    """Write values as JSON Lines: logical text, times in UTC to the second."""
    import msgspec

    for value in values:
        sys.stdout.write(msgspec.json.encode(plain(value)).decode() + "\n")


def parted(text: str, second_story: int | None) -> Iterable[str]:
    """Yield an article's text, with a word where another story begins that is glued to it."""
    if second_story is None:
        yield text
        return
    yield text[:second_story].rstrip()
    yield f"[{_('Another story, which the outlet has glued to this one:')}]"
    yield text[second_story:]


def plain(value: object) -> object:
    """Return a value of the model as plain data; 15.0 becomes 15, as the source wrote it."""
    import msgspec

    return _whole_numbers(msgspec.to_builtins(value))


def _whole_numbers(value: object) -> object:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, dict):
        return {key: _whole_numbers(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_whole_numbers(one) for one in value]
    return value


def width(limit: int = 100) -> int:
    """Return the columns to write in: the terminal's, at most ``limit``."""
    return min(limit, shutil.get_terminal_size((80, 24)).columns)


def write_plainly() -> None:
    """Lay nothing out from now on, whatever the streams are: what is read aloud must be text."""
    _plain.append(True)


def _write(text: str, stream: TextIO) -> None:
    if _plain or not stream.isatty():
        from mujaz.text import clean

        stream.write(clean(text) + "\n")
        return
    from tui.terminal.stdout import print_lines

    print_lines(keep_options(text), width(), stream, wire=terminal_wire())


def keep_options(text: str) -> str:
    """Return a text in which ``--data`` and ``/etc/x`` keep their beginning on the left.

    A sign before a Latin word takes the direction of the Arabic around it (UAX #9, rule N1); a
    left-to-right mark before it binds it to its word.
    """
    return _OPENING_SIGN.sub("\u200e", text)


class _Terminal:
    """What is known of this process's terminal before it is asked."""

    setting: Bidi = "auto"
    folder: Path | None = None


def use_bidi(setting: Bidi) -> None:
    """Take the user's setting ``[reader] bidi`` for what commands write too."""
    _Terminal.setting = setting
    terminal_wire.cache_clear()


def remember_in(folder: Path) -> None:
    """Take the data folder, where a terminal's answers are kept from one command to the next."""
    _Terminal.folder = folder


@cache
def terminal_wire() -> Wire:
    """Return how this process's terminal is written to; the terminal is asked once a session."""
    from tui.terminal.detect import detect
    from tui.terminal.probe import give_back

    found = detect(_Terminal.setting, _Terminal.folder, fresh=False)
    give_back(found.typed)
    return found.wire
