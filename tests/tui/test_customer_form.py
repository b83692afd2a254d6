"""The form of a customer: a new one by a name alone, an edit beside somebody else's."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from customer_sample import HOSTILE, NOW, SIZES, Office, until
from form_sample import (
    assert_sent_harmlessly,
    drafts_of,
    entered,
    form_desk,
    happened,
    opened,
    saved,
    shown,
    typed,
)
from textual import events

from crm_tui.actions.customer_values import MembershipValue, PointValue
from crm_tui.actions.customers import edit_customer
from crm_tui.domain.actor import Actor
from crm_tui.domain.words import Consent, Form
from crm_tui.queries.customer_edit import CustomerToEdit, customer_to_edit
from crm_tui.store.database import Database
from crm_tui.store.driver import SqliteReader
from crm_tui.tui.app import DeskApp
from crm_tui.tui.screens.customer import CustomerScreen
from crm_tui.tui.screens.customer_start import as_json, from_json


@pytest.fixture
def office(database: Database, nadia: Actor) -> Office:
    return Office(database, nadia)


@pytest.fixture
def desk(path: Path, nadia: Actor, paul: Actor) -> DeskApp:
    return form_desk(path, nadia)


def how_many(reader: SqliteReader) -> int:
    found: int = reader.value("SELECT count(*) FROM customers")
    return found


def newest(reader: SqliteReader) -> CustomerToEdit:
    return customer_to_edit(reader, reader.value("SELECT max(id) FROM customers WHERE form = 'person'"))


def change(database: Database, actor: Actor, customer_id: int, changes: Mapping[str, Any]) -> None:
    with database.act(actor, NOW) as act:
        edit_customer(act, customer_id, changes)


@pytest.mark.parametrize("size", SIZES)
async def test_a_name_is_enough_and_the_new_customer_is_shown(
    desk: DeskApp, reader: SqliteReader, size: tuple[int, int]
) -> None:
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "customer-form")
        await typed(pilot, "Zed Wong")
        assert (await saved(pilot, desk)).startswith("✓ Added. Zed Wong")
        await until(pilot, lambda: isinstance(desk.screen, CustomerScreen) and shown(desk, "Zed Wong"))
    found = newest(reader)
    assert (found.customer.name, found.customer.form) == ("Zed Wong", Form.PERSON)


async def test_keys_typed_ahead_of_the_form_land_in_it(desk: DeskApp, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.focused is not None)
        for key in ("n", *"Zed", "enter", *"017115", "ctrl+s"):
            desk.post_message(events.Key(key, key if len(key) == 1 else None))
        await until(pilot, lambda: happened(desk).startswith("✓ Added. Zed"))
    found = newest(reader)
    assert found.customer.name == "Zed"
    assert [point.value for point in found.points] == ["017115"]


async def test_every_field_is_reached_and_kept(desk: DeskApp, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form")
        await until(pilot, lambda: form.desk is not None)  # type: ignore[attr-defined]
        await typed(pilot, "Mary Ofori")
        await pilot.press("enter")
        await typed(pilot, "01811-555555")
        assert shown(desk, "→ +880 1811-555555")
        await pilot.press("enter")
        await typed(pilot, "mobile")
        await pilot.press("enter")
        await typed(pilot, "mary@example.org")
        await pilot.press("enter", "enter", "enter")
        assert entered(desk) == "organisation"
        await typed(pilot, "Hill & Sons")
        await until(pilot, lambda: form.form.field("organisation")._found_for == "Hill & Sons")  # type: ignore[attr-defined]
        await pilot.press("enter", "enter")
        assert entered(desk) == "title"
        await typed(pilot, "buyer")
        await pilot.press("enter", "c", "s", "enter", "1", "2")
        assert entered(desk) == "address_as"
        await typed(pilot, "Ms Ofori")
        await pilot.press("enter")
        await typed(pilot, "en")
        await pilot.press("enter")
        await typed(pilot, "a friend")
        await pilot.press("enter")
        await typed(pilot, "kettles, vip")
        await pilot.press("enter")
        await typed(pilot, "Comes by bicycle.")
        await pilot.press("tab", "tab")
        await pilot.press("p", "enter", "e", "enter")
        await typed(pilot, "22:00-8")
        assert shown(desk, "→ no calls 22:00 to 08:00")
        await saved(pilot, desk)
    found = newest(reader)
    customer = found.customer
    assert [(point.value, point.label, point.preferred) for point in found.points] == [
        ("01811-555555", "mobile", True),
        ("mary@example.org", "", True),
    ]
    (place,) = found.places
    assert (place.name, place.title) == ("Hill & Sons", "buyer")
    assert found.kinds == {"client", "supplier"}
    assert customer.manager == "Paul Mensah"
    assert customer.tier
    assert (customer.address_as, customer.language, customer.source) == ("Ms Ofori", "en", "a friend")
    assert found.tags == {"kettles", "vip"}
    assert customer.note == "Comes by bicycle."
    assert found.consents == {"phone": Consent.GIVEN, "email": Consent.REFUSED}
    assert (customer.quiet_from, customer.quiet_until) == (22 * 60, 8 * 60)


async def test_an_organisation_has_no_place_in_another(desk: DeskApp, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form")
        await pilot.press("shift+tab", "o")
        assert entered(desk) == "name"
        assert not form.form.field("organisation").display
        await typed(pilot, "Delta Supplies")
        await saved(pilot, desk)
    assert reader.value("SELECT form FROM customers WHERE name = 'Delta Supplies'") == "organisation"


@pytest.mark.parametrize("name", ["", "   "])
async def test_a_name_of_nothing_is_refused_beside_it(desk: DeskApp, reader: SqliteReader, name: str) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "customer-form")
        await typed(pilot, name)
        await pilot.press("tab")
        await typed(pilot, "017115")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "! “Name” is needed (of the person or organisation)"))
        assert entered(desk) == "name"
        assert shown(desk, "017115")
    assert how_many(reader) == 0


@pytest.mark.parametrize(
    ("field", "words", "said"),
    [
        ("points", "ask her", "“ask her” has no digits, so it is no phone number."),
        ("points", "mary@", "is no mail address"),
        ("quiet", "at night", "“at night” are no hours of a day."),
        ("quiet", "25:00-8:00", "are no hours of a day."),
        ("quiet", "8-8", "Quiet hours cannot begin and end at the same time."),
        ("ended_on", "31 feb", "names a date that does not exist"),
        ("ended_on", "03/04", "03/04"),
    ],
)
async def test_what_cannot_be_used_is_refused_beside_its_field(
    desk: DeskApp, reader: SqliteReader, field: str, words: str, said: str
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form")
        await typed(pilot, "Mary Ofori")
        form.form.go_to(field)
        await typed(pilot, words)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, said))
        assert entered(desk) == field
    assert how_many(reader) == 0


async def test_yes_and_no_to_the_same_channel_is_refused(desk: DeskApp, reader: SqliteReader) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form")
        await typed(pilot, "Mary Ofori")
        form.form.go_to("said_yes")
        await pilot.press("p", "enter", "p", "ctrl+s")
        await until(pilot, lambda: shown(desk, "They cannot have said both yes and no to: call."))
    assert how_many(reader) == 0


@pytest.mark.parametrize("size", SIZES)
async def test_whose_number_it_is_already_is_said_while_it_is_typed(
    desk: DeskApp, office: Office, size: tuple[int, int]
) -> None:
    quillon = office.add("Quillon Ashgrove", phone="+880 1711-010123")
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "customer-form", name="Zed Wong")
        await pilot.press("enter")
        await typed(pilot, "01711-01012")
        assert not shown(desk, "is also that of")
        await typed(pilot, "3")
        await until(
            pilot, lambda: shown(desk, f"01711-010123 is also that of customer {quillon}, Quillon Ashgrove.")
        )
        told = await saved(pilot, desk)
        assert told.startswith("✓ Added. Quillon Ashgrove (customer 1) has the same phone number.")
        assert told.endswith("u undo")


async def test_what_find_could_not_find_is_typed_already(desk: DeskApp, path: Path, nadia: Actor) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", name="zed wong", phone="01711010123")
        assert form.form.values()["name"] == "zed wong"
        assert [point.value for point in form.form.values()["points"]] == ["01711010123"]
        await pilot.press("escape")
        await until(pilot, lambda: len(desk.state.drafts) == 1)
    assert len(drafts_of(path, nadia.staff_id)) == 1


@pytest.mark.parametrize("size", SIZES)
async def test_an_edit_shows_what_is_stored_and_writes_what_changed(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    quillon = office.quillon()
    before = customer_to_edit(reader, quillon)
    async with desk.run_test(size=size, notifications=True) as pilot:
        await opened(pilot, desk, "customer-form", customer_id=quillon)
        for words in ("Quillon Ashgrove", "Ashgrove Ltd", "→ calls after 16:00", "kettles", "a friend"):
            assert shown(desk, words)
        await pilot.press("end")
        await typed(pilot, " II")
        assert (await saved(pilot, desk)).startswith("✓ Changed. Quillon Ashgrove II")
    after = customer_to_edit(reader, quillon)
    assert after.customer.name == "Quillon Ashgrove II"
    assert (after.points, after.places, after.tags) == (before.points, before.places, before.tags)
    assert (after.kinds, after.consents) == (before.kinds, before.consents)


async def test_an_edit_that_changes_nothing_writes_nothing(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    quillon = office.quillon()
    version = customer_to_edit(reader, quillon).customer.version
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "customer-form", customer_id=quillon)
        assert await saved(pilot, desk) == "· Nothing was changed."
    assert customer_to_edit(reader, quillon).customer.version == version


async def test_what_the_form_does_not_show_is_kept(
    desk: DeskApp, office: Office, database: Database, nadia: Actor, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    places = (MembershipValue("Hill & Sons", "buyer"), MembershipValue("Chess Club", "chair"))
    change(database, nadia, mary, {"memberships": places})
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", customer_id=mary)
        form.form.go_to("title")
        await pilot.press("end")
        await typed(pilot, " in chief")
        await saved(pilot, desk)
    assert [(place.name, place.title) for place in customer_to_edit(reader, mary).places] == [
        ("Hill & Sons", "buyer in chief"),
        ("Chess Club", "chair"),
    ]


async def test_the_end_of_a_relationship_is_kept_with_its_reason(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", customer_id=mary)
        form.form.go_to("ended_on")
        await typed(pilot, "fri")
        await until(pilot, lambda: shown(desk, "→ Fri 20 Nov"))
        await pilot.press("enter")
        await typed(pilot, "moved away")
        await saved(pilot, desk)
    customer = customer_to_edit(reader, mary).customer
    assert (str(customer.ended_on), customer.ended_why) == ("2026-11-20", "moved away")


async def test_different_fields_of_two_people_merge(
    desk: DeskApp, office: Office, database: Database, paul: Actor, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori", phone="01811-555555")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "customer-form", customer_id=mary)
        change(
            database, paul, mary, {"source": "the radio", "points": (PointValue("phone", "01911-111111"),)}
        )
        await pilot.press("end")
        await typed(pilot, " II")
        await saved(pilot, desk)
    found = customer_to_edit(reader, mary)
    assert (found.customer.name, found.customer.source) == ("Mary Ofori II", "the radio")
    assert [point.value for point in found.points] == ["01911-111111"]


@pytest.mark.parametrize("size", SIZES)
async def test_the_same_field_shows_both_and_asks(
    desk: DeskApp,
    office: Office,
    database: Database,
    paul: Actor,
    reader: SqliteReader,
    size: tuple[int, int],
) -> None:
    mary = office.add("Mary Ofori", source="a friend")
    async with desk.run_test(size=size, notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", customer_id=mary)
        change(database, paul, mary, {"name": "Mary Ofori-Mensah", "source": ""})
        await pilot.press("end")
        await typed(pilot, " II")
        form.form.go_to("source")
        await pilot.press("end")
        await typed(pilot, " of ours")
        await pilot.press("ctrl+s")
        await until(
            pilot,
            lambda: shown(
                desk, "! Paul Mensah wrote “Mary Ofori-Mensah”. Saving again keeps yours, ctrl+t takes"
            ),
        )
        assert shown(desk, "! Paul Mensah emptied it meanwhile.")
        assert happened(desk) == "! Nothing was saved: Paul Mensah wrote into the same fields."
        assert shown(desk, "Mary Ofori II")
        assert customer_to_edit(reader, mary).customer.name == "Mary Ofori-Mensah"
        await until(pilot, lambda: form.started["name"] == "Mary Ofori-Mensah")  # type: ignore[attr-defined]
        await saved(pilot, desk)
    customer = customer_to_edit(reader, mary).customer
    assert (customer.name, customer.source) == ("Mary Ofori II", "a friend of ours")


async def test_one_key_takes_what_the_other_wrote_into_the_field_in_use(
    desk: DeskApp, office: Office, database: Database, paul: Actor, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori", source="a friend", org="Hill & Sons")
    theirs = {"name": "Mary Ofori-Mensah", "source": "", "memberships": (MembershipValue("Nile", "buyer"),)}
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", customer_id=mary)
        await pilot.press("ctrl+t")
        assert happened(desk) == "· Nobody else has changed this field meanwhile."
        change(database, paul, mary, theirs)
        await pilot.press("end")
        await typed(pilot, " II")
        form.form.set_value("title", "boss")
        form.form.set_value("source", "the radio")
        await pilot.press("ctrl+s")
        await until(pilot, lambda: form.started["name"] == "Mary Ofori-Mensah")  # type: ignore[attr-defined]
        await pilot.press("ctrl+t")
        assert form.form.values()["name"] == "Mary Ofori-Mensah"
        assert not shown(desk, "wrote “Mary Ofori-Mensah”")
        for name in ("organisation", "source"):
            form.form.go_to(name)
            await pilot.pause()
            await pilot.press("ctrl+t")
        values = form.form.values()
        assert (values["organisation"].label, values["title"], values["source"]) == ("Nile", "buyer", None)
        await pilot.press("ctrl+s")
        await until(pilot, lambda: happened(desk) == "· Nothing was changed.")
    assert customer_to_edit(reader, mary).customer.name == "Mary Ofori-Mensah"


async def test_a_third_change_is_asked_about_again(
    desk: DeskApp, office: Office, database: Database, paul: Actor, reader: SqliteReader
) -> None:
    mary = office.add("Mary Ofori")
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", customer_id=mary)
        await pilot.press("end")
        await typed(pilot, " II")
        for name in ("Mary O.", "Mary Ofori-Mensah"):
            change(database, paul, mary, {"name": name})
            await pilot.press("ctrl+s")
            await until(pilot, lambda name=name: shown(desk, f"Paul Mensah wrote “{name}”."))  # type: ignore[misc]
            await until(pilot, lambda name=name: form.started["name"] == name)  # type: ignore[attr-defined, misc]
        await saved(pilot, desk)
    assert customer_to_edit(reader, mary).customer.name == "Mary Ofori II"


async def test_a_draft_of_an_edit_still_knows_what_it_started_from(
    desk: DeskApp, office: Office, database: Database, paul: Actor, reader: SqliteReader
) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", customer_id=quillon)
        await pilot.press("end")
        await typed(pilot, " II")
        # A field that is emptied stays so.
        form.form.go_to("source")
        await pilot.press("end", *("backspace",) * len("a friend"))
        await pilot.press("escape")
        await until(pilot, lambda: len(desk.state.drafts) == 1)
        change(database, paul, quillon, {"note": "Comes by car.", "tags": {"vip"}, "name": "Q. Ashgrove"})
        await pilot.press("D", "enter")
        await until(pilot, lambda: shown(desk, "Quillon Ashgrove II"))
        await until(pilot, lambda: shown(desk, "▸1 me"))
        await pilot.press("ctrl+s")
        await until(pilot, lambda: shown(desk, "Paul Mensah wrote “Q. Ashgrove”."))
        await saved(pilot, desk)
        await until(pilot, lambda: not desk.state.drafts)
    found = customer_to_edit(reader, quillon)
    assert (found.customer.name, found.customer.source) == ("Quillon Ashgrove II", "")
    assert (found.customer.note, found.tags) == ("Comes by car.", {"vip"})
    assert (found.customer.manager, found.customer.quiet_until) == ("Nadia Karim", 16 * 60)


async def test_half_typed_is_opened_again_as_it_was(
    desk: DeskApp, office: Office, reader: SqliteReader
) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form")
        await until(pilot, lambda: form.desk is not None)  # type: ignore[attr-defined]
        await typed(pilot, "Zed Wong")
        await pilot.press("enter")
        await typed(pilot, "ask h")
        form.form.go_to("tier")
        await pilot.press("1", "2")
        form.form.go_to("quiet")
        await typed(pilot, "22:")
        await pilot.press("escape")
        await until(pilot, lambda: len(desk.state.drafts) == 1)
        await pilot.press("D", "enter")
        await until(pilot, lambda: shown(desk, "Zed Wong") and shown(desk, "ask h") and shown(desk, "22:"))
        await until(pilot, lambda: shown(desk, "▸2 Paul Mensah") and shown(desk, "▸1 standard"))
    assert how_many(reader) == 0


async def test_an_untouched_edit_leaves_no_draft(
    desk: DeskApp, office: Office, path: Path, nadia: Actor
) -> None:
    quillon = office.quillon()
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await opened(pilot, desk, "customer-form", customer_id=quillon)
        await pilot.press("tab", "escape")
        assert "draft" not in happened(desk)
    assert drafts_of(path, nadia.staff_id) == []


async def test_a_customer_who_is_not_there_closes_the_form(desk: DeskApp) -> None:
    async with desk.run_test(size=(80, 24), notifications=True) as pilot:
        await until(pilot, lambda: desk.screen.focused is not None)
        first = desk.screen
        desk.open("customer-form", customer_id=99)
        await until(pilot, lambda: "There is no customer 99." in happened(desk))
        assert desk.screen is first


@pytest.mark.parametrize("size", SIZES)
async def test_a_hostile_customer_is_shown_harmlessly_and_kept_as_they_are(
    desk: DeskApp, office: Office, reader: SqliteReader, size: tuple[int, int]
) -> None:
    mallory = office.add(
        HOSTILE,
        phone="+1 555 010 1234",
        mail=f"{HOSTILE}@x.org",
        org=HOSTILE + "!",
        note=HOSTILE,
        source=HOSTILE,
    )
    before = customer_to_edit(reader, mallory)
    async with desk.run_test(size=size, notifications=True) as pilot:
        form = await opened(pilot, desk, "customer-form", customer_id=mallory)
        await until(pilot, lambda: shown(desk, "Mallory"))
        assert_sent_harmlessly(desk)
        form.form.go_to("language")
        await typed(pilot, "en")
        await saved(pilot, desk)
    after = customer_to_edit(reader, mallory)
    assert after.customer.language == "en"
    assert (after.customer.name, after.customer.note) == (before.customer.name, before.customer.note)
    assert (after.points, after.places) == (before.points, before.places)


def test_what_an_edit_started_from_survives_a_draft() -> None:
    from datetime import date

    from crm_tui.actions.customer_values import ConsentValue, NewCustomer

    fields = NewCustomer(
        "Mary",
        kinds=frozenset({"client"}),
        tags=frozenset({"b", "a"}),
        points=(PointValue("phone", "1", "x", True, 7),),
        memberships=(MembershipValue("Hill", "buyer", date(2020, 1, 1)),),
        consents=(ConsentValue("phone", "given"),),
        ended_on=date(2026, 1, 1),
    ).fields()
    again = from_json(as_json({**fields, "consents": frozenset(fields["consents"])}))
    assert again == {**fields, "consents": frozenset(fields["consents"])}
