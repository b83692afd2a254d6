"""Agreements: the last day to give notice, when to be reminded of it, and where a renewal leads."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from crm_tui.domain.dates import add_months
from crm_tui.domain.digits import plain_digits
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import Renewal
from crm_tui.i18n import _

#: How long before the day that asks for a decision its owner is reminded: time to talk, and to compare.
REMINDED_DAYS_BEFORE = 14
#: How long before that day an agreement stands on Today.
NEAR_DAYS = 30

_PERIOD = re.compile(r"(\d{1,3}) ?(d|days?|w|weeks?|mo|months?|y|years?)")
_MONTHS_IN_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class NoticePeriod:
    """How long before its end an agreement has to be given notice."""

    months: int = 0
    days: int = 0

    def before(self, end_on: date) -> date:
        """The last day to give notice."""
        return add_months(end_on, -self.months) - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Term:
    """Until when an agreement holds, and the last day to give notice, where there is one."""

    end_on: date
    notice_on: date | None


def read_notice_period(text: str) -> NoticePeriod:
    """The period of "3 months", "6 weeks" or "30 d". Raises InvalidInput for anything else."""
    match = _PERIOD.fullmatch(" ".join(plain_digits(text).casefold().split()))
    if match is None:
        raise InvalidInput(
            _("“{text}” is no notice period.").format(text=text),
            _("Write it as 30 d, 6 weeks or 3 months."),
            field="notice_period",
        )
    number, unit = int(match[1]), match[2][0]
    if unit == "d":
        return NoticePeriod(days=number)
    if unit == "w":
        return NoticePeriod(days=7 * number)
    return NoticePeriod(months=number * (_MONTHS_IN_A_YEAR if unit == "y" else 1))


def renewed(term: Term, end_on: date) -> Term:
    """The term that a renewal until ``end_on`` begins; notice keeps its distance from the end.

    Counted in months where the ends are whole months apart, so that 30 Sep before 31 Dec stays 30 Sep.
    """
    if term.notice_on is None:
        return Term(end_on, None)
    months = _MONTHS_IN_A_YEAR * (end_on.year - term.end_on.year) + end_on.month - term.end_on.month
    if add_months(term.end_on, months) == end_on:
        return Term(end_on, add_months(term.notice_on, months))
    return Term(end_on, end_on - (term.end_on - term.notice_on))


def renewed_by_itself(term: Term, months: int, today: date) -> Term:
    """The term in force on ``today`` of an agreement that renews itself for ``months`` at each end."""
    count = 0
    while add_months(term.end_on, count * months) < today:
        count += 1
    return renewed(term, add_months(term.end_on, count * months))


def decision_day(renewal: Renewal, end_on: date | None, notice_on: date | None) -> date | None:
    """The day by which somebody has to decide: that of notice, else the end; None where nothing ends.

    An agreement that ends anyway needs no notice.
    """
    return end_on if renewal is Renewal.NONE or notice_on is None else notice_on


def reminder_day(decide_on: date | None, today: date) -> date | None:
    """When the owner is reminded of that day: two weeks before, at once when it is nearer; None once over."""
    if decide_on is None or decide_on < today:
        return None
    return max(today, decide_on - timedelta(days=REMINDED_DAYS_BEFORE))
