"""Merging two customers field by field: whose answer stands."""

from crm_tui.domain.words import Word
from crm_tui.i18n import N_


class Side(Word):
    """Whose answer stands after a merge: that of the one who stays, of the one who goes, or both."""

    KEPT = "a", N_("of the one who stays")
    GONE = "b", N_("of the one who goes")
    BOTH = "both", N_("both")
