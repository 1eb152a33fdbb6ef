"""Settings from a screen below the configuration file, and writing one key into that file."""

from __future__ import annotations

import stat
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.config_edit import edited, toml, write_key
from mujaz.errors import ConfigError
from mujaz.overrides import overlaid, read_overrides, write_overrides
from mujaz.store.settings import StoreSettings
from tui.settings import ReaderSettings


def test_a_screen_changes_what_the_file_does_not_name() -> None:
    kept = {"measure": 60, "theme": "mujaz-light"}
    found = overlaid(ReaderSettings(theme="mujaz-dark"), kept, named={"theme"})
    assert (found.measure, found.theme) == (60, "mujaz-dark")


@pytest.mark.parametrize("kept", [{"purge_after_days": -1}, {"purge_after_days": "x"}, {"no": 1}])
def test_what_no_longer_fits_is_passed_over(kept: dict[str, object]) -> None:
    assert overlaid(StoreSettings(), kept, named=()) == StoreSettings()


@pytest.mark.parametrize("text", [None, "", "{", "[]", '{"reader": 3}'])
def test_unreadable_settings_are_none(text: str | None) -> None:
    assert read_overrides(text) == {}


def test_settings_come_back_as_they_were_put_away() -> None:
    kept = {"reader": {"theme": "mujaz-light"}, "": {"language": "en"}}
    assert read_overrides(write_overrides({**kept, "store": {}})) == kept


FILE = """\
# My settings.
language = "ar"   # of the interface

[fetch]
timeout = 5

# The reader.
[reader]
#theme = "mujaz-dark"
measure = 80 # wide

[digest]
time = "07:00"
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("section", "key", "value", "old", "new"),
    [
        ("", "language", "en", 'language = "ar"   #', 'language = "en"   #'),
        ("reader", "measure", 60, "measure = 80 # wide", "measure = 60 # wide"),
        ("reader", "theme", "x", '#theme = "mujaz-dark"\n', '#theme = "mujaz-dark"\ntheme = "x"\n'),
        ("reader", "motion", True, "[reader]\n", "[reader]\nmotion = true\n"),
        ("store", "purge_after_days", 9, '"07:00"\n', '"07:00"\n\n[store]\npurge_after_days = 9\n'),
    ],
)
def test_one_key_is_written_and_the_rest_stays(
    tmp_path: Path, section: str, key: str, value: object, old: str, new: str
) -> None:
    path = write(tmp_path, FILE)
    write_key(path, section, key, value)  # type: ignore[arg-type]
    assert path.read_text(encoding="utf-8") == FILE.replace(old, new)


def test_a_file_that_is_not_there_is_made(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "config.toml"
    write_key(path, "reader", "measure", 60)
    assert tomllib.loads(path.read_text()) == {"reader": {"measure": 60}}
    write_key(path, "", "language", "en")
    assert tomllib.loads(path.read_text()) == {"language": "en", "reader": {"measure": 60}}


@pytest.mark.parametrize(
    "text",
    [
        'reader = { theme = "a" }\n',
        '[reader]\ntheme = """\nmujaz-dark"""\n',
        'reader.theme = "a"\n',
        "[reader\n",
        "reader = 3\n",
    ],
)
def test_a_file_that_cannot_be_changed_line_by_line_stays(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match='theme = "mujaz-light"'):
        write_key(path, "reader", "theme", "mujaz-light")
    assert path.read_text() == text


def test_a_link_is_followed_and_permissions_stay(tmp_path: Path) -> None:
    real = write(tmp_path, FILE)
    real.chmod(0o644)
    link = tmp_path / "link.toml"
    link.symlink_to(real)
    write_key(link, "reader", "measure", 61)
    assert link.is_symlink()
    assert "measure = 61" in real.read_text()
    assert stat.S_IMODE(real.stat().st_mode) == 0o644


KEYS = st.sampled_from(["alpha", "beta", "gamma"])
VALUES = st.one_of(st.booleans(), st.integers(-9, 9), st.text("أب\"'#=[]\\ x", max_size=6))
TABLES = st.dictionaries(
    st.sampled_from(["", "reader", "store"]), st.dictionaries(KEYS, VALUES, max_size=3), max_size=3
)


@given(TABLES, st.sampled_from(["", "reader", "store"]), KEYS, VALUES, st.booleans())
def test_whatever_stands_in_the_file_only_the_key_changes(
    tables: dict[str, dict[str, bool | int | str]],
    section: str,
    key: str,
    value: bool | int | str,
    notes: bool,
) -> None:
    text = ""
    for name in sorted(tables):
        text += f"[{name}] # head\n" if name else ""
        for one, what in tables[name].items():
            text += f"# {one} = 1\n" if notes else ""
            text += f"{one} = {toml(what)}" + (" # why = not\n" if notes else "\n")
    wanted = tomllib.loads(text)
    (wanted.setdefault(section, {}) if section else wanted)[key] = value
    changed = edited(text, section, key, f"{key} = {toml(value)}")
    assert tomllib.loads(changed) == wanted
    assert changed.count("# why = not") == text.count("# why = not")
