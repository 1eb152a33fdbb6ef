"""Names in sentences of our own: spans without titles and particles, canonical names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.stories.names import mentions

CASES = [
    ("وصل الرئيس السوري أحمد الشرع إلى الدوحة", [("أحمد الشرع", "person"), ("الدوحة", "place")]),
    ("زار سوريا وسورية والعراق", [("سوريا", "place"), ("سوريا", "place"), ("العراق", "place")]),
    ("أعلنت سنتكوم ذلك", [("القيادة المركزية الأمريكية", "organisation")]),
    ("قالت القيادة الوسطى الأميركية", [("القيادة المركزية الأمريكية", "organisation")]),
    ("عناصر من تنظيم “الدولة”", [("تنظيم الدولة الإسلامية", "organisation")]),
    ("هاجم داعش البلدة", [("تنظيم الدولة الإسلامية", "organisation")]),
    ("وزارة الداخلية السورية", [("وزارة الداخلية السورية", "organisation")]),
    ("اجتمع في لندن وباريس", [("لندن", "place"), ("باريس", "place")]),
    ("قال الدكتور سامر الكيلاني إن", [("سامر الكيلاني", "person")]),
    ("التقى ماكرون ترمب", [("إيمانويل ماكرون", "person"), ("دونالد ترامب", "person")]),
    ("مدينة ستاوبريدج الصغيرة", [("ستاوبريدج", "place")]),
    ("كان اليوم جميلا والطريق طويلا", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] for c in CASES])
def test_names_and_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.name, m.kind) for m in mentions(text)] == expected


def test_span_leaves_particles_and_titles_out() -> None:
    text = "واتصل بالأدميرال براد كوبر وبالعراق للتنسيق"
    assert [text[m.start : m.end] for m in mentions(text)] == ["براد كوبر", "العراق"]


def test_last_name_alone_means_the_person_named_before() -> None:
    text = "قالت المهندسة رانيا الخطابي إن الجسر جاهز. وأضافت الخطابي أن الطريق مفتوح."
    assert {m.name for m in mentions(text) if m.kind == "person"} == {"رانيا الخطابي"}
    assert sum(m.kind == "person" for m in mentions(text)) == 2


@given(st.text(alphabet="وزارة الداخلية السورية محمد في “” مدينة دمشق، شركة\nو بال", max_size=80))
def test_any_text_gives_ordered_mentions(text: str) -> None:
    end = 0
    for mention in mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.name.strip()
        end = mention.end
