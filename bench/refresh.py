"""How long a refresh takes, beside newsboat, sfeed and the ``reader`` library, in one run.

    python bench/refresh.py [--quick] [--check] [--reader PYTHON]

All of them fetch from one loopback server with 250 hosts (``bench/feed_server.py``): 50 feeds of 100
items cold and warm, the same with 0.3 s of latency a request, and 1,000 feeds of 20 items with that
latency. Wall and CPU seconds (user and system, children included) and the memory peak are those of
the whole process. Of mujaz, grouping is timed apart. A peer that is not installed is left out with
the reason; ``reader`` is installed into a throwaway environment unless a Python that has it is named.
``--check`` ends with 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from feed_server import host_of

HERE = Path(__file__).resolve().parent
THREADS = 8
LATENCY = 0.3


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds, seconds of CPU, megabytes."""

    wall: float
    cpu: float
    memory: float

    def __str__(self) -> str:
        return f"{self.wall:6.2f} s  {self.cpu:6.2f} CPU  {self.memory:4.0f} MB"


@dataclass(frozen=True)
class Scene:
    """Feeds and items on a server, and how slowly it answers."""

    feeds: int
    items: int
    latency: float

    def __str__(self) -> str:
        slow = f", {self.latency} s of latency" if self.latency else ""
        return f"{self.feeds} feeds of {self.items} items{slow}"


@contextmanager
def serving(scene: Scene) -> Iterator[list[str]]:
    """Serve a scene and yield the addresses of its feeds."""
    command = [sys.executable, str(HERE / "feed_server.py"), *map(str, vars(scene).values())]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        port = int(server.stdout.readline())
        yield [f"http://{host_of(n)}:{port}/{n}.xml" for n in range(scene.feeds)]
    finally:
        server.terminate()
        server.wait()


def cost_of(command: list[str], folder: Path, env: dict[str, str] | None = None) -> Cost:
    """Run a command to its end and return what it took.

    Raises:
        RuntimeError: it failed.
    """
    log = folder / "log"
    began = time.perf_counter()
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "HOME": str(folder), **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        _pid, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise RuntimeError(f"{command[0]}: {log.read_text('utf-8', 'replace')[-400:]}")
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


# ------------------------------------------------------------------------------- those compared
def mujaz(folder: Path, urls: list[str]) -> list[str]:
    """Return the command of mujaz's refresh without grouping; see ``bench/refresh_once.py``."""
    (folder / "urls").write_text("\n".join(urls), encoding="utf-8")
    return [sys.executable, str(HERE / "refresh_once.py"), str(folder), "fetch"]


def newsboat(folder: Path, urls: list[str]) -> list[str]:
    """Return the command of newsboat's reload with eight threads."""
    (folder / "urls").write_text("\n".join(urls) + "\n", encoding="utf-8")
    (folder / "config").write_text(f"reload-threads {THREADS}\n", encoding="utf-8")
    files = ["-C", folder / "config", "-c", folder / "cache.db", "-u", folder / "urls"]
    return ["newsboat", *map(str, files), "-x", "reload"]


def sfeed(folder: Path, urls: list[str]) -> list[str]:
    """Return the command of sfeed's update; it knows no conditional requests."""
    lines = [f"feed 'f{n}' '{url}'" for n, url in enumerate(urls)]
    text = f"sfeedpath='{folder}/feeds'\nmaxjobs={THREADS}\nfeeds() {{\n" + "\n".join(lines)
    (folder / "sfeedrc").write_text(text + "\n}\n", encoding="utf-8")
    return ["sfeed_update", str(folder / "sfeedrc")]


READER = """
import sys
from reader import make_reader
reader = make_reader(sys.argv[1] + "/reader.db")
for url in open(sys.argv[1] + "/urls").read().split():
    reader.add_feed(url, exist_ok=True)
reader.update_feeds(workers=8)
"""


