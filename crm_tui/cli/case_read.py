"""``crm-tui case list`` and ``show``."""

from collections.abc import Sequence

from crm_tui.cli.case_dispute import dispute_document, dispute_lines
from crm_tui.cli.case_documents import (
    case_document,
    case_documents,
    case_line,
    case_rows,
    clock_rows,
    event_rows,
    learning_document,
    learning_rows,
    minute,
)
from crm_tui.cli.declare import argument, command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.documents import interaction_document
from crm_tui.cli.narrowing import NARROWED, asked_of, listed, one_view_at_a_time
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, CASES
from crm_tui.i18n import N_, _
from crm_tui.queries.case_clocks import QueuedCase, listed_cases
from crm_tui.queries.cases import Case, case, newest_cases
from crm_tui.queries.disputes import dispute_of

#: What the command lists of itself is no view of the queue.
_EVER = "ever"


@command(
    "list",
    help=N_("Cases: the newest, or with --open the queue, the most pressing first."),
    examples=("crm-tui case list --open", "crm-tui case list --owner nadia --json"),
)
@option("--open", "open_only", is_flag=True, help=N_("Only those that are open or waiting."))
@option(
    "--owner",
    metavar="LOGIN",
    help=N_("Only theirs; with --open theirs too for whom they stand in today."),
)
@NARROWED
def list_cases(desk: Desk, open_only: bool, owner: str | None, text: str, view: str | None) -> None:
    """List cases. Raises InvalidInput for an unknown login or view."""
    if view is not None and owner is not None:
        raise one_view_at_a_time()
    asked = asked_of(desk, CASES, text, view, flagged=ALL if open_only else "", otherwise=_EVER)
    owner_id = None if owner is None else desk.staff_id(owner)
    found: tuple[Case, ...] | tuple[QueuedCase, ...]
    if asked.among == _EVER:
        found = newest_cases(desk.reader, owner_id=owner_id, text=asked.text, limit=asked.limit)
    else:
        found = listed_cases(desk.reader, asked, owner_id).cases
    shown: Sequence[Case | QueuedCase] = listed(desk, found)
    if desk.as_json:
        desk.answer(case_documents(desk, shown))
    else:
        desk.answer(None, aligned(case_rows(desk, shown)))


@command(
    "show",
    help=N_("A case with all that happened to it."),
    examples=("crm-tui case show 4 --json",),
)
@argument("case_id", type=int, metavar="ID", help=N_("The case's number."))
def show(desk: Desk, case_id: int) -> None:
    """Show a case. Raises NoSuchRecord."""
    history = case(desk.read(), case_id)
    found = history.case
    dispute = dispute_of(desk.reader, case_id, found.nature)
    events = [
        {"at": desk.iso(e.happened_at), "what": e.what, "value": e.value, "why": e.why, "staff": e.staff}
        for e in history.events
    ]
    document = case_document(desk, found) | {
        "name": found.customer,
        "title": found.title,
        "product": found.product_id,
        "product_name": found.product or None,
        "opened": desk.iso(found.opened_at),
        "solved": desk.iso(found.solved_at),
        "closed": desk.iso(found.closed_at),
        **learning_document(history.learning),
        **({} if dispute is None else {"dispute": dispute_document(desk, dispute)}),
        "reopenings": found.reopenings,
        "version": found.version,
        "events": events,
        "interactions": [interaction_document(desk, contact) for contact in history.interactions],
    }
    about = (_("about {product}").format(product=found.product),) if found.product else ()
    lines = [case_line(found), found.title, *about, *aligned(learning_rows(history.learning))]
    lines += () if dispute is None else dispute_lines(desk, dispute)
    lines += aligned(clock_rows(desk, found))
    lines += aligned(event_rows(desk, history.events))
    lines += aligned((minute(desk, contact.happened_at), contact.said) for contact in history.interactions)
    desk.answer(document, lines)
