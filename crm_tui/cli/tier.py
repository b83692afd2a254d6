"""``crm-tui tier list`` and ``set``: what the customers of a tier are to be spared and promised."""

from typing import Any

from crm_tui.cli.declare import argument, command
from crm_tui.cli.desk import Desk
from crm_tui.cli.tables import aligned
from crm_tui.domain.contact_load import Limit
from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.tier_terms import read_terms, terms_in_words
from crm_tui.i18n import N_, _
from crm_tui.queries.vocabulary import TierChoice, tiers


@command(
    "list",
    help=N_("The tiers: the most unasked contacts in all and by channel, and how often they hear from us."),
    examples=("crm-tui tier list", "crm-tui tier list --json"),
)
def list_tiers(desk: Desk) -> None:
    """List the tiers, lowest first."""
    found = tiers(desk.read())
    desk.answer(
        [_document(tier) for tier in found],
        aligned((tier.code, tier.label, terms_in_words(tier.terms)) for tier in found),
    )


@command(
    "set",
    help=N_(
        "Set a tier's terms: the limit of all channels, then of single ones, then the rhythm. What is left "
        "out does not hold any more. Only an admin can."
    ),
    examples=("crm-tui tier set key '5 in 30 d; call 2 in 14 d; every 60 d'",),
)
@argument("code", help=N_("The tier's code."))
@argument("terms", help=N_("Such as '3 in 30 d' or '3 in 30 d; call 1 in 14 d; every 90 d'."))
def set_tier(desk: Desk, code: str, terms: str) -> None:
    """Set a tier's terms. Raises NotAllowed, NoSuchRecord, InvalidInput."""
    wanted = read_terms(terms)
    tier = next((tier for tier in tiers(desk.read()) if tier.code == code), None)
    if tier is None:
        raise NoSuchRecord(
            _("There is no tier “{code}”.").format(code=code), _("`crm-tui tier list` shows them.")
        )
    from crm_tui.actions.tiers import set_terms

    with desk.act() as act:
        saved = set_terms(act, tier.id, wanted)
    told = _("{tier}: {terms}.").format(tier=tier.label, terms=terms_in_words(wanted))
    desk.answer({"id": saved.id, "version": saved.version}, [told])


def _document(tier: TierChoice) -> dict[str, Any]:
    everything, *by_channel = tier.terms.limits
    return {
        "id": tier.id,
        "code": tier.code,
        "label": tier.label,
        **_limit(everything),
        "channels": {str(limit.channel): _limit(limit) for limit in by_channel},
        "rhythm_days": tier.terms.rhythm_days,
    }


def _limit(limit: Limit) -> dict[str, int]:
    return {"limit": limit.most, "days": limit.days}
