"""Two customers that are one: merged in one act, field by field, with the whole history of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from crm_tui.actions.custom_fields import write_own
from crm_tui.actions.customer_parts import stored_consents
from crm_tui.actions.lookups import touch
from crm_tui.actions.memberships import check_form, stored_places
from crm_tui.actions.merge_rows import move_all
from crm_tui.actions.reading import reader_of
from crm_tui.actions.tier_events import note_tier, running_cases, tier_now
from crm_tui.domain.acts import MERGE
from crm_tui.domain.custom_fields import PREFIX
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.merge_sides import Side
from crm_tui.domain.words import Consent, Role
from crm_tui.i18n import _
from crm_tui.queries.custom_fields import values_of
from crm_tui.queries.merge_fields import FieldToMerge, fields_to_merge
from crm_tui.store.journal import Act, fields_of
from crm_tui.store.tables import Case, Customer, Merge

#: The columns of each field that is chosen.
_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "name": ("name", "sort_key"),
        "form": ("form",),
        "address_as": ("address_as",),
        "language": ("language",),
        "source": ("source",),
        "tier": ("tier_id",),
        "manager": ("manager_id",),
        "quiet": ("quiet_from", "quiet_until"),
        "rhythm": ("rhythm_days",),
        "ended": ("ended_on", "ended_why"),
        "note": ("note",),
    }
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge: its act, by which it is taken back, and how many records moved, by kind."""

    act: int
    kept: int
    gone: int
    version: int
    moved: Mapping[str, int]


def merge_customers(act: Act, kept_id: int, gone_id: int, fields: Mapping[str, str] | None = None) -> Merged:
    """Merge ``gone_id`` into ``kept_id``: everything moves, and the one who goes is out of every list.

    ``fields`` says by :class:`Side` whose answer stands where they differ; what is not named is chosen
    sensibly. Of what they do not want the stricter holds. Raises NoSuchRecord, InvalidInput, and NotAllowed
    for a trainee.
    """
    act.describe(MERGE, "customer", kept_id, kept_id)
    act.actor.require(Role.AGENT)
    kept, gone = act.get(Customer, kept_id), act.get(Customer, gone_id)
    if kept_id == gone_id:
        raise InvalidInput(_("These are not two customers."), _("Name another customer."), field="other")
    sides = _sides(act, kept_id, gone_id, fields or {})
    columns = _columns(kept, gone, sides)
    before = fields_of(kept)
    tiers = _tiers_of_running_cases(act, kept, gone)

    _take_stricter_consents(act, kept_id, gone_id)
    own = _own_values(act, gone_id, sides)
    moved = move_all(act, gone_id, kept_id)
    write_own(act, kept_id, own)
    if not act.change(kept, **columns):
        touch(act, kept)  # who has a form of theirs open is to see that there is more of them now
    check_form(act, kept_id, kept.form, stored_places(act, kept_id))
    act.change(gone, deleted_at=act.now)
    _note_other_tiers(act, kept, tiers)
    merge = act.add(
        Merge(
            kept_id=kept_id,
            gone_id=gone_id,
            act_id=act.begin_long(),
            staff_id=act.actor.staff_id,
            moved=moved,
            before={name: before[name] for name in columns},
            at=act.now,
        )
    )
    counts = MappingProxyType({kind: len(ids) for kind, ids in moved.items()})
    return Merged(merge.act_id, kept_id, gone_id, kept.version, counts)


def _sides(act: Act, kept_id: int, gone_id: int, fields: Mapping[str, str]) -> dict[str, Side]:
    """Whose answer stands in each field that differs."""
    differing = {one.name: one for one in fields_to_merge(reader_of(act), kept_id, gone_id)}
    chosen = {name: _side(name, code, differing.get(name)) for name, code in fields.items()}
    return {name: chosen.get(name, field.proposed) for name, field in differing.items()}


def _own_values(act: Act, gone_id: int, sides: Mapping[str, Side]) -> dict[str, str]:
    """What the one who goes says in fields of the business's own where that stands."""
    return {
        PREFIX + one.code: one.value
        for one in values_of(reader_of(act), gone_id)
        if sides.get(one.code) is Side.GONE
    }


def _columns(kept: Customer, gone: Customer, sides: Mapping[str, Side]) -> dict[str, Any]:
    """The columns of who stays as they are to be."""
    columns: dict[str, Any] = {}
    for name, side in sides.items():
        if side is Side.BOTH:
            columns[name] = "\n".join(filter(None, (getattr(kept, name), getattr(gone, name))))
        elif side is Side.GONE:
            columns |= {column: getattr(gone, column) for column in _COLUMNS.get(name, ())}
    columns["do_not_contact"] = kept.do_not_contact or gone.do_not_contact
    if kept.external_key is None:  # an import recognises them by the key that there is
        columns |= {"external_source": gone.external_source, "external_key": gone.external_key}
    return columns


def _side(name: str, code: str, field: FieldToMerge | None) -> Side:
    if field is None and name not in _COLUMNS:
        raise InvalidInput(
            _("“{field}” is no field to choose.").format(field=name),
            _("Use one of: {fields}.").format(fields=", ".join(_COLUMNS)),
            field=name,
        )
    can_be_both = field is not None and field.can_be_both
    sides = [side for side in Side if side is not Side.BOTH or can_be_both]
    try:
        side = Side(code.lower())
    except ValueError:
        side = Side.BOTH
    if side not in sides:
        raise InvalidInput(
            _("“{side}” does not say whose {field} stands.").format(side=code, field=name),
            _("Use one of: {codes}.").format(codes=", ".join(one.value for one in sides)),
            field=name,
        )
    return side if field is not None else Side.KEPT


def _take_stricter_consents(act: Act, kept_id: int, gone_id: int) -> None:
    """What the one who goes refused is refused; a channel that only they spoke of moves with the rest."""
    refused = {one.channel: one for one in stored_consents(act, gone_id) if one.state == Consent.REFUSED}
    for mark in stored_consents(act, kept_id):
        if mark.channel in refused and mark.state != Consent.REFUSED:
            act.change(mark, state=Consent.REFUSED.value, at=refused[mark.channel].at)


def _tiers_of_running_cases(act: Act, *customers: Customer) -> list[tuple[Case, str | None]]:
    ids = [one.record_id for one in customers]
    return [(case, tier_now(act, one)) for one in ids for case in running_cases(act, one)]


def _note_other_tiers(act: Act, kept: Customer, before: list[tuple[Case, str | None]]) -> None:
    """A case whose customer has another tier now goes on by that tier's standards."""
    now = tier_now(act, kept.record_id)
    note_tier(act, [case for case, tier in before if tier != now], now or "")
