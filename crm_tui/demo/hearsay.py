"""What the sample business heard: interests of customers and news of the street, on their days."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from crm_tui.actions.heard import note_heard
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import HeardKind
from crm_tui.i18n import _
from crm_tui.store.database import Database


def listen(database: Database, people: list[Actor], cast: Mapping[str, int], now: datetime) -> None:
    """Write the notes down, each on its day by whoever heard it."""
    heard = (
        (41, 0, HeardKind.HEARD, "", _("a rival with two espresso machines opened across the street")),
        (33, 1, HeardKind.INTEREST, "quillon", _("asks for tea in tins, as a present")),
        (17, 1, HeardKind.INTEREST, "lumen", _("would rent a second machine for the summer")),
        (6, 0, HeardKind.HEARD, "hill", _("the school orders for next term after the holidays")),
    )
    for days_ago, person, kind, key, words in heard:
        at = now - timedelta(days=days_ago)
        with database.act(people[min(person, len(people) - 1)], at) as act:
            note_heard(act, words, kind=kind, customer_id=cast.get(key))
