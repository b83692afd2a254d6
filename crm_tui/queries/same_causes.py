"""Root causes: those that came up with several customers, and those that were ever named."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.folding import fold
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.same_cause import WITHIN_DAYS, CausedCase, SameCause, same_causes
from crm_tui.i18n import _
from crm_tui.queries.case_learning import case_learning
from crm_tui.store.reader import Reader

CAUSED_CASES = """
SELECT k.id, k.customer_id, k.cause, k.opened_at, k.parent_id
  FROM cases k
  JOIN customers c ON c.id = k.customer_id AND c.deleted_at IS NULL
 WHERE k.opened_at > :since AND k.cause <> '' AND k.deleted_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM cases below WHERE below.parent_id = k.id)"""
CAUSES = """
SELECT k.cause, count(*), max(k.opened_at)
  FROM cases k
 WHERE k.opened_at > :since AND k.cause <> '' AND k.deleted_at IS NULL
 GROUP BY k.cause
 ORDER BY 2 DESC, 3 DESC
 LIMIT :limit"""

CASES_WITH_CAUSE = """
SELECT k.id, c.name, k.title, k.cause, k.parent_id,
       EXISTS (SELECT 1 FROM cases below WHERE below.parent_id = k.id), k.stage IN ('open', 'waiting')
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
            CausedCase(case_id, customer_id, cause, from_micros(opened_at), parent_id)
            for case_id, customer_id, cause, opened_at, parent_id in reader.rows(
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
    folded = fold(learning.cause)
    loose: list[CaseInBrief] = []
    above: list[CaseInBrief] = []
    rows = reader.rows(CASES_WITH_CAUSE, {"since": to_micros(now - _TIED_BACK)}) if folded else []
    for found_id, customer, title, cause, parent_id, has_below, runs in rows:
        if fold(cause) != folded:
            continue
        if has_below:
            if runs:
                above.append(CaseInBrief(found_id, customer, title))
        elif parent_id is None:
            loose.append(CaseInBrief(found_id, customer, title))
    loose.sort(key=lambda one: one.id != case_id)
    if not folded or learning.parent_id is not None or learning.below or len(loose) + len(above) < 2:
        raise InvalidInput(
            _("Case {id} has no cause yet, is tied already, or no other case has its cause.").format(
                id=case_id
            ),
            _("Note its cause in the words of the others first."),
        )
    return Ties(learning.cause, tuple(loose), tuple(above))
