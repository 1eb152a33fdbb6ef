"""A query as values: what must hold of an article, all of it at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

WordsKind = Literal["word", "prefix", "phrase"]
Field = Literal["source", "tag"]
State = Literal["unread", "read", "starred", "muted"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must (or must not) stand in an article.

    Attributes:
        words: folded words, at least one; more than one only in a phrase.
        kind: a word in any of its forms, the beginning of a word, or words that stand together.
        title: they are looked for in the headline only.
        negated: they must not stand there.
    """

    words: tuple[str, ...]
    kind: WordsKind = "word"
    title: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A name that the article's source, or one of its tags, must (or must not) have.

    Attributes:
        field: what the name is of.
        values: folded names, one of which is enough.
        prefix: only the names' beginnings are given.
        negated: none of the names may be there.
    """

    field: Field
    values: tuple[str, ...]
    prefix: bool = False
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Between:
    """A span of time in which an article must (or must not) have been published.

    ``since`` is inclusive, ``until`` exclusive; None leaves that side open.
    """

    since: datetime | None = None
    until: datetime | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Flag:
    """A state that an article must (or must not) be in."""

    state: State
    negated: bool = False


Part: TypeAlias = Words | Named | Between | Flag


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query: every part must hold.

    Attributes:
        parts: the conditions in the order of the text.
        text: the query as it was written.
    """

    parts: tuple[Part, ...] = ()
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.parts)

    @property
    def words(self) -> tuple[Words, ...]:
        """The words that must be there: what is ranked and marked."""
        return tuple(one for one in self.parts if isinstance(one, Words) and not one.negated)

    @property
    def asks_for_muted(self) -> bool:
        """Whether the query itself says what is to become of muted articles."""
        return any(isinstance(one, Flag) and one.state == "muted" for one in self.parts)

    def unfinished(self) -> Query | None:
        """Return the query with its last word taken as the beginning of one.

        None where the last part is no word or name, or is a beginning already: nothing to widen.
        """
        if not self.parts:
            return None
        last = self.parts[-1]
        wider: Part
        if isinstance(last, Words) and last.kind == "word" and not last.negated:
            wider = replace(last, kind="prefix")
        elif isinstance(last, Named) and not last.prefix and not last.negated:
            wider = replace(last, prefix=True)
        else:
            return None
        return replace(self, parts=(*self.parts[:-1], wider))
