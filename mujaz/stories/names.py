"""Names of persons, places and organisations in a text.

Known names come from lists (:mod:`mujaz.stories.gazetteer`), all spellings under one canonical
name; others from the words around them: titles and given names, nouns of bodies and of places.
Titles, honorifics and attached particles are no part of a name. This module knows no topics and
no importance; see :mod:`mujaz.stories.tags`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mujaz.model import Mention, TagKind
from mujaz.stories import gazetteer
from mujaz.stories import name_words as known
from mujaz.stories.context import Context
from mujaz.text.fold import fold

#: Between two words of one name there is only this; anything else ends it.
_GAP = re.compile("[ \u00a0\u200e\u200f-]{1,2}|[ \u00a0]?[\"“”«»'‘’][ \u00a0]?")
_MARK = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f]*")
_LONGEST_PERSON = 4
_KIN = frozenset(
    ("بن", "ابن", "ابو", "ام", "ال", "دي", "دا", "فون", "فان", "عبد", "لو", "بنت", "ذو", "دو")
)


class _Text:
    """The words of one text, which of them belong to names, and whether the next is in reach."""

    def __init__(self, context: Context, count: int) -> None:
        self.text = context.text
        self.starts, self.ends = context.starts, context.ends
        self.words = context.folded[:count]
        self.known = context.known
        self.taken = bytearray(count)
        self.found: list[Mention] = []

    def linked(self, at: int) -> bool:
        """Whether the word at ``at`` follows the one before it within a name."""
        if not 0 < at < len(self.words):
            return False
        gap = self.text[self.ends[at - 1] : self.starts[at]]
        return gap == " " or _GAP.fullmatch(gap) is not None

    def spaced(self, at: int) -> bool:
        """Like :meth:`linked`, quotes not allowed."""
        if not 0 < at < len(self.words):
            return False
        return self.text[self.ends[at - 1] : self.starts[at]] in (" ", "\u00a0", "  ")

    def take(self, at: int, count: int, kind: TagKind, name: str = "", cut: int = 0) -> None:
        """Note a name of ``count`` words; the first loses ``cut`` attached letters."""
        start, end = self.starts[at], self.ends[at + count - 1]
        for _ in range(cut):
            start = _MARK.match(self.text, start + 1).end()  # type: ignore[union-attr]
        self.found.append(Mention(start, end, kind, name or self.plain(start, end)))
        self.taken[at : at + count] = b"\x01" * count

    def plain(self, start: int, end: int) -> str:
        """The text of a name in one line, without vowel signs and quotes."""
        bare = re.sub('[\u064b-\u0652\u0640"“”«»]', "", self.text[start:end])
        return " ".join(bare.split())

    def free(self, at: int) -> bool:
        return at < len(self.taken) and not self.taken[at]


def mentions(text: str) -> list[Mention]:
    """Return the names of a text in order, not overlapping.

    ``name`` is canonical: one spelling for all a list knows, and the full name where the text
    gives it once and returns to it by the last part alone.

    Args:
        text: clean text; offsets are indices of its characters.
    """
    context = Context(text)
    return mentions_in(context, len(context.folded))


def mentions_in(context: Context, count: int) -> list[Mention]:
    """Return the names in the first ``count`` words of a text; see :func:`mentions`."""
    cut = _Text(context, count)
    _listed(cut)
    _bodies(cut)
    _persons(cut)
    _places(cut)
    _short_forms(cut)
    return sorted(cut.found, key=lambda mention: mention.start)


def _listed(cut: _Text) -> None:
    """Take the names that lists know, longest first from the left."""
    behind = 0  # a name that lies inside another is passed over
    for at, found in cut.known.items():
        end = at + found.count
        if at < behind or end > len(cut.words):
            continue
        if not all(cut.linked(k) for k in range(at + 1, end)):
            continue
        if not _part_of_person(cut, at, found):
            cut.take(at, found.count, found.known.kind, found.known.name, found.cut)
        behind = end


def _part_of_person(cut: _Text, at: int, found: gazetteer.Found) -> bool:
    """Whether a one-word name is the last part of somebody else's (محمد الأسد, صدام دمشق)."""
    if found.cut or at == 0 or not cut.spaced(at):
        return False
    before = cut.words[at - 1]
    if found.known.kind == "person" and before in ("بن", "ابن"):
        return True
    if found.count > 1:
        return False
    if found.known.kind == "person":
        own = fold(found.known.name).split()
        return before in known.given_names() and before not in own
    if before in _KIN and before != "ال":
        return True
    return (
        found.known.kind == "place"
        and before in known.given_names()
        and (before not in ("بن", "سلام") and not known.common(before))
    )


