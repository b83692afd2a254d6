"""Parting two customers that were merged, also after much has been done since."""

from dataclasses import dataclass

from sqlmodel import select

from crm_tui.actions.lookups import touch
from crm_tui.actions.notices import Notice
from crm_tui.actions.reading import reader_of
from crm_tui.domain.errors import ChangedSince, NoSuchRecord
from crm_tui.domain.record_kinds import kind_in_words
from crm_tui.domain.words import Role
from crm_tui.i18n import _, ngettext
from crm_tui.queries.merges import acts_since
from crm_tui.store.journal import Act
from crm_tui.store.merged import who_stayed
from crm_tui.store.partial_revert import Stayed, take_back_unchanged
from crm_tui.store.tables import Customer, Merge

#: So many things that stay are named one by one.
_MOST_NAMED = 5
#: Where a contact point stands among others, which every saving of a form may change.
_PLACE = frozenset({"position", "preferred"})


@dataclass(frozen=True, slots=True)
class Unmerged:
    """Two customers again: how many records went back, and what stays and why, among the warnings."""

    kept: int
    gone: int
    went_back: int
    stayed: int
    warnings: tuple[Notice, ...]


def unmerge_customers(act: Act, act_id: int) -> Unmerged:
    """Part what the act ``act_id`` merged: what moved goes back, unless it was changed on purpose since.

    What was written since stays with the one who stayed. Raises NoSuchRecord for an act that merged nobody,
    ChangedSince where they were parted before or the one who stayed was merged on, and NotAllowed for a
    trainee.
    """
    act.describe("unmerge-customers")
    act.actor.require(Role.AGENT)
    merge = act.session.exec(select(Merge).where(Merge.act_id == act_id)).first()
    if merge is None:
        raise NoSuchRecord(
            _("Act {id} merged no customers.").format(id=act_id),
            _("`crm-tui journal` lists the acts; `crm-tui merge` says the number of its own."),
        )
    act.about("customer", merge.kept_id, merge.kept_id)
    if merge.unmerged_at is not None:
        raise ChangedSince(_("These were parted again before."), _("Nothing was changed."))
    _check_still_there(act, merge)
    kept = act.get(Customer, merge.kept_id)
    later = acts_since(reader_of(act), merge.kept_id, act_id)

    went_back, stayed = take_back_unchanged(act, act_id, but=("merge",))
    act.change(merge, unmerged_at=act.now)
    touch(act, kept)
    touch(act, act.get(Customer, merge.gone_id))
    named = [one for one in stayed if one.fields - _PLACE]
    return Unmerged(merge.kept_id, merge.gone_id, went_back, len(named), _warnings(kept, named, later))


def _check_still_there(act: Act, merge: Merge) -> None:
    stayed = who_stayed(reader_of(act), merge.kept_id)
    if stayed is not None:
        raise ChangedSince(
            _("Customer {id} was merged into customer {kept}, {name}, since then.").format(
                id=merge.kept_id, kept=stayed[0], name=stayed[1]
            ),
            _("Nothing was changed. Part those two first."),
        )


def _warnings(kept: Customer, stayed: list[Stayed], later: int) -> tuple[Notice, ...]:
    about = (kept.record_id,)
    texts = [
        _("The {kind} {id} stays as it is: {who} changed it since.").format(
            kind=kind_in_words(one.kind), id=one.id, who=one.who
        )
        for one in stayed[:_MOST_NAMED]
    ]
    rest = len(stayed) - _MOST_NAMED
    if rest > 0:
        texts.append(
            ngettext(
                "{count} more record that was changed since stays as it is.",
                "{count} more records that were changed since stay as they are.",
                rest,
            ).format(count=rest)
        )
    if later:
        texts.append(
            ngettext(
                "What was done since ({count} act) stays with {name}.",
                "What was done since ({count} acts) stays with {name}.",
                later,
            ).format(count=later, name=kept.name)
        )
    return tuple(Notice("stays", text, about) for text in texts)
