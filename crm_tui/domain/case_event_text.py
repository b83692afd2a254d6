"""What happened to a case, in words, as the screens and the commands say it."""

from crm_tui.domain.words import Stage
from crm_tui.i18n import _


def event_in_words(what: str, to: str) -> str:
    """``to`` is what it came to: a stage by its code; a tier, an owner, a product as they are called."""
    if what == "stage":
        return Stage(to).label
    if what == "tier":
        return _("tier {tier}").format(tier=to) if to else _("no tier")
    if what == "owner":
        return _("owner {colleague}").format(colleague=to)
    if what == "product":
        return _("about {product}").format(product=to) if to else _("about no product")
    known = {"opened": _("opened"), "reopened": _("reopened")}
    return known.get(what, what)
