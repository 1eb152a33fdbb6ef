"""Parsing and extraction in worker processes, with a deadline and a memory limit.

Knows how to start a few processes when they are first needed, hand them jobs, and end them when
they take too long. What the jobs do is known to :mod:`mujaz.feeds.parse` and
:mod:`mujaz.feeds.page`. Jobs and results travel as MessagePack: a process that chewed on a
stranger's bytes must not be able to send code.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import IO

import msgspec

from mujaz import i18n
from mujaz.errors import MujazError
from mujaz.feeds.page import extract_page
from mujaz.feeds.parse import parse_feed, parse_quickly
from mujaz.i18n import language
from mujaz.model import Page, ParsedFeed

#: Deadline of one job in seconds, and memory that a worker may take beyond its libraries, in bytes.
TIMEOUT = 20.0
MEMORY = 512_000_000
MAX_WORKERS = 2
_LENGTH = 4


class FeedJob(msgspec.Struct, frozen=True, tag="feed"):
    """A document to parse; the fields are those of :func:`mujaz.feeds.parse.parse_feed`."""

    body: bytes
    url: str
    content_type: str | None
    now: datetime
    max_entries: int
    zone: str | None = None

    def run(self) -> ParsedFeed:
        """Parse the document."""
        return parse_feed(
            self.body,
            url=self.url,
            content_type=self.content_type,
            now=self.now,
            max_entries=self.max_entries,
            zone=self.zone,
        )

    def run_quickly(self) -> ParsedFeed | None:
        """Parse the document if that takes little time; see :func:`parse_quickly`."""
        return parse_quickly(
            self.body,
            url=self.url,
            content_type=self.content_type,
            now=self.now,
            max_entries=self.max_entries,
            zone=self.zone,
        )


class PageJob(msgspec.Struct, frozen=True, tag="page"):
    """A page to extract; the fields are those of :func:`mujaz.feeds.page.extract_page`."""

    body: bytes
    url: str
    charset: str | None
    now: datetime

    def run(self) -> Page:
        """Extract the article."""
        return extract_page(self.body, url=self.url, charset=self.charset, now=self.now)


class Answer(msgspec.Struct, frozen=True):
    """What a worker sends back: a result, or an error's message; empty where it was ended.

    A worker is ended when it takes more time or memory than it may.
    """

    feed: ParsedFeed | None = None
    page: Page | None = None
    error: str | None = None


def close_workers() -> None:
    """End all worker processes; they start again when they are needed."""
    _POOL.close()


async def run_job(job: FeedJob | PageJob, timeout: float = TIMEOUT) -> Answer:
    """Let a worker do a job; where no process can be started, do it here.

    Args:
        job: what to do.
        timeout: seconds after which the worker is ended.
    """
    try:
        return await _POOL.submit(msgspec.msgpack.encode((language(), job)), timeout)
    except _NoWorkerError:
        return await asyncio.to_thread(_do, job)


class _NoWorkerError(Exception):
    """No process can be started on this machine."""


class _Worker:
    """One process that does one job at a time."""

    def __init__(self) -> None:
        # -P: a folder that mujaz happens to run in must not be able to replace its modules.
        root = str(Path(__file__).resolve().parents[2])
        paths = [root, os.environ.get("PYTHONPATH", "")]
        env = os.environ | {
            "PYTHONPATH": os.pathsep.join(filter(None, paths)),
            "MUJAZ_LANGUAGE": i18n.language(),
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "mujaz.feeds.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=env,
        )

    def ask(self, request: bytes, timeout: float) -> Answer | None:
        """Send a job and wait for its answer; None where the process ended or had to be ended."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        deadline = threading.Timer(timeout, self.kill)
        deadline.daemon = True
        deadline.start()
        try:
            _write(self._process.stdin, request)
            reply = _read(self._process.stdout)
            return msgspec.msgpack.decode(reply, type=Answer) if reply is not None else None
        except (OSError, ValueError, msgspec.MsgspecError):
            return None
        finally:
            deadline.cancel()

    def kill(self) -> None:
        """Stop the process, whatever it is doing; who waits for it is told by :meth:`ask`."""
        self._process.kill()

    def end(self) -> None:
        """Stop the process and free what it held."""
        self.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue


