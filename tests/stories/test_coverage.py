"""Who tells a story and who does not, group by group."""

from __future__ import annotations

import pytest

from mujaz.stories.coverage import CoverageSettings, Voices, problem, voices

GROUPS = {"رسمية": ("وكالة الأنباء", "الإذاعة"), "حزبية": ("الراية",), "خاصة": ("الضحى",)}


def test_groups_stand_in_the_users_order_and_the_rest_last() -> None:
    found = voices(["الضحى", "المرصد"], ["وكالة الأنباء", "الراية", "النهر"], GROUPS)
    assert found == [
        Voices("رسمية", (), ("وكالة الأنباء",)),
        Voices("حزبية", (), ("الراية",)),
        Voices("خاصة", ("الضحى",), ()),
        Voices("", ("المرصد",), ("النهر",)),
    ]


def test_a_group_that_published_nothing_is_neither() -> None:
    speaking = Voices("خاصة", ("الضحى",), ())
    assert voices(["الضحى"], [], GROUPS) == [speaking]
    everybody = [Voices("رسمية", (), ()), Voices("حزبية", (), ()), speaking]
    assert voices(["الضحى"], [], GROUPS, absent=True) == everybody


def test_spelling_makes_no_difference_and_a_source_may_stand_twice() -> None:
    found = voices(["الاذاعه"], [], {**GROUPS, "قديمة": ("الإذاعة ",)})
    assert [one.name for one in found if one.telling] == ["رسمية", "قديمة"]


def test_without_groups_all_sources_stand_together() -> None:
    assert voices(["أ"], ["ب"], {}) == [Voices("", ("أ",), ("ب",))]
    assert voices([], [], {}) == []


@pytest.mark.parametrize("groups", [{"": ("أ",)}, {"م": ()}, {"م": (" ",)}])
def test_empty_names_are_refused(groups: dict[str, tuple[str, ...]]) -> None:
    found = problem(CoverageSettings(groups=groups))
    assert found is not None
    assert found[0] == "groups"
    assert problem(CoverageSettings(groups=dict(GROUPS))) is None
