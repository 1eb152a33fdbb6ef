"""Where an outlet has glued another story to an article: "في سياق آخر", "على صعيد منفصل".

Knows the words that open the other story and how much must stand on both sides of them. Nothing is
cut here: the place is marked, and whoever compares articles reads no further.
"""

from __future__ import annotations

import re

from mujaz.text import fold

# What is "another" matter is a second story. What is "related" (متصل, ذي صلة, ذاته) goes on with
# the first, as does "من جهة أخرى", which is mostly a mere "moreover".
_OPENING = re.compile(
    r"(?:و|ف)?(?:في|علي)\s+(?:ال)?(?:سياق|صعيد|شان|موضوع|ملف|خبر|تطور|قضيه|حادث|حادثه)\s+"
    r"(?:ال)?(?:اخر|اخري|منفصل|منفصله|مختلف|مختلفه)(?:\s+(?:منفصل|مختلف))?(?=[\s،,:؛.]|$)"
)
# Words of the article above, and of the other story below, without which nothing is marked.
_ABOVE = 30
_BELOW = 12
_LOOKED_AT = 60
# The other story's own headline: so many words at most, and no sentence.
_HEADLINE = 14
_ENDS_SENTENCE = re.compile(r"[.!?؟…:،؛]['\"»”’)\]]*$")


def second_story(text: str) -> int | None:
    """Return where in a text the paragraph stands that begins a second story.

    Args:
        text: an article's clean text, one paragraph a line.

    Returns:
        the index of its first character, that of its own headline where one stands above it;
        None where the text is one story.
    """
    start = above = headline = 0
    for line in text.split("\n"):
        begins = _OPENING.match(" ".join(fold(line[:_LOOKED_AT]).split()))
        if begins and above >= _ABOVE and len(text[start:].split()) >= _BELOW:
            return headline if headline else start + len(line) - len(line.lstrip())
        words = len(line.split())
        is_headline = above >= _ABOVE and words <= _HEADLINE and not _ENDS_SENTENCE.search(line)
        if words:
            headline = start if is_headline else 0
        above += words
        start += len(line) + 1
    return None
