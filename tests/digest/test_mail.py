"""Mails as other programs read them, and their bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import cast

import pytest

from digest import phrases
from digest.mail import alternatives, letter, plain_letter, renumbered, subject_of
from digest.mail_settings import MailSettings
from digest.model import Edition
from digest.plain import one_line
from tests.digest import newsroom
from tests.digest.test_headers import PIECES

MAIL = MailSettings(sender="mujaz@example.org")
TO = "reader@example.org"


def made(edition: Edition, mail: MailSettings = MAIL, to: str | None = TO, **more: object) -> bytes:
    options = {"made": edition.end, **more}
    return letter(edition, alternatives(edition), mail, to, **options).content  # type: ignore[arg-type]


def parsed(content: bytes) -> EmailMessage:
    message = cast(EmailMessage, message_from_bytes(content, policy=policy.default))
    assert message.defects == []
    return message


def test_text_and_html_are_alternatives_and_the_html_comes_last(edition: Edition) -> None:
    message = parsed(made(edition))
    assert message.get_content_type() == "multipart/alternative"
    assert [one.get_content_type() for one in message.iter_parts()] == ["text/plain", "text/html"]
    said = alternatives(edition)
    text, html = (one.get_content() for one in message.iter_parts())
    assert text.replace("\r\n", "\n") == said.text
    assert html.replace("\r\n", "\n") == said.html
    assert [one["Content-Transfer-Encoding"] for one in message.iter_parts()] == ["base64"] * 2
    assert list(message.iter_attachments()) == []


def test_the_older_parser_reads_the_same(edition: Edition) -> None:
    message = message_from_bytes(made(edition))
    assert str(make_header(decode_header(message["Subject"]))) == subject_of(edition)
    bodies = [part.get_payload(decode=True) for part in message.get_payload()]  # type: ignore[union-attr]
    assert edition.stories[0].title in cast(bytes, bodies[0]).decode()


def test_headers_by_which_programs_know_a_briefing(edition: Edition) -> None:
    message = parsed(made(edition))
    assert message["To"] == TO
    assert message["From"].addresses[0].addr_spec == "mujaz@example.org"
    assert message["From"].addresses[0].display_name == "موجز"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "ar"
    assert str(message["List-Id"]).endswith("<daily.mujaz.example.org>")
    assert message["List-Unsubscribe"] == "<mailto:mujaz@example.org?subject=unsubscribe%20daily>"
    assert "List-Unsubscribe-Post" not in message
    assert re.fullmatch(r"<mujaz\.2025-12-15\.[0-9a-f]{20}@example\.org>", message["Message-ID"])
    assert parsedate_to_datetime(message["Date"]) == edition.end
    assert message["Date"].endswith("+0300")
    assert len(message.keys()) == len(set(message.keys()))
    assert "Precedence" not in message


def test_one_click_is_promised_only_where_there_is_a_page(edition: Edition) -> None:
    mail = MailSettings(
        sender="mujaz@example.org",
        owner="owner@example.org",
        unsubscribe_url="https://example.org/stop?u=1",
    )
    message = parsed(made(edition, mail))
    assert message["List-Unsubscribe"] == (
        "<https://example.org/stop?u=1>, <mailto:owner@example.org?subject=unsubscribe%20daily>"
    )
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_the_same_edition_and_reader_give_the_same_bytes(edition: Edition) -> None:
    assert made(edition) == made(edition)
    other = parsed(made(edition, to="other@example.org"))
    assert other["Message-ID"] != parsed(made(edition))["Message-ID"]
    ids = {
        parsed(made(one, **more))["Message-ID"]  # type: ignore[arg-type]
        for one, more in (
            (edition, {}),
            (edition, {"number": 2}),
            (edition, {"purpose": "preview"}),
            (replace(edition, profile="sport"), {}),
            (replace(edition, date=edition.date + timedelta(days=1)), {}),
        )
    }
    assert len(ids) == 5


def test_a_late_edition_is_dated_when_it_was_made(edition: Edition) -> None:
    late = edition.end + timedelta(hours=5)
    assert parsedate_to_datetime(parsed(made(edition, made=late))["Date"]) == late
    soon = edition.end + timedelta(minutes=5)
    assert parsedate_to_datetime(parsed(made(edition, made=soon))["Date"]) == edition.end


def test_every_line_is_short_ascii_with_both_line_ends(edition: Edition) -> None:
    content = made(edition)
    assert content.isascii()
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 76
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert not any(line.startswith(b".") for line in lines)


def test_long_domains_stay_syntax(edition: Edition) -> None:
    domain = ".".join(["long-label-of-a-domain"] * 6) + ".example"
    message = parsed(made(edition, MailSettings(sender=f"a@{domain}")))
    assert str(message["Message-ID"]).endswith(f"@{domain}>")
    assert "=?" not in str(message["Message-ID"])
    assert str(message["List-Id"]).endswith(f"<daily.mujaz.{domain}>")


@pytest.mark.parametrize("piece", PIECES)
def test_hostile_headlines_and_profiles_add_no_field(edition: Edition, piece: str) -> None:
    lead = replace(edition.stories[0], title=one_line(f"{piece} خبر {piece}"))
    hostile = replace(edition, stories=(lead,), profile=one_line(f"p{piece}"))
    ours = parsed(made(edition)).keys()
    content = made(hostile)
    assert message_from_bytes(content).keys() == ours
    assert parsed(content).keys() == ours
    assert content.partition(b"\r\n\r\n")[0].isascii()


def test_an_empty_day_has_a_subject_that_says_so(edition: Edition) -> None:
    empty = replace(edition, stories=(), one_liners=(), lines=(), stories_total=0)
    assert phrases.nothing(empty)[:30] in subject_of(empty)
    parsed(made(empty))


def test_a_copy_has_another_id_and_nothing_else_of_its_own(edition: Edition) -> None:
    first = made(edition)
    old = str(parsed(first)["Message-ID"])
    new = "<mujaz.2025-12-15.copy@example.org>"
    copy = renumbered(first, old, new)
    assert parsed(copy)["Message-ID"] == new
    assert copy.replace(new.encode(), old.encode()) == first


def test_the_mail_that_tries_the_way(edition: Edition) -> None:
    sent = plain_letter(MAIL, TO, "تجربة", "سطر أول\nسطر ثانٍ", made=newsroom.NOW, zone="UTC")
    message = parsed(sent.content)
    assert message["Subject"] == "تجربة"
    assert message.get_content().splitlines() == ["سطر أول", "سطر ثانٍ"]
    assert message["Message-ID"] == sent.message_id
