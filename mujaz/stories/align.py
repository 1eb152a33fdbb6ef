"""Figures of a story across its articles: which speak of one quantity, and whether they agree.

One value per article and quantity, the most specific form. Verdicts, where several fit the first:
differ, update (a later article has a newer toll), window (another span of time: no contradiction),
precision (rounding, a modifier, a vague number), agree; ``inside`` where one article contradicts
itself; ``single`` where one article alone gives the figure. This module knows values, spans and
order; what a figure counts is known by :mod:`mujaz.stories.quantities`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from mujaz.model import FigureRow, FigureValue, Verdict, Window
from mujaz.stories.quantities import Said, is_toll
from mujaz.stories.vectors import unpack_terms

_ROWS = 14
#: Characters of a text whose figures are shown where there is nothing to compare.
_LONE = 1500
_SINGLES = 6
#: Share of the greater value by which a rounded number may miss.
_ROUNDING = 0.06
#: How far a number may lie above what another outlet says it is more than.
_ABOVE = 1.25
#: Terms two sentences must share for different values to be called a disagreement.
_ABOUT = 0.4
_WEIGHT: Mapping[Verdict, int] = {
    "differ": 6,
    "inside": 5,
    "update": 4,
    "window": 3,
    "precision": 2,
    "agree": 1,
    "single": 0,
}


def align(articles: Sequence[Sequence[Said]]) -> tuple[FigureRow, ...]:
    """Return the figures of a story, those of most articles first, then as they are told.

    Args:
        articles: what independent articles say, in published order; wire copies would agree by
            themselves.
    """
    limit = _LONE if len(articles) == 1 else None
    told = [
        one
        for article in articles
        for one in article
        if one.figure.kind not in ("age", "score")
        and (limit is None or not one.order or one.figure.end <= limit)
    ]
    by_key: dict[tuple[str, str, str], list[Said]] = {}
    for one in told:
        by_key.setdefault(one.key, []).append(one)
    groups = [group for found in by_key.values() for group in _quantities(found)]
    groups = _joined(groups)
    rows = [(_row(group), group) for group in groups]
    rows = [pair for pair in rows if _worth(*pair)]
    rows.sort(key=lambda pair: _rank(*pair))
    singles = 0
    out: list[FigureRow] = []
    for row, _ in rows:
        singles += row.verdict == "single"
        if row.verdict != "single" or singles <= _SINGLES:
            out.append(row)
    return tuple(out[:_ROWS])


# ------------------------------------------------------------------- quantities
def _quantities(found: Sequence[Said]) -> Iterator[list[Said]]:
    """Part the figures of one key into quantities.

    Values that fit together are one quantity. What is left of a toll is one too where each article
    has one value left; of other nouns (دولة, شخص) only where the sentences tell the same.
    """
    left = list(found)
    clusters: list[list[Said]] = []
    for one in left:
        home = next((c for c in clusters if _fits(one, c)), None)
        if home is None:
            clusters.append([one])
        else:
            home.append(one)
    merged: list[list[Said]] = []
    for cluster in clusters:
        rival = next((c for c in merged if _same_quantity(c, cluster)), None)
        if rival is None:
            merged.append(cluster)
        else:
            rival.extend(cluster)
    yield from (_one_each(cluster) for cluster in merged)


def _fits(one: Said, cluster: Sequence[Said]) -> bool:
    """Whether a value fits all others; two values of one article are two quantities."""
    return all(
        compatible(one, other)
        and (one.article != other.article or one.figure.value == other.figure.value)
        for other in cluster
    )


def _same_quantity(one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Whether two sets of unlike values are told of the same thing by different articles."""
    shared = {s.article for s in one} & {s.article for s in other}
    revised = is_toll(one[0].key) and any(s.newer and s.article in shared for s in (*one, *other))
    if shared and not revised:
        return _contradicts(one, other)
    best = max(_overlap(a, b) for a in one for b in other)
    return best >= (_ABOUT * 0.6 if is_toll(one[0].key) else _ABOUT)


def _contradicts(one: Sequence[Said], other: Sequence[Said]) -> bool:
    """Whether an article's headline gives a value and its first figure of the kind another."""
    if not is_toll(one[0].key):
        return False
    titles = [s for s in one if s.order == 0]
    return bool(titles) and any(
        s.article == t.article and s.order == 1 and _overlap(s, t) >= 0.5 and not s.newer
        for t in titles
        for s in other
    )


def _overlap(one: Said, other: Said) -> float:
    first, second = _terms(one.about), _terms(other.about)
    return len(first & second) / (min(len(first), len(second)) or 1)


@lru_cache(1 << 11)
def _terms(packed: bytes) -> frozenset[int]:
    return frozenset(unpack_terms(packed))


def _one_each(cluster: Sequence[Said]) -> list[Said]:
    """Keep per article the most specific form of each value: with modifier, with window, first."""
    best: dict[tuple[str, float | None], Said] = {}
    for one in cluster:
        key = (one.article, one.figure.value)
        held = best.get(key)
        if held is None or _specific(one) > _specific(held):
            best[key] = one
    kept = list(best.values())
    return [
        one
        for one in kept
        if one.figure.value is not None
        or not any(o.article == one.article and o.figure.value is not None for o in kept)
    ]


