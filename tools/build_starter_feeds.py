"""Make ``mujaz/data/starter_feeds.json`` from a list of addresses of Arabic outlets.

    python tools/build_starter_feeds.py ARABIC_FEEDS.json

Only facts are taken: address, outlet, country, topic, and how sure the address is. Countries are
ISO 3166 codes (``UN`` for the United Nations); an outlet with several seats goes by the first.
Topics are those of :mod:`mujaz.feeds.starter`.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from mujaz.feeds.addresses import check_address

OUTPUT = Path(__file__).resolve().parent.parent / "mujaz" / "data" / "starter_feeds.json"
#: Topics of the list that go by another name, or are no topic but a place.
TOPICS = {
    "arab world": "general",
    "palestine": "general",
    "investigative": "investigations",
    "human rights": "rights",
    "agency": "agencies",
}


def rows(listed: list[dict[str, Any]]) -> list[dict[str, str]]:
    """Return the facts of each feed, sorted by country, outlet and title."""
    found = []
    for feed in listed:
        title = " ".join(feed["outlet"].split())
        found.append(
            {
                "url": check_address(feed["feed_url"]),
                "source": title.split(" – ")[0],
                "title": title,
                "country": feed["country"].split("/")[0],
                "topic": TOPICS.get(feed["topic"], feed["topic"]),
                "confidence": feed["confidence"],
            }
        )
    return sorted(found, key=lambda row: (row["country"], row["source"], row["title"]))


def main() -> None:
    """Read the list that is named and write the data file, one feed a line."""
    listed = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))["feeds"]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows(listed)]
    OUTPUT.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{OUTPUT.name}: {len(lines)} feeds")


if __name__ == "__main__":
    main()
