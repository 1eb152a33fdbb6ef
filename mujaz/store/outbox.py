"""Editions that were made and their deliveries, in the SQLite store.

Every change reaches the disk before its method returns (``PRAGMA synchronous = FULL``): whoever
sends a mail must know after a power cut, too, that it was sent.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta

from mujaz.store.connection import Connections
from mujaz.store.delivery import Delivery, Issue
from mujaz.store.rows import Row, moment, moment_or_none, seconds, seconds_or_none

_COLUMNS = (
    "id, purpose, profile, day, kind, recipient, number, message_id, queued, state, tries, doubts, "
    "next, error, sent"
)
_ISSUE = "profile, day, since, until, made, title, stories, text"
#: Bytes of what was taken are kept this long after it was queued, for a copy sent by hand.
KEEP_LETTERS = timedelta(days=30)


def _delivery(row: Row) -> Delivery:
    return Delivery(
        id=row[0],
        purpose=row[1],
        profile=row[2],
        day=date.fromisoformat(row[3]),
        kind=row[4],
        recipient=row[5],
        number=row[6],
        message_id=row[7],
        queued=moment(row[8]),
        state=row[9],
        tries=row[10],
        doubts=row[11],
        next=moment_or_none(row[12]),
        error=row[13],
        sent=moment_or_none(row[14]),
    )


def _issue(row: Row) -> Issue:
    return Issue(
        profile=row[0],
        day=date.fromisoformat(row[1]),
        start=moment(row[2]),
        end=moment(row[3]),
        made=moment(row[4]),
        title=row[5],
        stories=row[6],
        text=row[7],
    )


def _insert(connection: sqlite3.Connection, one: Delivery, letter: bytes) -> int:
    done = connection.execute(
        f"INSERT OR IGNORE INTO outbox ({_COLUMNS}, letter) "  # noqa: S608  names are constants
        f"VALUES ({','.join('?' * 16)})",
        [
            one.id,
            one.purpose,
            one.profile,
            one.day.isoformat(),
            one.kind,
            one.recipient,
            one.number,
            one.message_id,
            seconds(one.queued),
            one.state,
            one.tries,
            one.doubts,
            seconds_or_none(one.next),
            one.error,
            seconds_or_none(one.sent),
            letter,
        ],
    )
    return done.rowcount


class OutboxRows:
    """The part of the store that keeps editions and the outbox."""

    _db: Connections

    @contextmanager
    def _durably(self) -> Iterator[sqlite3.Connection]:
        """Hold one transaction whose commit waits for the disk."""
        connection = self._db.get()
        connection.execute("PRAGMA synchronous = FULL")
        try:
            with self._db.transaction() as held:
                yield held
        finally:
            connection.execute("PRAGMA synchronous = NORMAL")

    def issue_edition(self, issue: Issue, letters: Sequence[tuple[Delivery, bytes]]) -> bool:
        """Write an edition down as made, with its deliveries; all of it or nothing.

        False, and nothing written, where this profile has had its edition of that date.
        """
        with self._durably() as connection:
            done = connection.execute(
                f"INSERT OR IGNORE INTO issues ({_ISSUE}) VALUES (?,?,?,?,?,?,?,?)",  # noqa: S608
                [
                    issue.profile,
                    issue.day.isoformat(),
                    seconds(issue.start),
                    seconds(issue.end),
                    seconds(issue.made),
                    issue.title,
                    issue.stories,
                    issue.text,
                ],
            )
            if not done.rowcount:
                return False
            for delivery, letter in letters:
                _insert(connection, delivery, letter)
            self._forget_letters(connection, issue.made - KEEP_LETTERS)
            return True

    def issue(self, profile: str, day: date) -> Issue | None:
        """Return the edition that a profile had on a date."""
        rows = self._db.read(
            f"SELECT {_ISSUE} FROM issues WHERE profile = ? AND day = ?",  # noqa: S608
            [profile, day.isoformat()],
        )
        return _issue(rows[0]) if rows else None

    def issues(self, profile: str | None = None, limit: int | None = None) -> list[Issue]:
        """Return the editions that were made, latest date first, without their texts."""
        rows = self._db.read(
            f"SELECT {_ISSUE.replace('text', repr(''))} FROM issues "  # noqa: S608
            "WHERE ?1 IS NULL OR profile = ?1 ORDER BY day DESC, profile LIMIT ?2",
            [profile, -1 if limit is None else limit],
        )
        return [_issue(row) for row in rows]

    def add_letter(self, delivery: Delivery, letter: bytes) -> bool:
        """Put one more delivery into the outbox; False where it is there already."""
        with self._durably() as connection:
            return _insert(connection, delivery, letter) == 1

    def deliveries(
        self,
        *,
        profile: str | None = None,
        day: date | None = None,
        due: datetime | None = None,
        limit: int | None = None,
    ) -> list[Delivery]:
        """Return deliveries, latest date first.

        Args:
            profile: of this briefing only.
            day: of this date only.
            due: only those that may be tried at this moment: pending ones, and uncertain ones with
                a time for it.
            limit: at most so many.
        """
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM outbox WHERE (?1 IS NULL OR profile = ?1) "  # noqa: S608
            "AND (?2 IS NULL OR day = ?2) AND (?3 IS NULL OR (state = 'pending' AND "
            "coalesce(next, 0) <= ?3) OR (state = 'uncertain' AND next <= ?3)) ORDER BY day DESC, profile, kind, recipient, number "
            "LIMIT ?4",
            [
                profile,
                day.isoformat() if day else None,
                seconds_or_none(due),
                -1 if limit is None else limit,
            ],
        )
        return [_delivery(row) for row in rows]

    def letter(self, delivery_id: str) -> bytes | None:
        """Return the exact bytes of a delivery; None where they are kept no longer."""
        rows = self._db.read("SELECT letter FROM outbox WHERE id = ?", [delivery_id])
        return bytes(rows[0][0]) if rows and rows[0][0] else None  # type: ignore[call-overload]

    def move_delivery(self, before: Delivery, after: Delivery) -> Delivery | None:
        """Write where a delivery stands now, and return it.

        None, and nothing written, where it stands no longer where ``before`` says: another
        process has it.
        """
        with self._durably() as connection:
            done = connection.execute(
                "UPDATE outbox SET state = ?, tries = ?, doubts = ?, next = ?, error = ?, sent = ? "
                "WHERE id = ? AND state = ? AND tries = ? AND doubts = ?",
                [
                    after.state,
                    after.tries,
                    after.doubts,
                    seconds_or_none(after.next),
                    after.error,
                    seconds_or_none(after.sent),
                    before.id,
                    before.state,
                    before.tries,
                    before.doubts,
                ],
            )
            return after if done.rowcount else None

    def interrupted(self) -> list[Delivery]:
        """Return the deliveries whose process died between handing over and the answer."""
        rows = self._db.read(
            f"SELECT {_COLUMNS} FROM outbox WHERE state = ? ORDER BY day, id",  # noqa: S608
            ["sending"],
        )
        return [_delivery(row) for row in rows]

    def late_articles(self, before: Issue, reach: timedelta) -> list[str]:
        """Return ids of articles that an edition would have told, had they come in time.

        Args:
            before: the edition.
            reach: how long before its end they were published at most.
        """
        rows = self._db.read(
            "SELECT id FROM articles WHERE published > ? AND published <= ? AND fetched > ?",
            [seconds(before.end - reach), seconds(before.end), seconds(before.made)],
        )
        return [str(row[0]) for row in rows]

    @staticmethod
    def _forget_letters(connection: sqlite3.Connection, before: datetime) -> None:
        """Drop the bytes of what was taken long ago; the row stays and tells of it."""
        connection.execute(
            "UPDATE outbox SET letter = x'' WHERE state = 'sent' AND queued < ? AND letter <> x''",
            [seconds(before)],
        )