# ---------------------------------------------------------------- organisations
def _bodies(cut: _Text) -> None:
    """Take وزارة الداخلية السورية, شركة …, حزب …: a noun of a body and what defines it."""
    for at, (bare, letters) in enumerate(map(_body, cut.words)):
        if not bare or not cut.free(at):
            continue
        end = _definition(cut, at, bare.startswith("ال"))
        if end > at + 1:
            _absorb(cut, at, end)
            name = _known_name(cut, at, end, letters)
            cut.take(at, end - at, "organisation", name, letters)


@lru_cache(1 << 14)
def _body(word: str) -> tuple[str, int]:
    return _bare(word, known.BODIES)


@lru_cache(1 << 14)
def _titles(word: str) -> bool:
    return bool(_bare(word, known.TITLES)[0])


@lru_cache(1 << 14)
def _announces_place(word: str) -> bool:
    return bool(_bare(word, known.PLACES)[0])


def _bare(word: str, wanted: frozenset[str]) -> tuple[str, int]:
    """Return a word of ``wanted`` without its particles, and how many letters they have."""
    if word in wanted:
        return word, 0
    if word[:1] in "وفبلك" and word[1:] in wanted:
        return word[1:], 1
    if word[:1] in "وف" and word[1:2] in "بلك" and word[2:] in wanted:
        return word[2:], 2
    return "", 0


def _definition(cut: _Text, at: int, definite: bool) -> int:
    """Return where the words end that define a body at ``at``.

    A construct state runs up to its first definite word or name (اتحاد صناعة السيارات); adjectives
    that agree may follow (الأمريكية). After a definite head only adjectives follow.
    """
    end = at + 1
    if not definite:
        while end < len(cut.words) and end - at <= 3 and cut.spaced(end) and _construct(cut, end):
            end += 1
        if end >= len(cut.words) or not cut.linked(end):
            return at
        if cut.words[end].startswith("ال") and len(cut.words[end]) > 4:
            end += 1
        elif cut.taken[end] or _foreign(cut.words[end]):
            while (
                end < len(cut.words)
                and cut.linked(end)
                and ((cut.taken[end] and not _begins(cut, end, at)) or _foreign(cut.words[end]))
            ):
                end += 1
                if end - at > 4:
                    break
        else:
            return at
    while end < len(cut.words) and cut.spaced(end) and _adjective(cut.words[end]) and end - at < 6:
        end += 1
    if definite and end == at + 2 and not known.is_nationality(cut.words[at + 1]):
        return at
    return end


def _begins(cut: _Text, at: int, head: int) -> bool:
    """Whether a listed name that begins at ``at`` stands apart from the one before it."""
    return at > head + 1 and any(m.start == cut.starts[at] for m in cut.found)


def _construct(cut: _Text, at: int) -> bool:
    """Whether a word may stand inside a construct state, definite words being its end."""
    following = cut.words[at + 1] if at + 1 < len(cut.words) else ""
    word = cut.words[at]
    return (
        not word.startswith("ال")
        and not cut.taken[at]
        and len(word) > 2
        and word not in known.SAYING
        and not known.is_stop(word)
        and following.startswith("ال")
        and known.common(word, 0.001)
        and not known.is_nationality(word)
    )


def _foreign(word: str) -> bool:
    return known.may_be_name(word) and not word.startswith("ال")


def _adjective(word: str) -> bool:
    if not word.startswith("ال") or len(word) < 5:
        return False
    return known.is_nationality(word) or (
        word.endswith(("يه", "ي")) and not known.is_stop(word) and word not in known.TITLES
    )


def _absorb(cut: _Text, at: int, end: int) -> None:
    """Drop the names that lie inside a longer one."""
    first, last = cut.starts[at], cut.ends[end - 1]
    cut.found = [m for m in cut.found if not first <= m.start < last]


def _known_name(cut: _Text, at: int, end: int, letters: int) -> str:
    """The canonical name of words that a list knows under a particle; "" otherwise."""
    parts = cut.words[at:end]
    parts[0] = parts[0][letters:]
    entry = gazetteer.canonical().get(" ".join(parts))
    return entry.name if entry else ""


# ---------------------------------------------------------------------- persons
def _persons(cut: _Text) -> None:
    """Take persons that no list knows, by a title or a given name before them."""
    behind = 0
    for at, beginning in enumerate(map(_may_begin, cut.words)):
        if beginning is None or at < behind or cut.taken[at]:
            continue
        given, letters = beginning
        word = cut.words[at]
        if word == "علي" and not _is_ali(cut, at):
            continue
        if not given and not _after_title(cut, at):
            continue
        end = _person_end(cut, at)
        if end - at >= 2 or (known.may_be_name(word) and (not given or _after_title(cut, at))):
            cut.take(at, end - at, "person", "", letters if given else 0)
            behind = end


