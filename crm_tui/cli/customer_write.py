"""``crm-tui customer add``, ``edit`` and ``delete``."""

from typing import Any

from crm_tui.actions.contact_points import as_value, stored_points
from crm_tui.actions.customer_values import NewCustomer
from crm_tui.actions.customers import add_customer, delete_customer, edit_customer
from crm_tui.actions.memberships import allow_to_speak, forbid_to_speak
from crm_tui.cli import notices
from crm_tui.cli.customer_fields import customer_options, given_fields, recommended_by, referred_by_option
from crm_tui.cli.declare import IF_VERSION, argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.errors import InvalidInput
from crm_tui.i18n import N_, _


@command(
    "add",
    help=N_(
        "Add a customer. Likely duplicates are named, and it is made all the same. A source such as"
        " 'recommended by Mary Ofori' is written down as her referral."
    ),
    examples=(
        "crm-tui customer add --name 'Quillon Ashgrove' --phone '+1 555 010 1234' --kind client",
        "crm-tui customer add --name 'Ada Pell' --source 'recommended by Quillon Ashgrove'",
    ),
)
@option("--name", metavar="NAME", required=True, help=N_("The name of the person or organisation."))
@customer_options
@referred_by_option
def add(desk: Desk, referred_by: int | None, **options: Any) -> None:
    """Add a customer. Raises InvalidInput, NoSuchRecord."""
    fields = given_fields(options)
    by = recommended_by(desk.read(), referred_by, options["source"])
    with desk.act() as act:
        saved = add_customer(act, NewCustomer(**fields, referred_by=by))
    notices.tell(desk, saved.warnings)
    referral = {} if saved.referral is None else {"referral": saved.referral}
    said = [_("Added customer {id}, {name}.").format(id=saved.id, name=options["name"].strip())]
    if referral:
        told = _("Customer {by} recommended us; `crm-tui referral thank {id}` thanks.")
        said.append(told.format(by=by, id=saved.referral))
    desk.answer(
        {
            "id": saved.id,
            "version": saved.version,
            "warnings": notices.documents(saved.warnings),
            **referral,
        },
        said,
    )


@command(
    "edit",
    help=N_("Change what is given and leave the rest. A list that is given replaces the one there is."),
    examples=("crm-tui customer edit 12 --tier key", "crm-tui customer edit 12 --phone '' --if-version 3"),
)
@argument("customer", type=int, metavar="ID", help=N_("The customer's number."))
@option("--name", metavar="NAME", help=N_("The name of the person or organisation."))
@customer_options
@option("--ended-on", metavar="DAY", help=N_("When the relationship ended."))
@option("--ended-why", metavar="TEXT", help=N_("Why it ended."))
@IF_VERSION
def edit(desk: Desk, customer: int, if_version: int | None, **options: Any) -> None:
    """Change a customer. Raises NoSuchRecord, ChangedSince, InvalidInput."""
    with desk.act() as act:
        changes = given_fields(options, map(as_value, stored_points(act, customer)))
        changes |= {PREFIX + code: value for code, value in changes.pop("own_fields", {}).items()}
        changes |= _ended(desk, options)
        if not changes:
            raise InvalidInput(
                _("Nothing to change was given."),
                _("`crm-tui customer edit --help` lists what can be changed."),
            )
        saved = edit_customer(act, customer, changes, if_version=if_version)
    notices.tell(desk, saved.warnings)
    desk.answer(
        {"id": saved.id, "version": saved.version, "warnings": notices.documents(saved.warnings)},
        [_("Saved customer {id}.").format(id=saved.id)],
    )


@command(
    "delete",
    help=N_("Take a customer out of every list. Undo brings it back."),
    examples=("crm-tui customer delete 12",),
)
@argument("customer", type=int, metavar="ID", help=N_("The customer's number."))
@IF_VERSION
def delete(desk: Desk, customer: int, if_version: int | None) -> None:
    """Delete a customer, softly. Raises NoSuchRecord, ChangedSince, NotAllowed."""
    with desk.act() as act:
        delete_customer(act, customer, if_version=if_version)
    desk.answer(
        {"id": customer},
        [_("Deleted customer {id}. `crm-tui undo` brings it back.").format(id=customer)],
    )


@command(
    "speaker",
    help=N_("Say who may speak for a customer and what they may be told, or take it back."),
    examples=(
        "crm-tui customer speaker 12 --who 31 --told 'everything but prices'",
        "crm-tui customer speaker 12 --who 31 --no-longer",
    ),
)
@argument("customer", type=int, metavar="ID", help=N_("The customer's number."))
@option("--who", type=int, metavar="ID", required=True, help=N_("The number of who speaks for them."))
@option("--told", metavar="TEXT", default="", help=N_("What they may be told."))
@option("--no-longer", is_flag=True, help=N_("They may speak for the customer no longer."))
def speaker(desk: Desk, customer: int, who: int, told: str, no_longer: bool) -> None:
    """Let somebody speak for a customer, or no longer. Raises NoSuchRecord, InvalidInput."""
    with desk.act() as act:
        if no_longer:
            forbid_to_speak(act, customer, who)
            said = _("Customer {speaker} speaks for customer {customer} no longer.")
        else:
            allow_to_speak(act, customer, who, told)
            said = _("Customer {speaker} may speak for customer {customer}.")
    desk.answer(
        {"customer": customer, "speaker": who, "may_be_told": None if no_longer else told.strip()},
        [said.format(speaker=who, customer=customer)],
    )


def _ended(desk: Desk, options: dict[str, Any]) -> dict[str, Any]:
    ended: dict[str, Any] = {}
    if options["ended_on"] is not None:
        from crm_tui.domain.when import read_day

        text = options["ended_on"]
        ended["ended_on"] = read_day(text, desk.now, desk.zone, past=True) if text.strip() else None
    if options["ended_why"] is not None:
        ended["ended_why"] = options["ended_why"]
    return ended
