"""One sitting with the plain reader: where it is, and what each command does and says.

It reads and writes the store at once, in the order of the commands; every answer is lines of text.
Where commands come from and where the lines go is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from cli.plain.telling import SEPARATOR, count_line, reading_lines, row_line
from cli.plain.words import WORDS, Vocabulary
from mujaz.i18n import _, ngettext
from mujaz.model import Article, ArticleFilter, ArticleSummary, StorySummary
from mujaz.store.protocol import Store
from tui.reading import Reading, read_row
from tui.sections import Section, read_sections

PAGE = 10
"""Rows that ``list`` tells at once."""
OFFERED = 20
"""Sections that are told at once; any other can be named."""
Lines = Iterable[str]
Refresh = Callable[[], Lines]


class Session:
    """Answers commands.

    Attributes:
        over: the user has left.
    """

    def __init__(
        self,
        store: Store,
        vocabulary: Vocabulary,
        clock: Callable[[], datetime],
        refresh: Refresh | None,
    ) -> None:
        """Begin with the unread stories, before the first of them.

        Args:
            store: what is read.
            vocabulary: what can be typed.
            clock: the present moment.
            refresh: fetches what is new and tells of it; None where there is nothing to fetch.
        """
        self.over = False
        self._store = store
        self._words = vocabulary
        self._clock = clock
        self._refresh = refresh
        self._section = Section("unread")
        self._query = ""
        self._unread = False
        self._flat = False
        self._rows: list[str] = []
        self._at = -1
        self._told = 0
        self._reading: Reading | None = None
        self._choices: list[Section] = []
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self._load()

    # ---------------------------------------------------------------------- door
    def greeting(self) -> Lines:
        """Return what is told at the start."""
        yield self._where()
        yield _("n: next, ?: all commands, q: quit.")

    def answer(self, line: str) -> Lines:
        """Do what a line says and return what to tell.

        Raises:
            MujazError: it could not be done; one line says why.
        """
        command, rest = self._words.find(line)
        if command is None:
            near = self._words.near(rest)
            if near is not None:
                return [_("No command “{name}”; did you mean “{near}”?").format(
                    name=rest[:40], near=near)]  # fmt: skip
            return [_("No command “{name}”; ? tells all of them.").format(name=rest[:40])]
        method: Callable[[str], Lines] = getattr(self, f"_do_{command}")
        return method(rest)

    # ---------------------------------------------------------------------- rows
    def _load(self) -> None:
        """Read the ids of the rows; the place is before the first."""
        if self._query:
            self._rows = [hit.article.id for hit in self._store.search(self._query)]
        else:
            wanted = self._section.wanted(self._clock(), unread=self._unread)
            read = self._store.article_ids if self._flat else self._store.story_ids
            self._rows = read(wanted)
        self._at, self._told, self._reading = -1, 0, None

    @property
    def _stories(self) -> bool:
        return not self._flat and not self._query

    def _summaries(self, ids: list[str]) -> list[StorySummary] | list[ArticleSummary]:
        if self._stories:
            return self._store.story_summaries(ids)
        return self._store.article_summaries(ids)

    def _row(self, index: int) -> StorySummary | ArticleSummary | None:
        found = self._summaries([self._rows[index]]) if 0 <= index < len(self._rows) else []
        return found[0] if found else None

    def _tell(self, index: int) -> str:
        one = self._row(index)
        line = row_line(one, self._clock()) if one else _("This row is gone.")
        return f"{index + 1}. {line}"

    def _go(self, index: int) -> Lines:
        """Go to a row and tell it."""
        self._at, self._reading = index, None
        self._told = index + 1
        return [self._tell(index)]

    def _articles(self) -> list[str]:
        """Return the articles of the row where we are."""
        if not 0 <= self._at < len(self._rows):
            return []
        row = self._rows[self._at]
        return self._store.story_article_ids(row) if self._stories else [row]

    def _where(self) -> str:
        what = _("Search for “{words}”").format(words=self._query) if self._query else None
        name = what or self._section.label
        if self._unread and self._section.kind != "unread":
            name = SEPARATOR.join([name, _("unread")])
        said = [count_line(len(self._rows), stories=self._stories)]
        if self._at >= 0:
            said.append(_("row {n}").format(n=self._at + 1))
        return f"{name}: {SEPARATOR.join(said)}."

    def _do_where(self, _rest: str) -> Lines:
        return [self._where()]

    def _do_next(self, _rest: str) -> Lines:
        if self._at + 1 >= len(self._rows):
            return [_("There is no further row.")]
        return self._go(self._at + 1)

    def _do_previous(self, _rest: str) -> Lines:
        if self._at <= 0:
            return [_("There is no row before.")]
        return self._go(self._at - 1)

    def _do_previous_article(self, rest: str) -> Lines:
        return self._do_previous(rest)

    def _do_next_unread(self, rest: str) -> Lines:
        """Go to the next unread row; in a search, to the next match."""
        if self._query:
            return self._do_next(rest)
        for start in range(self._at + 1, len(self._rows), 200):
            page = self._rows[start : start + 200]
            places = {row: start + n for n, row in enumerate(page)}
            for one in self._summaries(page):
                if one.unread if isinstance(one, StorySummary) else not one.read:
                    return self._go(places[one.id])
        return [_("Nothing further is unread here.")]

    def _do_list(self, rest: str) -> Lines:
        """Tell the next rows, or those from a number on."""
        if rest.isdecimal():
            self._told = max(0, int(rest) - 1)
        if not self._rows:
            return [_("Nothing here.")]
        if self._told >= len(self._rows):
            self._told = 0
            return [_("That was the last row.")]
        self._choices = []
        first, self._told = self._told, min(self._told + PAGE, len(self._rows))
        return [self._tell(index) for index in range(first, self._told)]

    # ------------------------------------------------------------------- reading
    def _do_deeper(self, rest: str) -> Lines:
        """Read the row; what has just been read is followed by the next unread one."""
        if self._at < 0 or self._reading is not None:
            return self._do_next_unread(rest)
        return self._read(self._rows[self._at], is_story=self._stories)

    def _read(self, row: str, *, is_story: bool, card: bool = True) -> Lines:
        """Read a row and mark its article read; a story's card comes first where it is wanted."""
        reading = read_row(self._store, row, is_story=is_story)
        if reading is None:
            return [_("This row is gone.")]
        self._reading = reading
        self._choices = []
        self._store.set_read([reading.article.id], True, self._clock())
        return reading_lines(reading, card=card)

    def _do_number(self, rest: str) -> Lines:
        """Choose by number: from what was listed last, a source of the story, or a row."""
        n = int(rest)
        if self._choices:
            if not 1 <= n <= len(self._choices):
                return [_("There is no number {n} here.").format(n=n)]
            return self._choose(self._choices[n - 1])
        story = self._reading.story if self._reading else None
        if story is not None:
            if not 1 <= n <= len(story.articles):
                return [_("There is no number {n} here.").format(n=n)]
            return self._read(story.articles[n - 1].id, is_story=False, card=False)
        if not 1 <= n <= len(self._rows):
            return [_("There is no number {n} here.").format(n=n)]
        return self._go(n - 1)

    # ------------------------------------------------------------------- finding
    def _choose(self, section: Section) -> Lines:
        self._section, self._query, self._choices = section, "", []
        self._load()
        return [self._where()]

    def _offer(self, sections: list[Section], rest: str) -> Lines:
        """Tell sections with their numbers, or choose the one that is named."""
        if rest.isdecimal():
            self._choices = sections
            return self._do_number(rest)
        if rest:
            from mujaz.text import fold

            named = [one for one in sections if fold(one.label) == fold(rest)]
            if not named:
                return [_("There is none called “{name}”.").format(name=rest[:40])]
            return self._choose(named[0])
        self._choices = sections
        if not sections:
            return [_("Nothing here.")]
        lines = [f"{n}. {one.label}: {one.number}" for n, one in enumerate(sections, 1)][:OFFERED]
        more = len(sections) - len(lines)
        if more:
            lines.append(ngettext("… and {n} more", "… and {n} more", more).format(n=more))
        return [*lines, _("Type a number to choose.")]

    def _sections(self, *kinds: str) -> list[Section]:
        every = read_sections(self._store, self._clock())
        return [one for one in every if one.kind in kinds]

    def _do_sections(self, rest: str) -> Lines:
        every = read_sections(self._store, self._clock())
        return self._offer([one for one in every if one.kind not in ("tag", "source")], rest)

    def _do_tags(self, rest: str) -> Lines:
        return self._offer(self._sections("tag"), rest)

    def _do_sources(self, rest: str) -> Lines:
        return self._offer(self._sections("source"), rest)

    def _do_search(self, rest: str) -> Lines:
        """Search for words; without any the section's rows come back."""
        before, self._query = self._query, rest
        try:
            self._load()
        except BaseException:
            self._query = before
            raise
        self._choices = []
        return [self._where()]

    def _do_unread(self, _rest: str) -> Lines:
        self._unread = not self._unread
        if self._section.kind == "unread":
            self._section, self._unread = Section("all"), False
        self._load()
        return [self._where()]

    def _do_flat(self, _rest: str) -> Lines:
        self._flat = not self._flat
        self._load()
        return [self._where()]

    # -------------------------------------------------------------------- states
    def _do_star(self, _rest: str) -> Lines:
        return self._toggle(self._store.set_starred, "starred", _("Starred."), _("Star taken off."))

    def _do_mark(self, _rest: str) -> Lines:
        return self._toggle(
            self._store.set_read, "read", _("Marked as read."), _("Marked as unread.")
        )

    def _toggle(self, change: Callable[..., list[str]], state: str, on: str, off: str) -> Lines:
        """Give all articles of the row a state, or take it off where all have it."""
        ids = self._articles()
        if not ids:
            return [_("There is no row here; n goes to the next.")]
        lacking = [one.id for one in self._store.article_summaries(ids) if not getattr(one, state)]
        value = bool(lacking)
        changed = change(lacking or ids, value, self._clock())
        said = on if value else off
        self._undo.append((said, lambda: change(changed, not value, self._clock())))
        return [said]

    def _do_mark_all(self, _rest: str) -> Lines:
        if self._stories:
            ids = [one for row in self._rows for one in self._store.story_article_ids(row)]
        else:
            ids = list(self._rows)
        changed = self._store.set_read(ids, True, self._clock())
        if not changed:
            return [_("Everything there is read already.")]
        text = ngettext("{n} article marked as read.", "{n} articles marked as read.", len(changed))
        said = text.format(n=len(changed))
        self._undo.append((said, lambda: self._store.set_read(changed, False, self._clock())))
        return [said]

    def _do_undo(self, _rest: str) -> Lines:
        if not self._undo:
            return [_("There is nothing to undo.")]
        said, take_back = self._undo.pop()
        take_back()
        return [_("Undone: {what}").format(what=said)]

    # ------------------------------------------------------------------- outside
    def _article(self) -> Article | None:
        """Return the article that was read last, else the latest of the row."""
        if self._reading is not None:
            return self._reading.article
        ids = self._articles()
        return self._store.article(ids[-1]) if ids else None

    def _url(self) -> str | None:
        article = self._article()
        return article.url if article else None

    def _do_open(self, _rest: str) -> Lines:
        from tui.links import open_link

        return [open_link(self._url())]

    def _do_copy_link(self, _rest: str) -> Lines:
        return [self._url() or _("The article has no web address that can be opened.")]

    def _do_copy_text(self, _rest: str) -> Lines:
        article = self._article()
        if article is None:
            return [_("There is no row here; n goes to the next.")]
        return [article.title, *(line for line in article.text.split("\n") if line.strip())]

    def _do_refresh(self, _rest: str) -> Iterator[str]:
        if self._refresh is None:
            yield _("This is the sample; there is nothing to fetch.")
            return
        yield from self._refresh()
        self._load()
        yield self._where()

    def _do_help(self, _rest: str) -> Lines:
        for word in WORDS:
            letters = self._words.letters(word.id)
            names = SEPARATOR.join([*letters, *word.more])
            yield f"{names}: {_(word.about)}"

    def _do_quit(self, _rest: str) -> Lines:
        self.over = True
        return []


def unread_lines(store: Store) -> Iterator[str]:
    """Yield all unread stories, their articles in full: what a pipe gets."""
    for story in store.stories(ArticleFilter(unread=True)):
        sources = ngettext("{n} source", "{n} sources", story.sources).format(n=story.sources)
        yield story.title
        yield f"{sources} · {story.last:%Y-%m-%d %H:%M} UTC"
        for article in store.articles_of(member.id for member in story.articles):
            yield ""
            yield f"{article.source}: {article.title}"
            yield from (line for line in article.text.split("\n") if line.strip())
            if article.url:
                yield article.url
        yield ""