@lru_cache(1 << 14)
def _may_begin(word: str) -> tuple[bool, int] | None:
    """Return whether a word is a given name, and its attached letters.

    None where it can begin no name, not even behind a title.
    """
    given, letters = _given(word)
    if given or (known.may_be_name(word) and not word.startswith("ال")):
        return given, letters
    return None


def _is_ali(cut: _Text, at: int) -> bool:
    """Whether علي is the name: written with yeh (على is not), with another part of a name behind."""
    if cut.text[cut.starts[at] : cut.ends[at]].endswith("ى"):
        return False
    if not cut.spaced(at + 1):
        return False
    following = cut.words[at + 1]
    return following in known.given_names() or _unheard(following)


@lru_cache(1 << 14)
def _given(word: str) -> tuple[bool, int]:
    names = known.given_names()
    if word in names:
        return True, 0
    if len(word) > 4 and word[0] in "ولبف" and word[1:] in names:
        return True, 1
    return False, 0


def _after_title(cut: _Text, at: int) -> bool:
    """Whether a title stands before ``at``, possibly with adjectives (الرئيس السوري السابق)."""
    back = at - 1
    steps = 0
    while back >= 0 and steps < 4 and cut.spaced(back + 1):
        word = cut.words[back]
        if _titles(word):
            return True
        if word in known.SAYING and steps == 0:
            return _unheard(cut.words[at])
        if not (known.is_nationality(word) or word in known.TITLE_TAILS or _adjective(word)):
            return False
        back -= 1
        steps += 1
    return False


@lru_cache(1 << 14)
def _unheard(word: str) -> bool:
    """Whether a word is so rare in news that behind a verb of saying it is a name."""
    return known.may_be_name(word) and not known.common(word, 0.0004)


def _person_end(cut: _Text, at: int) -> int:
    end = at + 1
    if cut.words[at] in _KIN and cut.spaced(end):
        end += 1
    while end < len(cut.words) and end - at < _LONGEST_PERSON and cut.spaced(end):
        word = cut.words[end]
        if cut.taken[end]:
            break
        if word in _KIN and end + 1 < len(cut.words) and cut.spaced(end + 1):
            end += 2
            continue
        if not (known.may_be_name(word) or known.family_name(word)) or _looks_joined(word):
            break
        end += 1
    return min(end, len(cut.words))


@lru_cache(1 << 14)
def _looks_joined(word: str) -> bool:
    """Whether a word is more likely و or another particle with a word of its own."""
    if word[0] not in "وبلف" or word in known.given_names() or len(word) < 5:
        return False
    rest = word[1:]
    return (
        rest.startswith("ال")
        or rest in known.given_names()
        or (word[0] == "و" and known.common(rest, 0.0004))
    )


# ----------------------------------------------------------------------- places
def _places(cut: _Text) -> None:
    """Take the word behind مدينة, قرية, محافظة … as a place."""
    for at, announced in enumerate(map(_announces_place, cut.words[:-1]), 1):
        if not announced or cut.taken[at] or not cut.linked(at):
            continue
        word = cut.words[at]
        if known.is_nationality(word) or known.is_stop(word) or len(word) < 3:
            continue
        if word.startswith("ال"):
            if not known.common(word, 0.002) and not _adjective(word):
                cut.take(at, 1, "place")
        elif known.may_be_name(word):
            count = 2 if _more_place(cut, at + 1) else 1
            cut.take(at, count, "place")


def _more_place(cut: _Text, at: int) -> bool:
    return (
        at < len(cut.words)
        and cut.free(at)
        and cut.spaced(at)
        and _unheard(cut.words[at])
        and not _looks_joined(cut.words[at])
        and cut.words[at][0] not in "وبلفك"
    )


# ------------------------------------------------------------------ short forms
def _short_forms(cut: _Text) -> None:
    """Take the last part of a person's name where the text gave the full name before."""
    full: dict[str, Mention] = {}
    for mention in sorted(cut.found, key=lambda m: m.start):
        parts = fold(mention.name).split()
        if mention.kind == "person" and len(parts) > 1 and len(parts[-1]) > 3:
            full.setdefault(parts[-1], mention)
    if not full:
        return
    renamed = []
    for mention in cut.found:
        other = full.get(fold(mention.name))
        if mention.kind == "person" and other is not None:
            mention = Mention(mention.start, mention.end, "person", other.name)
        renamed.append(mention)
    cut.found = renamed
    forms = {
        letter + name: len(letter) for name in full for letter in ("و", "ف", "ب", "ل", "ك", "")
    }
    for at, word in enumerate(cut.words):
        if word not in forms or cut.taken[at]:
            continue
        letters = forms[word]
        other = full[word[letters:]]
        if cut.starts[at] > other.start:
            cut.take(at, 1, "person", other.name, letters)
