"""The card that shows which way of writing reads right: one sentence, written every way.

Each line tells its own number in the sentence, so that the line that can be read is the answer.
Who asks, and what becomes of the answer, is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.text import layout
from tui.terminal.decide import Known, decide
from tui.terminal.stdout import LinePrinter
from tui.terminal.wire import ORDERS, Order, Wire
from tui.terminal.writing import Writer

SENTENCE = "اكتب {number} إن كان هذا السطر (كله) يُقرأ من اليمين: mujaz 25%، «نعم»"
"""Joined letters, brackets, a number, a Latin word and quotation marks: what goes wrong at times."""
LETTERS = ("ب", "ﺑ", "ﺒ", "ﺐ", "ﻼ", "ع", "ﻋ", "ﻌ", "ﻊ")
"""Letters by themselves, in the plain and the joined forms."""
WIDTH = 64


@dataclass(frozen=True, slots=True)
class Page:
    """Lines that are shown together.

    Attributes:
        orders: the way each line is written, in the lines' order.
        written: what is written to the terminal.
        leave: what is written after the answer.
    """

    orders: Sequence[Order]
    written: str
    leave: str = ""


def pages(known: Known) -> list[Page]:
    """Return the card of a terminal.

    A switch of the whole window would act on all lines: the way of writing that needs one has a
    page of its own.
    """
    wires = {order: decide(known, order) for order in ORDERS}
    alone = [order for order in ORDERS if wires[order].start]
    together = [order for order in ORDERS if not wires[order].start]
    return [
        *(_page([order], wires) for order in alone),
        _page(together, wires),
    ]


def _page(orders: Sequence[Order], wires: dict[Order, Wire]) -> Page:
    lines = [_line(place + 1, wires[order]) for place, order in enumerate(orders)]
    switch = wires[orders[0]] if len(orders) == 1 else Wire()
    return Page(orders, switch.start + "\n".join(lines), switch.leave if switch.start else "")


def _line(number: int, wire: Wire) -> str:
    """Return one line, its number at its left end as well."""
    line = layout(SENTENCE.format(number=number), WIDTH, "rtl")[0]
    text = f"{number}  {' ' * line.pad}{line.text}"
    if wire.start:
        return Writer(wire).line(text)
    printer = LinePrinter(wire)
    return printer.line(text) + printer.leave
