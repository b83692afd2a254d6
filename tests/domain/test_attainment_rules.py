"""Which version measures an event, and the share that met it."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.standards import (
    Attainment,
    MeasuredEvent,
    Scope,
    Version,
    attainment,
    governing_version,
    in_period,
    version_in_force,
)

START = datetime(2026, 11, 1, tzinfo=UTC)
DAY = timedelta(days=1)


def scope(**values: str) -> Scope:
    return Scope.from_rows((dimension, value) for dimension, csv in values.items() for value in csv.split())


def event(started: datetime, met: bool | None) -> MeasuredEvent:
    return MeasuredEvent(("case", 1), 1, 1, None, None, None, started, None, met, None)


def test_the_version_in_force_is_the_newest_that_had_begun() -> None:
    first, second = Version(1, 1, START), Version(2, 1, START + 10 * DAY)
    assert version_in_force([second, first], START - DAY) is None
    assert version_in_force([second, first], START) is first
    assert version_in_force([second, first], START + 10 * DAY) is second
    assert version_in_force([first, Version(3, 1, START)], START) == Version(3, 1, START)


def test_a_retired_standard_measures_nothing_that_starts_later() -> None:
    version = Version(1, 1, START, retired_at=START + DAY)
    assert version_in_force([version], START + DAY - timedelta(microseconds=1)) is version
    assert version_in_force([version], START + DAY) is None


def test_a_scope_needs_one_value_in_each_of_its_dimensions() -> None:
    key_or_priority = scope(tier="key priority", kind="client")
    assert key_or_priority.specificity == 2
    assert key_or_priority.holds_for({"tier": frozenset({"key"}), "kind": frozenset({"client", "supplier"})})
    assert not key_or_priority.holds_for({"tier": frozenset({"standard"}), "kind": frozenset({"client"})})
    assert not key_or_priority.holds_for({"tier": frozenset({"key"})})
    assert Scope().holds_for({})


def test_the_most_specific_scope_wins_and_then_the_newer() -> None:
    general = Version(1, 1, START + 5 * DAY)
    for_key = Version(2, 2, START, scope=scope(tier="key"))
    for_calls = Version(3, 3, START + DAY, scope=scope(channel="phone"))
    for_key_calls = Version(4, 4, START, scope=scope(tier="key", channel="phone"))
    subject = {"tier": frozenset({"key"}), "channel": frozenset({"phone"})}
    at = START + 9 * DAY
    assert governing_version([general], {}, at) is general
    assert governing_version([general, for_key], subject, at) is for_key
    assert governing_version([general, for_key, for_calls], subject, at) is for_calls
    assert governing_version([general, for_key_calls, for_calls], subject, at) is for_key_calls
    assert governing_version([for_key_calls], {}, at) is None


def test_an_old_version_with_a_wider_scope_no_longer_competes() -> None:
    old = Version(1, 1, START, scope=scope(tier="key", channel="phone"))
    new = Version(2, 1, START + DAY, scope=scope(tier="key"))
    subject = {"tier": frozenset({"key"}), "channel": frozenset({"phone"})}
    assert governing_version([old, new], subject, START + 2 * DAY) is new


def test_an_event_belongs_to_the_period_in_which_its_clock_started() -> None:
    events = [event(START, True), event(START + DAY, True), event(START + 2 * DAY, True)]
    assert list(in_period(events, START, START + 2 * DAY)) == events[:2]


def test_nothing_measured_has_no_ratio() -> None:
    assert attainment([event(START, None)]) == Attainment(0, 0)
    assert attainment([]).ratio is None


@given(st.lists(st.sampled_from([True, False, None])))
def test_attainment_counts_what_is_measured(results: list[bool | None]) -> None:
    share = attainment(event(START, met) for met in results)
    assert share == Attainment(results.count(True) + results.count(False), results.count(True))
    if share.ratio is not None:
        assert share.ratio == results.count(True) / share.measured
