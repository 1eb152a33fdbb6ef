"""Numbers in Arabic prose: digits of any script, number words, and both mixed.

This module knows how numbers are written and what they are worth (``خمسة وعشرين ألفا``,
``3.5 مليون``, ``٧٠ ألف``, ``عشرات الآلاف``). It doesn't know what they count, whether they are
dates or labels, or what stands before them (أكثر من); duals of nouns (قتيلين) are not numbers here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from mujaz.text import number_words
from mujaz.text.fold import fold

_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u200c-\u200f"
_TOKEN = re.compile(rf"\d+(?:[.,٫٬]\d+)*|[^\W\d_]++(?:[{_MARKS}]++[^\W\d_]*+)*+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: ``text[start:end]`` without attached و ف ب ل ك; a joined ال stays.

    ``value`` is None where only a size is said (عشرات، آلاف). ``digits`` tells whether any part
    is written in digits.
    """

    start: int
    end: int
    value: float | None
    digits: bool


class _Token(NamedTuple):
    start: int
    end: int
    word: str  # folded, without particles and article; "" for digits
    digits: str
    joined: bool  # has an attached و
    bare: int  # where the word begins without its particle


@lru_cache(1 << 14)
def _known(written: str) -> tuple[str, bool, int] | None:
    """Return (number word or "", has و, attached letters) of a word as written; None: no part."""
    if written[0].isdecimal():
        return "", False, 0
    folded = fold(written)
    word, joined, cut = number_words.resolve(folded)
    joined = joined or folded == "و"
    return (word, joined, cut) if word or joined else None


def _tokens(text: str) -> list[_Token]:
    out: list[_Token] = []
    for match in _TOKEN.finditer(text):
        known = _known(match[0])
        if known is None:
            continue
        if match[0][0].isdecimal():
            out.append(_Token(match.start(), match.end(), "", match[0], False, match.start()))
            continue
        word, joined, cut = known
        if out and word in ("عشر", "عشره") and out[-1].word in ("واحد", "واحده"):
            # وأحد عشر folds to what looks like one: it is و and the head of eleven.
            head = out[-1]
            out[-1] = head._replace(word="احد", joined=True, bare=_after(text, head.start, 1))
        out.append(_Token(*match.span(), word, "", joined, _after(text, match.start(), cut)))
    return out


def _after(text: str, start: int, letters: int) -> int:
    """Index behind the first ``letters`` letters of a word and their vowel signs."""
    while letters:
        start += 1
        while start < len(text) and not fold(text[start]):
            start += 1
        letters -= 1
    return start


