"""The ``[store]`` section of the configuration: how long articles are kept.

What is done about it is known to :mod:`mujaz.pipeline.purging`.
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from mujaz.i18n import deferred as _


class StoreSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long articles are kept; by default for ever."""

    purge_after_days: Annotated[int, msgspec.Meta(ge=0, le=36_500)] = 0


#: One line for each field of :class:`StoreSettings`, in English, for the example configuration.
DOCS: dict[str, str] = {
    "purge_after_days": _(
        "Days after which stories that are read and not starred are deleted, at the next refresh; "
        "0 keeps everything. A story stays while one of its articles is unread, starred or newer."
    ),
}
