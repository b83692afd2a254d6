"""The starter sets: light, full, and one after the other."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from crm_tui.actions.first_start import start_business
from crm_tui.actions.founding import Founding
from crm_tui.actions.policies import add_policy
from crm_tui.actions.starter import full, light
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput, NotAllowed
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


def test_the_full_set_measures_eleven_things_and_says_why(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        taken = full(act)
    assert (len(taken.standards), taken.playbooks) == (11, 5)
    assert [measure for (measure,) in reader.rows("SELECT measure FROM standard_versions ORDER BY id")] == [
        "answered-within", "same-person", "waiting-time", "followed-by", "preceded-by", "step-ticked",
        "followed-by", "contact-load", "promise-kept", "read-by-all", "review-on-time",
    ]  # fmt: skip
    assert not reader.rows("SELECT 1 FROM standard_versions WHERE trim(why) = ''")
    assert reader.row("SELECT verb FROM acts ORDER BY id DESC") == ("add-starter",)


def test_a_light_start_grows_into_the_full_one_and_keeps_what_it_has(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        light(act)
    with database.act(nadia) as act:
        assert len(full(act).standards) == 9
    assert reader.value("SELECT count(*) FROM standard_versions WHERE measure = 'answered-within'") == 1
    with pytest.raises(InvalidInput, match="here already"), database.act(nadia) as act:
        full(act)
    with pytest.raises(InvalidInput, match="here already"), database.act(nadia) as act:
        light(act)


def test_the_full_set_has_the_policies_that_its_standard_is_about(
    database: Database, reader: SqliteReader, nadia: Actor
) -> None:
    with database.act(nadia) as act:
        add_policy(act, name="returns", wording="Whatever it is, it comes back.")
    with database.act(nadia, datetime(2026, 8, 31, 6, 0, tzinfo=UTC)) as act:
        assert full(act).policies == 3
    written = reader.rows(
        "SELECT p.name, v.wording, v.purpose, p.next_review_on FROM policies p"
        " JOIN policy_versions v ON v.policy_id = p.id ORDER BY p.id"
    )
    names, wordings, purposes, reviews = zip(*written[1:], strict=True)
    assert names == ("How to reach us", "Opening hours", "Payment")
    assert "mon-fri 09:00-17:00" in wordings[1]
    assert all(purposes)
    assert set(reviews) == {"2027-02-28"}


def test_an_agent_sets_no_standards(database: Database, reader: SqliteReader, paul: Actor) -> None:
    with pytest.raises(NotAllowed), database.act(paul) as act:
        full(act)
    assert reader.value("SELECT count(*) FROM standards") == 0


def test_offered_with_a_new_database(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    founding = Founding(
        business="Ashgrove", country="BD", timezone="Asia/Dhaka", login="nadia", your_name="Nadia"
    )
    start_business(path, founding, Door.COMMAND_LINE, starter="light")
    reader = open_reader(path)
    assert reader.value("SELECT count(*) FROM standards") == 3
    reader.close()
