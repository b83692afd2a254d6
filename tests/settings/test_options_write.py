"""Options set from the screens, in a file that somebody may have written by hand."""

import os
from pathlib import Path

import pytest

from crm_tui.domain.errors import CrmError, InvalidInput, StoreUnavailable
from crm_tui.settings.options import read_options
from crm_tui.settings.options_write import write_options


def test_a_missing_file_is_made_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "crm" / "options.toml"
    write_options(path, {"theme": "light", "start": "team"})
    options = read_options(path)
    assert (options.theme, options.start, options.problems) == ("light", "team", ())
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_what_was_written_by_hand_stays(tmp_path: Path) -> None:
    path = tmp_path / "options.toml"
    path.write_text('# mine\nmouse = false\n"theme" = "dark"  # at night\n\n[later]\nx = 1\n')
    write_options(path, {"theme": "light", "start": "customers"})
    text = path.read_text()
    assert "# mine\nmouse = false\n" in text
    assert "[later]\nx = 1\n" in text
    options = read_options(path)
    assert (options.theme, options.start, options.mouse) == ("light", "customers", False)


def test_nothing_new_leaves_the_file_alone(tmp_path: Path) -> None:
    path = tmp_path / "options.toml"
    path.write_text('theme="light"')
    before = path.stat().st_mtime_ns
    write_options(path, {"theme": "light"})
    assert path.stat().st_mtime_ns == before


def test_a_file_that_is_no_toml_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "options.toml"
    path.write_text("theme: light")
    with pytest.raises(InvalidInput):
        write_options(path, {"theme": "dark"})
    assert path.read_text() == "theme: light"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreUnavailable):
        write_options(tmp_path / "options.toml", {"theme": "light"})
    tmp_path.chmod(0o700)


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "crm").write_text("")
    with pytest.raises(CrmError):
        write_options(tmp_path / "crm" / "options.toml", {"theme": "light"})
