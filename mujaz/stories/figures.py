"""Figures of a text: numbers that count or measure something, with modifier, noun and time.

This module knows which numbers are figures (``data`` conventions: no dates, years, clock times,
ordinals, names or labels) and duals of nouns (قتيلين). What a figure is worth is known by
:mod:`mujaz.text.numbers`, what it counts by :mod:`mujaz.stories.counted`; whether two articles
agree by :mod:`mujaz.stories.align`.
"""

from __future__ import annotations

import bisect
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache

from mujaz.model import Figure, FigureKind, Modifier, Window
from mujaz.stories import counted
from mujaz.stories.context import Context
from mujaz.text.fold import fold
from mujaz.text.number_words import resolve
from mujaz.text.numbers import Number, numbers
from mujaz.text.periods import Period, periods
from mujaz.text.sentences import sentences

_OVER = re.compile(
    r"(?:(?:ب|ل)?اكثر من|(?:ب|ل)?ازيد من|ما يزيد علي|ما يزيد عن|يزيد علي|يزيد عن|تزيد علي|تزيد عن|فوق ال|"
    r"(?:ت|ي)?تجاوز(?:ت|وا|ه|ها)?(?: \S+)?(?: ال)?|يفوق|تفوق|فاق|فاقت|ما يفوق|(?:ب|ل)?اكثر|متجاوزا|متجاوزه|زاد علي|زاد عن)\s*$"
)
_AT_LEAST = re.compile(
    r"(?:ما لا يقل عن|لا يقل عن|لا تقل عن|علي الاقل|بما لا يقل عن|ليس اقل من|ما بين|بين|من بين|يتراوح بين|تتراوح بين)\s*$"
)
_UNDER = re.compile(r"(?:(?:ب|ل)?اقل من|دون ال|ما دون|يقل عن|تقل عن|ادني من)\s*$")
_AT_MOST = re.compile(
    r"(?:علي الاكثر|ما لا يزيد علي|ما لا يزيد عن|لا يتجاوز|لا تتجاوز|لا يزيد عن|لا يزيد علي|لا تزيد عن|لا تزيد علي|كحد اقصي|بحد اقصي|حتي)\s*$"
)
_ABOUT = re.compile(
    r"(?:(?:ب|ل|و)?نحو|(?:ب|ل|و)?حوالي|ما يقرب من|(?:ب|ل)?ما يقارب|(?:ب|ل)?قرابه|زهاء|(?:ب|ل)?ما يقدر ب|تقريبا|"
    r"يقارب|تقارب|يقرب من|تقرب من|في حدود|بحدود|ما يناهز|يناهز|تناهز|(?:ي|ت)قدر بـ?|ما يعادل|قريب من|شبه)\s*$"
)
_AFTER_LEAST = re.compile(r"\s*(?:\S+\s+){0,3}?(?:علي الاقل|كحد ادني|بحد ادني|او اكثر|فاكثر)")
_AFTER_MOST = re.compile(r"\s*(?:\S+\s+){0,3}?(?:علي الاكثر|كحد اقصي|بحد اقصي|او اقل)")
_AFTER_ABOUT = re.compile(r"\s*(?:\S+\s+){0,2}?(?:تقريبا)(?!\w)")
_AFTER_OVER = re.compile(r"\s*(?:\S+\s+){0,1}?(?:ونيف|ويزيد|واكثر)(?!\w)")
_LOOK = 44


def _modifier(before: str, after: str) -> Modifier:
    """Return the modifier that folded text around a number gives it."""
    if _AT_MOST.search(before) or _AFTER_MOST.match(after):
        return "=" if before.rstrip().endswith("حتي") else "<="
    if re.search(r"بين\s*$", before):
        return "="
    if _AT_LEAST.search(before) or _AFTER_LEAST.match(after):
        return ">="
    if _UNDER.search(before):
        return "<"
    if _OVER.search(before) or _AFTER_OVER.match(after):
        return ">"
    if _ABOUT.search(before) or _AFTER_ABOUT.match(after):
        return "~"
    return "="


def figures(text: str, *, published: date | None = None) -> list[Figure]:
    """Return the figures of a text in order.

    Args:
        text: clean text; offsets are indices of its characters.
        published: the day of publication; relative dates (الشهر الماضي) are placed by it.

    Returns:
        figures with the numerals as span, the value in the written unit (None for a vague
        number), the counted noun in the singular where that is simple, and the span of time that
        their sentence gives.
    """
    return figures_in(Context(text), published)


def figures_in(context: Context, published: date | None) -> list[Figure]:
    """Return the figures of a text that has been cut into words; see :func:`figures`."""
    out: list[Figure] = []
    at = 0
    for paragraph in context.text.split("\n"):
        end = at + len(paragraph)
        first, last = context.count_before(at), context.count_before(end)
        if _may_count(context.folded, first, last):
            found = _in_paragraph(context.part(at, end), published)
            out.extend(_moved(figure, at) for figure in found)
        at = end + 1
    return out


def _may_count(words: list[str], first: int, last: int) -> bool:
    """Whether any of the words is a number or a dual: most paragraphs hold neither."""
    return True in map(_tells_number, words[first:last])


@lru_cache(1 << 14)
def _tells_number(word: str) -> bool:
    return word[0].isdigit() or bool(resolve(word)[0]) or bool(counted.dual(word)[1])


