"""A small newsroom for the reader's tests: a real store with articles and stories of our own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from mujaz.model import (
    Article,
    BriefSentence,
    Digested,
    FigureRow,
    FigureValue,
    Tag,
)
from mujaz.store.protocol import StoryChange
from mujaz.store.sqlite import SqliteStore

NOW = datetime(2025, 12, 15, 18, 0, tzinfo=UTC)

BRIDGE = (
    "قال مدير الطرق في المحافظة إن الجسر الجديد فوق النهر سيُفتح أمام السيارات صباح الخميس.\n"
    "وأضاف أن طول الجسر (بما فيه المداخل) يبلغ 1,250 مترًا، وأن كلفته بلغت 37.5 مليون دينار،"
    " أي بزيادة 12% على التقدير الأول.\n"
    "وذكرت شركة Nile Bridges المنفذة أن «العمل انتهى قبل الموعد بثلاثة أسابيع».\n"
    "ويربط الجسر حيَّي السلام والأندلس، ويختصر الطريق بينهما من 40 دقيقة إلى 9 دقائق."
)
BRIDGE_TWO = (
    "تستعد المدينة لافتتاح جسرها الثاني على النهر بعد أربع سنوات من العمل.\n"
    "ويمتد الجسر أكثر من 1,200 متر، وقد كلّف نحو 37 مليون دينار بحسب بيان للبلدية.\n"
    "وسيُسمح للمشاة بعبوره مساء الأربعاء قبل السيارات بيوم."
)
HARVEST = (
    "توقعت وزارة الزراعة أن يبلغ محصول الزيتون هذا العام 180 ألف طن، وهو الأعلى منذ ستة أعوام.\n"
    "وعزا خبراء الزيادة إلى أمطار تشرين الثاني المبكرة."
)
ENGLISH = (
    "The observatory said the comet will be visible to the naked eye for nine nights.\n"
    "Its tail points away from the sun."
)
HOSTILE = (
    "نص\x1b[31m أحمر \x1b]52;c;cHduZWQ=\x07 \x9b5m \u202egnp.exe\u202c [/] [@click=app.bell]انقر[/]\n"
    "\x1bPq\x1b\\ [bold red]غامق[/bold red] \x00 نهاية"
)


def article(name: str, source: str, title: str, text: str, hours: float, **more: object) -> Article:
    """Return an article that was published so many hours before NOW."""
    return Article(
        id=name,
        feed=f"https://{name}.example/feed",
        guid=f"{source}-{name}",
        source=source,
        title=title,
        text=text,
        published=NOW - timedelta(hours=hours),
        fetched=NOW,
        url=f"https://{name}.example/news",
        language="ar",
        **more,  # type: ignore[arg-type]
    )


def story(
    name: str, title: str, articles: list[Article], thread: tuple[str, ...] = (), **more: object
) -> StoryChange:
    """Return what grouping would say of a story."""
    digested = Digested(title=title, independent=len({a.source for a in articles}), **more)  # type: ignore[arg-type]
    return StoryChange(
        id=name,
        articles=tuple(a.id for a in articles),
        thread=thread,
        state=b"",
        digested=digested,
        why={a.id: "test" for a in articles},
    )


def fill(path: Path) -> SqliteStore:
    """Return a store with four stories, the first of them told by two outlets."""
    store = SqliteStore(path)
    first = article(
        "a1", "النهار الجديد", "الجسر الجديد يُفتح الخميس", BRIDGE, 5, author="ليلى حداد"
    )
    second = article("a2", "صدى المدينة", "جسر ثانٍ فوق النهر بعد أربع سنوات", BRIDGE_TWO, 3)
    harvest = article("a3", "الحقول", "BBC: محصول الزيتون الأعلى منذ ستة أعوام", HARVEST, 26)
    english = article("a4", "Star News", "A comet for nine nights", ENGLISH, 50)
    hostile = article("a5", "مصدر\x1b[2J", "عنوان\x1b]0;x\x07 [/red] خطير \u202eabc", HOSTILE, 80)
    store.add_articles([first, second, harvest, english, hostile])
    sentence = "ويمتد الجسر أكثر من 1,200 متر، وقد كلّف نحو 37 مليون دينار بحسب بيان للبلدية."
    start = BRIDGE_TWO.index(sentence)
    figures = (
        FigureRow("طول الجسر", "measure", "متر", "precision", None, (
            FigureValue(1250, "=", "a1", ""), FigureValue(1200, ">", "a2", ""))),
        FigureRow("كلفة", "money", "مليون دينار", "differ", None, (
            FigureValue(37.5, "=", "a1", ""), FigureValue(37, "~", "a2", ""))),
    )  # fmt: skip
    brief = (
        BriefSentence(BRIDGE.split("\n")[0], "a1", 0, len(BRIDGE.split("\n")[0])),
        BriefSentence(sentence, "a2", start, start + len(sentence)),
    )
    tags = (Tag("النهر", "place"), Tag("بلدية المدينة", "organisation"), Tag("جسور", "topic"))
    store.save_article_tags({"a1": tags, "a2": tags[:2], "a3": (Tag("زراعة", "topic"),)})
    store.save_stories(
        [
            story("s1", "افتتاح جسر جديد فوق النهر", [first, second], tags=tags, brief=brief, figures=figures),
            story("s3", harvest.title, [harvest], thread=("s4",)),
            story("s4", english.title, [english]),
            story("s5", hostile.title, [hostile]),
        ]
    )  # fmt: skip
    return store
