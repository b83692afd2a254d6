"""Root causes: those that came up with several customers, and those that were ever named."""

from datetime import datetime, timedelta

from crm_tui.domain.folding import fold
from crm_tui.domain.instants import from_micros, to_micros
from crm_tui.domain.same_cause import WITHIN_DAYS, CausedCase, SameCause, same_causes
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


def known_causes(reader: Reader, now: datetime, limit: int = 200) -> tuple[str, ...]:
    """The causes that were named before, the most frequent first, one spelling of each."""
    spelled: dict[str, str] = {}
    rows = reader.rows(CAUSES, {"since": to_micros(now - _REMEMBERED), "limit": limit})
    for cause, _count, _newest in rows:
        spelled.setdefault(fold(cause), cause)
    return tuple(spelled.values())
