from datetime import date, timedelta

import pytest

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.words import Consent, Kind
from crm_tui.queries.customer_page import card, customer, record
from crm_tui.queries.timeline import EntryKind, timeline
from crm_tui.store.tables import (
    CaseEvent,
    ConsentMark,
    ContactPoint,
    Customer,
    CustomerKind,
    CustomerTag,
    Membership,
    SpeaksFor,
)

TODAY = date(2026, 11, 21)


@pytest.fixture
def ash(desk):
    """Quillon Ashgrove of Ashgrove Ltd, with some of everything."""
    firm = desk.customer("Ashgrove Ltd", form="organisation")
    ash = desk.customer(
        "Quillon Ashgrove",
        phone="+1 555 010 1234",
        email="q@example.org",
        org=firm,
        tier_id=1,
        manager_id=1,
        address_as="Ms Ashgrove",
        quiet_from=1200,
        quiet_until=480,
    )
    mary = desk.customer("Mary Ofori")
    desk.put(
        ContactPoint(customer_id=ash, type="phone", value="01711 123456", preferred=True, label="mobile"),
        CustomerKind(customer_id=ash, kind="supplier"),
        CustomerKind(customer_id=ash, kind="client"),
        CustomerTag(customer_id=ash, tag="vip"),
        SpeaksFor(speaker_id=mary, customer_id=ash, may_be_told="everything but prices"),
        ConsentMark(customer_id=ash, channel="email", state="refused", at=desk.now),
        Membership(person_id=ash, organisation_id=mary, to_on=TODAY, title="former"),
    )
    desk.follow_up(ash, TODAY)
    desk.case(ash)
    desk.case(ash, "closed one", stage="closed", closed_at=desk.now)
    desk.promise(ash, TODAY)
    desk.promise(ash, TODAY, "kept one", state="kept", closed_at=desk.now)
    for days in range(5):
        desk.contact(ash, f"{days} days ago", ago=timedelta(days=days))
    return ash


def test_the_record_has_every_part(reader, ash, now):
    found = record(reader, ash)
    own = found.customer
    assert (own.name, own.address_as, own.tier, own.tier_label) == (
        *("Quillon Ashgrove", "Ms Ashgrove"),
        *("standard", "standard"),
    )
    assert (own.manager_login, own.manager_initials, own.quiet_from, own.version) == ("nadia", "NK", 1200, 1)
    assert (own.open_cases, own.open_promises, own.last_contact_at) == (1, 1, now)
    assert found.kinds == (Kind.CLIENT, Kind.SUPPLIER)
    assert found.tags == ("vip",)
    assert [point.value for point in found.contact_points] == [
        *("01711 123456", "+1 555 010 1234", "q@example.org")
    ]
    assert [(place.name, place.title, place.to_on) for place in found.places] == [
        ("Ashgrove Ltd", "owner", None),
        ("Mary Ofori", "former", TODAY),
    ]
    assert [(speaker.name, speaker.may_be_told) for speaker in found.speakers] == [
        ("Mary Ofori", "everything but prices")
    ]
    assert [mark.state for mark in found.consents] == [Consent.REFUSED]
    assert [case.title for case in found.cases] == ["late delivery", "closed one"]
    assert [promise.what for promise in found.promises] == ["refund", "kept one"]
    assert len(found.follow_ups) == 1


def test_relations_are_seen_from_both_sides(reader, ash, desk):
    firm = record(reader, ash - 1)
    assert [(member.name, member.title) for member in firm.members] == [("Quillon Ashgrove", "owner")]
    mary = record(reader, ash + 1)
    assert [other.name for other in mary.spoken_for] == ["Quillon Ashgrove"]
    desk.change(Customer, ash, deleted_at=desk.now)
    assert record(reader, ash - 1).members == ()
    assert record(reader, ash + 1).spoken_for == ()


def test_the_card_has_what_is_open_and_the_last_contacts(reader, ash):
    found = card(reader, ash)
    assert [case.title for case in found.cases] == ["late delivery"]
    assert [promise.what for promise in found.promises] == ["refund"]
    assert [contact.said for contact in found.interactions] == ["0 days ago", "1 days ago", "2 days ago"]
    assert found.contact_points[0].preferred


def test_nobody_has_no_page(reader, desk, ash):
    desk.change(Customer, ash, deleted_at=desk.now)
    for nobody in (ash, 99):
        for read in (customer, record, card):
            with pytest.raises(NoSuchRecord):
                read(reader, nobody)


@pytest.fixture
def busy(desk):
    """A customer to whom several things happened at one instant, and others before and after."""
    busy = desk.customer("Jun Sato")
    case = desk.case(busy)
    for hours in (0, 0, 1, 2):
        at = desk.now - timedelta(hours=hours)
        desk.contact(busy, "said", ago=timedelta(hours=hours), case_id=case)
        desk.put(
            CaseEvent(case_id=case, staff_id=1, what="stage", value="open", happened_at=at, recorded_at=at)
        )
        desk.follow_up(busy, at, "done one", state="done", closed_at=at)
        desk.promise(busy, TODAY, "kept one", state="kept", closed_at=at)
    desk.follow_up(busy, TODAY + timedelta(days=3), "open one")
    desk.promise(busy, TODAY + timedelta(days=1), "open promise")
    desk.contact(busy, "deleted", deleted_at=desk.now)
    desk.contact(desk.customer("Mary"), "of Mary")
    return busy


def test_the_timeline_has_what_is_open_on_top_and_then_the_newest(reader, busy, now):
    found = timeline(reader, busy)
    assert [entry.text for entry in found.entries[:2]] == ["open one", "open promise"]
    assert len(found.entries) == 18
    assert not found.more
    assert [entry.at for entry in found.entries] == sorted(
        (entry.at for entry in found.entries), reverse=True
    )
    happened = [EntryKind.PROMISE, EntryKind.FOLLOW_UP, EntryKind.CASE, EntryKind.INTERACTION]
    assert [entry.kind for entry in found.entries if entry.at == now] == [
        kind for kind in happened for _ in range(2)
    ]


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 17, 18])
def test_the_timeline_in_pages(reader, busy, limit):
    whole = timeline(reader, busy).entries
    seen = []
    found = timeline(reader, busy, limit=limit)
    while found.entries:
        seen += found.entries
        assert found.more is (len(seen) < len(whole))
        found = timeline(reader, busy, limit=limit, after=found.entries[-1].key)
    assert tuple(seen) == whole


def test_the_timeline_of_some_kinds(reader, busy):
    whole = timeline(reader, busy).entries
    for kinds in ({EntryKind.INTERACTION}, {EntryKind.CASE, EntryKind.PROMISE}):
        assert timeline(reader, busy, kinds=kinds).entries == tuple(
            entry for entry in whole if entry.kind in kinds
        )
