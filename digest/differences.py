"""Where the sources of a story differ: rows of figures made ready to be put in words.

Chooses the rows worth telling, joins equal values, and finds the counted noun in the form that the
source's own sentence gives it. The verdicts come with the rows (``mujaz.stories``).
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import replace
from typing import Final

from digest.model import Difference, SaidValue
from digest.plain import MAX_SENTENCE, one_line
from mujaz.model import FigureRow, FigureValue, Story, Verdict

MAX_ROWS: Final = 3
MAX_VALUES: Final = 5
#: Verdicts that say something, the gravest first.
_ORDER: Final[tuple[Verdict, ...]] = ("differ", "inside", "update", "precision", "window")
_WEAK_LETTERS: Final = str.maketrans("", "", "اويهء")

_Group = tuple[float | None, str]


def telling_rows(story: Story) -> list[FigureRow]:
    """Return the rows of a story that a reader should know to differ, the gravest first."""
    rows = [
        _in_order(row, story)
        for row in story.figures
        if row.verdict in _ORDER and len({(v.value, v.modifier) for v in row.values}) > 1
    ]
    return sorted(rows, key=lambda row: _ORDER.index(row.verdict))[:MAX_ROWS]


def _in_order(row: FigureRow, story: Story) -> FigureRow:
    """Return a row with its values as they were published: a toll is read as it rose."""
    place = {article.id: at for at, article in enumerate(story.articles)}
    values = sorted(row.values, key=lambda value: place.get(value.article, len(place)))
    return replace(row, values=tuple(values))


def groups(row: FigureRow) -> dict[_Group, list[FigureValue]]:
    """Return the values of a row by value and modifier, in the row's order."""
    found: dict[_Group, list[FigureValue]] = {}
    for value in row.values:
        found.setdefault((value.value, value.modifier), []).append(value)
    return dict(list(found.items())[:MAX_VALUES])


def difference(
    row: FigureRow, numbers: Mapping[str, int], copies: Container[str] = ()
) -> Difference | None:
    """Return a row with each distinct value once and the numbers of the sources that give it.

    None where the numbered articles give fewer than two values: then nothing is left to compare.

    Args:
        row: a row of :func:`telling_rows`.
        numbers: article id → number in the edition; articles without one are left out.
        copies: articles that repeat another's text: they are named for a value only where none
            but copies give it, for a text has one voice however often it is printed.
    """
    said = []
    for (value, _modifier), members in groups(row).items():
        known = [m.article for m in members if m.article in numbers]
        own = [article for article in known if article not in copies]
        cited = tuple(sorted({numbers[article] for article in own or known}))
        if not cited:
            continue
        sentence = one_line(members[0].sentence, MAX_SENTENCE)
        noun, vague = _noun_and_size(sentence, value, (row.what, row.unit or ""))
        said.append(SaidValue(value, members[0].modifier, noun, vague, sentence, cited))
    if len(said) < 2:
        return None
    return Difference(
        what=one_line(row.what),
        kind=row.kind,
        unit=one_line(row.unit) if row.unit else None,
        verdict=row.verdict,
        window=row.window,
        values=tuple(said),
    )


def _noun_and_size(
    sentence: str, value: float | None, nouns: tuple[str, str]
) -> tuple[str | None, str | None]:
    """Return the noun behind a numeral where it is one of ``nouns``, and a vague numeral's words.

    ``what`` is kept in one normal form (مخزن), but 15 takes مخزنا and 5 takes مخازن: the source
    has chosen the right form already.
    """
    from mujaz.text.numbers import numbers
    from mujaz.text.words import words

    for number in numbers(sentence):
        if number.value != value:
            continue
        vague = sentence[number.start : number.end] if value is None else None
        following = words(sentence[number.end : number.end + 60])
        if following and not sentence[number.end : number.end + following[0].start].strip():
            first = following[0]
            noun = sentence[number.end + first.start : number.end + first.end]
            if any(_same_noun(noun, name) for name in nouns):
                return noun, vague
        if value is None:
            return None, vague
    return None, None


def _same_noun(form: str, name: str) -> bool:
    """Tell whether a word is a form of a noun: same stem, or same consonants (مخازن, مخزن)."""
    from mujaz.text.fold import fold
    from mujaz.text.words import light_stem

    if not name.split():
        return False
    one, other = (light_stem(fold(word)) for word in (form, name.split()[0]))
    if one == other:
        return True
    bones, others = one.translate(_WEAK_LETTERS), other.translate(_WEAK_LETTERS)
    return len(bones) > 1 and bones == others
