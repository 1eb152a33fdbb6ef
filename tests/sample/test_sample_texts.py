"""What the texts of the sample say: numbers, weekdays, re-telling, nothing borrowed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import mujaz.sample as sample

WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
MONTHS = {
    "نوفمبر": 11, "تشرين الثاني": 11, "نونبر": 11,
    "ديسمبر": 12, "كانون الأول": 12, "دجنبر": 12,
}  # fmt: skip
DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
DATED = re.compile(
    rf"({'|'.join(WEEKDAYS)})،?\s+(?:الموافق\s+)?(\d{{1,2}})\s+(?:من\s+)?({'|'.join(MONTHS)})"
)
# a day word before the weekday says how far the day is from the article's own
RELATIVE = {"اليوم": 0, "أمس": -1, "غد": 1, "غداً": 1, "غدا": 1, "غدًا": 1}
NEAR = re.compile(rf"(?<!\w)({'|'.join(RELATIVE)})،?\s+({'|'.join(WEEKDAYS)})(?!\w)")


def words(text: str) -> list[str]:
    """The words of a text without harakat, tatweel and differences of hamza."""
    text = re.sub("[\u0640\u064b-\u0652\u0670]", "", text.translate(DIGITS))
    return re.findall(r"\w+", re.sub("[أإآٱ]", "ا", text))


def runs(text: str, length: int = 8) -> set[tuple[str, ...]]:
    tokens = words(text)
    return {tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)}


def by_story(pieces: list) -> dict[str, list]:
    found = defaultdict(list)
    for piece in pieces:
        found[piece.story].append(piece)
    return found


def figures(piece) -> set[str]:
    return set(re.findall(r"\d[\d.,]*\d|\d", piece.text.translate(DIGITS)))


def test_enough_articles_outlets_and_stories(pieces, outlets):
    assert len(pieces) >= 64
    assert len(outlets) >= 7
    assert set(Counter(piece.outlet for piece in pieces)) == set(outlets)
    assert len({outlet.country for outlet in outlets.values()}) >= 7
    told = {key: {piece.outlet for piece in members} for key, members in by_story(pieces).items()}
    assert sum(len(by) >= 2 for by in told.values()) >= 12
    assert sum(len(by) == 1 for by in told.values()) >= 5
    assert len({piece.section for piece in pieces}) >= 5


def test_the_real_affair_is_told_by_enough_outlets(pieces):
    told = {key: {piece.outlet for piece in members} for key, members in by_story(pieces).items()}
    assert len(told["centcom-advice"]) >= 3
    assert len(told["joint-operation"]) >= 4
    assert len(told["centcom-december"]) >= 2


def test_articles_span_five_weeks_and_end_before_the_frozen_clock(pieces):
    assert pieces[0].published.date() == date(2025, 11, 12)
    assert pieces[-1].published.date() == date(2025, 12, 15)
    assert all(piece.published < sample.FROZEN_NOW for piece in pieces)


def test_a_story_stays_within_three_days(pieces):
    for members in by_story(pieces).values():
        times = [piece.published for piece in members]
        assert max(times) - min(times) < timedelta(days=3), members[0].story


def test_the_last_day_has_several_stories(pieces):
    late = [p for p in pieces if p.published > sample.FROZEN_NOW - timedelta(hours=36)]
    assert sum(len(members) >= 2 for members in by_story(late).values()) >= 4


def test_lengths(pieces):
    for piece in pieces:
        assert 90 <= piece.words <= 300, (piece.story, piece.outlet, piece.words)
        assert 3 <= len(piece.title.split()) <= 16, piece.title
        assert len(piece.standfirst.split()) >= 6, piece.standfirst
        assert piece.tags


def test_weekdays_are_those_of_their_dates(pieces):
    checked = 0
    for piece in pieces:
        for day, number, month in DATED.findall(piece.text.translate(DIGITS)):
            true = WEEKDAYS[date(2025, MONTHS[month], int(number)).weekday()]
            assert day == true, (piece.story, piece.outlet, day, number, month)
            checked += 1
    assert checked >= 20


def test_today_and_yesterday_are_counted_from_the_article(pieces):
    checked = 0
    for piece in pieces:
        for word, day in NEAR.findall(piece.text):
            around = piece.published.date() + timedelta(days=RELATIVE[word])
            assert day == WEEKDAYS[around.weekday()], (piece.story, piece.outlet, word, day)
            checked += 1
    assert checked >= 40


def test_outlets_tell_a_story_in_their_own_words(pieces):
    for members in by_story(pieces).values():
        for one, other in combinations(members, 2):
            common = runs(one.text) & runs(other.text)
            if other.outlet in (one.wire_of, other.wire_of) or one.outlet in (
                one.wire_of,
                other.wire_of,
            ):
                assert len(common) > len(runs(one.text)) / 3
            else:
                assert not common, (one.story, one.outlet, other.outlet, common)


def test_some_articles_are_wire_copies_with_small_edits(pieces):
    copies = [piece for piece in pieces if piece.wire_of]
    assert len(copies) >= 2
    for copy in copies:
        original = next(
            piece for piece in pieces if (piece.story, piece.outlet) == (copy.story, copy.wire_of)
        )
        assert copy.blocks != original.blocks


def test_most_stories_have_a_number_that_two_outlets_give(pieces):
    many = [members for members in by_story(pieces).values() if len(members) >= 2]
    comparable = [
        members
        for members in many
        if any(figures(one) & figures(other) for one, other in combinations(members, 2))
    ]
    assert len(comparable) >= 0.85 * len(many)


def test_spellings_differ_from_outlet_to_outlet(pieces):
    text = defaultdict(str)
    for piece in pieces:
        text[piece.outlet] += piece.text
    for variant, outlet in [
        ("الأميركية", "sindyan"), ("الأمريكية", "masabih"), ("تنظيم “الدولة", "daftar"),
        ("«داعش»", "luluah"), ("تنظيم الدولة", "ufuq"), ("سينتكوم", "barid"), ("القيادة الوسطى", "barid"),
        ("دجنبر", "difaf"), ("كانون الأول", "daftar"), ("ديسمبر/كانون الأول", "ufuq"),
        ("(CJTF-OIR)", "daftar"), ("٪", "barid"), ("https://", "ufuq"), ("المُنَجِّم", "madar"),
        ("وفي سياق آخر", "masabih"), ("%", "mizan"),
    ]:  # fmt: skip
        assert variant in text[outlet], (variant, outlet)


def test_no_run_of_eight_words_is_borrowed_from_the_labelled_data(shared: Path):
    seeds = set()
    for path in sorted((shared / "data" / "seeds").glob("*.txt")):
        seeds |= runs(path.read_text("utf-8"))
    assert seeds
    outlets = Path(sample.__file__).parent / "outlets"
    pages = sorted(outlets.glob("*/*.html"))
    assert len(pages) > 64
    for page in pages:
        text = re.sub(r"<[^>]+>", " ", page.read_text("utf-8"))
        assert not runs(text) & seeds, (page.parent.name, page.name)
