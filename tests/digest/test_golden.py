"""The briefing of a whole day beside the one that was read and found good.

After a change that is meant, set ``MUJAZ_GOLDEN=write``, run this file and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from digest.edition import build_edition
from digest.render import Format, render
from digest.settings import DigestSettings
from mujaz.store.sqlite import SqliteStore
from tests.digest.newsroom import DAY, NOW

GOLDEN = Path(__file__).with_name("golden")
# read at import: the fixture own_home takes the variables of mujaz away
WRITE = os.environ.get("MUJAZ_GOLDEN") == "write"


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("format", ["md", "txt", "html", "page"])
def test_the_briefing_is_the_one_that_was_read(
    december: SqliteStore, language: str, format: Format
) -> None:
    settings = DigestSettings(language=language, length=3)  # type: ignore[arg-type]
    document = render(build_edition(december, date=DAY, settings=settings, now=NOW), format)
    golden = GOLDEN / f"december.{language}.{format}"
    if WRITE:
        golden.write_text(document, encoding="utf-8")
    assert document == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("format", ["md", "txt"])
def test_an_empty_day_is_one_honest_line(store: SqliteStore, language: str, format: Format) -> None:
    settings = DigestSettings(language=language)  # type: ignore[arg-type]
    document = render(build_edition(store, date=DAY, settings=settings, now=NOW), format)
    lines = [line for line in document.splitlines() if line]
    assert len(lines) == 2
    assert lines[1] == (
        "لم تحمل خلاصاتك خبرًا جديدًا من الأحد 06:30 إلى الاثنين 21:00."
        if language == "ar"
        else "Your feeds brought nothing new from Sunday 06:30 to Monday 21:00."
    )
