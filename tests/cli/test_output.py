"""What commands write on a terminal, seen through the layout."""

from __future__ import annotations

import pytest

from cli.output import keep_options, plain
from mujaz.text import layout


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("عيّن غيره بالخيار --data.", ".--data"),
        ("/tmp/a.toml:2: مفتاح غير معروف", "/tmp/a.toml:2"),
        ("  -V, --version  عرض الإصدار", "-V, --version"),
        ("الاستعمال: mujaz [OPTIONS]", "mujaz [OPTIONS]"),
        ("انظر `--help`.", "--help"),
    ],
)
def test_options_and_paths_read_from_the_left(text: str, part: str) -> None:
    (line,) = layout(keep_options(text), 80, "rtl")
    assert part in line.text


def test_arabic_and_numbers_are_left_alone() -> None:
    for text in ("خسر -5 درجات", "بين 24 و27", "قال: (لا)"):
        assert keep_options(text) == text


def test_whole_numbers_are_written_as_the_source_wrote_them() -> None:
    assert plain({"value": 15.0, "of": [2.5, (3.0,)]}) == {"value": 15, "of": [2.5, [3]]}
