"""Contacts as the measures of mood, waiting time and first contact take them."""

from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from crm_tui.domain.events import About, ContactRow
from crm_tui.domain.instants import from_micros
from crm_tui.domain.measures.first_contact import solved_at_first_contact
from crm_tui.domain.measures.mood import left_in_mood
from crm_tui.domain.measures.waiting import waited_at_most
from crm_tui.domain.words import Mood, Nature
from crm_tui.queries.event_sources import Asked, Source

ABOUT_CONTACT = MappingProxyType(
    {
        "customer": "i.customer_id",
        "staff": "i.staff_id",
        "tier": "i.tier",
        "nature": "i.nature",
        "channel": "i.channel",
    }
)
#: The contacts of the ``:customers``; left to itself SQLite walks those of a nature for each of them.
CONTACTS_OF_CUSTOMERS = """json_each(:customers) asked
  CROSS JOIN interactions i INDEXED BY ix_interactions_customer_time ON i.customer_id = asked.value"""
#: Whether a contact is about a product (``event_sources.Source``).
OF_PRODUCT = "i.product_id = {product}"

#: The contact with which a case ``k`` began, if it began with one.
OPENED_BY = """(SELECT min(b.id) FROM interactions b
                 WHERE b.case_id = k.id AND b.happened_at = k.opened_at AND b.deleted_at IS NULL)"""
#: Whether a contact is the first of its matter (``events.ContactRow``).
FIRST_CONTACT = """(i.case_id IS NULL
       OR (i.happened_at = (SELECT k.opened_at FROM cases k WHERE k.id = i.case_id)
           AND NOT EXISTS (SELECT 1 FROM interactions b
                            WHERE b.case_id = i.case_id AND b.happened_at = i.happened_at
                              AND b.id < i.id AND b.deleted_at IS NULL)))"""
# Subqueries and not joins: SQLite walks a join for every row, also where nothing of it is asked for.
SOLVES = "(SELECT o.solves FROM outcomes o WHERE o.code = i.outcome)"
_RESPONDS = "(SELECT o.is_response FROM outcomes o WHERE o.code = i.outcome)"

#: What ix_interactions_mood and ix_interactions_waited hold behind mood and waiting time.
_WALKED = frozenset({"tier", "staff"})
_WALKED_BY_MOOD = _WALKED | {"felt"}

_CONTACT: dict[str, Any] = {
    "rows": "interactions i",
    "rows_of_customers": CONTACTS_OF_CUSTOMERS,
    "id": "i.id",
    "time": "i.happened_at",
    "about": ABOUT_CONTACT,
    "felt": "i.mood",
    "details": f"i.direction, i.happened_at, {SOLVES}, {_RESPONDS}, i.automatic, {FIRST_CONTACT}, i.mood,"
    " i.waited_minutes",
    "of_product": OF_PRODUCT,
}


def mood_source(asked: Asked) -> list[Source]:
    """Contacts of which it is known how they left the customer."""
    return [
        Source(
            **_CONTACT,
            measurable="i.deleted_at IS NULL AND i.mood IS NOT NULL AND i.direction <> 'internal'",
            traits="i.mood",
            suspects="i.mood <> 'delighted'",
            make=_contact,
            judge=left_in_mood,
            walked=_WALKED_BY_MOOD,
        )
    ]


def waiting_source(asked: Asked) -> list[Source]:
    """Inbound calls of which the waiting time is known."""
    return [
        Source(
            **_CONTACT,
            measurable="i.deleted_at IS NULL AND i.waited_minutes IS NOT NULL AND i.direction = 'inbound'"
            " AND i.channel = 'phone'",
            traits="i.waited_minutes",
            suspects="i.waited_minutes > :least_target",
            make=_contact,
            judge=waited_at_most,
            walked=_WALKED,
            parameters={"least_target": asked.least_target},
        )
    ]


def first_contact_source(asked: Asked) -> list[Source]:
    """Contacts of a complaint, or of what the standards' scopes name instead."""
    scoped = {nature for version in asked.versions for nature in version.scope.values.get("nature", ())}
    natures = {f"nature_{place}": nature for place, nature in enumerate(sorted({*scoped, Nature.COMPLAINT}))}
    names = ", ".join(f":{name}" for name in natures)
    return [
        Source(
            **_CONTACT,
            measurable=f"i.deleted_at IS NULL AND i.nature IN ({names}) AND i.direction <> 'internal'",
            traits=f"i.nature, {SOLVES}, {FIRST_CONTACT}",
            suspects=f"{SOLVES} = 0",
            make=_contact,
            judge=solved_at_first_contact,
            parameters=natures,
        )
    ]


def _contact(row_id: int, about: About, details: Sequence[Any]) -> ContactRow:
    direction, happened_at, solves, responds, automatic, first, mood, waited_minutes = details
    return ContactRow(
        row_id,
        about,
        direction,
        from_micros(happened_at),
        bool(solves),
        bool(responds),
        bool(automatic),
        bool(first),
        None if mood is None else Mood(mood),
        waited_minutes,
    )
