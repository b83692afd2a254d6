"""Where the events of a measure are: which rows it can measure, what it tells apart, what may be a breach.

This is only a sieve in front of the domain's functions, which decide about every row that it lets through.
"""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from crm_tui.domain.words import Kind, Measure
from crm_tui.queries.measured_rows import FIRST_CONTACT, kind_flags


class Source(NamedTuple):
    """Conditions and columns on the rows of ``table``, whose clock starts at ``time``."""

    table: str
    time: str
    measurable: str
    traits: str
    suspects: str


_SOLVES = "(SELECT o.solves FROM outcomes o WHERE o.code = i.outcome)"

#: Measures whose events are many and simple; the others are judged one by one.
SOURCES: Mapping[Measure, Source] = MappingProxyType(
    {
        Measure.MOOD: Source(
            table="i",
            time="i.happened_at",
            measurable="i.deleted_at IS NULL AND i.mood IS NOT NULL AND i.direction <> 'internal'",
            traits="i.mood",
            suspects="i.mood <> 'delighted'",
        ),
        Measure.WAITING_TIME: Source(
            table="i",
            time="i.happened_at",
            measurable="i.deleted_at IS NULL AND i.waited_minutes IS NOT NULL AND i.direction = 'inbound'"
            " AND i.channel = 'phone'",
            traits="i.waited_minutes",
            suspects="i.waited_minutes > :least_target",
        ),
        Measure.SOLVED_AT_FIRST_CONTACT: Source(
            table="i",
            time="i.happened_at",
            measurable="i.deleted_at IS NULL AND i.nature IN ({natures}) AND i.direction <> 'internal'",
            traits=f"i.nature, {_SOLVES}, {FIRST_CONTACT}",
            suspects="o.solves = 0",
        ),
        Measure.FOLLOW_UP_IN_TIME: Source(
            table="f",
            time="f.created_at",
            measurable="f.first_due_at IS NOT NULL",
            traits="f.state, f.closed_at <= f.first_due_at, f.closed_at < f.first_due_at, "
            "f.closed_at <= :now, f.first_due_at <= :now",
            suspects="f.first_due_at <= :now AND (f.state <> 'done' OR f.closed_at > f.first_due_at)",
        ),
    }
)

# Subqueries and not joins: SQLite walks a join for every row, also where nothing of it is asked for.
_ROWS = {"i": "interactions i", "f": "follow_ups f"}
_NATURE = {
    "i": "i.nature",
    "f": "coalesce((SELECT k.nature FROM cases k WHERE k.id = f.case_id),"
    " (SELECT i.nature FROM interactions i WHERE i.id = f.interaction_id))",
}
_TIER = """(SELECT t.code FROM customers c JOIN tiers t ON t.id = c.tier_id
             WHERE c.id = {table}.customer_id)"""


def grouped(source: Source, condition: str, wanted: Collection[str], kinds: Sequence[Kind]) -> str:
    """SQL for one row's id and the count of all like it, in its traits and the ``wanted`` dimensions."""
    columns = {
        "tier": _TIER.format(table=source.table),
        "staff": f"{source.table}.staff_id",
        "channel": f"{source.table}.channel",
        "nature": _NATURE[source.table],
    }
    like = ", ".join([source.traits, *(columns[dimension] for dimension in sorted(wanted))])
    like += kind_flags(kinds, source.table)
    rows = _ROWS[source.table]
    return f"SELECT min({source.table}.id), count(*) FROM {rows}\n WHERE {condition} GROUP BY {like}"
