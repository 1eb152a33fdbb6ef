"""Applying the user's rules: to what is new after grouping, or to all articles when asked.

Rules run in their order, each on what the ones before it left: a tag that one gives, the next one
can ask for. Rules follow grouping, since queries may ask for tags.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mujaz.model import ArticleFilter
from mujaz.pipeline.tagging import describe_tags_anew
from mujaz.rules import RuleSettings
from mujaz.store.protocol import Store
from mujaz.text import clean


@dataclass(frozen=True, slots=True)
class Applied:
    """What one rule did: how many articles answer to it, and how many it changed in each way."""

    rule: RuleSettings
    matched: int
    tagged: int = 0
    starred: int = 0
    muted: int = 0
    read: int = 0


def apply_to_new(store: Store, rules: Sequence[RuleSettings], now: datetime) -> list[Applied]:
    """Apply rules to the articles that were grouped since the last time.

    Without rules the articles only count as dealt with: a rule bears on what comes after it.
    """
    mark = store.grouped_mark()
    done = [_apply(store, rule, store.new_for_rules(rule.query(now), mark), now) for rule in rules]
    store.rules_applied(mark)
    return done


def apply_to_all(store: Store, rules: Sequence[RuleSettings], now: datetime) -> list[Applied]:
    """Apply rules to everything that the store holds."""
    return [_apply(store, rule, matches(store, rule, now), now) for rule in rules]


def matches(store: Store, rule: RuleSettings, now: datetime) -> list[str]:
    """Return the ids of all articles that answer to a rule, muted ones among them, newest first."""
    return store.article_ids(ArticleFilter(query=rule.query(now), muted="show"))


def _apply(store: Store, rule: RuleSettings, ids: Sequence[str], now: datetime) -> Applied:
    if not ids:
        return Applied(rule, 0)
    names = [name for one in rule.tag if (name := " ".join(clean(one).split()))]
    tagged = store.add_own_tags(dict.fromkeys(ids, names)) if names else []
    if tagged:
        describe_tags_anew(store, tagged)
    return Applied(
        rule,
        len(ids),
        tagged=len(tagged),
        starred=len(store.set_starred(ids, True, now)) if rule.star else 0,
        muted=len(store.mute(ids, rule.label)) if rule.mute else 0,
        read=len(store.set_read(ids, True, now)) if rule.read else 0,
    )
