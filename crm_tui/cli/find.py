"""``crm-tui find``: who is this?"""

from typing import Any

import click

from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_, _
from crm_tui.queries.find import Match
from crm_tui.queries.find import find as find_customers


@command(
    "find",
    help=N_("Find customers by any part of a name, phone number, mail, organisation, or by words in notes."),
    examples=("crm-tui find ashgrove", "crm-tui find 010-1234 --json", "crm-tui find রহি"),
)
@argument("text", metavar="TEXT...", nargs=-1, required=True, help=N_("What you know of them."))
@option("--limit", type=click.IntRange(1, 1000), default=50, help=N_("The most to list; 50 unless given."))
def find(desk: Desk, text: tuple[str, ...], limit: int) -> None:
    """Find customers, best first."""
    found = find_customers(desk.read(), " ".join(text), limit, country=desk.business.country)
    lines = list(aligned((str(m.id), (m.phones or m.emails or ("",))[0], _who(m)) for m in found.results))
    if found.more:
        lines.append(_("{count} of more than {count}; --limit shows more.").format(count=len(found.results)))
    if not found.results:
        desk.say(_("Nobody was found for “{text}”.").format(text=found.query))
    results = [_document(match) for match in found.results]
    desk.answer({"query": found.query, "results": results, "more": found.more}, lines)


def _who(match: Match) -> str:
    parts = [match.name, match.organisation]
    if match.matched.value not in ("name", "organisation", "phone", "email"):
        parts.append(match.excerpt)
    return " · ".join(filter(None, parts))


def _document(match: Match) -> dict[str, Any]:
    return {
        "id": match.id,
        "name": match.name,
        "organisation": match.organisation or None,
        "phones": list(match.phones),
        "emails": list(match.emails),
        "matched": match.matched.value,
    }
