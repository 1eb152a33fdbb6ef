"""What the command palette offers and how a few typed letters find it.

A command goes by its Arabic and its English name, whatever the language of the interface. Letters
may be left out; what is typed is folded, so that spelling does not matter. How commands are shown
and what they do is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from mujaz.i18n import _, translated
from mujaz.text import find_folded, fold
from tui.actions import ACTIONS
from tui.keymap import NUMBERED, key_names
from tui.sections import Section

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be chosen.

    Attributes:
        name: what it is called in the user's language.
        other: its name in the other language, or what kind of thing it is.
        keys: the keys that do the same, as they are written on the screen.
        folded: everything it can be found by, folded.
        kind: an action of the main screen, or a section to go to.
        target: the action's id, or the section.
    """

    name: str
    other: str
    keys: str
    folded: tuple[str, ...]
    kind: Literal["action", "section"]
    target: str | Section


@dataclass(frozen=True, slots=True)
class Match:
    """A command that was found, better ones with a higher score; ``found`` is marked in its name."""

    command: Command
    score: float
    found: tuple[Span, ...] = ()


def action_commands(keys: Mapping[str, str]) -> list[Command]:
    """Return a command for each action of the main screen but the palette itself."""
    commands: list[Command] = []
    for action in ACTIONS:
        if action.id in (NUMBERED, "palette"):
            continue
        arabic, english = translated(action.help, "ar"), action.help
        name = _(action.help)
        labels = (action.label, translated(action.label, "ar"), action.id)
        commands.append(
            Command(
                name=name,
                other=english if name != english else arabic,
                keys="  ".join(key_names(keys[action.id])[:3]),
                folded=tuple(map(fold, (arabic, english, *labels))),
                kind="action",
                target=action.id,
            )
        )
    return commands


def section_commands(sections: Iterable[Section]) -> list[Command]:
    """Return a command for each section, source, tag and saved search."""
    kinds = {"source": _("source"), "tag": _("tag"), "saved": _("saved search")}
    return [
        Command(
            name=section.label,
            other=kinds.get(section.kind, _("section")),
            keys="",
            folded=(fold(section.label),),
            kind="section",
            target=section,
        )
        for section in sections
    ]


def matching(commands: Sequence[Command], query: str, limit: int = 200) -> list[Match]:
    """Return the commands that a query finds, best first; all of them for an empty one."""
    words = fold(query).split()
    if not words:
        return [Match(command, 0.0) for command in commands[:limit]]
    found: list[Match] = []
    for place, command in enumerate(commands):
        match = _match(command, words)
        if match is not None:
            # among equals the order of the table
            found.append(Match(command, match.score - place * 1e-6, match.found))
    found.sort(key=lambda one: -one.score)
    return found[:limit]


def _match(command: Command, words: Sequence[str]) -> Match | None:
    """Return a match where every word is found in one of the names."""
    total = 0.0
    marked: list[Span] = []
    for word in words:
        best = max((_score(text, word) for text in command.folded), default=0.0)
        if best <= 0:
            return None
        total += best
        marked += _marks(command.name, word)
    return Match(command, total, tuple(marked))


def _score(text: str, word: str) -> float:
    """Return how well a word fits a name, both folded: 0 not at all, up to 4 for a whole word."""
    long = 0.002 * min(len(text), 100)  # of two that hold the word, the shorter one was meant
    at = text.find(word)
    if at >= 0:
        begins = at == 0 or not text[at - 1].isalnum()
        if len(word) == 1 and not begins:
            return 0.0  # a letter stands everywhere
        ends = at + len(word) == len(text) or not text[at + len(word)].isalnum()
        return 2.0 + begins + (begins and ends) - 0.01 * min(at, 50) - long
    steps = _subsequence(text, word)
    if steps is None or len(word) < 2:
        return 0.0
    spread = steps[-1] - steps[0] + 1
    # letters that lie far apart were hardly meant
    return len(word) / spread - long if spread <= 4 * len(word) else 0.0


def _subsequence(text: str, word: str) -> list[int] | None:
    """Return where the letters of a word stand in a text in their order, None where they do not.

    The first letter must begin a word: ``rfs`` is ``refresh``, not the end of something.
    """
    starts = [i for i, letter in enumerate(text) if letter == word[0]]
    best: list[int] | None = None
    for start in starts:
        if start and text[start - 1].isalnum():
            continue
        steps = [start]
        for letter in word[1:]:
            at = text.find(letter, steps[-1] + 1)
            if at < 0:
                break
            steps.append(at)
        else:
            if best is None or steps[-1] - steps[0] < best[-1] - best[0]:
                best = steps
    return best


def _marks(name: str, word: str) -> list[Span]:
    """Return where a folded word stands in a name as it is written."""
    return list(find_folded(name, word))[:1]
