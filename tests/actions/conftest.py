"""What tests of actions share: doing one in an act of its own, and a customer."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from crm_tui.actions.customer_values import NewCustomer, PointValue, SavedCustomer
from crm_tui.actions.customers import add_customer
from crm_tui.domain.actor import Actor
from crm_tui.domain.when import When, read_when
from crm_tui.store.database import Database

Run = Callable[..., Any]


@pytest.fixture
def run(database: Database, nadia: Actor, now: datetime) -> Run:
    """Do one action in an act of its own, as Nadia and at the tests' instant unless said otherwise."""

    def run_one(action: Run, *args: Any, by: Actor = nadia, at: datetime = now, **named: Any) -> Any:
        with database.act(by, at) as act:
            return action(act, *args, **named)

    return run_one


@pytest.fixture
def quillon(run: Run) -> SavedCustomer:
    """A customer with a phone."""
    return run(
        add_customer,
        NewCustomer(
            "Quillon Ashgrove",
            points=(PointValue("phone", "+1 (555) 010-1234", "mobile", True),),
            kinds=frozenset({"client"}),
        ),
    )


@pytest.fixture
def when(now: datetime) -> Callable[[str], When]:
    """WHEN as the desk types it, seen from the tests' instant in Dhaka."""
    return lambda text: read_when(text, now, ZoneInfo("Asia/Dhaka"))
