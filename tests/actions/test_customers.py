"""Adding, editing, merging and deleting customers."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from crm_tui.actions.customer_values import (
    ConsentValue,
    MembershipValue,
    NewCustomer,
    PointValue,
    SavedCustomer,
)
from crm_tui.actions.customers import add_customer, delete_customer, edit_customer
from crm_tui.actions.memberships import allow_to_speak, forbid_to_speak
from crm_tui.actions.merging import FieldsChangedSince
from crm_tui.actions.undo import undo
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import ChangedSince, InvalidInput, NoSuchRecord, NotAllowed
from crm_tui.domain.words import Door, Role
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader

Run = Callable[..., Any]


def points(reader: SqliteReader, customer_id: int) -> list[tuple[Any, ...]]:
    return reader.rows(
        """SELECT id, type, value, normal, preferred FROM contact_points
            WHERE customer_id = :id ORDER BY position""",
        {"id": customer_id},
    )


def test_a_name_is_enough(run: Run, reader: SqliteReader) -> None:
    saved = run(add_customer, NewCustomer("  রহিম উদ্দিন "))
    assert reader.row("SELECT name, form, version, sort_key FROM customers") == (
        "রহিম উদ্দিন",
        "person",
        1,
        "রহিম উদ্দিন",
    )
    assert saved == SavedCustomer(saved.id, 1, ())
    assert reader.row(
        "SELECT verb, record_kind, record_id, customer_id FROM acts ORDER BY id DESC LIMIT 1"
    ) == (
        "add-customer",
        "customer",
        saved.id,
        saved.id,
    )


def test_everything_at_once_is_kept(run: Run, reader: SqliteReader) -> None:
    saved = run(
        add_customer,
        NewCustomer(
            "Mary Ofori",
            kinds=frozenset({"client", "supplier"}),
            tags=frozenset({" early riser ", ""}),
            points=(
                PointValue("phone", "০১৭১২-৩৪৫৬৭৮", "work"),
                PointValue("email", " Mary@Example.ORG ", preferred=True),
                PointValue("post", "1 Hill St\nDhaka"),
                PointValue("handle", "@Mary"),
            ),
            memberships=(MembershipValue("Hill & Sons", "owner"),),
            consents=(ConsentValue("email", "refused"),),
            address_as="Ms Ofori",
            tier="standard",
            manager="nadia",
            quiet_from=20 * 60,
            quiet_until=8 * 60,
            ended_on=date(2026, 1, 2),
            ended_why="moved away",
            external_source="vcard",
            external_key="u-1",
        ),
    )
    assert [row[1:] for row in points(reader, saved.id)] == [
        ("phone", "০১৭১২-৩৪৫৬৭৮", "+8801712345678", 0),
        ("email", "Mary@Example.ORG", "mary@example.org", 1),
        ("post", "1 Hill St\nDhaka", "", 0),
        ("handle", "@Mary", "@mary", 0),
    ]
    assert reader.rows("SELECT kind FROM customer_kinds ORDER BY kind") == [("client",), ("supplier",)]
    assert reader.rows("SELECT tag FROM customer_tags") == [("early riser",)]
    assert reader.rows("SELECT channel, state FROM consents") == [("email", "refused")]
    assert reader.row(
        """SELECT t.code, s.login, c.quiet_from, c.quiet_until, c.ended_on, c.external_key FROM customers c
             JOIN tiers t ON t.id = c.tier_id JOIN staff s ON s.id = c.manager_id WHERE c.id = :id""",
        {"id": saved.id},
    ) == ("standard", "nadia", 1200, 480, "2026-01-02", "u-1")
    assert reader.row(
        "SELECT o.name, o.form, m.title FROM memberships m JOIN customers o ON o.id = m.organisation_id"
    ) == ("Hill & Sons", "organisation", "owner")


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " \u200b\t"}, "name"),
        ({"points": (PointValue("phone", "none"),)}, "phone"),
        ({"points": (PointValue("email", "mary at example"),)}, "email"),
        ({"points": (PointValue("email", "@"),)}, "email"),
        ({"points": (PointValue("post", "  "),)}, "post"),
        ({"points": (PointValue("fax", "1"),)}, "points"),
        ({"quiet_from": 1440, "quiet_until": 0}, "quiet_from"),
        ({"quiet_from": 60}, "quiet_until"),
        ({"quiet_from": 60, "quiet_until": 60}, "quiet_until"),
        ({"tier": "gold"}, "tier"),
        ({"kinds": frozenset({"friend"})}, "kinds"),
        ({"form": "robot"}, "form"),
        ({"manager": "nobody"}, "manager"),
        ({"manager": 99}, "manager"),
        ({"consents": (ConsentValue("email", "maybe"),)}, "consents"),
        ({"memberships": (MembershipValue(" "),)}, "memberships"),
        ({"form": "organisation", "memberships": (MembershipValue("Hill"),)}, "memberships"),
    ],
)
def test_bad_input_names_its_field_and_writes_nothing(
    run: Run, reader: SqliteReader, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(add_customer, NewCustomer(**{"name": "Mary", **fields}))
    assert refused.value.field == field
    assert refused.value.hint
    assert reader.value("SELECT count(*) FROM customers") == 0


def test_an_organisation_is_found_by_its_folded_name_and_made_once(run: Run, reader: SqliteReader) -> None:
    run(add_customer, NewCustomer("Mary", memberships=(MembershipValue("Café Lumen"),)))
    run(add_customer, NewCustomer("Jun", memberships=(MembershipValue("CAFE  LUMEN"),)))
    assert reader.rows("SELECT name FROM customers WHERE form = 'organisation'") == [("Café Lumen",)]


def test_one_point_of_a_type_is_preferred_and_each_is_kept_once(run: Run, reader: SqliteReader) -> None:
    saved = run(
        add_customer,
        NewCustomer(
            "Mary",
            points=(
                PointValue("phone", "01712 345678", preferred=True),
                PointValue("phone", "+880 1712 345678", preferred=True),
                PointValue("phone", "01812 345678", preferred=True),
            ),
        ),
    )
    assert [row[2::2] for row in points(reader, saved.id)] == [("01712 345678", 1), ("01812 345678", 0)]


@pytest.mark.parametrize(
    "new",
    [
        NewCustomer("Somebody", points=(PointValue("phone", "001 555 010 1234"),)),
        NewCustomer("Quilon Ashgrove"),
        NewCustomer("Ashgrove, Quillon"),
    ],
)
def test_likely_duplicates_are_named_and_made_all_the_same(
    run: Run, quillon: SavedCustomer, new: NewCustomer
) -> None:
    saved = run(add_customer, new)
    assert [(notice.code, notice.customer_ids) for notice in saved.warnings] == [
        ("likely-duplicate", (quillon.id,))
    ]
    assert "Quillon Ashgrove" in saved.warnings[0].text


def test_who_is_only_a_little_alike_is_no_duplicate(run: Run, quillon: SavedCustomer) -> None:
    assert run(add_customer, NewCustomer("Quinn Ashmore")).warnings == ()


def test_a_deleted_customer_is_no_duplicate(run: Run, quillon: SavedCustomer) -> None:
    run(delete_customer, quillon.id)
    assert run(add_customer, NewCustomer("Quillon Ashgrove")).warnings == ()


def test_an_edit_raises_the_version_and_is_journalled(
    run: Run, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    saved = run(edit_customer, quillon.id, {"name": "Quillon A.", "tier": "standard"}, if_version=1)
    assert saved.version == 2
    assert reader.row("SELECT name, sort_key FROM customers WHERE id = :id", {"id": quillon.id}) == (
        "Quillon A.",
        "quillon a.",
    )
    assert reader.row("SELECT verb, version_after FROM journal_entries ORDER BY id DESC LIMIT 1") == (
        "change",
        2,
    )
    assert reader.value("SELECT verb FROM acts ORDER BY id DESC LIMIT 1") == "edit-customer"


def test_a_change_of_a_part_raises_the_version_and_undo_takes_it_back(
    run: Run, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    before = points(reader, quillon.id)
    saved = run(edit_customer, quillon.id, {"points": (), "kinds": {"client", "partner"}})
    assert (saved.version, points(reader, quillon.id)) == (2, [])
    run(undo)
    assert points(reader, quillon.id) == before
    assert reader.rows("SELECT kind FROM customer_kinds") == [("client",)]


def test_an_edit_that_changes_nothing_writes_nothing(
    run: Run, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    acts = reader.value("SELECT count(*) FROM acts")
    same = {"points": (PointValue("phone", "+1 (555) 010-1234", "mobile", True),), "kinds": ["client"]}
    assert run(edit_customer, quillon.id, {"name": "Quillon Ashgrove", **same}).version == 1
    assert reader.value("SELECT count(*) FROM acts") == acts


def test_contact_points_keep_their_id_through_an_edit(
    run: Run, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    phone_id = points(reader, quillon.id)[0][0]
    run(
        edit_customer,
        quillon.id,
        {
            "points": (
                PointValue("email", "q@example.org"),
                PointValue("phone", "+1 555 010 9999", id=phone_id),
            )
        },
    )
    assert [row[:3] for row in points(reader, quillon.id)] == [
        (phone_id + 1, "email", "q@example.org"),
        (phone_id, "phone", "+1 555 010 9999"),
    ]


def test_an_edit_keeps_the_rules(run: Run, quillon: SavedCustomer) -> None:
    for changes, field in (
        ({"name": " "}, "name"),
        ({"quiet_from": 30}, "quiet_until"),
        ({"shoe_size": 42}, "shoe_size"),
    ):
        with pytest.raises(InvalidInput) as refused:
            run(edit_customer, quillon.id, changes)
        assert refused.value.field == field


def test_a_membership_that_is_left_out_ends_and_is_not_forgotten(
    run: Run, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    run(edit_customer, quillon.id, {"memberships": (MembershipValue("Ashgrove Ltd", "owner"),)})
    run(edit_customer, quillon.id, {"memberships": (MembershipValue("Hill & Sons"),)})
    assert reader.rows("SELECT title, to_on FROM memberships ORDER BY id") == [
        ("owner", "2026-11-21"),
        ("", None),
    ]


def test_an_organisation_with_members_stays_one(
    run: Run, quillon: SavedCustomer, reader: SqliteReader
) -> None:
    run(edit_customer, quillon.id, {"memberships": (MembershipValue("Ashgrove Ltd"),)})
    organisation = reader.value("SELECT id FROM customers WHERE form = 'organisation'")
    with pytest.raises(InvalidInput):
        run(edit_customer, organisation, {"form": "person"})
    with pytest.raises(InvalidInput):
        run(edit_customer, quillon.id, {"form": "organisation"})


def test_an_older_version_is_refused(run: Run, quillon: SavedCustomer) -> None:
    run(edit_customer, quillon.id, {"note": "prefers calls"})
    with pytest.raises(ChangedSince, match="Nadia Karim"):
        run(edit_customer, quillon.id, {"note": "prefers mail"}, if_version=1)
    with pytest.raises(ChangedSince):
        run(delete_customer, quillon.id, if_version=1)


def test_two_people_change_different_fields_and_both_stand(
    run: Run, quillon: SavedCustomer, paul: Actor, reader: SqliteReader
) -> None:
    started = {"name": "Quillon Ashgrove", "note": "", "language": "", "kinds": {"client"}}
    run(edit_customer, quillon.id, {**started, "note": "tall"}, started_from=started, by=paul)
    run(edit_customer, quillon.id, {**started, "language": "bn"}, started_from=started)
    assert reader.row("SELECT note, language, version FROM customers WHERE id = :id", {"id": quillon.id}) == (
        "tall",
        "bn",
        3,
    )


def test_two_people_change_one_field_and_the_second_sees_both_values(
    run: Run, quillon: SavedCustomer, paul: Actor, reader: SqliteReader
) -> None:
    started = {"note": "", "points": (PointValue("phone", "+1 (555) 010-1234", "mobile", True),)}
    run(edit_customer, quillon.id, {"note": "tall", "points": ()}, started_from=started, by=paul)
    with pytest.raises(FieldsChangedSince) as refused:
        run(
            edit_customer,
            quillon.id,
            {"note": "short", "points": (PointValue("email", "q@example.org"),)},
            started_from=started,
        )
    assert [(c.field, c.stored, c.typed) for c in refused.value.conflicts] == [
        ("note", "tall", "short"),
        ("points", "", "q@example.org"),
    ]
    assert "Paul Mensah" in refused.value.message
    assert reader.value("SELECT note FROM customers WHERE id = :id", {"id": quillon.id}) == "tall"


def test_the_same_change_twice_is_no_conflict(run: Run, quillon: SavedCustomer, paul: Actor) -> None:
    started = {"note": "", "tier": None}
    run(edit_customer, quillon.id, {"note": "tall"}, started_from=started, by=paul)
    assert run(edit_customer, quillon.id, {"note": "tall"}, started_from=started).version == 2


def test_deleting_is_soft_and_not_for_trainees(
    run: Run, quillon: SavedCustomer, nadia: Actor, reader: SqliteReader
) -> None:
    trainee = Actor(1, "tia", "Tia", Role.TRAINEE, Door.SCREENS, "session-tia")
    with pytest.raises(NotAllowed):
        run(delete_customer, quillon.id, by=trainee)
    run(delete_customer, quillon.id)
    assert reader.value("SELECT deleted_at IS NOT NULL FROM customers") == 1
    for action in (delete_customer, edit_customer):
        with pytest.raises(NoSuchRecord):
            run(action, quillon.id, *([{}] if action is edit_customer else []))
    run(undo)
    assert run(edit_customer, quillon.id, {"note": "back"}).version == 4


def test_who_speaks_for_whom(run: Run, quillon: SavedCustomer, reader: SqliteReader) -> None:
    mary = run(add_customer, NewCustomer("Mary"))
    run(allow_to_speak, quillon.id, mary.id, "everything but prices")
    assert reader.rows("SELECT speaker_id, customer_id, may_be_told FROM speaks_for") == [
        (mary.id, quillon.id, "everything but prices")
    ]
    run(allow_to_speak, quillon.id, mary.id, "everything")
    assert reader.rows("SELECT may_be_told FROM speaks_for") == [("everything",)]
    run(forbid_to_speak, quillon.id, mary.id)
    with pytest.raises(NoSuchRecord):
        run(forbid_to_speak, quillon.id, mary.id)
    with pytest.raises(InvalidInput):
        run(allow_to_speak, quillon.id, quillon.id)
    with pytest.raises(NoSuchRecord):
        run(allow_to_speak, quillon.id, 99)


def test_somebody_who_left_manages_nobody(run: Run, paul: Actor, database: Database, nadia: Actor) -> None:
    from crm_tui.store.tables import Staff

    with database.act(nadia) as act:
        act.change(act.get(Staff, paul.staff_id), left_on=date(2026, 11, 1))
    with pytest.raises(InvalidInput, match="Paul Mensah"):
        run(add_customer, NewCustomer("Mary", manager="paul"))
