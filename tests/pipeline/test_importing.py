"""Importing and exporting JSON Lines."""

from __future__ import annotations

import json
import multiprocessing
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mujaz.errors import InputError
from mujaz.model import Article, ArticleFilter, short_id
from mujaz.pipeline.importing import export_lines, import_file
from mujaz.store.sqlite import SqliteStore

NOW = datetime(2025, 12, 1, tzinfo=UTC)
ROW = {
    "guid": "1",
    "source": "مرصد الميناء",
    "url": None,
    "title": "افتتاح رصيف جديد في الميناء",
    "published": "2025-11-30T10:00:00Z",
    "text": "افتتح الوزير الرصيف.\n\nويتسع لثماني سفن.",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore(tmp_path / "mujaz.db") as opened:
        yield opened


def write(tmp_path: Path, *rows: object) -> Path:
    path = tmp_path / "articles.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_articles_are_imported_once(store: SqliteStore, tmp_path: Path) -> None:
    path = write(tmp_path, ROW, "", {**ROW, "guid": "2", "author": "سلمى", "tags": ["ميناء"]})
    done = import_file(store, path, NOW)
    assert (done.read, done.new, done.changed) == (2, 2, 0)
    assert store.ungrouped() == []
    again = import_file(store, path, NOW)
    assert (again.new, again.changed) == (0, 0)
    article = store.article(store.article_ids(ArticleFilter())[0])
    assert article is not None
    assert article.text == "افتتح الوزير الرصيف.\nويتسع لثماني سفن."


def test_what_is_exported_can_be_imported(store: SqliteStore, tmp_path: Path) -> None:
    import_file(store, write(tmp_path, ROW, {**ROW, "guid": "2", "title": "خبر آخر"}), NOW)
    lines = b"".join(export_lines(store, ArticleFilter(), None))
    other = tmp_path / "out.jsonl"
    other.write_bytes(lines)
    with SqliteStore(tmp_path / "other.db") as second:
        assert import_file(second, other, NOW).new == 2
        assert b"".join(export_lines(second, ArticleFilter(), None)) == lines


def test_an_export_is_read_back_without_doubles_and_without_loss(
    store: SqliteStore, tmp_path: Path
) -> None:
    for feed in ("https://a.example/1", "https://a.example/2"):
        made = Article(
            id=short_id("a", feed, "7"),
            feed=feed,
            guid="7",
            source="مرصد الميناء",
            title=f"خبر {feed[-1]}",
            text=f"نص الخبر {feed[-1]}.",
            published=NOW,
            fetched=NOW,
        )
        store.add_articles([made])
    exported = tmp_path / "out.jsonl"
    exported.write_bytes(b"".join(export_lines(store, ArticleFilter(), None)))
    with SqliteStore(tmp_path / "other.db") as other:
        assert import_file(other, exported, NOW).new == 2
    texts = {article.text for article in store.articles(ArticleFilter())}
    import_file(store, exported, NOW)
    assert {article.text for article in store.articles(ArticleFilter())} == texts


def test_an_export_read_back_into_its_own_store_changes_nothing(
    store: SqliteStore, tmp_path: Path
) -> None:
    import_file(store, write(tmp_path, ROW), NOW)
    (one,) = store.articles(ArticleFilter())
    store.add_articles([replace(one, id="a1", feed="https://a.example/", guid="from a feed")])
    exported = tmp_path / "out.jsonl"
    exported.write_bytes(b"".join(export_lines(store, ArticleFilter(), None)))
    done = import_file(store, exported, NOW)
    assert (done.read, done.new) == (2, 0)
    assert store.counts().articles == 2


@pytest.mark.parametrize(
    ("bad", "part"),
    [
        ('{"guid": "2", "source": "م', "JSON"),
        ("[]", ""),
        ({**ROW, "autor": "x"}, "autor"),
        ({key: value for key, value in ROW.items() if key != "source"}, "source"),
        ({**ROW, "published": "أمس"}, "published"),
        ({**ROW, "title": 5}, "title"),
        ({**ROW, "url": "exec:rm"}, "url"),
        ({**ROW, "title": "", "text": " "}, "title"),
        ({**ROW, "guid": ""}, "guid"),
        ({**ROW, "published": "0001-01-01T00:00:00Z"}, "published"),
        ({**ROW, "published": "9999-12-31T23:59:59-05:00"}, "published"),
        ("\x00\x01", "JSON"),
    ],
)
def test_a_bad_line_is_named_and_the_good_ones_are_kept(
    store: SqliteStore, tmp_path: Path, bad: object, part: str
) -> None:
    path = write(tmp_path, ROW, bad, {**ROW, "guid": "3"})
    with pytest.raises(InputError) as caught:
        import_file(store, path, NOW)
    message = str(caught.value)
    assert message.startswith(f"{path}:2: ")
    assert part in message
    assert "\n" not in message
    assert store.counts().articles == 1
    assert store.ungrouped() == []


def test_a_missing_file_is_told(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"missing\.jsonl"):
        import_file(store, tmp_path / "missing.jsonl", NOW)


def test_an_article_of_residue_alone_is_not_lost(store: SqliteStore, tmp_path: Path) -> None:
    import_file(store, write(tmp_path, {**ROW, "text": "تم نسخ الرابط"}), NOW)
    (article,) = store.articles(ArticleFilter())
    assert article.text


def test_versions_of_one_text_are_no_evidence_of_residue(
    store: SqliteStore, tmp_path: Path
) -> None:
    text = "\n".join(
        f"قال المتحدث باسم الميناء في الفقرة رقم {word} كلاما طويلا عن الرصيف وعن السفن."
        for word in ("الأولى", "الثانية", "الثالثة", "الرابعة")
    )
    rows = [{**ROW, "guid": str(n), "text": f"تحديث {n}\n{text}"} for n in range(12)]
    import_file(store, write(tmp_path, *rows), NOW)
    for article in store.articles(ArticleFilter()):
        assert article.text.endswith(text)


def test_of_two_texts_of_one_guid_the_last_counts(store: SqliteStore, tmp_path: Path) -> None:
    path = write(tmp_path, ROW, {**ROW, "text": "نص جديد تماما"}, {**ROW, "text": "نص أخير"})
    assert import_file(store, path, NOW).new == 1
    assert import_file(store, path, NOW).changed == 0
    (article,) = store.articles(ArticleFilter())
    assert article.text == "نص أخير"
    assert store.revisions(article.id) == []


def test_a_correction_is_described_even_after_an_interruption(
    store: SqliteStore, tmp_path: Path
) -> None:
    first = "افتتح الوزير الرصيف الجديد في الميناء صباح اليوم. ويتسع الرصيف لثماني سفن كبيرة."
    second = "مقدمة أضيفت لاحقا قبل كل شيء. افتتح الوزير الرصيف في الميناء. ويتسع لتسع سفن كبيرة."
    import_file(store, write(tmp_path, {**ROW, "text": first}), NOW)

    def stop(_step: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(store, write(tmp_path, {**ROW, "text": second}), NOW, stop)
    import_file(store, write(tmp_path, {**ROW, "text": second}), NOW)
    (story,) = store.stories(ArticleFilter())
    (article,) = store.articles(ArticleFilter())
    assert article.text == second
    assert story.brief
    for sentence in story.brief:
        assert article.text[sentence.start : sentence.end] == sentence.text
    assert store.revised() == []


def _import(data: str, path: str) -> None:
    with SqliteStore(Path(data)) as store:
        import_file(store, Path(path), NOW)


def test_two_processes_that_import_at_once_leave_whole_stories(tmp_path: Path) -> None:
    data = tmp_path / "two.db"
    SqliteStore(data).close()
    context = multiprocessing.get_context("spawn")
    processes = []
    for half in (0, 1):
        rows = [
            {**ROW, "guid": f"{half}-{n}", "source": f"مصدر {half}", "title": f"خبر الميناء {n}"}
            for n in range(40)
        ]
        folder = tmp_path / str(half)
        folder.mkdir()
        arguments = (str(data), str(write(folder, *rows)))
        processes.append(context.Process(target=_import, args=arguments))
    for process in processes:
        process.start()
    for process in processes:
        process.join(120)
    assert [process.exitcode for process in processes] == [0, 0]
    with SqliteStore(data) as store:
        assert store.ungrouped() == []
        seen = [a.id for story in store.stories(ArticleFilter()) for a in story.articles]
        assert len(seen) == len(set(seen)) == 80
        for story in store.stories(ArticleFilter()):
            own = {article.id for article in story.articles}
            assert own
            assert {sentence.article for sentence in story.brief} <= own
