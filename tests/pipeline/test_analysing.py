"""Analysing on all cores: the same answers in the same order, whoever gives them and dies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mujaz.model import Article
from mujaz.pipeline import analysing
from mujaz.pipeline.analysing import Analyser
from mujaz.stories.analysis import analyse
from tests.stories.make import BRIDGE, CHESS, FIRE

ARTICLES = [
    replace(one, id=f"{one.id}-{n}", title=f"{one.title} {n + 10}")
    for n in range(30)
    for one in (*FIRE, *BRIDGE, CHESS)
]


@pytest.fixture(scope="module")
def expected() -> list[object]:
    return [analyse(one) for one in ARTICLES]


def finished(analyser: Analyser, articles: list[Article]) -> list[object]:
    return list(analyser.finish(analyser.start(articles)))


def test_helpers_answer_as_this_process_does(expected: list[object]) -> None:
    with Analyser(10_000, helpers=2) as analyser:
        first, second = analyser.start(ARTICLES[:90]), analyser.start(ARTICLES[90:])
        assert analyser.finish(second) == expected[90:]
        assert analyser.finish(first) == expected[:90]
        assert finished(analyser, []) == []


def test_few_articles_start_no_process(expected: list[object]) -> None:
    with Analyser(len(ARTICLES), helpers=2) as analyser:
        assert analyser.helpers == 0
        assert finished(analyser, ARTICLES) == expected


def test_a_helper_that_dies_is_done_without(expected: list[object]) -> None:
    with Analyser(10_000, helpers=2) as analyser:
        job = analyser.start(ARTICLES)
        analyser.kill_helpers()
        assert analyser.finish(job) == expected
        assert finished(analyser, ARTICLES) == expected


def test_a_helper_that_cannot_be_started_is_done_without(
    expected: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analysing.sys, "executable", "/nowhere/python")
    with Analyser(10_000, helpers=2) as analyser:
        assert analyser.helpers == 0
        assert finished(analyser, ARTICLES) == expected
