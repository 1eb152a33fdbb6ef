"""The Arabic catalogue: complete, sound, compiled from its source, and what users then see."""

from __future__ import annotations

import gettext
import io
import os
import re
import string
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tools import messages

ROOT = Path(__file__).resolve().parent.parent

#: Placeholders that a translation may leave out: what they hold is English wherever it comes from.
DROPPED = {"{value!r} is not a valid {number_type}.": {"number_type"}}

BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
PRESENTATION_FORMS = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]")
ARABIC = re.compile("[\u0621-\u064a]")
ENGLISH = re.compile(r"[A-Za-z]+(?: [a-z]+){2}")
"""Three words of Latin letters in a row, two of them small."""
TYPED = re.compile(r"`[^`]*`|--[a-z-]+|https?://\S+|\[[a-z]+\]")
"""What users type or read as it is: commands, options, addresses, sections of the config."""

CATALOGUE = messages.read()
ALL = [message for message in CATALOGUE if message.id]


def ids(message: Message) -> tuple[str, ...]:
    """Return the msgid, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def forms(message: Message) -> tuple[str, ...]:
    """Return the translation, or all six of them."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def placeholders(text: str) -> set[str]:
    """Return the names in braces, with their conversion: ``{name!r}`` is not ``{name}``."""
    return {
        name + (f"!{conversion}" if conversion else "") + (f":{spec}" if spec else "")
        for _text, name, spec, conversion in string.Formatter().parse(text)
        if name is not None
    }


def test_catalogue_holds_the_messages_of_the_code_and_no_others() -> None:
    assert {message.id for message in ALL} == messages.extracted(), "run tools/messages.py"


def test_nothing_is_untranslated_or_doubtful() -> None:
    assert messages.wanting(CATALOGUE) == []


def test_untranslated_and_doubtful_messages_are_noticed() -> None:
    catalogue = messages.merged(CATALOGUE, {"no such message", "Usage:", ("{n} day", "{n} days")})
    usage = catalogue.get("Usage:")
    assert usage is not None
    usage.flags.add("fuzzy")
    assert messages.wanting(catalogue) == ["Usage:", "no such message", "{n} day"]


def test_files_are_what_the_tool_writes() -> None:
    catalogue = messages.merged(CATALOGUE, messages.extracted())
    assert messages.PO.read_bytes() == messages.source(catalogue), "run tools/messages.py"
    assert messages.MO.read_bytes() == messages.compiled(catalogue), "run tools/messages.py"


@pytest.mark.parametrize(
    ("n", "text"),
    [
        (0, "لا مقالات"),
        (1, "مقال واحد"),
        (2, "مقالان"),
        (3, "3 مقالات"),
        (10, "10 مقالات"),
        (11, "11 مقالًا"),
        (99, "99 مقالًا"),
        (100, "100 مقال"),
        (102, "102 مقال"),
        (103, "103 مقالات"),
        (111, "111 مقالًا"),
    ],
)
def test_arabic_counts_in_six_forms(n: int, text: str) -> None:
    compiled = gettext.GNUTranslations(io.BytesIO(messages.MO.read_bytes()))
    assert compiled.ngettext("{n} article", "{n} articles", n).format(n=n) == text


def test_translations_have_the_placeholders_of_their_message() -> None:
    for message in ALL:
        wanted = [placeholders(id) - DROPPED.get(id, set()) for id in ids(message)]
        for index, text in enumerate(forms(message)):
            if not message.pluralizable or index > 2:
                assert placeholders(text) == wanted[-1], text
            else:  # "one article" and "two articles" are words of their own in Arabic
                uncounted = [one - {"n"} for one in wanted]
                assert placeholders(text) in (*wanted, *uncounted), text


def test_translations_are_plain_logical_arabic() -> None:
    for message in ALL:
        for text in forms(message):
            assert not BIDI_CONTROLS.search(text), text
            assert not PRESENTATION_FORMS.search(text), text
            assert not re.search("[,;?“”](?: |$)", text), f"Latin punctuation: {text}"
            words = re.sub("{[^}]*}", "", text)
            assert ARABIC.search(text) or not re.search("[A-Za-z]", words), text


def test_translations_keep_what_is_typed() -> None:
    for message in ALL:
        for text in forms(message):
            assert sorted(TYPED.findall(text)) == sorted(TYPED.findall(ids(message)[0])), text


def test_sentences_of_the_option_parser_are_those_of_the_installed_one() -> None:
    spec = find_spec("click")
    assert spec is not None
    assert spec.origin is not None
    code = "".join(path.read_text("utf-8") for path in Path(spec.origin).parent.glob("*.py"))
    code = re.sub(r'"\s*\n\s*"', "", code)
    for message in messages.CLICK:
        for id in (message,) if isinstance(message, str) else message:
            assert f'"{id}"'.replace("\n", "\\n").replace("\t", "\\t") in code, id


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command with its default language, whatever the language of this machine."""
    return subprocess.run(
        [sys.executable, "-m", "cli.main", *arguments],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LANG": "en_GB.UTF-8", "LANGUAGE": "en"},
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
    )


@pytest.mark.parametrize(
    "arguments", [(), ("articles", "list"), ("digest", "build"), ("feeds",), ("config",)]
)
def test_help_is_arabic(arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--help")
    assert done.returncode == 0
    usage, *lines = done.stdout.splitlines()
    assert usage.startswith("الاستعمال: mujaz")
    assert "الخيارات:" in lines
    # What follows a long option stands in the next line.
    described = re.findall(r"^  -?[a-z-].*(?:\n {8,}.*)?", "\n".join(lines), re.M)
    assert described
    assert all(ARABIC.search(line) for line in described)
    assert not any(ENGLISH.search(line) for line in lines)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("feeds", "add"), "ينقص الوسيط 'URL…'. انظر `mujaz feeds add --help`."),
        (("feedz",), "لا أمر باسم «feedz»؛ هل تقصد «feeds»؟ انظر `mujaz --help`."),
        (("feeds", "lis"), "لا أمر باسم 'lis'. هل تقصد 'list'؟ انظر `mujaz feeds --help`."),
        (("--colour",), "لا خيار باسم '--colour'. انظر `mujaz --help`."),
        (
            ("articles", "list", "--limit", "-1"),
            "قيمة '--limit' غير صالحة: -1 خارج المدى 0<=x<=1000000000. انظر `mujaz articles list --help`.",
        ),
        (
            ("articles", "list", "--limit", "many"),
            "قيمة '--limit' غير صالحة: 'many' ليست عددًا صالحًا. انظر `mujaz articles list --help`.",
        ),
    ],
)
def test_wrong_usage_is_told_in_arabic(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == told + "\n"


def test_what_to_do_first_is_told_in_arabic(tmp_path: Path) -> None:
    done = run("feeds", "list", "--data", str(tmp_path))
    assert done.returncode == 0
    assert done.stderr == "لا خلاصات بعد؛ أضف واحدة: `mujaz feeds add URL`.\n"
