"""Every screen on a business whose every word is hostile: nothing of it acts, everything of it is shown.

RELIABILITY.md, S1 and S2; ARCHITECTURE.md, law 6.
"""

import json
import re
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from byte_stream import ALLOWED, harm_in, texts_of
from payloads import payloads
from poisoned import LOGIN, NO_WORDS, STRUCTURES, WORDS
from seen import KEYS, Seen
from terminals import environment, until

from crm_tui.store.drafts import Drafts
from crm_tui.store.driver import open_reader
from crm_tui.tui.routes import FIRST_START, ROUTES

pytestmark = pytest.mark.terminal

PROGRAM = (sys.executable, str(Path(__file__).with_name("route_program.py")))

#: Nothing more comes when it has been quiet for so long.
QUIET_SECONDS = 0.25
#: Where it does not matter which of two keys came first.
BRIEFLY_QUIET_SECONDS = 0.1

_CUSTOMER = "SELECT customer_id FROM interactions GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
_AGREEMENT = {"agreement_id": "SELECT min(id) FROM agreements"}
_OPEN_CASE = {"case_id": "SELECT max(id) FROM cases WHERE stage = 'open'"}
_FOLLOW_UP = {"follow_up_id": "SELECT max(id) FROM follow_ups WHERE state = 'open'"}
_OPPORTUNITY = {"opportunity_id": "SELECT max(id) FROM opportunities WHERE closed_at IS NULL"}
_PLAN = {"plan_id": "SELECT plan_id FROM plan_runs ORDER BY id LIMIT 1"}
_POLICY = {"policy_id": "SELECT min(id) FROM policies"}
_OUTREACH = {"outreach_id": "SELECT min(id) FROM outreaches"}
_PAIR = {
    "customer_id": "SELECT min(customer_id) FROM custom_values",
    "other_id": "SELECT max(id) FROM customers",
}
_SALE_ON_ITS_WAY = {"sale_id": "SELECT max(id) FROM sales WHERE stage NOT IN ('delivered', 'cancelled')"}
_STANDARD = {"standard_id": "SELECT min(id) FROM standards"}
_TRAINEE = {"staff_id": "SELECT min(id) FROM staff WHERE role = 'trainee'"}

