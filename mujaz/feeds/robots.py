"""robots.txt: which pages of a site a program may fetch by itself (RFC 9309).

Knows the file's lines and how a path is matched; that it is asked for before the pages of articles,
and kept for a day, is :mod:`mujaz.pipeline.pages`' work. Feeds are not asked about: a publisher
offers them to be fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, urlsplit, urlunsplit

#: Our name in a ``User-agent`` line (RFC 9309, section 2.2.1).
PRODUCT = "mujaz"
#: What is read of a file, in characters; RFC 9309 (section 2.5) asks for 500 KiB at least.
MAX_LENGTH = 512_000
_MAX_RULES = 5000
_MAX_STARS = 20
_SAFE = "%/:@!$&'()*+,;=~-._?[]"


@dataclass(frozen=True, slots=True)
class Rules:
    """What a robots.txt says to us: (allow, pattern) in the order of the file."""

    rules: tuple[tuple[bool, str], ...] = ()

    def allows(self, url: str) -> bool:
        """Tell whether a page may be fetched: the longest pattern counts, allowing wins a tie."""
        parts = urlsplit(url)
        path = _encoded(urlunsplit(("", "", parts.path or "/", parts.query, "")))
        best, verdict = -1, True
        for allow, pattern in self.rules:
            longer = len(pattern) > best or (len(pattern) == best and allow)
            if longer and _matches(pattern, path):
                best, verdict = len(pattern), allow
        return verdict


#: A site without rules, and one that must be left alone.
ALLOW_ALL = Rules()
DISALLOW_ALL = Rules(((False, "/"),))


def robots_address(url: str) -> str:
    """Return the address of the robots.txt that speaks for a page."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], "/robots.txt", "", ""))


def rules_of(status: int, text: str) -> Rules:
    """Return the rules of an answer to the question for robots.txt (RFC 9309, section 2.3.1).

    Args:
        status: the HTTP status; 0 where there was no answer.
        text: the body of a good answer.
    """
    if 200 <= status < 300:
        return read_robots(text)
    return ALLOW_ALL if 400 <= status < 500 and status != 429 else DISALLOW_ALL


def read_robots(text: str) -> Rules:
    """Read the rules for :data:`PRODUCT`, else those for all robots, from a file."""
    ours: list[tuple[bool, str]] = []
    everybody: list[tuple[bool, str]] = []
    named = False
    targets: list[list[tuple[bool, str]]] = []
    in_rules = True
    for line in text[:MAX_LENGTH].lstrip("\ufeff").splitlines():
        key, mark, value = line.partition("#")[0].partition(":")
        key, value = key.strip().lower(), value.strip()
        if not mark:
            continue
        if key == "user-agent":
            if in_rules:
                targets, in_rules = [], False
            product = re.match(r"[A-Za-z_-]*", value)
            if product and product[0].lower() == PRODUCT:
                targets.append(ours)
                named = True
            elif value == "*":
                targets.append(everybody)
        elif key in ("allow", "disallow"):
            in_rules = True
            if value:  # an empty rule forbids nothing
                for target in targets:
                    if len(target) < _MAX_RULES:
                        target.append((key == "allow", _encoded(value)))
    return Rules(tuple(ours if named else everybody))


def _encoded(path: str) -> str:
    """Return a path with one spelling of its percent-encoding (RFC 9309, section 2.2.2)."""
    encoded = quote(path, safe=_SAFE)
    return re.sub(r"%[0-9a-fA-F]{2}", lambda found: found[0].upper(), encoded)


def _matches(pattern: str, path: str) -> bool:
    """Tell whether a path begins as a pattern says; ``*`` is anything, ``$`` at the end its end.

    Piece by piece from the left, without going back: a hostile pattern costs no more than its
    length times that of the path.
    """
    anchored = pattern.endswith("$")
    pieces = pattern[: len(pattern) - anchored].split("*")
    if len(pieces) > _MAX_STARS or not path.startswith(pieces[0]):
        return False
    position = len(pieces[0])
    if len(pieces) == 1:
        return not anchored or position == len(path)
    for piece in pieces[1:-1]:
        position = path.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    if anchored:
        return len(path) - len(pieces[-1]) >= position and path.endswith(pieces[-1])
    return path.find(pieces[-1], position) >= 0
