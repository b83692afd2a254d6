"""The lists of a standard's page: its breaches and its versions."""

from collections.abc import Iterable

from crm_tui.domain.measure_text import target_in_words
from crm_tui.domain.standard_text import objective_in_words
from crm_tui.domain.words import Measure, Mood
from crm_tui.i18n import _
from crm_tui.queries.breaches import Breach
from crm_tui.queries.standard_page import StandardPage
from crm_tui.queries.standard_versions import WrittenVersion
from crm_tui.tui.telling import Telling
from crm_tui.tui.widgets.rows import Cell, Column, ListRow, Severity

_MINUTES_IN_A_DAY = 24 * 60

BREACH_COLUMNS = (
    Column("when", width=11),
    Column("over", width=8),
    Column("staff", width=16, from_width=100),
    Column("what", weight=3, from_width=100),
    Column("cause", weight=4),
    Column("customer", weight=3),
)
VERSION_COLUMNS = (
    Column("number", width=4),
    Column("since", width=15),
    Column("objective", width=5, align="right"),
    Column("target", width=24),
    Column("statement"),
)


def breach_rows(breaches: Iterable[Breach], measure: Measure, telling: Telling) -> list[ListRow]:
    """The newest first; the customer's name stands last."""
    return [
        ListRow(
            (breach.kind, breach.id),
            (
                telling.long_day(telling.day_of(breach.at)),
                Cell(_over(breach, measure), "late"),
                breach.staff,
                Cell(breach.what, "dim"),
                Cell(
                    breach.cause or _("cause: not said yet"),
                    "" if breach.cause else "dim",
                ),
                breach.customer,
            ),
            severity=Severity.LATE,
        )
        for breach in breaches
    ]


def breaches_title(page: StandardPage) -> str:
    """How many there are, as far as they are named."""
    count = len(page.breaches)
    if page.more_breaches:
        return _("Breaches   the newest {count} of more").format(count=count)
    return _("Breaches   {count}").format(count=count)


def version_rows(versions: Iterable[WrittenVersion], telling: Telling) -> list[ListRow]:
    """The version in force first."""
    return [
        ListRow(
            ("version", version.id),
            (
                _("v{number}").format(number=version.number),
                telling.long_day(telling.day_of(version.rule.valid_from)),
                objective_in_words(version.objective),
                Cell(target_in_words(version.measure, version.target, version.settings), "dim"),
                version.statement,
            ),
        )
        for version in sorted(versions, key=lambda version: -version.number)
    ]


def versions_title(count: int) -> str:
    """How often the standard was changed."""
    return _("Versions   {count}").format(count=count)


def _over(breach: Breach, measure: Measure) -> str:
    """How far past its target: "+0:50", "+3 d"; of a mood what it was."""
    if measure is Measure.MOOD and breach.mood:
        return Mood(breach.mood).label
    minutes = breach.over_minutes
    if minutes is None:
        return _("missed")
    if minutes >= _MINUTES_IN_A_DAY:
        return _("+{days} d").format(days=int(minutes // _MINUTES_IN_A_DAY))
    hours, rest = divmod(int(minutes), 60)
    return _("+{hours}:{minutes:02}").format(hours=hours, minutes=rest)
