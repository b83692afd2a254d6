from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm_tui.domain.instants import to_micros
from crm_tui.domain.words import Health
from crm_tui.queries import customers, health
from crm_tui.queries.customers import Among, View, count, key_of, page
from crm_tui.queries.list_order import Sort
from crm_tui.store.tables import Customer, CustomerKind, FollowUp, Interaction, Tier


def names(found):
    return [row.name for row in found.rows]


@pytest.fixture
def listed(desk, paul):
    """Seven customers with and without contacts, things due, tiers and kinds; two share a name."""
    desk.put(Tier(code="key", label="key accounts"))
    ids = {}
    for number, name in enumerate(("Mary Ofori", "Ashok Rao", "Jun Sato", "Quillon Ashgrove", "রহিম উদ্দিন")):
        tier = {"tier_id": 2} if number % 2 else {}
        ids[name] = desk.customer(name, manager_id=paul.staff_id if number < 3 else None, **tier)
    ids["second Jun Sato"] = desk.customer("Jun Sato")
    ids["Zed"] = desk.customer("Zed", phone="01711 123456", email="zed@example.org")
    desk.put(CustomerKind(customer_id=ids["Zed"], kind="supplier"))
    desk.contact(ids["Jun Sato"], ago=timedelta(days=3), mood="upset")
    desk.contact(ids["Mary Ofori"], ago=timedelta(days=1))
    desk.contact(ids["Zed"], ago=timedelta(days=1))
    desk.contact(ids["Ashok Rao"], direction="internal")
    desk.follow_up(ids["Zed"], date(2026, 11, 25))
    desk.follow_up(ids["Ashok Rao"], date(2026, 11, 20))
    desk.follow_up(ids["Mary Ofori"], date(2026, 11, 21))
    return ids


ORDERS = {
    Sort.NAME: ["Ashok Rao", "Jun Sato", "Jun Sato", "Mary Ofori", "Quillon Ashgrove", "Zed", "রহিম উদ্দিন"],
    Sort.NEWEST: ["Zed", "Jun Sato", "রহিম উদ্দিন", "Quillon Ashgrove", "Jun Sato", "Ashok Rao", "Mary Ofori"],
    Sort.LAST_CONTACT: [
        *("Zed", "Mary Ofori", "Jun Sato"),
        *(
            "Jun Sato",
            "রহিম উদ্দিন",
            "Quillon Ashgrove",
            "Ashok Rao",
        ),  # never, newest first; a note is no contact
    ],
    Sort.NEXT_DUE: [
        *("Ashok Rao", "Mary Ofori", "Zed"),
        *("Jun Sato", "Quillon Ashgrove", "রহিম উদ্দিন", "Jun Sato"),
    ],
    Sort.HEALTH: [
        "Jun Sato",  # left upset
        *("Zed", "Jun Sato", "রহিম উদ্দিন", "Quillon Ashgrove", "Ashok Rao", "Mary Ofori"),
    ],
}


@pytest.mark.parametrize("sort", Sort)
@pytest.mark.parametrize("limit", [1, 2, 3, 7, 50])
def test_each_order_forwards_and_backwards_in_pages_of_any_size(reader, listed, now, sort, limit):
    forwards, backwards = [], []
    found = page(reader, now=now, sort=sort, limit=limit)
    while found.rows:
        forwards += found.rows
        assert found.more is (len(forwards) < 7)
        found = page(reader, now=now, sort=sort, after=found.rows[-1].key, limit=limit)
    found = page(reader, now=now, sort=sort, from_end=True, limit=limit)
    while found.rows:
        backwards = [*found.rows, *backwards]
        found = page(reader, now=now, sort=sort, before=found.rows[0].key, limit=limit)
    assert [row.name for row in forwards] == ORDERS[sort]
    assert backwards == forwards


@pytest.mark.parametrize("sort", Sort)
def test_a_filtered_list_has_the_same_order(reader, listed, now, sort):
    def shown(**options):
        return page(reader, now=now, sort=sort, text="a", country="BD", **options)

    expected = [name for name in ORDERS[sort] if name in ("Ashok Rao", "Quillon Ashgrove")]
    assert names(shown()) == expected
    first = shown(limit=1)
    assert first.more
    second = shown(limit=1, after=first.rows[0].key)
    assert names(first) + names(second) == expected
    assert not second.more
    assert names(shown(limit=1, from_end=True)) == expected[1:]
    assert names(shown(limit=1, before=second.rows[0].key)) == expected[:1]


