"""How much processor a briefing of a full day takes: composed, rendered, and as a command.

    python bench/briefing.py [ARTICLES]

A real SQLite store of one day, with briefs, figures, copies, and threads that run on from the day
before. CPU seconds, user and system, the least of some runs: other work on the machine only adds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.newsroom import NOW, words
from mujaz.model import Article, BriefSentence, Digested, FigureRow, FigureValue, Tag
from mujaz.store.protocol import StoryChange
from mujaz.store.sqlite import SqliteStore

RUNS = 5
OUTLETS = 60
MINUTES = 1400
UNWANTED = ("textual", "aiohttp", "trafilatura", "feedparser")
_RUN = "import sys; from cli.main import run; run(sys.argv[1:])"
_FORMATS = ("md", "txt", "html", "page", "json", "eml")


def article(number: int, story: int, copy: bool) -> Article:
    """Return an article of a story; the day's articles lie evenly over it."""
    seed = story if copy else number
    toll = 5 + story % 40
    text = "\n".join(
        f"قالت البلدية إن {toll} قتيلا سقطوا {words(seed + k, 24)} {story}." for k in range(5)
    )
    return Article(
        id=f"a{number:06}",
        feed=f"https://bench.example/{number % OUTLETS}",
        guid=str(number),
        source=f"صحيفة {number % OUTLETS}",
        title=f"{words(seed, 9)} {story}",
        text=text,
        published=NOW - timedelta(minutes=number % MINUTES),
        fetched=NOW,
        url=f"https://bench.example/{number}",
        language="ar",
    )


def fill(store: SqliteStore, articles: int) -> None:
    """Write a day of so many articles: a story has one to nine of them."""
    number = story = 0
    while number < articles:
        size = min(1 + story % 9, articles - number)
        group = [article(number + k, story, k % 4 == 3) for k in range(size)]
        store.add_articles(group)
        store.save_article_tags({one.id: [Tag(f"وسم {story % 50}", "topic")] for one in group})
        store.save_stories([_story(story, group)])
        number, story = number + size, story + 1


def _story(story: int, group: list[Article]) -> StoryChange:
    ordered = sorted(group, key=lambda one: one.published)
    copies = {group[k].id: group[0].id for k in range(3, len(group), 4)}
    first_line = [one.text.split("\n")[0] for one in group]
    brief = tuple(
        BriefSentence(line, one.id, 0, len(line))
        for one, line in zip(group[:4], first_line, strict=False)
    )
    values = tuple(
        FigureValue(float(5 + story % 40 + k), "=", one.id, first_line[k])
        for k, one in enumerate(group[:3])
    )
    row = FigureRow("قتيل", "count", None, "differ", None, values)
    digested = Digested(
        title=group[0].title,
        independent=len(group) - len(copies),
        wire_of=copies,
        tags=(Tag(f"وسم {story % 50}", "topic", len(group)),),
        brief=brief,
        figures=(row,),
    )
    thread = (f"s{story - 9:06}",) if story >= 9 and story % 3 == 0 else ()
    ids = tuple(one.id for one in ordered)
    return StoryChange(f"s{story:06}", ids, thread, b"", digested, dict.fromkeys(ids, ""))


def least(work: Callable[[], object], who: int) -> float:
    """Return the least CPU seconds of some runs, of this process or of its children."""
    best = float("inf")
    for _run in range(RUNS):
        before = resource.getrusage(who)
        work()
        after = resource.getrusage(who)
        spent = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        best = min(best, spent)
    return best


def in_process(store: SqliteStore) -> None:
    """Compose the edition and render it in every format, mail with it."""
    from digest.edition import build_edition
    from digest.mail import alternatives, letter
    from digest.mail_settings import MailSettings
    from digest.render import FORMATS, render
    from digest.settings import DigestSettings

    edition = build_edition(store, date=NOW.date(), settings=DigestSettings(), now=NOW)
    for format in FORMATS:
        render(edition, format)
    letter(edition, alternatives(edition), MailSettings(), "a@example.org", made=NOW)


def command(folder: Path, kind: str) -> None:
    """Run `mujaz digest build` as a user does."""
    subprocess.run(
        [sys.executable, "-c", _RUN, *_arguments(folder, kind)],
        env=_environment(), check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def loaded(folder: Path) -> list[str]:
    """Return what of the heavy libraries the command loads, though it needs none."""
    code = f"{_RUN}\nprint('\\n' + ' '.join(m for m in {UNWANTED!r} if m in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code, *_arguments(folder, "eml")],
        env=_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()[-1].split()


def _arguments(folder: Path, kind: str) -> list[str]:
    return ["digest", "build", "--format", kind, "--data", str(folder)]


def _environment() -> dict[str, str]:
    return {**os.environ, "MUJAZ_NOW": NOW.isoformat()}


def main() -> None:
    """Print the figures beside what is asked for."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        with SqliteStore(folder / "mujaz.db") as store:
            fill(store, articles)
            begun = time.process_time()
            in_process(store)
            first = time.process_time() - begun
            again = least(lambda: in_process(store), resource.RUSAGE_SELF)
        print(f"{articles} articles, all formats: {first:.2f} s first, {again:.2f} s again (< 1)")
        for kind in _FORMATS:
            spent = least(lambda kind=kind: command(folder, kind), resource.RUSAGE_CHILDREN)  # type: ignore[misc]
            print(f"digest build --format {kind}: {spent:.2f} s (< 1.5)")
        print("loaded without need:", *(loaded(folder) or ["nothing"]))


if __name__ == "__main__":
    main()
