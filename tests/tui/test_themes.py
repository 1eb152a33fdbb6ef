"""Contrast of every pair of colours that is painted, few colours, none, and nothing that moves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from rich.color import ColorSystem
from rich.segment import Segment
from textual.color import Color

from tests.tui.conftest import Driven, Start
from tui.app import Reader
from tui.settings import ReaderSettings
from tui.themes import CONTRAST, DARK, FEW_COLOURS, LIGHT, THEMES, fitting_theme

TEXTS = (
    "foreground", "muted", "primary", "accent", "text-primary", "text-secondary", "text-accent",
    "text-success", "text-warning", "text-error",
)  # fmt: skip
GROUNDS = ("background", "surface", "panel", "primary-muted")
OTHER_PAIRS = (
    ("background", "warning"),
    ("background", "primary"),
    ("text-primary", "primary-muted"),
    ("text-success", "success-muted"),
    ("text-secondary", "secondary-muted"),
    ("text-warning", "warning-muted"),
    ("input-cursor-foreground", "input-cursor-background"),
)
EVERY = [theme.name for theme in (*THEMES, *FEW_COLOURS)]


@pytest.fixture(autouse=True)
def many_colours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")


def luminance(colour: Color) -> float:
    """Return the relative luminance of WCAG 2.2."""

    def linear(value: int) -> float:
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)


def contrast(one: Color, other: Color) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(name: str) -> dict[str, str]:
    app = Reader(None, settings=ReaderSettings(), clock=lambda: None)  # type: ignore[arg-type, return-value]
    app.theme = name
    return app.get_css_variables()


@pytest.mark.parametrize("name", EVERY)
def test_every_pair_of_a_theme_has_contrast(name: str) -> None:
    found = colours(name)
    least = 7.0 if name == CONTRAST.name else 4.5
    pairs = [(text, ground) for text in TEXTS for ground in GROUNDS]
    if name.startswith("mujaz-16"):  # the cursor is told by turning colours round there
        assert found["primary-muted"].lower() == found["background"].lower()
    for text, ground in (*pairs, *OTHER_PAIRS):
        have = contrast(Color.parse(found[text]), Color.parse(found[ground]))
        assert have >= least, (text, ground, found[text], found[ground], round(have, 2))


def painted(seen: Driven) -> Iterator[tuple[str, Color, Color]]:
    for strip in seen.app.screen._compositor.render_strips():
        for segment in strip:
            assert isinstance(segment, Segment)
            if not segment.text.strip() or segment.style is None:
                continue
            style = segment.style
            if style.color is None or style.bgcolor is None:
                continue
            pair = (Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            yield segment.text, *(pair[::-1] if style.reverse else pair)


DRAWN = set("─│▁▂▃▄▅▆▇█▔▕▏▎▍▌▋▊▉ ╭╮╰╯")
"""Borders and bars are no text: they tell nothing that is not told otherwise."""


@pytest.mark.parametrize("name", [theme.name for theme in THEMES])
async def test_everything_painted_has_contrast(start: Start, name: str) -> None:
    async with start(settings=ReaderSettings(theme=name)) as seen:
        for keys in (
            ["enter"],
            ["tab"],
            ["tab"],
            ["question_mark"],
            ["escape", "ctrl+p", "s"],
            ["escape", "comma", "down"],
            ["enter"],
            ["escape", "F", "a"],
            ["escape", "p", "space"],
            ["escape", "escape", "r"],
        ):
            await seen.press(*keys)
            for text, front, back in painted(seen):
                if set(text) <= DRAWN:
                    continue
                assert contrast(front, back) >= 4.5, (keys, text, front.hex, back.hex)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
async def test_the_same_holds_in_256_colours(start: Start, theme: object) -> None:
    async with start(settings=ReaderSettings(theme=theme.name)) as seen:  # type: ignore[attr-defined]
        await seen.press("enter")
        for text, front, back in painted(seen):
            if set(text) <= DRAWN:
                continue
            near = [
                Color.from_rich_color(one.rich_color.downgrade(ColorSystem.EIGHT_BIT))
                for one in (front, back)
            ]
            assert contrast(*near) >= 4.3, (text, front.hex, back.hex)


def test_a_terminal_of_16_colours_gets_those_alone() -> None:
    assert fitting_theme(DARK.name, "standard") == "mujaz-16-dark"
    assert fitting_theme(LIGHT.name, "standard") == "mujaz-16-light"
    assert fitting_theme(CONTRAST.name, "standard") == "mujaz-16-dark"
    assert fitting_theme(LIGHT.name, "256") == LIGHT.name
    assert fitting_theme("nord", "standard") == "nord"
    for theme in FEW_COLOURS:
        for name, value in colours(theme.name).items():
            if name in (*TEXTS, *GROUNDS) or (name.endswith("-muted") and name in theme.variables):
                nearest = min(_distance(value, one) for one in PALETTE)
                assert nearest <= 2, (theme.name, name, value)


PALETTE = [
    f"#{red}{green}{blue}"
    for low, high in (("00", "aa"), ("55", "ff"))
    for red in (low, high)
    for green in (low, high)
    for blue in (low, high)
]


def _distance(one: str, other: str) -> int:
    pairs = zip(Color.parse(one).rgb, Color.parse(other).rgb, strict=True)
    return max(abs(a - b) for a, b in pairs)


async def test_without_colour_nothing_is_coloured_and_the_cursor_is_seen(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with start() as seen:
        for keys in ([], ["enter"], ["question_mark"], ["escape", "ctrl+p"], ["escape", "comma"]):
            await seen.press(*keys)
            strips = seen.app.screen._compositor.render_strips()
            segments = [segment for strip in strips for segment in strip if segment.style]
            used = {one for s in segments for one in (s.style.color, s.style.bgcolor) if one}  # type: ignore[union-attr]
            assert all(one.is_default for one in used)
            turned = [s for s in segments if s.style.reverse and s.text.strip()]  # type: ignore[union-attr]
            framed = any("┌" in s.text for s in segments)
            assert turned or framed, keys


@pytest.mark.parametrize(("motion", "level"), [(False, "none"), (True, "full")])
async def test_nothing_moves_by_itself_unless_it_is_wanted(
    start: Start, motion: bool, level: str
) -> None:
    async with start(settings=ReaderSettings(motion=motion)) as seen:
        assert seen.app.animation_level == level
