"""Every report, once: the command line and Insights read the same figures from here.

To add one, write a module in this package with a ``REPORT`` and add a line to ``NAMES``.
"""

from importlib import import_module

from crm_tui.queries.reports.report import Report

#: The reports in the order of Insights; the module of each has its name, with underscores.
NAMES = (
    "mood",
    "contacts",
    "natures",
    "causes",
    "complaints-by-product",
    "obstacles",
    "first-contact",
    "waiting",
    "promises",
    "promises-over-time",
    "surveys",
    "loyalty",
    "referrals",
    "sales",
    "sales-by-product",
    "sales-by-person",
    "sales-by-tier",
    "sales-by-kind",
    "sales-by-tag",
    "effort",
    "effort-by-tier",
    "load",
)


def report_named(name: str) -> Report:
    """The report of that name, its module imported now. Raises KeyError for a name that is none."""
    if name not in NAMES:
        raise KeyError(name)
    found = import_module(f"{__name__}.{name.replace('-', '_')}").REPORT
    assert isinstance(found, Report)
    return found


def all_reports() -> tuple[Report, ...]:
    """All of them, in the order of Insights."""
    return tuple(map(report_named, NAMES))
