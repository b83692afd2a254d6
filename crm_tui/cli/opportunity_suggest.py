"""``crm-tui opportunity suggest``: what goes with what customers bought, or steps up from it."""

from typing import Any

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.add_on import evidence_in_words
from crm_tui.i18n import N_, _, ngettext
from crm_tui.queries.add_on import Suggested, suggestions_for_all, suggestions_of, why_not_now
from crm_tui.queries.customer_page import customer

_MOST = 200


@command(
    "suggest",
    help=N_("Who bought this and not what goes with it; nobody who complains, or hears enough from us."),
    examples=("crm-tui opportunity suggest", "crm-tui opportunity suggest --customer 12 --json"),
)
@option("--customer", "customer_id", type=int, metavar="ID", help=N_("Only for this customer."))
def suggest(desk: Desk, customer_id: int | None) -> None:
    """Suggest add-ons. Raises NoSuchRecord."""
    reader = desk.read()
    if customer_id is None:
        seen = suggestions_for_all(reader, desk.now, _MOST)
        if seen.more:
            desk.say(_("{count} of more than {count}.").format(count=_MOST))
        if seen.held_back:
            desk.say(
                ngettext(
                    "{count} customer is left in peace: a complaint, their wish, or the contact load.",
                    "{count} customers are left in peace: a complaint, their wish, or the contact load.",
                    seen.held_back,
                ).format(count=seen.held_back)
            )
        found = seen.found
    else:
        name = customer(reader, customer_id).name
        of_theirs = suggestions_of(reader, customer_id, desk.now)
        found = tuple(Suggested(customer_id, name, what) for what in of_theirs)
        if not found and (why := why_not_now(reader, customer_id, desk.now)):
            desk.say(_("Nothing is suggested: {why}.").format(why=why))
    desk.answer([_document(each) for each in found], aligned(map(_row, found)))


def _document(each: Suggested) -> dict[str, Any]:
    because = each.what.because
    return {
        "customer": each.customer_id,
        "name": each.customer,
        "product": each.what.product_id,
        "product_name": each.what.product,
        "relation": each.what.relation.value,
        "bought": because.product_id,
        "bought_name": because.product,
        "sale": because.sale_id,
        "on": because.on.isoformat(),
    }


def _row(each: Suggested) -> tuple[str, ...]:
    told = evidence_in_words(each.what, each.what.because.on.isoformat())
    return str(each.customer_id), each.what.product, told, each.customer
