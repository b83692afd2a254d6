"""Who may be contacted, when and how often, and what the desk is told when not."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.contact_load import (
    Exemption,
    LoadVerdict,
    Plan,
    PlannedContact,
    Wishes,
    judge,
    load_around,
)
from crm_tui.domain.words import Channel, Consent

DHAKA = ZoneInfo("Asia/Dhaka")
#: Tuesday, 14:00 in Dhaka.
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CALL = Plan(AT, all_day=False, channel=Channel.PHONE)


def exempt(exemption: Exemption) -> Plan:
    return Plan(AT, False, Channel.PHONE, exemption)


def test_nothing_stands_against_a_customer_who_said_nothing() -> None:
    assert judge(CALL, Wishes(), DHAKA, [], []) == LoadVerdict(True, (), 0, 0, 3, None)


def test_the_limit_counts_what_was_made_and_what_is_planned() -> None:
    made = [AT - 20 * DAY, AT - 10 * DAY]
    planned = [PlannedContact(7, AT + 2 * DAY), PlannedContact(8, AT + 60 * DAY)]
    assert judge(CALL, Wishes(), DHAKA, made, []).allowed
    verdict = judge(CALL, Wishes(), DHAKA, made, planned)
    assert verdict == LoadVerdict(False, verdict.reasons, 2, 1, 3, join=7)
    assert verdict.reasons == ("It would be contact 4 in 30 days, with 2 made and 1 planned; at most 3.",)
    assert judge(CALL, Wishes(), DHAKA, made, planned, limit=4).allowed
    assert judge(CALL, Wishes(), DHAKA, made, planned, days=15).allowed
    assert not judge(CALL, Wishes(), DHAKA, [], [], limit=0).allowed


def test_contacts_that_never_share_a_window_with_each_other_do_not_add_up() -> None:
    made = [AT - 25 * DAY, AT - 20 * DAY]
    assert judge(CALL, Wishes(), DHAKA, made, [PlannedContact(1, AT + 20 * DAY)]).allowed


def test_the_nearest_planned_contact_is_offered_to_join() -> None:
    planned = [
        PlannedContact(1, AT - 9 * DAY),
        PlannedContact(2, AT + 3 * DAY),
        PlannedContact(3, AT + 5 * DAY),
    ]
    assert judge(CALL, Wishes(), DHAKA, [], planned).join == 2
    assert judge(exempt(Exemption.ANSWER), Wishes(), DHAKA, [], planned).join is None


@pytest.mark.parametrize("exemption", list(Exemption))
def test_what_they_wait_for_is_free_of_the_limit_and_of_do_not_contact(exemption: Exemption) -> None:
    wishes = Wishes(do_not_contact=True)
    made = [AT - DAY] * 9
    assert judge(exempt(exemption), wishes, DHAKA, made, []).allowed
    refused = judge(CALL, wishes, DHAKA, made, [])
    assert refused.reasons[0] == "They asked not to be contacted."
    assert len(refused.reasons) == 2


@pytest.mark.parametrize("plan", [CALL, exempt(Exemption.OPEN_CASE)])
def test_a_refused_channel_holds_for_everybody_and_another_is_free(plan: Plan) -> None:
    wishes = Wishes(consents={Channel.PHONE: Consent.REFUSED, Channel.EMAIL: Consent.GIVEN})
    assert judge(plan, wishes, DHAKA, [], []).reasons == ("They said no to this channel: call.",)
    for channel in (Channel.EMAIL, Channel.VISIT):
        assert judge(Plan(AT, False, channel), wishes, DHAKA, [], []).allowed


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "quiet"),
    [
        (0, 16 * 60, True),
        (14 * 60, 15 * 60, True),
        (13 * 60, 14 * 60, False),
        (20 * 60, 9 * 60, False),
        (13 * 60, 9 * 60, True),
        (20 * 60, 14 * 60 + 1, True),
        (14 * 60, 14 * 60, False),
        (None, 15 * 60, False),
        (0, None, False),
    ],
)
def test_quiet_hours_in_local_minutes_also_over_midnight(
    quiet_from: int | None, quiet_until: int | None, quiet: bool
) -> None:
    wishes = Wishes(quiet_from=quiet_from, quiet_until=quiet_until)
    assert judge(CALL, wishes, DHAKA, [], []).allowed is not quiet


def test_quiet_hours_name_themselves_and_spare_whole_days_and_written_words() -> None:
    wishes = Wishes(quiet_from=0, quiet_until=16 * 60)
    verdict = judge(exempt(Exemption.PROMISED), wishes, DHAKA, [], [])
    assert verdict.reasons == ("It falls into their quiet hours, 00:00 to 16:00.",)
    assert judge(Plan(AT, True, Channel.PHONE), wishes, DHAKA, [], []).allowed
    assert judge(Plan(AT, False, Channel.LETTER), wishes, DHAKA, [], []).allowed


@given(st.lists(st.integers(-2000, 2000)), st.lists(st.integers(-2000, 2000)), st.integers(1, 60))
def test_the_load_is_that_of_the_fullest_window(made: list[int], planned: list[int], days: int) -> None:
    made_at = [AT + timedelta(hours=hours) for hours in made]
    open_ones = [PlannedContact(hours, AT + timedelta(hours=hours)) for hours in planned]
    fullest = max(
        sum(start <= hours < start + days * 24 for hours in made + planned)
        for start in range(-days * 24 + 1, 1)
    )
    assert sum(load_around(AT, made_at, open_ones, days)) == fullest
