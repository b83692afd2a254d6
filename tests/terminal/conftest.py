"""The business that the programs in the terminals work on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from seen import Shell


@pytest.fixture(scope="session")
def peopled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A business with three customers, made once by the command line."""
    folder = tmp_path_factory.mktemp("peopled")
    shell = Shell(Path(shutil.copyfile(founded, folder / "business.db")), folder / "home")
    shell.add("Quillon Ashgrove", "--phone", "+1 555 010 1234")
    shell.add("Mary Ofori", "--phone", "01711 000000")
    shell.add("রহিম উদ্দিন")
    return shell.path


@pytest.fixture
def shell(peopled: Path, tmp_path: Path) -> Iterator[Shell]:
    """A business with three customers, for this test alone."""
    shell = Shell(Path(shutil.copyfile(peopled, tmp_path / "desk.db")), tmp_path / "home")
    yield shell
    shell.close()
