"""Who may be contacted, when and how often, and what the desk is told when not."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crm_tui.domain.contact_load import (
    Exemption,
    Limit,
    LoadVerdict,
    MadeContact,
    Plan,
    PlannedContact,
    Wishes,
    judge,
    loads_around,
    tightest,
)
from crm_tui.domain.words import Channel, Consent

DHAKA = ZoneInfo("Asia/Dhaka")
#: Tuesday, 14:00 in Dhaka.
AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
DAY = timedelta(days=1)
CALL = Plan(AT, all_day=False, channel=Channel.PHONE)


def made_at(*days: float, channel: Channel = Channel.PHONE) -> list[MadeContact]:
    return [MadeContact(AT + day * DAY, channel) for day in days]


def planned_at(number: int, days: float, channel: Channel = Channel.PHONE) -> PlannedContact:
    return PlannedContact(number, AT + days * DAY, channel)


def exempt(exemption: Exemption) -> Plan:
    return Plan(AT, False, Channel.PHONE, exemption)


def test_nothing_stands_against_a_customer_who_said_nothing() -> None:
    assert judge(CALL, Wishes(), DHAKA, [], []) == LoadVerdict(True, (), 0, 0, 3, None)


def test_the_limit_counts_what_was_made_and_what_is_planned() -> None:
    made = made_at(-20, -10)
    planned = [planned_at(7, 2), planned_at(8, 60)]
    assert judge(CALL, Wishes(), DHAKA, made, []).allowed
    verdict = judge(CALL, Wishes(), DHAKA, made, planned)
    assert verdict == LoadVerdict(False, verdict.reasons, 2, 1, 3, join=7)
    assert verdict.reasons == ("This is contact 4 in 30 days, with 2 made and 1 planned; at most 3.",)
    assert judge(CALL, Wishes(), DHAKA, made, planned, [Limit(4)]).allowed
    assert judge(CALL, Wishes(), DHAKA, made, planned, [Limit(3, 15)]).allowed
    assert not judge(CALL, Wishes(), DHAKA, [], [], [Limit(0)]).allowed


def test_contacts_that_never_share_a_window_with_each_other_do_not_add_up() -> None:
    made = made_at(-25, -20)
    assert judge(CALL, Wishes(), DHAKA, made, [planned_at(1, 20)]).allowed


def test_the_nearest_planned_contact_is_offered_to_join() -> None:
    planned = [
        planned_at(1, -9),
        planned_at(2, 3),
        planned_at(3, 5),
    ]
    assert judge(CALL, Wishes(), DHAKA, [], planned).join == 2
    assert judge(exempt(Exemption.ANSWER), Wishes(), DHAKA, [], planned).join is None


@pytest.mark.parametrize("exemption", list(Exemption))
def test_what_they_wait_for_is_free_of_the_limit_and_of_do_not_contact(exemption: Exemption) -> None:
    wishes = Wishes(do_not_contact=True)
    made = made_at(-1) * 9
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
    contacts = [MadeContact(AT + timedelta(hours=hours), Channel.PHONE) for hours in made]
    open_ones = [PlannedContact(hours, AT + timedelta(hours=hours), Channel.PHONE) for hours in planned]
    fullest = max(
        sum(start <= hours < start + days * 24 for hours in made + planned)
        for start in range(-days * 24 + 1, 1)
    )
    (load,) = loads_around(AT, contacts, open_ones, [Limit(3, days)])
    assert load.contacts == fullest


def test_a_limit_of_one_channel_holds_for_that_channel_only_and_says_so() -> None:
    limits = [Limit(9), Limit(2, 14, Channel.PHONE), Limit(1, 60, Channel.LETTER)]
    made = [*made_at(-3, -1), *made_at(-50, -2, channel=Channel.EMAIL)]
    verdict = judge(CALL, Wishes(), DHAKA, made, [], limits)
    assert verdict.reasons == ("This is call number 3 in 14 days, with 2 made and 0 planned; at most 2.",)
    assert (verdict.made, verdict.limit) == (3, 9)
    assert judge(Plan(AT, True, Channel.EMAIL), Wishes(), DHAKA, made, [], limits).allowed
    assert judge(exempt(Exemption.ANSWER), Wishes(), DHAKA, made, [], limits).allowed
    written = [planned_at(5, 40, Channel.LETTER)]
    assert not judge(Plan(AT, True, Channel.LETTER), Wishes(), DHAKA, made, written, limits).allowed


def test_the_tight_limit_is_the_one_with_the_least_room_and_that_of_all_channels_first() -> None:
    limits = [Limit(3), Limit(2, 14, Channel.PHONE)]
    one = loads_around(AT, made_at(-3), [], limits)
    assert tightest(one).limit.channel is Channel.PHONE
    mailed = loads_around(AT, made_at(-3, -2, channel=Channel.EMAIL), [], limits)
    assert (tightest(mailed).limit.channel, tightest(mailed).left) == (None, 1)
    both = loads_around(AT, made_at(-20, -2), [], limits)
    assert tightest(both).limit.channel is None