#: What each route is about: a question to the database for each argument.
ABOUT: dict[str, dict[str, str]] = {
    "agreement": _AGREEMENT,
    "agreement-end": _AGREEMENT,
    "agreement-form": _AGREEMENT,
    "agreement-notice": _AGREEMENT,
    "agreement-renew": _AGREEMENT,
    "agreements": {},
    "answer-proposal": {"proposal_id": "SELECT min(id) FROM proposals", "accept": "SELECT 1"},
    "away": {"staff_id": "SELECT max(id) FROM staff"},
    "calendar": {},
    "calendar-day": {},
    "calendar-week": {},
    "call": {"customer_id": "SELECT max(id) FROM customers"},
    "case": {"customer_id": "SELECT max(customer_id) FROM cases"},
    "case-dispute": {"case_id": "SELECT max(id) FROM cases WHERE nature = 'dispute'"},
    "case-hand-over": _OPEN_CASE,
    "case-learn": {"case_id": "SELECT max(id) FROM cases WHERE stage IN ('solved', 'closed')"},
    "case-product": _OPEN_CASE,
    "case-reopen": {"case_id": "SELECT max(id) FROM cases WHERE stage = 'closed'"},
    "case-solve": _OPEN_CASE,
    "case-tie": _OPEN_CASE,
    "cases": {},
    "checklist-item": _TRAINEE,
    "contact-edit": {"interaction_id": "SELECT max(id) FROM interactions WHERE direction = 'inbound'"},
    "customer": {"customer_id": _CUSTOMER},
    "customer-form": {"customer_id": "SELECT max(customer_id) FROM contact_points"},
    "customers": {},
    "drafts": {},
    "drop": _FOLLOW_UP,
    "duplicates": {},
    "find": {},
    "follow-up": {"customer_id": "SELECT max(id) FROM customers"},
    "give-away-form": {"staff_id": "SELECT staff_id FROM follow_ups WHERE state = 'open' LIMIT 1"},
    "heard": {"customer_id": _CUSTOMER},
    "import": {},
    "insights": {},
    "job": _TRAINEE,
    "log": _FOLLOW_UP,
    "look": {
        "interaction_id": "SELECT max(i.id) FROM interactions i JOIN staff s ON s.id = i.staff_id "
        "WHERE s.role = 'trainee'"
    },
    "member": _TRAINEE,
    "merge": _PAIR,
    "merge-with": {"customer_id": _CUSTOMER},
    "menu-for": {},
    "menu-of-services": {"customer_id": _CUSTOMER},
    "message": {"customer_id": _CUSTOMER},
    "move": {"interaction_id": "SELECT max(id) FROM interactions"},
    "negotiate": _AGREEMENT,
    "negotiations": {"customer_id": "SELECT max(customer_id) FROM negotiation_steps"},
    "note": {"customer_id": "SELECT max(id) FROM customers"},
    "one-to-one": {"one_to_one_id": "SELECT max(id) FROM one_to_ones"},
    "one-to-one-form": {"staff_id": "SELECT max(staff_id) FROM one_to_ones"},
    "opportunities": {},
    "opportunity": _OPPORTUNITY,
    "opportunity-lose": _OPPORTUNITY,
    "opportunity-win": _OPPORTUNITY,
    "outreach": _OUTREACH,
    "outreach-answer": {
        **_OUTREACH,
        "customer_id": "SELECT max(customer_id) FROM outreach_members WHERE left_out IS NULL",
    },
    "outreach-file": _OUTREACH,
    "outreach-form": {},
    "outreaches": {},
    "own-field-form": {"code": "SELECT code FROM custom_fields WHERE type = 'choice' ORDER BY id LIMIT 1"},
    "own-fields": {},
    "plan": _PLAN,
    "plan-form": _PLAN,
    "plans": {},
    "playbook-form": {"playbook_id": "SELECT min(id) FROM playbooks"},
    "playbooks": {},
    "policy": _POLICY,
    "policy-form": _POLICY,
    "policy-review": _POLICY,
    "praise-form": _TRAINEE,
    "product-form": {"product_id": "SELECT product_id FROM product_links ORDER BY id LIMIT 1"},
    "products": {},
    "promise": {"customer_id": "SELECT max(id) FROM customers"},
    "promise-end": {
        "promise_id": "SELECT max(id) FROM promises WHERE state = 'open'",
        "how": "SELECT 'break'",
    },
    "proposal": _STANDARD,
    "propose-change": _STANDARD,
    "public-holidays": {},
    "pulse": {"staff_id": f"SELECT id FROM staff WHERE login = '{LOGIN}'"},
    "read-standard": _STANDARD,
    "reassign": _FOLLOW_UP,
    "referral": {"customer_id": _CUSTOMER},
    "referrals": {},
    "record": {"kind": "SELECT 'interaction'", "record_id": "SELECT max(id) FROM interactions"},
    "review": _STANDARD,
    "sale": {"customer_id": "SELECT max(customer_id) FROM sales"},
    "sale-attempt": _SALE_ON_ITS_WAY,
    "sale-cancel": _SALE_ON_ITS_WAY,
    "sale-edit": _SALE_ON_ITS_WAY,
    "sale-hand-over": _SALE_ON_ITS_WAY,
    "sale-page": {"sale_id": "SELECT sale_id FROM sale_events GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"},
    "sale-promise": _SALE_ON_ITS_WAY,
    "sales": {},
    "save-view": {
        "list_name": "SELECT list FROM saved_views ORDER BY id LIMIT 1",
        "view_id": "SELECT id FROM saved_views ORDER BY id LIMIT 1",
        "name": "SELECT name FROM saved_views ORDER BY id LIMIT 1",
    },
    "say-why": {
        "standard_id": "SELECT standard_id FROM breach_notes ORDER BY id LIMIT 1",
        "kind": "SELECT event_kind FROM breach_notes ORDER BY id LIMIT 1",
        "record_id": "SELECT event_id FROM breach_notes ORDER BY id LIMIT 1",
    },
    "settings": {},
    "sign-off": {"item_id": "SELECT min(id) FROM checklist_items WHERE kind = 'accompanied'"},
    "skill": _TRAINEE,
    "snooze": _FOLLOW_UP,
    "speaker": {"customer_id": _CUSTOMER},
    "staff-form": {"staff_id": "SELECT max(id) FROM staff"},
    "standard": _STANDARD,
    "standard-form": _STANDARD,
    "standards": {},
    "standards-holding": _OPEN_CASE,
    "survey": {"customer_id": _CUSTOMER},
    "surveys": {},
    "team": {},
    "template-form": {},
    "templates": {},
    "today": {},
    "training": _TRAINEE,
    "won-back": {"customer_id": _CUSTOMER},
}

