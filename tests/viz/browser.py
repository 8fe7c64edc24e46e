"""A small hand on Chromium: open a page, read its text, click, take a picture (DevTools protocol)."""

import base64
import json
import shutil
import subprocess
import time
import urllib.request
from pathlib import Path
from typing import Any

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """Chromium without a window, on one page."""

    def __init__(self, url: str, folder: Path, size: tuple[int, int] = (1500, 1150)) -> None:
        from websockets.sync.client import connect

        options = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run"]
        folder.mkdir(parents=True, exist_ok=True)
        self.process = subprocess.Popen(
            [str(CHROMIUM), *options, f"--user-data-dir={folder}", f"--window-size={size[0]},{size[1]}", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        port = self.wait(lambda: (folder / "DevToolsActivePort").read_text().split()[0], 60)
        pages = self.wait(lambda: self._pages(port), 60)
        self._connection = connect(pages[0]["webSocketDebuggerUrl"], max_size=2**27)
        self.socket = self._connection.__enter__()
        self._number = 0
        self.send("Page.enable")
        self.send("Page.navigate", url=url)

    @staticmethod
    def _pages(port: str) -> Any:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=10) as answer:
            return [page for page in json.load(answer) if page["type"] == "page"] or None

    @staticmethod
    def wait(ask: Any, seconds: float) -> Any:
        """The first answer that is not empty; a TimeoutError if there is none in time."""
        end, last = time.monotonic() + seconds, None
        while time.monotonic() < end:
            try:
                if answer := ask():
                    return answer
            except (OSError, IndexError, KeyError, ValueError) as error:
                last = error
            time.sleep(0.2)
        raise TimeoutError(f"no answer in {seconds} s ({last})")

    @staticmethod
    def answers(url: str) -> bool:
        """Whether a server answers there."""
        with urllib.request.urlopen(url, timeout=10) as answer:
            return bool(answer.status == 200)

    def send(self, method: str, **given: Any) -> dict[str, Any]:
        """Send a command and return its result."""
        self._number += 1
        self.socket.send(json.dumps({"id": self._number, "method": method, "params": given}))
        while True:
            said = json.loads(self.socket.recv(timeout=120))
            if said.get("id") == self._number:
                return said.get("result", {})

    def evaluate(self, script: str) -> Any:
        """Value of a piece of JavaScript."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def text(self) -> str:
        return self.evaluate("document.body ? document.body.innerText : ''") or ""

    def click(self, label: str) -> bool:
        """Press the button with this text; whether there was one that can be pressed."""
        return bool(
            self.evaluate(
                "(() => { const b = [...document.querySelectorAll('button')]"
                f".find(b => b.innerText.trim().toLowerCase() === {json.dumps(label.lower())} && !b.disabled);"
                " if (b) b.click(); return !!b; })()"
            )
        )

    def pictures(self) -> int:
        """Drawings on the page that have been loaded and have a size."""
        wide = "i => i.getBoundingClientRect().width > 250"
        return int(self.evaluate(f"[...document.querySelectorAll('img, svg')].filter({wide}).length") or 0)

    def picture(self, file: Path) -> Path:
        """Save what can be seen."""
        file.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", format="png")["data"]))
        return file

    def close(self) -> None:
        self._connection.__exit__(None, None, None)
        self.process.terminate()
        self.process.wait(30)
