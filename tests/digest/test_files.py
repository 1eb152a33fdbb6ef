"""Files: whole or not at all, private, under names that no profile can steer."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.files import default_name
from digest.model import Edition
from mujaz.errors import MujazError
from mujaz.files import write_atomically
from mujaz.reasons import os_reason


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder."""
    made = tmp_path / "out"
    made.mkdir()
    return made


def test_a_new_file_is_whole_and_its_owners_alone(folder: Path) -> None:
    path = folder / "m.md"
    write_atomically(path, "# موجز\n")
    assert path.read_bytes() == "# موجز\n".encode()
    assert list(folder.iterdir()) == [path]
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_full_disk_leaves_the_old_file_and_no_other(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "m.md"
    path.write_text("قديم", encoding="utf-8")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(MujazError) as caught:
        write_atomically(path, "جديد")
    assert os_reason(OSError(errno.ENOSPC, "")) in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_text(encoding="utf-8") == "قديم"
    assert list(folder.iterdir()) == [path]


def test_a_folder_in_the_way_or_missing_is_one_line(folder: Path) -> None:
    (folder / "taken").mkdir()
    for path in (folder / "taken", folder / "missing" / "m.md"):
        with pytest.raises(MujazError) as caught:
            write_atomically(path, "x")
        assert "\n" not in str(caught.value)
    assert [p.name for p in folder.iterdir()] == ["taken"]


@pytest.mark.skipif(os.name != "posix", reason="symbolic links need rights on Windows")
def test_a_planted_link_is_replaced_and_its_target_untouched(folder: Path) -> None:
    target = folder / "target"
    target.write_text("mine")
    link = folder / "m.md"
    link.symlink_to(target)
    write_atomically(link, "briefing")
    assert target.read_text() == "mine"
    assert not link.is_symlink()


def test_names_are_made_of_date_and_profile(edition: Edition) -> None:
    assert default_name(edition, "md") == "mujaz-2025-12-15-daily.md"
    named = replace(edition, profile="اقتصاد ومال")
    assert default_name(named, "html") == "mujaz-2025-12-15-اقتصاد-ومال.html"


@given(
    st.text(max_size=80) | st.sampled_from(["../../etc", "CON", "a/b\\c:d", "..", "", "x" * 300])
)
def test_no_profile_leaves_the_folder(edition: Edition, profile: str) -> None:
    name = default_name(replace(edition, profile=profile), "md")
    stem = name.removesuffix(".md")
    assert name.startswith("mujaz-2025-12-15-")
    assert all(char.isalnum() or char == "-" for char in stem)
    assert len(name.encode()) < 255
