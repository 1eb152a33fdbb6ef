"""Analysing articles on all cores: helper processes, and this one when it would only wait.

An analysis depends on its article alone, so who makes it, and when, changes nothing. A helper that
cannot be started or dies is done without: its articles are analysed here. This module knows
processes; what an analysis is, is known by :mod:`mujaz.stories.analysis`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType

import msgspec

from mujaz.model import Article
from mujaz.stories.analysis import TEXT_CHARS, Analysis, analyse
from mujaz.stories.worker import ask

#: Fewer articles are analysed sooner than a helper has started.
_WORTH = 250
_MOST_HELPERS = 3
#: Articles given to a helper at once.
_PART = 20


@dataclass(eq=False, slots=True)
class _Part:
    """Some articles of one job, and what came out."""

    articles: Sequence[Article]
    found: list[Analysis] | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """Articles that are being analysed; see :meth:`Analyser.finish`."""

    parts: list[_Part] = field(default_factory=list)


class Analyser:
    """Analyses articles, with helper processes where there is enough to do.

    To be used as a context; leaving it ends the helpers.

    Args:
        expected: how many articles there will be.
        helpers: how many processes may help; by default one less than the machine has cores.
    """

    def __init__(self, expected: int, helpers: int | None = None) -> None:
        self._waiting: deque[_Part] = deque()
        self._changed = threading.Condition()
        self._closed = False
        self._processes: list[subprocess.Popen[bytes]] = []
        wanted = min(_MOST_HELPERS, cores() - 1) if helpers is None else helpers
        for _ in range(wanted if expected >= _WORTH else 0):
            with suppress(OSError):
                self._add_helper()

    def __enter__(self) -> Analyser:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self.kill_helpers()

    @property
    def helpers(self) -> int:
        """How many processes were started."""
        return len(self._processes)

    def kill_helpers(self) -> None:
        """End the helpers, whatever they are doing; what they had is done here."""
        for process in self._processes:
            process.kill()
            process.wait()

    def start(self, articles: Sequence[Article]) -> Job:
        """Let helpers begin with articles; :meth:`finish` gives the answer."""
        starts = range(0, len(articles), _PART)
        job = Job([_Part(articles[start : start + _PART]) for start in starts])
        with self._changed:
            self._waiting.extend(job.parts)
            self._changed.notify_all()
        return job

    def finish(self, job: Job) -> list[Analysis]:
        """Return the analyses of a job's articles, in their order, doing here what is left."""
        for part in reversed(job.parts):  # helpers begin at the other end
            with self._changed:
                mine = part in self._waiting
                if mine:
                    self._waiting.remove(part)
            if mine:
                part.found = [analyse(article) for article in part.articles]
        with self._changed:
            for part in job.parts:
                while part.found is None:
                    if part in self._waiting:  # its helper has died
                        self._waiting.remove(part)
                        part.found = [analyse(article) for article in part.articles]
                    else:
                        self._changed.wait()
        return [one for part in job.parts for one in part.found or ()]

    # ---------------------------------------------------------------- helpers
    def _add_helper(self) -> None:
        # -P: a folder that mujaz happens to run in must not be able to replace its modules.
        root = str(Path(__file__).resolve().parents[2])
        paths = filter(None, (root, os.environ.get("PYTHONPATH", "")))
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "mujaz.stories.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        )
        self._processes.append(process)
        threading.Thread(target=self._serve, args=[process], daemon=True).start()

    def _serve(self, process: subprocess.Popen[bytes]) -> None:
        """Feed one helper until there is no more to do or it dies."""
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError), process.stdin, process.stdout:
            while (part := self._take()) is not None:
                slim = [
                    replace(one, text=one.text[:TEXT_CHARS], removed=(), keywords=())
                    for one in part.articles
                ]
                try:
                    found = ask(slim, process.stdin, process.stdout)
                except (OSError, ValueError, msgspec.MsgspecError):
                    self._put_back(part)
                    return
                with self._changed:
                    part.found = found
                    self._changed.notify_all()

    def _take(self) -> _Part | None:
        with self._changed:
            while not self._waiting and not self._closed:
                self._changed.wait()
            return None if self._closed else self._waiting.popleft()

    def _put_back(self, part: _Part) -> None:
        with self._changed:
            self._waiting.appendleft(part)
            self._changed.notify_all()


def cores() -> int:
    """Return how many cores this process may use."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # macOS, Windows
        return os.cpu_count() or 1
