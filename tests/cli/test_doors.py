"""The commands as outsiders call them, on the bundled sample and on small files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
Mujaz = Callable[..., subprocess.CompletedProcess[str]]


def call(*arguments: object, data: Path | None = None, **environment: str) -> Any:
    """Run mujaz in a process of its own, without a terminal."""
    command = [sys.executable, "-m", "cli.main", *map(str, arguments)]
    if data is not None:
        command += ["--data", str(data)]
    return subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        cwd=ROOT,
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the sample."""
    data = tmp_path_factory.mktemp("demo") / "data"
    done = call("demo", data=data, HOME=str(data.parent))
    assert done.returncode == 0, done.stderr
    return data


def lines(done: Any) -> list[Any]:
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_demo_prints_the_briefing_without_a_terminal(demo: Path) -> None:
    again = call("demo", "--digest", data=demo)
    assert again.returncode == 0
    assert again.stderr == ""
    assert again.stdout.startswith("#")
    assert "15 كانون الأول" in again.stdout or "15 ديسمبر" in again.stdout
    assert again.stdout == call("demo", data=demo).stdout


def test_stories_meet_their_schema(demo: Path) -> None:
    stories = lines(call("stories", "list", "--json", data=demo))
    schema = json.loads((ROOT / "docs" / "stories.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for story in stories:
        validator.validate(story)
    assert len(stories) >= 40
    seen = [article["id"] for story in stories for article in story["articles"]]
    assert len(seen) == len(set(seen))
    articles = lines(call("articles", "list", "--json", data=demo))
    assert {article["id"] for article in articles} == set(seen)
    assert lines(call("stories", "list", "--json", "--limit", 3, data=demo)) == stories[:3]


def test_the_schema_is_current() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import build_schemas

    shipped = (ROOT / "docs" / "stories.schema.json").read_text(encoding="utf-8")
    assert shipped == build_schemas.build(), "write it anew: python tools/build_schemas.py"


def test_references_of_a_story_hold(demo: Path) -> None:
    for story in lines(call("stories", "list", "--json", "--limit", 12, data=demo)):
        own = {article["id"] for article in story["articles"]}
        for sentence in story["brief"]:
            assert sentence["article"] in own
            (article,) = lines(call("articles", "show", sentence["article"], "--json", data=demo))
            assert article["text"][sentence["start"] : sentence["end"]] == sentence["text"]
        for row in story["figures"]:
            assert {value["article"] for value in row["values"]} <= own


def test_why_names_what_ties_an_article_to_its_story(demo: Path) -> None:
    story = next(s for s in lines(call("stories", "list", "--json", data=demo)) if s["sources"] > 2)
    told = call("stories", "why", story["id"], data=demo, MUJAZ_LANGUAGE="en").stdout
    assert told.count("The story began with it.") == 1
    assert told.count("Shares with") == len(story["articles"]) - 1
    raw = lines(call("stories", "why", story["id"], "--json", data=demo))
    assert [one["article"] for one in raw] == [a["id"] for a in story["articles"]]


def test_filters_search_and_marks(demo: Path) -> None:
    every = lines(call("articles", "list", "--json", data=demo))
    some = lines(call("articles", "list", "--json", "--since", "2025-12-01", data=demo))
    assert 0 < len(some) < len(every)
    found = lines(call("search", "القياده", "المركزيه", "--json", data=demo))
    assert found
    one = found[0]["id"]
    assert call("articles", "mark", one, "--star", data=demo).returncode == 0
    starred = lines(call("articles", "list", "--starred", "--json", data=demo))
    assert [article["id"] for article in starred] == [one]
    assert call("articles", "mark", one, "--unstar", data=demo).returncode == 0
    assert call("articles", "tag", one, "للمتابعة", data=demo).returncode == 0
    tagged = lines(call("articles", "list", "--tag", "للمتابعه", "--json", data=demo))
    assert [article["id"] for article in tagged] == [one]


@pytest.mark.parametrize("kind", ["md", "html", "page", "txt", "json"])
def test_the_briefing_in_every_format(demo: Path, tmp_path: Path, kind: str) -> None:
    day = ["digest", "build", "--date", "2025-12-15", "--format", kind]
    now = {"MUJAZ_NOW": "2025-12-15T18:00:00Z"}
    out = call(*day, data=demo, **now)
    assert out.returncode == 0
    assert len(out.stdout) > 1000
    file = tmp_path / "out"
    assert call(*day, "--output", file, data=demo, **now).returncode == 0
    assert file.read_text(encoding="utf-8") == out.stdout
    folder = tmp_path / "folder"
    folder.mkdir()
    assert call(*day, "--output", folder, data=demo, **now).returncode == 0
    (made,) = folder.iterdir()
    assert made.read_text(encoding="utf-8") == out.stdout


def test_options_stand_before_or_after_the_name(tmp_path: Path) -> None:
    for arguments in (
        ["--data", tmp_path / "a", "feeds", "list"],
        ["feeds", "--data", tmp_path / "b", "list"],
        ["feeds", "list", "--data", tmp_path / "c"],
    ):
        assert call(*arguments).returncode == 0
    made = {path.name for path in tmp_path.iterdir() if (path / "mujaz.db").exists()}
    assert made == {"a", "b", "c"}


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nosuch"], 2),
        (["stories", "show", "s0"], 2),
        (["feeds", "add", "ftp://a.example/"], 2),
        (["articles", "show", "\udcff"], 2),
        (["articles", "list", "--limit", str(2**63)], 2),
        (["articles", "list", "--since", "0001-01-01T00:00:00+05:00"], 2),
        (["feeds", "list", "--config", "~nosuchuser/x"], 2),
        (["digest", "build", "--date", ""], 2),
        (["feeds", "remove", "https://a.example/"], 2),
        (["articles", "list", "--since", "yesterday"], 2),
        (["articles", "list", "--limit", "-1"], 2),
        (["import", "missing.jsonl"], 1),
        (["extract", "missing.html"], 1),
        (["digest", "build", "--date", "2025-13-01"], 2),
        (["refresh", "https://unknown.example/"], 2),
        (["feeds", "import", "missing.opml"], 1),
        (["read"], 2),
        (["--config", "missing.toml", "feeds", "list"], 2),
        (["config", "check", "--config", "missing.toml"], 2),
    ],
)
def test_bad_input_ends_in_one_line(tmp_path: Path, arguments: list[str], code: int) -> None:
    done = call(*arguments, data=tmp_path / "data")
    assert done.returncode == code, done.stderr
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_store_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    done = call("feeds", "list", data=file / "data")
    assert done.returncode == 1
    assert str(file) in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_a_frozen_clock_that_is_no_time_is_told(tmp_path: Path) -> None:
    done = call("refresh", data=tmp_path, MUJAZ_NOW="tomorrow")
    assert done.returncode == 2
    assert "MUJAZ_NOW" in done.stderr


