"""The doctor notices derived rows that are not what a rebuild makes, and a rebuild heals them."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from crm_tui.actions import doctor, public_holidays
from crm_tui.actions.doctor import Check, examine
from crm_tui.actions.rebuild import rebuild
from crm_tui.demo.sample import make_demo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.store.database import Database

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[tuple[Path, Database]]:
    path = tmp_path / "sample.db"
    make_demo(path, "nadia", "Nadia Karim", NOW, customers=60, interactions=600)
    database = Database(path)
    yield path, database
    database.close()


def checks(path: Path) -> dict[str, Check]:
    return {check.name: check for check in examine(path, NOW)}


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("case clocks", "UPDATE case_clocks SET due_at = due_at + 1, stopped_at = stopped_at + 1"),
        ("case clocks", "DELETE FROM case_clocks"),
        ("health", "UPDATE customer_summaries SET health = 'at-risk', health_turns_at = NULL"),
    ],
)
def test_clocks_and_health_out_of_step_are_noticed_and_healed(
    sample: tuple[Path, Database], name: str, spoil: str
) -> None:
    path, database = sample
    assert checks(path)[name].ok
    with database.transaction() as connection:
        connection.exec_driver_sql(spoil)
    found = checks(path)[name]
    assert not found.ok
    assert "--rebuild" in found.fix
    rebuild(database, NOW)
    assert checks(path)[name].ok


def test_a_level_that_time_may_have_changed_is_not_out_of_step(sample: tuple[Path, Database]) -> None:
    path, database = sample
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE customer_summaries SET health = 'at-risk', health_turns_at = 0")
    assert checks(path)["health"].ok


def test_without_the_package_holidays_it_is_said_what_to_do(
    sample: tuple[Path, Database], nadia: Actor, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "holidays", None)
    monkeypatch.setattr(doctor, "find_spec", lambda name: None)
    assert "pip install" in checks(sample[0])["holidays"].fix
    with database.act(nadia) as act, pytest.raises(InvalidInput, match="not installed") as refused:
        public_holidays.take_public_holidays(act, "BD", [date.today().year])
    assert refused.value.field == "country"
