"""``crm-tui standard fits``: which standards hold for a case or a contact, and why these."""

from crm_tui.cli.declare import choice, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.measure_text import target_in_words
from crm_tui.domain.standard_fit import reason_in_words
from crm_tui.domain.standard_text import scope_in_words
from crm_tui.domain.words import Direction
from crm_tui.i18n import N_, _
from crm_tui.queries.product_named import product_named
from crm_tui.queries.standard_fit import standards_of_case, standards_of_contact
from crm_tui.queries.standard_labels import standard_labels


@command(
    "fits",
    help=N_("Which standards hold for a case, or for a contact, and why these."),
    examples=(
        "crm-tui standard fits --case 4",
        "crm-tui standard fits --customer 12 --nature complaint --channel phone --direction inbound",
    ),
)
@option("--case", "case_id", type=int, metavar="ID", help=N_("The case."))
@option("--customer", type=int, metavar="ID", help=N_("Whom the contact is with."))
@option("--nature", metavar="CODE", help=N_("What the contact is about."))
@option("--channel", metavar="CODE", help=N_("How it takes place."))
@option("--direction", type=choice(Direction), help=N_("Who made it."))
@option("--outcome", metavar="CODE", help=N_("What it led to."))
@option("--about", metavar="PRODUCT", help=N_("Which product it is about: its code, name or number."))
def fits(
    desk: Desk,
    case_id: int | None,
    customer: int | None,
    nature: str | None,
    channel: str | None,
    direction: str | None,
    outcome: str | None,
    about: str | None,
) -> None:
    """Name them. Raises NoSuchRecord, InvalidInput."""
    if case_id is None and nature is None:
        raise InvalidInput(
            _("It is not said what the standards should hold for."),
            _("Give --case, or --nature and what else is known of a contact."),
            field="case",
        )
    reader = desk.read()
    if case_id is not None:
        found = standards_of_case(reader, case_id)
    else:
        found = standards_of_contact(
            reader,
            customer_id=customer,
            nature=nature,
            channel=channel,
            direction=direction,
            outcome=outcome,
            at=desk.now,
            product_id=None if about is None else product_named(reader, about, "about"),
        )
    labels = standard_labels(reader)
    shown = [
        {
            "standard": one.standard.id,
            "version": one.version.number,
            "statement": one.version.statement,
            "measure": one.version.measure.value,
            "target": one.version.target,
            "why": reason_in_words(one.fit, scope_in_words(one.version.rule.scope, labels)),
            "others": [version.standard_id for version in one.fit.others],
        }
        for one in found
    ]
    desk.answer(
        shown,
        aligned(
            (
                str(one["standard"]),
                target_in_words(version.measure, version.target, version.settings, labels),
                str(one["why"]),
                version.statement,
            )
            for one, version in zip(shown, (each.version for each in found), strict=True)
        ),
    )
