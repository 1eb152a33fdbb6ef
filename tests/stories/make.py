"""Articles for tests, in our own words."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from mujaz.model import Article

START = datetime(2025, 3, 10, 6, tzinfo=UTC)


def article(
    name: str, title: str, text: str, *, hours: float = 0, source: str | None = None
) -> Article:
    """Return an article published ``hours`` after the start."""
    published = START + timedelta(hours=hours)
    return Article(
        id=name,
        feed=f"https://{source or name}.example/feed",
        guid=name,
        source=source or name,
        title=title,
        text=text,
        published=published,
        fetched=published,
    )


FIRE = [
    article(
        "fire1",
        "حريق في سوق النحاسين بمدينة الرملاء يصيب 14 شخصا",
        "اندلع حريق كبير فجر الاثنين في سوق النحاسين وسط مدينة الرملاء وأصاب 14 شخصا بحروق واختناق.\n"
        "وقالت إدارة الإطفاء إن النار أتت على 30 متجرا قبل أن تسيطر عليها ثماني فرق.",
        source="المرصد",
    ),
    article(
        "fire2",
        "14 مصابا في حريق سوق النحاسين",
        "أصيب 14 شخصا على الأقل عندما شبت النار في سوق النحاسين القديم بالرملاء صباح الاثنين.\n"
        "واحترق أكثر من 30 متجرا لبيع النحاس، بحسب ما قالت إدارة الإطفاء في المدينة.",
        hours=3,
        source="الضحى",
    ),
    article(
        "fire3",
        "ارتفاع عدد المصابين في حريق سوق الرملاء إلى 17",
        "ارتفع عدد المصابين في حريق سوق النحاسين بالرملاء إلى 17 شخصا، بينهم إطفائيان.\n"
        "وتفقد المحافظ المتاجر المحترقة ووعد أصحابها بتعويض.",
        hours=9,
        source="البريد",
    ),
]
BRIDGE = [
    article(
        "bridge1",
        "افتتاح جسر الوادي المعلق بطول 900 متر",
        "افتتح وزير النقل اليوم جسر الوادي المعلق الذي يربط ضفتي نهر السلسبيل بطول 900 متر.\n"
        "وكلف الجسر 40 مليون دولار واستغرق بناؤه ثلاث سنوات.",
        hours=1,
        source="المرصد",
    ),
    article(
        "bridge2",
        "وزير النقل يفتتح الجسر المعلق فوق نهر السلسبيل",
        "دشن وزير النقل جسرا معلقا فوق نهر السلسبيل طوله 900 متر وكلفته 40 مليون دولار.\n"
        "ويخفف جسر الوادي الزحام عن الطريق القديم بين ضفتي النهر.",
        hours=5,
        source="الضحى",
    ),
]
CHESS = article(
    "chess1",
    "طفلة في العاشرة تفوز ببطولة الشطرنج المدرسية",
    "فازت طفلة في العاشرة ببطولة الشطرنج المدرسية بعد سبع جولات لم تخسر فيها مباراة واحدة.",
    hours=2,
    source="البريد",
)
