"""``crm-tui promise rate``: how well promises are kept, ours or theirs."""

from collections.abc import Iterator
from typing import Any

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.period import read_period
from crm_tui.cli.tables import aligned
from crm_tui.i18n import N_, _
from crm_tui.queries.periods import Period
from crm_tui.queries.promise_rates import KeptRate, KeptRates, kept_rates, their_rates, together


@command(
    "rate",
    help=N_("How promises told for a period were kept, by tier and person; of others a manager sees it."),
    examples=(
        "crm-tui promise rate",
        "crm-tui promise rate --from '1 sep' --to '30 nov' --json",
        "crm-tui promise rate --theirs",
    ),
)
@option("--from", "from_day", metavar="DAY", help=N_("The first day of the period; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day of the period; else this quarter's."))
@option("--theirs", is_flag=True, help=N_("What others promised us, by who promised it."))
def rate(desk: Desk, from_day: str | None, to_day: str | None, theirs: bool) -> None:
    """Show the kept rates. Raises InvalidInput for days that cannot be read."""
    desk.read()
    period = read_period(desk, from_day, to_day)
    if theirs:
        _answer_theirs(desk, period)
        return
    found = _found(desk, period)
    document = {
        "from": period.from_on.isoformat(),
        "to": period.to_on.isoformat(),
        **_document(found.in_all),
        "by_tier": [{"tier": one.of or None, **_document(one)} for one in found.by_tier],
        "by_staff": [{"name": one.of, **_document(one)} for one in found.by_staff],
    }
    desk.answer(document, aligned(_rows(found)))


def _answer_theirs(desk: Desk, period: Period) -> None:
    found = their_rates(desk.reader, start=period.start(desk.zone), end=period.end(desk.zone), now=desk.now)
    whole = together(found)
    document = {
        "from": period.from_on.isoformat(),
        "to": period.to_on.isoformat(),
        **_document(whole),
        "by_customer": [
            {"customer": one.customer_id, "name": one.rate.of, **_document(one.rate)} for one in found
        ],
    }
    rows = [_row(_("all"), whole), *(_row(one.rate.of, one.rate) for one in found)]
    desk.answer(document, aligned(rows))


def _found(desk: Desk, period: Period) -> KeptRates:
    return kept_rates(
        desk.reader,
        start=period.start(desk.zone),
        end=period.end(desk.zone),
        now=desk.now,
        viewer=desk.actor,
    )


def _document(one: KeptRate) -> dict[str, Any]:
    return {
        "promises": one.made,
        "kept": one.kept,
        "kept_early": one.kept_early,
        "not_kept": one.not_kept,
        "rate": one.rate,
    }


def _rows(found: KeptRates) -> Iterator[tuple[str, ...]]:
    yield _row(_("all"), found.in_all)
    for one in found.by_tier:
        yield _row(_tier(one), one)
    for one in found.by_staff:
        yield _row(one.of, one)


def _tier(one: KeptRate) -> str:
    return _("tier {tier}").format(tier=one.of or "-")


def _row(of: str, one: KeptRate) -> tuple[str, ...]:
    kept = one.kept + one.kept_early
    told = _("kept {kept} of {made}").format(kept=kept, made=one.made)
    return told, _("{count} early").format(count=one.kept_early), of
