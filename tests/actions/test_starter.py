"""The light start."""

from datetime import UTC, datetime
from pathlib import Path

from crm_tui.actions.founding import Founding, found_business
from crm_tui.actions.starter import fill_light, light
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Door
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader, open_reader


def test_three_standards_that_say_why(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    with database.act(nadia, datetime(2026, 8, 31, 6, 0, tzinfo=UTC)) as act:
        light(act)
    assert reader.rows("SELECT measure, target, objective FROM standard_versions ORDER BY id") == [
        ("answered-within", 1440.0, 0.95),
        ("waiting-time", 3.0, 0.9),
        ("follow-up-in-time", None, 0.9),
    ]
    assert not reader.rows("SELECT 1 FROM standard_versions WHERE trim(why) = ''")
    assert reader.rows("SELECT DISTINCT owner_id, next_review_on FROM standards") == [(1, "2027-02-28")]
    assert reader.row("SELECT verb FROM acts ORDER BY id DESC") == ("add-starter",)


def test_offered_with_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    founding = Founding(
        business="Ashgrove", country="BD", timezone="Asia/Dhaka", login="nadia", your_name="Nadia"
    )
    found_business(path, founding, Door.COMMAND_LINE, more=fill_light)
    reader = open_reader(path)
    assert reader.value("SELECT count(*) FROM standards") == 3
    reader.close()
