"""`mujaz stories`: correct, explain, show who tells, figures as CSV: as outsiders call it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.test_doors import call, lines


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two stories of three articles."""
    folder = tmp_path_factory.mktemp("stories")
    fire = (
        "اندلع حريق في سوق النحاسين بالرملاء وأصاب {n} شخصا بحروق، بحسب إدارة الإطفاء في المدينة."
    )
    other = "أصيب 17 شخصا عندما شبت النار فجرا في متاجر سوق النحاسين القديم وسط مدينة الرملاء."
    chess = "فازت طفلة في العاشرة ببطولة الشطرنج المدرسية بعد سبع جولات لم تخسر فيها مباراة واحدة."
    rows = [
        ("f1", "المرصد", "حريق في سوق النحاسين بالرملاء", fire.format(n=14)),
        ("f2", "الضحى", "حريق سوق النحاسين يصيب 17 شخصا", other),
        ("c1", "البريد", "طفلة تفوز ببطولة الشطرنج المدرسية", chess),
    ]
    path = folder / "articles.jsonl"
    path.write_text(
        "".join(
            json.dumps(
                {"guid": guid, "source": source, "title": title, "text": text}
                | {"published": f"2025-03-10T0{n}:00:00Z"},
            )
            + "\n"
            for n, (guid, source, title, text) in enumerate(rows)
        ),
        encoding="utf-8",
    )
    assert call("import", path, data=folder / "data").returncode == 0
    return folder / "data"


def stories(data: Path) -> dict[str, tuple[str, list[str]]]:
    """Return the guid of each story's first article → the story's id and the ids of its articles."""
    return {
        story["articles"][0]["guid"]: (story["id"], [a["id"] for a in story["articles"]])
        for story in lines(call("stories", "list", "--json", data=data))
    }


def test_what_is_corrected_is_told_and_taken_back(data: Path) -> None:
    before = stories(data)
    (fire, own), (chess, _) = before["f1"], before["c1"]
    assert len(own) == 2
    done = call("stories", "merge", fire, chess, data=data)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("1 ")
    assert list(stories(data)) == ["f1"]
    rows = lines(call("stories", "why", fire, "--json", data=data))
    assert [row["correction"] for row in rows] == [None, None, 1]
    listed = lines(call("stories", "corrections", "--json", data=data))
    assert [(one["number"], one["kind"], one["target"]) for one in listed] == [(1, "merge", fire)]
    assert call("stories", "undo", data=data).returncode == 0
    assert stories(data) == before


def test_a_muted_story_is_listed_nowhere(data: Path) -> None:
    before = stories(data)
    fire = before["f1"][0]
    assert call("stories", "mute", fire, data=data).returncode == 0
    assert list(stories(data)) == ["c1"]
    assert call("stories", "unmute", fire, data=data).returncode == 0
    assert stories(data) == before


def test_wrong_calls_end_in_one_line(data: Path) -> None:
    for wrong in (["merge", "s0", "s1"], ["undo", 99], ["move", "a0"], ["rename", "s0", "x"]):
        done = call("stories", *wrong, data=data)
        assert done.returncode == 2
        assert len(done.stderr.strip().splitlines()) == 1


def test_figures_as_csv(data: Path) -> None:
    fire = stories(data)["f1"][0]
    done = call("stories", "show", fire, "--figures", "csv", data=data)
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    hurt = {row["source"]: row["value"] for row in rows if row["what"] == "جريح"}
    assert hurt == {"المرصد": "14", "الضحى": "17"}


def test_groups_of_sources_speak_or_are_silent(data: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        '[coverage.groups]\n"رسمية" = ["المرصد"]\n"حزبية" = ["البريد"]\n"بعيدة" = ["النهر"]\n',
        encoding="utf-8",
    )
    fire = stories(data)["f1"][0]
    (shown,) = lines(call("stories", "show", fire, "--json", "--config", config, data=data))
    told = {one["name"]: (one["telling"], one["silent"]) for one in shown["coverage"]}
    assert told == {
        "رسمية": (["المرصد"], []),
        "حزبية": ([], ["البريد"]),
        "بعيدة": ([], []),
        "": (["الضحى"], []),
    }
    plain = call("stories", "show", fire, "--config", config, data=data).stdout
    assert "حزبية: " in plain
    assert "البريد" in plain
