"""Whom Today tells us to watch: figures and rows agree, also before what time changed is written."""

from datetime import timedelta

from crm_tui.queries.health import watch


def test_who_turned_with_time_counts_where_they_are_now(reader, desk, now):
    upset = desk.customer("Mary Ofori")
    desk.contact(upset, mood="upset")
    late = desk.customer("Jun Sato")
    desk.promise(late, (now + timedelta(days=2)).date(), "a quote")
    found = watch(reader, now=now, staff_id=1)
    assert (found.at_risk, found.to_watch, [one.name for one in found.first]) == (0, 1, ["Mary Ofori"])

    found = watch(reader, now=now + timedelta(days=5), staff_id=1)
    assert (found.at_risk, found.to_watch) == (0, 2)
    assert {one.name for one in found.first} == {"Mary Ofori", "Jun Sato"}

    found = watch(reader, now=now + timedelta(days=400), staff_id=1)
    assert (found.at_risk, found.to_watch, [one.name for one in found.first]) == (0, 1, ["Jun Sato"])
