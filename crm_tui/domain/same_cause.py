"""The same root cause with several customers within days: trouble that single answers do not end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from crm_tui.domain.folding import fold

#: So many customers within so many days are no accident any more.
SEVERAL_CUSTOMERS = 3
WITHIN_DAYS = 14


@dataclass(frozen=True, slots=True)
class CausedCase:
    """A case whose root cause is known.

    ``parent_id`` is the case above it that it is tied into; ``parent_runs`` says whether that is still open.
    """

    id: int
    customer_id: int
    cause: str
    opened_at: datetime
    parent_id: int | None = None
    parent_runs: bool = False


@dataclass(frozen=True, slots=True)
class SameCause:
    """A cause that came up with several customers: in its newest words, with its cases, newest first.

    ``loose`` are those that are not tied into a case above yet; ``parent_id`` is the case above that some are
    tied into and that the others can join, since it is not over.
    """

    cause: str
    case_ids: tuple[int, ...]
    loose: tuple[int, ...]
    customers: int
    since: datetime
    parent_id: int | None


def same_causes(
    cases: Iterable[CausedCase],
    now: datetime,
    *,
    customers: int = SEVERAL_CUSTOMERS,
    days: int = WITHIN_DAYS,
) -> tuple[SameCause, ...]:
    """The causes that at least so many customers met in the last days, the most frequent first.

    Causes are the same when they are spelled the same but for case, accents and spaces. Those whose cases are
    all tied into one already are looked after, and left out.
    """
    by_cause: dict[str, list[CausedCase]] = {}
    for case in cases:
        folded = fold(case.cause)
        if folded and now - timedelta(days=days) < case.opened_at <= now:
            by_cause.setdefault(folded, []).append(case)
    found = []
    for group in by_cause.values():
        group.sort(key=lambda case: (case.opened_at, case.id), reverse=True)
        loose = tuple(case.id for case in group if case.parent_id is None)
        met_by = len({case.customer_id for case in group})
        if met_by >= customers and loose:
            found.append(
                SameCause(
                    cause=group[0].cause,
                    case_ids=tuple(case.id for case in group),
                    loose=loose,
                    customers=met_by,
                    since=group[-1].opened_at,
                    parent_id=next((case.parent_id for case in group if case.parent_runs), None),
                )
            )
    return tuple(sorted(found, key=lambda one: (-one.customers, one.case_ids)))
