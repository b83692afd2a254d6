"""Paths, options, the terminal check and crash reports."""

import io
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_tui.domain.errors import InvalidInput, StoreUnavailable
from crm_tui.settings import crash_report, paths
from crm_tui.settings.options import Options, read_options
from crm_tui.settings.terminal import why_no_screens

AT = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
CANARY = "Quillon Ashgrove \x1b[31m"


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_database_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert paths.database_path("a.db", {"CRM_TUI_DB": "b.db"}) == Path("a.db")
    assert paths.database_path(None, {"CRM_TUI_DB": "b.db"}) == Path("b.db")
    assert paths.database_path(None, {}) == paths.data_folder() / "business.db"


def test_a_server_is_refused_for_now() -> None:
    with pytest.raises(InvalidInput):
        paths.database_path("postgresql://host/desk", {})


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_folder_of_ours_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        assert mode(paths.make_private(tmp_path / "new")) == 0o700
    finally:
        os.umask(before)


def test_a_shared_folder_keeps_its_mode(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o770)
    paths.make_private(shared)
    assert mode(shared) == 0o770


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable):
        paths.make_private(tmp_path / "file" / "folder")


def test_options_have_defaults(tmp_path: Path) -> None:
    assert read_options(tmp_path / "options.toml") == Options()


def test_good_options_hold_and_bad_ones_are_told(tmp_path: Path) -> None:
    file = tmp_path / "options.toml"
    file.write_text('theme = "light"\nstart = "moon"\nmouse = 3\ncolour = "red"\n')
    options = read_options(file)
    assert options.theme == "light"
    assert (options.start, options.mouse) == ("today", True)
    assert [problem.split(": ")[0] for problem in options.problems] == [
        f"{file}, line {n}" for n in (2, 3, 4)
    ]


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("term", ["", "dumb", "unknown"])
def test_a_terminal_that_cannot_draw_is_refused_in_one_line(term: str) -> None:
    reason = why_no_screens({"TERM": term}, (Tty(), Tty(), Tty()))
    assert reason
    assert "\n" not in reason


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_without_a_terminal_at_any_end_the_screens_do_not_open(missing: int) -> None:
    streams: list[io.StringIO | None] = [Tty(), Tty(), Tty()]
    streams[missing] = io.StringIO()
    assert why_no_screens({"TERM": "xterm"}, (streams[0], streams[1], streams[2]))
    streams[missing] = None
    assert why_no_screens({"TERM": "xterm"}, (streams[0], streams[1], streams[2]))


def test_a_terminal_is_good_enough() -> None:
    assert why_no_screens({"TERM": "linux"}, (Tty(), Tty(), Tty())) == ""


def failing() -> BaseException:
    note = CANARY
    try:
        try:
            raise KeyError(note)
        except KeyError as error:
            raise ValueError(f"cannot use {note}") from error
    except ValueError as error:
        return error


def test_a_crash_report_says_where_and_holds_nothing_of_customers(tmp_path: Path) -> None:
    sentence = crash_report.report(failing(), AT, tmp_path / "reports")
    (path,) = (tmp_path / "reports").iterdir()
    text = path.read_text()
    assert str(path) in sentence
    assert "failing" in text
    assert "ValueError" in text
    assert "KeyError" in text
    assert "Quillon" not in text + sentence
    assert "\x1b" not in text + sentence
    assert mode(path) == 0o600


def test_a_crash_report_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "no report" in crash_report.report(failing(), AT, tmp_path / "file")
