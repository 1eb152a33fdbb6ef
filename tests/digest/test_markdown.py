"""Markdown: readable raw, and rendered back it holds our structure and the sources' plain text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from digest.links import safe_url
from digest.model import Edition
from digest.plain import one_line
from digest.render import render
from digest.render.markdown import escape
from tests.digest.hostile import TRICKS, poisoned, texts, urls

_STRICT = MarkdownIt("commonmark")
_LINKING = MarkdownIt("gfm-like")
assert _LINKING.linkify is not None
_LINKING.linkify.set({"fuzzy_link": False, "fuzzy_email": True})


def walk(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from walk(token.children or [])


def plain(tokens: list[Token]) -> str:
    return "".join(token.content for token in walk(tokens) if token.type in ("text", "softbreak"))


@example("[x](https://e.example) ![y](z) <b> &lt; \\")
@given(texts)
def test_escaped_text_renders_to_itself_wherever_it_stands(raw: str) -> None:
    text = one_line(raw)
    if not text:
        return
    for parser in (_STRICT, _LINKING):
        for template in ("{}", "## {}", "- {} [1]", "1. {} [1]", "**{}** — x", "[{}](<https://a>)"):
            tokens = parser.parse(template.format(escape(text)))
            names = {token.type for token in walk(tokens)}
            assert not names & {"image", "html_inline", "html_block", "code_inline", "hr", "fence"}
            assert ("link_open" in names) == template.startswith("[")
            expected = template.replace("[{}](<https://a>)", "{}").strip("#-1*. ")
            assert text in plain(tokens), expected


@given(texts, urls)
def test_no_link_image_or_tag_comes_from_a_feed(
    edition: Edition, text: str, url: str | None
) -> None:
    bad = poisoned(edition, text, url)
    document = render(bad, "md")
    for parser in (_STRICT, _LINKING):
        tokens = list(walk(parser.parse(document)))
        links = {t.attrs["href"] for t in tokens if t.type == "link_open"}
        assert links <= {safe_url(url)}
        assert not {t.type for t in tokens} & {"image", "html_inline", "html_block", "table_open"}


@given(st.sampled_from(TRICKS))
def test_the_outline_stays_ours(edition: Edition, text: str) -> None:
    def outline(document: str) -> list[tuple[str, str]]:
        return [(t.type, t.tag) for t in _STRICT.parse(document) if t.type != "inline"]

    expected = outline(render(poisoned(edition, "خبر", None), "md"))
    assert outline(render(poisoned(edition, text, None), "md")) == expected


@pytest.mark.parametrize(
    "text",
    [
        "سنتكوم: تدمير 15 مخزنًا (CENTCOM) بين 24 و27 نوفمبر – «داعش» 3.5%",
        "12 بلدة بلا كهرباء! كيف؟",
        "5.6 درجات",
        "AT&T توقّع عقدًا بـ3 ملايين",
    ],
)
def test_ordinary_headlines_are_left_alone(text: str) -> None:
    assert escape(text) == text


def test_every_link_of_an_edition_is_one_of_its_articles(edition: Edition) -> None:
    tokens = list(walk(_STRICT.parse(render(edition, "md"))))
    links = [t.attrs["href"] for t in tokens if t.type == "link_open"]
    articles = [a.url for story in edition.stories for a in story.articles]
    articles += [one.article.url for one in edition.one_liners]
    assert links == articles
