"""Who reorders: answers, environment, memory and setting to a wire."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.tui.terminal.recorded import BDSM, CASES, KONSOLE, NOTHING, Case
from tui.terminal.decide import Known, decide
from tui.terminal.replies import Replies, parse_replies, typed_among
from tui.terminal.wire import Order, Wire


def known(case: Case) -> Known:
    return Known(parse_replies(case.answer), case.variables, case.outside)


def switch(wire: Wire) -> tuple[str, str]:
    return wire.start or wire.row, wire.leave


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_terminal_gets_its_wire(case: Case) -> None:
    wire = decide(known(case))
    assert (wire.order, switch(wire)) == (case.order, case.switch)
    assert wire.marks == case.marks
    assert wire.reason


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_setting_of_none_writes_nothing_beside_the_text(case: Case) -> None:
    wire = decide(known(case), "none")
    assert (wire.order, switch(wire)) == ("visual", NOTHING)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
@pytest.mark.parametrize("order", ["lro", "words", "logical"])
def test_the_setting_decides_and_so_does_what_is_remembered(case: Case, order: Order) -> None:
    for wire in (decide(known(case), order), decide(known(case), remembered=order)):
        assert (wire.order, switch(wire)) == (order, NOTHING)
        assert wire.marks == case.marks


def test_visual_by_choice_keeps_the_switch_that_the_terminal_has() -> None:
    by_name = {case.name: known(case) for case in CASES}
    assert switch(decide(by_name["Konsole"], "visual")) == KONSOLE
    assert switch(decide(by_name["kitty"], "visual")) == BDSM
    assert switch(decide(by_name["xterm"], remembered="visual")) == BDSM


def test_the_setting_comes_before_what_is_remembered() -> None:
    assert decide(known(CASES[0]), "lro", "words").order == "lro"


def test_names_hold_no_version_and_name_what_stands_between() -> None:
    names = {case.name: known(case).name for case in CASES}
    assert names["kitty"] == "kitty"
    assert names["VTE"] == names["VTE over ssh"] == names["VTE, silent"] == "VTE"
    assert names["Konsole"] == "Konsole"
    assert names["tmux in kitty"] == names["tmux in kitty, not asked"] == "kitty in tmux"
    assert names["tmux in mlterm"] == "mlterm in tmux"
    assert names["screen in VTE"] == "VTE in screen"
    assert names["xterm started from tmux"] == "XTerm"
    assert names["PuTTY"] == "PuTTY"


def test_a_name_cannot_steer_a_terminal() -> None:
    replies = parse_replies(b"\x1bP>|evil\x9b31m\x01(1)\x1b\\\x1b[?1c")
    assert replies.name is None or replies.name.isprintable()


def test_answers_among_keys_and_keys_among_answers() -> None:
    raw = b"jj\x1b[A\x1b[8;1$y\x1bP>|VTE(8003)\x1b\\k\x1b[>65;8003;1c\x1b[?65;1;9c"
    assert parse_replies(raw) == Replies(1, "VTE(8003)", "65;1;9", "65;8003;1")
    assert typed_among(raw) == b"jj\x1b[Ak"


RECORDED = {
    "q-vte": ("visual", BDSM), "q-gnome-terminal": ("visual", BDSM),
    "q-xfce4-terminal": ("visual", BDSM), "q-konsole": ("visual", KONSOLE),
    "q-mlterm": ("visual", ("\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07")),
    "q-kitty": ("words", NOTHING), "q-xterm": ("visual", NOTHING), "q-alacritty": ("visual", NOTHING),
    "q-foot": ("visual", NOTHING), "q-urxvt": ("visual", NOTHING), "q-st": ("visual", NOTHING),
    "q-pterm": ("logical", NOTHING), "q-qterminal": ("logical", NOTHING),
    "q-terminology": ("visual", NOTHING), "qscreen-vte": ("visual", ("\x1bP\x1b[8l\x1b\\", "\x1bP\x1b[8h\x1b\\")),
    "qtmux-kitty": ("words", NOTHING), "qtmux-vte": ("lro", NOTHING), "qtmux-xterm": ("lro", NOTHING),
    "qtmux-mlterm": ("lro", NOTHING), "qtmux-konsole": ("visual", None),
}  # fmt: skip
"""The files of what real terminals answered; tmux could not be asked when they were recorded."""


def test_what_real_terminals_answered(shared: Path) -> None:
    files = sorted((shared / "terminals" / "replies").glob("*.json"))
    assert {file.stem for file in files} == set(RECORDED)
    for file in files:
        record = json.loads(file.read_text())
        names = ("DECRQM 8", "XTVERSION", "DA2", "DA1")
        raw = "".join(record[name] for name in names).replace("ESC ", "\x1b").encode()
        wire = decide(Known(parse_replies(raw), record["env"]))
        order, told = RECORDED[file.stem]
        assert wire.order == order, file.stem
        assert told is None or switch(wire) == told, file.stem
