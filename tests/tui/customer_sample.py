"""A desk with a few customers on their real screens; the forms are stand-ins that note what they get."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

from textual.pilot import Pilot

from crm_tui.actions.contact_values import NewContact
from crm_tui.actions.customer_values import ConsentValue, MembershipValue, NewCustomer, PointValue
from crm_tui.actions.customers import add_customer
from crm_tui.actions.follow_ups import NewFollowUp, schedule_follow_up
from crm_tui.actions.interactions import log_contact
from crm_tui.actions.promises import NewPromise, make_promise
from crm_tui.domain.actor import Actor
from crm_tui.domain.when import read_when
from crm_tui.queries.business import business
from crm_tui.settings.keymap import Keymap
from crm_tui.settings.options import Options
from crm_tui.store.database import Database
from crm_tui.store.driver import open_reader
from crm_tui.tui import routes
from crm_tui.tui.app import DeskApp
from crm_tui.tui.screens.base import DeskScreen
from crm_tui.tui.state import DeskState
from crm_tui.tui.text import cells
from crm_tui.tui.widgets.frame import EdgeLine
from crm_tui.tui.widgets.record_list import RecordList

#: A Saturday noon in Dhaka.
NOW = datetime(2026, 11, 21, 6, 0, tzinfo=UTC)

ESCAPE = "\x1b"
BIDI = "\u202e"
HOSTILE = f"[bold]Mallory[/] {ESCAPE}[31m{BIDI}" + "x" * 10_000

SIZES = ((80, 24), (120, 36))
DEADLINE = 10.0

FORMS = (
    "log", "call", "note", "follow-up", "snooze", "reassign", "drop", "customer-form", "promise",
    "promise-end", "case", "case-solve", "case-reopen",
)  # fmt: skip


class StandIn(DeskScreen):
    """Takes the place of a form, and keeps what it was opened with."""

    def __init__(self, **about: Any) -> None:
        super().__init__()
        self.about = about


class CustomerDesk(DeskApp):
    """The application with stand-ins for the forms."""

    ROUTES: ClassVar = {**routes.ROUTES, **dict.fromkeys(FORMS, f"{__name__}:StandIn")}


def customer_desk(path: Path, actor: Actor) -> CustomerDesk:
    reader = open_reader(path)
    state = DeskState(path, actor, business(reader), clock=lambda: NOW)
    reader.close()
    return CustomerDesk(state, Keymap({}), Options(), start="customers")


class Office:
    """What goes on in the office, by the actions themselves."""

    def __init__(self, database: Database, actor: Actor) -> None:
        self.database = database
        self.actor = actor

    def add(self, name: str, *, phone: str = "", mail: str = "", org: str = "", **more: Any) -> int:
        points = [PointValue("phone", phone, "mobile", True)] if phone else []
        points += [PointValue("email", mail)] if mail else []
        places = (MembershipValue(org, "owner"),) if org else ()
        with self.database.act(self.actor, NOW - timedelta(days=30)) as act:
            new = NewCustomer(name, points=tuple(points), memberships=places, **more)
            return add_customer(act, new).id

    def contact(self, customer_id: int, said: str, *, days: float = 1, **more: Any) -> int:
        fields = {
            "channel": "phone",
            "direction": "inbound",
            "nature": "enquiry",
            "outcome": "information",
            "happened_at": NOW - timedelta(days=days),
            **more,
        }
        with self.database.act(self.actor, NOW) as act:
            return log_contact(act, NewContact(customer_id=customer_id, said=said, **fields)).interaction

    def follow_up(self, customer_id: int, when: str, why: str, **more: Any) -> int:
        with self.database.act(self.actor, NOW - timedelta(days=5)) as act:
            due = read_when(when, act.now, act.business.zone)
            new = NewFollowUp(due, why, override_why="they asked", **more)
            return schedule_follow_up(act, customer_id, new).id

    def promise(self, customer_id: int, told: str, what: str) -> int:
        with self.database.act(self.actor, NOW - timedelta(days=1)) as act:
            when = read_when(told, act.now, act.business.zone)
            return make_promise(act, customer_id, NewPromise(what, when)).id

    def quillon(self) -> int:
        """A customer with something of everything."""
        quillon = self.add(
            "Quillon Ashgrove",
            phone="+880 1711-010123",
            mail="quillon@example.org",
            org="Ashgrove Ltd",
            kinds=frozenset({"client"}),
            manager="nadia",
            address_as="Ms Ashgrove",
            quiet_from=0,
            quiet_until=16 * 60,
            consents=(ConsentValue("phone", "given"), ConsentValue("email", "refused")),
            tags=frozenset({"kettles"}),
            source="a friend",
            note="Comes by bicycle.",
        )
        self.contact(quillon, "asked for a date", days=5, waited_minutes=14)
        self.contact(
            quillon,
            "kettle leaks",
            days=1,
            nature="complaint",
            outcome="promised",
            mood="uneasy",
            cause="seal",
        )
        self.follow_up(quillon, "3d", "is the new kettle all right?")
        self.promise(quillon, "fri", "replacement")
        return quillon


async def until(pilot: Pilot[Any], condition: Callable[[], bool]) -> None:
    """Give the loop its turns until the condition holds."""
    async with asyncio.timeout(DEADLINE):
        while not condition():
            await pilot.pause()


async def watched(pilot: Pilot[Any], desk: DeskApp) -> None:
    """Wait until the watch has seen the store once: what is written from now on is news to it."""
    await until(pilot, lambda: desk.store_watch._number is not None)


def happened(desk: DeskApp) -> str:
    return desk.screen.query_one("#happened", EdgeLine).render().plain.strip()


def where(desk: DeskApp) -> str:
    return desk.screen.query_one("#where", EdgeLine).render().plain.strip()


def painted(desk: DeskApp) -> list[str]:
    """The screen as it stands, line by line."""
    # There is no public way to the strips.
    return [strip.text for strip in desk.screen._compositor.render_strips()]


def assert_harmless(desk: DeskApp) -> None:
    """No line is too wide, and none holds a character that could act on a terminal."""
    lines = painted(desk)
    assert len(lines) == desk.size.height
    for line in lines:
        assert cells(line) <= desk.size.width
        assert ESCAPE not in line
        assert BIDI not in line


def names_in(found: RecordList) -> list[str]:
    return [text for row in found.rows_at_hand for text in [row.cells[-1]] if isinstance(text, str)]
