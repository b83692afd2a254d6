"""A sample of the derived rows beside what they would say if they were written anew: ``doctor``."""

from collections.abc import Sequence
from datetime import datetime

from crm_tui.domain.health import assess
from crm_tui.domain.instants import to_micros
from crm_tui.store.case_clocks import clock_rows
from crm_tui.store.case_stories import stories_of
from crm_tui.store.clock_rules import clock_rules
from crm_tui.store.health_rows import health_facts
from crm_tui.store.reader import Reader

#: So many records are looked at, spread over all of them and the newest among them.
_SAMPLE = 100

_IDS = """
SELECT id FROM {table}
 WHERE id % max(1, (SELECT max(id) FROM {table}) / :sample)
     = (SELECT max(id) FROM {table}) % max(1, (SELECT max(id) FROM {table}) / :sample)
 ORDER BY id DESC
 LIMIT :sample"""
_CASES = _IDS.format(table="cases")
_CUSTOMERS = _IDS.format(table="customers")
_CLOCKS = """
SELECT case_id, name, standard_version_id, target_minutes, started_at, due_at, warn_at, left_minutes,
       stopped_at, state, tier, since_id
  FROM case_clocks
 WHERE case_id = :case_id"""
# A level that time may have changed meanwhile, or that was forgotten, is not out of step: it is written anew.
_HEALTH = """
SELECT health FROM customer_summaries
 WHERE id = :id AND health IS NOT NULL AND (health_turns_at IS NULL OR health_turns_at > :now)"""


def clocks_out_of_step(reader: Reader) -> int:
    """How many cases of the sample have other clocks than their story gives them."""
    ids = _sample(reader, _CASES)
    rules = clock_rules(reader)
    wanted = {story.id: set(clock_rows([story], rules)) for story in stories_of(reader, ids)}
    return sum(
        set(reader.rows(_CLOCKS, {"case_id": case_id})) != wanted.get(case_id, set()) for case_id in ids
    )


def health_out_of_step(reader: Reader, now: datetime) -> int:
    """How many customers of the sample have another level than the rules give them at ``now``."""
    facts = health_facts(reader, _sample(reader, _CUSTOMERS), now)
    kept = {
        customer_id: reader.value(_HEALTH, {"id": customer_id, "now": to_micros(now)})
        for customer_id in facts
    }
    return sum(
        level is not None and level != assess(facts[customer_id], now).level.value
        for customer_id, level in kept.items()
    )


def _sample(reader: Reader, sql: str) -> Sequence[int]:
    return [row[0] for row in reader.rows(sql, {"sample": _SAMPLE})]
