"""The mapping of ``import --as cases``: how a service log of another system says what ours says."""

from crm_tui.exchange.record_map import RecordMap
from crm_tui.i18n import _

#: Fields that hold an instant.
TIMES = ("opened", "at", "answered", "solved", "closed", "agreed")
#: What a record can say. ``at`` is the time of one row where a case has several: a log of changes.
FIELDS = (
    "key",
    "customer",
    "title",
    "product",
    "nature",
    "channel",
    "note",
    "owner",
    "cause",
    "resolution",
    "reopenings",
    "stage",
    "timely",
    *TIMES,
)


def what_is_missing(mapping: RecordMap) -> str:
    """Why no case can be read by this mapping, as a clause; empty where it can."""
    if "opened" not in mapping.columns and "at" not in mapping.columns:
        return _("no column is read into opened: a clock needs its start")
    if "key" not in mapping.columns:
        return _("no column is read into key, which tells one case from another")
    return ""
