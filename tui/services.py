"""What the command line lends the reader: things that the screens ask for but cannot do themselves."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mujaz.config import Config
from mujaz.model import Feed
from mujaz.overrides import Overrides
from mujaz.pipeline.progress import Report

if TYPE_CHECKING:
    from mujaz.pipeline.refresh import Outcome

Check = Callable[[Sequence[Feed], Report], Coroutine[Any, Any, "Sequence[Outcome]"]]


@dataclass(frozen=True, slots=True)
class Services:
    """Services for the screens beside the main one; each of them may be missing.

    Attributes:
        check: fetches some feeds now, due or not, and tells what became of each.
        show_sample: lets the bundled sample be opened after this reader ends.
        config: the configuration file, for the settings screen.
        overrides: what the settings screen has changed before.
    """

    check: Check | None = None
    show_sample: Callable[[], None] | None = None
    config: Config | None = None
    overrides: Overrides = field(default_factory=dict)
