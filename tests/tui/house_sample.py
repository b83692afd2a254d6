"""A desk on the real screens of the house (standards, team, settings), with something in them."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from customer_sample import NOW, StandIn

from crm_tui.actions.standards import add_standard
from crm_tui.domain.actor import Actor
from crm_tui.domain.folding import fold
from crm_tui.queries.business import business
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.store.tables import Customer, Interaction
from crm_tui.tui import routes
from crm_tui.tui.app import DeskApp
from crm_tui.tui.state import DeskState
from crm_tui.tui.widgets.record_list import RecordList

LONG_AGO = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
WAITING = "Nobody waits longer than 3 minutes on the phone."

__all__ = ["StandIn"]  # the application finds it by this module's name


class HouseDesk(DeskApp):
    """The application with a stand-in for the customer's page."""

    ROUTES: ClassVar = {**routes.ROUTES, "customer": f"{__name__}:StandIn"}


def house_desk(path: Path, actor: Actor, start: str = "standards") -> HouseDesk:
    reader = open_reader(path)
    state = DeskState(path, actor, business(reader), clock=lambda: NOW)
    reader.close()
    return HouseDesk(state, Keymap({}), Options(), start=start)


def set_standard(database: Database, actor: Actor, *, at: datetime = LONG_AGO, **more: Any) -> int:
    """Nobody waits longer than 3 minutes, unless another standard is given."""
    values: Mapping[str, Any] = {
        "statement": WAITING,
        "measure": "waiting-time",
        "target": 3,
        "objective": 0.9,
        "owner": actor.staff_id,
        "next_review": date(2027, 1, 4),
        **more,
    }
    with database.act(actor, at) as act:
        return add_standard(act, **values).id


def calls(database: Database, actor: Actor, waited: list[int], name: str = "Mary Ofori") -> int:
    """Inbound calls of the last days with these waiting times in minutes; the customer's id."""
    with database.act(actor, NOW) as act:
        act.describe("test")
        customer = act.add(
            Customer(name=name, form="person", created_at=LONG_AGO, sort_key=fold(name))
        ).record_id
        for days, minutes in enumerate(waited, start=1):
            at = NOW - timedelta(days=days)
            act.add(
                Interaction(
                    customer_id=customer,
                    staff_id=actor.staff_id,
                    channel="phone",
                    direction="inbound",
                    nature="enquiry",
                    outcome="information",
                    happened_at=at,
                    recorded_at=at,
                    said="asked for a date",
                    waited_minutes=minutes,
                )
            )
    return customer


def rows_of(desk: DeskApp, name: str = "") -> list[list[str]]:
    """The texts of a list's rows; none where the list has not come yet."""
    found = desk.screen.query(f"RecordList#{name}" if name else "RecordList").results(RecordList)
    rows = next((one.rows_at_hand for one in found), ())
    return [[getattr(cell, "text", cell) for cell in row.cells] for row in rows]
