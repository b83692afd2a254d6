"""What a tier's customers are spared and promised: contact limits, in all and by channel, and a rhythm."""

from sqlmodel import select

from crm_tui.actions.house_words import Saved, check_load, edit_tier
from crm_tui.domain.contact_load import Limit
from crm_tui.domain.rhythm import check_rhythm
from crm_tui.domain.tier_terms import TierTerms
from crm_tui.domain.words import Role
from crm_tui.store.journal import Act
from crm_tui.store.tables import Tier, TierLimit


def set_terms(act: Act, tier_id: int, terms: TierTerms) -> Saved:
    """Let these terms hold for a tier from now on; a customer's own rhythm stands above its.

    Raises NotAllowed unless the actor is an admin; InvalidInput for a limit below nought, a window of no days
    and a rhythm of none.
    """
    act.describe("edit-tier", "tier", tier_id)
    act.actor.require(Role.ADMIN)
    everything, *by_channel = terms.limits
    edit_tier(act, tier_id, contact_limit=everything.most, contact_window_days=everything.days)
    days = terms.rhythm_days
    tier = act.get(Tier, tier_id)
    act.change(tier, rhythm_days=None if days is None else check_rhythm(days))
    _limit_channels(act, tier_id, {limit.channel: limit for limit in by_channel})
    return Saved(tier_id, tier.version)


def _limit_channels(act: Act, tier_id: int, wanted: dict[str | None, Limit]) -> None:
    for row in act.session.exec(select(TierLimit).where(TierLimit.tier_id == tier_id)).all():
        limit = wanted.pop(row.channel, None)
        if limit is None:
            act.remove(row)
        else:
            check_load(limit.most, limit.days)
            act.change(row, contact_limit=limit.most, contact_window_days=limit.days)
    for channel, limit in wanted.items():
        check_load(limit.most, limit.days)
        act.add(
            TierLimit(
                tier_id=tier_id,
                channel=str(channel),
                contact_limit=limit.most,
                contact_window_days=limit.days,
            )
        )
