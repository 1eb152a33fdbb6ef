"""``mujaz doctor --repair``: look at the whole store, build what can be built anew, say what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cli.doctor_checks import Check, size_words
from mujaz.i18n import _, ngettext
from mujaz.store.protocol import Store

Told = Callable[[int, int], None]


def repair(store: Store, *, vacuum: bool, report: Told) -> Iterator[Check]:
    """Check every page, build all indexes anew, give free pages back on request.

    Indexes are built anew even where they look sound: that loses nothing. While it is at work no
    other process groups articles.

    Args:
        store: the store, open.
        vacuum: give free pages back to the file system; needs as much room as the store takes.
        report: told (done, total) articles of the search index.

    Raises:
        BusyError: another process is grouping articles.
        StoreError: the file is too damaged for this.
    """
    with store.exclusive(wait=5.0):
        for line in store.problems(thorough=True):
            yield Check("warn", _("Found: {problem}.").format(problem=line))
        n = store.rebuild_indexes(report)
        words = ngettext(
            "Indexes built anew: {n} article can be searched.",
            "Indexes built anew: {n} articles can be searched.",
            n,
        )
        yield Check("ok", words.format(n=n))
        if vacuum:
            freed = max(0, store.vacuum())
            yield Check("ok", _("Given back: {size}.").format(size=size_words(freed)))
        left = store.problems(thorough=True)
        for line in left:
            yield Check("fail", _("Still wrong: {problem}.").format(problem=line))
        if left:
            advice = _(
                "What is left is damage to the file itself: `mujaz export` saves the articles that can be read; put back a copy, or begin anew with --data."
            )
            yield Check("fail", advice)
        else:
            yield Check("ok", _("Store: sound."))
