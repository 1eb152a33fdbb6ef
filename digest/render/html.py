"""An edition as the HTML body of a mail: tables, inline styles, no image, no script, no tracker.

Directions are told by ``dir`` attributes and physical sides, which mail readers keep, not by
logical properties or ``<bdi>``, which they drop. Essential styles are inline, the dark palette
stands in a media query; without it the light one survives forced inversion, for it holds neither
pure black nor pure white. Knows how much HTML a mail may weigh, and tells less where it must.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from digest import phrases
from digest.model import Edition, EditionStory, OneLiner
from digest.plain import one_line
from digest.render.templating import environment
from digest.wording import wording

#: Gmail cuts a mail's HTML at about 102 KB; base64 adds a third, and may or may not count.
MAX_BYTES: Final = 75_000
_PREHEADER: Final = 110
#: What is told when the HTML grows too heavy: stories in full, sentences each, one-liners.
_PLANS: Final = ((30, 4, 20), (12, 4, 16), (10, 3, 12), (8, 2, 8), (6, 2, 4), (3, 2, 2))


def render(edition: Edition) -> str:
    """Return the edition as an HTML document of at most 75,000 bytes in UTF-8.

    An edition that would weigh more tells fewer stories in full and fewer sentences of each;
    stories that lose their place get a line, or are counted.
    """
    document = ""
    for full, sentences, lines in _PLANS:
        document = _document(_shortened(edition, full, sentences, lines))
        if len(document.encode("utf-8")) <= MAX_BYTES:
            break
    return document


def _document(edition: Edition) -> str:
    return (
        environment()
        .get_template("mail.html.j2")
        .render(
            edition=edition,
            words=wording(edition.language),
            preheader=_preheader(edition),
            rtl=edition.language == "ar",
        )
    )


def _shortened(edition: Edition, full: int, sentences: int, lines: int) -> Edition:
    """Return the edition with at most so many full stories, sentences in each, and one-liners."""
    stories = tuple(
        replace(story, brief=story.brief[:sentences]) for story in edition.stories[:full]
    )
    rest = (*map(_in_one_line, edition.stories[full:]), *edition.one_liners)
    return replace(
        edition,
        stories=stories,
        one_liners=rest[:lines],
        left_out=edition.left_out + len(rest[lines:]),
    )


def _in_one_line(story: EditionStory) -> OneLiner:
    return OneLiner(story.id, story.title, story.sources, story.developing, story.articles[0])


def _preheader(edition: Edition) -> str:
    """Return what a mail list shows beside the subject: the first line after the lead's."""
    if not edition.stories:
        return phrases.nothing(edition)
    lines = [line.text for line in edition.lines[1:]] or [edition.stories[0].title]
    return one_line(wording(edition.language).semicolon.join(lines), _PREHEADER)
