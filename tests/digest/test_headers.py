"""Header fields: whatever a headline holds, one field comes out and says what went in."""

from __future__ import annotations

import random
from email import message_from_bytes, policy
from email.header import decode_header, make_header

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.addresses import checked_address
from digest.headers import MAX_SUBJECT, field, list_id_field, mailbox_field, subject, token_field

PIECES = [
    *("خبر", "قوات أمريكية وسورية", "=?UTF-8?Q?=0A?=", "=?utf-8?b?Cg==?=", "=?", "?=", "=", "?"),
    *("Bcc: x@example.org", "\r\n", "\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\0"),
    *(" ", "  ", "\t", "\u00a0", "\u3000", "CENTCOM", "🗞", "\ud800", "\udcff", "a" * 70, "\u202e"),
    *(
        "\u200f",
        "\u200d",
        "\u0301" * 40,
        "\x1b]0;x\x07",
        "Subject: x",
        ",",
        '"',
        "\\",
        "<a@b>",
        ".",
    ),
]
hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=14)


def check(text: str) -> None:
    """Assert that a Subject of a text is one field that two parsers read as it was meant."""
    value = subject(text)
    raw = field("Subject", value) + b"To: a@example.org\r\n\r\nbody\r\n"
    head = raw.partition(b"\r\n\r\n")[0]
    assert head.isascii()
    assert all(len(line) <= 76 for line in head.split(b"\r\n"))
    assert head.replace(b"\r\n", b"").isascii()
    assert b"\r" not in head.replace(b"\r\n", b"")
    assert b"\n" not in head.replace(b"\r\n", b"")
    # a line of its own begins with a name of ours; every other line is a continuation
    lines = head.split(b"\r\n")
    assert lines[0].startswith(b"Subject: ")
    assert lines[-1] == b"To: a@example.org"
    assert all(line.startswith(b" =?utf-8?b?") for line in lines[1:-1])
    old = message_from_bytes(raw)
    new = message_from_bytes(raw, policy=policy.default)
    assert old.keys() == new.keys() == ["Subject", "To"]
    assert str(make_header(decode_header(old["Subject"]))) == value
    assert new["Subject"] == value


def test_twenty_thousand_hostile_titles() -> None:
    rng = random.Random(6)
    for _ in range(20_000):
        check("".join(rng.choice(PIECES) for _ in range(rng.randint(1, 14))))


@given(hostile)
def test_any_title(pieces: list[str]) -> None:
    check("".join(pieces))


@given(st.text(alphabet=st.characters(min_codepoint=32, exclude_categories=("Cs",)), max_size=300))
def test_folding_alone_changes_nothing(value: str) -> None:
    value = " ".join(value.replace("\x7f", "").split())
    raw = field("Subject", value) + b"\r\n"
    assert str(make_header(decode_header(message_from_bytes(raw)["Subject"]))) == value


def test_subjects_are_short_clean_and_whole() -> None:
    assert subject("قصف\r\nBcc: x@example.org") == "قصف Bcc: x@example.org"
    assert len(subject("كلمة " * 100)) <= MAX_SUBJECT + 2
    assert "=?" not in subject("a =?utf-8?q?b?= c")
    plain = "Plain words stay readable"
    assert field("Subject", plain) == f"Subject: {plain}\r\n".encode()


def test_a_long_arabic_subject_keeps_its_spaces() -> None:
    title = "القيادة المركزية الأمريكية تعلن (CENTCOM) تدمير 15 مخزنًا للسلاح في ريف دمشق " * 3
    value = subject(title)
    raw = field("Subject", value) + b"\r\n"
    assert message_from_bytes(raw, policy=policy.default)["Subject"] == value
    assert raw.count(b"=?utf-8?b?") >= 4


@pytest.mark.parametrize("make", [field, token_field])
def test_what_would_break_a_line_is_refused(make: object) -> None:
    for value in ("a\nb", "a\r\nBcc: x@example.org", "a\0b", "a\x7fb"):
        with pytest.raises(ValueError, match="Subject"):
            make("Subject", value)  # type: ignore[operator]


def test_names_beside_addresses_cannot_become_addresses() -> None:
    raw = mailbox_field("From", 'x" <evil@example.org>, y', "me@example.org") + b"\r\n"
    sender = message_from_bytes(raw, policy=policy.default)["From"]
    assert [(one.addr_spec, one.display_name) for one in sender.addresses] == [
        ("me@example.org", 'x" <evil@example.org>, y')
    ]
    listed = message_from_bytes(list_id_field("موجز", "daily.mujaz.example.org") + b"\r\n")
    assert str(listed["List-Id"]).split()[-1] == "<daily.mujaz.example.org>"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("me@example.org", "me@example.org"),
        (" first.last+tag@sub.example.org ", "first.last+tag@sub.example.org"),
        ("me@localhost", "me@localhost"),
        ("me@مثال.example", "me@xn--mgbh0fb.example"),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert checked_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *("", "me", "@example.org", "me@", "a b@example.org", "-f@example.org", "a@b@example.org"),
        *("a@example.org\nBcc: b@example.org", "<a@example.org>", "a@-x.example", "م@example.org"),
        *("a..b@example.org", ".a@example.org", "a@example..org", "a@example.org, b@example.org"),
        *(f"{'a' * 250}@example.org", '"a b"@example.org', "a@[127.0.0.1]", "a@exa\x00mple.org"),
    ],
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"name@example\.org"):
        checked_address(text)
