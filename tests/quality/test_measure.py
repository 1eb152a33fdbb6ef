"""The quality gate itself: that its corpus is what it says, and that it holds and can fall."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from tests.quality import measure


def test_the_corpus_is_large_enough_and_full_of_siblings() -> None:
    articles = measure.corpus()
    stories = Counter(one.story for one in articles)
    assert len(articles) >= 120
    assert sum(count > 1 for count in stories.values()) >= 40
    assert len({one.guid for one in articles}) == len(articles)
    days = defaultdict(set)
    for one in articles:
        days[one.story.split("-")[0]].add(one.story)
    assert sum(len(kin) > 1 for kin in days.values()) >= 6


def test_all_measures_hold_their_floors(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measure.measure()
    assert found.keys() == measure.FLOORS.keys()
    monkeypatch.setattr(measure, "measure", lambda: found)
    assert measure.main() == 0, capsys.readouterr().out
    for name, value in found.items():
        assert measure.FLOORS[name] > value - 5, f"{name}: {value:.1f}; raise its floor"
        monkeypatch.setattr(measure, "measure", lambda fallen=name: {**found, fallen: 0.0})
        assert measure.main() == 1
        assert "FALLEN" in capsys.readouterr().out