def test_english_messages(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('language = "en"\n')
    done = call("feeds", "list", "--config", config, data=tmp_path / "data")
    assert "no feeds yet" in done.stderr
    arabic = call("feeds", "list", data=tmp_path / "data")
    assert "لا خلاصات" in arabic.stderr


def test_a_closed_pipe_is_no_error(demo: Path) -> None:
    command = f"{sys.executable} -m cli.main export --data {demo} | head -c 10"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [["--version"], ["articles", "list", "--json"]])
def test_output_that_cannot_be_written_is_one_line(demo: Path, arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cli.main", *arguments]
            + (["--data", str(demo)] if len(arguments) > 1 else []),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1


def test_steering_bytes_in_messages_are_taken_out(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('"\\u001b]0;x\\u0007\\u202e" = 1\n')
    for arguments in (["config", "check", "--config", config], ["import", "\x1b[31m\x9b1m"]):
        done = call(*arguments, data=tmp_path / "data")
        assert done.returncode in (1, 2)
        assert not set(done.stderr) & set("\x1b\x07\x9b\u202e")


def test_a_feed_with_a_password_is_removed_by_what_the_list_shows(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert call("feeds", "add", "https://u:secret@a.example/feed", data=data).returncode == 0
    shown = call("feeds", "list", data=data)
    assert "secret" not in shown.stdout + shown.stderr
    assert call("feeds", "remove", "https://a.example/feed", data=data).returncode == 0
    assert lines(call("feeds", "list", "--json", data=data)) == []
