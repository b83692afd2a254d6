"""The touchpoint plans of the sample business: those of the starter set, at work for a week."""

from datetime import datetime, timedelta

from crm_tui.actions.plan_upkeep import run_plans
from crm_tui.actions.plans import switch_on
from crm_tui.actions.reading import reader_of
from crm_tui.actions.starter_plans import add_plans
from crm_tui.domain.actor import Actor
from crm_tui.queries.plans import plans
from crm_tui.store.database import Database

#: Since then they follow what happens: not so long that what they plan buries the stories.
_ON = timedelta(days=7)


def follow(database: Database, founder: Actor, now: datetime) -> None:
    """Switch the starter plans on, as they are previewed, and let them do what is due."""
    with database.act(founder, now - _ON) as act:
        act.describe("set-up-sample")
        add_plans(act)
        for plan in plans(reader_of(act)):
            switch_on(act, plan.id)
    with database.act(founder, now) as act:
        act.describe("set-up-sample")
        run_plans(act)
