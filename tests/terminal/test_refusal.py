"""Without a terminal, or with one that cannot draw: one line, exit 2, no escape byte (RELIABILITY.md, R4)."""

import subprocess
import sys
from pathlib import Path

import pytest
from terminals import Pty, environment, until

COMMAND = (sys.executable, "-m", "crm_tui", "--as", "nadia", "--db")


def refused(output: bytes) -> bool:
    text = output.decode().strip()
    return bool(text) and "\n" not in text and "\x1b" not in text and "Traceback" not in text


@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_no_terminal_at_all(path: Path, term: str) -> None:
    done = subprocess.run(
        (*COMMAND, str(path)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(TERM=term),
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == b""
    assert refused(done.stderr)


@pytest.mark.terminal
@pytest.mark.parametrize("term", ["dumb", "", "unknown"])
def test_a_terminal_that_cannot_draw(path: Path, term: str) -> None:
    terminal = Pty((*COMMAND, str(path)), env=environment(TERM=term))
    try:
        until(terminal.ended, "the program is gone")
        assert terminal.process.returncode == 2
        assert refused(terminal.read())
    finally:
        terminal.close()


@pytest.mark.terminal
def test_without_term_in_the_environment(path: Path) -> None:
    env = environment()
    del env["TERM"]
    terminal = Pty((*COMMAND, str(path)), env=env)
    try:
        until(terminal.ended, "the program is gone")
        assert terminal.process.returncode == 2
        assert refused(terminal.read())
    finally:
        terminal.close()


@pytest.mark.terminal
@pytest.mark.parametrize("redirection", ["</dev/null", ">/dev/null", "2>FILE"])
def test_one_end_that_is_no_terminal(path: Path, tmp_path: Path, redirection: str) -> None:
    errors = tmp_path / "errors"
    line = " ".join((*COMMAND, str(path), redirection.replace("FILE", str(errors))))
    terminal = Pty(("sh", "-c", line), env=environment())
    try:
        until(terminal.ended, "the program is gone")
        assert terminal.process.returncode == 2
        assert refused(errors.read_bytes() if errors.exists() else terminal.read())
    finally:
        terminal.close()
