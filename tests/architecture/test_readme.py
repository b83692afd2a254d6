"""The README says what the program says, so that the two cannot drift apart."""

import re

import pytest
from readme_tables import README, filled

TEXT = README.read_text(encoding="utf-8")


def test_its_tables_are_those_of_the_program() -> None:
    """Written anew by ``python tests/architecture/readme_tables.py``."""
    assert filled(TEXT) == TEXT


def test_the_first_two_blocks_are_to_run_and_to_test() -> None:
    blocks = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
    assert blocks[0].strip().endswith("crm-tui demo")
    assert "pytest" in blocks[1]


@pytest.mark.parametrize("picture", re.findall(r"\(screenshots/([^)]+)\)", TEXT))
def test_every_picture_is_there(picture: str) -> None:
    assert (README.parent / "screenshots" / picture).is_file()
