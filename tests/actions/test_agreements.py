"""Agreements: written down, changed, renewed, given notice, ended; and the reminder of their owner."""

from datetime import UTC, date, datetime

import pytest

from crm_tui.actions.agreement_terms import (
    end_agreement,
    give_notice,
    renew_agreement,
    renew_by_themselves,
)
from crm_tui.actions.agreements import NewAgreement, add_agreement, change_agreement
from crm_tui.actions.undo import undo
from crm_tui.domain.agreements import NoticePeriod
from crm_tui.domain.errors import ChangedSince, InvalidInput, NotAllowed
from crm_tui.domain.growth_words import AgreementState
from crm_tui.queries.agreements import agreement, agreement_events, agreements, agreements_near
from crm_tui.queries.due import open_follow_ups_of
from crm_tui.queries.journal import last_act
from crm_tui.store.tables import Customer

START, END, NOTICE = date(2026, 1, 1), date(2027, 3, 31), date(2026, 12, 31)
DELIVERY = NewAgreement("Delivery", START, end_on=END, notice_period=NoticePeriod(months=3))
NEW_YEAR = datetime(2027, 4, 2, 4, 0, tzinfo=UTC)


@pytest.fixture
def delivery(run, quillon):
    return run(add_agreement, quillon.id, DELIVERY)


def reminders(reader, quillon):
    return [(one.what, one.due_on, one.staff) for one in open_follow_ups_of(reader, quillon.id)]


def test_its_owner_is_reminded_two_weeks_before_the_day_for_notice(delivery, reader, quillon) -> None:
    found = agreement(reader, delivery.id)
    assert (found.notice_on, found.decide_on, found.follow_up_id) == (NOTICE, NOTICE, delivery.reminder)
    assert reminders(reader, quillon) == [
        (
            "Delivery: notice until 2026-12-31. Renew, change or give notice?",
            date(2026, 12, 17),
            "Nadia Karim",
        )
    ]


def test_the_reminder_comes_although_they_want_no_contact(database, nadia, now, run, reader, quillon) -> None:
    with database.act(nadia, now) as act:
        act.describe("test")
        act.change(act.get(Customer, quillon.id), do_not_contact=True)
    run(add_agreement, quillon.id, DELIVERY)
    assert len(reminders(reader, quillon)) == 1


