#!/usr/bin/env python3
"""Set up mujaz and run it, with nothing but Python's standard library.

    python3 dev.py demo    the reader on the bundled sample (the briefing where there is no terminal)
    python3 dev.py test    the tests; --all adds the long loops, other words go to pytest
    python3 dev.py check   formatting, types, layers, spelling
    python3 dev.py quality grouping, names, tags and figures, measured against their floors
    python3 dev.py setup   only the environment
    python3 dev.py lock    write requirements.lock anew (needs uv)

The first run makes .venv and downloads the locked packages; later runs need no network.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / ".mujaz-setup"
MINIMUM = (3, 11)


def main() -> int:
    """Run the command that was named and return its exit code."""
    if sys.version_info < MINIMUM:
        return fail(f"mujaz needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    commands = {
        "demo": demo,
        "test": test,
        "check": check,
        "quality": quality,
        "setup": setup_only,
        "lock": lock,
    }
    if len(sys.argv) < 2 or sys.argv[1] not in commands:
        print(__doc__)
        return 0 if sys.argv[1:] in ([], ["-h"], ["--help"]) else 2
    try:
        return commands[sys.argv[1]](sys.argv[2:])
    except subprocess.CalledProcessError as error:
        return fail(f"This step failed with exit code {error.returncode}; see above.")
    except KeyboardInterrupt:
        return 130


def demo(arguments: list[str]) -> int:
    """Open the reader on the bundled sample."""
    set_up()
    return run([str(PYTHON), "-m", "cli.main", "demo", *arguments])


def _workers() -> int:
    """Return how many tests run at once: they wait for terminals and servers half of their time."""
    return max(2, 2 * (os.cpu_count() or 1))


def test(arguments: list[str]) -> int:
    """Run the tests, several at a time."""
    set_up()
    workers = [] if any(a.startswith("-n") for a in arguments) else ["-n", str(_workers())]
    return run([str(PYTHON), "-m", "pytest", *workers, *arguments])


def check(_arguments: list[str]) -> int:
    """Run every check, also after one has failed, and say which did."""
    set_up()
    checks = {
        "formatting": ["ruff", "format", "--check", "."],
        "lint": ["ruff", "check", "."],
        "types": ["mypy"],
        "layers": ["lint-imports"],
        "spelling": ["codespell"],
    }
    failed = []
    for name, command in checks.items():
        say(f"check: {name}")
        tool = shutil.which(command[0], path=str(BIN))
        if tool is None or run([tool, *command[1:]]):
            failed.append(name)
    if failed:
        return fail("Failed: " + ", ".join(failed) + ".")
    say("all checks passed")
    return 0


def quality(_arguments: list[str]) -> int:
    """Measure what stories are made of; fail where it has fallen below what was recorded."""
    set_up()
    return run([str(PYTHON), "-m", "tests.quality.measure"])


def setup_only(_arguments: list[str]) -> int:
    """Make the environment and stop."""
    set_up()
    return 0


def lock(_arguments: list[str]) -> int:
    """Resolve the dependencies for all platforms and write versions and hashes, no addresses."""
    uv = shutil.which("uv", path=str(BIN)) or shutil.which("uv")
    if uv is None:
        return fail("`lock` needs uv: install it and run this again.")
    command = [uv, "pip", "compile", "pyproject.toml", "--group", "dev", "--universal"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"]
    command += ["--no-annotate", "--python-version", "3.11", "-o", LOCK.name]
    return run(command)


# ---------------------------------------------------------------- environment
def set_up() -> None:
    """Bring .venv to what the lock file says; do nothing where it is so already."""
    wanted = fingerprint()
    if PYTHON.exists() and STAMP.exists() and STAMP.read_text() == wanted:
        return
    if not works(PYTHON):
        make_venv()
    installer = find_installer()
    say("installing the locked packages (the first time this downloads about 60 MB)")
    step([*installer, "--no-deps", "--require-hashes", "-r", str(LOCK)])
    say("installing mujaz itself, editable")
    step([*installer, "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    STAMP.write_text(wanted)


def fingerprint() -> str:
    """Return a hash of all that decides what the environment holds."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml"):
        digest.update(path.read_bytes())
    digest.update(sys.version.encode() + str(ROOT).encode())
    return digest.hexdigest()


def works(python: Path) -> bool:
    """Tell whether an environment's interpreter runs and is new enough."""
    if not python.exists():
        return False
    code = f"import sys; sys.exit(sys.version_info < {MINIMUM})"
    return subprocess.run([str(python), "-c", code], check=False).returncode == 0


def make_venv() -> None:
    """Make .venv; without pip where this Python has no ensurepip (Debian splits it off)."""
    say(f"making {VENV.name}")
    arguments = ["--clear", str(VENV)]
    if importlib.util.find_spec("ensurepip") is None:
        arguments = ["--without-pip", *arguments]
    try:
        step([sys.executable, "-m", "venv", *arguments])
    except subprocess.CalledProcessError:
        if "--without-pip" in arguments:
            raise
        step([sys.executable, "-m", "venv", "--without-pip", *arguments])


def find_installer() -> list[str]:
    """Return the beginning of an install command that reaches into .venv.

    The environment's own pip comes first, then this Python's pip told to act for the environment
    (which Debian's ban on system installs does not concern), then uv.
    """
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    if has_pip([str(PYTHON)]):
        return [str(PYTHON), "-m", "pip", "install", *quiet]
    if has_pip([sys.executable]):
        return [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *quiet]
    uv = shutil.which("uv")
    if uv is not None:
        return [uv, "pip", "install", "--quiet", "--python", str(PYTHON)]
    raise SystemExit(
        fail("Neither pip, ensurepip nor uv is here; install one of them and run this again.")
    )


def has_pip(python: list[str]) -> bool:
    """Tell whether an interpreter has pip."""
    command = [*python, "-m", "pip", "--version"]
    done = subprocess.run(command, check=False, capture_output=True)
    return done.returncode == 0


# -------------------------------------------------------------------- running
def run(command: list[str]) -> int:
    """Run a command in the project's folder and return its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    try:
        return subprocess.run(command, check=False, cwd=ROOT, env=environment).returncode
    except KeyboardInterrupt:
        return 130


def step(command: list[str]) -> None:
    """Run a step of the set-up; its failure ends the set-up."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    subprocess.run(command, check=True, cwd=ROOT, env=environment)


def say(text: str) -> None:
    """Say what is being done, on stderr: stdout belongs to the command that is run."""
    print(f"dev: {text}", file=sys.stderr, flush=True)


def fail(text: str) -> int:
    """Say what went wrong."""
    print(f"dev: {text}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    sys.exit(main())
