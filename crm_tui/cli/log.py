"""``crm-tui log``: a contact that is over, with everything that it leads to; or a note."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import click

from crm_tui.actions.contact_values import LoggedContact, NewContact
from crm_tui.actions.customer_values import MembershipValue, NewCustomer, PointValue
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.notes import write_note
from crm_tui.actions.promises import NewPromise
from crm_tui.cli import notices
from crm_tui.cli.customer_fields import referred_by_option
from crm_tui.cli.declare import argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Channel, Direction, Mood, Nature, Obstacle, Outcome, PromiseBy
from crm_tui.i18n import N_, _
from crm_tui.queries.product_named import product_named

#: Without these four there is no contact. The action checks the codes: a business can add its own.
_NEEDED = ("channel", "direction", "nature", "outcome")


@dataclass(frozen=True, slots=True)
class _Given:
    """The options of a log that lead to more than the contact itself."""

    options: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.options[name]


@command(
    "log",
    help=N_(
        "Log a contact that is over: with ID, or --new for somebody unknown. Or a note that counts as none."
    ),
    examples=(
        "crm-tui log 12 --channel phone --direction inbound --nature complaint --outcome promised \\",
        "    --note 'kettle leaks' --promise 'a new kettle' --told fri --follow-up 3d",
        "crm-tui log --new 'Jun Sato' --phone '010 1234' --channel visit --direction inbound \\",
        "    --nature enquiry --outcome information",
        "crm-tui log 12 --internal-note 'prefers the afternoon'",
    ),
)
@argument("customer", type=int, required=False, metavar="[ID]", help=N_("The customer's number."))
@option("--new", metavar="NAME", help=N_("Somebody unknown so far, who is made by the way."))
@option(
    "--phone",
    metavar="NUMBER",
    multiple=True,
    help=N_("A phone number of the new customer; may be repeated."),
)
@option(
    "--email", metavar="MAIL", multiple=True, help=N_("A mail address of the new customer; may be repeated.")
)
@option("--org", metavar="NAME", help=N_("The organisation of the new customer."))
@referred_by_option
@option("--channel", metavar="CODE", help=N_("How: phone, email, visit, chat, letter or social."))
@option("--direction", type=choice(Direction), help=N_("Who made the contact."))
@option("--nature", metavar="CODE", help=N_("What it was about, such as enquiry or complaint."))
@option("--outcome", metavar="CODE", help=N_("What it led to, such as solved or promised."))
@option("--note", metavar="TEXT", default="", help=N_("What they said."))
@option("--cause", metavar="TEXT", default="", help=N_("The root cause."))
@option("--did", metavar="TEXT", default="", help=N_("What we did."))
@option("--mood", type=choice(Mood), help=N_("How it left them."))
@option("--obstacle", type=choice(Obstacle), help=N_("What of ours stood in their way."))
@option("--at", metavar="TIME", help=N_("When it began: 10:15, yesterday 16:00, 30 min ago; else just now."))
@option("--minutes", type=click.IntRange(0, 24 * 60), help=N_("How long it took."))
@option("--waited", type=click.IntRange(0), help=N_("How many minutes they waited before it."))
@option("--link", metavar="URL", default="", help=N_("Where it stands on the web: a public mention."))
@option("--good-moment", is_flag=True, help=N_("Mark it as a good moment."))
@option(
    "--tick",
    "ticked",
    metavar="STEP",
    multiple=True,
    help=N_("A step of the playbook that was taken, by its code, place or words; may be repeated."),
)
@option("--about", metavar="PRODUCT", help=N_("Which product it is about: its code, name or number."))
@option("--case", type=int, metavar="ID", help=N_("The case that it belongs to."))
@option("--follow-up-done", type=int, metavar="ID", help=N_("The follow-up that it did."))
@option("--follow-up", metavar="WHEN", help=N_("Schedule the next step: 3d, fri, tomorrow 10:00, 24 nov."))
@option("--why", metavar="TEXT", default="", help=N_("What the next step is; else the nature and the note."))
@option("--by", metavar="CHANNEL", help=N_("The channel of the next step; phone unless given."))
@option("--to", metavar="LOGIN", help=N_("Who does the next step; you unless given."))
@option("--override", metavar="REASON", default="", help=N_("Why all the same, against load or wishes."))
@option("--promise", metavar="TEXT", help=N_("What they can expect; takes --told."))
@option("--told", metavar="WHEN", help=N_("By when they can expect it."))
@option("--safe", metavar="WHEN", help=N_("The date that we aim for; else one is proposed."))
@option("--theirs", is_flag=True, help=N_("The promise is theirs: what they will send us."))
@option("--may-need", metavar="TEXT", default="", help=N_("What they may need: an opportunity."))
@option("--internal-note", metavar="TEXT", help=N_("A note about them; needs no other option."))
def log(desk: Desk, **options: Any) -> None:
    """Log a contact or a note. Raises InvalidInput, NoSuchRecord; nothing was written then."""
    given = _Given(options)
    desk.read()
    if given.internal_note is not None:
        _note(desk, given)
        return
    _check(given)
    contact = _contact(desk, given)
    with desk.act() as act:
        logged = log_contact(act, contact)
    notices.tell(desk, logged.warnings)
    desk.answer(
        _document(
            logged.interaction,
            logged.customer,
            case=logged.case,
            follow_up=logged.follow_up,
            promise=logged.promise,
            warnings=notices.documents(logged.warnings),
        )
        # Who asks for one is told of it; what other programs rely on stays as it was.
        | ({"opportunity": logged.opportunity} if given.may_need else {}),
        _lines(logged),
    )


def _note(desk: Desk, given: _Given) -> None:
    if given.customer is None:
        raise InvalidInput(
            _("A note needs a customer."),
            _("Name the customer by number; `crm-tui find` gives it."),
            "customer",
        )
    with desk.act() as act:
        note = write_note(act, given.customer, given.internal_note, case_id=given.case)
    desk.answer(
        _document(note.interaction, note.customer, case=given.case),
        [_("Wrote note {id}.").format(id=note.interaction)],
    )


def _check(given: _Given) -> None:
    """Raise InvalidInput for what is missing, or does not go together."""
    missing = [f"--{name}" for name in _NEEDED if getattr(given, name) is None]
    if missing:
        codes = _("Natures: {natures}. Outcomes: {outcomes}. Channels: {channels}.")
        raise InvalidInput(
            _("A contact needs {options}.").format(options=", ".join(missing)),
            codes.format(natures=", ".join(Nature), outcomes=", ".join(Outcome), channels=", ".join(Channel)),
            missing[0].removeprefix("--"),
        )
    if (given.customer is None) == (given.new is None):
        raise InvalidInput(
            _("A contact is with one customer."),
            _("Give the customer's number, or --new NAME for somebody unknown."),
            "customer",
        )
    if given.new is None and (given.phone or given.email or given.org or given.referred_by):
        raise InvalidInput(
            _("Only somebody new is given a number, an address, an organisation or who sent them."),
            _("Use --new NAME, or `crm-tui customer edit` for the one who is known."),
            "new",
        )
    if given.promise is not None and given.told is None:
        raise InvalidInput(
            _("A promise needs a date."), _("Say with --told by when they can expect it."), "told"
        )
    if given.promise is None and (given.told is not None or given.safe is not None or given.theirs):
        raise InvalidInput(
            _("There is no promise to put a date on."), _("Say with --promise what was promised."), "promise"
        )


def _contact(desk: Desk, given: _Given) -> NewContact:
    began, ended = _times(desk, given)
    return NewContact(
        channel=given.channel,
        direction=given.direction,
        nature=given.nature,
        outcome=given.outcome,
        customer_id=given.customer,
        new_customer=_new_customer(given),
        said=given.note,
        cause=given.cause,
        did=given.did,
        mood=given.mood,
        obstacle=given.obstacle,
        happened_at=began,
        ended_at=ended,
        waited_minutes=given.waited,
        good_moment=given.good_moment,
        link=given.link,
        follow_up=_next_step(desk, given),
        promise=_promise(desk, given),
        case_id=given.case,
        product_id=None if given.about is None else product_named(desk.reader, given.about, "about"),
        closes_follow_up_id=given.follow_up_done,
        may_need=given.may_need,
        ticked=given.ticked,
    )


def _times(desk: Desk, given: _Given) -> tuple[datetime | None, datetime | None]:
    """When it began and ended. A length alone ends now: the contact is over."""
    length = None if given.minutes is None else timedelta(minutes=given.minutes)
    if given.at is None:
        return (None, None) if length is None else (desk.now - length, desk.now)
    began = desk.past(given.at)
    return began, None if length is None else began + length


def _new_customer(given: _Given) -> NewCustomer | None:
    if given.new is None:
        return None
    points = [PointValue("phone", number) for number in given.phone]
    points += [PointValue("email", mail) for mail in given.email]
    places = () if given.org is None else (MembershipValue(given.org),)
    return NewCustomer(given.new, points=tuple(points), memberships=places, referred_by=given.referred_by)


def _next_step(desk: Desk, given: _Given) -> NewFollowUp | None:
    if given.follow_up is None:
        return None
    return NewFollowUp(
        desk.when(given.follow_up),
        given.why,
        channel=given.by or Channel.PHONE.value,
        staff=given.to,
        override_why=given.override,
    )


def _promise(desk: Desk, given: _Given) -> NewPromise | None:
    if given.promise is None:
        return None
    return NewPromise(
        given.promise,
        desk.told(given.told),
        None if given.safe is None else desk.told(given.safe),
        by=PromiseBy.THEIRS.value if given.theirs else PromiseBy.OURS.value,
    )


def _document(
    interaction: int,
    customer: int,
    *,
    case: int | None = None,
    follow_up: int | None = None,
    promise: int | None = None,
    warnings: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    return {
        "interaction": interaction,
        "customer": customer,
        "case": case,
        "follow_up": follow_up,
        "promise": promise,
        "warnings": warnings or [],
    }


def _lines(logged: LoggedContact) -> list[str]:
    lines = [
        _("Logged contact {id} with customer {customer}.").format(
            id=logged.interaction, customer=logged.customer
        )
    ]
    for sentence, made in (
        (_("Case {id}."), logged.case),
        (_("Follow-up {id}."), logged.follow_up),
        (_("Promise {id}."), logged.promise),
        (_("Opportunity {id}."), logged.opportunity),
    ):
        if made is not None:
            lines.append(sentence.format(id=made))
    return lines
