"""Interests and things heard: written down with their day, and taken off again."""

from dataclasses import dataclass
from datetime import date

from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.growth_words import HeardKind
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Customer, HeardNote


@dataclass(frozen=True, slots=True)
class HeardSaved:
    """A note as saved."""

    id: int
    version: int


def note_heard(
    act: Act,
    words: str,
    *,
    kind: HeardKind = HeardKind.HEARD,
    on_day: date | None = None,
    customer_id: int | None = None,
) -> HeardSaved:
    """Write down what was heard on a day, today unless another is given, of a customer or of nobody.

    Raises NoSuchRecord for the customer; InvalidInput without words, and for a day that is to come.
    """
    act.describe("note-heard", "heard-note", None, customer_id)
    today = act.now.astimezone(act.business.zone).date()
    if not words.strip():
        raise InvalidInput(
            _("What was heard?"), _("A few words: asked for tea in tins, a rival opened."), field="words"
        )
    if on_day is not None and on_day > today:
        raise InvalidInput(
            _("That day is still to come."), _("Give the day on which it was heard."), field="day"
        )
    if customer_id is not None:
        act.get(Customer, customer_id)
    row = act.add(
        HeardNote(
            kind=kind.value,
            on_day=on_day or today,
            words=words.strip(),
            customer_id=customer_id,
            staff_id=act.actor.staff_id,
            at=act.now,
        )
    )
    return HeardSaved(row.record_id, row.version)


def drop_heard(act: Act, note_id: int, *, version: int | None = None) -> HeardSaved:
    """Take a note off the plots and the list. Raises NoSuchRecord, ChangedSince."""
    row = act.get(HeardNote, note_id)
    act.describe("drop-heard", "heard-note", note_id, row.customer_id)
    if version is not None:
        act.expect_version(row, version)
    act.change(row, deleted_at=act.now)
    return HeardSaved(note_id, row.version)
