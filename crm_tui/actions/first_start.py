"""The first start, by either door: a business, its starter set, and its public holidays in the calendar."""

from contextlib import suppress
from pathlib import Path

from crm_tui.actions.founding import Founding, found_business
from crm_tui.actions.public_holidays import take_public_holidays
from crm_tui.actions.starter import SETS
from crm_tui.domain.actor import Actor
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Door
from crm_tui.store.database import Database


def start_business(path: Path, founding: Founding, door: Door, *, starter: str = "none") -> int:
    """Make a database with a starter set (``starter.SETS``), so that its clocks are right from the first day.

    Returns on how many public holidays of this year and the next it is closed; none where the country's are
    not known. Raises as ``found_business``; nothing stands at ``path`` then.
    """
    closed: list[int] = []

    def fill(database: Database, actor: Actor) -> None:
        take_over = SETS[starter]
        if take_over is not None:
            with database.act(actor) as act:
                take_over(act)
        closed.append(_close_holidays(database, actor, founding.country))

    found_business(path, founding, door, fill)
    return sum(closed)


def _close_holidays(database: Database, actor: Actor, country: str) -> int:
    with suppress(InvalidInput), database.act(actor) as act:
        return len(take_public_holidays(act, country, (act.today.year, act.today.year + 1)).added)
    return 0