def _specific(one: Said) -> tuple[bool, bool, int]:
    return (one.figure.modifier != "=", one.figure.window is not None, -one.order)


def _joined(groups: list[list[Said]]) -> list[list[Said]]:
    """Make one of quantities under different nouns where articles give the very same number.

    «15 موقعا» and «أكثر من 15 مخزنا» of two articles are one fact; small numbers and tolls of
    different acts (15 killed, 15 hurt) are not.
    """
    out: list[list[Said]] = []
    for group in groups:
        home = next((other for other in out if _same_number(other, group)), None)
        if home is None:
            out.append(group)
        else:
            home.extend(group)
            home[:] = _one_each(home)
    return out


def _same_number(one: Sequence[Said], other: Sequence[Said]) -> bool:
    values = {s.figure.value for s in (*one, *other)}
    value = next(iter(values))
    if len(values) != 1 or value is None or value < 10:
        return False
    first, second = one[0], other[0]
    if first.key[0] != "count" or second.key[0] != "count":
        return False
    if is_toll(first.key) and is_toll(second.key):
        return False
    return max(_overlap(a, b) for a in one for b in other) >= _ABOUT * 0.8


# --------------------------------------------------------------------- verdicts
def compatible(one: Said, other: Said) -> bool:
    """Whether two values can both be true of one quantity, given their modifiers."""
    a, b = one.figure.value, other.figure.value
    if a is None or b is None:
        return a is None and b is None
    if a == b:
        return True
    low, high = sorted((one.figure, other.figure), key=lambda figure: figure.value or 0.0)
    if low.modifier in (">", ">=") and high.modifier in ("<", "<="):
        return True
    if low.modifier in (">", ">=") and (high.value or 0.0) <= _ABOVE * (low.value or 0.0):
        return True
    near = abs(a - b) <= _ROUNDING * max(abs(a), abs(b))
    return near and (
        low.modifier in (">", ">=", "~") or high.modifier in ("<", "<=", "~") or _round(low.value)
    )


def _round(value: float | None) -> bool:
    """Whether a number looks rounded: at least 100, with nothing behind its second digit."""
    return value is not None and value >= 100 and set(f"{value:.0f}"[2:]) == {"0"}


def _verdict(group: Sequence[Said]) -> Verdict:
    if len({one.article for one in group}) == 1:
        values = {one.figure.value for one in group}
        fits = all(compatible(a, b) for a in group for b in group)
        return "single" if len(values) == 1 or fits else "inside"
    worst: Verdict = "agree"
    for index, one in enumerate(group):
        for other in group[:index]:
            if one.article == other.article:
                continue
            verdict = _pair(other, one)
            if _WEIGHT[verdict] > _WEIGHT[worst]:
                worst = verdict
    return worst


def _pair(one: Said, other: Said) -> Verdict:
    """Judge the values of two articles; ``one`` was published first."""
    if compatible(one, other):
        same = one.figure.value == other.figure.value
        exact = same and one.figure.modifier == other.figure.modifier
        return "agree" if exact else "precision"
    if one.figure.value is None or other.figure.value is None:
        return "precision"
    if apart(one.figure.window, other.figure.window):
        return "window"
    if is_toll(one.key) and (other.newer or one.newer or other.figure.value > one.figure.value):
        return "update"
    return "differ"


def apart(one: Window | None, other: Window | None) -> bool:
    """Whether two spans of time are not the same one: disjoint, or one over twice the other."""
    if one is None or other is None:
        return False
    if one[1] < other[0] or other[1] < one[0]:
        return True
    shorter, longer = sorted(((end - first).days + 1) for first, end in (one, other))
    return longer > 2 * shorter + 3


# ------------------------------------------------------------------------- rows
def _row(group: list[Said]) -> FigureRow:
    first = next((one for one in group if is_toll(one.key)), group[0])
    windows = [one.figure.window for one in group if one.figure.window]
    return FigureRow(
        what=first.what,
        kind=first.figure.kind,
        unit=first.figure.unit,
        verdict=_verdict(group),
        window=min(windows, key=lambda w: (w[1] - w[0], w[0])) if windows else None,
        values=tuple(
            FigureValue(one.figure.value, one.figure.modifier, one.article, one.sentence)
            for one in group
        ),
    )


def _worth(row: FigureRow, group: Sequence[Said]) -> bool:
    """Whether a row tells a reader anything: a lone length of time or far-down number does not."""
    if not row.what:
        return False
    if row.verdict != "single":
        return any(value.value is not None for value in row.values)
    return group[0].figure.value is not None and row.kind != "duration"


def _rank(row: FigureRow, group: Sequence[Said]) -> tuple[int, int, int]:
    articles = len({value.article for value in row.values})
    return (-articles, -int(is_toll(group[0].key)), min(one.order for one in group))
