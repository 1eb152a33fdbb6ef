"""The plain reader as it is used: through pipes, on a terminal, by every name of a command."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli.plain.telling import speakable
from cli.plain.words import WORDS, Vocabulary
from mujaz.model import ArticleFilter
from mujaz.store.sqlite import SqliteStore
from tests.cli.test_doors import ROOT
from tests.tui.newsroom import fill
from tui.keymap import keys_by_action

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2500-\u259f\ufb50-\ufdff\ufe70-\ufeff\u2066-\u2069]"
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir()
    fill(folder / "mujaz.db").close()
    return folder


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "MUJAZ_LANGUAGE": "en", "TZ": "UTC",
            "MUJAZ_NOW": "2025-12-15T18:00:00Z", **more}  # fmt: skip


def talk(data: Path, *lines: str, arguments: tuple[str, ...] = (), **more: str) -> list[str]:
    """Return what the plain reader answers to lines that come through a pipe."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "read", "--plain", "--data", str(data), *arguments],
        input="".join(line + "\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(**more),
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert not FORBIDDEN.search(done.stdout.replace("\n", ""))
    return done.stdout.splitlines()


def test_a_session_through_a_pipe(data: Path) -> None:
    said = talk(data, "n", "", "1", "m", "u", "s", "q", "n")
    assert said[0].startswith("1. افتتاح جسر جديد فوق النهر، صدى المدينة")
    assert "2 sources" in said[0]
    assert "figures differ" in said[0]
    assert "unread" in said[0]
    text = "\n".join(said)
    assert "sources differ" in text
    assert "وسيُسمح للمشاة بعبوره مساء الأربعاء قبل السيارات بيوم." in said
    assert said.count("الجسر الجديد يُفتح الخميس") == 1
    assert said[-3:] == ["Marked as unread.", "Undone: Marked as unread.", "Starred."]
    with SqliteStore(data / "mujaz.db") as store:
        assert store.counts().starred == 2
        assert store.counts().unread == 3


def test_address_and_text_are_written_alone(data: Path) -> None:
    said = talk(data, "j", "j", "y", "Y", "o")
    assert said[2] == "https://a3.example/news"
    assert said[3].startswith("BBC: محصول")
    assert len(said[4:]) == 3


def test_moving_and_listing(data: Path) -> None:
    said = talk(data, "p", "j", "j", "k", "list", "3", "where", "list", "99")
    assert said[0] == "There is no row before."
    assert [line[0] for line in said[1:4]] == ["1", "2", "1"]
    assert said[4].startswith("2. BBC: محصول")
    assert said[-4].startswith("3. A comet")
    assert said[-3].endswith("row 3.")
    assert said[-2].startswith("4. ")
    assert said[-1] == "There is no number 99 here."


def test_searching_choosing_and_filters(data: Path) -> None:
    said = talk(
        data, "/الزيتون", "n", "/", "tags", "1", "sections", "4", "i", "sources", "sources الحقول"
    )
    assert said[0] == "Search for “الزيتون”: 1 article."
    assert said[1].startswith("1. BBC: محصول")
    assert said[2] == "Unread: 4 stories."
    assert said[3].startswith("1. ")
    assert "Type a number to choose." in said
    assert "Starred" in "\n".join(said)
    assert said[-1] == "الحقول، unread: 1 story."


@pytest.mark.parametrize("line", ["ى", "التالي", "n", "next", "next_unread", "Next unread", "تالي"])
def test_next_by_every_name(data: Path, line: str) -> None:
    assert talk(data, line)[0].startswith("1. افتتاح")


def test_arabic_answers_and_letters_of_an_arabic_layout(data: Path) -> None:
    said = talk(data, "ى", "س", "ة", "ع", "وسوم", "؟", "ض", "ى", MUJAZ_LANGUAGE="ar")
    text = "\n".join(said)
    assert "2 مصدر" not in said[0]
    assert "مصدران" in said[0]
    assert "قرئ" in text or "مقروء" in text
    assert said[-1].startswith("q، quit، خروج")


def test_the_users_own_keys_count(data: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text('[reader]\nkeys = { next_unread = "Z", star = "*" }\n')
    said = talk(data, "Z", "*", "n", arguments=("--config", str(config)))
    assert said[0].startswith("1. ")
    assert said[1] == "Starred."
    assert said[2].startswith("No command “n”")


def test_an_unknown_command_names_the_near_one(data: Path) -> None:
    said = talk(data, "sectoins", "zz", "/مصدر:")
    assert said[0] == "No command “sectoins”; did you mean “sections”?"
    assert said[1].startswith("No command “zz”")
    assert len(said) >= 3


def test_without_a_command_everything_unread_is_written(data: Path) -> None:
    text = "\n".join(talk(data))
    assert "محصول الزيتون" in text
    assert "The observatory said" in text
    assert "1. " not in text
    with SqliteStore(data / "mujaz.db") as store:
        assert store.counts(ArticleFilter(unread=True)).articles == 5


def test_nothing_is_fetched_without_feeds(data: Path) -> None:
    said = talk(data, "r", "o")
    assert said[0].startswith("There are no feeds yet")
    assert said[-1] == "The article has no web address that can be opened."


def test_bytes_that_are_no_text_are_no_command(data: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "read", "--plain", "--data", str(data)],
        input=b"\xff\xfe\x1b[31m\nq\n",
        capture_output=True,
        cwd=ROOT,
        env=environment(),
        check=False,
    )
    assert done.returncode == 0
    assert b"\x1b" not in done.stdout
    assert b"No command" in done.stdout


def test_on_a_terminal_nothing_but_text_is_written(data: Path) -> None:
    """The real command on a pty: a prompt, logical lines, no control sequence at all."""
    pid, master = pty.fork()
    if pid == 0:
        os.chdir(ROOT)
        arguments = [sys.executable, "-m", "cli.main", "read", "--plain", "--data", str(data)]
        os.execve(sys.executable, arguments, environment(TERM="xterm-256color", VTE_VERSION="7000"))
    output = b""

    def until_prompts(count: int) -> None:
        nonlocal output
        limit = time.monotonic() + 30
        while len(re.findall(rb"(?m)^> ", output)) < count:
            assert time.monotonic() < limit, output
            if select.select([master], [], [], 0.1)[0]:
                output += os.read(master, 65536)

    until_prompts(1)
    for number, line in enumerate(("n", "", "tags", "?"), 2):
        os.write(master, f"{line}\n".encode())
        until_prompts(number)
    os.write(master, b"q\n")
    _pid, status = os.waitpid(pid, 0)
    os.close(master)
    assert os.waitstatus_to_exitcode(status) == 0
    text = output.decode().replace("\r\n", "\n")
    assert not FORBIDDEN.search(text.replace("\n", ""))
    assert "Unread: 4 stories." in text
    assert "1. افتتاح جسر جديد فوق النهر" in text
    assert "قال مدير الطرق في المحافظة إن الجسر الجديد فوق النهر" in text


def test_every_command_has_words_of_its_own() -> None:
    vocabulary = Vocabulary(keys_by_action({}))
    for word in WORDS:
        for name in (*word.more, *vocabulary.letters(word.id)):
            assert vocabulary.find(name)[0] == word.id, name


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("\ufefb\ufe91\ufe84\ufeb1", "لابأس"),
        ("\ufdfa", "صلى الله عليه وسلم"),
        ("a\u2066b\u2069 │ ▾ c\x1b[31m", "ab c"),
        ("  x\u00a0y\n\tz ", "x y z"),
    ],
)
def test_what_goes_out_can_be_spoken(text: str, spoken: str) -> None:
    assert speakable(text) == spoken
