"""The command line as tests call it: in this process, or as a program of its own where that is the point."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from crm_tui.cli.main import run
from crm_tui.settings.request import OpenScreens


@dataclass(frozen=True)
class Told:
    """What a command said."""

    code: int | OpenScreens
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout; fails when there is anything else."""
        return json.loads(self.out)


Call = Callable[..., Told]


@pytest.fixture
def environment(path: Path, tmp_path: Path) -> dict[str, str]:
    """Where a test's commands find things: nowhere near the user's own."""
    return {
        "CRM_TUI_DB": str(path),
        "CRM_TUI_USER": "nadia",
        "HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
    }


@pytest.fixture
def crm(
    environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Run a command in this process, as nadia on the test's database."""
    for name in ("TZ", "CRM_TUI_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    def call(*arguments: str) -> Told:
        code = run(arguments)
        said = capsys.readouterr()
        return Told(code, said.out, said.err)

    return call


@pytest.fixture
def ask(crm: Call) -> Callable[..., Any]:
    """Run a command with ``--json`` that must succeed, and give its document."""

    def call(*arguments: str) -> Any:
        told = crm(*arguments, "--json")
        assert told.code == 0, told
        return told.json

    return call


@pytest.fixture
def program(environment: dict[str, str]) -> Callable[..., subprocess.Popen[str]]:
    """Start the program itself."""

    def start(*arguments: str, **options: Any) -> subprocess.Popen[str]:
        streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen(
            [sys.executable, "-m", "crm_tui", *arguments],
            env=environment,
            text=True,
            **{**streams, **options},
        )

    return start


@pytest.fixture
def quillon(ask: Callable[..., Any]) -> int:
    """A customer to do something for."""
    saved = ask("customer", "add", "--name", "Quillon Ashgrove", "--phone", "+1 555 010 1234")
    return int(saved["id"])
