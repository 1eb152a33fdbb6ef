"""What a feed's items say of their pictures and episodes, taken out where they say what the news are.

Feedparser keeps one summary an item and lets ``media:description`` (https://www.rssboard.org/media-rss)
and ``itunes:summary`` overwrite it, so that a photographer's line would stand for the article. Where an
item has no other text, as with video channels, these words are all there is and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_PREFIX = re.compile(r"xmlns:([\w.-]{1,40})\s*=\s*[\"']http://search\.yahoo\.com/mrss/?[\"']")
_OWN = r"(?:(?:atom|content):)?(?:description|summary|content|encoded)"
_ITEM = r"(?:\w{1,20}:)?(?:item|entry)"
_EPISODE = r"itunes:(?:summary|subtitle)"


def without_media_words(document: str) -> str:
    """Return an XML feed whose items keep one summary, their own.

    One pass over the document's tags, however they are nested.

    Args:
        document: the decoded document.
    """
    prefixes = {"media", *_PREFIX.findall(document[:20_000])}
    names = "|".join([*(rf"{re.escape(prefix)}:description" for prefix in prefixes), _EPISODE])
    if not re.search(rf"<(?:{names})[\s>]", document):
        return document
    tags = re.compile(
        rf"<(?P<close>/?)(?:(?P<item>{_ITEM})|(?P<words>{names})|(?P<own>{_OWN}))(?=[\s/>])[^<>]{{0,500}}>"
    )
    kept: list[str] = []
    done = 0
    for start, end in _spans(tags.finditer(document)):
        kept.append(document[done:start])
        done = end
    return "".join([*kept, document[done:]])


def _spans(tags: Iterable[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """Yield where the words on media stand in items that have words of their own, in order."""
    inside: re.Match[str] | None = None
    spans: list[tuple[int, int]] = []
    has_own = False
    for tag in tags:
        if tag["item"]:
            if tag["close"] and has_own:
                yield from spans
            inside, spans, has_own = None, [], False
        elif tag["words"] and tag["close"]:
            if inside is not None and inside["words"] == tag["words"]:
                spans.append((inside.start(), tag.end()))
                inside = None
        elif tag["words"] and not tag[0].endswith("/>"):
            inside = inside or tag
        elif inside is None:
            has_own = True
