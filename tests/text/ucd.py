"""Reads the vendored files of the Unicode Character Database (tests/data/unicode)."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "data" / "unicode"


def lines(name: str) -> Iterator[str]:
    """Yield the data lines of a file, without comments and empty lines."""
    with lzma.open(FOLDER / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            data = line.split("#", 1)[0].strip()
            if data:
                yield data


def fields(name: str) -> Iterator[list[str]]:
    for line in lines(name):
        yield [field.strip() for field in line.split(";")]
