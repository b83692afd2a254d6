"""What a person sees in a real terminal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from terminals import PROGRAM, Tmux, environment

pytestmark = pytest.mark.terminal


@pytest.fixture(params=[(80, 24), (120, 36), (40, 10)], ids=lambda size: f"{size[0]}x{size[1]}")
def desk(request: pytest.FixtureRequest, path: Path, tmp_path: Path) -> Iterator[Tmux]:
    tmux = Tmux((*PROGRAM, str(path)), size=request.param, env=environment(HOME=str(tmp_path)))
    tmux.wait_for("ready")
    yield tmux
    tmux.close()


def test_the_three_lines_stand_where_they_should(desk: Tmux) -> None:
    desk.press("p")
    lines = desk.wait_for("works on").rstrip("\n").splitlines()
    assert lines[0].startswith(" Today   Nadia Karim")
    assert lines[-2].startswith(" · “promise” (p)")
    assert lines[-1].endswith("? help")


def test_help_and_back(desk: Tmux) -> None:
    desk.press("?")
    desk.wait_for("type to narrow")
    desk.press("c", "a", "l", "l")
    desk.wait_for("F8")
    desk.press("Escape")
    desk.wait_for("ready")


def test_ctrl_z_does_not_suspend(desk: Tmux) -> None:
    desk.press("C-z")
    desk.wait_for("nothing of yours")


def test_leaving_gives_the_terminal_back(desk: Tmux) -> None:
    desk.press("q")
    screen = desk.wait_for("left with 0")
    assert "ready" not in screen
    assert "icanon" in desk.wait_for("icanon")


def test_too_small_a_window_says_so(path: Path, tmp_path: Path) -> None:
    tmux = Tmux((*PROGRAM, str(path)), size=(39, 12), env=environment(HOME=str(tmp_path)))
    try:
        tmux.wait_for("Too small")
    finally:
        tmux.close()
