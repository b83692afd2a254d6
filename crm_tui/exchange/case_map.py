"""The mapping file of ``import --as cases``: how a service log of another system says what ours says."""

from pathlib import Path

from crm_tui.exchange.map_file import RecordMap, read_record_map, refused_map
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


def read_case_map(path: Path) -> RecordMap:
    """The mapping in a file. Raises InvalidInput naming the part that cannot be meant."""
    mapping = read_record_map(path, FIELDS)
    if "opened" not in mapping.columns and "at" not in mapping.columns:
        raise refused_map(path, _("[columns] names no column for opened: a clock needs its start"))
    if "key" not in mapping.columns:
        raise refused_map(path, _("[columns] names no column for key, which tells one case from another"))
    return mapping
