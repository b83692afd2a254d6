"""The mapping of ``import --as interactions``: how another program's list of contacts says what ours says."""

from crm_tui.exchange.record_map import RecordMap
from crm_tui.i18n import _

#: Fields that hold an instant. ``at`` is when the contact took place.
TIMES = ("at", "until")
#: What a customer is recognised by, or made of. ``customer_id`` is the number here, ``customer_key`` the
#: other program's.
CUSTOMER = ("customer", "customer_id", "customer_key", "organisation", "phone", "email")
#: What a row can say. A contact without a ``key`` is told from others by all that its row says.
FIELDS = (
    "key",
    *CUSTOMER,
    "customer_source",
    *TIMES,
    "minutes",
    "waited",
    "channel",
    "direction",
    "nature",
    "outcome",
    "mood",
    "obstacle",
    "note",
    "cause",
    "did",
    "good_moment",
    "link",
    "owner",
    "product",
    "product_code",
    "case",
)


def what_is_missing(mapping: RecordMap) -> str:
    """Why no contact can be read by this mapping, as a clause; empty where it can."""
    if "at" not in mapping.columns:
        return _("no column is read into at, when the contact took place")
    if {*mapping.columns, *mapping.always}.isdisjoint(CUSTOMER):
        return _("no column is read into customer")
    return ""
