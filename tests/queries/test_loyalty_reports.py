"""The reports on loyalty and on referrals."""

from datetime import date, datetime, time, timedelta

import pytest

from crm_tui.queries.periods import quarter_of
from crm_tui.queries.reports import report_named
from crm_tui.queries.reports.report import Asked, Share
from crm_tui.queries.reports.words import records
from crm_tui.store.tables import CustomerKind, Departure, Referral, Sale

TODAY = date(2026, 11, 21)


@pytest.fixture
def sell(desk, zone):
    """A sale so many days ago."""

    def sell_one(customer: int, ago: int, value: int = 100, **more) -> None:
        day = TODAY - timedelta(days=ago)
        at = datetime.combine(day, time(12), tzinfo=zone)
        desk.put(
            Sale(
                customer_id=customer, staff_id=desk.actor.staff_id, sold_at=at, sold_on=day, recorded_at=at,
                value=value * 10_000, **{"currency": "USD", **more},
            )
        )  # fmt: skip

    return sell_one


@pytest.fixture
def told(reader, zone, now, nadia):
    asked = Asked(quarter_of(TODAY), zone, now, nadia)
    return lambda name: report_named(name).read(reader, asked)


def test_who_buys_again_stays_away_left_and_was_won_back(desk, sell, told) -> None:
    mary, jun, ashok = (desk.customer(name) for name in ("Mary Ofori", "Jun Sato", "Ashok Rao"))
    for ago in (100, 70, 40):
        sell(mary, ago)
    sell(jun, 400)
    sell(jun, 5, stage="cancelled")
    sell(ashok, 1)
    staff = {"staff_id": desk.actor.staff_id}
    desk.put(Departure(customer_id=jun, left_on=date(2026, 9, 30), won_back_on=date(2026, 10, 2), **staff))
    desk.put(Departure(customer_id=ashok, left_on=date(2026, 11, 2), why="moved", **staff))
    table = told("loyalty")
    everybody = dict(zip((column.name for column in table.columns), table.rows[0], strict=True))
    assert everybody == {
        "tier": "*", "buyers": 3, "again": Share(1, 3), "days_between": 30, "renewed": 0, "lapsed": 1,
        "left": 1, "won_back": 1,
    }  # fmt: skip
    assert len(table.rows) == 2


def test_nothing_sold_is_an_empty_table(told) -> None:
    assert told("loyalty").rows == told("referrals").rows == ()


def test_what_recommendations_brought_by_currency(desk, sell, told, now) -> None:
    quillon, mary, jun = (desk.customer(name) for name in ("Quillon Ashgrove", "Mary Ofori", "Jun Sato"))
    desk.put(CustomerKind(customer_id=mary, kind="client"))
    for customer in (mary, jun):
        desk.put(
            Referral(
                customer_id=customer, by_customer_id=quillon, staff_id=desk.actor.staff_id,
                happened_at=now - timedelta(days=9),
            )
        )  # fmt: skip
    sell(mary, 3, 100)
    sell(mary, 2, 50)
    sell(mary, 1, 30, currency="EUR")
    sell(quillon, 1, 999)
    table = told("referrals")
    found = [
        {key: row[key] for key in ("currency", "recommended", "clients", "value")} for row in records(table)
    ]
    assert found == [
        {"currency": None, "recommended": 1, "clients": 0, "value": "0"},
        {"currency": "EUR", "recommended": 1, "clients": 1, "value": "30"},
        {"currency": "USD", "recommended": 1, "clients": 1, "value": "150"},
    ]
