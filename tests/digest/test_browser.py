"""Mail and page in a real browser: direction, overflow, contrast, and nothing asked of the net.

With ``MUJAZ_PICTURES=write`` the pictures in ``docs/pictures`` are drawn anew.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.model import Edition
from digest.render import Format, render
from tests.digest.browser import Browser, Look, chromium, open_browser

PICTURES = Path(__file__).resolve().parents[2] / "docs" / "pictures"
# read at import: the fixture own_home takes the variables of mujaz away
WRITE = os.environ.get("MUJAZ_PICTURES") == "write"
WIDTHS = (375, 600, 1000, 1400)
_ARABIC = re.compile("[ء-ي]")


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    program = chromium()
    if program is None:
        pytest.skip("NOT CHECKED IN A BROWSER: there is no Chromium here")
    with open_browser(program, tmp_path_factory.mktemp("chromium")) as started:
        yield started


@pytest.fixture(scope="module")
def documents(edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("documents")
    kinds: tuple[Format, ...] = ("html", "page")
    found = {}
    for kind in kinds:
        found[kind] = folder / f"{kind}.html"
        found[kind].write_text(render(edition, kind), encoding="utf-8")
    return found


def _faint(look: Look) -> list[tuple[str, float]]:
    """Return the texts below WCAG 2.2's AA: 4.5 to 1, large ones 3 to 1."""
    return [
        (one.text, round(one.contrast, 2))
        for one in look.texts
        if one.contrast < (3 if one.large else 4.5)
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("kind", ["html", "page"])
def test_it_is_seen_as_it_was_meant(
    browser: Browser, documents: dict[str, Path], kind: str, dark: bool
) -> None:
    for width in WIDTHS:
        look = browser.look(documents[kind], width, dark=dark)
        assert len(look.texts) > 50
        assert look.wide == width
        assert look.scroll <= width, f"wider than {width}"
        assert [one.text for one in look.texts if one.out] == []
        assert _faint(look) == []
        assert {one.direction for one in look.texts if _ARABIC.search(one.text)} == {"rtl"}
        assert look.title > width / 2  # the masthead stands on the right
        assert look.asked == []


def test_the_eye_sees_what_is_wrong(browser: Browser, tmp_path: Path) -> None:
    bad = tmp_path / "bad.html"
    bad.write_text(
        "<!DOCTYPE html><meta charset=utf-8><h1>عنوان</h1><p style='color:#999'>باهت</p>"
        "<p style='width:900px;white-space:nowrap'>" + "طويل " * 80 + "</p>"
        "<img src='http://127.0.0.1:9/track.gif'>",
        encoding="utf-8",
    )
    look = browser.look(bad, 375)
    assert look.scroll > 375
    assert any(one.out for one in look.texts)
    assert [text for text, _ in _faint(look)] == ["باهت"]
    assert {one.direction for one in look.texts} == {"ltr"}
    assert look.asked == ["http://127.0.0.1:9/track.gif"]


@pytest.mark.parametrize("kind", ["html", "page"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("name", "width", "height"), [("phone", 375, 812), ("desktop", 1180, 1000)]
)
def test_the_pictures_in_the_documents_are_drawn(
    browser: Browser,
    documents: dict[str, Path],
    kind: str,
    dark: bool,
    name: str,
    width: int,
    height: int,
) -> None:
    what = "mail" if kind == "html" else kind
    target = PICTURES / f"briefing-{what}-{name}-{'dark' if dark else 'light'}.png"
    if WRITE:
        look = browser.look(documents[kind], width, dark=dark, height=height)
        target.write_bytes(look.picture)
    assert target.read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"
    assert target.stat().st_size < 200_000
