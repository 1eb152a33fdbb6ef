"""The commands of the plain reader: which word, letter or key of either layout means which.

Commands that the reader has, too, go by its table: by the user's own keys, by the action's name
and by its label in both languages. What they do is not known here.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from mujaz.i18n import deferred as _
from mujaz.i18n import translated
from mujaz.text import fold
from tui.actions import ACTIONS
from tui.keymap import key_names, with_aliases


@dataclass(frozen=True, slots=True)
class Word:
    """A command.

    Attributes:
        id: its name; the action of the reader that does the same has it, too.
        about: msgid of a line on it.
        more: other words for it, in both languages.
    """

    id: str
    about: str
    more: tuple[str, ...] = ()


WORDS: tuple[Word, ...] = (
    Word("next_unread", _("The next unread row"), ("next", "التالي", "تالي")),
    Word("previous_article", _("The row before"), ("previous", "السابق", "سابق")),
    Word("next", _("The next row, read or not"), ("down", "تحت")),
    Word("previous", _("The row above"), ("up", "فوق")),
    Word(
        "deeper",
        _("Read the row's story or article; an empty line does it, too"),
        ("read", "اقرأ"),
    ),
    Word("list", _("The next ten rows with their numbers"), ("list", "قائمة")),
    Word("star", _("Star, or take the star off"), ("star", "نجمة")),
    Word("mark", _("Mark as read, or as unread"), ("mark", "مقروء")),
    Word("mark_all", _("Mark all that is listed as read"), ("all read", "الكل مقروء")),
    Word("undo", _("Undo the last change"), ("undo", "تراجع")),
    Word("open", _("Open the article's page in the browser"), ("open", "افتح")),
    Word("copy_link", _("Write the article's address on a line of its own"), ("address", "عنوان")),
    Word("copy_text", _("Write the article's headline and text alone"), ("text", "نص")),
    Word("search", _("Search: / and words; / alone ends it"), ("search", "بحث")),
    Word("sections", _("The sections with their numbers"), ("sections", "أقسام")),
    Word("tags", _("The tags with their numbers"), ("tags", "وسوم")),
    Word("sources", _("The sources with their numbers"), ("sources", "مصادر")),
    Word("unread", _("Only what is unread, or everything"), ("unread", "غير مقروء")),
    Word("flat", _("Stories, or single articles"), ("flat", "قصص", "مقالات")),
    Word("where", _("Where you are"), ("where", "أين")),
    Word("refresh", _("Fetch what is new"), ("refresh", "تحديث")),
    Word("help", _("This list"), ("help", "مساعدة")),
    Word("quit", _("Quit"), ("quit", "خروج")),
)
"""All commands, in the order in which help tells them."""


class Vocabulary:
    """What can be typed, with the user's own keys."""

    def __init__(self, keymap: Mapping[str, str]) -> None:
        """Gather the words.

        Args:
            keymap: action id → its keys, see :func:`tui.keymap.keys_by_action`.
        """
        self._keymap = keymap
        self._actions = {action.id: action for action in ACTIONS}
        self._known: dict[str, str] = {}
        for names in (self._keys, self._own_names, self._table_names):
            for word in WORDS:
                for name in names(word):
                    self._known.setdefault(name, word.id)

    def _keys(self, word: Word) -> Iterator[str]:
        """Yield the keys that are one letter, of either layout."""
        aliases = with_aliases(self._keymap.get(word.id, "")).split(",")
        yield from self.letters(word.id)
        yield from (name for name in aliases if len(name) == 1)

    def _own_names(self, word: Word) -> Iterator[str]:
        yield from map(fold, word.more)

    def _table_names(self, word: Word) -> Iterator[str]:
        """Yield what the reader calls the same thing."""
        yield word.id
        if word.id in self._actions:
            label = self._actions[word.id].label
            yield from (fold(label), fold(translated(label, "ar")))

    def letters(self, command: str) -> list[str]:
        """Return the keys of a command that are one letter or sign, the user's own."""
        names = key_names(self._keymap.get(command, ""))
        return [name for name in names if len(name) == 1 and name.isprintable() and name.isascii()]

    def find(self, line: str) -> tuple[str | None, str]:
        """Return the command that a line means, and what follows it.

        ``/words`` needs no blank, a number is the command ``number``, an empty line ``deeper``.
        Capitals matter for single letters only.
        """
        line = line.strip()
        if not line:
            return "deeper", ""
        sign = line[0]
        if sign == "/":
            return "search", line[1:].strip()
        if line.isdecimal() and len(line) < 7:
            return "number", str(int(line))
        whole = self._known.get(line if len(line) == 1 else fold(line))
        if whole is not None:
            return whole, ""
        first, _sep, rest = line.partition(" ")
        found = self._known.get(first if len(first) == 1 else fold(first))
        return (found, rest.strip()) if found and rest else (None, line)

    def near(self, line: str) -> str | None:
        """Return the word that a line without a meaning comes nearest to."""
        words = [name for name in self._known if len(name) > 1]
        found = difflib.get_close_matches(fold(line.strip()), words, 1, 0.6)
        return found[0] if found else None
