"""The period that a command looks at, as ``--from`` and ``--to`` give it."""

from crm_tui.cli.desk import Desk
from crm_tui.domain.when import read_day
from crm_tui.queries.periods import Period, quarter_of


def read_period(
    desk: Desk, from_day: str | None, to_day: str | None, *, usual: Period | None = None
) -> Period:
    """The days that were given, both included, else the usual: the present quarter's. Raises InvalidInput."""
    usual = usual or quarter_of(desk.today)
    first = usual.from_on if from_day is None else read_day(from_day, desk.now, desk.zone, past=True)
    last = usual.to_on if to_day is None else read_day(to_day, desk.now, desk.zone, past=True)
    return Period(first, last)
