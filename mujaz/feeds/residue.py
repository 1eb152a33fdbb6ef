"""Lines of an article's text that the page left there: buttons, notices, captions, tails.

Evidence in this order: what stands in many articles of the outlet, what is known to be said around
articles (``mujaz/data/residue.json``), what stands where captions and headings stand. In doubt a
line stays; what goes is kept with its reason, so that the reader can unfold it. How pages are taken
apart is not known here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from mujaz.feeds.bylines import is_byline, is_plug, is_signature
from mujaz.model import Removed
from mujaz.text import fold

#: Lines with more words are never taken for residue of the page by their frequency.
MAX_KEY_WORDS = 25
#: An outlet's lines say nothing before it has this many articles.
MIN_ARTICLES = 5
_MIN_COUNT = 5
_MIN_SHARE = 0.01
# How many lines above the article's first paragraph may be its furniture.
_HEAD_LINES = 4
_SECTION_LINES = 6
# How many of an article's first and last lines may say who made it.
_EDGE = 3
# A line with so many words is a paragraph of an article; a shorter one if it ends as a sentence.
_PARAGRAPH = 25
_SHORT_PARAGRAPH = 9
_SLACK = 12
_TAIL_SLACK = 2
_LIKE = 0.7
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_ENDS_SENTENCE = re.compile(r"[.!?؟…:]['\"»”’)\]]*$")
_ICON = re.compile(r"(?:camera|image|photo) icon\s*", re.IGNORECASE)
_FEED_FOOTER = re.compile(
    r"the post\b.*\bappeared first on\b|\bظهر(?:ت)? (?:المقاله|المقال|التدوينه)?.*\bاولا (?:علي|في)\b"
)


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The table of ``residue.json``, folded to keys.

    ``starts`` and ``tails`` give (phrase, number of words) by the phrase's first word.
    """

    exact: frozenset[str]
    head: frozenset[str]
    starts: Mapping[str, Sequence[tuple[str, int]]]
    notices: tuple[str, ...]
    within: tuple[str, ...]
    tails: Mapping[str, Sequence[tuple[str, int]]]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that holds something: where it stood, what it says, and its folded words."""

    index: int
    text: str
    key: str
    words: int

    @property
    def first(self) -> str:
        """Its first word."""
        return self.key.split(" ", 1)[0]


def line_keys(text: str) -> list[str]:
    """Return the folded keys of a text's lines, by which lines of an outlet are counted.

    Letters are folded, digits become 0, punctuation goes. Lines without words and lines of more
    than :data:`MAX_KEY_WORDS` words are left out; a key that stands twice is given once.
    """
    keys = (_key(line) for line in text.split("\n"))
    return list(dict.fromkeys(k for k in keys if k and k.count(" ") < MAX_KEY_WORDS))


def strip_residue(
    text: str,
    *,
    title: str,
    caption: str | None = None,
    counts: Mapping[str, int] | None = None,
    articles: int = 0,
) -> tuple[str, tuple[Removed, ...]]:
    """Take the page's residue out of an article's text.

    Args:
        text: the article, one paragraph a line; empty lines are dropped in silence.
        title: its title; a repetition of it above the text goes.
        caption: the caption of its picture, which is kept elsewhere.
        counts: in how many of the outlet's articles each key of :func:`line_keys` has stood.
        articles: how many articles of the outlet were counted.

    Returns:
        the text that stays, and the lines that went, in order.
    """
    lines = [
        _Line(index, stripped, key := _key(stripped), key.count(" ") + 1 if key else 0)
        for index, line in enumerate(text.split("\n"))
        if (stripped := line.strip())
    ]
    reasons: dict[int, str] = {}
    for place, line in enumerate(lines):
        reason = _frequent(line, counts or {}, articles) or _known(line, place, len(lines))
        if reason:
            reasons[place] = reason
        elif caption and line.words > 2 and line.key == _key(caption):
            reasons[place] = "caption"
    _mark_tail(lines, reasons)
    _mark_head(lines, reasons, _key(title), _key(caption or ""))
    if len(reasons) == len(lines):
        # Nothing would be left: the text is all there is.
        reasons.clear()
    kept = [line.text for place, line in enumerate(lines) if place not in reasons]
    removed = (
        Removed(line.index, line.text, reasons[place])
        for place, line in enumerate(lines)
        if place in reasons
    )
    return "\n".join(kept), tuple(removed)


@lru_cache(1 << 12)  # a batch's lines are counted first and judged afterwards
def _key(line: str) -> str:
    return _DIGITS.sub("0", " ".join(_WORD.findall(fold(line))))


@cache
def _phrases() -> _Phrases:
    path = Path(__file__).parent.with_name("data") / "residue.json"
    table = json.loads(path.read_text(encoding="utf-8"))
    keys = {name: [_key(phrase) for phrase in table[name]] for name in table if name != "about"}
    measured: dict[str, dict[str, list[tuple[str, int]]]] = {"starts": {}, "tails": {}}
    for name, by_word in measured.items():
        for key in dict.fromkeys(keys[name]):
            by_word.setdefault(key.split(" ", 1)[0], []).append((key, key.count(" ") + 1))
    return _Phrases(
        exact=frozenset(keys["exact"]),
        head=frozenset(keys["head"]),
        starts=measured["starts"],
        notices=tuple(keys["notices"]),
        within=tuple(keys["within"]),
        tails=measured["tails"],
    )


def _frequent(line: _Line, counts: Mapping[str, int], articles: int) -> str | None:
    """Say whether a line stands in many articles of the outlet."""
    if articles < MIN_ARTICLES or not line.words or line.words > MAX_KEY_WORDS:
        return None
    enough = max(_MIN_COUNT, _MIN_SHARE * articles)
    return "repeated" if counts.get(line.key, 0) >= enough else None


def _known(line: _Line, place: int, total: int) -> str | None:
    """Say whether a line is one that is known to stand around articles."""
    phrases = _phrases()
    if not line.words:
        return "symbol"
    if line.key in phrases.exact:
        return "button"
    if place < _SECTION_LINES and line.key in phrases.head and total > 1:
        return "section"
    if line.key.startswith(phrases.notices) or any(part in line.key for part in phrases.within):
        return "notice"
    if line.words <= _PARAGRAPH and _FEED_FOOTER.search(line.key):
        return "notice"
    if is_plug(line.key, line.words):
        return "plug"
    for phrase, words in phrases.starts.get(line.first, ()):
        if _begins(line, phrase) and _is_short(line, words):
            return "phrase"
    is_last = place >= total - _EDGE
    if is_last and total > 1 and is_signature(line.key):
        return "byline"
    if (is_last or place < _EDGE) and is_byline(fold(line.text), line.words):
        return "byline"
    return None


def _begins(line: _Line, phrase: str) -> bool:
    return line.key == phrase or line.key.startswith(phrase + " ")


def _is_short(line: _Line, words: int) -> bool:
    """Say whether a line is not much longer than the phrase it begins with.

    One-word phrases begin ordinary sentences too, so little may follow them; a colon behind the
    phrase says that it is a label.
    """
    label = ":" in line.text[: 2 + 8 * words]
    slack = _SLACK if words > 1 or label else 3
    return line.words <= words + slack and (label or not _is_sentence(line))


def _is_sentence(line: _Line) -> bool:
    """Say whether a line is long enough, and ends as a sentence of an article does."""
    return line.words > 8 and _ENDS_SENTENCE.search(line.text) is not None


def _mark_tail(lines: list[_Line], reasons: dict[int, str]) -> None:
    """Mark what follows a heading such as "related articles", up to the next real paragraph.

    A heading counts where half of the text stands above it.
    """
    tails = _phrases().tails
    total = sum(line.words for line in lines)
    above, inside = 0, False
    for place, line in enumerate(lines):
        is_heading = 2 * above >= total and any(
            _begins(line, phrase) and line.words <= words + _TAIL_SLACK
            for phrase, words in tails.get(line.first, ())
        )
        known = place in reasons
        inside = is_heading or (inside and (known or not _is_paragraph(line)))
        if inside:
            reasons.setdefault(place, "heading" if is_heading else "tail")
        above += line.words


def _is_paragraph(line: _Line) -> bool:
    """Say whether a line is text of an article, whatever heading stands above it."""
    if line.words >= _PARAGRAPH:
        return True
    ends = _ENDS_SENTENCE.search(line.text) is not None and not line.text.endswith("..")
    return line.words >= _SHORT_PARAGRAPH and ends


def _mark_head(lines: list[_Line], reasons: dict[int, str], title: str, caption: str) -> None:
    """Mark the title's repetition and the captions above the article's first paragraph."""
    head: list[int] = []
    for place, line in enumerate(lines):
        if line.words >= _PARAGRAPH and len(head) > 0 and place not in reasons:
            break
        if len(head) >= _HEAD_LINES + 1:
            break
        if title and line.key == title and all(above in reasons for above in range(place)):
            # further down it is what the title quotes: a verse, a sentence of a speech
            reasons.setdefault(place, "title")
        elif caption and _alike(line.key, caption):
            reasons.setdefault(place, "caption")
        elif place not in reasons or _ICON.match(line.text):
            head.append(place)
    _mark_captions(lines, reasons, [place for place in head if lines[place].words < _PARAGRAPH])


def _mark_captions(lines: list[_Line], reasons: dict[int, str], head: list[int]) -> None:
    """Mark a caption that stands twice, cut short or worded nearly the same."""
    for first, second in pairwise(head):
        one, two = lines[first], lines[second]
        if second - first > 1 and any(p not in reasons for p in range(first + 1, second)):
            continue
        first_key, second_key = _caption_key(one), _caption_key(two)
        if min(one.words, two.words) < 2 or (_is_sentence(one) and _is_sentence(two)):
            continue
        cut = second_key.startswith(first_key + " ") or first_key.startswith(second_key + " ")
        if cut or _alike(first_key, second_key):
            reasons.update({first: "caption", second: "caption"})


def _caption_key(line: _Line) -> str:
    return _key(_ICON.sub("", line.text))


def _alike(first: str, second: str) -> bool:
    """Say whether two keys hold nearly the same words (Jaccard index)."""
    one, two = set(first.split()), set(second.split())
    return bool(one) and len(one & two) > _LIKE * len(one | two)
