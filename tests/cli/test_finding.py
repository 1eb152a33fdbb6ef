"""``mujaz search``, ``tags``, ``rules`` and ``articles tag`` as outsiders call them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_doors import call, demo, lines

__all__ = ["demo"]


def told(done: object) -> str:
    """Return the one line of an error."""
    assert done.returncode in (1, 2), done  # type: ignore[attr-defined]
    message = str(done.stderr).strip()  # type: ignore[attr-defined]
    assert len(message.splitlines()) == 1, message
    return message


NOW = {"MUJAZ_NOW": "2025-12-15T18:00:00Z", "MUJAZ_LANGUAGE": "en"}


def test_queries_are_those_of_the_search_box(demo: Path) -> None:
    every = lines(call("search", "زلزال", "--json", data=demo, **NOW))
    assert len(every) > 3
    source = every[0]["source"]
    some = lines(call("search", "زلزال", f'مصدر:"{source}"', "--json", data=demo, **NOW))
    assert 0 < len(some) < len(every)
    assert {row["source"] for row in some} == {source}
    late = lines(call("search", "زلزال", "بعد:1 ديسمبر 2025", "--json", data=demo, **NOW))
    assert 0 < len(late) < len(every)
    assert all(row["published"] >= "2025-11-30" for row in late)
    other = lines(call("search", "زلزال", "-قبرص", "--json", data=demo, **NOW))
    assert 0 < len(other) < len(every)
    stories = lines(call("search", "زلزال", "--stories", "--json", data=demo, **NOW))
    assert 0 < len(stories) < len(every)


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["مصدرر:x"], "مصدر:"),
        (["بعد:كلمة"], "2025-11-30"),
        ([], "--help"),
        (["--jsno"], "--jsno"),
        (["كلمة", "--list"], "--saved"),
        (["--saved", "لا"], "لا"),
        (["--remove", "لا"], "--list"),
        (["--save", "اسم"], "--help"),
        (["--save", "اسم", '" "'], "query"),
    ],
)
def test_what_cannot_be_searched_is_told(demo: Path, arguments: list[str], part: str) -> None:
    assert part in told(call("search", *arguments, data=demo, **NOW))


def test_searches_are_saved_listed_run_and_forgotten(demo: Path) -> None:
    assert call("search", "زلزال", "--save", "زلازل", "--alert", data=demo, **NOW).returncode == 0
    [saved] = lines(call("search", "--list", "--json", data=demo, **NOW))
    assert (saved["name"], saved["query"], saved["alert"], saved["new"]) == (
        "زلازل",
        "زلزال",
        True,
        0,
    )
    found = lines(call("search", "--saved", "زلازل", "--json", data=demo, **NOW))
    assert len(found) == saved["count"]
    assert call("search", "--saved", "زلازل", "--no-alert", data=demo, **NOW).returncode == 0
    assert call("search", "--rename", "زلازل", "هزات", data=demo, **NOW).returncode == 0
    assert "هزات" in call("search", "--list", data=demo, **NOW).stdout
    assert "هزات" in told(call("search", "--saved", "هزة", data=demo, **NOW))
    assert call("search", "--remove", "هزات", data=demo, **NOW).returncode == 0
    assert lines(call("search", "--list", "--json", data=demo, **NOW)) == []


def test_tags_are_corrected_and_restored(demo: Path) -> None:
    before = lines(call("tags", "list", "--json", data=demo, **NOW))
    first, second = before[0]["name"], before[1]["name"]
    assert call("tags", "rename", first, "اسم جديد", data=demo, **NOW).returncode == 0
    assert call("tags", "hide", second, data=demo, **NOW).returncode == 0
    assert second in call("tags", "show", data=demo, **NOW).stdout
    after = lines(call("tags", "list", "--json", data=demo, **NOW))
    assert after[0] == {**before[0], "name": "اسم جديد"}
    assert second not in {row["name"] for row in after}
    edits = lines(call("tags", "edits", "--json", data=demo, **NOW))
    assert [(edit["kind"], edit["name"]) for edit in edits] == [("rename", first), ("hide", second)]
    assert call("tags", "show", second, data=demo, **NOW).returncode == 0
    assert call("tags", "undo", data=demo, **NOW).returncode == 0
    assert lines(call("tags", "list", "--json", data=demo, **NOW)) == before
    assert "undo" not in told(call("tags", "undo", data=demo, **NOW))
    assert "لا أحد" in told(call("tags", "hide", "لا أحد", data=demo, **NOW))


def test_articles_are_tagged_by_hand(demo: Path) -> None:
    one = lines(call("articles", "list", "--limit", 1, "--json", data=demo, **NOW))[0]["id"]
    before = call("articles", "tag", one, "للمتابعة", data=demo, **NOW)
    assert before.stdout.startswith("#للمتابعة")
    worked_out = before.stdout.split("·")[1].strip().removeprefix("#")
    after = call("articles", "tag", one, worked_out, "--remove", data=demo, **NOW)
    assert f"#{worked_out}" not in after.stdout.replace("\n", " ").split(" · ")
    for _edit in range(2):
        assert call("tags", "undo", data=demo, **NOW).returncode == 0


RULES = """
[[rule]]
name = "هزات"
match = "زلزال -قبرص"
mute = true

[[rule]]
match = "وسم:سوريا"
tag = ["متابعة"]
"""


def test_rules_are_tried_and_applied(demo: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(RULES, encoding="utf-8")
    assert "هزات" in call("rules", "list", "--config", config, data=demo, **NOW).stdout
    found = lines(call("rules", "test", "هزات", "--json", "--config", config, data=demo, **NOW))
    assert len(found) > 0
    count = len(lines(call("articles", "list", "--json", data=demo, **NOW)))
    done = call("rules", "apply", "هزات", "--config", config, data=demo, **NOW)
    assert done.returncode == 0, done.stderr
    shown = lines(call("articles", "list", "--json", data=demo, **NOW))
    assert len(shown) == count - len(found)
    every = call("articles", "list", "--muted", data=demo, **NOW)
    assert every.stdout.count("(muted: هزات)") == len(found)
    assert len(call("export", data=demo, **NOW).stdout.splitlines()) == count
    assert "لا" in told(call("rules", "test", "لا", "--config", config, data=demo, **NOW))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('[[rule]]\nmatch = "a"\nstar = true\n\n[[rule]]\nmatch = "مصدرر:x"\nstar = true\n',
         [":6", "[[rule]] 2", "match", "مصدر:"]),
        ('[[rule]]\nmatch = "a"\nstars = true\n', [":3", "[[rule]] 1", "stars", "star"]),
        ('[[rule]]\nstar = true\n', [":1", "match"]),
        ('[[rule]]\nmatch = "a"\nmute = "yes"\n', [":3", "mute"]),
        ('[rule]\nmatch = "a"\n', [":1", "[[rule]]"]),
        ('rule = 3\n', [":1", "[[rule]]"]),
        ('[[rule]]\nmatch = "a"\n', [":2", "nothing"]),
    ],
)  # fmt: skip
def test_wrong_rules_are_named(tmp_path: Path, text: str, parts: list[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text(text, encoding="utf-8")
    message = told(call("config", "check", "--config", config, data=tmp_path / "d", **NOW))
    for part in parts:
        assert part in message
