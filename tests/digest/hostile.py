"""Texts that want to be more than text, and editions full of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from digest.links import safe_url
from digest.model import CitedSentence, Coverage, Edition, MovedFigure
from digest.plain import one_line

TRICKS = (
    "[اضغط هنا](https://evil.example)",
    "![x](https://evil.example/t.gif)",
    "<https://evil.example>",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</span></a><b>",
    "[1]: https://evil.example",
    "https://evil.example www.evil.example me@evil.example",
    "&lt;b&gt; &amp; &#60; &copy;",
    "# عنوان ##",
    "#",
    "- بند",
    "1. بند",
    "1) بند",
    "12.",
    "> اقتباس",
    "---",
    "***",
    "===",
    "+",
    "`شيفرة`",
    "**غليظ** _مائل_ ~~محذوف~~",
    "| أ | ب |",
    "نهاية \\",
    "{{ 7 * 7 }} {% raw %} {{ words }}",
    "]]> <!-- --",
    '" onmouseover="alert(1)',
    "[^1] [[wiki]] [x][1] [x]",
    "BBC: خبر عاجل",
    "\x1b]52;c;cm0=\x07خبر\u202e\u2067",
    "سطر\nسطر\u2028سطر",
)
texts = st.one_of(
    st.sampled_from(TRICKS),
    st.text(max_size=60),
    st.lists(st.sampled_from([*"[]()<>!#*_`~|\\&;:.-+=1 \n", "خبر", "http", "//", "@"])).map(
        "".join
    ),
    st.tuples(st.sampled_from(TRICKS), st.sampled_from(TRICKS)).map(" ".join),
)
urls = st.one_of(
    st.none(),
    st.just("https://nabaa.example/a?x=1&copy;=2&lt;"),
    texts.map("https://nabaa.example/".__add__),
    texts,
)


def poisoned(edition: Edition, text: str, url: str | None) -> Edition:
    """Return the edition with a text in every place that feeds fill, cleaned as the edition does."""
    safe = one_line(text) or "خبر"
    target = safe_url(url)
    stories = tuple(
        replace(
            story,
            title=safe,
            topic=safe,
            brief=tuple(replace(s, text=safe) for s in story.brief),
            differences=tuple(
                replace(
                    row,
                    what=safe,
                    unit=safe,
                    values=tuple(replace(v, noun=safe, sentence=safe) for v in row.values),
                )
                for row in story.differences
            ),
            articles=tuple(_source(a, safe, target) for a in story.articles),
            coverage=(Coverage(safe, (safe,), (safe, safe)), Coverage("", (), (safe,))),
        )
        for story in edition.stories
    )
    return replace(
        edition,
        profile=safe,
        stories=stories,
        lines=tuple(replace(line, text=safe) for line in edition.lines),
        one_liners=tuple(
            replace(one, title=safe, article=_source(one.article, safe, target))
            for one in edition.one_liners
        ),
        threads=tuple(
            replace(
                t,
                steps=tuple(replace(s, title=safe) for s in t.steps),
                fresh=(CitedSentence(safe, 1),),
                moved=(MovedFigure(safe, 4, 7, 1),),
            )
            for t in edition.threads
        ),
        silent=(safe,),
    )


def _source(article: Any, text: str, url: str | None) -> Any:
    return replace(article, source=text, title=text, url=url)
