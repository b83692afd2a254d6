"""Who the sample business works with: a supplier's agreement, a dispute, referrals, somebody won back."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from crm_tui.actions.agreements import NewAgreement, add_agreement
from crm_tui.actions.cases import NewCase, open_case
from crm_tui.actions.customers import edit_customer
from crm_tui.actions.departures import win_back
from crm_tui.actions.disputes import set_dispute_stage
from crm_tui.actions.negotiations import NewMove, note_move
from crm_tui.actions.opportunities import NewOpportunity, hear
from crm_tui.actions.promises import NewPromise, SavedPromise, keep_promise, make_promise
from crm_tui.actions.referrals import add_referral, note_thanks
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import DisputeStage, NegotiationMove, Renewal
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.when import When
from crm_tui.domain.words import PromiseBy
from crm_tui.i18n import _
from crm_tui.store.database import Database
from crm_tui.store.journal import Act

_UNIT = 10_000
_A_YEAR = 365
#: The term ends in so many days; notice can be given until the one before.
_ENDS_IN, _NOTICE_IN = 40, 20
_PROMISED_FOR = 7


class _Told:
    """Does things so many days ago, as one of us."""

    def __init__(self, database: Database, actor: Actor, now: datetime) -> None:
        self._database, self._actor, self._now = database, actor, now

    def __call__(self, days_ago: int, action: Callable[..., Any], *args: Any) -> Any:
        with self._database.act(self._actor, self._now - timedelta(days=days_ago)) as act:
            return action(act, *args)


def work_together(database: Database, people: list[Actor], cast: Mapping[str, int], now: datetime) -> None:
    """Tell it, in the order in which it happened."""
    did = _Told(database, people[0], now)
    _agree(did, cast["delta"], now)
    _disagree(did, cast["hill"])
    for days_ago, what, days_late in (
        (75, _("the seals of the order"), -1),
        (50, _("the new price list"), 4),
    ):
        promised = did(days_ago, _promise, cast["delta"], what).id
        did(days_ago - _PROMISED_FOR - days_late, keep_promise, promised)
    both = NewOpportunity(_("a water filter, fitted by Delta"), value=240 * _UNIT, partner_id=cast["delta"])
    did(25, hear, cast["lumen"], both)
    told = (("jun", "lumen", _("over a coffee")), ("ashok", "quillon", _("they share an office")))
    for days_ago, (who, by, words) in zip((70, 18), told, strict=True):
        referral = did(days_ago, add_referral, cast[who], cast[by], words).id
        if by == "lumen":
            did(days_ago - 3, note_thanks, referral)
    did(150, _leave, cast["mei"], _("bought from another shop"))
    did(32, win_back, cast["mei"], _("our repairs take two days, theirs two weeks"))


def _leave(act: Act, customer: int, why: str) -> object:
    """They leave on the day on which we hear of it."""
    return edit_customer(act, customer, {"ended_on": act.today, "ended_why": why})


def _promise(act: Act, supplier: int, what: str) -> SavedPromise:
    """They promise something for some days later."""
    day = act.today + timedelta(days=_PROMISED_FOR)
    told = When(end_of_day(day, act.business.zone), True, day)
    return make_promise(act, supplier, NewPromise(what, told, by=PromiseBy.THEIRS.value))


def _agree(did: _Told, supplier: int, now: datetime) -> None:
    end_on = now.date() + timedelta(days=_ENDS_IN)
    agreement = NewAgreement(
        _("Spare parts"),
        end_on - timedelta(days=_A_YEAR - 1),
        _("Parts within three working days; whatever was sent wrong is fetched and replaced at no charge."),
        _("They do not write to our customers; we do not pass their prices on."),
        end_on=end_on,
        notice_on=now.date() + timedelta(days=_NOTICE_IN),
        renewal=Renewal.AUTOMATIC.value,
        value=9_600 * _UNIT,
    )
    agreement_id = did(_A_YEAR - _ENDS_IN, add_agreement, supplier, agreement).id
    theirs = PromiseBy.THEIRS.value
    for days_ago, move in (
        (21, NewMove(NegotiationMove.OFFER, _("prices up by five per cent"), theirs, value=10_080 * _UNIT)),
        (14, NewMove(NegotiationMove.COUNTER_OFFER, _("prices as they are, and orders in two lots a month"))),
        (6, NewMove(NegotiationMove.CONCESSION, _("two per cent, and thirty days to pay"), theirs)),
    ):
        did(days_ago, note_move, replace(move, agreement_id=agreement_id))


def _disagree(did: _Told, customer: int) -> None:
    case = NewCase("dispute", title=_("two crates came back with dents; whose driver was it?"))
    case_id = did(20, open_case, customer, case).id
    words = _("three calls, and still of two minds")
    did(8, set_dispute_stage, case_id, DisputeStage.WRITTEN.value, words)
