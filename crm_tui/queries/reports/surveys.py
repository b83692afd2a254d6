"""What customers answered when they were asked: how often each score was given."""

from crm_tui.domain.growth_words import SurveyKind
from crm_tui.domain.surveys import SCORES
from crm_tui.i18n import N_, _
from crm_tui.queries.reports.report import Asked, Column, Plot, Report, Share, Table, ValueKind
from crm_tui.queries.surveys import survey_figures
from crm_tui.store.reader import Reader


def read(reader: Reader, asked: Asked) -> Table:
    """Every score that could be given, of the questions that were answered."""
    found = survey_figures(reader, asked.period, asked.zone)
    return Table(
        (
            Column("kind", _("question"), ValueKind.CODE, {kind.value: kind.label for kind in SurveyKind}),
            Column("score", _("score"), ValueKind.CODE),
            Column("answers", _("answers"), ValueKind.COUNT),
            Column("share", _("of its answers"), ValueKind.SHARE),
        ),
        tuple(
            (
                figures.kind.value,
                str(score),
                figures.scores.get(score, 0),
                Share(figures.scores.get(score, 0), figures.count),
            )
            for figures in found
            if figures.count
            for score in reversed(SCORES[figures.kind])
        ),
        Plot("score", ("answers",), apart="kind"),
    )


REPORT = Report(
    "surveys",
    N_("What customers answered"),
    N_("how often each score was given, of satisfaction and of recommending us"),
    N_("No answers in this period. Q on a customer asks them, or takes their answer."),
    read,
)
