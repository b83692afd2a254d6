"""A year at the desk, contact by contact in the order of time, with what each leads to.

Most contacts begin something; what follows from them (an answer, a follow-up done) waits in a queue until its
time has come, so that the year is written in one pass and little is held in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from heapq import heappop, heappush
from random import Random
from typing import Any

from crm_tui.demo import talk
from crm_tui.demo.crowd import Crowd, Ids, Rows
from crm_tui.demo.days import OpenDays
from crm_tui.demo.phrases import Phrases, Ready
from crm_tui.store.tables import Case, CaseEvent, FollowUp, Interaction, Promise

_MINUTE = 60_000_000
#: How many contacts a fresh one can lead to.
_MOST_TO_COME = 2
#: An errand that is late by no more than this is still open; older ones were done or dropped by now.
_OVERDUE_DAYS = 4

Continuation = Callable[[Rows, int], None]


class History:
    """Tells the year of a crowd; ``staff_ids`` are those at the desk, in the order of how much they do."""

    def __init__(
        self, rng: Random, ids: Ids, days: OpenDays, crowd: Crowd, phrases: Phrases, staff_ids: list[int]
    ) -> None:
        self._rng = rng
        self._ids = ids
        self._days = days
        self._crowd = crowd
        self._phrases = phrases
        self._staff_ids = staff_ids
        self._busy = [rng.random() < 0.25 + 0.2 * (day % 78 < 26) for day in range(len(days.days))]
        self._to_come: list[tuple[float, int, Continuation]] = []
        self._told = 0

    def chunks(self, total: int, size: int) -> Iterator[Rows]:
        """The rows of exactly ``total`` contacts and what belongs to them, a chunk of contacts at a time."""
        rows: Rows = defaultdict(list)
        for number in range(total):
            position = self._days.now * (number + self._rng.random()) / total
            self._tell_next(rows, position, total - number)
            if len(rows[Interaction]) >= size:
                yield rows
                rows = defaultdict(list)
        yield rows

    def _tell_next(self, rows: Rows, position: float, left: int) -> None:
        """The next contact: one whose time has come, or a fresh one with room for what it leads to."""
        to_come = self._to_come
        if to_come and (to_come[0][0] <= position or len(to_come) >= left):
            at, _number, go_on = heappop(to_come)
            go_on(rows, self._days.instant(at))
            return
        self._begin(rows, position, plain=len(to_come) + _MOST_TO_COME >= left)

    def _begin(self, rows: Rows, position: float, *, plain: bool) -> None:
        crowd, rng = self._crowd, self._rng
        # A few customers are in touch often, most now and then.
        customer_id = crowd.first + int((crowd.last - crowd.first + 1) * rng.random() ** 2)
        language = crowd.language(customer_id)
        ready = self._phrases.fresh(language, self._busy[int(position)], plain=plain)
        staff_id = self._somebody()
        at = self._days.instant(position)
        contact = self._contact(rows, ready.fields, customer_id, staff_id, at, ready.minutes)
        if ready.after == "case":
            self._open_case(rows, contact, position, ready)
        elif ready.after == "promise":
            self._promise(rows, contact, position, ready.product)
        elif ready.after:
            self._plan(rows, contact, position, ready)

    def _contact(
        self, rows: Rows, fields: dict[str, Any], customer_id: int, staff_id: int, at: int, minutes: int
    ) -> dict[str, Any]:
        contact = {
            **fields,
            "id": next(self._ids[Interaction]),
            "customer_id": customer_id,
            "staff_id": staff_id,
            "happened_at": at,
            "recorded_at": at + (minutes + 1) * _MINUTE,
            "tier": self._crowd.tier(customer_id),
        }
        if minutes:
            contact["ended_at"] = at + minutes * _MINUTE
        rows[Interaction].append(contact)
        return contact

    def _later(self, position: float, go_on: Continuation) -> bool:
        """Go on at a position; what lies after now has not happened, and False says so."""
        if position > self._days.now:
            return False
        self._told += 1
        heappush(self._to_come, (position, self._told, go_on))
        return True

    def _somebody(self) -> int:
        return self._staff_ids[int(len(self._staff_ids) * self._rng.random() ** 1.3)]

    def _open_case(self, rows: Rows, contact: dict[str, Any], position: float, ready: Ready) -> None:
        """A case from its first word on; what lies after now has not happened."""
        rng, now = self._rng, self._days.now
        late = rng.random() < 0.12
        answered = position + (rng.uniform(1.3, 3.0) if late else rng.uniform(0.02, 0.4))
        solved = answered + rng.uniform(0.3, 7.0)
        closed = solved + rng.uniform(1.0, 4.0)
        waits = rng.random() < 0.2
        customer_id, staff_id = contact["customer_id"], contact["staff_id"]
        case_id = contact["case_id"] = next(self._ids[Case])
        case = {
            "id": case_id,
            "customer_id": customer_id,
            "nature": contact["nature"],
            "title": contact["said"],
            "owner_id": staff_id,
            "stage": "waiting" if waits and answered <= now else "open",
            "opened_at": contact["happened_at"],
        }
        tier = self._crowd.tier(customer_id)
        for what, value in (("opened", ""), ("owner", str(staff_id)), ("tier", tier)):
            self._event(rows, case_id, staff_id, what, value, contact["happened_at"])
        if self._later(answered, self._reply(contact, "information", "answer", ready)) and waits:
            self._event(rows, case_id, staff_id, "stage", "waiting", self._days.instant(answered))
        if self._later(solved, self._reply(contact, "solved", "solved", ready)):
            at = self._days.instant(solved)
            case |= {"stage": "solved", "solved_at": at, "cause": rng.choice(talk.CAUSES)}
            case["resolution"] = self._phrases.words("solved", "en", ready.product)
            self._event(rows, case_id, staff_id, "stage", "solved", at)
        if closed <= now:
            case |= {"stage": "closed", "closed_at": self._days.instant(closed)}
            self._event(rows, case_id, staff_id, "stage", "closed", case["closed_at"])
        rows[Case].append(case)

    def _reply(self, first: dict[str, Any], outcome: str, topic: str, ready: Ready) -> Continuation:
        """We get back to them in the same case."""
        language = self._crowd.language(first["customer_id"])
        fields = {
            "channel": "phone",
            "direction": "outbound",
            "nature": first["nature"],
            "outcome": outcome,
            "said": self._phrases.words(topic, language, ready.product),
            "mood": self._rng.choice(
                ("neutral", "pleased", "delighted") if outcome == "solved" else ("uneasy", "neutral")
            ),
            "case_id": first["case_id"],
        }

        def go_on(rows: Rows, at: int) -> None:
            self._contact(rows, fields, first["customer_id"], first["staff_id"], at, 4)

        return go_on

    def _event(self, rows: Rows, case_id: int, staff_id: int, what: str, value: str, at: int) -> None:
        rows[CaseEvent].append(
            {
                "id": next(self._ids[CaseEvent]),
                "case_id": case_id,
                "staff_id": staff_id,
                "what": what,
                "value": value,
                "happened_at": at,
                "recorded_at": at,
            }
        )

    def _plan(self, rows: Rows, contact: dict[str, Any], position: float, ready: Ready) -> None:
        """A follow-up and what became of it."""
        rng = self._rng
        call_back = ready.after == "call-back"
        due_in = rng.randrange(2) if call_back else rng.randrange(1, 12)
        due = int(position) + due_in + rng.uniform(0.2, 0.95) if due_in else position + rng.uniform(0.05, 0.3)
        timed = not call_back and rng.random() < 0.2
        day = self._days.day(due)
        due_at = self._days.instant(due) if timed and due < len(self._days.days) else day.ends
        follow_up = {
            "id": next(self._ids[FollowUp]),
            "customer_id": contact["customer_id"],
            "staff_id": contact["staff_id"] if rng.random() < 0.9 else self._somebody(),
            "why": "return the missed call"
            if call_back
            else rng.choice(talk.ERRANDS).replace("{product}", ready.product),
            "channel": "phone" if call_back or rng.random() < 0.7 else "email",
            "due_at": due_at,
            "due_on": day.iso,
            "all_day": int(due_at == day.ends),
            "first_due_at": due_at,
            "interaction_id": contact["id"],
            "created_by_id": contact["staff_id"],
            "created_at": contact["recorded_at"],
            "tier": contact["tier"],
        }
        if call_back:
            follow_up["is_call_back"] = 1
        elif timed and rng.random() < 0.5:
            follow_up |= {"is_appointment": 1, "channel": "visit"}
        if contact["direction"] == "inbound":
            follow_up["exempt"] = "answer"
        chance = rng.random()
        if chance < 0.03:
            dropped = rng.uniform(position, due)
            if dropped <= self._days.now:
                closed_at = max(self._days.instant(dropped), contact["recorded_at"])
                follow_up |= {
                    "state": "dropped",
                    "closed_at": closed_at,
                    "closed_why": rng.choice(talk.DROPPED),
                }
            rows[FollowUp].append(follow_up)
            return
        done = (
            due + rng.uniform(0.1, 2.5)
            if chance < 0.1
            else position + (due - position) * rng.uniform(0.5, 0.99)
        )
        if not self._later(done, self._do(follow_up, ready)):
            rows[FollowUp].append(follow_up)

    def _do(self, follow_up: dict[str, Any], ready: Ready) -> Continuation:
        """The follow-up is done, which is a contact of its own."""
        fields = {
            "channel": follow_up["channel"],
            "direction": "inbound" if "is_appointment" in follow_up else "outbound",
            "nature": "appointment" if "is_appointment" in follow_up else "courtesy",
            "outcome": self._rng.choice(("solved", "information")),
            "said": self._phrases.words(
                "done", self._crowd.language(follow_up["customer_id"]), ready.product
            ),
            "mood": self._rng.choice(("neutral", "neutral", "pleased", "delighted")),
        }

        def go_on(rows: Rows, at: int) -> None:
            contact = self._contact(rows, fields, follow_up["customer_id"], follow_up["staff_id"], at, 3)
            done = {**follow_up, "state": "done", "closed_at": at, "done_by_id": contact["id"]}
            if "is_appointment" in follow_up:
                done["appointment"] = "came"
            rows[FollowUp].append(done)

        return go_on

    def _promise(self, rows: Rows, contact: dict[str, Any], position: float, product: str) -> None:
        """A promise of ours, told for some days on and aimed at earlier."""
        rng, now = self._rng, self._days.now
        told_on = int(position) + rng.randrange(3, 9)
        told, safe = self._days.day(told_on), self._days.day(told_on - rng.randrange(1, 3))
        promise = {
            "id": next(self._ids[Promise]),
            "customer_id": contact["customer_id"],
            "staff_id": contact["staff_id"],
            "what": rng.choice(talk.PROMISES).replace("{product}", product),
            "told_at": told.ends,
            "told_on": told.iso,
            "safe_at": safe.ends,
            "safe_on": safe.iso,
            "made_at": contact["happened_at"],
            "interaction_id": contact["id"],
            "tier": contact["tier"],
        }
        kept = (
            rng.uniform(position + 0.1, told_on + 0.99)
            if rng.random() < 0.9
            else told_on + rng.uniform(1.1, 3.0)
        )
        if kept <= now:
            at = self._days.instant(kept)
            state = "kept-early" if at <= safe.ends else "kept" if at <= told.ends else "broken"
            promise |= {"state": state, "closed_at": at}
            if state == "broken":
                promise["closed_why"] = "supplier late"
        rows[Promise].append(promise)
