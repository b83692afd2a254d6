"""A segment of the sample business, and the list of a tutorial that is to go to it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from crm_tui.actions.outreach import NewOutreach, draw_up
from crm_tui.actions.saved_views import save_view
from crm_tui.actions.templates import NewTemplate, add_template
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import OutreachKind
from crm_tui.domain.list_views import CUSTOMERS, Narrowing
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.queries.customers import Among
from crm_tui.queries.list_order import Sort
from crm_tui.queries.outreach import weigh_segment
from crm_tui.store.connection_reader import ConnectionReader
from crm_tui.store.database import Database

_TEMPLATE = "tutorial"
#: The tier of whom the sample looks after best.
_TIER = "key"


def draw_one_up(
    database: Database, people: Sequence[Actor], zone: ZoneInfo, country: str, now: datetime
) -> None:
    """Save a view that all share, and draw up from it what goes out next week."""
    manager, at = people[0], now - timedelta(hours=20)
    narrowing = Narrowing(Among.TIER.value, _TIER)
    with database.act(manager, at) as act:
        body = _("Dear {address},\n\ntwo minutes, and your kettle lasts longer: {link}\n\n{me}\n{business}")
        add_template(act, NewTemplate(_TEMPLATE, body, subject=_("How to descale, in two minutes")))
    with database.act(manager, at) as act:
        view = save_view(act, CUSTOMERS, _("key customers"), narrowing, Sort.LAST_CONTACT.value, shared=True)
    with database.act(manager, at) as act:
        reader = ConnectionReader(act.session.connection())
        weighed = list(weigh_segment(reader, narrowing, Channel.EMAIL, now=at, zone=zone, country=country))
        new = NewOutreach(
            _("How to descale, in two minutes"),
            OutreachKind.TUTORIAL.value,
            Channel.EMAIL.value,
            view.name,
            narrowing,
            template=_TEMPLATE,
            link="https://lantern.example/descale",
        )
        draw_up(act, new, weighed)
