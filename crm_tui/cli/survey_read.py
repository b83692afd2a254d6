"""``crm-tui survey list`` and ``report``."""

from typing import Any

from crm_tui.cli.declare import command, option
from crm_tui.cli.desk import Desk
from crm_tui.cli.narrowing import NARROWED, asked_of, listed
from crm_tui.cli.period import read_period
from crm_tui.cli.tables import aligned
from crm_tui.domain.list_views import ALL, LOW, OPEN, SURVEYS
from crm_tui.domain.surveys import figures_in_words, score_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.surveys import Survey, listed_surveys, survey_figures, survey_words
from crm_tui.queries.template_values import addressee


@command(
    "list",
    help=N_("What was asked and answered, the newest first."),
    examples=("crm-tui survey list --open", "crm-tui survey list --low --customer 12 --json"),
)
@option("--open", "is_open", is_flag=True, help=N_("Only those that wait for an answer."))
@option("--low", is_flag=True, help=N_("Only answers that somebody is to look after."))
@option("--customer", type=int, metavar="ID", help=N_("Only those of this customer."))
@NARROWED
def list_surveys(
    desk: Desk, is_open: bool, low: bool, customer: int | None, text: str, view: str | None
) -> None:
    """List surveys. Raises InvalidInput for an unknown view; NoSuchRecord for a customer there is not."""
    flagged = OPEN if is_open else LOW if low else ""
    asked = asked_of(desk, SURVEYS, text, view, flagged=flagged, otherwise=ALL)
    if customer is not None:
        addressee(desk.reader, customer)
    shown = listed(desk, listed_surveys(desk.reader, asked, customer_id=customer))
    desk.answer([document(desk, one) for one in shown], aligned(_row(desk, one) for one in shown))


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


def _row(desk: Desk, one: Survey) -> tuple[str, ...]:
    answer = one.state.label if one.score is None else score_in_words(one.kind, one.score)
    return (
        str(one.id),
        one.asked_at.astimezone(desk.zone).date().isoformat(),
        one.kind.value,
        _("{answer} (low)").format(answer=answer) if one.is_low else answer,
        one.about or "·",
        _("{customer}: “{words}”").format(customer=one.customer, words=one.words)
        if one.words
        else one.customer,
    )


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
        "about": one.about or None,
        "asked": desk.iso(one.asked_at),
        "answered": desk.iso(one.answered_at),
        "score": one.score,
        "low": one.is_low,
        "words": one.words,
        "interaction": one.interaction_id,
        "opened_case": one.opened_case_id,
        "staff": one.staff,
        "version": one.version,
    }
