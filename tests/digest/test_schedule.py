"""What schedulers are told, as their own programs read it, and how they are told."""

from __future__ import annotations

import os
import plistlib
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from digest import schedule_texts as texts
from digest import schedulers
from digest.profiles import all_profiles
from digest.schedule_texts import Plan
from digest.settings import DigestSettings
from mujaz.errors import MujazError, UsageError

posix = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX system")
STRANGE = ('/opt/مجلد فيه فراغ/it\'s 100% "$HOME" \\x/mujaz', "digest", "run", "--if-due", "--data")
PLAN = Plan(
    (sys.executable, "digest", "run", "--if-due", "--data", "/tmp/with space/100%/$x"),
    (("06:30", "Asia/Damascus"), ("07:00", "Africa/Cairo")),
)


@pytest.fixture
def units(tmp_path: Path) -> Path:
    """The units of the plan as files."""
    (tmp_path / "mujaz-digest.service").write_text(texts.systemd_service(PLAN), encoding="utf-8")
    (tmp_path / "mujaz-digest.timer").write_text(texts.systemd_timer(PLAN), encoding="utf-8")
    return tmp_path


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_finds_nothing_wrong_with_the_units(units: Path) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", *map(str, sorted(units.glob("mujaz-*")))],
        env={**os.environ, "XDG_RUNTIME_DIR": str(units)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_reads_the_times_as_they_are_meant(units: Path) -> None:
    times = [
        line.partition("=")[2]
        for line in (units / "mujaz-digest.timer").read_text().splitlines()
        if line.startswith("OnCalendar=")
    ]
    assert times == ["*-*-* 06:30:00 Asia/Damascus", "*-*-* 07:00:00 Africa/Cairo", "*:00,15,30,45"]
    for time in times:
        command = ["systemd-analyze", "calendar", "--iterations=2", time]
        assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_units_quote_every_word() -> None:
    line = next(
        one for one in texts.systemd_service(PLAN).splitlines() if one.startswith("ExecStart=")
    )
    assert line.endswith('"--data" "/tmp/with space/100%%/$$x"')
    strange = texts.systemd_service(Plan((STRANGE[0], STRANGE[0]), ()))
    assert (
        'ExecStart="/opt/مجلد فيه فراغ/it\'s 100%% \\"$HOME\\" \\\\x/mujaz" '
        '"/opt/مجلد فيه فراغ/it\'s 100%% \\"$$HOME\\" \\\\x/mujaz"'
    ) in strange


@posix
def test_a_shell_reads_the_line_of_cron_as_it_is_meant() -> None:
    line = texts.cron_line(Plan(STRANGE, (("06:37", "Asia/Damascus"),)))
    minutes, *stars, command = line.split(" ", 5)
    assert minutes == "7,22,37,52"
    assert stars == ["*"] * 4
    assert "%" not in command.replace("\\%", "")
    words = shlex.split(command.replace("\\%", "%"))
    assert tuple(words) == (*STRANGE, ">/dev/null")


@pytest.mark.skipif(shutil.which("crontab") is None, reason="no crontab here")
def test_cron_itself_accepts_the_line(tmp_path: Path) -> None:
    file = tmp_path / "crontab"
    file.write_text(texts.crontab_with("", texts.cron_line(Plan(STRANGE, (("06:30", "UTC"),)))))
    done = subprocess.run(["crontab", "-n", str(file)], capture_output=True, text=True, check=False)
    if "invalid option" in done.stderr or "usage" in done.stderr.lower():
        pytest.skip("this crontab has no -n")
    assert done.returncode == 0, done.stderr


def test_slots_at_odd_minutes_are_met_in_every_zone() -> None:
    plan = Plan(("mujaz",), (("06:30", "Asia/Damascus"), ("21:44", "Asia/Kathmandu")))
    assert texts.minutes(plan) == [0, 14, 15, 29, 30, 44, 45, 59]
    assert texts.minutes(Plan(("mujaz",), ())) == [0, 15, 30, 45]


@pytest.mark.parametrize(
    "crontab", ["", "# mine\n0 5 * * * backup\n", "0 5 * * * no line end", "MAILTO=me\n\n\n# x\n"]
)
def test_other_lines_of_a_crontab_stay_as_they_are(crontab: str) -> None:
    first = texts.crontab_with(crontab, "1 * * * * a")
    assert texts.cron_line_in(first) == "1 * * * * a"
    second = texts.crontab_with(first + "# after\n", "2 * * * * b")
    assert second.count(texts.CRON_BEGIN) == 1
    assert texts.cron_line_in(second) == "2 * * * * b"
    gone = texts.crontab_with(second, None)
    assert gone.rstrip("\n") == (crontab.rstrip("\n") + "\n# after").strip("\n") or gone == (
        f"{crontab}\n# after\n" if crontab and not crontab.endswith("\n") else f"{crontab}# after\n"
    )


def test_launchd_and_windows_get_the_words_as_they_are() -> None:
    plan = Plan(STRANGE, (("06:30", "Asia/Damascus"),))
    read = plistlib.loads(texts.launchd_plist(plan).encode())
    assert tuple(read["ProgramArguments"]) == STRANGE
    assert read["RunAtLoad"] is True
    assert [one["Minute"] for one in read["StartCalendarInterval"]] == [0, 15, 30, 45]
    task = ElementTree.fromstring(texts.windows_task(plan))  # our own text
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    assert task.findtext(".//t:Command", namespaces=space) == STRANGE[0]
    assert task.findtext(".//t:Arguments", namespaces=space) == "digest run --if-due --data"
    assert task.findtext(".//t:StartWhenAvailable", namespaces=space) == "true"
    assert task.findtext(".//t:Interval", namespaces=space) == "PT15M"


def test_paths_with_line_breaks_are_refused() -> None:
    with pytest.raises(UsageError):
        texts.plan_of(["mujaz", "--data", "/tmp/a\nb"], all_profiles(DigestSettings()))


# ------------------------------------------------------------ their programs
@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH on which stand-ins for systemctl, loginctl and crontab keep a log and a crontab."""
    programs = tmp_path / "bin"
    programs.mkdir()
    log = tmp_path / "log"
    monkeypatch.setenv("PATH", f"{programs}:/bin:/usr/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    write(programs / "systemctl", f'echo "$@" >> {log}; [ ! -e {tmp_path}/no-systemd ]')
    write(programs / "loginctl", "echo no")
    write(
        programs / "crontab",
        f'case "$1" in -l) [ -e {tmp_path}/crontab ] && cat {tmp_path}/crontab || '
        '{ echo "no crontab for me" >&2; exit 1; };; '
        f"-r) rm {tmp_path}/crontab;; -) cat > {tmp_path}/crontab;; esac",
    )
    return tmp_path


def write(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@posix
def test_systemd_is_told_and_forgets(machine: Path) -> None:
    assert schedulers.usual_kind() == "systemd"
    done = schedulers.install("systemd", PLAN)
    assert (done.kind, done.current, done.active, done.lingers) == ("systemd", True, True, False)
    folder = machine / "config" / "systemd" / "user"
    assert (folder / "mujaz-digest.timer").read_text() == texts.systemd_timer(PLAN)
    told = (machine / "log").read_text().splitlines()
    assert told.index("--user daemon-reload") < told.index("--user enable mujaz-digest.timer")
    other = Plan(PLAN.command, (("08:00", "UTC"),))
    (now,) = schedulers.installed(other)
    assert not now.current
    assert schedulers.remove() == ["systemd"]
    assert list(folder.glob("mujaz*")) == []
    assert "--user disable --now mujaz-digest.timer" in (machine / "log").read_text()
    assert schedulers.remove() == []


@posix
def test_units_that_systemd_refuses_are_taken_away_again(machine: Path) -> None:
    (machine / "no-systemd").touch()
    assert schedulers.usual_kind() == "cron"
    with pytest.raises(MujazError):
        schedulers.install("systemd", PLAN)
    assert schedulers.installed(PLAN) == []


@posix
def test_cron_is_told_and_forgets(machine: Path) -> None:
    mine = "# mine\n0 5 * * * backup\n"
    (machine / "crontab").write_text(mine)
    for _ in range(2):
        done = schedulers.install("cron", PLAN)
    assert (done.kind, done.current) == ("cron", True)
    assert (machine / "crontab").read_text().count("--if-due") == 1
    schedulers.install("systemd", PLAN)
    assert [one.kind for one in schedulers.installed(PLAN)] == ["systemd"]
    assert (machine / "crontab").read_text() == mine
    schedulers.install("cron", PLAN)
    assert schedulers.remove() == ["cron"]
    assert (machine / "crontab").read_text() == mine


@posix
def test_an_empty_crontab_leaves_none_behind(machine: Path) -> None:
    schedulers.install("cron", PLAN)
    schedulers.remove()
    assert not (machine / "crontab").exists()
