"""The program in a pseudo-terminal that is drawn: a test presses keys and sees what a person would."""

import json
import select
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyte
import pytest
from terminals import DEADLINE_SECONDS, Pty, environment, until

PROGRAM = (sys.executable, "-m", "crm_tui")

#: How long to wait for output before it is looked whether the program still runs.
LOOK_AGAIN_SECONDS = 0.25

#: The keys that tests press by name; everything else is typed as it stands.
KEYS: Mapping[str, str] = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "F3": "\x1bOR",
    "F5": "\x1b[15~",
    "F6": "\x1b[17~",
    "F7": "\x1b[18~",
    "F8": "\x1b[19~",
    "F9": "\x1b[20~",
    "ctrl+s": "\x13",
    "ctrl+z": "\x1a",
}


class Seen(Pty):
    """A program in a terminal, with what stands on its screen."""

    def __init__(
        self, command: Sequence[str], *, size: tuple[int, int] = (80, 24), env: dict[str, str]
    ) -> None:
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._fed = 0
        super().__init__(command, size=size, env=env)

    @property
    def lines(self) -> list[str]:
        """The lines of the screen as they stand now."""
        output = self.read()
        self._stream.feed(output[self._fed :])
        self._fed = len(output)
        return [line.rstrip() for line in self._screen.display]

    @property
    def screen(self) -> str:
        """The whole screen."""
        return "\n".join(self.lines)

    def see(self, *texts: str) -> str:
        """Wait until all the texts stand on the screen, and return it."""
        self.see_that(lambda screen: all(text in screen for text in texts), f"{texts}")
        return self.screen

    def see_that(self, condition: Callable[[str], bool], what: str) -> None:
        """Wait until the screen fulfils the condition; the failure shows the screen."""
        begun = time.monotonic()
        while not condition(screen := self.screen):
            if self.process.poll() is not None or time.monotonic() - begun > DEADLINE_SECONDS:
                pytest.fail(f"still not: {what}, but\n{screen}")
            select.select([self.master], [], [], LOOK_AGAIN_SECONDS)

    def keys(self, *keys: str) -> None:
        """Press keys by name, and type what is none, all at once as a fast typist ahead of the screen."""
        self.press("".join(KEYS.get(key, key) for key in keys))

    def quit(self) -> int:
        """Leave from a main screen, and return the exit code."""
        self.keys("q")
        until(self.ended, "the program is gone")
        return self.process.returncode


class Shell:
    """The business of one test, reached by the command line and by the screens, each as a user would."""

    def __init__(self, path: Path, home: Path) -> None:
        home.mkdir(exist_ok=True)
        self.path = path
        self.env = environment(HOME=str(home), CRM_TUI_DB=str(path), CRM_TUI_USER="nadia")
        self._open: list[Seen] = []

    def __call__(self, *arguments: str | int) -> Any:
        """Run a command with ``--json`` and return its document."""
        done = subprocess.run(
            (*PROGRAM, "--json", *map(str, arguments)),
            capture_output=True,
            env=self.env,
            check=False,
            text=True,
        )
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return json.loads(done.stdout)

    def add(self, name: str, *options: str) -> int:
        """Add a customer and return the id."""
        return int(self("customer", "add", "--name", name, *options)["id"])

    def screens(self, *arguments: str, size: tuple[int, int] = (80, 24), **env: str) -> Seen:
        """Open the screens, and wait until Today or what was asked for has its footer."""
        seen = Seen((*PROGRAM, *arguments), size=size, env={**self.env, **env})
        self._open.append(seen)
        seen.see("help")
        return seen

    def close(self) -> None:
        """Leave nothing behind."""
        for seen in self._open:
            seen.close()


def contacts(customer: dict[str, Any]) -> list[dict[str, Any]]:
    """The contacts of a customer as ``customer show --json`` tells them."""
    return [entry for entry in customer["timeline"] if entry["kind"] == "interaction"]
