"""Root causes: those that came up with several customers, and those that were ever named."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.same_cause import WITHIN_DAYS, CausedCase, SameCause, same_causes
from crm_tui.i18n import _
from crm_tui.queries.case_learning import CaseLearning, case_learning
from crm_tui.store.reader import Reader

CAUSED_CASES = """
SELECT k.id, k.customer_id, k.cause, k.opened_at, k.parent_id,
       EXISTS (SELECT 1 FROM cases above
                WHERE above.id = k.parent_id AND above.deleted_at IS NULL
                  AND above.stage IN ('open', 'waiting'))
  FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE k.opened_at > :since AND k.cause <> '' AND k.deleted_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM cases below WHERE below.parent_id = k.id AND below.deleted_at IS NULL)"""
CAUSES = """
SELECT k.cause, count(*), max(k.opened_at)
  FROM cases k
 WHERE k.opened_at > :since AND k.cause <> '' AND k.deleted_at IS NULL
 GROUP BY k.cause
 ORDER BY 2 DESC, 3 DESC
 LIMIT :limit"""

CASES_WITH_CAUSE = """
SELECT k.id, c.name, k.title, k.cause, k.parent_id,
       EXISTS (SELECT 1 FROM cases below WHERE below.parent_id = k.id AND below.deleted_at IS NULL),
       k.stage IN ('open', 'waiting')
  FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE k.opened_at > :since AND k.cause <> '' AND k.deleted_at IS NULL
 ORDER BY k.opened_at DESC, k.id DESC"""

#: A case may be tied to others of its cause that are older than what is noticed by itself.
_TIED_BACK = timedelta(days=90)
#: Causes older than this are no longer offered.
_REMEMBERED = timedelta(days=400)


def causes_of_several(reader: Reader, now: datetime) -> tuple[SameCause, ...]:
    """The causes that several customers met within days and nobody has tied together yet."""
    since = to_micros(now - timedelta(days=WITHIN_DAYS))
    return same_causes(
        (
            CausedCase(case_id, customer_id, cause, from_micros(opened_at), parent_id, bool(parent_runs))
            for case_id, customer_id, cause, opened_at, parent_id, parent_runs in reader.rows(
                CAUSED_CASES, {"since": since}
            )
        ),
        now,
    )


def known_causes(reader: Reader, today: date, limit: int = 200) -> tuple[str, ...]:
    """The causes that were named before, the most frequent first, one spelling of each."""
    since = datetime.combine(today, time(), UTC) - _REMEMBERED
    spelled: dict[str, str] = {}
    rows = reader.rows(CAUSES, {"since": to_micros(since), "limit": limit})
    for cause, _count, _newest in rows:
        spelled.setdefault(fold(cause), cause)
    return tuple(spelled.values())


@dataclass(frozen=True, slots=True)
class CaseInBrief:
    """A case as one line of a list."""

    id: int
    customer: str
    title: str


@dataclass(frozen=True, slots=True)
class Ties:
    """What a case could be tied to: the loose cases of its ``cause``, itself first; running ones above."""

    cause: str
    loose: tuple[CaseInBrief, ...]
    above: tuple[CaseInBrief, ...]


def ties_of(reader: Reader, case_id: int, now: datetime) -> Ties:
    """The cases that share this one's cause. Raises NoSuchRecord; InvalidInput where nothing can be tied."""
    learning = case_learning(reader, case_id)
    _check_loose(case_id, learning)
    folded = fold(learning.cause)
    loose: list[CaseInBrief] = []
    above: list[CaseInBrief] = []
    over: list[CaseInBrief] = []
    rows = reader.rows(CASES_WITH_CAUSE, {"since": to_micros(now - _TIED_BACK)})
    for found_id, customer, title, cause, parent_id, has_below, runs in rows:
        if fold(cause) != folded:
            continue
        brief = CaseInBrief(found_id, customer, title)
        if has_below:
            (above if runs else over).append(brief)
        elif parent_id is None:
            loose.append(brief)
    if len(loose) + len(above) < 2:
        raise _nothing_to_tie_to(over)
    loose.sort(key=lambda one: one.id != case_id)
    return Ties(learning.cause, tuple(loose), tuple(above))


def _check_loose(case_id: int, learning: CaseLearning) -> None:
    if learning.parent_id is not None:
        raise InvalidInput(
            _("Case {id} is tied into case {above} already.").format(id=case_id, above=learning.parent_id),
            _("Take it out first."),
        )
    if learning.below:
        raise InvalidInput(
            _("Case {id} has others below it.").format(id=case_id), _("Tie the others into it instead.")
        )
    if not fold(learning.cause):
        raise InvalidInput(
            _("Case {id} has no cause yet.").format(id=case_id),
            _("Note its cause in the words of the others first."),
        )


def _nothing_to_tie_to(over: Sequence[CaseInBrief]) -> InvalidInput:
    if over:
        return InvalidInput(
            _("Case {id}, which the others are tied into, is over.").format(id=over[0].id),
            _("Reopen it: then this one can be tied into it too."),
        )
    return InvalidInput(
        _("No other case of the last {days} days has this cause.").format(days=_TIED_BACK.days),
        _("A case is tied to others whose cause is noted in the same words."),
    )
