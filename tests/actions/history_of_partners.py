"""What lasts between us and others: agreements, negotiations, disputes, referrals, and who came back."""

from datetime import timedelta

from history import MOVES, History, move

from crm_tui.actions import agreement_terms, agreements, cases, referrals
from crm_tui.actions.customers import edit_customer
from crm_tui.actions.departures import win_back
from crm_tui.actions.disputes import set_dispute_stage
from crm_tui.actions.negotiations import NewMove, note_move
from crm_tui.domain.growth_words import DisputeStage, NegotiationMove, Renewal
from crm_tui.domain.words import Nature
from crm_tui.store.journal import Act


@move
def _agreement(it: History, act: Act) -> object:
    today = it.now.date()
    found = it.one("agreements", "state = 'active'")
    new = agreements.NewAgreement(
        it.pick("Delivery", "চুক্তি"),
        today - timedelta(days=it.chance.randrange(30)),
        end_on=it.pick(None, today + timedelta(days=it.chance.randrange(1, 60))),
        renewal=it.pick(*Renewal).value,
        value=it.pick(None, 12_000_000),
    )
    return it.pick(
        lambda: agreements.add_agreement(act, it.customer(), new),
        lambda: agreements.add_agreement(act, it.customer(), new),
        lambda: agreements.change_agreement(act, found, {"terms": it.pick("weekly", "মাসিক")}, "they asked"),
        lambda: agreement_terms.renew_agreement(act, found, until=today + timedelta(days=400)),
        lambda: agreement_terms.give_notice(act, found, "too dear"),
        lambda: agreement_terms.end_agreement(act, found, "both agreed"),
        lambda: agreement_terms.renew_by_themselves(act),
    )()


@move
def _negotiate(it: History, act: Act) -> object:
    agreement = it.one("agreements")
    about = it.pick({"agreement_id": agreement}, {"customer_id": it.customer(), "subject": "the price"})
    return note_move(
        act, NewMove(it.pick(*NegotiationMove).value, "three per cent", value=it.pick(None, 300_000), **about)
    )


@move
def _dispute(it: History, act: Act) -> object:
    case = it.one("cases", f"nature = '{Nature.DISPUTE}' AND deleted_at IS NULL")
    return it.pick(
        lambda: cases.open_case(act, it.customer(), cases.NewCase(Nature.DISPUTE.value, "who pays")),
        lambda: set_dispute_stage(act, case, it.pick(*DisputeStage).value, it.pick("", "they wrote")),
        lambda: set_dispute_stage(act, case, it.pick(*DisputeStage).value, "they wrote"),
    )()


@move
def _recommend(it: History, act: Act) -> object:
    found = it.one("referrals")
    return it.pick(
        lambda: referrals.add_referral(act, it.customer(), it.customer(), it.pick("", "a neighbour")),
        lambda: referrals.add_referral(act, it.customer(), it.customer(), "a cousin"),
        lambda: referrals.plan_thanks(act, found, it.when(), override_why="asked"),
        lambda: referrals.note_thanks(act, found),
    )()


@move
def _leave_and_come_back(it: History, act: Act) -> object:
    gone = it.one("customers", "ended_on IS NOT NULL AND deleted_at IS NULL")
    day = it.now.date() - timedelta(days=it.chance.randrange(5))
    return it.pick(
        lambda: edit_customer(act, it.customer(), {"ended_on": day, "ended_why": "moved away"}),
        lambda: edit_customer(act, gone, {"ended_on": None, "ended_why": ""}),
        lambda: win_back(act, gone, "a visit"),
    )()


MOVES += [_agreement, _recommend] * 2 + [_leave_and_come_back]
