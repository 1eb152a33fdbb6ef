"""``mujaz setup``: from nothing to a briefing each morning, without the reader.

Each answer is an option as well; what is neither given nor can be asked has its default. The
configuration is written when all answers are there and the mail has been tried, and an existing
one only with its owner's word.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click
import msgspec

from cli.ask import choose, confirm, interactive
from cli.base import Helpful
from cli.context import Run, pass_run
from cli.output import say, tell
from cli.setup_answers import Answers, Options, gather
from cli.setup_feeds import subscribe
from cli.setup_mail import MailOptions, mail_settings, try_the_way
from digest.mail_settings import MailSettings
from digest.settings import DigestSettings, FileFormat
from mujaz.errors import MujazError, UsageError
from mujaz.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mujaz.config_writing import Value


@click.command(
    "setup",
    cls=Helpful,
    help=_("Set the daily briefing up: what to read, when, and where it goes."),
)
@click.option(
    "--pack", multiple=True, metavar="NAME", help=_("Starter pack, such as SY or sports.")
)
@click.option("--opml", type=click.Path(path_type=Path), metavar="FILE", help=_("A list of feeds."))
@click.option("--zone", metavar="ZONE", help=_("Time zone, such as Asia/Damascus."))
@click.option("--time", metavar="HH:MM", help=_("Time of the briefing, 24 hours."))
@click.option("--language", type=click.Choice(("ar", "en")), help=_("Language of its own words."))
@click.option("--to", multiple=True, metavar="ADDRESS", help=_("Mail address that gets it."))
@click.option(
    "--folder", type=click.Path(path_type=Path), metavar="DIR", help=_("Folder for files.")
)
@click.option(
    "--format",
    multiple=True,
    type=click.Choice(get_args(FileFormat)),
    help=_("What the files are written as."),
)
@click.option(
    "--via", type=click.Choice(("smtp", "sendmail", "maildir")), help=_("How mail leaves.")
)
@click.option("--from", "sender", metavar="ADDRESS", help=_("Address that mail is sent from."))
@click.option("--host", metavar="NAME", help=_("The mail server."))
@click.option("--port", type=click.IntRange(1, 65535), metavar="N", help=_("Its port."))
@click.option(
    "--security", type=click.Choice(("starttls", "tls", "none")), help=_("How it is encrypted.")
)
@click.option("--user", metavar="NAME", help=_("User name at the mail server."))
@click.option("--password-command", metavar="COMMAND", help=_("Command that prints the password."))
@click.option("--password-env", metavar="NAME", help=_("Variable that holds the password."))
@click.option("--password-keyring", is_flag=True, help=_("The password is in the keyring."))
@click.option("--ca-file", metavar="FILE", help=_("Further certificate authorities."))
@click.option("--maildir", metavar="DIR", help=_("Maildir folder that mail goes into."))
@click.option("--test/--no-test", default=None, help=_("Try the mail with a real message."))
@click.option(
    "--schedule",
    type=click.Choice(("auto", "systemd", "cron", "none")),
    help=_("What wakes the briefing each day."),
)
@click.option("--replace", is_flag=True, help=_("Change an existing configuration unasked."))
@click.option("--no-input", is_flag=True, help=_("Ask nothing; take defaults."))
@pass_run
def command(run: Run, /, no_input: bool, **values: Any) -> int:
    """Ask, try, write, schedule, and say what will happen."""
    names = {one.name for one in msgspec.structs.fields(MailSettings)} | {"sender"}
    mail = {key: values.pop(key) for key in list(values) if key in names}
    options = Options(mail=MailOptions(**mail), **values)
    run.config_required = False
    asking = interactive() and not no_input
    answers = gather(run, options, asking=asking)
    answers = _try_mail(run, options, answers, asking=asking)
    _write(run, options, answers, asking=asking)
    return _finish(run, answers, asking=asking)


def _try_mail(run: Run, options: Options, answers: Answers, *, asking: bool) -> Answers:
    """Send a real message where there is mail; asking, answers on mail may be given anew."""
    if not answers.digest.to or options.test is False:
        return answers
    if asking and options.test is None and not confirm(_("Send a first message to try it?")):
        return answers
    recipients = answers.digest.to
    while True:
        try:
            try_the_way(run, answers.mail, recipients, answers.digest.zone)
        except MujazError as error:
            if not asking:
                raise
            tell(str(error))
        else:
            say(_("A first message went to {recipients}.").format(recipients=", ".join(recipients)))
            return answers
        match choose(_("The message did not leave. What now?"), _after_failure()):
            case "stop":
                raise KeyboardInterrupt
            case "keep":
                return answers
            case "anew":
                mail = mail_settings(
                    run, MailOptions(), recipients[0], asking=True, now=answers.mail
                )
                answers = replace(answers, mail=mail)


def _after_failure() -> list[tuple[str, str]]:
    return [
        (_("Answer the questions on mail anew"), "anew"),
        (_("Try again"), "again"),
        (_("Keep it so"), "keep"),
        (_("Stop"), "stop"),
    ]


def _write(run: Run, options: Options, answers: Answers, *, asking: bool) -> None:
    """Write what has changed into the config, whole or not at all, and not unasked over it."""
    from mujaz.config_writing import write_keys

    changes = _changes(run, answers)
    path = run.paths.config
    if not changes and path.exists():
        return
    if path.exists() and not options.replace:
        keys = ", ".join(f"{section}.{key}" for section in changes for key in changes[section])
        question = _("{path} exists; change these keys in it: {keys}?").format(path=path, keys=keys)
        if not asking:
            raise UsageError(f"{question} " + _("Say so by --replace; nothing was written."))
        if not confirm(question):
            raise KeyboardInterrupt
    kept = write_keys(path, changes)
    say(_("Written: {path}").format(path=path))
    if kept is not None:
        say(_("As it was: {path}").format(path=kept))


def _changes(run: Run, answers: Answers) -> Mapping[str, Mapping[str, Value]]:
    """Return the keys whose values are others than those in force; always all of a new file."""
    fresh = not run.paths.config.exists()
    found: dict[str, dict[str, Value]] = {}
    for name, now, new in (
        ("digest", run.section("digest", DigestSettings), answers.digest),
        ("mail", run.section("mail", MailSettings), answers.mail),
    ):
        always = ("zone", "time") if fresh and name == "digest" else ()
        values = {
            one.encode_name: getattr(new, one.name)
            for one in msgspec.structs.fields(type(new))
            if one.name in always or getattr(new, one.name) != getattr(now, one.name)
        }
        if values:
            found[name] = values
    return found


def _finish(run: Run, answers: Answers, *, asking: bool) -> int:
    """Subscribe, schedule, and say what will happen; 1 where the scheduler refused."""
    from digest.desk import want_from
    from digest.profiles import DAILY, Profile

    del run.config  # it was written anew
    with run.store() as store:
        added = subscribe(run, store, answers.feeds)
        feeds = len(store.feeds())
        want_from(store, Profile(DAILY, answers.digest), run.now())
    if added:
        say(ngettext("{n} feed added", "{n} feeds added", added).format(n=added))
    if not feeds:
        tell(_("There are no feeds yet; add one: `mujaz feeds add URL`."))
    code = _put_in_place(run, answers)
    _tell_tomorrow(run, answers, scheduled=code == 0 and answers.schedule != "none")
    return code


def _put_in_place(run: Run, answers: Answers) -> int:
    if answers.schedule == "none":
        return 0
    from cli.schedule import put_in_place, tell_schedule

    try:
        kind = None if answers.schedule == "auto" else answers.schedule
        tell_schedule(put_in_place(run, kind))
    except MujazError as error:
        tell(str(error))
        return 1
    return 0


def _tell_tomorrow(run: Run, answers: Answers, *, scheduled: bool) -> None:
    """Say what happens next, when, and where it goes."""
    from cli.delivery import tell_next

    tell_next(run)
    places = [_("by mail to {address}").format(address=one) for one in answers.digest.to]
    if answers.digest.folder:
        places.append(_("as a file into {folder}").format(folder=answers.digest.folder))
    say(
        _(
            "mujaz will fetch the news then, put the briefing together, and send it {places}."
        ).format(places=_(", ").join(places))
    )
    if not scheduled:
        tell(
            _(
                "Nothing wakes it by itself yet: `mujaz schedule install`, `mujaz schedule print`, or `mujaz serve`."
            )
        )
    else:
        say(
            _(
                "`mujaz digest status` tells how it went; `mujaz digest send --preview` shows it now."
            )
        )
