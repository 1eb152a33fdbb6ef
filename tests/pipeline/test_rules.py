"""Rules, alerts and tags by hand, from a file of articles to what the store shows."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mujaz import desktop
from mujaz.errors import InputError, UsageError
from mujaz.model import ArticleFilter
from mujaz.pipeline.alerts import new_alerts
from mujaz.pipeline.importing import import_file
from mujaz.pipeline.rules import apply_to_all, apply_to_new, matches
from mujaz.pipeline.tagging import (
    existing_tag,
    hide_tag,
    merge_tags,
    rename_tag,
    show_tag,
    tag_article,
    tag_name,
    undo_edit,
    untag_article,
)
from mujaz.rules import RuleSettings, problem
from mujaz.store.sqlite import SqliteStore
from tests.pipeline.test_importing import ROW, write

NOW = datetime(2025, 12, 1, tzinfo=UTC)
MATCH = {
    **ROW,
    "guid": "2",
    "title": "فوز فريق الميناء في مباراة كرة القدم",
    "text": "فاز فريق الميناء على ضيفه بهدفين في مباراة كرة القدم أمام جمهور كبير.",
    "published": "2025-11-30T12:00:00Z",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        yield opened


def ids(store: SqliteStore, **wanted: object) -> list[str]:
    return store.article_ids(ArticleFilter(**wanted))  # type: ignore[arg-type]


def test_new_articles_meet_the_rules_once(store: SqliteStore, tmp_path: Path) -> None:
    rules = (
        RuleSettings(name="كرة", match="كرة القدم", tag=("ملاعب",), mute=True),
        RuleSettings(match="#ملاعب", star=True, read=True),
    )
    import_file(store, write(tmp_path, ROW, MATCH), NOW, rules=rules)
    [muted] = ids(store, muted="only")
    assert store.muted_by([muted]) == {muted: "كرة"}
    assert ids(store, starred=True, muted="show") == [muted]
    assert "ملاعب" in [tag.name for tag in store.article_tags(muted)]
    story = store.story(store.story_of(muted) or "")
    assert story is not None
    assert "ملاعب" in [tag.name for tag in story.tags]
    # what the user takes back stays so
    store.unmute([muted])
    store.set_starred([muted], False, NOW)
    import_file(
        store, write(tmp_path, ROW, MATCH, {**ROW, "guid": "3", "title": "آخر"}), NOW, rules=rules
    )
    assert ids(store, muted="only") == []
    assert ids(store, starred=True) == []


def test_a_rule_bears_on_what_comes_after_it(store: SqliteStore, tmp_path: Path) -> None:
    rule = RuleSettings(match="كرة القدم", star=True)
    import_file(store, write(tmp_path, MATCH), NOW)
    assert apply_to_new(store, [rule], NOW)[0].matched == 0
    assert len(matches(store, rule, NOW)) == 1
    assert ids(store, starred=True) == []
    [done] = apply_to_all(store, [rule], NOW)
    assert (done.matched, done.starred) == (1, 1)
    assert apply_to_all(store, [rule], NOW)[0].starred == 0


@pytest.mark.parametrize(
    ("rule", "key"),
    [
        (RuleSettings(star=True), "match"),
        (RuleSettings(match='" "', star=True), "match"),
        (RuleSettings(match="مصدرر:x", star=True), "match"),
        (RuleSettings(match="كرة"), "match"),
        (RuleSettings(match="كرة", tag=(" ",)), "tag"),
    ],
)
def test_wrong_rules_are_told(rule: RuleSettings, key: str) -> None:
    found = problem(rule)
    assert found is not None
    assert found[0] == key


def test_a_sound_rule_has_no_problem() -> None:
    assert problem(RuleSettings(match="كرة", mute=True)) is None
    assert RuleSettings(match=" كرة ", mute=True).label == "كرة"


# ------------------------------------------------------------------------ alerts
def test_new_matches_are_announced_once(store: SqliteStore, tmp_path: Path) -> None:
    store.save_search("كرة", "كرة القدم", NOW, alert=True)
    store.save_search("صامت", "كرة القدم", NOW)
    store.save_search("معطوب", "مصدرر:x", NOW, alert=True)
    import_file(store, write(tmp_path, ROW, MATCH), NOW)
    [alert] = new_alerts(store, NOW)
    assert alert.search == "كرة"
    assert alert.titles == (MATCH["title"],)
    assert "كرة" in alert.heading
    assert new_alerts(store, NOW) == []


@pytest.mark.skipif(os.name == "nt", reason="no notification command on Windows")
def test_the_desktop_gets_plain_arguments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "told"
    program = tmp_path / "notify-send"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{told}"\n', encoding="utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(desktop.sys, "platform", "linux")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":99")
    assert desktop.notify("--help\x1b[31m", "<b>نص</b> & $(id)\nسطر\x07")
    arguments = told.read_text(encoding="utf-8").splitlines()
    assert arguments[1] == "--"
    assert "\x1b" not in arguments[2]
    assert arguments[3:] == ["&lt;b&gt;نص&lt;/b&gt; &amp; $(id)", "سطر"]
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    assert not desktop.notify("عنوان", "نص")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    assert not desktop.notify("عنوان", "نص")


def test_macos_is_asked_through_arguments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desktop.sys, "platform", "darwin")
    monkeypatch.setattr(desktop.shutil, "which", lambda name: f"/usr/bin/{name}")
    command = desktop.command_for('a" & quit', "b")
    assert command is not None
    assert command[0] == "/usr/bin/osascript"
    assert list(command[-2:]) == ['a" & quit', "b"]
    assert not any('a"' in part for part in command[:-2])


# -------------------------------------------------------------------------- tags
@pytest.fixture
def filled(store: SqliteStore, tmp_path: Path) -> tuple[SqliteStore, str]:
    import_file(store, write(tmp_path, ROW, MATCH), NOW)
    [found] = [hit.article.id for hit in store.search("كرة القدم")]
    return store, found


def test_tags_by_hand_are_told_by_the_story_too(filled: tuple[SqliteStore, str]) -> None:
    store, one = filled

    def of_story() -> list[str]:
        story = store.story(store.story_of(one) or "")
        assert story is not None
        return [tag.name for tag in story.tags]

    edit = tag_article(store, one, "#للمتابعة_غدا", NOW)
    assert edit is not None
    assert edit.name == "للمتابعة غدا"
    assert tag_article(store, one, "للمتابعه غدا", NOW) is None
    assert "للمتابعة غدا" in of_story()
    assert undo_edit(store, edit.number) is not None
    assert "للمتابعة غدا" not in of_story()
    first = of_story()[0]
    assert untag_article(store, one, first, NOW) is not None
    assert untag_article(store, one, first, NOW) is None
    assert first not in of_story()


def test_corrections_name_what_is_not_there(filled: tuple[SqliteStore, str]) -> None:
    store, one = filled
    tag_article(store, one, "ملاعب", NOW)
    assert existing_tag(store, "ملاعب").count == 1
    with pytest.raises(InputError, match="ملاعب"):
        rename_tag(store, "ملعب", "x", NOW)
    with pytest.raises(InputError):
        merge_tags(store, ["ملاعب", "لا أحد"], "رياضة", NOW)
    assert store.tag_named("رياضه") is None or existing_tag(store, "رياضة").count >= 1
    assert rename_tag(store, "ملاعب", "ساحات", NOW).kind == "rename"
    with pytest.raises(InputError):
        hide_tag(store, "ملاعب", NOW)
    hide_tag(store, "ساحات", NOW)
    with pytest.raises(UsageError):
        tag_article(store, one, "ساحات", NOW)
    assert show_tag(store, "ساحات").kind == "hide"
    with pytest.raises(InputError):
        show_tag(store, "ساحات")
    assert existing_tag(store, "ساحات").count == 1


def test_renaming_to_a_name_that_is_there_merges(filled: tuple[SqliteStore, str]) -> None:
    store, one = filled
    tag_article(store, one, "أولى", NOW)
    tag_article(store, one, "ثانية", NOW)
    edit = rename_tag(store, "أولى", "ثانيه", NOW)
    assert (edit.kind, edit.target) == ("merge", "ثانية")
    assert next(tag.name for tag in store.article_tags(one)) == "ثانية"


@pytest.mark.parametrize("text", ["", " # ", "\x1b[2J", "ـ", "ط" * 200, "\u0301"])
def test_names_that_cannot_be(text: str) -> None:
    if text == "\x1b[2J":
        assert "\x1b" not in tag_name("وسم" + text)
        return
    with pytest.raises(UsageError):
        tag_name(text)
