"""Keep mujaz/locale/ar/LC_MESSAGES: extract all messages, merge them into mujaz.po, compile it.

    python tools/messages.py

Translations that are there stay, messages that nobody says any more go. Ends with 1 and a list
where a message has no Arabic yet. No dates and no places are written: the files change only when
messages do.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PO = ROOT / "mujaz" / "locale" / "ar" / "LC_MESSAGES" / "mujaz.po"
MO = PO.with_suffix(".mo")
ROOMS = ("mujaz", "digest", "tui", "cli")

#: A message: its msgid, or singular and plural of one that counts.
Id = str | tuple[str, str]

# The option parser's own sentences, as click 8.5 looks them up by plain gettext: those that a user
# of our commands can come to see. Its prompts, prefixes of errors, deprecations and mistakes of
# programmers are not among them.
CLICK: tuple[Id, ...] = (
    "Usage:",
    "Positional arguments",
    "Options",
    "Commands",
    "Show this message and exit.",
    "default: {default}",
    "required",
    "Missing command.",
    "Missing argument",
    "Missing option",
    "Missing parameter",
    "Choose from:\n\t{choices}",
    "No such command {name!r}.",
    "No such option {name!r}.",
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    "Option {name!r} does not take a value.",
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    "Invalid value: {message}",
    "Invalid value for {param_hint}: {message}",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    "file",
    "directory",
    "path",
    "{name} {filename!r} does not exist.",
    "{name} {filename!r} is a file.",
    "{name} {filename!r} is a directory.",
    "{name} {filename!r} is not readable.",
    "{name} {filename!r} is not writable.",
)

_HEADERS = {
    "Project-Id-Version": "mujaz",
    "Language": "ar",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;",
}
_COMMENT = "# Arabic messages of mujaz. tools/messages.py keeps the msgids; edit the msgstrs only."


class _Undated(Catalog):
    """A catalogue whose header holds no dates and no addresses."""

    mime_headers = property(lambda _self: list(_HEADERS.items()), lambda _self, _value: None)
    num_plurals = property(lambda _self: 6)


def extracted() -> set[Id]:
    """Return all messages that the code, or the option parser, can look up."""
    found: set[Id] = set(CLICK)
    for room in ROOMS:
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOT / room, [("**.py", "python")], keywords={"_": None, "ngettext": (1, 2)}
        ):
            found.add(message if isinstance(message, str) else (message[0], message[1]))
    return found


def read() -> Catalog:
    """Return the catalogue as it stands in the file; an empty one where there is none."""
    if not PO.exists():
        return _Undated(locale="ar")
    with PO.open("rb") as file:
        return read_po(file, locale="ar")


def merged(old: Catalog, messages: set[Id]) -> Catalog:
    """Return a catalogue of exactly these messages, with the translations that the old one has."""
    new = _Undated(locale="ar", header_comment=_COMMENT, fuzzy=False)
    for id in sorted(messages, key=lambda id: id if isinstance(id, tuple) else (id, "")):
        known = old.get(id if isinstance(id, str) else id[0])
        kept = known is not None and known.id == id
        new.add(
            id,
            string=known.string if known and kept else None,
            flags=known.flags if known and kept else (),
        )
    return new


def wanting(catalog: Catalog) -> list[str]:
    """Return the msgids that have no translation, not all six forms of it, or a doubtful one."""
    found = []
    for message in catalog:
        if not message.id:
            continue
        text = message.string or ""
        strings = (text,) if isinstance(text, str) else text
        forms = 6 if message.pluralizable else 1
        if message.fuzzy or len(strings) != forms or not all(strings):
            found.append(message.id if isinstance(message.id, str) else message.id[0])
    return found


def source(catalog: Catalog) -> bytes:
    """Return a catalogue as text for translators."""
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, sort_output=True)
    return buffer.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main() -> int:
    """Bring both files up to date and say what is untranslated."""
    catalog = merged(read(), extracted())
    PO.parent.mkdir(parents=True, exist_ok=True)
    PO.write_bytes(source(catalog))
    MO.write_bytes(compiled(catalog))
    missing = wanting(catalog)
    for id in missing:
        print(f"untranslated: {id!r}")
    print(f"{PO.relative_to(ROOT)}: {len(catalog)} messages, {len(missing)} untranslated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
