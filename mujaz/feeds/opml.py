"""OPML (http://opml.org/spec2.opml): lists of feeds, read and written.

Knows outlines and folders. Hostile files are refused as hostile feeds are; only http and https
addresses come through, since a list from a stranger may carry commands (as newsboat's ``exec:``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from xml.parsers import expat

from mujaz.errors import FeedError, FetchError, InputError
from mujaz.feeds.addresses import check_address
from mujaz.feeds.decode import decode_document, strip_controls
from mujaz.feeds.html_text import plain
from mujaz.feeds.precheck import check_markup, root_kind
from mujaz.i18n import _

#: Stands for a slash in a folder's name, where a slash means a folder within a folder.
_SLASH = "\u2044"


@dataclass(frozen=True, slots=True)
class OpmlFeed:
    """A feed of a list: its normal address, its title and the folder it stands in (or empty).

    A folder within a folder is written with a slash between their names.
    """

    url: str
    title: str
    folder: str = ""


class _Reader:
    """Collects the feeds of a document while expat walks through it."""

    def __init__(
        self, name: str, problems: list[str], refuse: Callable[[str], None] | None
    ) -> None:
        self.feeds: dict[str, OpmlFeed] = {}
        self.outlines = 0
        self._name, self._problems, self._refuse = name, problems, refuse
        self._folders: list[str] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def read(self, text: str) -> None:
        """Walk through a document.

        Raises:
            expat.ExpatError: it is not well formed.
        """
        self._parser.Parse(text.encode("utf-8", "replace"), True)

    def _start(self, tag: str, raw: dict[str, str]) -> None:
        if tag.lower() != "outline":
            return
        self.outlines += 1
        fields = {key.lower(): value for key, value in raw.items()}
        title = plain(fields.get("title") or fields.get("text"))[:300]
        address = fields.get("xmlurl", "").strip()
        # a slash of the name's own must not make two folders of it
        self._folders.append("" if address else title.replace("/", _SLASH))
        if not address:
            return
        try:
            url = check_address(address)
            if self._refuse is not None:
                self._refuse(url)
        except FetchError as error:
            self._problems.append(
                _("{file}, line {line}: {problem}").format(
                    file=self._name, line=self._parser.CurrentLineNumber, problem=error
                )
            )
            return
        folder = "/".join(filter(None, self._folders))
        self.feeds.setdefault(url, OpmlFeed(url, title, folder))

    def _end(self, tag: str) -> None:
        if tag.lower() == "outline":
            self._folders.pop()


def read_opml(
    data: bytes,
    *,
    name: str,
    problems: list[str] | None = None,
    refuse: Callable[[str], None] | None = None,
) -> list[OpmlFeed]:
    """Return the feeds of an OPML document, each address once, in document order.

    Args:
        data: the file's bytes.
        name: what the file is called in messages.
        problems: takes one line for each outline that was left out, with its line number.
        refuse: called with each address; raises a FetchError for one that is not wanted.

    Raises:
        InputError: it is no OPML, not well formed, or hostile.
    """
    text = strip_controls(decode_document(data)).lstrip("\ufeff \t\r\n")
    if root_kind(text) != "opml":
        raise InputError(_("{file}: this is no OPML file.").format(file=name))
    declaration_end = text.find("?>") + 2 if text.startswith("<?xml") else 0
    # The line numbers of messages are those of the file.
    text = "\n" * text[:declaration_end].count("\n") + text[declaration_end:]
    reader = _Reader(name, problems if problems is not None else [], refuse)
    try:
        check_markup(text, shown=name)
        reader.read(text)
    except expat.ExpatError as error:
        raise InputError(
            _("{file}, line {line}: this is not well-formed XML ({reason}).").format(
                file=name, line=error.lineno, reason=expat.ErrorString(error.code)
            )
        ) from None
    except FeedError as error:
        raise InputError(str(error)) from None
    return list(reader.feeds.values())


def write_opml(feeds: Iterable[OpmlFeed], *, title: str = "mujaz") -> str:
    """Return an OPML 2.0 document that lists feeds, folder by folder.

    Args:
        feeds: what to list; feeds of one folder come together, after those that stand in none.
        title: the document's title.
    """
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<opml version="2.0">']
    lines += ["<head>", f"<title>{escape(title)}</title>", "</head>", "<body>"]
    tree = _Folder()
    for feed in feeds:
        folder = tree
        for name in filter(None, feed.folder.split("/")):
            folder = folder.folders.setdefault(name, _Folder())
        folder.feeds.append(feed)
    return "\n".join([*lines, *_outlines(tree), "</body>", "</opml>", ""])


@dataclass(slots=True)
class _Folder:
    """A folder of a list: its own feeds, and the folders in it by name."""

    feeds: list[OpmlFeed] = field(default_factory=list)
    folders: dict[str, _Folder] = field(default_factory=dict)


def _outlines(folder: _Folder) -> Iterator[str]:
    yield from map(_outline, folder.feeds)
    for name, inner in folder.folders.items():
        shown = escape(name.replace(_SLASH, "/"))
        yield f'<outline text="{shown}" title="{shown}">'
        yield from _outlines(inner)
        yield "</outline>"


def _outline(feed: OpmlFeed) -> str:
    title = escape(feed.title or feed.url)
    return f'<outline type="rss" text="{title}" title="{title}" xmlUrl="{escape(feed.url)}"/>'
