"""The briefing's desk for a run of the command, and how what was done is told."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cli.output import say, tell
from mujaz.i18n import _, ngettext

if TYPE_CHECKING:
    from cli.context import Run
    from digest.desk import Desk
    from digest.run import Report
    from mujaz.briefing import Briefing
    from mujaz.pipeline.progress import Progress
    from mujaz.store.delivery import Delivery, Issue
    from mujaz.store.sqlite import SqliteStore

#: Seconds that fetching news for a briefing may take, and grouping what was fetched after that.
FETCH_SECONDS: Final = 270.0
GROUP_SECONDS: Final = 30.0
#: A delivery is still open: the schedule tries again (EX_TEMPFAIL).
WAITING: Final = 75


def open_desk(run: Run, store: SqliteStore) -> Desk:
    """Return the desk of this run's config, store and clock."""
    from digest.desk import Desk
    from digest.mail_settings import MailSettings
    from digest.settings import DigestSettings
    from mujaz.stories.coverage import CoverageSettings

    return Desk(
        store=store,
        settings=run.section("digest", DigestSettings),
        mail=run.section("mail", MailSettings),
        clock=run.now,
        lock=run.paths.data / "digest.lock",
        groups=run.section("coverage", CoverageSettings).groups,
    )


def open_briefing(run: Run, store: SqliteStore) -> Briefing:
    """Return the briefing for the reader, which knows no more of it than this."""
    from digest.service import BriefingService

    return BriefingService(open_desk(run, store), delivery_line)


def refresher(run: Run, store: SqliteStore) -> Callable[[], None]:
    """Return a function that fetches what is due, for five minutes at most."""

    def refresh() -> None:
        from cli.progress import progress_bar
        from cli.refresh import fetch_async
        from mujaz.errors import BusyError

        feeds = store.due_feeds(run.now())
        if not feeds:
            return
        try:
            with progress_bar() as report:
                work = fetch_async(run, store, feeds, report)
                done = asyncio.run(asyncio.wait_for(work, FETCH_SECONDS))
        except TimeoutError:
            tell(_("Fetching took longer than five minutes; the briefing tells what came."))
            group_what_came(store)
        except BusyError as error:
            tell(str(error))
        else:
            for outcome in done.failed:
                tell(outcome.error or "")

    return refresh


def group_what_came(store: SqliteStore) -> None:
    """Put what a cut-off refresh brought into stories, for as long as may be."""
    from mujaz.errors import BusyError
    from mujaz.pipeline.grouping import group_new

    end = time.monotonic() + GROUP_SECONDS

    def until_the_end(_progress: Progress) -> None:
        if time.monotonic() > end:
            raise TimeoutError

    try:
        group_new(store, until_the_end)
    except (TimeoutError, BusyError):
        tell(_("Some articles are not grouped yet; the next briefing tells them."))


def tell_report(report: Report) -> int:
    """Say what a run did; return its exit code: 0, 1 (given up) or 75 (still waiting)."""
    for issue in report.issued:
        say(issue_line(issue))
    for delivery in report.tried:
        (say if delivery.state == "sent" else tell)(delivery_line(delivery))
    if report.given_up:
        tell(_("`mujaz digest resend` sends what was given up."))
        return 1
    open_ones = [one for one in report.tried if one.state != "sent"]
    return WAITING if open_ones else 0


def issue_line(issue: Issue) -> str:
    """Return one line on an edition that was made."""
    stories = ngettext("{n} story", "{n} stories", issue.stories).format(n=issue.stories)
    return _("Briefing “{profile}” of {date}: {stories}.").format(
        profile=issue.profile, date=issue.day.isoformat(), stories=stories
    )


def delivery_line(delivery: Delivery) -> str:
    """Return one line on where a delivery stands."""
    return f"{delivery.recipient}: {state_words(delivery)}"


def state_words(delivery: Delivery) -> str:
    """Return where a delivery stands, in words, with the error that keeps it there."""
    error = delivery.error or "—"
    match delivery.state:
        case "sent":
            return _("written") if delivery.kind == "file" else _("sent")
        case "sending":
            return _("being sent")
        case "failed":
            return _("given up: {error}").format(error=error)
        case "uncertain" if delivery.next is None:
            return _("may have arrived, will not be repeated: {error}").format(error=error)
        case "uncertain":
            return _("may have arrived, will be sent once more: {error}").format(error=error)
        case _:
            if delivery.error is None:
                return _("waiting")
            return _("will be tried again: {error}").format(error=error)
