"""The store in one SQLite file: the parts of this folder put together."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType

from mujaz.store.connection import Connections
from mujaz.store.corrections import CorrectionRows
from mujaz.store.coverage import CoverageRows
from mujaz.store.feeds import FeedRows
from mujaz.store.identity import IdentityRows
from mujaz.store.lock import file_lock
from mujaz.store.muting import RuleRows
from mujaz.store.outbox import OutboxRows
from mujaz.store.pages import PageRows
from mujaz.store.purge import PurgeRows
from mujaz.store.repair import RepairRows
from mujaz.store.search import SearchRows
from mujaz.store.searches import SavedSearchRows
from mujaz.store.space import SpaceRows
from mujaz.store.states import StateRows
from mujaz.store.stories import StoryRows
from mujaz.store.tags import TagRows


class SqliteStore(
    CorrectionRows, CoverageRows, FeedRows, IdentityRows, OutboxRows, PageRows, PurgeRows, RepairRows, SearchRows,
    SavedSearchRows, SpaceRows, TagRows, RuleRows, StateRows, StoryRows,
):  # fmt: skip
    """A :class:`mujaz.store.protocol.Store` in an SQLite file in WAL mode.

    It may be used from several threads: each gets a connection of its own, and one lock orders
    the writes of a process. Other processes may read and write the same file.
    """

    def __init__(self, path: Path) -> None:
        """Open the file, making it or bringing it to today's schema where needed.

        Raises:
            NewerStoreError: a newer mujaz wrote it.
            StoreError: it cannot be opened, or it is another program's file.
        """
        self._db = Connections(path)

    def exclusive(self, wait: float = 60.0) -> AbstractContextManager[None]:
        """Let one process at a time group; others wait, then raise BusyError."""
        return file_lock(self._db.path.with_suffix(".lock"), wait)

    def hurried(self) -> AbstractContextManager[None]:
        """Let nothing last or wait while the block lasts: what is under way ends with an error."""
        return self._db.hurried()

    def close(self) -> None:
        """Close the store; a closed store cannot be used again."""
        self._db.close()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()