@pytest.mark.parametrize(
    ("more", "field", "said"),
    [
        ({"end_on": date(2025, 12, 31)}, "end_on", "before it starts on 2026-01-01"),
        ({"end_on": END, "notice_on": date(2027, 4, 1)}, "notice_on", "between the start and the end"),
        ({"notice_on": NOTICE}, "notice_on", "no end"),
        ({"notice_period": NoticePeriod(days=3)}, "notice_period", "an end to count from"),
        ({"renewal": "automatic"}, "end_on", "at its end"),
        ({"renewal": "sometimes"}, "renewal", "not known here"),
        ({"renewal_months": 0}, "renewal_months", "no term"),
        ({"name": " "}, "name", "needs a name"),
        ({"owner": "nobody"}, "owner", "nobody"),
        ({"value": 10_000, "currency": "euro"}, "currency", "no currency"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(run, quillon, more, field, said) -> None:
    with pytest.raises(InvalidInput) as refused:
        run(add_agreement, quillon.id, NewAgreement(**{"name": "Delivery", "start_on": START} | more))
    assert refused.value.field == field
    assert said in refused.value.message


def test_a_change_moves_the_reminder_and_is_an_event(run, delivery, reader, quillon, paul) -> None:
    later = date(2027, 2, 15)
    changes = {"notice_on": later, "owner": "paul"}
    run(change_agreement, delivery.id, changes, "they agreed")
    found = agreement(reader, delivery.id)
    assert (found.notice_on, found.owner_login, found.terms) == (later, "paul", "")
    assert [(due, who) for _what, due, who in reminders(reader, quillon)] == [(date(2027, 2, 1), paul.name)]
    newest = agreement_events(reader, delivery.id)[0]
    assert (newest.what, newest.why) == ("changed", "they agreed")


def test_other_words_leave_the_reminder_alone(run, delivery, reader) -> None:
    assert run(change_agreement, delivery.id, {"terms": "parts in 3 days"}).reminder == delivery.reminder
    assert run(change_agreement, delivery.id, {}).version == agreement(reader, delivery.id).version


def test_who_read_an_older_one_is_told(run, delivery) -> None:
    run(change_agreement, delivery.id, {"terms": "parts in 3 days"})
    with pytest.raises(ChangedSince):
        run(change_agreement, delivery.id, {"terms": "none"}, if_version=delivery.version)


def test_renewed_for_a_year_with_its_notice(run, delivery, reader, quillon) -> None:
    saved = run(renew_agreement, delivery.id, why="cheaper now")
    assert (saved.end_on, saved.notice_on) == (date(2028, 3, 31), date(2027, 12, 31))
    assert [due for _what, due, _who in reminders(reader, quillon)] == [date(2027, 12, 17)]
    assert [event.what for event in agreement_events(reader, delivery.id)] == ["renewed", "signed"]
    with pytest.raises(InvalidInput, match="until 2028-03-31 already"):
        run(renew_agreement, delivery.id, until=END)


def test_what_has_no_end_is_not_renewed(run, quillon) -> None:
    endless = run(add_agreement, quillon.id, NewAgreement("Advice", START))
    with pytest.raises(InvalidInput, match="has no end"):
        run(renew_agreement, endless.id)
    with pytest.raises(InvalidInput, match="has no end"):
        run(give_notice, endless.id, "too dear")


def test_it_renews_itself_once_its_end_is_over(run, quillon, reader, paul) -> None:
    new = NewAgreement("Delivery", START, end_on=END, notice_on=NOTICE, renewal="automatic")
    made = run(add_agreement, quillon.id, new)
    before = last_act(reader, paul.staff_id)
    assert run(renew_by_themselves, at=datetime(2027, 3, 31, 4, 0, tzinfo=UTC)) == ()
    assert run(renew_by_themselves, by=paul, at=NEW_YEAR) == (made.id,)
    found = agreement(reader, made.id)
    assert (found.end_on, found.notice_on) == (date(2028, 3, 31), date(2027, 12, 31))
    assert last_act(reader, paul.staff_id) == before  # nobody did it, so undo does not name it
    assert run(renew_by_themselves, at=NEW_YEAR) == ()


def test_notice_ends_it_at_its_end_and_needs_no_reminder(run, delivery, reader, quillon) -> None:
    saved = run(give_notice, delivery.id, "another one is nearer")
    assert (saved.end_on, saved.reminder) == (END, None)
    assert reminders(reader, quillon) == []
    assert agreement(reader, delivery.id).decide_on == END


def test_notice_in_time_or_for_another_day(run, delivery) -> None:
    too_late = datetime(2027, 1, 4, 4, 0, tzinfo=UTC)
    with pytest.raises(InvalidInput, match="The last day to give notice was 2026-12-31"):
        run(give_notice, delivery.id, "too dear", at=too_late)
    assert run(give_notice, delivery.id, "agreed", end_on=date(2027, 6, 30), at=too_late).end_on == date(
        2027, 6, 30
    )
    with pytest.raises(InvalidInput, match="before it starts"):
        run(give_notice, delivery.id, "typo", end_on=date(2025, 6, 30), at=too_late)


def test_what_ended_is_not_renewed_changed_or_ended_again(run, delivery, reader, quillon, now) -> None:
    run(end_agreement, delivery.id, "they closed")
    found = agreement(reader, delivery.id)
    assert (found.state, found.end_on) == (AgreementState.ENDED, date(2026, 11, 21))
    assert reminders(reader, quillon) == []
    assert agreements(reader) == ()
    assert len(agreements(reader, with_ended=True)) == 1
    for again in (renew_agreement, change_agreement, end_agreement, give_notice):
        with pytest.raises(InvalidInput, match="ended on 2026-11-21"):
            run(again, delivery.id, *({change_agreement: [{}]}.get(again, [])), **_why(again))


def _why(action) -> dict[str, str]:
    return {} if action in (renew_agreement, change_agreement) else {"why": "twice"}


def test_an_end_to_come_is_notice(run, delivery) -> None:
    with pytest.raises(InvalidInput, match="still to come"):
        run(end_agreement, delivery.id, "later", on=date(2027, 1, 1))
    with pytest.raises(InvalidInput, match="needs a reason"):
        run(end_agreement, delivery.id, " ")


def test_undo_brings_it_and_its_reminder_back(run, delivery, reader, quillon) -> None:
    before = reminders(reader, quillon)
    run(end_agreement, delivery.id, "they closed")
    run(undo)
    assert agreement(reader, delivery.id).state is AgreementState.ACTIVE
    assert reminders(reader, quillon) == before


def test_agents_do_not_sign(run, quillon, paul) -> None:
    with pytest.raises(NotAllowed):
        run(add_agreement, quillon.id, DELIVERY, by=paul)


def test_near_are_its_owners_that_ask_for_a_decision(run, quillon, reader, nadia, paul) -> None:
    def add(name, **more):
        return run(add_agreement, quillon.id, NewAgreement(name, START, **more)).id

    notice = add("Delivery", end_on=END, notice_on=date(2026, 12, 15))
    ends = add("Stand", end_on=date(2026, 12, 1), renewal="none")
    add("Insurance", end_on=END, notice_on=date(2027, 1, 31))
    add("Advice")
    add("Theirs", end_on=date(2026, 12, 1), owner="paul")
    today = date(2026, 11, 21)
    assert [one.id for one in agreements_near(reader, nadia.staff_id, today)] == [ends, notice]
    late = date(2026, 12, 20)
    assert [(one.id, one.is_overdue(late)) for one in agreements_near(reader, nadia.staff_id, late)] == [
        (ends, True)
    ]
