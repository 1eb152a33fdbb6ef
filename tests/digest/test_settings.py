"""The ``[digest]`` section: what it accepts, and that each field is documented."""

from __future__ import annotations

import msgspec
import pytest

from digest.settings import DOCS, DigestSettings


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are compared in the language that the code is written in."""
    monkeypatch.setenv("MUJAZ_LANGUAGE", "en")


def test_the_defaults_are_a_morning_in_damascus() -> None:
    chosen = msgspec.convert({}, DigestSettings)
    assert (chosen.zone, chosen.time, chosen.length, chosen.language) == (
        "Asia/Damascus",
        "06:30",
        10,
        "ar",
    )


@pytest.mark.parametrize(
    ("section", "complaint"),
    [
        ({"zone": "Asia/Nowhere"}, "no time zone is called 'Asia/Nowhere'"),
        ({"zone": "../../etc/passwd"}, "no time zone is called"),
        ({"zone": ""}, "no time zone is called"),
        ({"time": "6:30"}, r"matching regex .* at `\$.time`"),
        ({"time": "24:00"}, "matching regex"),
        ({"length": 0}, r"`int` >= 1 - at `\$.length`"),
        ({"length": 31}, "`int` <= 30"),
        ({"language": "fr"}, "Invalid enum value 'fr'"),
        ({"lengths": 3}, "unknown field `lengths`"),
        ({"folder": "a\0b"}, "control character"),
        ({"tags": ["a\x1bb"]}, "control character"),
        ({"to": ["nobody"]}, "no mail address"),
        ({"countries": ["Syria"]}, "matching regex"),
        ({"formats": ["pdf"]}, "Invalid enum value 'pdf'"),
        ({"catch_up": 8}, "`int` <= 7"),
        ({"profiles": {"a": {"zone": "Mars"}}}, "no time zone is called"),
    ],
)
def test_wrong_values_are_refused_with_what_is_wrong(
    section: dict[str, object], complaint: str
) -> None:
    with pytest.raises(msgspec.ValidationError, match=complaint):
        msgspec.convert(section, DigestSettings)


def test_names_may_hold_joiners_and_marks() -> None:
    tags = ["كرة\u200cالقدم", "\u200fسوريا"]
    assert msgspec.convert({"tags": tags}, DigestSettings).tags == tuple(tags)


def test_every_field_is_documented_on_one_line() -> None:
    assert set(DOCS) == {field.name for field in msgspec.structs.fields(DigestSettings)}
    assert all(line and "\n" not in line for line in DOCS.values())