def test_the_values_of_a_row(reader, desk, listed, now):
    firm = desk.customer("Nile Travel", form="organisation")
    person = desk.customer("Nashwa Haddad", org=firm, manager_id=1, do_not_contact=True, tier_id=2)
    desk.case(person)
    desk.follow_up(person, now + timedelta(hours=-1))
    desk.follow_up(person, date(2026, 11, 21))
    row = page(reader, now=now, text="nashwa", country="BD").rows[0]
    assert (row.organisation, row.manager_initials, row.do_not_contact) == ("Nile Travel", "NK", True)
    assert (row.tier, row.tier_label, row.open_cases) == ("key", "key accounts", 1)
    assert (row.next_due_at, row.next_due_on, row.next_due_all_day, row.overdue) == (
        now - timedelta(hours=1),
        date(2026, 11, 21),
        False,
        True,
    )
    by_name = {row.name: row for row in page(reader, now=now).rows}
    assert by_name["Ashok Rao"].overdue  # its day ended yesterday at midnight
    assert not by_name["Mary Ofori"].overdue  # its day is not over
    assert by_name["Mary Ofori"].next_due_all_day
    assert by_name["রহিম উদ্দিন"].next_due_at is None


@pytest.mark.parametrize("few", [2_000, 1, 0])
def test_views_show_the_same_whether_walked_or_sorted_as_a_set(reader, listed, now, monkeypatch, few):
    monkeypatch.setattr(customers, "MOST_FILTERED", few)
    for view, expected in (
        (View(Among.MANAGER, 2), ["Ashok Rao", "Jun Sato", "Mary Ofori"]),
        (View(Among.TIER, "key"), ["Ashok Rao", "Quillon Ashgrove"]),
        (View(Among.KIND, "supplier"), ["Zed"]),
        (View(Among.KIND, "partner"), []),
        (View(Among.TIER, "none such"), []),
    ):
        assert names(page(reader, now=now, view=view)) == expected
        assert count(reader, now=now, view=view).shown == len(expected)


@pytest.mark.parametrize("few", [0, 2_000])
def test_views_by_health_and_by_silence(reader, desk, listed, now, monkeypatch, few):
    monkeypatch.setattr(customers, "MOST_FILTERED", few)
    desk.change(Tier, 2, rhythm_days=30)
    desk.change(Customer, listed["Jun Sato"], rhythm_days=2)
    desk.change(Customer, listed["Ashok Rao"], created_at=now - timedelta(days=99))
    for ago in (1, 2):
        desk.contact(listed["Zed"], ago=timedelta(hours=ago), mood="pleased")
    for level, expected in (("watch", ["Ashok Rao", "Jun Sato"]), ("happy", ["Zed"]), ("at-risk", [])):
        found = page(reader, now=now, view=View(Among.HEALTH, level))
        assert names(found) == expected
        assert {row.health for row in found.rows} <= {level}
        assert count(reader, now=now, view=View(Among.HEALTH, level)).shown == len(expected)
    silent = View(Among.SILENT, to_micros(now))
    assert names(page(reader, now=now, view=silent)) == ["Ashok Rao", "Jun Sato"]
    assert [(one.name, one.rhythm_days) for one in health.silent(reader, now=now)] == [
        ("Ashok Rao", 30),
        ("Jun Sato", 2),
    ]


def test_a_level_that_time_has_changed_is_shown_as_it_is_now(reader, desk, listed, now):
    later = now + timedelta(days=40)
    before = {row.name: row.health for row in page(reader, now=now, text="jun", country="BD").rows[:1]}
    after = page(reader, now=later, sort=Sort.HEALTH).rows[0]
    assert before == {"Jun Sato": Health.WATCH}
    assert (after.name, after.health) == ("Jun Sato", Health.STEADY)
    assert health.of_level(reader, Health.WATCH, now=later) == ()
    assert len(health.of_level(reader, Health.STEADY, now=later)) == 7


