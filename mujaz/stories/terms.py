"""Texts as terms: what grouping, tags and briefs compare instead of words.

A term is the light stem of a word, or the canonical form of a known name, so that all spellings
of داعش count as one. This module knows stems, names and synonyms. It knows no weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from mujaz.stories import gazetteer
from mujaz.stories.facts import folded_words, lines
from mujaz.text.fold import fold_word
from mujaz.text.words import cut, light_stem, tokens


@cache
def _synonyms() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Stem → the group's term, and first → second of two stems in a row → the group's term."""
    single: dict[str, str] = {}
    double: dict[str, dict[str, str]] = {}
    for line in lines("synonyms.txt"):
        group = [tuple(map(light_stem, tokens(part))) for part in line.split("|")]
        name = "~" + "_".join(group[0])
        for stems in group:
            if len(stems) == 1:
                single[stems[0]] = name
            else:
                double.setdefault(stems[0], {})[stems[1]] = name
    return single, double


def _stem(word: str) -> str:
    """The light stem of a folded word; "" for stop words and single letters."""
    return "" if len(word) < 2 or word in folded_words("stopwords.txt") else light_stem(word)


class Term(NamedTuple):
    """A term and the range of words that it stands for, ``words[first : last + 1]``."""

    name: str
    first: int
    last: int


@lru_cache(1 << 11)
def terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text in order.

    Terms are stems, known names in one piece (``=داعش``), and one term for words that outlets of
    different countries use for the same thing (``~زلزال``).
    """
    words = tokens(text)
    return tuple(term.name for term in term_run(words, gazetteer.find_all(words)))


def term_run(words: Sequence[str], known: Mapping[int, gazetteer.Found]) -> list[Term]:
    """Return the terms of a run of folded words.

    Args:
        words: the words.
        known: word index → the listed name that begins there.
    """
    _, double = _synonyms()
    out: list[Term] = []
    make = tuple.__new__
    behind = 0
    for at, (stem, name) in enumerate(map(_stem_and_term, words)):
        if at < behind:
            continue
        if at in known:
            found = known[at]
            if not found.known.plain and not _in_longer_name(words, at, found):
                behind = at + found.count
                out.append(Term(_name_term(found.known.name), at, behind - 1))
                continue
        if not stem:
            continue
        if stem in double and at + 1 < len(words):
            pair = double[stem].get(light_stem(words[at + 1]))
            if pair is not None:
                behind = at + 2
                out.append(Term(pair, at, at + 1))
                continue
        out.append(make(Term, (name, at, at)))
    return out


@lru_cache(1 << 14)
def _stem_and_term(word: str) -> tuple[str, str]:
    """The light stem of a folded word ("" for words that are no term) and the term it stands for."""
    stem = _stem(word)
    return stem, _synonyms()[0].get(stem, stem)


def _in_longer_name(words: Sequence[str], at: int, found: gazetteer.Found) -> bool:
    """Whether a person's name is the father's in somebody else's (فيصل بن سلمان بن عبدالعزيز)."""
    return found.known.kind == "person" and at > 0 and words[at - 1] in ("بن", "ابن")


def readable_terms(text: str) -> dict[str, str]:
    """Return term → how the text first writes it; known names in their canonical form."""
    _, _, written = cut(text)
    folded = list(map(fold_word, written))
    shown: dict[str, str] = {}
    at = 0
    while at < len(folded):
        found = gazetteer.find(folded, at)
        if found is not None and not found.known.plain:
            shown.setdefault(_name_term(found.known.name), found.known.name)
            at += found.count
            continue
        stem, name = _stem_and_term(folded[at])
        if stem:
            shown.setdefault(name, written[at])
        at += 1
    return shown


@lru_cache(1 << 12)
def _name_term(name: str) -> str:
    return "=" + "_".join(tokens(name))
