"""Stories of our own wording for the briefing's tests, put into a real SQLite store.

Outlets, persons and events are invented. A story is written as the grouping would leave it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from mujaz.model import (
    Article,
    BriefSentence,
    Digested,
    Feed,
    FigureRow,
    FigureValue,
    Story,
    Tag,
    short_id,
)
from mujaz.store.protocol import StoryChange
from mujaz.store.sqlite import SqliteStore

DAY = date(2025, 12, 15)
NOW = datetime(2025, 12, 15, 18, tzinfo=UTC)
BASE = datetime(2025, 12, 14, 12, tzinfo=UTC)


@dataclass
class Draft:
    """An article on its way into the store: ``hours`` after :data:`BASE`."""

    source: str
    title: str
    text: str
    hours: float = 0
    url: str | None = "auto"
    wire_of: int | None = None

    def article(self) -> Article:
        guid = f"{self.source}/{self.title}/{self.hours}"
        key = short_id("a", guid)
        url = f"https://{short_id('h', self.source)}.example/{key}"
        return Article(
            id=key,
            feed=f"https://{short_id('h', self.source)}.example/rss",
            guid=guid,
            source=self.source,
            title=self.title,
            text=self.text,
            published=BASE + timedelta(hours=self.hours),
            fetched=BASE + timedelta(hours=self.hours, minutes=5),
            url=url if self.url == "auto" else self.url,
        )


@dataclass
class Row:
    """A row of figures: (value, modifier, index of the draft, sentence) each."""

    what: str
    verdict: str
    values: list[tuple[float | None, str, int, str]]
    kind: str = "count"
    unit: str | None = None
    window: tuple[date, date] | None = None


def put(
    store: SqliteStore,
    drafts: list[Draft],
    *,
    title: str | None = None,
    tags: tuple[Tag, ...] = (),
    brief: tuple[int, ...] = (0,),
    rows: tuple[Row, ...] = (),
    thread: tuple[str, ...] = (),
    independent: int | None = None,
) -> str:
    """Write a story; the brief quotes the whole text of the drafts it names."""
    articles = [draft.article() for draft in drafts]
    store.add_articles(articles)
    store.save_article_tags({article.id: tags for article in articles})
    wires = {
        articles[i].id: articles[d.wire_of].id
        for i, d in enumerate(drafts)
        if d.wire_of is not None
    }
    own = {a.source for a in articles if a.id not in wires}
    figures = tuple(
        FigureRow(
            row.what,
            row.kind,  # type: ignore[arg-type]
            row.unit,
            row.verdict,  # type: ignore[arg-type]
            row.window,
            tuple(
                FigureValue(value, modifier, articles[at].id, sentence)  # type: ignore[arg-type]
                for value, modifier, at, sentence in row.values
            ),
        )
        for row in rows
    )
    digested = Digested(
        title=title if title is not None else drafts[0].title,
        independent=independent or len(own),
        wire_of=wires,
        tags=tags,
        brief=tuple(
            BriefSentence(drafts[i].text, articles[i].id, 0, len(drafts[i].text)) for i in brief
        ),
        figures=figures,
    )
    key = short_id("s", articles[0].id)
    ordered = tuple(a.id for a in sorted(articles, key=lambda a: a.published))
    store.save_stories([StoryChange(key, ordered, thread, b"", digested, {})])
    return key


def put_articles(store: SqliteStore, articles: list[Article], draft: Draft) -> None:
    """Write articles as they are, as one story with the draft's headline."""
    store.add_articles(articles)
    brief = tuple(BriefSentence(draft.text, one.id, 0, len(draft.text)) for one in articles[:1])
    digested = Digested(title=draft.title, independent=1, brief=brief)
    key = short_id("s", articles[0].id)
    store.save_stories([StoryChange(key, tuple(a.id for a in articles), (), b"", digested, {})])


def story_of(store: SqliteStore, key: str) -> Story:
    story = store.story(key)
    assert story is not None
    return story


def silent_feed(store: SqliteStore, title: str, *, disabled: bool = False) -> None:
    feed = Feed(url=f"https://{short_id('h', title)}.example/feed", source=title, title=title)
    store.add_feed(feed)
    store.save_feed(replace(feed, error="لا جواب", failures=2, disabled=disabled))


def open_store(folder: Path) -> SqliteStore:
    return SqliteStore(folder / "mujaz.db")


def depots(store: SqliteStore, thread: tuple[str, ...] = ()) -> str:
    """The lead: four outlets, one of them a wire copy, that count depots in two ways."""
    return put(
        store,
        [
            Draft(
                "نبأ الشام",
                "قوات سورية وأمريكية تدمّر أكثر من 15 مخزنًا للسلاح في ريف دمشق",
                "قالت القيادة المركزية الأمريكية (CENTCOM) إن قواتها دمّرت مع قوات وزارة الداخلية "
                "السورية أكثر من 15 مخزنًا للسلاح في ريف دمشق بين 24 و27 تشرين الثاني.",
                10,
            ),
            Draft(
                "الأفق",
                "سنتكوم: تدمير 15 مخزن أسلحة لتنظيم الدولة جنوبي سوريا بغارات وتفجيرات أرضية",
                "وأوضح البيان أن العملية المشتركة شملت 15 مخزنًا موزّعة على عدة بلدات، وأنها "
                "أتلفت 130 قذيفة هاون وصاروخًا وبنادق آلية.",
                11,
            ),
            Draft(
                "ميزان الخليج",
                "عملية مشتركة تستهدف مخازن التنظيم قرب دمشق",
                "وتعدّ هذه أول عملية تعلن فيها دمشق وواشنطن مشاركتهما معًا على الأرض.",
                13,
            ),
            Draft(
                "بريد المغرب",
                "قوات سورية وأمريكية تدمّر أكثر من 15 مخزنًا للسلاح في ريف دمشق",
                "قالت القيادة المركزية الأمريكية إن قواتها دمّرت أكثر من 15 مخزنًا للسلاح.",
                12,
                wire_of=0,
            ),
        ],
        tags=(Tag("سوريا", "place", 4), Tag("أمن", "topic", 3)),
        brief=(0, 1, 2),
        rows=(
            Row(
                "مخزن",
                "precision",
                [
                    (15, ">", 0, "دمّرت أكثر من 15 مخزنًا للسلاح في ريف دمشق."),
                    (15, "=", 1, "شملت العملية 15 مخزنًا موزّعة على عدة بلدات."),
                    (15, ">", 3, "دمّرت أكثر من 15 مخزنًا للسلاح."),
                ],
                window=(date(2025, 11, 24), date(2025, 11, 27)),
            ),
        ),
        thread=thread,
    )


