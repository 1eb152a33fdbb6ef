"""The schedulers of this machine: systemd's user timers and cron, told by their own programs.

Knows where units lie and how ``systemctl`` and ``crontab`` are called; what they are told stands in
:mod:`digest.schedule_texts`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from digest.plain import one_line
from digest.schedule_texts import (
    UNIT,
    Plan,
    cron_line,
    cron_line_in,
    crontab_with,
    systemd_service,
    systemd_timer,
)
from mujaz.errors import MujazError
from mujaz.files import expanded, write_atomically
from mujaz.i18n import _
from mujaz.reasons import os_reason

Installable = Literal["systemd", "cron"]
_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Installed:
    """A schedule that stands.

    Attributes:
        kind: whose it is.
        where: the file that holds it; for cron, its line.
        current: whether it is what would be installed today.
        active: whether the scheduler says that it runs; None where it does not tell.
        lingers: whether it runs while the user is logged out; None where that is no question.
    """

    kind: Installable
    where: str
    current: bool
    active: bool | None = None
    lingers: bool | None = None


def usual_kind() -> Installable:
    """Return the scheduler of this machine.

    Raises:
        MujazError: there is none that mujaz can be put into; the text says what to do.
    """
    if _answers("systemctl", "--user", "show-environment"):
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    raise MujazError(
        _(
            "Neither systemd nor cron is here; `mujaz schedule print launchd` and `mujaz schedule print windows` write what other systems need."
        )
    )


def install(kind: Installable, plan: Plan) -> Installed:
    """Put a plan into a scheduler, and take an older one out of the other.

    Raises:
        MujazError: it could not be put there; nothing is left half done.
    """
    if kind == "systemd":
        _install_units(plan)
    else:
        _write_crontab(crontab_with(_crontab(), cron_line(plan)))
    for other in installed(plan):
        if other.kind != kind:
            _remove(other.kind)
    return next(one for one in installed(plan) if one.kind == kind)


def remove() -> list[Installable]:
    """Take mujaz out of all schedulers; return those it stood in.

    Raises:
        MujazError: a scheduler did not let it go.
    """
    found = [one.kind for one in installed(None)]
    for kind in found:
        _remove(kind)
    return found


def installed(plan: Plan | None) -> list[Installed]:
    """Return the schedules that stand, compared with a plan."""
    found: list[Installed] = []
    timer = _units() / f"{UNIT}.timer"
    if timer.exists():
        texts = (timer, timer.with_suffix(".service"))
        wanted = (systemd_timer(plan), systemd_service(plan)) if plan else None
        found.append(
            Installed(
                "systemd",
                str(timer),
                wanted is not None and tuple(map(_text_of, texts)) == wanted,
                _answers("systemctl", "--user", "is-active", "--quiet", timer.name),
                _lingers(),
            )
        )
    line = cron_line_in(_crontab()) if shutil.which("crontab") else None
    if line is not None:
        found.append(Installed("cron", line, plan is not None and line == cron_line(plan)))
    return found


# -------------------------------------------------------------------- systemd
def _units() -> Path:
    home = os.environ.get("XDG_CONFIG_HOME")
    base = Path(home) if home and Path(home).is_absolute() else expanded("~/.config")
    return base / "systemd" / "user"


def _install_units(plan: Plan) -> None:
    folder = _units()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise MujazError(
            _("{path}: the folder cannot be made ({reason}).").format(
                path=folder, reason=os_reason(error)
            )
        ) from None
    write_atomically(folder / f"{UNIT}.service", systemd_service(plan))
    write_atomically(folder / f"{UNIT}.timer", systemd_timer(plan))
    try:
        _call("systemctl", "--user", "daemon-reload")
        _call("systemctl", "--user", "enable", f"{UNIT}.timer")
        _call("systemctl", "--user", "restart", f"{UNIT}.timer")
    except MujazError:
        _delete_units()
        raise


def _delete_units() -> None:
    folder = _units()
    wants = folder / "timers.target.wants" / f"{UNIT}.timer"
    for path in (wants, folder / f"{UNIT}.timer", folder / f"{UNIT}.service"):
        path.unlink(missing_ok=True)


def _lingers() -> bool | None:
    """Tell whether the user's services run while he is logged out; None where nobody knows."""
    done = _run("loginctl", "show-user", str(os.getuid()), "--property=Linger", "--value")
    if done is None or done.returncode:
        return None
    return done.stdout.strip() == b"yes"


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""


# ----------------------------------------------------------------------- cron
def _crontab() -> str:
    """Return the user's crontab; empty where there is none."""
    done = _run("crontab", "-l")
    if done is None:
        return ""
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace")
        if "no crontab" in said.lower():
            return ""
        raise _failure(("crontab", "-l"), said)
    return done.stdout.decode("utf-8", "surrogateescape")


def _write_crontab(text: str) -> None:
    if text:
        _call("crontab", "-", text=text)
    else:
        _call("crontab", "-r")


# ------------------------------------------------------------------- programs
def _remove(kind: Installable) -> None:
    if kind == "cron":
        _write_crontab(crontab_with(_crontab(), None))
        return
    if _answers("systemctl", "--user", "show-environment"):
        _call("systemctl", "--user", "disable", "--now", f"{UNIT}.timer")
    _delete_units()
    _run("systemctl", "--user", "daemon-reload")


def _answers(*command: str) -> bool:
    """Tell whether a program is there and ends well."""
    done = _run(*command)
    return done is not None and done.returncode == 0


def _call(*command: str, text: str | None = None) -> None:
    """Run a program that must end well.

    Raises:
        MujazError: it is missing, or did not; the text holds what it said.
    """
    done = _run(*command, text=text)
    if done is None:
        raise _failure(command, _("there is no such program, or it does not end"))
    if done.returncode:
        raise _failure(command, done.stderr.decode("utf-8", "replace"))


def _failure(command: tuple[str, ...], said: str) -> MujazError:
    return MujazError(
        _("`{command}` failed: {said}").format(
            command=" ".join(command), said=one_line(said, 200) or "—"
        )
    )


def _run(*command: str, text: str | None = None) -> subprocess.CompletedProcess[bytes] | None:
    """Run a program; None where it is missing or does not end in time."""
    given = (text or "").encode("utf-8", "surrogateescape")
    try:
        return subprocess.run(
            command, input=given, capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
