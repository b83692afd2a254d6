"""Follow-ups: planning one, moving it, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from crm_tui.actions.load import remarks, weigh
from crm_tui.actions.lookups import case_of, find_staff, read_code
from crm_tui.actions.notices import Notice
from crm_tui.actions.tier_events import tier_now
from crm_tui.domain.contact_load import Exemption
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.when import When
from crm_tui.domain.when_errors import day_in_words
from crm_tui.domain.words import Channel, FollowUpState, Stage
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, FollowUp


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """What is to be done, by when and on which channel.

    ``staff`` is a login or staff id, the actor unless given; ``override_why`` the reason to plan it against
    the contact load or the customer's wishes. An appointment was agreed with them, so it is no burden.
    """

    when: When
    why: str = ""
    channel: str = Channel.PHONE.value
    staff: int | str | None = None
    is_appointment: bool = False
    case_id: int | None = None
    override_why: str = ""


@dataclass(frozen=True, slots=True)
class SavedFollowUp:
    """A follow-up as it is after the act."""

    id: int
    version: int
    customer_id: int
    due_at: datetime
    due_on: date
    all_day: bool
    warnings: tuple[Notice, ...] = ()


def schedule_follow_up(
    act: Act,
    customer_id: int,
    new: NewFollowUp,
    *,
    interaction_id: int | None = None,
    exempt: str | None = None,
    is_call_back: bool = False,
) -> SavedFollowUp:
    """Plan a follow-up; ``interaction_id`` is the contact that it comes from, ``exempt`` why it is no burden.

    Raises OverContactLoad with the reasons unless ``override_why`` says why all the same; InvalidInput for no
    why, a time that is over, an unknown channel or colleague, or a case that is another customer's or over.
    """
    act.describe("schedule-follow-up", "follow-up", None, customer_id)
    act.get(Customer, customer_id)
    why = said(new.why, "why", _("Say what is to be done, in a few words."))
    channel = read_code(Channel, new.channel, "channel").value
    staff_id = act.actor.staff_id if new.staff is None else find_staff(act, new.staff, "staff").record_id
    _check_to_come(act, new.when)
    exempt = _exemption(act, customer_id, new, exempt)
    warnings = weigh(act, customer_id, new.when.at, new.when.all_day, channel, exempt, new.override_why)
    row = act.add(
        FollowUp(
            customer_id=customer_id,
            staff_id=staff_id,
            why=why,
            channel=channel,
            due_at=new.when.at,
            due_on=new.when.day,
            all_day=new.when.all_day,
            first_due_at=new.when.at,
            is_appointment=new.is_appointment,
            is_call_back=is_call_back,
            exempt=exempt,
            override_why=new.override_why.strip(),
            case_id=new.case_id,
            interaction_id=interaction_id,
            created_by_id=act.actor.staff_id,
            created_at=act.now,
            tier=tier_now(act, customer_id),
        )
    )
    act.about("follow-up", row.record_id, customer_id)
    return saved(row, (*_moved(new.when), *warnings))


def join_follow_up(act: Act, follow_up_id: int, why: str, *, if_version: int | None = None) -> SavedFollowUp:
    """Add what is to be done to a follow-up that is planned already, so that the customer hears once."""
    row = open_follow_up(act, follow_up_id, "join-follow-up", if_version)
    words = said(why, "why", _("Say what is to be done, in a few words."))
    act.change(row, why=_("{first}; {second}").format(first=row.why, second=words))
    return saved(row)


def edit_follow_up(
    act: Act,
    follow_up_id: int,
    changes: Mapping[str, Any],
    *,
    override_why: str = "",
    if_version: int | None = None,
) -> SavedFollowUp:
    """Change ``why``, ``channel``, ``staff``, ``when`` or ``is_appointment`` of an open follow-up.

    The day that was told first stays what it is measured by. A new channel or time is weighed as a new
    follow-up is. Raises what :func:`schedule_follow_up` raises.
    """
    row = open_follow_up(act, follow_up_id, "edit-follow-up", if_version)
    columns: dict[str, Any] = {}
    for field, value in changes.items():
        if field not in _EDITABLE:
            raise InvalidInput(
                _("A follow-up has no field “{field}”.").format(field=field),
                _("Use one of: {fields}.").format(fields=", ".join(_EDITABLE)),
                field=field,
            )
        columns |= _columns(act, field, value)
    warnings: tuple[Notice, ...] = ()
    if any(columns.get(name, getattr(row, name)) != getattr(row, name) for name in ("channel", "due_at")):
        warnings = weigh(
            act,
            row.customer_id,
            columns.get("due_at", row.due_at),
            columns.get("all_day", row.all_day),
            columns.get("channel", row.channel),
            row.exempt,
            override_why or row.override_why,
            leave_out=row.record_id,
        )
        columns["override_why"] = override_why.strip() or row.override_why
    act.change(row, **columns)
    return saved(row, warnings)


def snooze(act: Act, follow_up_id: int, when: When, *, if_version: int | None = None) -> SavedFollowUp:
    """Put a follow-up off. Whether it was done in time still goes by the day that was told first."""
    row = open_follow_up(act, follow_up_id, "snooze-follow-up", if_version)
    act.change(row, **_columns(act, "when", when))
    return saved(row, (*_moved(when), *remarks(act, row)))


def reassign(
    act: Act, follow_up_id: int, staff: int | str, *, if_version: int | None = None
) -> SavedFollowUp:
    """Give a follow-up to a colleague, by login or staff id."""
    row = open_follow_up(act, follow_up_id, "reassign-follow-up", if_version)
    act.change(row, **_columns(act, "staff", staff))
    return saved(row)


def open_follow_up(act: Act, follow_up_id: int, verb: str, if_version: int | None = None) -> FollowUp:
    """The follow-up, when it is open and its customer is there; the act is described by ``verb``.

    Raises NoSuchRecord, ChangedSince for another version, and InvalidInput for one that is done or dropped.
    """
    row = act.get(FollowUp, follow_up_id)
    act.describe(verb, "follow-up", follow_up_id, row.customer_id)
    act.get(Customer, row.customer_id)
    act.expect_version(row, if_version)
    if row.state != FollowUpState.OPEN:
        raise InvalidInput(
            _("Follow-up {id} is {state} already.").format(
                id=follow_up_id, state=FollowUpState(row.state).label
            ),
            _("Schedule a new one, or undo what closed it."),
        )
    return row


_EDITABLE = ("why", "channel", "staff", "when", "is_appointment")


def _columns(act: Act, field: str, value: Any) -> dict[str, Any]:
    """The columns that an edited field sets."""
    if field == "why":
        return {"why": said(value, "why", _("Say what is to be done, in a few words."))}
    if field == "channel":
        return {"channel": read_code(Channel, value, "channel").value}
    if field == "staff":
        return {"staff_id": find_staff(act, value, "staff").record_id}
    if field == "is_appointment":
        return {"is_appointment": bool(value)}
    _check_to_come(act, value)
    return {"due_at": value.at, "due_on": value.day, "all_day": value.all_day}


def said(text: str, field: str, expected: str) -> str:
    """The words, when there are any. Raises InvalidInput with what is expected."""
    if not text.strip():
        raise InvalidInput(_("There are no words here."), expected, field=field)
    return text.strip()


def _check_to_come(act: Act, when: When) -> None:
    if when.at <= act.now:
        raise InvalidInput(
            _("That time is over."),
            _("Give a time to come, such as 3d, fri or tomorrow 10:00."),
            field="when",
        )


def _exemption(act: Act, customer_id: int, new: NewFollowUp, exempt: str | None) -> str | None:
    """Why the contact load does not count it. Raises InvalidInput for a case that it cannot belong to."""
    if new.case_id is not None:
        case = case_of(act, new.case_id, customer_id)
        if case.stage in (Stage.OPEN, Stage.WAITING):
            return Exemption.OPEN_CASE.value
    return exempt or (Exemption.PROMISED.value if new.is_appointment else None)


def _moved(when: When) -> tuple[Notice, ...]:
    if when.moved_from is None:
        return ()
    asked, day = when.moved_from, when.day
    return (
        Notice(
            "moved-to-open-day",
            _("{asked} is closed, so it is due on {day}.").format(
                asked=day_in_words(asked.day, asked.month), day=day_in_words(day.day, day.month)
            ),
        ),
    )


def saved(row: FollowUp, warnings: tuple[Notice, ...] = ()) -> SavedFollowUp:
    """The follow-up as an action hands it out."""
    return SavedFollowUp(
        row.record_id, row.version, row.customer_id, row.due_at, row.due_on, row.all_day, warnings
    )
