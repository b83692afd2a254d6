"""What two customers say differently: what is to be chosen when they are merged, and what is sensible.

What can be kept of both (contact points, kinds, tags, the history) is not here, and neither is what they do
not want: there the stricter holds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from crm_tui.domain.folding import words_of
from crm_tui.domain.likeness import Alike, alike_names
from crm_tui.domain.merge_sides import Side
from crm_tui.domain.quiet_hours import quiet_hours_text
from crm_tui.domain.rhythm import rhythm_text
from crm_tui.i18n import N_, _
from crm_tui.queries.custom_fields import values_of
from crm_tui.queries.customer_page import Customer, customer
from crm_tui.queries.vocabulary import tiers
from crm_tui.store.reader import Reader


@dataclass(frozen=True, slots=True)
class FieldToMerge:
    """A field that both fill differently, or only one of them; ``kept`` and ``gone`` are the answers as text.

    ``proposed`` is the sensible choice. ``can_be_both``: the answers can stand one below the other.
    """

    name: str
    label: str
    kept: str
    gone: str
    proposed: Side
    can_be_both: bool = False


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    label: str
    shown: Callable[[Customer], str]


_FIELDS = (
    _Field("name", N_("Name"), lambda one: one.name),
    _Field("form", N_("Form"), lambda one: one.form.label),
    _Field("address_as", N_("Address"), lambda one: one.address_as),
    _Field("language", N_("Language"), lambda one: one.language),
    _Field("source", N_("Heard of us"), lambda one: one.source),
    _Field("tier", N_("Tier"), lambda one: one.tier_label),
    _Field("manager", N_("Looked after by"), lambda one: one.manager),
    _Field("quiet", N_("Quiet hours"), lambda one: quiet_hours_text(one.quiet_from, one.quiet_until)),
    _Field("rhythm", N_("Rhythm"), lambda one: rhythm_text(one.rhythm_days)),
    _Field("ended", N_("Ended"), lambda one: _ending(one)),
    _Field("note", N_("Note"), lambda one: one.note),
)
NAMES = tuple(field.name for field in _FIELDS)


def fields_to_merge(reader: Reader, kept_id: int, gone_id: int) -> tuple[FieldToMerge, ...]:
    """The fields in which the two differ, in the order of the customer's form. Raises NoSuchRecord."""
    kept, gone = customer(reader, kept_id), customer(reader, gone_id)
    ranks = {tier.id: rank for rank, tier in enumerate(tiers(reader))}
    found = []
    for field in _FIELDS:
        ours, theirs = field.shown(kept), field.shown(gone)
        if ours != theirs:
            proposed = _proposed(field.name, kept, gone, ranks, ours, theirs)
            found.append(
                FieldToMerge(field.name, _(field.label), ours, theirs, proposed, field.name == "note")
            )
    return (*found, *_own(reader, kept_id, gone_id))


def _own(reader: Reader, kept_id: int, gone_id: int) -> Iterator[FieldToMerge]:
    """Fields of the business's own that both fill, by their codes; what only one fills is kept anyway."""
    theirs = {value.code: value.value for value in values_of(reader, gone_id)}
    for one in values_of(reader, kept_id):
        if theirs.get(one.code, one.value) != one.value:
            yield FieldToMerge(one.code, one.label, one.value, theirs[one.code], Side.KEPT)


def _proposed(
    name: str, kept: Customer, gone: Customer, ranks: dict[int, int], ours: str, theirs: str
) -> Side:
    if name == "ended":  # a relationship that goes on has not ended
        return Side.KEPT if kept.ended_on is None else Side.GONE
    if not ours:
        return Side.GONE
    if not theirs:
        return Side.KEPT
    if name == "note":
        return Side.BOTH
    if name == "tier":  # nobody loses by a merge what they are entitled to
        return _that(ranks.get(gone.tier_id or 0, -1) > ranks.get(kept.tier_id or 0, -1))
    if name == "name":  # the fuller name says more than initials
        initials = alike_names(tuple(words_of(ours)), tuple(words_of(theirs))) is Alike.INITIALS
        return _that(initials and len(theirs) > len(ours))
    return Side.KEPT


def _that(gone: bool) -> Side:
    return Side.GONE if gone else Side.KEPT


def _ending(one: Customer) -> str:
    if one.ended_on is None:
        return one.ended_why
    return ": ".join(filter(None, (one.ended_on.isoformat(), one.ended_why)))
