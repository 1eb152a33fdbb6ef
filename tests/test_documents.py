"""The documents say what is: the page of keys is current, and links between them lead somewhere."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_page_of_keys_is_current() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    import build_keys

    shipped = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert shipped == build_keys.build(), "write it anew: python tools/build_keys.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_to_files(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    for link in links:
        if "://" not in link:
            assert (page.parent / link).exists(), link
