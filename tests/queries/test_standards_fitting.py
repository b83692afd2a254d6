"""Which standards hold for a case or a contact, from what is written down."""

from datetime import UTC, datetime, timedelta

import pytest

from crm_tui.actions.standards import StandardChanges, add_standard, change_standard
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.queries.standard_fit import standards_of_case, standards_of_contact
from crm_tui.store.tables import CaseEvent, CustomerKind, Tier

NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)
SET = NOW - timedelta(days=90)
DAY = timedelta(days=1)


@pytest.fixture
def add(database, nadia):
    """Set a standard about answers long ago."""

    def add_one(at=SET, **more) -> int:
        with database.act(nadia, at) as act:
            fields = {"statement": "Said.", "measure": "answered-within", "target": 60, "objective": 0.9}
            return add_standard(act, **{**fields, **more}).id

    return add_one


def test_a_case_by_its_tier_and_the_version_of_its_start(reader, desk, database, nadia, add) -> None:
    key = desk.put(Tier(code="key", label="Key"))
    wide, narrow = add(), add(scope={"tier": ["key"]})
    mary = desk.customer("Mary Ofori", tier_id=key)
    case = desk.case(mary, opened_at=NOW - 5 * DAY)
    desk.put(CaseEvent(case_id=case, staff_id=1, what="tier", value="key", happened_at=NOW, recorded_at=NOW))
    with database.act(nadia, NOW - DAY) as act:
        change_standard(act, narrow, StandardChanges(target=30))
    (fit,) = standards_of_case(reader, case)
    assert (fit.standard.id, fit.version.number) == (narrow, 1)
    assert [other.standard_id for other in fit.fit.others] == [wide]
    with pytest.raises(NoSuchRecord):
        standards_of_case(reader, 99)


def test_a_contact_of_somebody_or_of_nobody_yet(reader, desk, add) -> None:
    standard = add(measure="waiting-time", target=3, scope={"kind": ["client"]})
    everybody = add(measure="mood", target="pleased")
    mary = desk.customer("Mary Ofori")
    known = {"nature": "enquiry", "channel": "phone", "direction": "inbound", "outcome": None, "at": NOW}
    for customer in (None, mary):
        found = standards_of_contact(reader, customer_id=customer, **known)
        assert [fit.standard.id for fit in found] == [everybody]
    desk.put(CustomerKind(customer_id=mary, kind="client"))
    found = standards_of_contact(reader, customer_id=mary, **known)
    assert [fit.standard.id for fit in found] == [standard, everybody]
