"""Hostile text in every place that people write into, and a terminal whose bytes are read one by one."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "terminal"))

from poisoned import LOGIN, poisoned_business


@pytest.fixture(scope="session")
def poisoned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample business with hostile text in every column of words, made once."""
    return poisoned_business(tmp_path_factory.mktemp("poisoned") / "business.db", LOGIN)


@pytest.fixture
def hostile_path(poisoned: Path, tmp_path: Path) -> Path:
    """A copy for this test alone."""
    return Path(shutil.copyfile(poisoned, tmp_path / "hostile.db"))
