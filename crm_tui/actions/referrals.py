"""Referrals: who recommended us to whom, and that we said thank you."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select

from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.notices import Notice
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when import When
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Referral


@dataclass(frozen=True, slots=True)
class SavedReferral:
    """A referral as it is after the act; ``follow_up`` is the one that says thank you, if it is planned."""

    id: int
    version: int
    customer_id: int
    by_customer_id: int
    follow_up: int | None
    warnings: tuple[Notice, ...] = ()


def add_referral(
    act: Act, customer_id: int, by_customer_id: int, words: str = "", *, at: datetime | None = None
) -> SavedReferral:
    """The customer came because another recommended us, told at ``at`` (now unless given).

    Raises NoSuchRecord; InvalidInput, naming the field, for who would recommend us to themselves, what is
    written down already, and a time to come.
    """
    act.describe("add-referral", "referral", None, customer_id)
    act.get(Customer, customer_id)
    if by_customer_id == customer_id:
        raise InvalidInput(
            _("Nobody recommends us to themselves."),
            _("Name the customer who told them about us."),
            field="by",
        )
    act.get(Customer, by_customer_id)
    if _is_known(act, customer_id, by_customer_id):
        raise InvalidInput(
            _("That they recommended us is written down already."),
            _("`crm-tui referral list` shows it."),
            field="by",
        )
    happened_at = at or act.now
    if happened_at > act.now:
        raise InvalidInput(
            _("That has not happened yet."), _("Give the time at which it was said, up to now."), field="at"
        )
    row = act.add(
        Referral(
            customer_id=customer_id,
            by_customer_id=by_customer_id,
            staff_id=act.actor.staff_id,
            words=words.strip(),
            happened_at=happened_at,
        )
    )
    act.about("referral", row.record_id, customer_id)
    return _saved(row)


def plan_thanks(
    act: Act, referral_id: int, when: When, *, override_why: str = "", if_version: int | None = None
) -> SavedReferral:
    """Plan a follow-up that thanks who recommended us; once it is done, they were thanked.

    Raises NoSuchRecord; ChangedSince; OverContactLoad unless ``override_why`` says why all the same;
    InvalidInput for one that was thanked for, or whose thanks are planned.
    """
    row = _unthanked(act, referral_id, "plan-thanks", if_version)
    customer = act.get(Customer, row.customer_id)
    planned = schedule_follow_up(
        act,
        row.by_customer_id,
        NewFollowUp(
            when,
            _("thank for recommending us to {name}").format(name=customer.name),
            override_why=override_why,
        ),
    )
    act.change(row, follow_up_id=planned.id)
    return SavedReferral(
        row.record_id, row.version, row.customer_id, row.by_customer_id, planned.id, planned.warnings
    )


def note_thanks(act: Act, referral_id: int, *, if_version: int | None = None) -> SavedReferral:
    """They were thanked just now, in whatever way. Raises as :func:`plan_thanks`."""
    row = _unthanked(act, referral_id, "note-thanks", if_version, also_planned=True)
    act.change(row, thanked_at=act.now)
    return _saved(row)


def _unthanked(
    act: Act, referral_id: int, verb: str, if_version: int | None, *, also_planned: bool = False
) -> Referral:
    row = act.get(Referral, referral_id)
    act.describe(verb, "referral", referral_id, row.by_customer_id)
    act.get(Customer, row.by_customer_id)
    act.expect_version(row, if_version)
    if row.thanked_at is not None or (row.follow_up_id is not None and not also_planned):
        planned = row.thanked_at is None
        raise InvalidInput(
            _("Follow-up {id} thanks them already.").format(id=row.follow_up_id)
            if planned
            else _("They were thanked on {day}.").format(day=row.thanked_at and row.thanked_at.date()),
            _("Once is kind."),
        )
    return row


def _is_known(act: Act, customer_id: int, by_customer_id: int) -> bool:
    known = select(Referral.id).where(
        Referral.customer_id == customer_id,
        Referral.by_customer_id == by_customer_id,
        col(Referral.deleted_at).is_(None),
    )
    return act.session.exec(known).first() is not None


def _saved(row: Referral) -> SavedReferral:
    return SavedReferral(row.record_id, row.version, row.customer_id, row.by_customer_id, row.follow_up_id)
