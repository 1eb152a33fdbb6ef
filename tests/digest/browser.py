"""A headless Chromium that shows a document as a reader's would, spoken to over its own protocol.

Looks at what is drawn: sizes, colours, directions, and what the document asks the network for.
"""

from __future__ import annotations

import asyncio
import base64
import itertools
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

#: Every visible text: its colour against what lies behind it, its size, and its direction.
_LOOK = r"""(() => {
  const rgba = c => (c.match(/[\d.]+/g) || [0, 0, 0, 0]).map(Number);
  const back = e => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor, v = rgba(c);
      if (v.length < 4 || v[3] === 1) return v.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const light = v => {
    const [r, g, b] = v.slice(0, 3).map(x => x / 255)
      .map(x => x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = [], wide = document.documentElement.clientWidth;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n; (n = walk.nextNode());) {
    if (!n.data.trim()) continue;
    const range = document.createRange();
    range.selectNodeContents(n);
    const rects = [...range.getClientRects()].filter(r => r.width > 1 && r.height > 1);
    if (!rects.length) continue;
    const e = n.parentElement, s = getComputedStyle(e);
    const [a, b] = [light(rgba(s.color)), light(back(e))];
    texts.push({
      text: n.data.trim().slice(0, 40), direction: s.direction,
      contrast: (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05),
      large: parseFloat(s.fontSize) >= 24 ||
        (parseFloat(s.fontSize) >= 18.66 && Number(s.fontWeight) >= 700),
      out: rects.some(r => r.left < -0.5 || r.right > wide + 0.5),
    });
  }
  const h = document.querySelector('h1').getBoundingClientRect();
  return {
    texts, wide, scroll: document.documentElement.scrollWidth,
    title: h.left + h.width, first: document.documentElement.dir,
  };
})()"""


def chromium() -> str | None:
    """Return the program, or None where there is none."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)


@dataclass(frozen=True)
class Text:
    """A run of text as it is drawn; ``contrast`` is WCAG 2's ratio, ``out`` beside the window."""

    text: str
    direction: str
    contrast: float
    large: bool
    out: bool


@dataclass(frozen=True)
class Look:
    """A document as it is drawn: its texts, widths in CSS pixels, addresses it asked for."""

    texts: list[Text]
    wide: int
    scroll: int
    title: float
    asked: list[str]
    picture: bytes


class Browser:
    """A tab; every document is shown in a fresh state of it."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse, runner: asyncio.Runner) -> None:
        self._socket = socket
        self._runner = runner
        self._numbers = itertools.count(1)
        self._asked: list[str] = []
        self._loaded = False

    def look(
        self, path: Path, width: int, *, dark: bool = False, height: int = 900, scale: float = 1
    ) -> Look:
        """Show a file and tell what is seen of it."""
        return self._runner.run(self._look(path, width, height, dark, scale))

    async def _look(self, path: Path, width: int, height: int, dark: bool, scale: float) -> Look:
        for domain in ("Page", "Network", "Runtime"):
            await self._say(f"{domain}.enable")
        metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": False}
        await self._say("Emulation.setDeviceMetricsOverride", **metrics)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self._say("Emulation.setEmulatedMedia", features=[scheme])
        await self._say("Emulation.setScrollbarsHidden", hidden=True)
        self._asked, self._loaded = [], False
        await self._say("Page.navigate", url=path.as_uri())
        while not self._loaded:
            self._heard(await self._socket.receive_json(timeout=60))
        seen = await self._say("Runtime.evaluate", expression=_LOOK, returnByValue=True)
        found = seen["result"]["value"]
        picture = await self._say("Page.captureScreenshot", format="png")
        return Look(
            [Text(**one) for one in found["texts"]],
            found["wide"],
            found["scroll"],
            found["title"],
            [url for url in self._asked if url != path.as_uri()],
            base64.b64decode(picture["data"]),
        )

    async def _say(self, method: str, **params: Any) -> dict[str, Any]:
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": params})
        while True:
            answer = await self._socket.receive_json(timeout=60)
            if answer.get("id") == number:
                assert "error" not in answer, (method, answer)
                result: dict[str, Any] = answer["result"]
                return result
            self._heard(answer)

    def _heard(self, event: dict[str, Any]) -> None:
        if event.get("method") == "Network.requestWillBeSent":
            self._asked.append(event["params"]["request"]["url"])
        if event.get("method") == "Page.loadEventFired":
            self._loaded = True


@contextmanager
def open_browser(program: str, folder: Path) -> Iterator[Browser]:
    """Start a Chromium of its own profile, and end it."""
    with asyncio.Runner() as runner:
        process = runner.run(_start(program, folder))
        session = runner.run(_session())
        try:
            socket = runner.run(_connect(session, folder))
            yield Browser(socket, runner)
        finally:
            runner.run(session.close())
            process.kill()
            runner.run(process.wait())


async def _start(program: str, folder: Path) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        program,
        *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
        *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
        *("--remote-debugging-port=0", f"--user-data-dir={folder}", "about:blank"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )


async def _session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()


async def _connect(session: aiohttp.ClientSession, folder: Path) -> aiohttp.ClientWebSocketResponse:
    said = folder / "DevToolsActivePort"
    async with asyncio.timeout(60):
        while not (said.exists() and said.read_text().count("\n")):
            await asyncio.sleep(0.05)
        port = int(said.read_text().split()[0])
        while True:
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [one for one in await answer.json() if one["type"] == "page"]
            if pages:
                break
            await asyncio.sleep(0.05)
    return await session.ws_connect(pages[0]["webSocketDebuggerUrl"], max_msg_size=0)
