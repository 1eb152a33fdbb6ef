"""The search box: an input line that shows which of its words are filters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mujaz.query.parse import FILTERS
from mujaz.text import fold
from tui.lines import Span
from tui.widgets.line_input import LineInput

_NAME = re.compile(r"(?<!\S)[-−–]?([^\W\d]+):")
_KNOWN = frozenset(fold(name) for names in FILTERS.values() for name in names)


class SearchInput(LineInput):
    """The box in which a query is written."""

    COMPONENT_CLASSES = {"search--filter"}
    DEFAULT_CSS = """
    SearchInput {
        & > .search--filter { color: $secondary; text-style: bold; }
    }
    """

    def decorations(self) -> Sequence[Span]:
        """Return the names of the filters that the query uses."""
        look = self.get_component_rich_style("search--filter", partial=True)
        return [
            (match.start(), match.end(), look)
            for match in _NAME.finditer(self.value)
            if fold(match[1]) in _KNOWN
        ]
