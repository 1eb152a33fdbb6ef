"""Keys and clicks at random: nothing crashes, and no line of the screen is too long or too short."""

from __future__ import annotations

import asyncio
import random

import pytest
from rich.cells import cell_len

from mujaz.store.sqlite import SqliteStore
from tests.tui.conftest import Driven, Start
from tests.tui.test_list import more
from tui.actions import ACTIONS
from tui.keymap import with_aliases

SIZES = [(40, 12), (80, 24), (110, 35), (200, 60), (69, 15), (23, 7)]
APART = {"quit", "suspend", "open"}
"""What leaves the reader, or starts another program."""
KEYS = [
    key
    for action in ACTIONS
    if action.id not in APART
    for key in with_aliases(action.keys).split(",")
    if not key.startswith("ctrl+")
] + ["escape"] * 8 + [*"جسر ab", "backspace", "tab"]  # fmt: skip


async def play(seen: Driven, steps: int, seed: int) -> None:
    dice = random.Random(seed)
    seen.app.exit = lambda *_args, **_more: None  # type: ignore[method-assign]  # the palette's "quit"
    done: list[object] = []
    for _ in range(steps):
        move: object
        if dice.random() < 0.04:
            size = dice.choice(SIZES)
            move = size
            await seen.pilot.resize_terminal(*size)
        elif dice.random() < 0.08:
            width, height = seen.app.size
            move = (dice.randrange(width), dice.randrange(height))
            await seen.pilot.click(offset=move)  # type: ignore[arg-type]
        else:
            move = dice.choice(KEYS)
            await seen.pilot.press(str(move))
        done.append(move)
        assert seen.app.is_running, (seed, done[-20:])
        wrong = _wrong_line(seen)
        for _wait in range(300):  # a resize takes a moment to reach the screen
            if wrong is None:
                break
            await asyncio.sleep(0.01)
            wrong = _wrong_line(seen)
        assert wrong is None, (seed, done[-20:], wrong)


def _wrong_line(seen: Driven) -> str | None:
    """Return a line of the screen that is not as wide as the terminal."""
    width = seen.app.size.width
    return next((line for line in seen.screen_text.split("\n") if cell_len(line) != width), None)


async def test_a_monkey_breaks_nothing(start: Start, store: SqliteStore) -> None:
    more(store, 60)
    async with start(110, 35) as seen:
        await play(seen, 120, seed=7)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
async def test_many_monkeys_break_nothing(start: Start, store: SqliteStore, seed: int) -> None:
    more(store, 300)
    async with start(110, 35) as seen:
        await play(seen, 2500, seed=seed)
