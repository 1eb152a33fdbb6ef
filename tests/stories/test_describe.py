"""What is told of a story: title, brief, copies, figures, within bounds."""

from __future__ import annotations

from dataclasses import replace

from mujaz.model import Article, Digested
from mujaz.stories.analysis import analyse
from mujaz.stories.describe import describe
from mujaz.stories.wire import wire_copies

from .make import CHESS, FIRE, article


def told(articles: list[Article]) -> Digested:
    analyses = [analyse(one) for one in articles]
    return describe(analyses, {one.article: one.tags for one in analyses})


def test_brief_sentences_stand_in_their_articles() -> None:
    by_id = {a.id: a for a in FIRE}
    found = told(FIRE)
    assert 2 <= len(found.brief) <= 4
    for sentence in found.brief:
        assert by_id[sentence.article].text[sentence.start : sentence.end] == sentence.text
    assert found.title in {a.title for a in FIRE}
    assert found.independent == 3


def test_brief_avoids_residue_captions_and_leaning_openings() -> None:
    text = (
        "تصوير مراسلنا في الميناء القديم صباح اليوم قرب المنارة الكبيرة (خاص)\n"
        "وأضاف أن السفن الثلاث ستبقى في الحوض حتى ينتهي الفحص الذي بدأ أمس.\n"
        "أوقفت سلطات الميناء ثلاث سفن صيد دخلت المياه المحمية من دون إذن صيد.\n"
        "لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بعلامة هنا."
    )
    found = told([article("port", "توقيف ثلاث سفن صيد في المياه المحمية", text)])
    assert found.brief[0].text.startswith("أوقفت سلطات الميناء")
    assert not any("بريدك" in s.text or "تصوير" in s.text for s in found.brief)


def test_a_story_without_sentences_still_has_a_brief() -> None:
    assert (
        told([article("short", "عنوان", "سطر قصير بلا نقطة")]).brief[0].text == "سطر قصير بلا نقطة"
    )
    assert told([article("empty", "عنوان", "")]).brief == ()


def test_sentences_are_not_said_twice() -> None:
    same = [
        replace(FIRE[0], id=f"copy{i}", source=f"s{i}", text=FIRE[0].text.replace("كبير", word))
        for i, word in enumerate(("كبير", "هائل", "ضخم"))
    ]
    texts = [s.text for s in told(same).brief]
    assert len(texts) == len({t.split()[1] for t in texts})


def test_wire_copies_count_as_one_voice() -> None:
    body = CHESS.text + " وقالت أمها إنها تعلمت اللعبة في الخامسة من جدها الذي كان يدرب فريق الحي."
    first = replace(CHESS, text=body)
    copy = replace(first, id="copy", source="الضحى", text="الرملاء - " + body)
    own = article(
        "own", "بطلة صغيرة", "تدربت الفائزة كل مساء عامين كاملين في نادي الحي مع صديقاتها الثلاث."
    )
    shingled = {one.id: analyse(one).shingles for one in (first, copy, own)}
    assert wire_copies(shingled) == {"copy": "chess1"}
    assert told([first, copy, own]).independent == 2


def test_very_large_stories_are_bounded() -> None:
    many = [replace(FIRE[i % 3], id=f"m{i}", source=f"s{i}") for i in range(300)]
    found = told(many)
    assert found.brief
    assert set(found.wire_of) < {a.id for a in many}


def test_second_topic_of_a_text_is_left_out() -> None:
    text = (
        FIRE[0].text
        + "\nوزير الثقافة: الموسم بدأ\nوفي سياق آخر قال وزير الثقافة إن موسم المسرح بدأ في العاصمة أمس."
    )
    long = replace(FIRE[0], text=text)
    assert not any("الثقافة" in s.text for s in told([long, *FIRE[1:]]).brief)
