"""The ``[digest]`` section: what it accepts, and that each field is documented."""

from __future__ import annotations

import msgspec
import pytest

from digest.settings import DOCS, DigestSettings


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
    ],
)
def test_wrong_values_are_refused_with_what_is_wrong(
    section: dict[str, object], complaint: str
) -> None:
    with pytest.raises(msgspec.ValidationError, match=complaint):
        msgspec.convert(section, DigestSettings)


def test_every_field_is_documented_on_one_line() -> None:
    assert set(DOCS) == {field.name for field in msgspec.structs.fields(DigestSettings)}
    assert all(line and "\n" not in line for line in DOCS.values())
