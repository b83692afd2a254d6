"""What every test starts from: a fresh business in a file of its own, and somebody who acts."""

import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_tui.actions.founding import Founding, found_business
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door, Role
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader
from crm_tui.store.tables import Staff

#: A Saturday noon in Dhaka. Tests pass the time in; none waits for it.
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)

FOUNDING = Founding(
    business="Ashgrove Repairs", country="BD", timezone="Asia/Dhaka", login="nadia", your_name="Nadia Karim"
)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that tests noted with ``record_property``: the README's table of promises has them."""
    noted = defaultdict(list)
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            noted[name].append(value)
    for name, values in sorted(noted.items()):
        values.sort()
        often = values[-1 - len(values) // 100]
        figures = f"sum {sum(values):.6g}, 99 % up to {often:.4g}, most {values[-1]:.4g}"
        terminalreporter.write_line(f"{name}: {len(values)} noted, {figures}")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The third-party files, where they are; tests that need them skip where they are not."""
    folder = Path(__file__).parents[2] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the shared data files are not here")
    return folder


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh business, made once; tests get copies of it."""
    path = tmp_path_factory.mktemp("founded") / "business.db"
    found_business(path, FOUNDING, Door.COMMAND_LINE)
    return path


@pytest.fixture
def path(founded: Path, tmp_path: Path) -> Path:
    """A fresh business in a file that this test may do anything to."""
    return Path(shutil.copyfile(founded, tmp_path / "business.db"))


@pytest.fixture
def database(path: Path) -> Iterator[Database]:
    """The write side of ``path``."""
    database = Database(path)
    yield database
    database.close()


@pytest.fixture
def reader(path: Path) -> Iterator[SqliteReader]:
    """The read side of ``path``."""
    reader = open_reader(path)
    yield reader
    reader.close()


@pytest.fixture
def nadia() -> Actor:
    """The admin who founded the business."""
    return Actor(1, "nadia", "Nadia Karim", Role.ADMIN, Door.COMMAND_LINE, "session-nadia")


@pytest.fixture
def paul(database: Database, nadia: Actor) -> Actor:
    """An agent."""
    with database.act(nadia, NOW) as act:
        act.describe("add-staff")
        row = act.add(Staff(login="paul", name="Paul Mensah", role=Role.AGENT.value, joined_at=NOW))
    return Actor(row.record_id, "paul", "Paul Mensah", Role.AGENT, Door.COMMAND_LINE, "session-paul")


@pytest.fixture
def now() -> datetime:
    """The instant at which tests take place unless they say otherwise."""
    return NOW


@pytest.fixture
def make_path(founded: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Further copies of a fresh business, for tests that need two."""
    return lambda name: Path(shutil.copyfile(founded, tmp_path / name))
