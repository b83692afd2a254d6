"""One event followed or preceded by another, as the measures of sequences take them.

Where events of a kind are, is a line in ``OCCURRENCES``: what the next issues add to contacts (a sale, its
delivery) needs nothing else here.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Literal

from crm_tui.domain.events import About, PairRow
from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.measures.basis import DAYS
from crm_tui.domain.measures.selectors import CONTACT, Selector
from crm_tui.domain.measures.selectors import Sequence as Chosen
from crm_tui.domain.measures.sequence import followed_by, preceded_by
from crm_tui.queries.event_sources import Asked, Source
from crm_tui.queries.measured_contacts import ABOUT_CONTACT

_MICROS_IN_A_MINUTE = 60_000_000
_JUDGES = MappingProxyType({"followed": followed_by, "preceded": preceded_by})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where events of one kind are: rows with the alias ``{at}``, and what they can be chosen by.

    ``kind`` is what their records are called in ``MeasuredEvent.key``.
    """

    kind: str
    table: str
    alias: str
    time: str
    about: Mapping[str, str]
    felt: str
    there: str
    traits: Mapping[str, str]


#: The kinds of events that a sequence can be made of.
OCCURRENCES: Mapping[str, Occurrence] = MappingProxyType(
    {
        CONTACT: Occurrence(
            kind="interaction",
            table="interactions",
            alias="i",
            time="happened_at",
            about=ABOUT_CONTACT,
            felt="i.mood",
            there="{at}.deleted_at IS NULL AND {at}.direction <> 'internal' AND {at}.automatic = 0",
            traits={name: name for name in ("nature", "direction", "outcome", "channel")},
        )
    }
)


def pair_source(order: Literal["followed", "preceded"]) -> Callable[[Asked], list[Source]]:
    """The sources of sequences in which B follows, or precedes, A: one for each pair that was chosen."""

    def sources(asked: Asked) -> list[Source]:
        chosen = {version.matter: version.settings for version in asked.versions if version.matter}
        return [
            _source(order, matter, Chosen.from_settings(settings), asked)
            for matter, settings in sorted(chosen.items())
        ]

    return sources


def _source(order: Literal["followed", "preceded"], matter: str, chosen: Chosen, asked: Asked) -> Source:
    a, b = OCCURRENCES[chosen.a.event], OCCURRENCES[chosen.b.event]
    at, parameters = a.alias, {"surely": _surely_met(asked, matter)}
    before, after = f"{at}.{a.time}", f"y.{b.time}"
    first, when = ("min", f"{after} >= {before}") if order == "followed" else ("max", f"{after} <= {before}")
    itself = f"AND y.id <> {at}.id" if a.table == b.table else ""
    other_at = f"""(SELECT {first}({after}) FROM {b.table} y
                     WHERE y.customer_id = {at}.customer_id AND {when} {itself}
                       AND {_chosen(b, "y", chosen.b, "b", parameters)})"""
    in_time = (
        f"{other_at} <= {before} + :surely" if order == "followed" else f"{other_at} >= {before} - :surely"
    )
    return Source(
        rows=f"{a.table} {at}",
        id=f"{at}.id",
        time=before,
        about=a.about,
        felt=a.felt,
        measurable=_chosen(a, at, chosen.a, "a", parameters),
        # What came in time by any hours is alike; the rest is judged one by one, by the hours that count.
        traits=f"CASE WHEN {in_time} THEN 0 ELSE {at}.id END",
        suspects=f"NOT coalesce({in_time}, 0)",
        details=f"{before}, {other_at}",
        make=_maker(a.kind, matter),
        judge=_JUDGES[order],
        parameters=parameters,
    )


def _chosen(
    occurrence: Occurrence, at: str, selector: Selector, prefix: str, parameters: dict[str, Any]
) -> str:
    """The condition on rows ``at`` that were chosen; its values are put into the parameters."""
    parts = [occurrence.there.format(at=at)]
    for trait, values in selector.values.items():
        names = {f"{prefix}_{trait}_{place}": value for place, value in enumerate(values)}
        parameters |= names
        listed = ", ".join(f":{name}" for name in names)
        parts.append(f"{at}.{occurrence.traits[trait]} IN ({listed})")
    return " AND ".join(parts)


def _surely_met(asked: Asked, matter: str) -> int:
    """Microseconds after which an event is in time whatever hours count; they never pass faster than time."""
    rivals = [version for version in asked.versions if version.matter == matter]
    minutes = [0 if version.settings.get("unit") == DAYS else version.target or 0 for version in rivals]
    return int(min(minutes) * _MICROS_IN_A_MINUTE)


def _maker(kind: str, matter: str) -> Callable[[int, About, Sequence[Any]], PairRow]:
    def make(row_id: int, about: About, details: Sequence[Any]) -> PairRow:
        at: datetime = from_micros(details[0])
        return PairRow(kind, row_id, about, matter, at, maybe_from_micros(details[1]))

    return make