def test_a_filter_within_a_view(reader, listed, now):
    view = View(Among.MANAGER, 2)
    assert names(page(reader, now=now, view=view, text="sato", country="BD")) == ["Jun Sato"]
    assert names(page(reader, now=now, view=view, text="zed", country="BD")) == []


@pytest.mark.parametrize("typed", ["zed", "ed@ex", "01711", "711 12", "৭১১", "17"])
def test_the_filter_takes_names_numbers_and_mail(reader, listed, now, typed):
    everybody = page(reader, now=now, text=typed, country="BD")
    within = page(reader, now=now, text=typed, country="BD", view=View(Among.KIND, "supplier"))
    assert names(everybody) == names(within) == ["Zed"]


def test_a_filter_with_too_many_matches_says_so(reader, listed, now, monkeypatch):
    monkeypatch.setattr(customers, "MOST_FILTERED", 1)
    cut = page(reader, now=now, text="sato", country="BD")
    assert ([row.id for row in cut.rows], cut.cut) == ([listed["second Jun Sato"]], True)
    shown = count(reader, now=now, text="sato", country="BD")
    assert (shown.total, shown.shown, shown.at_least) == (7, 1, True)


def test_counts(reader, listed, now):
    everybody = count(reader, now=now)
    assert (everybody.total, everybody.shown, everybody.at_least) == (7, 7, False)
    assert count(reader, now=now, text="sato", country="BD").shown == 2


@pytest.mark.parametrize("sort", Sort)
def test_a_list_goes_on_from_a_customer(reader, listed, now, sort):
    key = key_of(reader, sort, listed["Mary Ofori"])
    place = ORDERS[sort].index("Mary Ofori")
    assert names(page(reader, now=now, sort=sort, after=key)) == ORDERS[sort][place + 1 :]
    assert names(page(reader, now=now, sort=sort, before=key)) == ORDERS[sort][:place]
    assert key_of(reader, sort, 99) is None


def test_deleted_customers_and_contacts_are_gone(reader, desk, listed, now):
    desk.change(Customer, listed["Zed"], deleted_at=now)
    desk.change(Interaction, 1, deleted_at=now)
    desk.change(FollowUp, 2, state="done", closed_at=now)
    for sort in Sort:
        assert "Zed" not in names(page(reader, now=now, sort=sort))
    assert names(page(reader, now=now, sort=Sort.NEXT_DUE))[0] == "Mary Ofori"
    assert names(page(reader, now=now, sort=Sort.LAST_CONTACT))[:2] == ["Mary Ofori", "Jun Sato"]
    assert count(reader, now=now).total == 6
    assert key_of(reader, Sort.NAME, listed["Zed"]) is None


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_walk_sees_the_list_as_it_is(reader, desk, now, data):
    known = count(reader, now=now).total
    for _ in range(data.draw(st.integers(0, 3))):
        customer = desk.customer(data.draw(st.sampled_from(("a", "b", "রহিম", "\U0010ffff", "á", "Z"))))
        if data.draw(st.booleans()):
            desk.contact(customer, ago=timedelta(days=data.draw(st.integers(0, 2))))
        if data.draw(st.booleans()):
            desk.follow_up(customer, now.date() + timedelta(days=data.draw(st.integers(-1, 1))))
        known += 1
    sort = data.draw(st.sampled_from(Sort))
    whole = page(reader, now=now, sort=sort, limit=1000).rows
    assert len({row.id for row in whole}) == len(whole) == known
    place = 0
    for _ in range(8):
        limit = data.draw(st.integers(1, 4))
        if data.draw(st.booleans()):
            key = whole[place - 1].key if place else None
            found = page(reader, now=now, sort=sort, after=key, limit=limit)
            assert found.rows == whole[place : place + limit]
            assert found.more is (place + limit < len(whole))
            place = min(len(whole), place + limit)
        elif place < len(whole):
            found = page(reader, now=now, sort=sort, before=whole[place].key, limit=limit)
            assert found.rows == whole[max(0, place - limit) : place]
            assert found.more is (place - limit > 0)
            place = max(0, place - limit)
