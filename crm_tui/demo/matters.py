"""Cases of the year, from their first word to their end: answered, waiting, solved, some of them reopened."""

from collections.abc import Mapping
from typing import Any

from crm_tui.demo import talk
from crm_tui.demo.crowd import Rows
from crm_tui.demo.phrases import Ready
from crm_tui.demo.year import Continuation, Year
from crm_tui.store.tables import Case, CaseEvent

_LATE = 0.06
_BY_SOMEBODY_ELSE = 0.06
_WAITS = 0.25
_REOPENED = 0.07
_AGREED = 0.3
_UNDERSTOOD = 0.6
#: Making good costs full tens up to what everybody may spend, in 1/10,000.
_COSTS = tuple(tens * 10 * 10_000 for tens in (1, 1, 2, 2, 3, 5))
_REPLY_MINUTES = 4
_MOODS_SOLVED = ("neutral", "pleased", "pleased", "delighted")
_MOODS_ANSWERED = ("uneasy", "neutral", "neutral", "neutral", "pleased")


def open_case(year: Year, rows: Rows, contact: dict[str, Any], position: float, ready: Ready) -> None:
    """A case from its first word on; what lies after now has not happened."""
    rng, now = year.rng, year.now
    answered = position + (rng.uniform(0.8, 2.2) if rng.random() < _LATE else rng.uniform(0.02, 0.4))
    waits = rng.random() < _WAITS
    heard = answered + rng.uniform(0.5, 4.0)
    solved = (heard if waits else answered) + rng.uniform(0.3, 6.0)
    closed = solved + rng.uniform(1.0, 4.0)
    case_id = contact["case_id"] = next(year.ids[Case])
    case = {
        "id": case_id,
        "customer_id": contact["customer_id"],
        "nature": contact["nature"],
        "title": contact["said"],
        "owner_id": contact["staff_id"],
        "opened_at": contact["happened_at"],
        **_about(contact),
    }
    if rng.random() < _AGREED:
        case["agreed_at"] = year.days.day(position + rng.uniform(4, 12)).ends
    life = _Life(year, rows, case, contact, ready)
    life.begin()
    life.reply("information", "answer", answered)
    if waits:
        life.move("waiting", answered)
        if life.hear("reply", "neutral", heard):
            life.move("open", heard)
    life.solve(solved)
    if rng.random() < _REOPENED:
        back = solved + rng.uniform(0.3, 1.5)
        closed = life.come_back(back) + rng.uniform(1.0, 4.0) if back <= now else closed
    if closed <= now:
        life.move("closed", closed)
        case["closed_at"] = year.days.instant(closed)
    rows[Case].append(case)


class _Life:
    """What happens to one case, written down as far as it has happened."""

    def __init__(
        self, year: Year, rows: Rows, case: dict[str, Any], first: dict[str, Any], ready: Ready
    ) -> None:
        self._year = year
        self._rows = rows
        self._case = case
        self._first = first
        self._ready = ready

    def begin(self) -> None:
        """Who owned it, which tier held and what it was about from the start."""
        at = self._case["opened_at"]
        tier = self._year.crowd.tier(self._case["customer_id"])
        for what, value in (("opened", ""), ("owner", str(self._case["owner_id"])), ("tier", tier)):
            self._event(what, value, at)
        for product_id in _about(self._case).values():
            self._event("product", str(product_id), at)

    def move(self, stage: str, position: float, what: str = "stage", why: str = "") -> None:
        """It comes to a stage, unless that is still to come."""
        if position <= self._year.now:
            self._case["stage"] = stage
            self._event(what, stage, self._year.days.instant(position), why)

    def reply(self, outcome: str, topic: str, position: float) -> bool:
        """We get back to them, nearly always whoever owns the case."""
        rng = self._year.rng
        moods = _MOODS_SOLVED if outcome == "solved" else _MOODS_ANSWERED
        owner = self._case["owner_id"]
        staff_id = self._year.somebody() if rng.random() < _BY_SOMEBODY_ELSE else owner
        fields = self._fields("phone", "outbound", outcome, topic, rng.choice(moods))
        return self._year.later(position, self._contact(fields, staff_id, _REPLY_MINUTES))

    def hear(self, topic: str, mood: str, position: float) -> bool:
        """They get back to us."""
        fields = self._fields("email", "inbound", "follow-up", topic, mood)
        return self._year.later(position, self._contact(fields, self._case["owner_id"], 0))

    def solve(self, position: float) -> None:
        """It is resolved, and what was learnt of it is kept."""
        if not self.reply("solved", "solved", position):
            return
        rng, case = self._year.rng, self._case
        self.move("solved", position)
        case["solved_at"] = self._year.days.instant(position)
        case["cause"] = rng.choice(talk.CAUSES)
        case["resolution"] = self._year.phrases.words("solved", "en", self._ready.product)
        if rng.random() < _UNDERSTOOD:
            case["understanding"] = self._year.phrases.words("understood", "en", self._ready.product)
            case["understanding_confirmed"] = int(rng.random() < 0.8)
        if case["cause"] and rng.random() < 0.5:
            case["prevention"] = talk.PREVENTIONS[case["cause"]]
        if rng.random() < 0.25:
            case |= {"cost": rng.choice(_COSTS), "cost_currency": self._year.currency}

    def come_back(self, position: float) -> float:
        """It was not over after all; returns when it was solved again, or would be."""
        self.hear("back", "uneasy", position)
        self.move("open", position, "reopened", talk.NOT_OVER)
        self._case["reopenings"] = 1
        del self._case["solved_at"]
        again = position + self._year.rng.uniform(0.2, 2.5)
        self.solve(again)
        return again

    def _fields(self, channel: str, direction: str, outcome: str, topic: str, mood: str) -> dict[str, Any]:
        language = self._year.crowd.language(self._first["customer_id"])
        return {
            "channel": channel,
            "direction": direction,
            "nature": self._first["nature"],
            "outcome": outcome,
            "said": self._year.phrases.words(topic, language, self._ready.product),
            "mood": mood,
            "case_id": self._case["id"],
            **_about(self._case),
        }

    def _contact(self, fields: dict[str, Any], staff_id: int, minutes: int) -> Continuation:
        year, customer_id = self._year, self._first["customer_id"]

        def go_on(rows: Rows, at: int) -> None:
            year.contact(rows, fields, customer_id, staff_id, at, minutes)

        return go_on

    def _event(self, what: str, value: str, at: int, why: str = "") -> None:
        event = {
            "id": next(self._year.ids[CaseEvent]),
            "case_id": self._case["id"],
            "staff_id": self._case["owner_id"],
            "what": what,
            "value": value,
            "happened_at": at,
            "recorded_at": at,
        }
        self._rows[CaseEvent].append({**event, "why": why} if why else event)


def _about(record: Mapping[str, Any]) -> dict[str, int]:
    """The product of a contact or a case, as its rows have it."""
    return {"product_id": record["product_id"]} if "product_id" in record else {}
