"""The set-up's questions on mail, and the message that tries the way."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cli.ask import ask, ask_secret, choose
from cli.output import say
from digest.addresses import checked_address, domain_of
from digest.mail_settings import MailSettings
from mujaz.errors import UsageError
from mujaz.files import expanded
from mujaz.i18n import _

if TYPE_CHECKING:
    from cli.context import Run

#: Servers of large providers, as each of them tells its users.
_SERVERS: Final = {
    "gmail.com": "smtp.gmail.com",
    "googlemail.com": "smtp.gmail.com",
    "outlook.com": "smtp-mail.outlook.com",
    "hotmail.com": "smtp-mail.outlook.com",
    "live.com": "smtp-mail.outlook.com",
    "yahoo.com": "smtp.mail.yahoo.com",
    "icloud.com": "smtp.mail.me.com",
    "me.com": "smtp.mail.me.com",
    "fastmail.com": "smtp.fastmail.com",
    "gmx.com": "mail.gmx.com",
    "gmx.net": "mail.gmx.net",
    "zoho.com": "smtp.zoho.com",
    "mailbox.org": "smtp.mailbox.org",
    "posteo.net": "posteo.de",
}
#: Providers that take a password made for one program only, not the account's own.
_APP_PASSWORDS: Final = frozenset(
    ("gmail.com", "googlemail.com", "yahoo.com", "icloud.com", "me.com", "fastmail.com")
)


@dataclass(frozen=True, slots=True)
class MailOptions:
    """What the command line says of mail; None and empty where it says nothing."""

    via: str | None = None
    sender: str | None = None
    host: str | None = None
    port: int | None = None
    security: str | None = None
    user: str | None = None
    password_command: str | None = None
    password_env: str | None = None
    password_keyring: bool = False
    ca_file: str | None = None
    maildir: str | None = None

    def given(self) -> dict[str, Any]:
        """Return the values of ``[mail]`` that were named."""
        values: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("via", "host", "port", "security", "user", "password_env")
            if getattr(self, name) is not None
        }
        if self.sender is not None:
            values["from"] = self.sender
        if self.password_command is not None:
            values["password_command"] = shlex.split(self.password_command)
        if self.password_keyring:
            values["password_keyring"] = True
        for name in ("ca_file", "maildir"):
            path = getattr(self, name)
            if path is not None:
                values[name] = str(expanded(path).absolute())
        return values


def mail_settings(
    run: Run,
    options: MailOptions,
    recipient: str,
    *,
    asking: bool,
    now: MailSettings | None = None,
) -> MailSettings:
    """Return section ``[mail]`` as the options and the answers make it.

    Args:
        run: whose config tells what is not said.
        options: the command line's values.
        recipient: the usual sender.
        asking: whether what the options do not say is asked for.
        now: earlier answers, instead of the config.

    Raises:
        UsageError: an option is wrong; the text says which value and why.
    """
    known = now or run.section("mail", MailSettings)
    values: dict[str, Any] = {**_named(known), **options.given()}
    values["from"] = values["from"] or recipient
    if asking:
        _ask_what_is_missing(run, values, options)
    try:
        return msgspec.convert(values, MailSettings)
    except msgspec.ValidationError as error:
        from mujaz.reasons import value_reason

        raise UsageError(f"[mail] {value_reason(str(error))}") from None


def _named(mail: MailSettings) -> dict[str, Any]:
    return {one.encode_name: getattr(mail, one.name) for one in msgspec.structs.fields(mail)}


def _ask_what_is_missing(run: Run, values: dict[str, Any], options: MailOptions) -> None:
    if options.via is None:
        ways = [(_("By a mail server (SMTP)"), "smtp")]
        if shutil.which("sendmail") or Path("/usr/sbin/sendmail").exists():
            ways.append((_("By this machine's sendmail"), "sendmail"))
        ways.append((_("Into a Maildir folder"), "maildir"))
        found = [way for _label, way in ways]
        default = found.index(values["via"]) + 1 if values["via"] in found else 1
        values["via"] = choose(_("How does mail leave?"), ways, default)
    if options.sender is None and values["via"] != "maildir":
        values["from"] = ask(_("Address it is sent from"), values["from"], checked_address)
    if values["via"] == "maildir" and options.maildir is None:
        values["maildir"] = ask(
            _("The Maildir folder"), values["maildir"] or "~/Maildir", _absolute
        )
    if values["via"] == "smtp":
        _ask_for_server(run, values, options)


def _ask_for_server(run: Run, values: dict[str, Any], options: MailOptions) -> None:
    domain = domain_of(values["from"])
    if options.host is None:
        guess = values["host"] or _SERVERS.get(domain, f"smtp.{domain}")
        values["host"] = ask(_("The mail server"), guess, _host)
    if options.security is None:
        values["security"] = choose(
            _("How is the connection encrypted?"),
            [(_("STARTTLS, usually port 587"), "starttls"), (_("TLS, usually port 465"), "tls")],
            2 if values["security"] == "tls" else 1,
        )
    if options.user is None:
        values["user"] = ask(_("User name at the server"), values["user"] or values["from"], _word)
    named = options.password_command or options.password_env or options.password_keyring
    if values["user"] and not named:
        if domain in _APP_PASSWORDS:
            say(
                _(
                    "{domain} wants a password made for mujaz alone (an app password); its account settings make one."
                ).format(domain=domain)
            )
        values.update(_password(run, values))


def _password(run: Run, values: dict[str, Any]) -> dict[str, Any]:
    """Ask where the password is kept; return the keys that say so."""
    ways = [(_("A command that prints it (pass, secret-tool, …)"), "command")]
    if sys.platform != "win32":
        ways.insert(0, (_("I type it now; it goes into a file that only you can read"), "file"))
    ways.append((_("A variable of the environment"), "env"))
    if _has_keyring():
        ways.append((_("The system's keyring"), "keyring"))
    chosen = choose(_("Where is the password kept?"), ways)
    if chosen == "command":
        now = shlex.join(values["password_command"])
        return {"password_command": ask(_("The command"), now, _command)}
    if chosen == "env":
        name = ask(_("Name of the variable"), values["password_env"], _word)
        return {"password_command": (), "password_env": name}
    secret = ask_secret(_("The password (it is not shown)"))
    if chosen == "keyring":
        import keyring

        from digest.password import KEYRING_SERVICE

        keyring.set_password(KEYRING_SERVICE, values["user"], secret)
        return {"password_command": (), "password_keyring": True}
    return {"password_command": ("cat", str(_password_file(run, secret)))}


def _password_file(run: Run, secret: str) -> Path:
    """Put a password into a file of its owner's beside the config, and return its path."""
    from mujaz.files import write_atomically

    path = run.paths.config.absolute().with_name("mail-password")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_atomically(path, secret + "\n")
    return path


