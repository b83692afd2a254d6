"""``crm-tui opportunity add``, ``edit``, ``stage``, ``win`` and ``lose``."""

from typing import Any

from crm_tui.actions import opportunities
from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.cli import notices
from crm_tui.cli.declare import IF_VERSION, argument, choice, command, option, options
from crm_tui.cli.desk import Desk
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import OpportunityStage
from crm_tui.domain.money import read_money
from crm_tui.domain.when import read_day
from crm_tui.domain.words import Channel
from crm_tui.i18n import N_, _

_ID = argument("opportunity", type=int, metavar="ID", help=N_("The opportunity's number."))

_what_options = options(
    option("--product", "product_id", type=int, metavar="ID", help=N_("The product that they may need.")),
    option("--value", metavar="AMOUNT", help=N_("What it may be worth: 250 or 12.50.")),
    option("--currency", metavar="CODE", help=N_("The currency of the value; the business's unless given.")),
    option("--expected", metavar="DAY", help=N_("By when they may decide.")),
    option("--owner", metavar="LOGIN", help=N_("Who looks after it; you unless given.")),
)
_next_options = options(
    option("--next", "next_when", metavar="WHEN", help=N_("When the next step is due: 3d, fri, 24 nov.")),
    option("--why", metavar="TEXT", default="", help=N_("What the next step is; else what they may need.")),
    option("--by", type=choice(Channel), default="phone", help=N_("How; by phone unless given.")),
    option("--to", metavar="LOGIN", help=N_("Who is to do it; you unless given.")),
    option("--override", metavar="REASON", default="", help=N_("Why all the same, against load or wishes.")),
)


@command(
    "add",
    help=N_("Write down what a customer may need; you are who heard it."),
    examples=(
        "crm-tui opportunity add 12 --need 'a second grinder for the new bar' --value 400 --next 3d",
        "crm-tui opportunity add 12 --product 7 --next fri --by email",
    ),
)
@argument("customer", type=int, metavar="CUSTOMER", help=N_("The customer's number."))
@option("--need", metavar="TEXT", default="", help=N_("In their words; the product's name unless given."))
@_what_options
@option("--partner", "partner_id", type=int, metavar="ID", help=N_("The partner that it came by."))
@_next_options
def add(desk: Desk, customer: int, **given: Any) -> None:
    """Add an opportunity. Raises InvalidInput, NoSuchRecord, NotAllowed with the reasons."""
    desk.read()
    what = _what(desk, given)
    new = opportunities.NewOpportunity(
        need=given["need"], partner_id=given["partner_id"], next_step=_next_step(desk, given), **what
    )
    with desk.act() as act:
        saved = opportunities.hear(act, customer, new)
    _answer(desk, saved)


@command(
    "edit",
    help=N_("Change what is given of an open one, and leave the rest."),
    examples=("crm-tui opportunity edit 3 --value 450 --next 'mon 10:00'",),
)
@_ID
@option("--need", metavar="TEXT", help=N_("What they may need."))
@_what_options
@_next_options
@IF_VERSION
def edit(desk: Desk, opportunity: int, if_version: int | None, **given: Any) -> None:
    """Change an opportunity. Raises InvalidInput, NoSuchRecord, ChangedSince, NotAllowed."""
    desk.read()
    changes = _what(desk, given)
    if given["need"] is not None:
        changes["need"] = given["need"]
    step = _next_step(desk, given)
    if step is not None:
        changes["next_step"] = step
    if not changes:
        raise InvalidInput(_("There is nothing to change."), _("Give what is to be changed."))
    with desk.act() as act:
        saved = opportunities.edit_opportunity(act, opportunity, changes, if_version=if_version)
    _answer(desk, saved)


@command(
    "stage",
    help=N_("It was talked about or offered; the next stage unless one is given."),
    examples=("crm-tui opportunity stage 3", "crm-tui opportunity stage 3 offered --next 'in 1 week'"),
)
@_ID
@argument(
    "stage",
    type=choice(opportunities.OPEN_STAGES),
    required=False,
    metavar="[STAGE]",
    help=N_("heard, talked or offered."),
)
@_next_options
@IF_VERSION
def stage(desk: Desk, opportunity: int, stage: str | None, if_version: int | None, **given: Any) -> None:
    """Move an opportunity on. Raises InvalidInput, NoSuchRecord, ChangedSince, NotAllowed."""
    desk.read()
    step = _next_step(desk, given)
    to = None if stage is None else OpportunityStage(stage)
    with desk.act() as act:
        saved = opportunities.move_on(act, opportunity, to, next_step=step, if_version=if_version)
    _answer(desk, saved)


@command(
    "win",
    help=N_("They bought it. Its open next step is over."),
    examples=("crm-tui opportunity win 3 --sale 41", "crm-tui opportunity win 3 --record"),
)
@_ID
@option("--sale", "sale_id", type=int, metavar="ID", help=N_("The sale that it became."))
@option(
    "--record", is_flag=True, help=N_("Record the sale: one of it, for its value or the product's price.")
)
@IF_VERSION
def win(desk: Desk, opportunity: int, sale_id: int | None, record: bool, if_version: int | None) -> None:
    """Note that it was won. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    with desk.act() as act:
        sale = opportunities.sale_of(act, opportunity) if record else None
        saved = opportunities.win(act, opportunity, sale_id=sale_id, sale=sale, if_version=if_version)
    _answer(desk, saved)


@command(
    "lose",
    help=N_("They do not want it. The reason stays with it."),
    examples=("crm-tui opportunity lose 3 --why 'bought it elsewhere, cheaper'",),
)
@_ID
@option("--why", metavar="TEXT", required=True, help=N_("Why they do not want it."))
@IF_VERSION
def lose(desk: Desk, opportunity: int, why: str, if_version: int | None) -> None:
    """Note that it was lost. Raises InvalidInput, NoSuchRecord, ChangedSince."""
    with desk.act() as act:
        saved = opportunities.lose(act, opportunity, why, if_version=if_version)
    _answer(desk, saved)


def _what(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """What was given of an opportunity, by the fields of the action."""
    found: dict[str, Any] = {name: given[name] for name in ("product_id", "currency", "owner")}
    if given["value"] is not None:
        found["value"] = read_money(given["value"])
    if given["expected"] is not None:
        found["expected_on"] = read_day(given["expected"], desk.now, desk.zone)
    return {name: value for name, value in found.items() if value is not None}


def _next_step(desk: Desk, given: dict[str, Any]) -> NewFollowUp | None:
    if given["next_when"] is None:
        if given["why"] or given["to"] or given["override"]:
            raise InvalidInput(
                _("A next step needs its day."), _("Say with --next when it is due."), field="next_when"
            )
        return None
    return NewFollowUp(
        desk.when(given["next_when"]),
        given["why"],
        channel=given["by"],
        staff=given["to"],
        override_why=given["override"],
    )


def _answer(desk: Desk, saved: opportunities.SavedOpportunity) -> None:
    notices.tell(desk, saved.warnings)
    desk.answer(
        {
            "id": saved.id,
            "customer": saved.customer_id,
            "stage": saved.stage.value,
            "follow_up": saved.follow_up_id,
            "version": saved.version,
            "warnings": notices.documents(saved.warnings),
        },
        [_("Opportunity {id} is {stage}.").format(id=saved.id, stage=saved.stage.label)],
    )
