"""Full-text search over the folded shadow of the articles (SQLite FTS5)."""

from __future__ import annotations

import re
from typing import Any

from mujaz.model import Hit
from mujaz.store.articles import ArticleRows
from mujaz.text import fold

_TERM = re.compile(r'"([^"]*)"|(\w+)(\*?)')
_QUOTES = str.maketrans("«»“”„‟", '""""""')
#: Attached particles of folded words: and, so, in, to, like; and the article with each of them.
_PARTICLES = ("و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_WITH_ARTICLE = ("ال", "وال", "فال", "بال", "كال", "لل", "ولل", "وبال")
#: Words shorter than this keep every letter: what looks like a particle is mostly none.
_SHORTEST_STEM = 3


def match_expression(query: str) -> str:
    """Return a user's query as an FTS5 expression, or "" where it holds no word.

    Every word must occur; each matches with and without attached particles and the article. A
    phrase in quotes (also « ») must stand together; ``word*`` matches its beginning.
    """
    parts: list[str] = []
    for phrase, word, star in _TERM.findall(fold(query.translate(_QUOTES))):
        if phrase:
            words = re.findall(r"\w+", phrase)
            if words:
                parts.append('"' + " ".join(words) + '"')
        elif star:
            parts.append(f'"{word}"*')
        elif word:
            forms = " OR ".join(f'"{form}"' for form in word_forms(word))
            parts.append(f"({forms})")
    return " AND ".join(parts)


def word_forms(word: str) -> list[str]:
    """Return the forms in which a folded word may stand in a text, the bare word first."""
    bare = word
    for prefix in sorted(_WITH_ARTICLE, key=len, reverse=True):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_STEM:
            bare = word[len(prefix) :]
            break
    if len(bare) < _SHORTEST_STEM or not "\u0621" <= bare[0] <= "\u064a":
        return [word]
    forms = [word, bare]
    forms += [particle + bare for particle in _PARTICLES]
    forms += [article + bare for article in _WITH_ARTICLE]
    return list(dict.fromkeys(forms))


class SearchRows(ArticleRows):
    """The part of the store that searches; it lists what it finds as the article part does."""

    def search(self, query: str, limit: int = 200) -> list[Hit]:
        """Return articles that hold all words of the query, folded, best first."""
        expression = match_expression(query)
        if not expression:
            return []
        rows: list[Any] = self._db.read(
            "SELECT a.id, bm25(folded, 4.0, 1.0) AS rank FROM folded "
            "JOIN articles a ON a.row = folded.rowid WHERE folded MATCH ? "
            "ORDER BY rank, a.published DESC LIMIT ?",
            [expression, limit],
        )
        scores = {str(row[0]): -float(row[1]) for row in rows}
        return [Hit(one, scores[one.id]) for one in self.article_summaries(list(scores))]
