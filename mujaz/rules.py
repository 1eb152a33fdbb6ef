"""The user's rules: ``[[rule]]`` in the config file. What is done to articles that answer to a query.

This module knows what a rule may say and what is wrong with one. Applying rules is
:mod:`mujaz.pipeline.rules`'s.
"""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from mujaz.i18n import _
from mujaz.query import Query, QueryError, parse_query

_ANY_DAY = datetime(2025, 1, 1, tzinfo=UTC)
"""Whether a query can be read does not depend on the day."""


class RuleSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One ``[[rule]]``: which articles it is about, and what becomes of them.

    Attributes:
        name: what the rule is called where its work is shown; its query where it has no name.
        match: a query, as in the search box.
        tag: tags to give.
        star: whether to star.
        mute: whether to keep the articles out of lists.
        read: whether to mark as read.
    """

    name: str = ""
    match: str = ""
    tag: tuple[str, ...] = ()
    star: bool = False
    mute: bool = False
    read: bool = False

    @property
    def label(self) -> str:
        """What the rule goes by."""
        return self.name.strip() or self.match.strip()

    def query(self, now: datetime) -> Query:
        """Return the parsed query; relative dates in it are counted from ``now``.

        Raises:
            QueryError: it cannot be read.
        """
        return parse_query(self.match, now)


def problem(rule: RuleSettings) -> tuple[str, str] | None:
    """Return the key that is wrong in a rule and why; None for a sound one."""
    if not rule.match.strip():
        return "match", _("a query is missing; write for example match = 'tag:sport'")
    try:
        if not rule.query(_ANY_DAY):
            return "match", _("this query holds no word and no filter; it would match everything")
    except QueryError as error:
        return "match", str(error)
    if not all(name.strip() for name in rule.tag):
        return "tag", _("a tag needs a name")
    if not (rule.tag or rule.star or rule.mute or rule.read):
        return "match", _("the rule does nothing; add tag, star, mute or read")
    return None


DOCS: dict[str, str] = {
    "name": "What the rule is called in `mujaz rules` and beside what it muted.",
    "match": (
        'Which new articles: a query as in the search box, with words, "phrases", -not, begin* '
        "and the filters source: tag: title: before: after: date: is: (or Arabic: مصدر: وسم: …)."
    ),
    "tag": "Tags to give to them.",
    "star": "Star them.",
    "mute": "Keep them out of lists and counts; they are not deleted: `is:muted` finds them.",
    "read": "Mark them as read.",
}
"""One English line per key, for the generated example of the configuration file."""

EXAMPLE: dict[str, object] = {
    "name": "الرياضة",
    "match": "وسم:رياضة -كأس",
    "tag": ("تسلية",),
    "star": False,
    "mute": True,
    "read": False,
}
"""What the generated example shows; the defaults would be a rule that does nothing."""
