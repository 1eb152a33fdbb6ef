"""The doctor at the terminal: what it is, how Arabic is written to it, which way reads right."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cli.context import Run
from cli.doctor_checks import Check
from cli.output import say, say_json
from mujaz.i18n import _

if TYPE_CHECKING:
    from tui.terminal.card import Page
    from tui.terminal.detect import Found
    from tui.terminal.wire import Order

_FORMS = "fe8e fedf fee0 feb3 fec0"
"""A few presentation forms, as fontconfig writes a set of characters."""


# ------------------------------------------------------------------------------- checks
def check_terminal(run: Run) -> Iterator[Check]:
    """Say what the terminal is and how it is written to."""
    yield from _about(_find(run))


def _about(found: Found) -> Iterator[Check]:
    if found.known is None:
        yield Check("ok", _("There is no terminal here; text is written in logical order."))
        return
    if os.environ.get("TERM") == "linux":
        line = _("The Linux console has no Arabic letters; use a terminal window, or ssh.")
        yield Check("warn", line)
        return
    line = _("Terminal {name}: {reason}.").format(name=found.known.name, reason=found.wire.reason)
    if found.wire.sure:
        yield Check("ok", line)
    else:
        more = _("Does Arabic read wrong? Run `mujaz doctor --terminal`.")
        yield Check("warn", f"{line} {more}")


def check_fonts(_run: Run) -> Iterator[Check]:
    """Say whether a font of this machine has the forms of Arabic letters."""
    count = fonts_with_forms()
    if count == 0:
        line = _(
            "No font here has the joined forms of Arabic letters; install DejaVu Sans Mono "
            "(package fonts-dejavu) and choose it in the terminal."
        )
        yield Check("warn", line)
    elif count:
        yield Check("ok", _("Fonts with joined Arabic letters are installed."))


def fonts_with_forms() -> int | None:
    """Count the fonts that have Arabic presentation forms.

    Returns:
        None where it cannot be known: without fontconfig, or where the terminal, whose fonts
        count, is on another machine.
    """
    if any(os.environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY")):
        return None
    try:
        done = subprocess.run(
            ["fc-list", f":charset={_FORMS}", "family"],
            capture_output=True,
            timeout=10,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return len(done.stdout.splitlines())


# --------------------------------------------------------------------------- examination
def examine(run: Run, *, as_json: bool, may_ask: bool) -> int:
    """Say what was found, and ask which way reads right where somebody is there to answer."""
    found = _find(run, piped=True)
    if as_json:
        say_json([_as_data(run, found)])
        return 0
    _tell(run, found)
    if may_ask and found.known is not None:
        _ask(run, found)
    return 0


def _find(run: Run, *, piped: bool = False) -> Found:
    from tui.terminal.detect import detect

    return detect(_setting(run), run.paths.data, piped=piped)


def _setting(run: Run) -> Any:
    from tui.settings import ReaderSettings

    return run.section("reader", ReaderSettings).bidi


def _as_data(run: Run, found: Found) -> dict[str, object]:
    """Return everything that a decision rests on, and the decision."""
    known, wire = found.known, found.wire
    return {
        "terminal": known.name if known else None,
        "order": wire.order,
        "sure": wire.sure,
        "reason": wire.reason,
        "told": wire.start or wire.row,
        "undone": wire.leave,
        "marks": wire.marks,
        "setting": _setting(run),
        "remembered": found.remembered,
        "replies": asdict(known.replies) if known else None,
        "outside": asdict(known.outside) if known and known.outside else None,
        "variables": known.named() if known else {},
        "fonts": fonts_with_forms(),
    }


def _tell(run: Run, found: Found) -> None:
    for finding in (*_about(found), *check_fonts(run)):
        say(finding.line)
    if found.known is None:
        return
    replies = found.known.replies
    answers = " ".join(
        f"{name}={value}"
        for name, value in (
            ("XTVERSION", replies.name),
            ("DECRQM-8", replies.bdsm),
            ("DA1", replies.da1),
            ("DA2", replies.da2),
        )
        if value is not None
    )
    say(_("Way of writing: {order}.").format(order=found.wire.order))
    say(_("It answered: {answers}.").format(answers=answers or _("nothing")))


# -------------------------------------------------------------------------------- asking
def _ask(run: Run, found: Found) -> None:
    """Show the specimen in every way, ask which reads right, keep the answer."""
    from tui.terminal.card import pages

    assert found.known is not None
    for page in pages(found.known):
        number = _answer(page)
        if number is None:
            return
        if 1 <= number <= len(page.orders):
            _keep(run, found, page.orders[number - 1])
            return
    _look_at_letters(found)


def _answer(page: Page) -> int | None:
    """Show one page; return the number that was typed, None where it was none."""
    say()
    if len(page.orders) == 1:
        say(_("Type 1 if this line reads right, 0 if it does not."))
    else:
        say(_("Type the number of the line that reads right from the right; 0: none does."))
    sys.stdout.write(page.written + "\n")
    sys.stdout.flush()
    try:
        typed = _typed()
    finally:
        sys.stdout.write(page.leave)
        sys.stdout.flush()
    return int(typed) if typed.isdecimal() else None


def _typed() -> str:
    """Return what was typed on one line; nothing at the end of input."""
    try:
        return input("> ").strip()
    except EOFError:
        return ""


def _keep(run: Run, found: Found, order: Order) -> None:
    """Remember an order for this terminal, unless it is what would be taken anyway."""
    from tui.terminal.decide import decide
    from tui.terminal.memory import remember

    assert found.known is not None
    natural = decide(found.known)
    run.paths.make_data()
    same = natural.order == order
    remember(run.paths.data, found.known.name, None if same else order)
    say(
        _("Right: {terminal} is written to this way already.").format(terminal=found.known.name)
        if same
        else _("From now on {terminal} is written to this way ({order}).").format(
            terminal=found.known.name, order=order
        )
    )
    setting = _setting(run)
    if setting not in ("auto", order):
        line = _('The configuration says `bidi = "{setting}"`, which comes first; take it out.')
        say(line.format(setting=setting))


def _look_at_letters(found: Found) -> None:
    """Tell missing letters from letters in the wrong order."""
    from tui.terminal.card import LETTERS

    say()
    say(_("Then look at these letters; each stands alone, so their order does not matter:"))
    print("    " + "   ".join(LETTERS) + "\n")  # noqa: T201  as they are, in no order of ours
    say(_("1: there are boxes, question marks or gaps. 2: the letters are there."))
    typed = _typed()
    if typed == "1":
        say(
            _(
                "The font lacks Arabic. Choose one that has it in the terminal's settings: DejaVu "
                "Sans Mono (package fonts-dejavu) is complete and keeps the columns straight."
            )
        )
    elif typed == "2":
        say(
            _(
                "So the order is wrong, not the font: {reason}. If nothing helps, report what "
                "`mujaz doctor --terminal --json` prints; `mujaz read --plain` reads meanwhile."
            ).format(reason=found.wire.reason)
        )