def quake(store: SqliteStore) -> str:
    """A toll that rises, and a magnitude on which two outlets contradict each other."""
    return put(
        store,
        [
            Draft(
                "الأفق",
                "زلزال يضرب الحسيمة ويوقع 4 قتلى",
                "ضرب زلزال بقوة 5.6 درجات مدينة الحسيمة فجر الاثنين وأوقع أربعة قتلى.",
                14,
            ),
            Draft(
                "بريد المغرب",
                "ارتفاع حصيلة زلزال الحسيمة إلى 7 قتلى و32 جريحًا",
                "أعلنت السلطات المحلية أن حصيلة الزلزال بلغت 7 قتلى و32 جريحًا، وأن فرق الإنقاذ "
                "ما زالت تبحث تحت أنقاض ثلاث بنايات في الحي القديم.",
                20,
            ),
            Draft(
                "سفيرة",
                "هزة أرضية قوية شمالي المغرب",
                "وقدّر معهد الرصد قوة الهزة بـ5.9 درجات على عمق عشرة كيلومترات.",
                15,
            ),
        ],
        title="ارتفاع حصيلة زلزال الحسيمة إلى 7 قتلى و32 جريحًا",
        tags=(Tag("المغرب", "place", 3),),
        brief=(1, 2),
        rows=(
            Row(
                "قتيل",
                "update",
                [(4, "=", 0, "وأوقع أربعة قتلى."), (7, "=", 1, "بلغت 7 قتلى و32 جريحًا.")],
            ),
            Row(
                "درجة",
                "differ",
                [
                    (5.6, "=", 0, "ضرب زلزال بقوة 5.6 درجات المدينة."),
                    (5.9, "=", 2, "قوة الهزة بـ5.9 درجات."),
                ],
                kind="measure",
                unit="درجة",
            ),
        ),
    )


def rates(store: SqliteStore) -> str:
    """Percentages, money and a source that contradicts itself."""
    return put(
        store,
        [
            Draft(
                "ميزان الخليج",
                "البنك المركزي يخفض الفائدة نقطة مئوية كاملة",
                "خفض البنك المركزي سعر الفائدة إلى 20% في اجتماعه الأخير هذا العام، وضخّ 3.5 مليار "
                "جنيه في السوق.",
                16,
            ),
            Draft(
                "لؤلؤة",
                "خفض جديد للفائدة والتضخم عند أدنى مستوى منذ عامين",
                "وبلغ التضخم السنوي 12.3% في نوفمبر، وفق جهاز الإحصاء.",
                17,
            ),
        ],
        tags=(Tag("مصر", "place", 1), Tag("اقتصاد", "topic", 2)),
        brief=(0, 1),
        rows=(
            Row(
                "الفائدة",
                "inside",
                [(20, "=", 0, "سعر الفائدة إلى 20%"), (21, "~", 0, "نحو 21%")],
                kind="percent",
            ),
            Row(
                "جنيه",
                "window",
                [
                    (3.5e9, "=", 0, "ضخّ 3.5 مليار جنيه في السوق"),
                    (1_200_000, ">=", 1, "ضخّ ما لا يقل عن 1.2 مليون جنيه"),
                ],
                kind="money",
                unit="جنيه",
            ),
        ),
    )


def december(store: SqliteStore) -> SqliteStore:
    """Fill a store with a day of news: leads, singles, a thread, and a feed that is down."""
    earlier = put(
        store,
        [
            Draft(
                "الأفق",
                "سنتكوم: أكثر من 22 عملية مع الشركاء في سوريا خلال شهر",
                "قدّمت القيادة المشورة في أكثر من 22 عملية.",
                -780,
            )
        ],
    )
    depots(store, thread=(earlier,))
    quake(store)
    rates(store)
    for number, (source, title) in enumerate(
        (
            ("سفيرة", "افتتاح معرض الكتاب في تونس بمشاركة 22 بلدًا"),
            ("لؤلؤة", "«المرفأ» يبلغ نصف النهائي بعد فوزه 3-1 على ضيفه"),
            ("بريد المغرب", "شركة Nour-AI تطلق نموذجًا لغويًّا عربيًّا مفتوح المصدر"),
            ("نبأ الشام", "12 بلدة في الساحل بلا كهرباء بعد العاصفة «ماهر»"),
        )
    ):
        put(store, [Draft(source, title, f"{title}، كما جاء في الخبر.", 8 + number / 2)])
    silent_feed(store, "سنديان")
    return store
