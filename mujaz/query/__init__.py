"""The language of searches: words, phrases and filters, in Arabic and in English.

One language for the search box, ``mujaz search``, saved searches and rules::

    الجسر "فوق النهر" جسو* -قطار عنوان:افتتاح مصدر:"صدى المدينة" وسم:النهر بعد:أمس غير_مقروء

This room knows what a query says and where a text answers to it. It knows no store: what asks the
store is :mod:`mujaz.store.matching`.
"""

from __future__ import annotations

from mujaz.query.hits import Snippet, hits, snippet
from mujaz.query.model import Between, Flag, Named, Query, Words
from mujaz.query.parse import QueryError, parse_query, words_of

__all__ = [
    "Between",
    "Flag",
    "Named",
    "Query",
    "QueryError",
    "Snippet",
    "Words",
    "hits",
    "parse_query",
    "snippet",
    "words_of",
]