def _in_paragraph(context: Context, published: date | None) -> list[Figure]:
    """Return the figures of one paragraph; dates are looked for where there are numbers only."""
    text = context.text
    found = numbers(text)
    duals = _duals(context, found)
    if not found and not duals:
        return []
    found_periods = periods(text, published)
    out: list[Figure] = []
    for index, number in enumerate(found):
        if _in_period(number, found_periods) or counted.no_figure(context, number):
            continue
        out.append(_figure(context, number, found, index))
    out = _ranges(context, out)
    out.extend(duals)
    out.sort(key=lambda figure: figure.start)
    return _with_windows(text, out, found_periods)


def _moved(figure: Figure, by: int) -> Figure:
    return replace(figure, start=figure.start + by, end=figure.end + by) if by else figure


def _in_period(number: Number, found: list[Period]) -> bool:
    """Whether a number belongs to a date; spans of time in words (ستة أشهر) stay figures."""
    for period in found:
        if period.start < number.end and number.start < period.end:
            return not period.length
        if period.start >= number.end:
            break
    return False


def _figure(context: Context, number: Number, found: list[Number], index: int) -> Figure:
    text = context.text
    previous = found[index - 1].end if index else 0
    before = " ".join(fold(text[max(0, previous, number.start - _LOOK) : number.start]).split())
    if before and text[number.start - 1 : number.start].isspace():
        before += " "
    following = found[index + 1].start if index + 1 < len(found) else len(text)
    after = fold(text[number.end : min(following, number.end + 36)])
    before = re.sub(r"(?:ـ|\bال|\b[وبلفك])$", "", before.rstrip(' :(«"“')).rstrip() + " "
    what, kind, unit = counted.what(context, number)
    return Figure(
        start=number.start,
        end=number.end,
        value=number.value,
        modifier=_modifier(before, re.split("[.،,؛\n]", after, maxsplit=1)[0]),
        what=what,
        kind=kind,
        unit=unit,
    )


def _ranges(context: Context, out: list[Figure]) -> list[Figure]:
    """Give the two ends of a range (بين 50 و60، 5-7) the modifiers ``>=`` and ``<=``."""
    text = context.text
    for index in range(len(out) - 1):
        one, two = out[index], out[index + 1]
        if one.value is None or two.value is None or one.value >= two.value:
            continue
        gap = fold(text[one.end : two.start])
        before = fold(text[max(0, one.start - 20) : one.start]).rstrip()
        dash = re.fullmatch(r"\s?[-–—]\s?", gap) is not None
        between = re.search(r"(?:^|\s)(?:ما\s+)?بين$", before) and len(gap) <= 24
        joined = re.fullmatch(r"\s*(?:\S+\s+){0,2}(?:و|الي)\s*(?:ال)?ـ?", gap)
        upto = re.search(r"(?:^|\s)من$", before) and re.fullmatch(r"\s*(?:\S+\s+)?الي\s*", gap)
        if (dash and one.kind != "score") or (between and joined) or (upto and _spread(before)):
            what = one if one.what else two
            out[index] = _replaced(one, ">=", two if not one.what or dash else what)
            out[index + 1] = _replaced(two, "<=", two)
    return out


def _spread(before: str) -> bool:
    return re.search(r"(?:يتراوح|تتراوح|يتراوحون|يستغرق|تستغرق)\s+من$", before) is not None


def _replaced(figure: Figure, modifier: Modifier, noun: Figure) -> Figure:
    return Figure(
        figure.start,
        figure.end,
        figure.value,
        modifier,
        noun.what or figure.what,
        noun.kind if figure.what == "" else figure.kind,
        noun.unit if figure.what == "" else figure.unit,
    )


# ------------------------------------------------------------------------ duals
def _duals(context: Context, found: list[Number]) -> list[Figure]:
    """Return the duals that count: victims, objects of the act, lengths of time."""
    duals = []
    for index, (letters, noun) in enumerate(map(counted.dual, context.folded)):
        if not noun or not counted.dual_counts(context, index, noun):
            continue
        start, end = context.starts[index], context.ends[index]
        if any(number.start < end and start < number.end for number in found):
            continue
        start += letters
        before = " ".join(
            fold(context.text[max(0, start - letters - _LOOK) : start - letters]).split()
        )
        after = re.split("[.،,؛\n]", fold(context.text[end : end + 36]), maxsplit=1)[0]
        kind: FigureKind = "duration" if noun in counted.DURATIONS else "count"
        unit = noun if kind == "duration" else None
        modifier = _modifier(before + " ", after)
        duals.append(Figure(start, end, 2.0, modifier, noun, kind, unit))
    return duals


# ----------------------------------------------------------------------- windows
def _with_windows(text: str, out: list[Figure], found: list[Period]) -> list[Figure]:
    """Give each figure the span of time that its sentence tells, the nearest where it has many."""
    placed = [period for period in found if period.first is not None and period.last is not None]
    if not placed or not out:
        return out
    ranges = sentences(text)
    starts = [start for start, _ in ranges]
    result = []
    for figure in out:
        at = bisect.bisect_right(starts, figure.start) - 1
        start, end = ranges[max(at, 0)]
        inside = [p for p in placed if start <= p.start and p.end <= end]
        window = _nearest(text, figure, inside)
        result.append(replace(figure, window=window) if window else figure)
    return result


def _nearest(text: str, figure: Figure, inside: list[Period]) -> Window | None:
    best: tuple[int, Window] | None = None
    for period in inside:
        assert period.first is not None
        assert period.last is not None
        if period.start <= figure.start < period.end:
            continue
        distance = max(period.start - figure.end, figure.start - period.end)
        distance += (
            60 * text[figure.end : period.start].count("،") if period.start > figure.end else 0
        )
        if best is None or distance < best[0]:
            best = (distance, (period.first, period.last))
    return best[1] if best else None