#: Opened by a key from another screen, or before there is any business.
ELSEWHERE = {"help", "look-up", "palette", FIRST_START}

_CUT_OFF = re.compile(rb"\x1b(\[[0-?]*[ -/]*)?\Z")


class Walk:
    """A walk through the desk, from screen to screen, and what it sent."""

    def __init__(self, path: Path, home: Path, quiet_seconds: float = QUIET_SECONDS) -> None:
        home.mkdir(exist_ok=True)
        self._quiet_seconds = quiet_seconds
        self._path = path
        self._wanted = home / "route.json"
        self._checked = 0
        command = (*PROGRAM, str(path), LOGIN, str(self._wanted))
        self.desk = Seen(command, size=(120, 36), env=environment(HOME=str(home)))
        self.desk.see("help")
        self.rest()

    def go(self, route: str) -> None:
        """Open a screen, whatever is open."""
        self._wanted.write_text(json.dumps([route, _about(self._path, route)]), encoding="utf-8")
        self.desk.process.send_signal(signal.SIGUSR1)
        until(lambda: not self._wanted.exists() or self.desk.ended(), f"{route} is open")
        self.rest()

    def press(self, *keys: str) -> None:
        """Press keys, each when the screen has come to rest after the one before."""
        for key in keys:
            self.desk.press({"pagedown": "\x1b[6~", "end": "\x1b[F"}.get(key) or KEYS.get(key, key))
            self.rest()

    def rest(self) -> None:
        """Wait until nothing more comes."""
        seen, since = len(self.desk.read()), time.monotonic()

        def is_quiet() -> bool:
            nonlocal seen, since
            if len(self.desk.read()) != seen:
                seen, since = len(self.desk.output), time.monotonic()
            return time.monotonic() - since > self._quiet_seconds or self.desk.ended()

        until(is_quiet, "the screen is at rest")

    def check(self) -> str:
        """The program still runs, and nothing that came since the last time acted on the terminal.

        Returns all the text that came since then.
        """
        assert not self.desk.ended(), self.desk.screen
        output = self.desk.read()[self._checked :]
        # What has come may end within a sequence of the program's own: its beginning waits for the rest.
        output = _CUT_OFF.sub(b"", output)
        self._checked += len(output)
        assert harm_in(output) == []
        return "".join(texts_of(output))

    def end(self) -> None:
        """The program ends when it is told to, and in all that came no payload stands as it was written."""
        self.desk.process.send_signal(signal.SIGTERM)
        until(self.desk.ended, "the program is gone")
        assert self.desk.process.returncode == 128 + signal.SIGTERM, self.desk.screen
        output = self.desk.read()
        assert harm_in(output) == []
        for payload in payloads():
            if "\x1b" in payload or "\x9b" in payload:
                # Some switch a mode that Textual itself switches, once.
                assert output.count(payload.encode()) <= (1 if ALLOWED.fullmatch(payload) else 0)


