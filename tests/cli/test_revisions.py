"""``mujaz articles show --revisions``: what an outlet changed, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.test_doors import call, lines

FIRST = "سُمع دوي في حي الميناء فجر الأحد.\nوقالت الشرطة إن 3 أشخاص أصيبوا."
SECOND = "سُمع دوي في حي الميناء فجر الأحد.\nوقالت الشرطة إن 5 أشخاص أصيبوا.\nوفُتح تحقيق."


def imported(data: Path, text: str, title: str) -> None:
    path = data.parent / "articles.jsonl"
    row = {
        "guid": "1", "source": "النورس", "url": None, "title": title, "author": None,
        "published": "2025-11-30T10:00:00Z", "text": text, "tags": [],
    }  # fmt: skip
    path.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    done = call("import", path, data=data)
    assert done.returncode == 0, done.stderr


def test_changes_are_told_word_by_word(tmp_path: Path) -> None:
    data = tmp_path / "data"
    imported(data, FIRST, "ثلاثة جرحى في حي الميناء")
    (article,) = lines(call("articles", "list", "--json", data=data))
    untouched = call("articles", "show", article["id"], "--revisions", data=data)
    assert "لم يعدّل" in untouched.stdout or "not changed" in untouched.stdout
    call("articles", "mark", article["id"], "--read", data=data)
    imported(data, SECOND, "خمسة جرحى في حي الميناء")

    told = call("articles", "show", article["id"], "--revisions", data=data).stdout
    assert "[-ثلاثة-]{+خمسة+} جرحى في حي الميناء" in told
    assert "وقالت الشرطة إن [-3-]{+5+} أشخاص أصيبوا." in told
    assert "{+وفُتح تحقيق.+}" in told
    changed = told.split("{+", 1)[1]
    assert "سُمع دوي" not in changed  # a paragraph that stayed is not told again

    (known,) = lines(call("articles", "show", article["id"], "--revisions", "--json", data=data))
    (revision,) = known["revisions"]
    assert revision["text"] == FIRST
    parts = revision["text_changes"]
    assert "".join(text for kind, text in parts if kind != "added") == FIRST
    assert "".join(text for kind, text in parts if kind != "removed") == SECOND
    (row,) = lines(call("articles", "list", "--json", data=data))
    assert row["read"]
