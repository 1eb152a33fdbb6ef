"""The quality gate: grouping, names, tags and figures on news of our own, against recorded floors.

    python -m tests.quality.measure

prints each measure with its floor, and ends with exit code 1 where one has fallen below. The corpus
is the bundled sample's texts and ``siblings.toml``: 142 articles in 59 stories, many of them next to
events that are told in nearly the same words. It is too small to choose settings by (one article
more or less is half a point and more); it is there so that nothing falls unseen.
"""

from __future__ import annotations

import collections
import importlib.util
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from mujaz.model import ArticleFilter, Story
from mujaz.pipeline.importing import import_file
from mujaz.store.sqlite import SqliteStore
from mujaz.stories.figures import figures
from mujaz.stories.names import mentions
from mujaz.stories.tags import article_tags
from mujaz.text import fold
from mujaz.text.words import light_stem, tokens

HERE = Path(__file__).resolve().parent
SAMPLE = HERE.parent.parent / "tools" / "sample"

#: What was measured when the gate was last set, less what one or two articles may change.
FLOORS: Mapping[str, float] = {
    "stories precision": 98.0,
    "stories recall": 93.0,
    "stories F": 96.0,
    "wire copies F": 97.0,
    "names F": 69.0,
    "figures F": 94.0,
    "tags recall at 10": 66.0,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """An article with what a reader finds in it; ``names`` and ``figures`` only in siblings.toml."""

    guid: str
    story: str
    source: str
    published: datetime
    title: str
    text: str
    wire: bool = False
    tags: tuple[str, ...] = ()
    names: tuple[str, ...] | None = None
    figures: tuple[tuple[float, str], ...] | None = field(default=None)


def corpus() -> list[Labelled]:
    """Return all labelled articles in published order."""
    return sorted([*_sample(), *_siblings()], key=lambda one: (one.published, one.guid))


def _siblings() -> list[Labelled]:
    rows = tomllib.loads((HERE / "siblings.toml").read_text("utf-8"))["article"]
    originals: dict[tuple[str, str], dict[str, Any]] = {}
    out = []
    for number, row in enumerate(rows):
        wire = row.get("wire_of")
        told = originals[row["story"], wire] if wire else row
        originals.setdefault((row["story"], row["source"]), told)
        out.append(
            Labelled(
                guid=f"siblings-{number}",
                story=row["story"],
                source=row["source"],
                published=datetime.fromisoformat(row["published"]),
                title=row["title"],
                text=told["text"].strip(),
                wire=wire is not None,
                names=None if wire else tuple(told["names"]),
                figures=None if wire else tuple((v, m) for v, m in told["figures"]),
            )
        )
    return out


def _sample() -> list[Labelled]:
    source = _sample_source()
    outlets = source.read_outlets(SAMPLE)
    return [
        Labelled(
            guid=piece.url,
            story=piece.story,
            source=outlets[piece.outlet].name,
            published=piece.published.astimezone(UTC),
            title=piece.title,
            text="\n".join([piece.standfirst, *(block.text for block in piece.blocks)]),
            wire=piece.wire_of is not None,
            tags=piece.tags,
        )
        for piece in source.read_pieces(outlets, SAMPLE)
    ]


def _sample_source() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sample_source", SAMPLE / "sample_source.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["sample_source"] = module
    spec.loader.exec_module(module)
    return module


def measure() -> dict[str, float]:
    """Return all measures in per cent."""
    articles = corpus()
    stories = _grouped(articles)
    where = {one.guid: story.id for story in stories for one in story.articles}
    gold = {one.guid: one.story for one in articles}
    precision, recall = _bcubed(gold, where)
    copies = {one.guid for story in stories for one in story.articles if one.wire_of}
    wires = {one.guid for one in articles if one.wire}
    labelled = [one for one in articles if one.names is not None]
    tagged = [one for one in articles if one.tags]
    return {
        "stories precision": precision,
        "stories recall": recall,
        "stories F": _f(precision, recall),
        "wire copies F": _score(len(copies & wires), len(copies), len(wires)),
        "names F": _counted(_names(one) for one in labelled),
        "figures F": _counted(_figures(one) for one in labelled),
        "tags recall at 10": 100 * sum(map(_tag_recall, tagged)) / len(tagged),
    }


def _grouped(articles: Iterable[Labelled]) -> list[Story]:
    """Group articles by the way that every import goes."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        with path.open("w", encoding="utf-8") as file:
            for one in articles:
                row = {"guid": one.guid, "source": one.source, "title": one.title}
                row |= {"published": one.published.isoformat(), "text": one.text}
                file.write(json.dumps(row, ensure_ascii=False) + "\n")
        with SqliteStore(Path(folder, "mujaz.db")) as store:
            import_file(store, path, datetime(2026, 2, 9, tzinfo=UTC))
            return list(store.stories(ArticleFilter()))


def _bcubed(gold: Mapping[str, str], found: Mapping[str, str]) -> tuple[float, float]:
    """Return B-cubed precision and recall (Bagga and Baldwin 1998)."""
    by_label, by_story = collections.defaultdict(set), collections.defaultdict(set)
    for one, label in gold.items():
        by_label[label].add(one)
        by_story[found[one]].add(one)
    shared = {one: len(by_label[gold[one]] & by_story[found[one]]) for one in gold}
    precision = sum(n / len(by_story[found[one]]) for one, n in shared.items())
    recall = sum(n / len(by_label[gold[one]]) for one, n in shared.items())
    return 100 * precision / len(gold), 100 * recall / len(gold)


def _names(one: Labelled) -> tuple[int, int, int]:
    wanted = {fold(name) for name in one.names or ()}
    found = {fold(m.name) for text in (one.title, one.text) for m in mentions(text)}
    return len(wanted & found), len(found), len(wanted)


def _figures(one: Labelled) -> tuple[int, int, int]:
    wanted = collections.Counter(one.figures or ())
    found = collections.Counter(
        (figure.value, figure.modifier) for figure in figures(one.text, published=one.published)
    )
    return sum((wanted & found).values()), sum(found.values()), sum(wanted.values())


def _tag_recall(one: Labelled) -> float:
    found = [_stems(tag.name) for tag in article_tags(one.title, one.text)[:10]]
    wanted = [stems for tag in one.tags if (stems := _stems(tag))]
    near = sum(any(2 * len(w & f) >= len(w | f) for f in found) for w in wanted)
    return near / max(1, len(wanted))


def _stems(name: str) -> frozenset[str]:
    return frozenset(map(light_stem, tokens(name)))


def _counted(counts: Iterable[tuple[int, int, int]]) -> float:
    return _score(*map(sum, zip(*counts, strict=True)))


def _score(right: int, found: int, wanted: int) -> float:
    """Return F in per cent."""
    return 200 * right / (found + wanted) if found + wanted else 100.0


def _f(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


def main() -> int:
    """Print the measures; return 1 where one lies below its floor."""
    fallen = 0
    for name, value in measure().items():
        low = value < FLOORS[name]
        fallen += low
        line = f"{name:20} {value:6.1f}   floor {FLOORS[name]:5.1f}"
        sys.stdout.write(f"{line}{'   FALLEN' if low else ''}\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