class _Reader:
    """Puts the tokens of one number together; made anew for every number."""

    def __init__(self, text: str, tokens: list[_Token], at: int) -> None:
        self.text, self.tokens, self.at = text, tokens, at
        self.total = 0.0
        self.current: float | None = None
        self.last_scale = 0.0
        self.digits = False
        self.end = 0

    def _near(self, index: int) -> bool:
        """Whether the token at ``index`` follows the one before it with nothing but space."""
        if index >= len(self.tokens) or index == 0:
            return False
        gap = self.text[self.tokens[index - 1].end : self.tokens[index].start]
        return len(gap) <= 2 and not gap.strip(" \u00a0\t") and "\n" not in gap

    def _take(self, count: int = 1) -> None:
        self.at += count
        self.end = self.tokens[self.at - 1].end

    def read(self) -> float | None:
        """Read as much as belongs together; ``self.at`` and ``self.end`` stand behind it."""
        first = self.tokens[self.at]
        if first.word in number_words.HALVES:
            return self._fraction_first(first)
        if not self._begin(first):
            return None
        while self._near(self.at) and self._continue():
            pass
        return self.total + (self.current or 0.0)

    def _fraction_first(self, first: _Token) -> float | None:
        if not self._near(self.at + 1):
            return None
        kind, value = number_words.values().get(self.tokens[self.at + 1].word, ("", 0.0))
        if kind not in ("scale", "dual") or self.tokens[self.at + 1].joined:
            return None
        self._take(2)
        return number_words.HALVES[first.word] * (value if kind == "scale" else value / 2)

    def _begin(self, first: _Token) -> bool:
        if first.digits:
            self.digits = True
            self._take()
            self._space_groups(first)
            return True
        kind, value = number_words.values().get(first.word, ("", 0.0))
        if kind == "teen":
            if not (self._near(self.at + 1) and self.tokens[self.at + 1].word in ("عشر", "عشره")):
                return False
            self.current = 10.0 + value
            self._take(2)
            return True
        if not kind:
            return False
        self._take()
        if first.word in number_words.accusative() and self._counts_two(first):
            kind, value = "dual", 2 * value if kind == "scale" else value
        if kind in ("scale", "dual"):
            self.total, self.last_scale = value, value if kind == "scale" else value / 2
        else:
            self.current = value
        return True

    def _counts_two(self, first: _Token) -> bool:
        """Whether مليونا is a dual before its noun (مليونا شخص), not an accusative singular."""
        if "\u064b" in self.text[first.start : first.end] or self._near(self.at):
            return False
        end = first.end
        return self.text[end : end + 1] == " " and self.text[end + 1 : end + 2].isalpha()

    def _space_groups(self, first: _Token) -> None:
        """Read digits, with thousands set apart by spaces (``70 000``)."""
        digits = first.digits
        while (
            digits.isdigit()
            and (len(digits) <= 3 or len(digits) % 3 != 1 or digits is not first.digits)
            and len(first.digits) <= 3
            and not first.digits.startswith("0")
            and self._near(self.at)
            and len(self.tokens[self.at].digits) == 3
            and self.tokens[self.at].digits.isdigit()
            and (digits is not first.digits or fold(self.tokens[self.at].digits)[1:] == "00")
        ):
            digits += self.tokens[self.at].digits
            self._take()
        scaled = self._near(self.at) and number_words.values().get(
            self.tokens[self.at].word, ("",)
        )[0] in (
            "scale",
            "dual",
        )
        self.current = number_words.parse_digits(digits, scaled=scaled)

    def _continue(self) -> bool:
        token = self.tokens[self.at]
        joined = token.joined
        index = self.at
        if joined and not token.word and not token.digits:
            if not self._near(index + 1) and not self._touches(index + 1):
                return False
            index += 1
            token = self.tokens[index]
        if token.digits:
            return joined and self._digits_after_scale(token, index)
        if token.word in number_words.HALVES and joined:
            return self._half(token, index)
        kind, value = number_words.values().get(token.word, ("", 0.0))
        if not kind:
            return False
        accepted = self._joined(kind, value, index) if joined else self._direct(kind, value, token)
        if accepted and self.at <= index:
            self._take(index + 1 - self.at)
        return accepted

    def _touches(self, index: int) -> bool:
        """Whether a lone و is glued to the digits behind it (``و200``)."""
        return index < len(self.tokens) and self.tokens[index].start == self.tokens[index - 1].end

    def _digits_after_scale(self, token: _Token, index: int) -> bool:
        if self.current is not None or not self.last_scale or "." in token.digits:
            return False
        value = number_words.parse_digits(token.digits)
        if value >= self.last_scale:
            return False
        self.current, self.digits = value, True
        self._take(index + 1 - self.at)
        return True

    def _half(self, token: _Token, index: int) -> bool:
        if self.current is not None or not self.last_scale:
            return False
        self.total += number_words.HALVES[token.word] * self.last_scale
        self._take(index + 1 - self.at)
        if self._near(self.at):
            following = number_words.values().get(self.tokens[self.at].word, ("", 0.0))
            if following in (("scale", self.last_scale), ("dual", 2 * self.last_scale)):
                self._take()
        self.last_scale = 0.0
        return True

    def _joined(self, kind: str, value: float, index: int) -> bool:
        """A part added with و: tens to units, units to hundreds, hundreds to thousands."""
        if kind == "teen":
            return self._joined_teen(value, index)
        if kind in ("scale", "dual"):
            if self.current is None and 0 < value < self.last_scale:
                self.total += value
                self.last_scale = value if kind == "scale" else value / 2
                return True
            return False
        if self.current is None:
            if self.last_scale and value < self.last_scale:
                self.current = value
                return True
            return False
        if kind == "tens" and 1 <= self.current % 100 <= 9:
            self.current += value
            return True
        if value < 100 and self.current >= 100 and self.current % 100 == 0 and not self.digits:
            self.current += value
            return True
        return False

    def _joined_teen(self, value: float, index: int) -> bool:
        open_place = (self.current is None and self.last_scale) or (self.current or 1) % 100 == 0
        if not open_place or not self._near(index + 1):
            return False
        if self.tokens[index + 1].word not in ("عشر", "عشره"):
            return False
        self.current = (self.current or 0.0) + 10.0 + value
        self._take(index + 2 - self.at)
        return True

    def _direct(self, kind: str, value: float, token: _Token) -> bool:
        """A part that follows without و: عشر of a teen, مئة, a scale word."""
        if kind in ("scale", "dual"):
            scale = (
                value if kind == "scale" or token.word in number_words.accusative() else value / 2
            )
            if kind == "dual" and token.word not in number_words.accusative():
                return False
            return self._scale(scale)
        if self.current is None or self.digits:
            return False
        unit = self.current % 100
        if kind == "unit" and value == 10 and 3 <= unit <= 9:
            self.current += 10
            return True
        if kind == "hundred" and 3 <= self.current <= 9:
            self.current *= 100
            return True
        return False

    def _scale(self, scale: float) -> bool:
        if self.current is None:
            if not self.last_scale or scale <= self.last_scale:
                return False
            self.total *= scale  # ألف مليار
        elif self.last_scale and scale > self.last_scale:
            return False
        else:
            self.total += self.current * scale
        self.current, self.last_scale = None, scale
        return True


