"""Sections inside a section: errors in them name file, line, key and the nearest known key."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.settings import SECTIONS, in_force
from digest.profiles import all_profiles
from digest.settings import DigestSettings
from mujaz.config import load
from mujaz.config_nested import find_nested_line
from mujaz.config_writing import with_keys
from mujaz.errors import ConfigError


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            '[digest.profiles.sport]\ntim_e = "07:00"\n',
            [":2:", "digest.profiles.sport.tim_e", "time"],
        ),
        ('[digest]\nlength = 3\n[digest.profiles."رياضة"]\ntime = "7"\n', [":4:", "رياضة.time"]),
        ('[digest.profiles.a]\nto = ["x"]\n', [":2:", "digest.profiles.a.to"]),
        ('[digest.profiles.a]\n\n[digest.profiles.b]\nzone = "Mars"\n', [":4:", "b.zone", "Mars"]),
        ('[digest]\nprofiles.a.length = "x"\n', [":2:", "digest.profiles.a.length"]),
        ("[digest]\nprofiles = { a = { length = 99 } }\n", [":2:", "digest.profiles.a.length"]),
        ("[digest.profiles]\na = 3\n", ["digest.profiles"]),
        ('[digest]\nto = ["x"]\n', [":2:", "digest.to"]),
        ('[mail]\nfrom = "nobody"\n', [":2:", "mail.from"]),
        ('[mail]\nhost = "mail.example"\nsecurity = "none"\n', [":", "mail"]),
        ('[mail]\npassword = "c4nary"\n', [":2:", "password"]),
    ],
)
def test_errors_are_told_with_their_place(tmp_path: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, text), SECTIONS)
    message = str(caught.value)
    assert "\n" not in message
    assert "c4nary" not in message
    for part in parts:
        assert part in message


def test_a_briefing_takes_over_what_it_does_not_name(tmp_path: Path) -> None:
    text = """
    [digest]
    zone = "Africa/Cairo"
    to = ["me@example.org", "me@example.org"]
    [digest.profiles.sport]
    time = "20:00"
    [digest.profiles.daily]
    length = 4
    """
    settings = load(write(tmp_path, text), SECTIONS).section("digest", DigestSettings)
    found = {one.name: one.settings for one in all_profiles(settings)}
    assert list(found) == ["daily", "sport"]
    assert (found["sport"].zone, found["sport"].time, found["sport"].length) == (
        "Africa/Cairo",
        "20:00",
        10,
    )
    assert found["daily"].length == 4
    assert found["sport"].to == ("me@example.org",)


def test_all_values_are_shown_and_can_be_read_again(tmp_path: Path) -> None:
    text = '[digest.profiles."رياضة"]\ntags = ["كرة \\"القدم\\""]\n[mail]\npassword_command = ["pass", "c4nary"]\n'
    config = load(write(tmp_path, text), SECTIONS)
    shown = in_force(config)
    assert "c4nary" not in shown
    again = load(write(tmp_path, shown.split("\n[[rule]]")[0]), SECTIONS)
    assert again.section("digest", DigestSettings) == config.section("digest", DigestSettings)


def test_lines_are_found_in_every_way_of_writing() -> None:
    text = 'a = 1\n[x]\nb.c = 2\n[x."y z"]\nd = 3\n[[r]]\ne = 4\n'
    assert find_nested_line(text, ("x", "b", "c")) == 3
    assert find_nested_line(text, ("x", "y z", "d")) == 5
    assert find_nested_line(text, ("x", "y z", "nope")) == 4
    assert find_nested_line(text, ("nope",)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "# only a comment",
        '[digest]\n# to = ["a"]\nto = [ # x\n  "a@b.example", # one\n  "c]@d.example",\n]\nlength = 3\n',
        '[digest]\r\nzone = "UTC"\r\n[mail]\r\n',
        '[ digest ]\n"to" = []\n[digest.profiles.a]\nto = ["keep@example.org"]\n',
        '[other]\ntext = """\n[digest]\nto = 3\n"""\n',
    ],
)
def test_keys_are_set_and_nothing_else_is_touched(text: str) -> None:
    import tomllib

    try:
        changed = with_keys(text, {"digest": {"to": ("n@example.org",), "folder": 'a"\\\n'}})
    except ValueError:
        assert '"""' in text, "only what it cannot tell apart is refused"
        return
    before, after = tomllib.loads(text), tomllib.loads(changed)
    assert after["digest"].pop("to") == ["n@example.org"]
    assert after["digest"].pop("folder") == 'a"\\\n'
    before.setdefault("digest", {}).pop("to", None)
    assert after == before
    for line in text.splitlines():
        if line.lstrip().startswith("#"):
            assert line in changed
