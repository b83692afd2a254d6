"""Which panels Today has, in order. To add one: a module with a :class:`Panel`, and a line in ``BESIDE``."""

from crm_tui.tui.panels.agreements import AGREEMENTS
from crm_tui.tui.panels.due import DUE
from crm_tui.tui.panels.good_news import GOOD_NEWS
from crm_tui.tui.panels.missed_calls import MISSED_CALLS
from crm_tui.tui.panels.my_cases import MY_CASES
from crm_tui.tui.panels.panel import Panel
from crm_tui.tui.panels.promises import PROMISES
from crm_tui.tui.panels.sales import SALES
from crm_tui.tui.panels.same_causes import SAME_CAUSES
from crm_tui.tui.panels.standards import STANDARDS
from crm_tui.tui.panels.watch import WATCH

#: What the screen begins with, the cursor on it.
FIRST: Panel = DUE

#: The others, beside it on a wide screen, below it on a small one.
BESIDE: tuple[Panel, ...] = (
    MISSED_CALLS,
    MY_CASES,
    SAME_CAUSES,
    PROMISES,
    SALES,
    AGREEMENTS,
    WATCH,
    STANDARDS,
    GOOD_NEWS,
)

#: The route that enter opens for a row of this kind, and the name of its argument. Rows of other kinds open
#: the customer they are about, at the record.
OPENS: dict[str, tuple[str, str]] = {
    "standard": ("standard", "standard_id"),
    "cause": ("case-tie", "case_id"),
    "agreement": ("agreement", "agreement_id"),
    "sale": ("sale-page", "sale_id"),
    "policy": ("policy", "policy_id"),
    "proposal": ("proposal", "proposal_id"),
    "praise": ("member", "staff_id"),
    "pulse": ("pulse", "staff_id"),
}
