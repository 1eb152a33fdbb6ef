"""The answers of the set-up: options first, then questions, then what is configured or usual."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from cli.ask import ask, choose, confirm
from cli.setup_feeds import Wanted, wanted_feeds
from cli.setup_mail import MailOptions, mail_settings, system_zone
from digest.mail_settings import MailSettings
from digest.settings import DigestSettings, FileFormat
from mujaz.errors import UsageError
from mujaz.files import expanded
from mujaz.i18n import _
from mujaz.reasons import value_reason

if TYPE_CHECKING:
    from cli.context import Run

Schedule = Literal["auto", "systemd", "cron", "none"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line says; None and empty where it says nothing."""

    pack: tuple[str, ...]
    opml: Path | None
    zone: str | None
    time: str | None
    language: str | None
    to: tuple[str, ...]
    folder: Path | None
    format: tuple[FileFormat, ...]
    mail: MailOptions
    test: bool | None
    schedule: Schedule | None
    replace: bool


@dataclass(frozen=True, slots=True)
class Answers:
    """What the set-up does."""

    feeds: Wanted
    digest: DigestSettings
    mail: MailSettings
    schedule: Schedule


def gather(run: Run, options: Options, *, asking: bool) -> Answers:
    """Return all answers: options first, then questions, then what is configured or usual.

    Raises:
        UsageError: an option is wrong, or nobody can be asked where the briefing goes.
    """
    now = run.section("digest", DigestSettings)
    feeds = wanted_feeds(run, options.pack, options.opml, asking=asking)
    fresh = not run.paths.config.exists()
    try:
        time = parsed_time(options.time) if options.time else now.time
    except ValueError as error:
        raise UsageError(f"--time: {error}") from None
    values: dict[str, Any] = {
        "zone": options.zone or (system_zone() if fresh else now.zone),
        "time": time,
        "language": options.language or now.language,
        "to": options.to or now.to,
        "folder": str(expanded(options.folder).absolute()) if options.folder else now.folder,
        "formats": options.format or now.formats,
    }
    if asking:
        _ask_when(values, options)
        _ask_where(values, options)
    digest = _checked(now, values)
    if not digest.to and not digest.folder:
        raise UsageError(_("Say where the briefing goes: --to ADDRESS, --folder DIR, or both."))
    mail = run.section("mail", MailSettings)
    if digest.to:
        mail = mail_settings(run, options.mail, digest.to[0], asking=asking)
        from digest.issuing import check_mail
        from digest.profiles import DAILY, Profile

        check_mail(Profile(DAILY, digest), mail)
    schedule = options.schedule
    if schedule is None and asking:
        wanted = confirm(_("Shall this machine's scheduler wake the briefing each day?"))
        schedule = "auto" if wanted else "none"
    return Answers(feeds, digest, mail, schedule or "auto")


def _ask_when(values: dict[str, Any], options: Options) -> None:
    if options.zone is None:
        values["zone"] = ask(_("Your time zone"), values["zone"], _valid("zone"))
    if options.time is None:
        values["time"] = ask(
            _("When shall the briefing come? (HH:MM)"), values["time"], parsed_time
        )


def _ask_where(values: dict[str, Any], options: Options) -> None:
    if options.to or options.folder:
        return
    ways = [(_("By mail"), "mail"), (_("As files in a folder"), "file"), (_("Both"), "both")]
    default = 2 if values["folder"] and not values["to"] else 1
    where = choose(_("Where shall it go?"), ways, default)
    if where in ("mail", "both"):
        values["to"] = ask(
            _("To which address? (several with commas)"), ", ".join(values["to"]), _addresses
        )
    else:
        values["to"] = ()
    if where in ("file", "both"):
        usual = values["folder"] or str(expanded("~/mujaz"))
        values["folder"] = str(expanded(ask(_("Which folder?"), usual, str)).absolute())
    else:
        values["folder"] = ""


def _valid(key: str) -> Any:
    """Return a check of one key of ``[digest]``."""

    def check(text: str) -> str:
        try:
            found: DigestSettings = msgspec.convert({key: text}, DigestSettings)
        except msgspec.ValidationError as error:
            raise ValueError(value_reason(str(error))) from None
        return str(getattr(found, key))

    return check


def parsed_time(text: str) -> str:
    """Return a time of day as HH:MM; 6:30 and Arabic digits are understood."""
    digits = text.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789"))
    hour, _colon, minute = digits.strip().partition(":")
    try:
        return str(_valid("time")(f"{int(hour):02}:{int(minute or 0):02}"))
    except ValueError:
        raise ValueError(_("Write a time of day such as 06:30.")) from None


def _addresses(text: str) -> tuple[str, ...]:
    from digest.addresses import checked_address

    found = tuple(checked_address(one) for one in text.replace("،", ",").split(",") if one.strip())
    if not found:
        raise ValueError(_("Write an address, such as name@example.org."))
    return found


def _checked(now: DigestSettings, values: dict[str, Any]) -> DigestSettings:
    for key, value in values.items():
        try:
            msgspec.convert({key: value}, DigestSettings)
        except msgspec.ValidationError as error:
            reason = value_reason(str(error))
            raise UsageError(f"--{key.removesuffix('s')}: {reason}") from None
    checked = msgspec.convert(values, DigestSettings)
    return msgspec.structs.replace(
        checked,
        **{
            one.name: getattr(now, one.name)
            for one in msgspec.structs.fields(DigestSettings)
            if one.name not in values
        },
    )
