"""What the command line lends the reader: things that the screens ask for but cannot do themselves."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mujaz.config import Config
from mujaz.model import Feed
from mujaz.overrides import Overrides
from mujaz.pipeline.progress import Report

if TYPE_CHECKING:
    from mujaz.briefing import Briefing
    from mujaz.pipeline.refresh import Outcome
    from mujaz.pipeline.subscribing import Look

Check = Callable[[Sequence[Feed], Report], Coroutine[Any, Any, "Sequence[Outcome]"]]
LookAt = Callable[[str], Coroutine[Any, Any, "Look"]]
"""Asks an address what it holds, in whatever event loop it is called."""


@dataclass(frozen=True, slots=True)
class Services:
    """Services for the screens beside the main one; each of them may be missing.

    Attributes:
        check: fetches some feeds now, due or not, and tells what became of each.
        show_sample: lets the bundled sample be opened after this reader ends.
        config: the configuration file, for the settings screen.
        overrides: what the settings screen has changed before.
        look: asks an address that somebody typed for the feed behind it, see
            :func:`mujaz.pipeline.subscribing.look_at`.
        briefing: opens the briefing, slowly: for a worker thread.
        groups: the user's groups of sources, which a story's coverage is told by.
    """

    check: Check | None = None
    show_sample: Callable[[], None] | None = None
    config: Config | None = None
    overrides: Overrides = field(default_factory=dict)
    look: LookAt | None = None
    briefing: Callable[[], Briefing] | None = None
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
