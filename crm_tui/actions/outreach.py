"""Outreach: one message to a segment, to those of it who may and want to hear from us."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sqlmodel import col, select

from crm_tui.actions.lookups import check_channel, read_code
from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import InvalidInput, NoSuchRecord
from crm_tui.domain.growth_words import LeftOut, OutreachKind, OutreachState
from crm_tui.domain.list_views import Narrowing
from crm_tui.domain.words import Direction, Nature, Outcome, Role
from crm_tui.i18n import _
from crm_tui.queries.outreach import Weighed
from crm_tui.queries.templates import template_named
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, Interaction, Outreach, OutreachMember, Tier

#: Customers a transaction: a contact is some five rows with what is derived from it, so that nobody waits
#: for longer than 250 ms.
BATCH = 100


@dataclass(frozen=True, slots=True)
class NewOutreach:
    """What goes out: ``view_name`` and ``narrowing`` say to whom, a template's name or a ``link`` what."""

    name: str
    kind: str
    channel: str
    view_name: str
    narrowing: Narrowing
    template: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class DrawnUp:
    """An outreach that was drawn up: so many are on the list, and so many left out, by reason."""

    id: int
    on_list: int
    left_out: dict[LeftOut, int]


@dataclass(frozen=True, slots=True)
class MarkedSent:
    """An outreach that went out; ``logged`` contacts were written by this act."""

    id: int
    logged: int


def draw_up(act: Act, new: NewOutreach, weighed: Iterable[Weighed]) -> DrawnUp:
    """Keep the list of an outreach, and who was left out of it for what.

    ``weighed`` is everybody in the segment (:func:`~crm_tui.queries.outreach.weigh_segment`), weighed before
    the act began, so that nobody waits for it. Raises NotAllowed below manager; InvalidInput, naming the
    field, for no name, an unknown kind, channel or template, and for a segment of nobody.
    """
    act.describe("draw-up-outreach", "outreach")
    act.actor.require(Role.MANAGER)
    name = " ".join(new.name.split())
    if not name:
        raise InvalidInput(
            _("An outreach needs a name."), _("Say what goes out: spring opening."), field="name"
        )
    if new.template:
        # In the business's language, or for every language: so that everybody on the list gets one.
        template_named(reader_of(act), new.template, act.actor.staff_id, act.business.language)
    row = act.add(
        Outreach(
            kind=read_code(OutreachKind, new.kind, "kind").value,
            name=name,
            channel=check_channel(act, new.channel),
            view_name=new.view_name,
            narrowing=new.narrowing.as_plain(),
            template=new.template,
            link=new.link.strip(),
            staff_id=act.actor.staff_id,
            drawn_at=act.now,
        )
    )
    outreach_id = row.record_id
    act.about("outreach", outreach_id)
    counts: Counter[LeftOut | None] = Counter()
    everybody = iter(weighed)
    while batch := list(islice(everybody, BATCH * 5)):
        counts.update(one.left_out for one in batch)
        act.add_rows(
            OutreachMember,
            [
                {
                    "outreach_id": outreach_id,
                    "customer_id": one.customer_id,
                    "address": one.address,
                    "left_out": None if one.left_out is None else one.left_out.value,
                }
                for one in batch
            ],
        )
        act.checkpoint()
    if not counts:
        raise InvalidInput(
            _("Nobody is in this segment."), _("Look at it in the list of customers."), field="view"
        )
    return DrawnUp(outreach_id, counts.pop(None, 0), {why: counts[why] for why in LeftOut if counts[why]})


def mark_sent(act: Act, outreach_id: int) -> MarkedSent:
    """Say that it went out: each customer on the list gets the contact in their history.

    One act in many short transactions; cut off half way, marked again it goes on with the rest. Raises
    NotAllowed below manager; NoSuchRecord; InvalidInput when all of it is marked already.
    """
    act.describe("mark-outreach-sent", "outreach", outreach_id)
    act.actor.require(Role.MANAGER)
    row = act.get(Outreach, outreach_id)
    if row.state == OutreachState.SENT:
        raise InvalidInput(
            _("Outreach {id} is marked as sent already.").format(id=outreach_id),
            _("Draw up another one, or undo that."),
        )
    common = {
        "staff_id": act.actor.staff_id,
        "channel": row.channel,
        "direction": Direction.OUTBOUND.value,
        "nature": Nature.COURTESY.value,
        "outcome": Outcome.INFORMATION.value,
        "happened_at": act.now,
        "recorded_at": act.now,
        "did": row.name,
        "link": row.link,
    }
    tiers = dict(act.session.exec(select(Tier.id, Tier.code)).all())
    logged = 0
    while members := _not_logged(act, outreach_id):
        of_tier = dict(
            act.session.exec(
                select(Customer.id, Customer.tier_id).where(
                    col(Customer.id).in_([member.customer_id for member in members])
                )
            ).all()
        )
        ids = act.add_rows(
            Interaction,
            [
                common
                | {"customer_id": member.customer_id, "tier": tiers.get(of_tier.get(member.customer_id))}
                for member in members
            ],
        )
        for member, interaction_id in zip(members, ids, strict=True):
            act.change(member, interaction_id=interaction_id)
        logged += len(members)
        act.checkpoint()
    act.change(act.get(Outreach, outreach_id), state=OutreachState.SENT.value, sent_at=act.now)
    act.detail(logged=logged)
    return MarkedSent(outreach_id, logged)


def note_answer(act: Act, outreach_id: int, customer_id: int, words: str = "") -> int:
    """Count a customer's answer, with what they said; returns the member's version.

    Raises NoSuchRecord for an outreach that there is not, and a customer who is not on its list.
    """
    act.describe("note-outreach-answer", "outreach", outreach_id, customer_id)
    act.get(Outreach, outreach_id)
    member = act.session.exec(
        select(OutreachMember).where(
            OutreachMember.outreach_id == outreach_id,
            OutreachMember.customer_id == customer_id,
            col(OutreachMember.left_out).is_(None),
        )
    ).first()
    if member is None:
        raise NoSuchRecord(
            _("Customer {id} is not on the list of this outreach.").format(id=customer_id),
            _("`crm-tui outreach show {id}` lists who is.").format(id=outreach_id),
        )
    act.change(member, answered_at=member.answered_at or act.now, answer=words.strip() or member.answer)
    return member.version


def _not_logged(act: Act, outreach_id: int) -> list[OutreachMember]:
    """The next of those on the list without the contact; whoever was deleted since gets none."""
    statement = (
        select(OutreachMember)
        .join(Customer, col(Customer.id) == OutreachMember.customer_id)
        .where(
            OutreachMember.outreach_id == outreach_id,
            col(OutreachMember.left_out).is_(None),
            col(OutreachMember.interaction_id).is_(None),
            col(Customer.deleted_at).is_(None),
        )
        .order_by(col(OutreachMember.id))
        .limit(BATCH)
    )
    return list(act.session.exec(statement))
