"""R9: bytes flipped and files cut short: a sentence and exit code 3, and the file stays as it is."""

import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_tui.cli.main import run
from crm_tui.demo.sample import make_demo

#: Commands that walk most of the file, and one that writes.
READING = ("due", "find quillon", "customer list", "customer show 1", "case list", "journal verify", "doctor")
WRITING = "customer edit 1 --note touched"

DONE, OF_THE_DATABASE = 0, 3


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small sample business in one file, without a log beside it."""
    path = tmp_path_factory.mktemp("whole") / "business.db"
    make_demo(path, "nadia", "Nadia Karim", datetime.now(UTC), customers=30, interactions=150)
    return path


def damage(path: Path, chance: random.Random) -> None:
    """Flip some bytes, blank a page, or cut the file off."""
    content = bytearray(path.read_bytes())
    kind = chance.randrange(4)
    if kind == 0:
        del content[chance.randrange(len(content)) :]
    elif kind == 1:
        at = chance.randrange(len(content) // 4096) * 4096
        content[at : at + 4096] = bytes(4096)
    else:
        # The header and the first page have the schema: as often as all the rest.
        end = 4096 if kind == 2 else len(content)
        for _flip in range(chance.randint(1, 8)):
            content[chance.randrange(end)] ^= 1 << chance.randrange(8)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "seed", [*range(12), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(12, 500))]
)
def test_damage_is_told_and_left_as_it_is(
    seed: int,
    peopled: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    record_property: Callable[[str, object], None],
) -> None:
    path = Path(shutil.copy(peopled, tmp_path / "business.db"))
    damage(path, random.Random(seed))
    damaged = path.read_bytes()
    for name, value in {"CRM_TUI_DB": path, "CRM_TUI_USER": "nadia", "HOME": tmp_path}.items():
        monkeypatch.setenv(name, str(value))

    codes = {line: run(line.split()) for line in READING}
    assert path.read_bytes() == damaged
    is_known = OF_THE_DATABASE in codes.values()
    codes[WRITING] = run(WRITING.split())
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert set(codes.values()) <= {DONE, OF_THE_DATABASE}, (codes, said.err)
    record_property("R9 damaged files that were refused", int(is_known))
