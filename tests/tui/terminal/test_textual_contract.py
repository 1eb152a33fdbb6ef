"""What the drivers of the wire lean on in Textual, and the drivers that no reader uses."""

from __future__ import annotations

import inspect
from typing import Any

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.driver import Driver
from textual.drivers import linux_driver, linux_inline_driver

from tests.tui.screen_terminal import Terminal
from tui._textual_compat import swallow_late_answers, type_in
from tui.terminal.windows import ConsoleWriting
from tui.terminal.wire import Wire, bdsm

VTE = b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c"


@pytest.mark.parametrize("module", [linux_driver, linux_inline_driver])
def test_drivers_make_their_parser_from_a_global_of_their_module(module: Any) -> None:
    assert "XTermParser(" in inspect.getsource(module)
    swallow_late_answers()
    parser = module.XTermParser()
    assert isinstance(parser, XTermParser)
    keys = [
        event.key
        for event in parser.feed("a\x1b[?65;1;9c\x1b[8;1$yb")
        if isinstance(event, events.Key)
    ]
    assert keys == ["a", "b"]


def test_swallowing_twice_filters_once() -> None:
    for _ in range(3):
        swallow_late_answers()
    quiet = linux_driver.XTermParser  # type: ignore[attr-defined]
    assert quiet.__mro__[1] is XTermParser


def test_a_parser_ends_an_escape_when_its_time_is_over() -> None:
    parser = XTermParser()
    assert list(parser.feed("\x1b")) == []
    parser._timeout_time = 0.0
    assert [event.key for event in parser.tick() if isinstance(event, events.Key)] == ["escape"]


def test_typed_keys_reach_the_app() -> None:
    got: list[Any] = []

    class Listening:
        def process_message(self, message: Any) -> None:
            got.append(message)

    type_in(Listening(), "jت\x1b[A")  # type: ignore[arg-type]
    assert [event.key for event in got] == ["j", "ت", "up"]


def test_the_app_takes_the_inline_driver_of_its_module() -> None:
    from textual.app import App

    source = inspect.getsource(App._build_driver)
    assert "from textual.drivers.linux_inline_driver import LinuxInlineDriver" in source


def test_an_inline_app_tells_the_rows_that_it_writes() -> None:
    terminal = Terminal("terminal.inline_on_pty", answer=VTE)
    try:
        terminal.expect(b"\\x1b\\[8l[\\s\\S]*" + "ﺮﺒﺧ".encode())
        terminal.send("q")
        assert terminal.finish() == 0
        output = terminal.output
        assert b"\x1b[?1049h" not in output
        assert b"\x1b[1;1H\x1b[8l" not in output, "rows above belong to others"
        assert output.rindex(b"\x1b[8h") > output.rindex(b"\x1b[8l")
    finally:
        terminal.close()


# ------------------------------------------------------------------------------ Windows
class _Console(Driver):
    """Stands for the driver of Windows: takes what is written."""

    def __init__(self) -> None:
        self.written = ""

    def write(self, data: str) -> None:
        self.written += data

    def start_application_mode(self) -> None:
        self.write("<start>")

    def stop_application_mode(self) -> None:
        self.write("<stop>")

    def disable_input(self) -> None:
        """Do nothing."""


def console(wire: Wire) -> Any:
    bound: Any = type("Bound", (ConsoleWriting, _Console), {"wire": wire})
    return bound()


def test_on_windows_text_is_written_by_the_wire() -> None:
    driver = console(Wire("words"))
    driver.start_application_mode()
    driver.write("ﺮﺒﺧ 👨\u200d👩")
    driver.stop_application_mode()
    assert driver.written == "<start>ﺧﺒﺮ \x1b7  \x1b8👨\x1b8\x1b[2C<stop>"


def test_on_windows_rows_are_told_and_undone() -> None:
    driver = console(bdsm("mintty"))
    driver.start_application_mode()
    driver.stop_application_mode()
    assert "\x1b[1;1H\x1b[8l\x1b[2;1H\x1b[8l" in driver.written
    assert driver.written.endswith("\x1b[8h<stop>")


def test_the_driver_of_windows_has_the_methods_that_are_wrapped() -> None:
    from pathlib import Path

    import textual.drivers

    source = (Path(textual.drivers.__path__[0]) / "windows_driver.py").read_text(encoding="utf-8")
    for name in ("write", "start_application_mode", "stop_application_mode"):
        assert f"def {name}(self" in source
