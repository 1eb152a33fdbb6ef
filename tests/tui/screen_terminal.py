"""A terminal for tests: a program on a pty, its output read as it comes, its questions answered."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = float(os.environ.get("PTY_PATIENCE", "30"))


class Terminal:
    """Runs a module of this folder; waits for output, never for time alone."""

    def __init__(
        self,
        module: str,
        *arguments: str,
        answer: bytes = b"",
        environment: Mapping[str, str] | None = None,
        columns: int = 100,
        rows: int = 30,
        package: str = "tests.tui",
    ) -> None:
        """Start the module.

        Args:
            module: name of the module below the package.
            arguments: its arguments.
            answer: what the terminal replies to the probe's questions.
            environment: variables beside a plain set.
            columns: width.
            rows: height.
            package: where the module lies.
        """
        size = struct.pack("HHHH", rows, columns, 0, 0)
        variables = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ["HOME"],
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            **(environment or {}),
        }
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.chdir(ROOT)
            command = [sys.executable, "-m", f"{package}.{module}", *arguments]
            os.execve(sys.executable, command, variables)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)
        self.output = b""
        self.status: int | None = None
        self._answer = answer
        self._seen = 0

    def read_some(self, seconds: float = 0.1) -> bool:
        """Read what is there; False at the end of the output."""
        if not select.select([self.master], [], [], seconds)[0]:
            return True
        try:
            data = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += data
        if self._answer and b"\x1b[8$p" in self.output:
            os.write(self.master, self._answer)
            self._answer = b""
        return bool(data)

    def expect(self, pattern: bytes) -> None:
        """Read until a pattern comes that was not there at the last call."""
        end = time.monotonic() + PATIENCE
        while not (found := re.search(pattern, self.output[self._seen :])):
            assert time.monotonic() < end, (pattern, self.output[-2000:])
            assert self.read_some(), (pattern, self.output[-2000:])
        self._seen += found.end()

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Change the size."""
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)
        os.kill(self.pid, signal.SIGWINCH)

    def signal(self, number: int) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def wait_until_stopped(self) -> None:
        """Wait until the program has stopped itself."""
        end = time.monotonic() + PATIENCE
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)
            if pid:
                assert os.WIFSTOPPED(status), status
                return
            assert time.monotonic() < end
            self.read_some(0.05)

    def hang_up(self) -> None:
        """Let the terminal go away."""
        os.close(self.master)
        self.master = -1

    def finish(self) -> int:
        """Wait for the end; return the exit status, negative for a signal."""
        end = time.monotonic() + PATIENCE
        while self.status is None:
            assert time.monotonic() < end, self.output[-2000:]
            if self.master >= 0:
                self.read_some(0.05)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
            elif self.master < 0:
                time.sleep(0.02)
        while self.master >= 0 and self.read_some(0.1) and self._more():
            pass
        return self.status

    def _more(self) -> bool:
        return bool(select.select([self.master], [], [], 0.05)[0])

    def close(self) -> None:
        """End the program, whatever it does."""
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        if self.master >= 0:
            os.close(self.master)
