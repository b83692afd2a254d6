"""Reports: what they count, in whose days, in which currency, and who may see whose."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from crm_tui.domain.instants import start_of_day
from crm_tui.domain.words import Role
from crm_tui.queries.periods import Period
from crm_tui.queries.reports import NAMES, report_named
from crm_tui.queries.reports.panels import marks_on, panels_of
from crm_tui.queries.reports.parts import parts_of
from crm_tui.queries.reports.report import Asked, Share, Table
from crm_tui.queries.reports.words import records, told
from crm_tui.store.tables import CustomerKind, CustomerTag, Product, Sale, SaleLine

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
EUR, USD = "EUR", "USD"


@pytest.fixture
def asked(zone, now, nadia):
    return Asked(NOVEMBER, zone, now, nadia)


@pytest.fixture
def read(reader, asked):
    """The table of a report, as somebody asks for it."""

    def read(name: str, **other) -> Table:
        return report_named(name).read(reader, replace(asked, **other))

    return read


@pytest.fixture
def sell(desk):
    """A sale of one thing on a day, in whole units of a currency."""

    def sell(customer: int, day: date, value: int, currency: str = EUR, **more) -> int:
        product = more.pop("product_id", None)
        sale = desk.put(
            Sale(
                customer_id=customer,
                staff_id=more.pop("staff_id", desk.actor.staff_id),
                sold_at=more.pop("sold_at", start_of_day(day, ZoneInfo("Asia/Dhaka"))),
                sold_on=day,
                value=value * 10_000,
                currency=currency,
                recorded_at=desk.now,
                **more,
            )
        )
        amounts = {"quantity": 20_000, "price": value * 5_000, "value": value * 10_000}
        desk.put(SaleLine(sale_id=sale, product_id=product, words="tea in tins", **amounts))
        return sale

    return sell


@pytest.mark.parametrize("name", NAMES)
def test_a_report_of_nothing_has_no_rows_and_teaches(read, name):
    assert read(name).rows == ()
    report = report_named(name)
    assert report.name == name
    assert report.teaches.endswith(".")


@pytest.mark.parametrize("name", NAMES)
def test_what_is_plotted_are_columns(read, desk, sell, name):
    customer = desk.customer("Quillon Ashgrove")
    desk.contact(
        customer, nature="complaint", outcome="solved", mood="upset", obstacle="hours", waited_minutes=2
    )
    desk.case(customer)
    sell(customer, date(2026, 11, 3), 12)
    table = read(name)
    for column in (table.plot.along, *table.plot.values, *filter(None, [table.plot.apart])):
        assert table.column(column)
    assert all(len(row) == len(table.columns) for row in table.rows)
    assert all(len({*record}) == len(record) for record in records(table))


def test_the_parts_are_days_weeks_months_or_years_and_none_is_to_come(asked):
    def parts(first: date, last: date) -> list[Period]:
        return list(parts_of(replace(asked, period=Period(first, last))))

    assert parts(date(2026, 11, 1), date(2026, 11, 30))[-1] == Period(date(2026, 11, 21), date(2026, 11, 21))
    quarter = parts(date(2026, 10, 1), date(2026, 12, 31))
    assert quarter[0] == Period(date(2026, 10, 1), date(2026, 10, 4))
    assert quarter[-1] == Period(date(2026, 11, 16), date(2026, 11, 22))
    assert parts(date(2025, 1, 1), date(2025, 12, 31))[1] == Period(date(2025, 2, 1), date(2025, 2, 28))
    assert [part.from_on.year for part in parts(date(2009, 1, 1), date(2013, 12, 31))] == [*range(2009, 2014)]
    assert parts(date(2027, 1, 1), date(2027, 3, 31)) == []
    for found in (quarter, parts(date(2025, 1, 1), date(2025, 12, 31))):
        assert all(one.to_on + timedelta(days=1) == other.from_on for one, other in pairwise(found))


def test_a_contact_belongs_to_the_local_day_also_where_clocks_are_put_back(reader, desk, asked):
    customer = desk.customer("Mary Ofori")
    berlin = ZoneInfo("Europe/Berlin")
    # 25 October 2026 has 25 hours there: its last minute, and the first of the next day.
    for at in (datetime(2026, 10, 25, 22, 59, tzinfo=UTC), datetime(2026, 10, 25, 23, 0, tzinfo=UTC)):
        desk.contact(customer, happened_at=at)
    here = replace(asked, zone=berlin, period=Period(date(2026, 10, 24), date(2026, 10, 26)))
    table = report_named("contacts").read(reader, here)
    assert [row[table.place("contacts")] for row in table.rows] == [0, 1, 1]


def test_notes_deleted_contacts_and_colleagues_do_not_count(read, desk):
    customer, colleague = desk.customer("Mary Ofori"), desk.customer("Jun from the workshop")
    desk.put(CustomerKind(customer_id=colleague, kind="internal"))
    desk.contact(customer, mood="pleased")
    desk.contact(customer, direction="internal", mood="upset")
    desk.contact(customer, deleted_at=desk.now, mood="upset")
    desk.contact(colleague, mood="upset")
    last = read("mood").rows[-1]
    assert last[1:3] == (Share(1, 1), Share(0, 1))


def test_moods_are_counted_by_how_contacts_left_them(read, desk):
    customer = desk.customer("Mary Ofori")
    for mood in ("upset", "uneasy", "neutral", "pleased", "delighted", "pleased", None):
        desk.contact(customer, mood=mood)
    table = read("mood")
    assert records(table)[-1] == {
        "from": "2026-11-21", "to": "2026-11-21", "good": 0.5, "bad": 0.3333,
        "upset": 1, "uneasy": 1, "neutral": 1, "pleased": 2, "delighted": 1,
    }  # fmt: skip
    # Three of six are no 50 %.
    assert told(table.column("good"), Share(3, 6)) == "3 of 6"
    assert told(table.column("good"), Share(7, 14)) == "50 % (7 of 14)"


def test_causes_are_one_however_they_are_spelled(read, desk):
    customer = desk.customer("Mary Ofori")
    desk.case(customer, cause="Seal too short", opened_at=desk.now)
    desk.case(customer, cause="seal  too short ", stage="solved", opened_at=desk.now)
    desk.case(customer, cause="", opened_at=desk.now)
    desk.contact(customer, nature="complaint", outcome="solved", cause="seal too short")
    found = records(read("causes"))
    assert [(row["complaints"], row["open"]) for row in found] == [(3, 1), (1, 1)]
    assert found[0]["cause"].strip().casefold().startswith("seal")
    assert found[1]["cause"] is None


def test_sales_are_summed_by_currency_and_never_across(read, desk, sell):
    customer = desk.customer("Mary Ofori")
    sell(customer, date(2026, 11, 2), 10)
    sell(customer, date(2026, 11, 2), 5)
    sell(customer, date(2026, 11, 2), 7, USD)
    sell(customer, date(2026, 11, 3), 99, stage="cancelled")
    sell(customer, date(2026, 11, 3), 99, deleted_at=desk.now)
    sell(customer, date(2026, 10, 31), 99)
    table = read("sales")
    found = [
        (row["from"], row["sales"], row["value"], row["currency"]) for row in records(table) if row["sales"]
    ]
    assert found == [("2026-11-02", 2, "15", EUR), ("2026-11-02", 1, "7", USD)]
    assert [(panel.title, panel.in_all) for panel in panels_of(table)] == [(EUR, "15"), (USD, "7")]


def test_a_sale_keeps_its_day_when_the_business_moves(read, desk, sell):
    sell(desk.customer("Mary Ofori"), date(2026, 11, 30), 10, sold_at=datetime(2026, 11, 30, 17, tzinfo=UTC))
    assert len(read("sales", zone=ZoneInfo("Pacific/Auckland"), now=desk.now + timedelta(days=30)).rows) == 30
    assert read("sales", now=desk.now + timedelta(days=30)).rows[-1][1] == 1


def test_sales_by_product_person_and_segment(read, desk, sell, paul):
    mary, hill = desk.customer("Mary Ofori"), desk.customer("Hill & Sons")
    desk.put(CustomerTag(customer_id=mary, tag="kettles"), CustomerKind(customer_id=mary, kind="client"))
    desk.put(CustomerKind(customer_id=mary, kind="partner"))
    kettle = desk.put(Product(name="Kettle", sort_key="kettle", created_at=desk.now))
    sell(mary, date(2026, 11, 2), 10, tier="key", product_id=kettle)
    sell(hill, date(2026, 11, 2), 4, tier="standard", staff_id=paul.staff_id)

    def values(name: str, column: str) -> dict[str | None, str]:
        return {row[column]: row["value"] for row in records(read(name))}

    assert values("sales-by-product", "product") == {"Kettle": "10", "tea in tins": "4"}
    assert [row["quantity"] for row in records(read("sales-by-product"))] == [2.0, 2.0]
    assert values("sales-by-person", "person") == {"Nadia Karim": "10", "Paul Mensah": "4"}
    assert values("sales-by-tier", "tier") == {"key": "10", "standard": "4"}
    assert values("sales-by-kind", "kind") == {"client": "10", "partner": "10", None: "4"}
    assert values("sales-by-tag", "tag") == {"kettles": "10", None: "4"}


def test_figures_of_a_person_are_for_them_and_managers(read, desk, sell, paul, desk_of):
    customer = desk.customer("Mary Ofori")
    desk.contact(customer)
    desk_of(paul).contact(customer)
    sell(customer, date(2026, 11, 2), 10)
    assert [(row["by"], row["contacts"], row["name"]) for row in records(read("load", viewer=paul))] == [
        ("team", 2, None),
        ("person", 1, "Paul Mensah"),
    ]
    assert read("sales-by-person", viewer=paul).rows == ()
    assert len(read("load").rows) == 3
    assert paul.role is Role.AGENT


def test_effort_stands_beside_value_and_is_counted_once(read, desk, sell):
    mary = desk.customer("Mary Ofori")
    begun = desk.now - timedelta(hours=2)
    desk.contact(mary, happened_at=begun, ended_at=begun + timedelta(minutes=12), tier="key")
    desk.contact(mary, happened_at=begun, ended_at=begun + timedelta(minutes=3), tier="key")
    desk.case(mary, cost=250_000, cost_currency=USD, opened_at=begun)
    sell(mary, date(2026, 11, 2), 10, tier="key")
    found = records(read("effort"))
    assert [
        (row["contacts"], row["minutes"], row["value"], row["cost"], row["currency"]) for row in found
    ] == [
        (2, 15.0, "10", None, EUR),
        (None, None, None, "25", USD),
    ]
    assert {row["customer"] for row in found} == {mary}
    by_tier = records(read("effort-by-tier"))
    assert [(row["tier"], row["contacts"], row["value"]) for row in by_tier] == [
        ("key", 2, "10"),
        (None, 0, None),
    ]


def test_first_contacts_are_counted_once(read, desk):
    customer = desk.customer("Mary Ofori")
    at = desk.now - timedelta(hours=1)
    case = desk.case(customer, opened_at=at)
    desk.contact(customer, nature="complaint", outcome="promised", case_id=case, happened_at=at)
    desk.contact(customer, nature="complaint", outcome="solved", case_id=case)
    desk.contact(customer, nature="complaint", outcome="solved")
    assert read("first-contact").rows[-1][1:] == (2, Share(1, 2))


def test_notes_stand_at_the_bar_of_their_day(read, desk):
    desk.contact(desk.customer("Mary Ofori"))
    panel = panels_of(read("contacts"))[0]
    days = [date(2026, 11, 1), date(2026, 11, 21), date(2026, 11, 21), date(2026, 12, 24)]
    assert marks_on(panel, days) == {0: [1], 20: [2, 3]}