@pytest.fixture(scope="module")
def walks(poisoned: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Walk]]:
    """The walk that goes on through all the screens, each left as a user may leave it; a new one after a
    program that came to an end."""
    begun: list[Walk] = []

    def going_on() -> Walk:
        if not begun or begun[-1].desk.ended():
            home = tmp_path_factory.mktemp("walk")
            path = Path(shutil.copyfile(poisoned, home / "hostile.db"))
            begun.append(Walk(path, home, BRIEFLY_QUIET_SECONDS))
        return begun[-1]

    yield going_on
    try:
        if begun and not begun[-1].desk.ended():
            begun[-1].end()
    finally:
        for walk in begun:
            walk.desk.close()


@pytest.fixture
def begin(hostile_path: Path, tmp_path: Path) -> Iterator[Callable[[str], Walk]]:
    """Begins a walk of its own at a screen, and ends it."""
    begun: list[Walk] = []
    drafts = Drafts(hostile_path)

    def at(route: str) -> Walk:
        walk = Walk(hostile_path, tmp_path / "home")
        begun.append(walk)
        walk.go(route)
        return walk

    yield at
    drafts.close()
    try:
        for walk in begun:
            walk.end()
    finally:
        for walk in begun:
            walk.desk.close()


def _about(path: Path, route: str) -> dict[str, Any]:
    reader = open_reader(path)
    try:
        found = {name: reader.value(sql) for name, sql in ABOUT[route].items()}
    finally:
        reader.close()
    assert None not in found.values(), f"there is nothing in the sample that {route} could show"
    return found


def test_every_column_of_text_is_poisoned_or_no_words(poisoned: Path) -> None:
    reader = open_reader(poisoned)
    columns = reader.rows(
        "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c "
        "WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND c.type = 'TEXT'"
    )
    reader.close()
    decided = {
        (table, column)
        for table in {*WORDS, *STRUCTURES, *NO_WORDS}
        for column in (
            *WORDS.get(table, ()),
            *STRUCTURES.get(table, ()),
            *NO_WORDS.get(table, "").split(),
        )
    }
    assert {(table, column) for table, column in columns} == decided


def test_there_is_something_to_poison(poisoned: Path) -> None:
    reader = open_reader(poisoned)
    empty = [table for table in {*WORDS, *STRUCTURES} if not reader.value(f"SELECT count(*) FROM {table}")]
    reader.close()
    assert empty == []


def test_every_route_is_walked() -> None:
    assert set(ROUTES) - ELSEWHERE == set(ABOUT)


@pytest.mark.parametrize("route", sorted(set(ROUTES) - ELSEWHERE))
def test_no_route_lets_anything_through(walks: Callable[[], Walk], route: str) -> None:
    walk = walks()
    walk.go(route)
    walk.press("pagedown", "down", "tab", "down", "tab", "space", "tab", "pagedown", "escape")
    walk.check()


def test_every_name_goes_by_and_markup_is_read_by_nobody(begin: Callable[[str], Walk]) -> None:
    walk = begin("customers")
    pages = len(payloads()) // 15
    walk.press(*["pagedown"] * pages, "end")
    text = walk.check()
    for literal in ("[bold red]x[/]", "[@click=app.quit]quit[/]", "[link=http://example.invalid]", "[/nope]"):
        assert literal in text
    for name in ("␛[2J␛[H gone", "␛[31;5;7mred that blinks", "\ufffd31mred", "bell␇ back␈", "one␤two"):
        assert name in text


def test_products_that_are_looked_up_from_a_form_are_harmless(begin: Callable[[str], Walk]) -> None:
    walk = begin("sale")
    walk.press("\x02", "pagedown", "down", "e", "pagedown", "down", "enter", "tab", "escape")  # ctrl+b
    walk.check()


def test_a_long_history_goes_by(begin: Callable[[str], Walk]) -> None:
    walk = begin("customer")
    walk.press("tab", *["pagedown"] * 12, "end", "enter", "pagedown", "escape")
    walk.check()


def test_what_just_happened_is_told_harmlessly(begin: Callable[[str], Walk]) -> None:
    """The line above the footer, undo's question and a draft's line hold names and notes too."""
    walk = begin("call")
    walk.press("enter", *"[/] [@click=app.quit]", "escape", "D")
    walk.press("enter", "F7", "e", "s", "ctrl+s", "u", "U")
    assert "[/] [@click=app.quit]" in walk.check()