def reader_command(python: str, folder: Path, urls: list[str]) -> list[str]:
    """Return the command of an update by the ``reader`` library with eight workers."""
    (folder / "urls").write_text("\n".join(urls), encoding="utf-8")
    return [python, "-c", READER, str(folder)]


def reader_python(named: str | None, folder: Path) -> tuple[str | None, str]:
    """Return a Python that has ``reader``, or why there is none."""
    if named:
        return named, ""
    python = str(folder / "venv" / "bin" / "python")
    steps = [
        [sys.executable, "-m", "venv", str(folder / "venv")],
        # reader 3.26 imports sgmllib, which its own requirements no longer bring
        [python, "-m", "pip", "install", "--quiet", "reader", "sgmllib3k"],
    ]
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            return None, (done.stderr.strip().splitlines() or ["no reason given"])[-1]
    return python, ""


# -------------------------------------------------------------------------------------- measuring
def measure(name: str, command: list[str], folder: Path) -> tuple[Cost, Cost]:
    """Run a refresh cold and, the third time, warm."""
    cold = cost_of(command, folder)
    cost_of(command, folder)  # newsboat keeps validators from its second look on
    warm = cost_of(command, folder)
    print(f"  {name:10} cold {cold}    warm {warm}", flush=True)
    return cold, warm


def compare(scene: Scene, python: str | None) -> tuple[Cost, Cost]:
    """Measure all in one scene; return what mujaz took, cold and warm."""
    print(scene, flush=True)
    with serving(scene) as urls, tempfile.TemporaryDirectory() as base:
        folders = {name: Path(base) / name for name in ("mujaz", "newsboat", "sfeed", "reader")}
        for folder in folders.values():
            (folder / "feeds").mkdir(parents=True)
        own = measure("mujaz", mujaz(folders["mujaz"], urls), folders["mujaz"])
        group = [sys.executable, str(HERE / "refresh_once.py"), str(folders["mujaz"]), "group"]
        print(f"  {'grouping':10}      {cost_of(group, folders['mujaz'])}", flush=True)
        for name, make in (("newsboat", newsboat), ("sfeed", sfeed)):
            if shutil.which("newsboat" if name == "newsboat" else "sfeed_update"):
                measure(name, make(folders[name], urls), folders[name])
            else:
                print(f"  {name:10} left out: it is not installed")
        if python:
            measure("reader", reader_command(python, folders["reader"], urls), folders["reader"])
    return own


def missed(results: dict[str, tuple[Cost, Cost]]) -> Iterator[str]:
    """Yield the targets that were missed."""
    cold, warm = results["near"]
    if cold.cpu > 5:
        yield f"cold takes {cold.cpu:.2f} s of CPU, not 5"
    if warm.cpu > 0.4:
        yield f"warm takes {warm.cpu:.2f} s of CPU, not 0.4"
    for name, cost in zip(("cold", "warm"), results["far"], strict=True):
        if cost.wall - cost.cpu > 3.5:
            yield f"{name} with latency waits {cost.wall - cost.cpu:.2f} s, not 3.5"
    if "many" in results:
        cold = results["many"][0]
        if cold.wall > 60 or cold.memory > 250:
            yield f"1,000 feeds take {cold.wall:.0f} s and {cold.memory:.0f} MB, not 60 and 250"


def main() -> int:
    """Measure and print; 1 where ``--check`` finds a target missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="leave the 1,000 feeds out")
    parser.add_argument("--check", action="store_true", help="end with 1 where a target is missed")
    parser.add_argument("--reader", metavar="PYTHON", help="a Python that has the reader library")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as base:
        python, reason = reader_python(options.reader, Path(base))
        if python is None:
            print(f"reader is left out: {reason}")
        results = {
            "near": compare(Scene(50, 100, 0.0), python),
            "far": compare(Scene(50, 100, LATENCY), python),
        }
        if not options.quick:
            results["many"] = compare(Scene(1000, 20, LATENCY), python)
    problems = list(missed(results))
    print("\n".join(problems) or "all targets are met")
    return 1 if problems and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
