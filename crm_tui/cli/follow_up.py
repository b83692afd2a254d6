"""``crm-tui follow-up``: what is to be done for a customer."""

from typing import Any

from crm_tui.actions import follow_up_ends, follow_ups
from crm_tui.actions.load import OverContactLoad
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.when_text import due_in_words
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _
from crm_tui.queries.planned_surveys import PlannedSurvey, planned_survey

_ID = argument("follow_up_id", type=int, metavar="ID", help=N_("The follow-up's number."))


@command(
    "add",
    help=N_("Schedule one. Against the contact load or their wishes it takes --override."),
    examples=(
        "crm-tui follow-up add 12 --due fri --why 'send the price list' --channel email",
        "crm-tui follow-up add 12 --due 'tomorrow 10:00' --why 'new range' --channel visit --appointment",
    ),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
@option("--due", metavar="WHEN", required=True, help=N_("By when: 3d, fri, tomorrow 10:00, 24 nov, 2 weeks."))
@option("--why", metavar="TEXT", required=True, help=N_("What is to be done, in a few words."))
@option("--channel", type=choice(Channel), default="phone", help=N_("How; by phone unless given."))
@option("--to", metavar="LOGIN", help=N_("Who is to do it; you unless given."))
@option("--case", type=int, metavar="ID", help=N_("The case that it belongs to."))
@option("--appointment", is_flag=True, help=N_("It was agreed with them: they come, or we do."))
@option("--override", metavar="REASON", default="", help=N_("Why all the same, against load or wishes."))
def add(
    desk: Desk,
    customer: int,
    due: str,
    why: str,
    channel: str,
    to: str | None,
    case: int | None,
    appointment: bool,
    override: str,
) -> None:
    """Schedule a follow-up. Raises NotAllowed with the reasons, NoSuchRecord, InvalidInput."""
    desk.read()
    when = desk.when(due)
    with desk.act() as act:
        new = follow_ups.NewFollowUp(
            when,
            why,
            channel=channel,
            staff=to,
            is_appointment=appointment,
            case_id=case,
            override_why=override,
        )
        try:
            saved = follow_ups.schedule_follow_up(act, customer, new)
        except OverContactLoad as refused:
            refused.hint = _what_helps(refused.join)
            raise
    _answer(desk, saved, _("Follow-up {id} is due {due}."))


@command(
    "done",
    help=N_("Mark one as done. `crm-tui log --follow-up-done ID` logs the contact that did it as well."),
    examples=("crm-tui follow-up done 7",),
)
@_ID
@IF_VERSION
def done(desk: Desk, follow_up_id: int, if_version: int | None) -> None:
    """Mark a follow-up as done. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    asks = planned_survey(desk.read(), follow_up_id)
    with desk.act() as act:
        saved = follow_up_ends.finish(act, follow_up_id, if_version=if_version)
    _answer(desk, saved, _("Follow-up {id} is done."), asks)


@command(
    "snooze",
    help=N_("Put one off to another time."),
    examples=("crm-tui follow-up snooze 7 --due 'mon 10:00'",),
)
@_ID
@option("--due", metavar="WHEN", required=True, help=N_("The new time, such as 3d, fri or tomorrow 10:00."))
@IF_VERSION
def snooze(desk: Desk, follow_up_id: int, due: str, if_version: int | None) -> None:
    """Put a follow-up off. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    desk.read()
    when = desk.when(due)
    with desk.act() as act:
        saved = follow_ups.snooze(act, follow_up_id, when, if_version=if_version)
    _answer(desk, saved, _("Follow-up {id} is due {due}."))


@command(
    "drop",
    help=N_("Decide not to do one. The reason stays with it."),
    examples=("crm-tui follow-up drop 7 --why 'they came by themselves'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("Why it is not needed any more."))
@IF_VERSION
def drop(desk: Desk, follow_up_id: int, why: str, if_version: int | None) -> None:
    """Drop a follow-up. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = follow_up_ends.drop(act, follow_up_id, why, if_version=if_version)
    _answer(desk, saved, _("Follow-up {id} is dropped."))


@command(
    "reassign",
    help=N_("Give one to a colleague."),
    examples=("crm-tui follow-up reassign 7 --to paul",),
)
@_ID
@option("--to", metavar="LOGIN", required=True, help=N_("Who is to do it."))
@IF_VERSION
def reassign(desk: Desk, follow_up_id: int, to: str, if_version: int | None) -> None:
    """Give a follow-up to a colleague. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = follow_ups.reassign(act, follow_up_id, to, if_version=if_version)
    _answer(desk, saved, _("Follow-up {id}, due {due}, was handed over."))


@command(
    "join",
    help=N_("Add what is to be done to one that is planned, so that they hear from us once."),
    examples=("crm-tui follow-up join 7 --why 'and ask about the survey'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("What is to be done besides."))
@IF_VERSION
def join(desk: Desk, follow_up_id: int, why: str, if_version: int | None) -> None:
    """Add to a planned follow-up. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        saved = follow_ups.join_follow_up(act, follow_up_id, why, if_version=if_version)
    _answer(desk, saved, _("Joined to follow-up {id}, due {due}."))


@command(
    "came",
    help=N_("They came to the appointment."),
    examples=("crm-tui follow-up came 7",),
)
@_ID
@IF_VERSION
def came(desk: Desk, follow_up_id: int, if_version: int | None) -> None:
    """Say that they came. Raises NoSuchRecord, ChangedSince, InvalidInput for no appointment."""
    _appointment(desk, follow_up_id, True, if_version)


@command(
    "no-show",
    help=N_("They did not come to the appointment."),
    examples=("crm-tui follow-up no-show 7",),
)
@_ID
@IF_VERSION
def no_show(desk: Desk, follow_up_id: int, if_version: int | None) -> None:
    """Say that they did not come. Raises NoSuchRecord, ChangedSince, InvalidInput for no appointment."""
    _appointment(desk, follow_up_id, False, if_version)


def _appointment(desk: Desk, follow_up_id: int, came: bool, if_version: int | None) -> None:
    with desk.act() as act:
        saved = follow_up_ends.set_appointment(act, follow_up_id, came, if_version=if_version)
    _answer(
        desk,
        saved,
        _("Appointment {id} is over: they came.") if came else _("Appointment {id}: nobody came."),
    )


def _what_helps(join: int | None) -> str:
    if join is None:
        return _("Say with --override why it is planned all the same.")
    return _(
        "`crm-tui follow-up join {id}` adds to one that is planned, or say why not with --override."
    ).format(id=join)


def _survey_document(asks: PlannedSurvey) -> dict[str, Any]:
    return {
        "customer": asks.customer_id,
        "name": asks.customer,
        "kind": asks.kind.value,
        "case": asks.case_id,
        "sale": asks.sale_id,
    }


def _how_to_answer(asks: PlannedSurvey) -> list[str]:
    """Whom it was to ask, and the command that takes their answer."""
    about = (("--case", asks.case_id), ("--sale", asks.sale_id))
    options = " ".join(
        [f"--kind {asks.kind.value}", *(f"{name} {number}" for name, number in about if number is not None)]
    )
    return [
        _("It was to ask for {kind}: {customer}").format(kind=asks.kind.label, customer=asks.customer),
        _("`crm-tui survey answer {customer} {options} --score N` writes the answer down.").format(
            customer=asks.customer_id, options=options
        ),
    ]


def _answer(
    desk: Desk, saved: follow_ups.SavedFollowUp, sentence: str, asks: PlannedSurvey | None = None
) -> None:
    notices.tell(desk, saved.warnings)
    business = desk.business
    words = due_in_words(
        saved.due_at, saved.all_day, saved.due_on, desk.now, business.zone, business.language
    )
    desk.answer(
        {
            "follow_up": saved.id,
            "due": desk.due(saved.due_at, saved.due_on, saved.all_day),
            "all_day": saved.all_day,
            "warnings": notices.documents(saved.warnings),
            **({} if asks is None else {"survey": _survey_document(asks)}),
        },
        [sentence.format(id=saved.id, due=words), *(_how_to_answer(asks) if asks else ())],
    )
