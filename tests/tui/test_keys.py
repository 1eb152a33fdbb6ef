"""The one table of actions: keys, aliases of the Arabic layout, the user's own keys, errors."""

from __future__ import annotations

import pytest

from mujaz.errors import ConfigError
from tui.actions import ACTIONS, GROUPS
from tui.app import Reader
from tui.keymap import ARABIC_LAYOUT, bindings, keys_by_action, with_aliases
from tui.settings import DOCS, ReaderSettings


def test_ids_are_names_and_no_key_stands_twice() -> None:
    ids = [action.id for action in ACTIONS]
    assert len(set(ids)) == len(ids)
    assert all(name.isidentifier() for name in ids)
    assert {action.group for action in ACTIONS} == set(GROUPS)
    keys_by_action({})


def test_every_letter_of_a_key_has_its_arabic_neighbour() -> None:
    assert with_aliases("j,down") == "j,down,ت"
    assert with_aliases("slash") == "slash,ظ"
    assert len(set(ARABIC_LAYOUT.values())) == len(ARABIC_LAYOUT) - 2  # slash and comma stand twice
    for action in ACTIONS:
        for key in action.keys.split(","):
            # that layout has no key of one letter for most capitals; the palette covers them
            assert len(key) > 1 or key in ARABIC_LAYOUT or key.isupper(), key


def test_numbers_are_arguments() -> None:
    bound = [one for one in bindings(keys_by_action({})) if one.action.startswith("source(")]
    assert [one.action for one in bound] == [f"source({n})" for n in range(1, 10)]
    assert bound[2].key == "3,٣"


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"nxt": "x"}, ["nxt", "next"]),
        ({"star": ""}, ["star"]),
        ({"star": "j"}, ["j", "star", "next"]),
        ({"star": "ت"}, ["ت", "star", "next"]),
        ({"source": "a"}, ["source"]),
    ],
)
def test_wrong_keys_are_refused_by_name(keys: dict[str, str], named: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        keys_by_action(keys)
    assert "[reader] keys" in str(caught.value)
    assert all(name in str(caught.value) for name in named)


def test_an_unknown_theme_is_refused_before_the_terminal_is_taken() -> None:
    with pytest.raises(ConfigError, match="mujaz-dark"):
        Reader(None, settings=ReaderSettings(theme="mujaz-drak"), clock=lambda: None)  # type: ignore[arg-type, return-value]


def test_every_setting_is_documented() -> None:
    assert set(DOCS) == set(ReaderSettings.__struct_fields__)


@pytest.mark.parametrize("value", ["nokey", "strg+x", "f99", "x,steuer+y", "ctrl+"])
def test_a_name_of_no_key_is_refused(value: str) -> None:
    with pytest.raises(ConfigError, match="is no key"):
        keys_by_action({"star": value})


@pytest.mark.parametrize(
    "value",
    ["*", "س", "f5", "ctrl+f", "shift+f3", "alt+x", "ctrl+backslash", "plus", "exclamation_mark"],
)
def test_every_name_of_a_key_is_taken(value: str) -> None:
    assert keys_by_action({"star": value})["star"] == value
