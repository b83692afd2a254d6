"""Who joins, who leaves, who is away."""

from datetime import UTC, date, datetime, timedelta

import pytest

from crm_tui.actions.absences import come_back, set_away
from crm_tui.actions.staff import add_staff, edit_staff, leave
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
TODAY = date(2026, 11, 21)


def _add(database: Database, actor: Actor, login: str, name: str = "Jun", role: str = "agent") -> int:
    with database.act(actor, NOW) as act:
        return add_staff(act, login=login, name=name, role=role).id


def test_added_with_only_a_first_name(database: Database, reader: SqliteReader, nadia: Actor) -> None:
    staff_id = _add(database, nadia, " jun ")
    assert reader.row("SELECT login, name, role, left_on FROM staff WHERE id = :id", {"id": staff_id}) == (
        "jun",
        "Jun",
        "agent",
        None,
    )
    assert reader.row("SELECT verb, record_kind, record_id FROM acts ORDER BY id DESC") == (
        "add-staff",
        "staff",
        staff_id,
    )


@pytest.mark.parametrize(
    ("login", "name", "role", "field"),
    [
        ("  ", "Jun", "agent", "login"),
        ("jun sato", "Jun", "agent", "login"),
        ("nadia", "Another Nadia", "agent", "login"),
        ("jun", "   ", "agent", "name"),
        ("jun", "Jun", "boss", "role"),
    ],
)
def test_refused_beside_the_field(
    database: Database, nadia: Actor, login: str, name: str, role: str, field: str
) -> None:
    with pytest.raises(InvalidInput) as refused, database.act(nadia, NOW) as act:
        add_staff(act, login=login, name=name, role=role)
    assert refused.value.field == field
    assert refused.value.hint


def test_only_an_admin_adds(database: Database, paul: Actor) -> None:
    with pytest.raises(NotAllowed), database.act(paul, NOW) as act:
        add_staff(act, login="jun", name="Jun")


def test_a_login_is_free_again_after_leaving(database: Database, nadia: Actor, paul: Actor) -> None:
    with database.act(nadia, NOW) as act:
        leave(act, "paul")
    again = _add(database, nadia, "paul", "Paul Weiss")
    assert again != paul.staff_id


def test_edit_keeps_what_is_not_given(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    with database.act(nadia, NOW) as act:
        saved = edit_staff(act, "paul", role="manager", version=1)
    assert saved.version == 2
    assert reader.row("SELECT login, name, role FROM staff WHERE id = :id", {"id": paul.staff_id}) == (
        "paul",
        "Paul Mensah",
        "manager",
    )
    with pytest.raises(ChangedSince), database.act(nadia, NOW) as act:
        edit_staff(act, "paul", name="Pauline", version=1)


def test_the_last_admin_stays_one(database: Database, nadia: Actor, paul: Actor) -> None:
    with pytest.raises(NotAllowed), database.act(nadia, NOW) as act:
        leave(act, "nadia")
    with pytest.raises(NotAllowed), database.act(nadia, NOW) as act:
        edit_staff(act, "nadia", role="agent")
    with database.act(nadia, NOW) as act:
        edit_staff(act, "paul", role="admin")
        leave(act, "nadia")


def test_nobody_leaves_tomorrow(database: Database, nadia: Actor, paul: Actor) -> None:
    with pytest.raises(InvalidInput), database.act(nadia, NOW) as act:
        leave(act, "paul", on=TODAY + timedelta(days=1))


def test_away_with_a_stand_in_and_back_early(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    until = TODAY + timedelta(days=7)
    with database.act(paul, NOW) as act:
        away = set_away(act, "paul", until=until, stand_in_login="nadia")
    assert (away.from_on, away.until_on, away.stand_in_id) == (TODAY, until, nadia.staff_id)
    with database.act(paul, NOW + timedelta(days=2)) as act:
        come_back(act, "paul")
    assert reader.rows("SELECT from_on, until_on FROM absences") == [("2026-11-21", "2026-11-22")]
    with pytest.raises(InvalidInput), database.act(paul, NOW + timedelta(days=2)) as act:
        come_back(act, "paul")


def test_an_overlapping_absence_is_changed_not_doubled(
    database: Database, reader: SqliteReader, nadia: Actor, paul: Actor
) -> None:
    _add(database, nadia, "jun")
    with database.act(nadia, NOW) as act:
        set_away(act, "paul", until=TODAY + timedelta(days=3), stand_in_login="jun")
    with database.act(nadia, NOW + timedelta(days=2)) as act:
        set_away(act, "paul", until=TODAY + timedelta(days=9), stand_in_login="nadia")
    assert reader.rows("SELECT from_on, until_on, stand_in_id FROM absences") == [
        ("2026-11-21", "2026-11-30", nadia.staff_id)
    ]


def test_refused_stand_ins(database: Database, nadia: Actor, paul: Actor) -> None:
    _add(database, nadia, "jun")
    until = TODAY + timedelta(days=5)
    with database.act(nadia, NOW) as act:
        set_away(act, "jun", until=TODAY + timedelta(days=1), stand_in_login="nadia")
    for stand_in in ("paul", "jun"):
        with pytest.raises(InvalidInput) as refused, database.act(nadia, NOW) as act:
            set_away(act, "paul", until=until, stand_in_login=stand_in)
        assert refused.value.field == "stand_in"
    with pytest.raises(NoSuchRecord), database.act(nadia, NOW) as act:
        set_away(act, "paul", until=until, stand_in_login="nobody")
    with database.act(nadia, NOW) as act:
        leave(act, "jun")
    with pytest.raises(NoSuchRecord), database.act(nadia, NOW) as act:
        set_away(act, "paul", until=until, stand_in_login="jun")


def test_a_stand_in_who_goes_away_is_named(database: Database, nadia: Actor, paul: Actor) -> None:
    _add(database, nadia, "jun")
    until = TODAY + timedelta(days=5)
    with database.act(nadia, NOW) as act:
        set_away(act, "jun", until=until, stand_in_login="paul")
    with database.act(nadia, NOW) as act:
        away = set_away(act, "paul", until=until, stand_in_login="nadia")
    assert len(away.warnings) == 1
    assert "Jun" in away.warnings[0]


def test_days_that_cannot_be(database: Database, nadia: Actor, paul: Actor) -> None:
    for first, until in (
        (TODAY, TODAY - timedelta(days=1)),
        (TODAY - timedelta(days=9), TODAY - timedelta(days=2)),
    ):
        with pytest.raises(InvalidInput) as refused, database.act(nadia, NOW) as act:
            set_away(act, "paul", until=until, stand_in_login="nadia", from_on=first)
        assert refused.value.field == "until"


def test_an_agent_sets_only_their_own_absence(database: Database, nadia: Actor, paul: Actor) -> None:
    with pytest.raises(NotAllowed), database.act(paul, NOW) as act:
        set_away(act, "nadia", until=TODAY, stand_in_login="paul")
