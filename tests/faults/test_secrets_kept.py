"""S4: what goes wrong inside is told without a customer's words and without a control byte."""

import random
import stat
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from seen import PROGRAM, Shell
from terminals import until

from crm_tui.settings.crash_report import report
from crm_tui.store.driver import connect

CANARY = "Quillon\x1b]0;Ashgrove\x07"
SECRETS = ("Quillon", "Ashgrove", "\x1b", "\x07")


class OwnError(Exception):
    """One that says more of itself than its arguments."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.add_note(words)
        self.words = words

    def __repr__(self) -> str:
        return self.words


def failing(chance: random.Random, depth: int = 0) -> BaseException:
    """An error as deep inside as chance has it, with the canary wherever an error can hold one."""
    kinds = (
        lambda: OwnError(CANARY),
        lambda: KeyError(CANARY),
        lambda: UnicodeDecodeError("utf-8", CANARY.encode(), 0, 1, CANARY),
        lambda: OSError(2, CANARY, CANARY),
        lambda: SyntaxError(CANARY, (CANARY, 1, 1, CANARY)),
        lambda: ExceptionGroup(CANARY, [ValueError(CANARY)]),
        lambda: SystemError(CANARY, {CANARY: CANARY}),
    )
    words = CANARY  # a local variable, as a customer's note would be
    try:
        if depth < 4 and chance.random() < 0.6:
            inner = failing(chance, depth + 1)
            if chance.random() < 0.5:
                raise chance.choice(kinds)() from inner
            try:
                raise inner
            except type(inner):
                raise chance.choice(kinds)()  # noqa: B904 - one that comes while another is dealt with
        raise chance.choice(kinds)()
    except Exception as error:  # noqa: BLE001 - whatever it is
        assert words
        return error


def test_two_hundred_errors_give_nothing_away(tmp_path: Path) -> None:
    chance = random.Random(4)
    for number in range(200):
        folder = tmp_path / str(number)
        told = report(failing(chance), datetime.now(UTC), folder)
        (file,) = folder.iterdir()
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not [secret for secret in SECRETS if secret in told + file.read_text(encoding="utf-8")]


@pytest.fixture
def unreadable_act(customer: Path) -> Path:
    """A business in which an act's details are no JSON: an error that nobody planned for."""
    connection = connect(customer)
    connection.execute("UPDATE acts SET details = '{\"Ashgrove\": Quillon'")
    connection.close()
    return customer


def test_a_command_tells_what_it_may(unreadable_act: Path, shell: Shell, tmp_path: Path) -> None:
    done = subprocess.run((*PROGRAM, "journal"), env=shell.env, capture_output=True, check=False)
    assert done.returncode == 1
    assert not secrets_in(done.stdout + done.stderr)
    assert b"\x1b" not in done.stderr
    is_reported(done.stderr, tmp_path)


@pytest.mark.terminal
def test_the_screens_end_with_a_sentence(unreadable_act: Path, shell: Shell, tmp_path: Path) -> None:
    desk = shell.screens()
    desk.keys("u")
    until(desk.ended, "the program is gone")
    assert desk.process.returncode == 1
    assert not secrets_in(desk.read())
    is_reported(desk.read(), tmp_path)


def is_reported(said: bytes, folder: Path) -> None:
    # The screens may meet it twice, at two of their questions, before they end.
    reports = list(folder.rglob("crash-*.txt"))
    assert b"error of its own" in said
    assert any(b"JSONDecodeError" in file.read_bytes() for file in reports)
    for file in reports:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert not secrets_in(file.read_bytes())


def secrets_in(said: bytes) -> list[str]:
    """Words of the act that could not be read; a terminal is given sequences of the screens' own."""
    return [secret for secret in ("Quillon", "Ashgrove") if secret.encode() in said]
