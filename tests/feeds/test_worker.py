"""Worker processes: the same results as in this process, bounds on time and memory."""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from mujaz.errors import FeedError
from mujaz.feeds.bounded import INLINE_BYTES, parse_in_worker
from mujaz.feeds.parse import parse_feed
from mujaz.feeds.worker import close_workers
from tests.feeds.samples import item, rss

ROOT = Path(__file__).resolve().parents[2]
URL = "https://ali:secret@news.example/feed"
NOW = datetime(2025, 11, 30, 9, tzinfo=UTC)
#: Large, and not ordinary enough for the quick way.
LARGE = rss(
    *(
        item(n, extra=f"<description>{'كلمة ' * 60}</description><rating>1</rating>")
        for n in range(400)
    )
).encode()
ORDINARY = LARGE.replace(b"<rating>1</rating>", b"")


@pytest.fixture(autouse=True)
def no_workers_left() -> Iterator[None]:
    yield
    close_workers()


@pytest.mark.parametrize("body", [rss(item(1)).encode(), LARGE, ORDINARY])
async def test_the_same_as_here(body: bytes) -> None:
    got = await parse_in_worker(body, url=URL, now=NOW, max_entries=300)
    assert got == parse_feed(body, url=URL, now=NOW, max_entries=300)


@pytest.mark.parametrize("size", [10, 2 * INLINE_BYTES])
async def test_errors_come_through(size: int) -> None:
    body = b"<html>" + b" x" * size
    with pytest.raises(FeedError, match="web page"):
        await parse_in_worker(body, url=URL, now=NOW)


async def test_a_worker_that_takes_too_long_is_ended_and_replaced() -> None:
    with pytest.raises(FeedError, match="too much time or memory") as caught:
        await parse_in_worker(LARGE, url=URL, now=NOW, timeout=0.001)
    assert "secret" not in str(caught.value)
    assert len((await parse_in_worker(LARGE, url=URL, now=NOW)).entries) == 400


async def test_a_cancelled_job_leaves_the_pool_usable() -> None:
    for _ in range(3):
        job = asyncio.ensure_future(parse_in_worker(LARGE, url=URL, now=NOW))
        await asyncio.sleep(0.02)
        job.cancel()
        with pytest.raises(asyncio.CancelledError):
            await job
    assert len((await parse_in_worker(LARGE, url=URL, now=NOW)).entries) == 400


async def test_many_documents_at_once() -> None:
    jobs = (parse_in_worker(LARGE, url=URL, now=NOW, max_entries=n) for n in range(1, 9))
    assert [len(feed.entries) for feed in await asyncio.gather(*jobs)] == [*range(1, 9)]


@pytest.mark.slow
async def test_memory_is_bounded() -> None:
    if not Path("/proc/self/statm").exists():
        pytest.skip("the limit leans on /proc, which this system lacks")
    body = rss("<title>" + "<b>خبر</b>" * 700_000 + "</title>").encode()
    many = rss(
        *(
            f"<guid>{n}</guid><title>خبر</title>" + "<category>وسم</category>" * 400
            for n in range(700)
        )
    )
    for document in (body, many.encode()):
        with contextlib.suppress(FeedError):
            await parse_in_worker(document, url=URL, now=NOW, max_entries=10_000, timeout=60)
    # Whatever became of the workers: the next document is read.
    assert len((await parse_in_worker(LARGE, url=URL, now=NOW)).entries) == 400


def test_a_folder_cannot_replace_our_modules(tmp_path: Path) -> None:
    """Run in a folder with a planted module; the worker must not import it."""
    for name in ("mujaz", "msgspec", "feedparser"):
        (tmp_path / f"{name}.py").write_text("open('planted', 'w').close()\n", encoding="utf-8")
    script = (
        "import sys; sys.path.remove(''); sys.path.insert(0, sys.argv[1])\n"
        "import asyncio, datetime\n"
        "from mujaz.feeds.bounded import parse_in_worker\n"
        "body = sys.stdin.buffer.read()\n"
        "feed = asyncio.run(parse_in_worker(body, url='https://x.example/', now=datetime.datetime.now(datetime.UTC)))\n"
        "print(len(feed.entries))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT)],
        input=LARGE, capture_output=True, check=True, cwd=tmp_path, env={"PATH": os.environ["PATH"]},
    )  # fmt: skip
    assert done.stdout.strip() == b"400"
    assert not (tmp_path / "planted").exists()
