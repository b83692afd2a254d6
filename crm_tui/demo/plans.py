"""The touchpoint plans of the sample business: thanks that were tried for a season, and all of them since."""

from datetime import datetime, timedelta

from crm_tui.actions.follow_up_ends import drop, finish
from crm_tui.actions.plan_runs import start
from crm_tui.actions.plan_upkeep import run_plans
from crm_tui.actions.plans import switch_off, switch_on
from crm_tui.actions.reading import reader_of
from crm_tui.actions.starter_plans import add_plans
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import PlanEvent
from crm_tui.i18n import _
from crm_tui.queries.complaints import open_complaint
from crm_tui.queries.plan_events import events_between
from crm_tui.queries.plans import plan, plans
from crm_tui.store.database import Database

#: Since then they follow what happens: not so long that what they plan buries the stories.
_ON = timedelta(days=7)
#: For so long, and that long ago, thanks were tried: so that it is known who bought again.
_TRIED_FROM, _TRIED_UNTIL = timedelta(days=200), timedelta(days=95)
_MOST_TRIED = 16
#: Every third thank-you was left undone.
_LEFT_UNDONE = 3


def follow(database: Database, founder: Actor, now: datetime) -> None:
    """Try the thank-you, then switch all of them on, and let them do what is due."""
    with database.act(founder, now - _TRIED_FROM) as act:
        act.describe("set-up-sample")
        add_plans(act)
        written = plans(reader_of(act))
        thanks = next(each for each in written if each.event is PlanEvent.SALE)
        switch_on(act, thanks.id)
    _try(database, founder, thanks.id, now)
    with database.act(founder, now - _ON) as act:
        act.describe("set-up-sample")
        for each in written:
            switch_on(act, each.id)
    with database.act(founder, now) as act:
        act.describe("set-up-sample")
        run_plans(act)


def _try(database: Database, founder: Actor, plan_id: int, now: datetime) -> None:
    with database.act(founder, now - _TRIED_UNTIL) as act:
        reader = reader_of(act)
        tried = plan(reader, plan_id)
        events = [
            event
            for event in events_between(
                reader, tried, now - _TRIED_FROM, now - _TRIED_UNTIL - _ON, _MOST_TRIED
            )
            if open_complaint(reader, event.customer_id) is None
        ]
    for place, event in enumerate(events, 1):
        with database.act(founder, event.at) as act:
            act.describe("set-up-sample")
            planned = [touch.follow_up_id for touch in start(act, tried, event)]
        with database.act(founder, event.at + timedelta(days=tried.steps[0].days)) as act:
            act.describe("set-up-sample")
            for follow_up_id in filter(None, planned):
                if place % _LEFT_UNDONE:
                    finish(act, follow_up_id)
                else:
                    drop(act, follow_up_id, _("no time that week"))
    with database.act(founder, now - _TRIED_UNTIL) as act:
        act.describe("set-up-sample")
        switch_off(act, plan_id)
