"""Opening the SQLite file, one connection a thread, short write transactions, errors in words.

WAL lets readers go on while one process writes. A write begins with ``BEGIN IMMEDIATE``, since a
deferred transaction that reads first cannot wait for the lock. :class:`Writer` cuts long writes
into transactions of about 40 ms, so that a reader's key press never waits for a refresh.
"""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from mujaz.errors import BusyError, NewerStoreError, StoreError
from mujaz.i18n import _
from mujaz.store import schema
from mujaz.store.names import name_rank

T = TypeVar("T")
#: Seconds that one write transaction may last before it is committed and begun anew.
HOLD = 0.04
#: Seconds between two transactions of one long write: without it others starve (SQLite is unfair).
PAUSE = 0.002
_BUSY_TIMEOUT = 5.0
_STEPS = 50_000
"""Steps of SQLite's machine between two questions whether to go on."""
#: Seconds of one wait for a lock, after which a wish to end is noticed.
_STEP = 0.05


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the errors of SQLite into one line that says what to do."""
    try:
        yield
    except sqlite3.Error as error:
        raise _explained(error, path) from None


def _is_busy(error: sqlite3.Error) -> bool:
    name = getattr(error, "sqlite_errorname", "")
    return bool(name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")))


def _busy(path: Path) -> BusyError:
    return BusyError(
        _("{path}: another process is writing to the store; try again in a moment.").format(
            path=path
        )
    )


def _explained(error: sqlite3.Error, path: Path) -> StoreError | BusyError:
    text = str(error)
    name = getattr(error, "sqlite_errorname", "")
    if _is_busy(error):
        return _busy(path)
    if name.startswith("SQLITE_FULL"):
        return StoreError(
            _(
                "{path}: the disk is full; nothing was lost, free some space and run it again."
            ).format(path=path)
        )
    if name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_SHMSIZE")):
        return StoreError(
            _(
                "{path}: the store could not be written ({reason}); nothing was lost, see that there is space and run it again."
            ).format(path=path, reason=text)
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_CANTOPEN", "SQLITE_AUTH")):
        return StoreError(
            _(
                "{path}: the store cannot be opened for writing ({reason}); check its permissions or name another folder by --data."
            ).format(path=path, reason=text)
        )
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return StoreError(
            _(
                "{path}: the store is damaged or is no SQLite file ({reason}); move it away or put back a copy."
            ).format(path=path, reason=text)
        )
    return StoreError(_("{path}: the store failed ({reason}).").format(path=path, reason=text))


class Connections:
    """The open connections of one store file, one for each thread that uses it."""

    def __init__(self, path: Path) -> None:
        """Open the file, make it where it is missing, and bring it to today's schema.

        Raises:
            NewerStoreError: a newer mujaz wrote it.
            StoreError: it cannot be opened, or is no store.
        """
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self.write_lock = threading.RLock()
        self._hurry = threading.Event()
        with in_words(path):
            connection = self.get()
            self._check(connection)
            connection.execute("PRAGMA journal_mode = WAL")
            schema.migrate(connection)
        with suppress(OSError):
            path.chmod(0o600)

    def _check(self, connection: sqlite3.Connection) -> None:
        if schema.is_foreign(connection):
            raise StoreError(
                _("{path}: this is the database of another program; name another folder.").format(
                    path=self.path
                )
            )
        version = schema.version_of(connection)
        if version > schema.VERSION:
            raise NewerStoreError(
                _(
                    "{path}: a newer mujaz wrote this store (version {found}, this one knows {known}); update mujaz or name another folder by --data."
                ).format(path=self.path, found=version, known=schema.VERSION)
            )

    def get(self) -> sqlite3.Connection:
        """Return the connection of the calling thread, opening it where it has none."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA temp_store = MEMORY")
            connection.create_function("name_rank", 2, name_rank, deterministic=True)
            self._local.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Let nothing last or wait while the block lasts: what is under way ends with an error.

        For leaving a reader whose store another process has locked. What a transaction has written
        until then is taken back; what is already committed stays.
        """
        self._hurry.set()
        try:
            with self._lock:
                for connection in self._all:
                    connection.interrupt()
            yield
        finally:
            self._hurry.clear()

    def read(self, sql: str, parameters: Iterable[object] = ()) -> list[tuple[object, ...]]:
        """Return all rows of a query that is known to be small."""
        with in_words(self.path):
            return self.get().execute(sql, tuple(parameters)).fetchall()

    def read_unless(
        self, stop: Callable[[], bool], sql: str, parameters: Iterable[object] = ()
    ) -> list[tuple[object, ...]]:
        """Return all rows of a query that may take long; none where ``stop`` ends it on its way.

        Args:
            stop: asked every millisecond or so, in this thread.
            sql: the query.
            parameters: its values.
        """
        with in_words(self.path):
            connection = self.get()
            connection.set_progress_handler(stop, _STEPS)
            try:
                return connection.execute(sql, tuple(parameters)).fetchall()
            except sqlite3.OperationalError:
                if stop():
                    return []
                raise
            finally:
                connection.set_progress_handler(None, 0)

    def column(self, sql: str, parameters: Iterable[object] = ()) -> list[str]:
        """Return the first column of a query, as many rows as it has: only the texts are held."""
        with in_words(self.path):
            return [row[0] for row in self.get().execute(sql, tuple(parameters))]

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold the write lock for one short transaction; everything in it happens, or nothing."""
        with self._turn(), in_words(self.path):
            connection = self.get()
            self._begin(connection)
            try:
                yield connection
            except BaseException:
                _roll_back(connection)
                raise
            connection.execute("COMMIT")

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Hold this process's write lock; waiting for it ends when there is hurry."""
        while not self.write_lock.acquire(timeout=_STEP):
            if self._hurry.is_set():
                raise _busy(self.path)
        try:
            yield
        finally:
            self.write_lock.release()

    def _begin(self, connection: sqlite3.Connection) -> None:
        """Take the file's write lock, waiting in short steps: SQLite's own wait has no way out."""
        end = time.monotonic() + _BUSY_TIMEOUT
        connection.execute(f"PRAGMA busy_timeout = {int(_STEP * 1000)}")
        try:
            while True:
                try:
                    connection.execute("BEGIN IMMEDIATE")
                    return
                except sqlite3.OperationalError as error:
                    if not _is_busy(error) or self._hurry.is_set() or time.monotonic() > end:
                        raise
        finally:
            connection.execute(f"PRAGMA busy_timeout = {int(_BUSY_TIMEOUT * 1000)}")

    def write_each(
        self,
        items: Iterable[T],
        write: Callable[[sqlite3.Connection, T], None],
        last: Callable[[sqlite3.Connection], None] | None = None,
    ) -> None:
        """Write items one by one, in transactions of about :data:`HOLD` seconds.

        Args:
            items: what is written; an item is never split over two transactions.
            write: writes one item.
            last: runs in the transaction of the last item, such as a feed's validators: they
                must not be kept unless everything that they vouch for is.
        """
        pending = iter(items)
        more = True
        while more:
            with self.transaction() as connection:
                until = time.monotonic() + HOLD
                more = False
                for item in pending:
                    write(connection, item)
                    if time.monotonic() > until:
                        more = True
                        break
                if not more and last is not None:
                    last(connection)
            if more:
                time.sleep(PAUSE)


def _roll_back(connection: sqlite3.Connection) -> None:
    """Undo the transaction where SQLite has not done so by itself (a full disk)."""
    if connection.in_transaction:
        connection.execute("ROLLBACK")
