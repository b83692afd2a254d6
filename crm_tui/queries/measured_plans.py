"""Follow-ups and promises as their measures take them."""

from collections.abc import Sequence
from typing import Any

from crm_tui.domain.events import About, FollowUpRow, PromiseRow
from crm_tui.domain.instants import from_micros, maybe_from_micros, to_micros
from crm_tui.domain.measures.follow_up_in_time import follow_ups_in_time
from crm_tui.domain.measures.promise import promises_kept
from crm_tui.domain.measures.selectors import matter_of_promise
from crm_tui.domain.words import PromiseBy
from crm_tui.queries.event_sources import Asked, Source

#: A plan has the nature and the product of its case, else of the contact that made it.
_OF_MATTER = """coalesce((SELECT k.{column} FROM cases k WHERE k.id = {plan}.case_id),
                (SELECT i.{column} FROM interactions i WHERE i.id = {plan}.interaction_id))"""


def follow_up_source(asked: Asked) -> list[Source]:
    """All follow-ups, from when they were planned."""
    return [
        Source(
            rows="follow_ups f",
            id="f.id",
            time="f.created_at",
            about={
                "customer": "f.customer_id",
                "staff": "f.staff_id",
                "tier": "f.tier",
                "nature": _OF_MATTER.format(column="nature", plan="f"),
                "channel": "f.channel",
            },
            felt="(SELECT i.mood FROM interactions i WHERE i.id = f.done_by_id)",
            measurable="f.first_due_at IS NOT NULL",
            traits="f.state, f.closed_at <= f.first_due_at, f.closed_at < f.first_due_at, "
            "f.closed_at <= :now, f.first_due_at <= :now",
            suspects="f.first_due_at <= :now AND (f.state <> 'done' OR f.closed_at > f.first_due_at)",
            details="f.created_at, f.first_due_at, f.state, f.closed_at",
            make=_follow_up,
            judge=follow_ups_in_time,
            of_product=_OF_MATTER.format(column="product_id", plan="f") + " = {product}",
            parameters={"now": to_micros(asked.as_of.now)},
        )
    ]


def promise_source(asked: Asked) -> list[Source]:
    """Our promises from when they were made, and theirs, which have standards of their own."""
    return [_promises(by, to_micros(asked.as_of.now)) for by in PromiseBy]


def _promises(by: PromiseBy, now: int) -> Source:
    return Source(
        rows="promises p",
        id="p.id",
        time="p.made_at",
        about={
            "customer": "p.customer_id",
            "staff": "p.staff_id",
            "tier": "p.tier",
            "nature": _OF_MATTER.format(column="nature", plan="p"),
            "channel": "(SELECT i.channel FROM interactions i WHERE i.id = p.interaction_id)",
        },
        felt="""(SELECT i.mood FROM interactions i
                  WHERE i.customer_id = p.customer_id
                    AND i.happened_at >= coalesce(p.closed_at, p.told_at)
                    AND i.mood IS NOT NULL AND i.deleted_at IS NULL
                  ORDER BY i.happened_at, i.id LIMIT 1)""",
        measurable=f"p.by = '{by.value}'",
        traits="p.state, p.closed_at <= p.told_at, p.closed_at < p.told_at, p.closed_at <= :now,"
        " p.told_at <= :now",
        suspects="p.told_at <= :now AND (p.state NOT IN ('kept', 'kept-early') OR p.closed_at > p.told_at)",
        details="p.made_at, p.told_at, p.by, p.state, p.closed_at",
        make=_promise,
        judge=promises_kept,
        of_product=_OF_MATTER.format(column="product_id", plan="p") + " = {product}",
        parameters={"now": now},
        matter=matter_of_promise(by),
    )


def _follow_up(row_id: int, about: About, details: Sequence[Any]) -> FollowUpRow:
    created_at, first_due_at, state, closed_at = details
    closed = maybe_from_micros(closed_at)
    return FollowUpRow(
        row_id,
        about,
        from_micros(created_at),
        from_micros(first_due_at),
        closed if state == "done" else None,
        closed if state == "dropped" else None,
    )


def _promise(row_id: int, about: About, details: Sequence[Any]) -> PromiseRow:
    made_at, told_at, by, state, closed_at = details
    return PromiseRow(
        row_id, about, from_micros(made_at), from_micros(told_at), by, state, maybe_from_micros(closed_at)
    )