def _vague_run(text: str, tokens: list[_Token], at: int) -> int:
    """Return how many tokens from ``at`` say a size without a number (عشرات الآلاف); 0: none."""
    sizes = number_words.vague()
    first = tokens[at].word
    count = 0
    if first in number_words.FEW and at + 1 < len(tokens) and tokens[at + 1].word in sizes:
        count = 2
    elif first in sizes:
        count = 1
    while count and at + count < len(tokens):
        gap = text[tokens[at + count - 1].end : tokens[at + count].start]
        following = tokens[at + count]
        if gap.strip() or following.joined or following.word not in sizes:
            break
        count += 1
    return count


def numbers(text: str) -> list[Number]:
    """Return the numbers of ``text`` in order, as they are written; dates and labels too.

    Parts that belong together are one number (``ثلاثة آلاف و200``, ``مليون ونصف المليون``).
    Digits that are glued to Latin letters (``F16``, ``G20``) are labels and left out.

    Args:
        text: Unfolded text; offsets are indices of its characters.
    """
    tokens = _tokens(text)
    found: list[Number] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not token.digits and not token.word:
            at += 1
            continue
        if token.digits and _label(text, token):
            at += 1
            continue
        vague = _vague_run(text, tokens, at)
        if vague:
            end = tokens[at + vague - 1].end
            found.append(Number(token.bare, end, None, False))
            at += vague
            continue
        reader = _Reader(text, tokens, at)
        value = reader.read()
        if value is None:
            at += 1
            continue
        found.append(Number(token.bare, reader.end, value, reader.digits))
        at = reader.at
    return found


def _label(text: str, token: _Token) -> bool:
    """Whether digits are part of a Latin label: a Latin letter touches them, or one and a dash."""
    before = text[max(0, token.start - 2) : token.start]
    after = text[token.end : token.end + 1]
    if before and before[-1].isascii() and (before[-1].isalpha() or before[-1] == "_"):
        return True
    if len(before) == 2 and before[-1] in "-‑–" and before[0].isascii() and before[0].isalpha():
        return True
    return (
        after.isascii()
        and after.isalpha()
        and not re.match(r"(?:km|kg|cm|mm|m|g|k)\b", text[token.end : token.end + 4], re.IGNORECASE)
    )
