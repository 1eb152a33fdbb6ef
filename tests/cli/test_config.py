"""The configuration file: what is in force, and how its errors are told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.reader_config import check_reader
from cli.settings import SECTIONS, example, schema
from mujaz.config import find_line, load
from mujaz.errors import ConfigError
from mujaz.feeds.settings import FetchSettings

ROOT = Path(__file__).resolve().parent.parent.parent


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problem(path: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load(path, SECTIONS)
    return str(caught.value).replace(str(path), "FILE")


def test_a_missing_file_means_defaults(tmp_path: Path) -> None:
    config = load(tmp_path / "none.toml", SECTIONS)
    assert config.section("fetch", FetchSettings) == FetchSettings()
    with pytest.raises(ConfigError):
        load(tmp_path / "none.toml", SECTIONS, must_exist=True)


def test_values_are_read(tmp_path: Path) -> None:
    path = write(tmp_path, 'language = "en"\n[fetch]\ntimeout = 5\nallow_hosts = ["a.lan"]\n')
    fetch = load(path, SECTIONS).section("fetch", FetchSettings)
    assert (fetch.timeout, fetch.allow_hosts, fetch.per_host) == (5.0, ("a.lan",), 2)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[fetch]\n\ntimeuot = 3\n", ["FILE:3", "fetch.timeuot", "timeout"]),
        ("# c\n[fetsh]\ntimeout = 3\n", ["FILE:2", "[fetsh]", "[fetch]"]),
        ('lang = "ar"\n', ["FILE:1", "lang", "language"]),
        ('[digest]\nzone = "UTC"\ntime = "25:00"\n', ["FILE:3", "digest.time"]),
        ('[digest]\nzone = "Mars/Olympus"\n', ["FILE:2", "digest.zone", "Mars"]),
        ('[fetch]\ntimeout = "x"\n', ["FILE:2", "fetch.timeout"]),
        ("[fetch]\nallow_hosts = [1]\n", ["FILE:2", "fetch.allow_hosts"]),
        ('language = "ar"\n[fetch\n', ["FILE:2"]),
        ("fetch = 3\n", ["FILE:1", "[fetch]"]),
        ("[language]\n", ["FILE:1", "language"]),
        ("a = " + "[" * 3000 + "\n", ["FILE:"]),
        ('language = "fr"\n', ["FILE:1", "language"]),
        ("fetch.timeuot = 1\n", ["FILE:1", "fetch.timeuot"]),
    ],
)
def test_errors_name_file_line_key_and_the_nearest(
    tmp_path: Path, text: str, parts: list[str]
) -> None:
    message = problem(write(tmp_path, text))
    assert "\n" not in message
    for part in parts:
        assert part in message


def test_unreadable_files_are_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(b'language = "\xff"\n')
    assert problem(path).startswith("FILE: ")
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    assert problem(folder).startswith("FILE: ")


def test_the_example_is_current_and_loads(tmp_path: Path) -> None:
    shipped = (ROOT / "config.example.toml").read_text(encoding="utf-8")
    assert shipped == example(), "write it anew: mujaz config init --config config.example.toml"
    load(write(tmp_path, shipped), SECTIONS)
    # with every value uncommented it must load too: the defaults are legal values
    live = "\n".join(
        line[1:] if line.startswith("#") and not line.startswith("# ") else line
        for line in shipped.splitlines()
    )
    assert live.count(" = ") > 10
    load(write(tmp_path, live), SECTIONS)


def test_every_key_is_documented() -> None:
    import msgspec

    for section in SECTIONS.values():
        names = {field.encode_name for field in msgspec.structs.fields(section.kind)}
        assert set(section.docs) == names, section.name


def test_the_schema_describes_every_section() -> None:
    found = json.loads(schema())
    assert set(found["properties"]) == {"language", *(name for name in SECTIONS if name)}
    assert found["$defs"]["FetchSettings"]["properties"]["timeout"]["description"]


def test_find_line_of_a_table_inside_a_section() -> None:
    assert find_line("[reader]\nkeys = {}\n[reader.keys]\nstar = 1\n", "reader", "keys") == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('[reader]\n\ntheme = "mujaz-drak"\n', ["FILE:3", "mujaz-drak", "mujaz-dark"]),
        ('[reader]\nkeys = { nxt = "x" }\n', ["FILE:2", "nxt", "next"]),
        ('[reader]\n[reader.keys]\nstar = "j"\n', ["FILE:2", "j", "star", "next"]),
        ('[reader.keys]\nfeeds_ad = "b"\n', ["FILE:1", "feeds_ad", "feeds_add"]),
        ('[reader.keys]\nfeeds_add = "c"\n', ["FILE:1", "feeds_add", "feeds_check"]),
    ],
)
def test_themes_and_keys_that_are_not_there_are_named(
    tmp_path: Path, text: str, parts: list[str]
) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        check_reader(load(path, SECTIONS))
    message = str(caught.value).replace(str(path), "FILE")
    for part in parts:
        assert part in message
