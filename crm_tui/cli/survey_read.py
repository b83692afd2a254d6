"""``crm-tui survey list`` and ``report``."""

from typing import Any

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.period import read_period
from crm_tui.cli.tables import aligned
from crm_tui.domain.growth_words import SurveyState
from crm_tui.domain.surveys import figures_in_words, score_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.surveys import Survey, survey_figures, survey_words, surveys, surveys_of


@command(
    "list",
    help=N_("What was asked and answered, the newest first."),
    examples=("crm-tui survey list --open", "crm-tui survey list --customer 12 --json"),
)
@option("--open", "is_open", is_flag=True, help=N_("Only those that wait for an answer."))
@option("--customer", type=int, metavar="ID", help=N_("Only those of this customer."))
@option("--limit", type=int, default=200, metavar="N", help=N_("At most so many; 200 unless given."))
def list_surveys(desk: Desk, is_open: bool, customer: int | None, limit: int) -> None:
    """List surveys."""
    reader, state = desk.read(), SurveyState.ASKED if is_open else None
    if customer is None:
        found = surveys(reader, state=state, limit=limit)
    else:
        of_customer = surveys_of(reader, customer, limit=limit)
        found = tuple(one for one in of_customer if state in (None, one.state))
    desk.answer(
        [document(desk, one) for one in found],
        aligned(
            (
                str(one.id),
                (one.answered_at or one.asked_at).astimezone(desk.zone).date().isoformat(),
                one.state.label if one.score is None else score_in_words(one.kind, one.score),
                " · ".join(part for part in (one.customer, one.words) if part),
            )
            for one in found
        ),
    )


@command(
    "report",
    help=N_("What customers answered in a period, in figures and in their words."),
    examples=("crm-tui survey report", "crm-tui survey report --from '1 sep' --to '30 sep' --json"),
)
@option("--from", "from_day", metavar="DAY", help=N_("The first day of the period; else this quarter's."))
@option("--to", "to_day", metavar="DAY", help=N_("The last day of the period; else this quarter's."))
def report(desk: Desk, from_day: str | None, to_day: str | None) -> None:
    """Print the figures. Raises InvalidInput."""
    reader = desk.read()
    period = read_period(desk, from_day, to_day)
    figures = survey_figures(reader, period, desk.zone)
    words = survey_words(reader, period, desk.zone)
    desk.answer(
        {
            "from": period.from_on.isoformat(),
            "to": period.to_on.isoformat(),
            "surveys": [
                {
                    "kind": one.kind.value,
                    "asked": one.asked,
                    "answered": one.answered,
                    "declined": one.declined,
                    "mean": None if one.mean is None else round(one.mean, 4),
                    "high": one.high,
                    "low": one.low,
                    "net": None if one.net is None else round(one.net, 4),
                    "scores": {str(score): count for score, count in one.scores.items()},
                }
                for one in figures
            ],
            "words": [document(desk, one) for one in words],
        },
        [
            *(
                _("{kind}: {figures}").format(kind=one.kind.label, figures=figures_in_words(one))
                for one in figures
                if one.count
            ),
            *(
                _("{score}: “{words}” {customer}").format(
                    score="·" if one.score is None else score_in_words(one.kind, one.score),
                    words=one.words,
                    customer=one.customer,
                )
                for one in words
            ),
        ],
    )
    if not figures:
        desk.say(_("Nobody was asked in this period."))


def document(desk: Desk, one: Survey) -> dict[str, Any]:
    """A survey for other programs."""
    return {
        "id": one.id,
        "customer": one.customer_id,
        "name": one.customer,
        "kind": one.kind.value,
        "state": one.state.value,
        "channel": one.channel,
        "case": one.case_id,
        "sale": one.sale_id,
        "asked": desk.iso(one.asked_at),
        "answered": desk.iso(one.answered_at),
        "score": one.score,
        "words": one.words,
        "interaction": one.interaction_id,
        "opened_case": one.opened_case_id,
        "staff": one.staff,
        "version": one.version,
    }
