"""A program on a pseudo-terminal, for benches: answers DA1, counts bytes, tells times of output."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

DA1_ASKED, DA1_ANSWER = b"\x1b[c", b"\x1b[?62;22c"
CHUNK = 1 << 16


class PtyRun:
    """A running program; its output is read as it comes.

    Attributes:
        started: moment of the start (``time.perf_counter``).
        output: everything it wrote so far.
        last: moment at which it wrote last.
    """

    def __init__(
        self, command: Sequence[str], *, columns: int, rows: int, environment: Mapping[str, str]
    ) -> None:
        size = struct.pack("HHHH", rows, columns, 0, 0)
        self.started = self.last = time.perf_counter()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(command[0], list(command), dict(environment))
        self.output = bytearray()
        self._answered = 0
        self._open = True

    def read(self, seconds: float) -> bytes:
        """Return what comes within some seconds, at once when something is there."""
        if not self._open or not select.select([self.master], [], [], seconds)[0]:
            return b""
        try:
            data = os.read(self.master, CHUNK)
        except OSError:
            data = b""
        self._open = bool(data)
        self.last = time.perf_counter()
        self.output += data
        while (at := self.output.find(DA1_ASKED, self._answered)) >= 0:
            self._answered = at + len(DA1_ASKED)
            os.write(self.master, DA1_ANSWER)
        return data

    def until(self, *markers: bytes, seconds: float = 60.0) -> float:
        """Read until all markers have come; return the seconds since the start.

        Raises:
            TimeoutError: they did not come.
        """
        end = time.perf_counter() + seconds
        while not all(marker in self.output for marker in markers):
            if not self._open or time.perf_counter() > end:
                raise TimeoutError(bytes(self.output[-500:]))
            self.read(0.2)
        return self.last - self.started

    def quiet(self, seconds: float = 0.15) -> int:
        """Read until nothing came for a while; return how many bytes came."""
        before = len(self.output)
        while self.read(seconds):
            continue
        return len(self.output) - before

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.master, keys)

    def cpu(self, *, main_only: bool = False) -> float:
        """Return the processor time used so far, in seconds (Linux: nanosecond clock)."""
        tasks = Path(f"/proc/{self.pid}/task")
        total = 0
        for task in [tasks / str(self.pid)] if main_only else tasks.iterdir():
            with contextlib.suppress(OSError):
                total += int((task / "schedstat").read_text().split()[0])
        return total / 1e9

    def memory(self) -> dict[str, float]:
        """Return resident memory now and at its highest, in MB."""
        found = {}
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            name, _colon, value = line.partition(":")
            if name in ("VmRSS", "VmHWM"):
                found[name] = int(value.split()[0]) / 1024
        return found

    def end(self, keys: bytes, seconds: float = 10.0) -> None:
        """Press keys that end the program; kill it where they do not."""
        with contextlib.suppress(OSError):
            self.send(keys)
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            self.read(0.02)
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
        else:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)