class _Pool:
    """A few workers, each served by one thread, so that no event loop is bound to them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._idle: list[_Worker] = []
        self._threads: ThreadPoolExecutor | None = None

    async def submit(self, request: bytes, timeout: float) -> Answer:
        """Do a job in a worker; an empty answer where it could not be done in time.

        Raises:
            _NoWorkerError: no process can be started.
        """
        with self._lock:
            if self._threads is None:
                self._threads = ThreadPoolExecutor(MAX_WORKERS, thread_name_prefix="mujaz-parse")
            threads = self._threads
        taken: list[_Worker] = []
        job = partial(self._serve, request, timeout, taken)
        try:
            return await asyncio.get_running_loop().run_in_executor(threads, job)
        except asyncio.CancelledError:
            # Nobody waits for the answer any more; the thread must not either.
            for worker in taken:
                worker.kill()
            raise

    def _serve(self, request: bytes, timeout: float, taken: list[_Worker]) -> Answer:
        worker = self._take()
        taken.append(worker)
        answer = worker.ask(request, timeout)
        if answer is None:
            self._drop(worker)
            return Answer()
        with self._lock:
            self._idle.append(worker)
        return answer

    def _take(self) -> _Worker:
        """Return an idle worker or start one."""
        with self._lock:
            if self._idle:
                return self._idle.pop()
        try:
            worker = _Worker()
        except OSError:
            raise _NoWorkerError from None
        with self._lock:
            self._workers.add(worker)
        return worker

    def _drop(self, worker: _Worker) -> None:
        worker.end()
        with self._lock:
            self._workers.discard(worker)

    def close(self) -> None:
        """End all workers, also those that are busy."""
        with self._lock:
            workers, self._workers, self._idle = self._workers, set(), []
            threads, self._threads = self._threads, None
        for worker in workers:
            worker.end()
        if threads is not None:
            threads.shutdown(wait=False, cancel_futures=True)


_POOL = _Pool()
atexit.register(_POOL.close)


# ------------------------------------------------------------------ inside the process
def main() -> None:
    """Do jobs from standard input until it ends."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    _limit_memory()
    while (request := _read(stdin)) is not None:
        spoken, job = msgspec.msgpack.decode(request, type=tuple[str, FeedJob | PageJob])
        os.environ["MUJAZ_LANGUAGE"] = spoken  # errors travel as text, in the asker's language
        _write(stdout, msgspec.msgpack.encode(_do(job)))


def _do(job: FeedJob | PageJob) -> Answer:
    """Do one job; errors for people travel as their message."""
    try:
        if isinstance(job, FeedJob):
            return Answer(feed=job.run())
        return Answer(page=job.run())
    except MujazError as error:
        return Answer(error=str(error))
    except (MemoryError, RecursionError):
        return Answer()


def _limit_memory() -> None:
    """Bound the address space: what is mapped now plus :data:`MEMORY`. Not on Windows."""
    try:
        import resource

        mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        limit = mapped * os.sysconf("SC_PAGE_SIZE") + MEMORY
        _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
        if hard == resource.RLIM_INFINITY or limit < hard:
            resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    except (ImportError, OSError, ValueError):
        return


def _read(stream: IO[bytes]) -> bytes | None:
    """Read one message, or None at the end of the stream."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    message = stream.read(size)
    return message if len(message) == size else None


def _write(stream: IO[bytes], message: bytes) -> None:
    """Write one message with its length before it."""
    stream.write(len(message).to_bytes(_LENGTH, "big"))
    stream.write(message)
    stream.flush()


if __name__ == "__main__":
    main()
