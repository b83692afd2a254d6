"""Kinds, tags and consents of a customer: sets, of which a change adds and removes single rows."""

from collections.abc import Iterable, Mapping

from sqlmodel import select

from crm_tui.actions.customer_values import ConsentValue
from crm_tui.store.journal import Act
from crm_tui.store.tables import ConsentMark, CustomerKind, CustomerTag, Record


def new_parts(
    act: Act,
    customer_id: int,
    kinds: Iterable[str],
    tags: Iterable[str],
    consents: Iterable[ConsentValue],
) -> list[Record]:
    """The rows of a new customer's sets, to be added."""
    return [
        *(CustomerKind(customer_id=customer_id, kind=kind) for kind in sorted(kinds)),
        *(CustomerTag(customer_id=customer_id, tag=tag) for tag in sorted(tags)),
        *(
            _consent(act, customer_id, consent)
            for consent in sorted(consents, key=lambda consent: consent.channel)
        ),
    ]


def stored_kinds(act: Act, customer_id: int) -> list[CustomerKind]:
    """The kinds that a customer is."""
    return list(act.session.exec(select(CustomerKind).where(CustomerKind.customer_id == customer_id)))


def stored_tags(act: Act, customer_id: int) -> list[CustomerTag]:
    """The tags on a customer."""
    return list(act.session.exec(select(CustomerTag).where(CustomerTag.customer_id == customer_id)))


def stored_consents(act: Act, customer_id: int) -> list[ConsentMark]:
    """What a customer said about each channel."""
    return list(act.session.exec(select(ConsentMark).where(ConsentMark.customer_id == customer_id)))


def write_kinds(act: Act, customer_id: int, kinds: frozenset[str]) -> bool:
    """Make these the customer's kinds. Says whether any changed."""
    stored = {row.kind: row for row in stored_kinds(act, customer_id)}
    return _write_set(act, stored, {kind: CustomerKind(customer_id=customer_id, kind=kind) for kind in kinds})


def write_tags(act: Act, customer_id: int, tags: frozenset[str]) -> bool:
    """Make these the customer's tags. Says whether any changed."""
    stored = {row.tag: row for row in stored_tags(act, customer_id)}
    return _write_set(act, stored, {tag: CustomerTag(customer_id=customer_id, tag=tag) for tag in tags})


def write_consents(act: Act, customer_id: int, consents: frozenset[ConsentValue]) -> bool:
    """Make this what the customer said; about a channel that is left out they said nothing."""
    stored = {row.channel: row for row in stored_consents(act, customer_id)}
    wanted = {consent.channel: _consent(act, customer_id, consent) for consent in consents}
    changed = False
    for channel in stored.keys() & wanted.keys():
        if stored[channel].state != wanted[channel].state:
            changed |= act.change(stored[channel], state=wanted[channel].state, at=wanted[channel].at)
    return _write_set(act, stored, wanted) or changed


def _consent(act: Act, customer_id: int, consent: ConsentValue) -> ConsentMark:
    return ConsentMark(
        customer_id=customer_id, channel=consent.channel, state=consent.state, at=consent.at or act.now
    )


def _write_set(act: Act, stored: Mapping[str, Record], wanted: Mapping[str, Record]) -> bool:
    new = sorted(wanted.keys() - stored.keys())
    gone = sorted(stored.keys() - wanted.keys())
    if new:
        act.add_all([wanted[key] for key in new])
    for key in gone:
        act.remove(stored[key])
    return bool(new or gone)
