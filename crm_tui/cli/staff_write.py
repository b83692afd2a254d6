"""``crm-tui staff add``, ``away`` and ``leave``."""

from crm_tui.actions import staff as actions
from crm_tui.actions.absences import set_away
from crm_tui.actions.internal_customers import internal_customer
from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.when import read_day
from crm_tui.domain.words import Role
from crm_tui.i18n import N_, _


@command(
    "add",
    help=N_("Add a member of staff. Only an admin can."),
    examples=("crm-tui staff add paul --name 'Paul Mensah' --role agent",),
)
@argument("login", help=N_("Their login on this computer."))
@option("--name", metavar="NAME", required=True, help=N_("Their name, as colleagues know it."))
@option(
    "--role",
    metavar="ROLE",
    default=Role.AGENT.value,
    help=N_("What they may do: trainee, agent, manager or admin; agent unless given."),
)
@option("--customer", "as_customer", is_flag=True, help=N_("Make them an internal customer as well."))
def add(desk: Desk, login: str, name: str, role: str, as_customer: bool) -> None:
    """Add a member of staff. Raises NotAllowed, InvalidInput."""
    with desk.act() as act:
        saved = actions.add_staff(act, login=login, name=name, role=role)
        if as_customer:
            internal_customer(act, login)
    told = _("Added {name} as {login}.").format(name=name.strip(), login=login.strip())
    desk.answer({"id": saved.id}, [told])


@command(
    "away",
    help=N_("Somebody is away, and another sees their work until they are back."),
    examples=("crm-tui staff away paul --until '27 nov' --stand-in nadia",),
)
@argument("login", help=N_("Who is away."))
@option("--until", metavar="DAY", required=True, help=N_("The last day away."))
@option("--stand-in", metavar="LOGIN", required=True, help=N_("Who sees their work meanwhile."))
@option("--from", "from_day", metavar="DAY", help=N_("The first day away; today unless given."))
def away(desk: Desk, login: str, until: str, stand_in: str, from_day: str | None) -> None:
    """Note an absence. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    last = read_day(until, desk.now, desk.zone)
    first = None if from_day is None else read_day(from_day, desk.now, desk.zone)
    with desk.act() as act:
        saved = set_away(act, login, until=last, stand_in_login=stand_in, from_on=first)
    told = _("{login} is away until {day}; {stand_in} stands in.")
    desk.answer({"id": saved.staff_id}, [told.format(login=login, day=last, stand_in=stand_in)])


@command(
    "leave",
    help=N_("Somebody left for good. Their name stays on all that they did."),
    examples=("crm-tui staff leave paul --on yesterday",),
)
@argument("login", help=N_("Who left."))
@option("--on", "on_day", metavar="DAY", help=N_("Their last day; today unless given."))
def leave(desk: Desk, login: str, on_day: str | None) -> None:
    """Note that somebody left. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    day = None if on_day is None else read_day(on_day, desk.now, desk.zone, past=True)
    with desk.act() as act:
        saved = actions.leave(act, login, on=day)
    for warning in saved.warnings:
        desk.say(warning)
    desk.answer({"id": saved.id}, [_("{login} has left.").format(login=login)])
