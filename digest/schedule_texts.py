"""What the schedulers of several systems are told, as texts: they wake us, we decide what is due.

Each wakes ``mujaz digest run --if-due`` every quarter of an hour, at minutes that meet the slots in
any zone (offsets from UTC are whole quarters). So a mail that was put off goes out soon, a morning
slept through is made up for, and an hour that the clocks skip or repeat does no harm. Pure
functions; putting the texts where they belong is :mod:`digest.schedulers`' work.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal
from xml.sax.saxutils import escape

from digest.profiles import Profile
from mujaz.errors import UsageError
from mujaz.i18n import _

Kind = Literal["systemd", "cron", "launchd", "windows"]
KINDS: Final[tuple[Kind, ...]] = ("systemd", "cron", "launchd", "windows")
UNIT: Final = "mujaz-digest"
LABEL: Final = "org.mujaz.digest"
CRON_BEGIN: Final = "# mujaz digest: begin (kept by `mujaz schedule`)"
CRON_END: Final = "# mujaz digest: end"
_QUARTER: Final = 15


@dataclass(frozen=True, slots=True)
class Plan:
    """What is run, and the slots it is run for.

    Attributes:
        command: the program and its arguments, absolute paths.
        slots: time of day and zone of each briefing.
    """

    command: tuple[str, ...]
    slots: tuple[tuple[str, str], ...]


def plan_of(command: Iterable[str], profiles: Iterable[Profile]) -> Plan:
    """Return the plan of a command for the briefings that go somewhere.

    Raises:
        UsageError: a word of the command holds a line break, which no scheduler can be told.
    """
    words = tuple(command)
    for word in words:
        if any(char in word for char in "\n\r\0"):
            raise UsageError(
                _("A path with a line break in it cannot be scheduled: {path}").format(
                    path=word[:200]
                )
            )
    slots = {(one.settings.time, one.settings.zone): None for one in profiles}
    return Plan(words, tuple(slots))


def minutes(plan: Plan) -> list[int]:
    """Return the minutes of each hour at which to wake: every quarter, in step with the slots."""
    steps = {int(time[3:]) % _QUARTER for time, _zone in plan.slots} or {0}
    return sorted(step + quarter for step in steps for quarter in range(0, 60, _QUARTER))


# -------------------------------------------------------------------- systemd
def systemd_service(plan: Plan) -> str:
    """Return the service unit: one run; "try later" (75) is no failure."""
    program, *arguments = plan.command
    words = [_unit_word(program, dollar=False), *map(_unit_word, arguments)]
    return (
        "[Unit]\n"
        "Description=mujaz: the daily briefing, where it is due\n\n"
        "[Service]\n"
        "Type=oneshot\n"
        f"ExecStart={' '.join(words)}\n"
        "SuccessExitStatus=75\n"
        "TimeoutStartSec=30min\n"
        "UMask=0077\n"
        "Nice=5\n"
    )


def systemd_timer(plan: Plan) -> str:
    """Return the timer unit: at each slot, and every quarter of an hour for what was put off."""
    slots = "".join(f"OnCalendar=*-*-* {time}:00 {zone}\n" for time, zone in plan.slots)
    every = ",".join(f"{minute:02}" for minute in minutes(plan))
    return (
        "[Unit]\n"
        "Description=mujaz: wakes the daily briefing\n\n"
        "[Timer]\n"
        f"{slots}"
        "# for mail that was put off, and for times of day that the clocks skip\n"
        f"OnCalendar=*:{every}\n"
        "Persistent=true\n"
        "AccuracySec=15s\n\n"
        "[Install]\n"
        "WantedBy=timers.target\n"
    )


def _unit_word(word: str, *, dollar: bool = True) -> str:
    """Return a word as systemd.service(5) quotes it; the program's own path takes no variables."""
    for char, written in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%")):
        word = word.replace(char, written)
    return f'"{word.replace("$", "$$") if dollar else word}"'


# ----------------------------------------------------------------------- cron
def cron_line(plan: Plan) -> str:
    """Return the line of the crontab; what goes wrong (stderr) is what cron mails."""
    command = shlex.join(plan.command).replace("%", "\\%")
    return f"{','.join(map(str, minutes(plan)))} * * * * {command} >/dev/null"


def crontab_with(crontab: str, line: str | None) -> str:
    """Return a crontab with our line between two marks at its end, or without them for None.

    All other lines stay as they are.
    """
    kept: list[str] = []
    ours = False
    for one in crontab.splitlines(keepends=True):
        bare = one.rstrip("\n")
        if bare == CRON_BEGIN:
            ours = True
        elif ours and bare == CRON_END:
            ours = False
        elif not ours:
            kept.append(one)
    text = "".join(kept)
    if line is None:
        return text
    if text and not text.endswith("\n"):
        text += "\n"
    return f"{text}{CRON_BEGIN}\n{line}\n{CRON_END}\n"


def cron_line_in(crontab: str) -> str | None:
    """Return our line of a crontab, or None."""
    lines = crontab.splitlines()
    if CRON_BEGIN not in lines:
        return None
    after = lines[lines.index(CRON_BEGIN) + 1 :]
    return after[0] if after and after[0] != CRON_END else None


# ------------------------------------------------------------ launchd, Windows
def launchd_plist(plan: Plan) -> str:
    """Return the property list of a launchd agent.

    launchd knows no zones, and makes up for time asleep but not for time switched off:
    ``RunAtLoad`` does that.
    """
    import plistlib

    return plistlib.dumps(
        {
            "Label": LABEL,
            "ProgramArguments": list(plan.command),
            "StartCalendarInterval": [{"Minute": minute} for minute in minutes(plan)],
            "RunAtLoad": True,
            "ProcessType": "Background",
            "Umask": 0o077,
        },
        sort_keys=False,
    ).decode("utf-8")


def windows_task(plan: Plan) -> str:
    """Return the XML of a task for Windows' Task Scheduler."""
    import subprocess

    program, *arguments = plan.command
    triggers = "".join(
        "<TimeTrigger><Repetition><Interval>PT15M</Interval></Repetition>"
        f"<StartBoundary>2025-01-01T00:{minute:02}:00</StartBoundary></TimeTrigger>\n    "
        for minute in minutes(plan)
        if minute < _QUARTER
    ).rstrip()
    return f"""<?xml version="1.0"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>mujaz: the daily briefing, where it is due</Description></RegistrationInfo>
  <Triggers>
    {triggers}
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT30M</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>{escape(program)}</Command>
      <Arguments>{escape(subprocess.list2cmdline(arguments))}</Arguments>
    </Exec>
  </Actions>
</Task>
"""