def _has_keyring() -> bool:
    from importlib.util import find_spec

    return find_spec("keyring") is not None


def _absolute(text: str) -> str:
    if not text:
        raise ValueError(_("Write the path of a folder."))
    return str(expanded(text).absolute())


def _host(text: str) -> str:
    if not text or any(char.isspace() or char in "/@" for char in text):
        raise ValueError(_("Write the name of a server, such as smtp.example.org."))
    return text


def _word(text: str) -> str:
    if any(char.isspace() for char in text):
        raise ValueError(_("Write it without spaces."))
    return text


def _command(text: str) -> tuple[str, ...]:
    words = tuple(shlex.split(text))
    if not words:
        raise ValueError(_("Write a command, such as: pass show mail"))
    return words


def try_the_way(run: Run, mail: MailSettings, recipients: tuple[str, ...], zone: str) -> None:
    """Send a short real message to each recipient.

    Raises:
        DeliveryError: it did not leave, or nobody knows; the text says why.
    """
    from digest.desk import mail_way
    from digest.mail import plain_letter

    way = mail_way(mail)
    subject = _("mujaz: a first message")
    text = _("This is the way by which your daily briefing will come.\n")
    try:
        for recipient in recipients:
            made = plain_letter(mail, recipient, subject, text, made=run.now(), zone=zone)
            way.deliver(recipient, made.content, lambda: None)
    finally:
        way.close()


def system_zone() -> str:
    """Return the IANA name of this machine's zone, or Damascus' where it does not tell."""
    from zoneinfo import ZoneInfo

    link = Path("/etc/localtime")
    candidates = [os.environ.get("TZ", "").lstrip(":")]
    if link.is_symlink():
        candidates.append(str(link.resolve()).partition("zoneinfo/")[2])
    with suppress(OSError, ValueError):
        candidates.append(Path("/etc/timezone").read_text(encoding="ascii").strip())
    for name in candidates:
        try:
            # Etc/UTC is what machines are left at, nobody's home
            if "/" in name and not name.startswith("Etc/") and ZoneInfo(name):
                return name.removeprefix("posix/").removeprefix("right/")
        except (OSError, ValueError, LookupError):
            continue
    return "Asia/Damascus"
