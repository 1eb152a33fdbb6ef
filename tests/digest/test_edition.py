"""Which stories an edition tells, in which order, and what it says of them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from digest.edition import MAX_ONE_LINERS, build_edition, reading_minutes
from digest.model import Edition
from digest.settings import DigestSettings
from mujaz.errors import UsageError
from mujaz.store.sqlite import SqliteStore
from tests.digest import newsroom
from tests.digest.newsroom import DAY, NOW, Draft, Row, put


def build(store: SqliteStore, day: date = DAY, now: datetime = NOW, length: int = 10) -> Edition:
    return build_edition(store, date=day, settings=DigestSettings(length=length), now=now)


def test_stories_come_by_independent_outlets_then_by_freshness(edition: Edition) -> None:
    told = [(story.fresh, story.independent, story.sources) for story in edition.stories]
    assert told == [(3, 3, 3), (3, 3, 4), (2, 2, 2)]
    assert edition.stories[0].last > edition.stories[1].last
    moments = [one.article.published for one in edition.one_liners]
    assert moments == sorted(moments, reverse=True)


def test_counts_speak_of_the_whole_day(edition: Edition) -> None:
    assert (edition.stories_total, edition.sources_total) == (7, 6)
    assert len(edition.stories) + len(edition.one_liners) + edition.left_out == 7


def test_numbers_count_the_articles_of_the_whole_edition(edition: Edition) -> None:
    listed = [a.number for story in edition.stories for a in story.articles]
    listed += [one.article.number for one in edition.one_liners]
    assert listed == list(range(1, len(listed) + 1))
    for story in edition.stories:
        own = {a.number: a.article for a in story.articles}
        assert {s.number for s in story.brief} <= set(own)
        assert {n for d in story.differences for v in d.values for n in v.numbers} <= set(own)
    assert {line.number for line in edition.lines} <= set(listed)


def test_a_brief_cites_the_article_it_stands_in(december: SqliteStore, edition: Edition) -> None:
    for story in edition.stories:
        ids = {a.number: a.article for a in story.articles}
        for sentence in story.brief:
            article = december.article(ids[sentence.number])
            assert article is not None
            assert sentence.text in article.text


def test_a_wire_copy_points_at_the_text_it_repeats(edition: Edition) -> None:
    depots = edition.stories[1]
    copy = depots.articles[-1]
    assert (copy.source, copy.wire_of) == ("بريد المغرب", depots.articles[0].number)


def test_figures_keep_the_noun_as_the_source_has_it(edition: Edition) -> None:
    toll, magnitude = sorted(edition.stories[0].differences, key=lambda row: row.kind)
    assert [(v.value, v.noun) for v in toll.values] == [(4, "قتلى"), (7, "قتلى")]
    assert [(v.value, v.noun) for v in magnitude.values] == [(5.6, "درجات"), (5.9, "درجات")]
    precision = edition.stories[1].differences[0]
    assert [(v.value, v.modifier, v.noun) for v in precision.values] == [
        (15, ">", "مخزنًا"),
        (15, "=", "مخزنًا"),
    ]


def test_a_copied_text_is_one_voice_for_a_figure(edition: Edition) -> None:
    depots = edition.stories[1]
    names = {article.number: article.source for article in depots.articles}
    said = [[names[n] for n in value.numbers] for value in depots.differences[0].values]
    assert said == [["نبأ الشام"], ["الأفق"]]


def test_the_gravest_rows_are_told_and_values_as_they_were_published(store: SqliteStore) -> None:
    drafts = [Draft("أ", "عنوان أول", "نص أول."), Draft("ب", "عنوان ثان", "نص ثان.", 1)]

    def row(verdict: str, first: int, second: int) -> Row:
        return Row(verdict, verdict, [(second, "=", 1, "نص"), (first, "=", 0, "نص")])

    put(
        store,
        drafts,
        rows=(
            row("window", 1, 2),
            row("precision", 3, 4),
            row("differ", 7, 7),
            row("update", 5, 6),
            row("inside", 7, 8),
            row("differ", 9, 10),
        ),
    )
    told = build(store).stories[0].differences
    assert [one.verdict for one in told] == ["differ", "inside", "update"]
    assert [[value.value for value in one.values] for one in told] == [[9, 10], [7, 8], [5, 6]]


def test_rows_on_which_all_agree_are_not_told(store: SqliteStore) -> None:
    drafts = [Draft("أ", "عنوان أول", "نص أول."), Draft("ب", "عنوان ثان", "نص ثان.", 1)]
    same: list[tuple[float | None, str, int, str]] = [(9, "=", 0, "9 سفن"), (9, "=", 1, "9 سفن")]
    put(
        store,
        drafts,
        rows=(
            Row("سفينة", "agree", [(9, "=", 0, "9 سفن"), (8, "=", 1, "8 سفن")]),
            Row("سفينة", "precision", same),
            Row("سفينة", "single", [(9, "=", 0, "9 سفن"), (7, "=", 0, "7 سفن")]),
        ),
    )
    assert build(store).stories[0].differences == ()


def test_a_vague_number_keeps_the_sources_word(store: SqliteStore) -> None:
    drafts = [Draft("أ", "عنوان أول", "نص أول."), Draft("ب", "عنوان ثان", "نص ثان.", 1)]
    values: list[tuple[float | None, str, int, str]] = [
        (None, "=", 0, "نزح آلاف السكان عن القرى."),
        (2500, "~", 1, "نزح نحو 2500 شخص عن القرى."),
    ]
    put(store, drafts, rows=(Row("شخص", "precision", values),))
    vague, exact = build(store).stories[0].differences[0].values
    assert (vague.value, vague.vague) == (None, "آلاف")
    assert (exact.value, exact.noun) == (2500, "شخص")


def test_a_line_of_the_day_never_brings_an_older_count(store: SqliteStore) -> None:
    early = "عدد قتلى حريق السوق القديم في حلب يرتفع إلى {} بعد ليلة طويلة"
    for toll, chosen in ((4, False), (9, True)):
        put(
            store,
            [
                Draft("أ", early.format(toll), "نص الخبر الأول.", 5),
                Draft(
                    "ب", "حريق السوق: 9 قتلى", "ارتفع عدد قتلى حريق السوق القديم في حلب إلى 9.", 8
                ),
            ],
            title="حريق السوق: 9 قتلى",
            brief=(1,),
        )
        newsroom.depots(store)
        lines = build(store).lines
        assert (early.format(toll) in [line.text for line in lines]) is chosen
        assert any(("9" in line.text) for line in lines)


def test_a_line_of_the_day_keeps_to_the_subject_of_the_story(store: SqliteStore) -> None:
    text = "اتفق وزراء المياه العرب على صندوق للمياه، وقال العراق إنه نال دراسة لملوحة شط العرب."
    put(
        store,
        [
            Draft("أ", "وزراء عرب يتفقون على صندوق", text, 2),
            Draft("ب", "العراق ينال دراسة لملوحة شط العرب من صندوق للمياه", "قال العراق ذلك.", 3),
        ],
    )
    put(store, [Draft("أ", "خبر آخر في اليوم نفسه", "نص.")])
    assert build(store).lines[0].text == "وزراء عرب يتفقون على صندوق"


def test_a_line_of_the_day_may_be_another_outlets_headline(store: SqliteStore) -> None:
    put(store, [Draft("أ", "عنوان آخر تماما في اليوم نفسه", "نص.")])
    put(
        store,
        [
            Draft(
                "أ", "البرلمان يقر الموازنة", "أقر البرلمان موازنة العام المقبل بأغلبية كبيرة.", 9
            ),
            Draft("ب", "البرلمان يقر موازنة العام المقبل بأغلبية كبيرة", "صوّت النواب.", 9),
            Draft("ج", "نواب يصوتون", "صوّت النواب مساء الأحد.", 9),
        ],
    )
    first, second = build(store).lines
    assert second.text == "عنوان آخر تماما في اليوم نفسه"
    assert first.text == "البرلمان يقر موازنة العام المقبل بأغلبية كبيرة"


def test_an_edition_of_the_past_does_not_know_what_came_after(store: SqliteStore) -> None:
    key = put(
        store,
        [
            Draft("أ", "وصول العاصفة إلى الساحل", "وصلت العاصفة وقطعت 3 طرق."),
            Draft("ب", "العاصفة تقطع الطرق", "قطعت العاصفة طرقًا في الجبل.", 2),
            Draft("ج", "حصيلة أخيرة للعاصفة: 9 طرق", "قطعت العاصفة 9 طرق قبل أن تنحسر.", 40),
        ],
        title="حصيلة أخيرة للعاصفة: 9 طرق",
        brief=(2, 0),
        rows=(Row("طريق", "update", [(3, "=", 0, "3 طرق"), (9, "=", 2, "9 طرق")]),),
    )
    later = NOW + timedelta(days=5)
    story = build(store, DAY, later).stories[0]
    assert story.id == key
    assert story.title == "العاصفة تقطع الطرق"
    assert (story.sources, story.independent, story.more) == (2, 2, 0)
    assert [s.text for s in story.brief] == ["وصلت العاصفة وقطعت 3 طرق."]
    assert story.differences == ()
    assert build(store, DAY - timedelta(days=1), later).stories == ()


def test_a_latecomer_does_not_make_yesterdays_lead_the_lead_again(store: SqliteStore) -> None:
    drafts = [Draft(f"مصدر {n}", f"قمة الأمس كما رآها {n}", "انعقدت القمة.", -12) for n in "أبجده"]
    old = put(store, [*drafts, Draft("متأخر", "القمة بعد يوم", "رأي متأخر في القمة.", 9)])
    new = put(store, [Draft(s, f"خبر اليوم عند {s}", "نص الخبر.", 9) for s in ("س", "ص")])
    first, second = build(store).stories
    assert (first.id, first.fresh, first.continued) == (new, 2, False)
    assert (second.id, second.fresh, second.independent, second.continued) == (old, 1, 6, True)


def test_a_day_of_many_stories_is_told_counted_and_bounded(store: SqliteStore) -> None:
    for number in range(40):
        put(store, [Draft("أ", f"الخبر رقم {number}", "نص الخبر.", number / 10)])
    edition = build(store, length=2)
    assert len(edition.stories) == 2
    assert len(edition.one_liners) == MAX_ONE_LINERS
    assert (edition.stories_total, edition.left_out) == (40, 38 - MAX_ONE_LINERS)
    assert edition.stories[0].title == "الخبر رقم 39"


def test_many_outlets_are_listed_once_each_and_the_rest_counted(store: SqliteStore) -> None:
    drafts = [Draft(f"مصدر {n % 12}", f"العنوان {n}", f"نص رقم {n}.", n / 10) for n in range(24)]
    put(store, drafts, brief=(23, 3))
    story = build(store).stories[0]
    assert [a.title for a in story.articles[:2]] == ["العنوان 23", "العنوان 3"]
    assert len({a.source for a in story.articles}) == len(story.articles) == 8
    assert story.more == 16


def test_a_thread_names_what_it_follows(edition: Edition) -> None:
    (thread,) = edition.threads
    assert [(step.day.isoformat(), step.number) for step in thread.steps] == [
        ("2025-11-12", None),
        ("2025-12-15", 4),
    ]
    assert [story.developing for story in edition.stories] == [False, True, False]


def test_two_steps_of_one_thread_on_one_day_stand_in_one_line(store: SqliteStore) -> None:
    first = put(store, [Draft("أ", "المدرب يستقيل", "استقال المدرب.", -200)])
    second = put(store, [Draft("أ", "النادي يختار خلفًا للمدرب", "اختار.", 2)], thread=(first,))
    put(store, [Draft("ب", "المدرب الجديد يصل", "وصل.", 5)], thread=(second, first))
    (thread,) = build(store).threads
    titles = [step.title for step in thread.steps]
    assert titles == ["المدرب يستقيل", "النادي يختار خلفًا للمدرب", "المدرب الجديد يصل"]
    assert [step.number is None for step in thread.steps] == [True, False, False]


def test_silent_feeds_are_named_today_only(store: SqliteStore) -> None:
    newsroom.silent_feed(store, "سنديان")
    newsroom.silent_feed(store, "مصابيح", disabled=True)
    assert build(store).silent == ("سنديان",)
    assert build(store, DAY - timedelta(days=1)).silent == ()


def test_an_empty_day_has_no_stories_and_takes_no_time(store: SqliteStore) -> None:
    empty = build(store)
    assert (empty.stories, empty.lines, empty.stories_total, empty.minutes) == ((), (), 0, 0)


def test_the_same_store_gives_the_same_edition_in_whatever_order_it_was_filled(
    tmp_path_factory: pytest.TempPathFactory, edition: Edition
) -> None:
    fillers = (newsroom.rates, newsroom.quake, newsroom.depots)
    built = []
    for order in (fillers, fillers[::-1]):
        with newsroom.open_store(tmp_path_factory.mktemp("order")) as store:
            for fill in order:
                fill(store)
            built.append(build(store))
    assert built[0] == built[1]
    assert built[0].stories[0] == edition.stories[0]


def test_stories_without_a_headline_or_a_brief_are_told_by_what_they_have(
    store: SqliteStore,
) -> None:
    put(store, [Draft("أ", "", "بلا عنوان لكن له نص واضح.", 3)])
    put(store, [Draft("ب", "", "", 2)], brief=())
    first, second = build(store).stories
    assert first.title == "بلا عنوان لكن له نص واضح."
    assert second.title == "ب"


def test_the_future_is_refused(store: SqliteStore) -> None:
    with pytest.raises(UsageError):
        build(store, DAY + timedelta(days=1))


def test_reading_time_is_rounded_up() -> None:
    assert [reading_minutes(["كلمة " * n]) for n in (0, 1, 138, 139)] == [0, 1, 1, 2]


def test_a_time_in_another_zone_is_the_same_moment(december: SqliteStore, edition: Edition) -> None:
    from zoneinfo import ZoneInfo

    damascus = NOW.astimezone(ZoneInfo("Asia/Damascus"))
    again = build(december, DAY, damascus, 3)
    assert again == edition
    assert again.end.tzinfo is UTC
