"""What a contact leads to besides a case: follow-ups, call-backs, promises, thanks and deliveries."""

from typing import Any

from crm_tui.demo import talk
from crm_tui.demo.crowd import Rows
from crm_tui.demo.phrases import Ready
from crm_tui.demo.year import Continuation, Year
from crm_tui.store.tables import FollowUp, Promise

_DROPPED = 0.03
_LATE = 0.07
_CALLED_BACK_LATER = 0.05
#: Who misses a call after this much of the day calls back on the next.
_DAY_NEARLY_OVER = 0.93
_THANKED = 0.93
_PROMISE_KEPT = 0.95
_ERRAND_MINUTES = 3


def plan(year: Year, rows: Rows, contact: dict[str, Any], position: float, ready: Ready) -> None:
    """A follow-up and what became of it."""
    rng = year.rng
    call_back = ready.after == "call-back"
    due = _due(year, position, call_back=call_back)
    timed = not call_back and rng.random() < 0.2
    day = year.days.day(due)
    due_at = year.days.instant(due) if timed and due < len(year.days.days) else day.ends
    follow_up = {
        "id": next(year.ids[FollowUp]),
        "customer_id": contact["customer_id"],
        "staff_id": contact["staff_id"] if rng.random() < 0.9 else year.somebody(),
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
    if not call_back and chance < _DROPPED:
        _drop(year, follow_up, contact, rng.uniform(position, due))
        rows[FollowUp].append(follow_up)
        return
    done = due if call_back else position + (due - position) * rng.uniform(0.5, 0.99)
    if chance > 1 - (_CALLED_BACK_LATER if call_back else _LATE):
        done = int(due) + rng.uniform(1.1, 2.5)
    if not year.later(done, _do(year, follow_up, ready)):
        rows[FollowUp].append(follow_up)


def _due(year: Year, position: float, *, call_back: bool) -> float:
    """When it is to be done; a call-back on the same day unless that is nearly over."""
    rng = year.rng
    if not call_back:
        return int(position) + rng.randrange(1, 12) + rng.uniform(0.2, 0.95)
    if position % 1 > _DAY_NEARLY_OVER:
        return int(position) + 1 + rng.uniform(0.02, 0.2)
    return position + (int(position) + 1 - position) * rng.uniform(0.1, 0.9)


def _drop(year: Year, follow_up: dict[str, Any], contact: dict[str, Any], dropped: float) -> None:
    if dropped <= year.now:
        closed_at = max(year.days.instant(dropped), contact["recorded_at"])
        why = year.rng.choice(talk.DROPPED)
        follow_up |= {"state": "dropped", "closed_at": closed_at, "closed_why": why}


def _do(year: Year, follow_up: dict[str, Any], ready: Ready) -> Continuation:
    """The follow-up is done, which is a contact of its own."""
    fields = {
        "channel": follow_up["channel"],
        "direction": "inbound" if "is_appointment" in follow_up else "outbound",
        "nature": "appointment" if "is_appointment" in follow_up else "courtesy",
        "outcome": year.rng.choice(("solved", "information")),
        "said": _words(year, "done", follow_up["customer_id"], ready),
        "mood": year.rng.choice(("neutral", "neutral", "pleased", "delighted")),
    }

    def go_on(rows: Rows, at: int) -> None:
        contact = year.contact(
            rows, fields, follow_up["customer_id"], follow_up["staff_id"], at, _ERRAND_MINUTES
        )
        done = {**follow_up, "state": "done", "closed_at": at, "done_by_id": contact["id"]}
        if "is_appointment" in follow_up:
            done["appointment"] = "came"
        rows[FollowUp].append(done)

    return go_on


def promise(year: Year, rows: Rows, contact: dict[str, Any], position: float, ready: Ready) -> None:
    """A promise of ours, told for some days on and aimed at earlier."""
    rng = year.rng
    told_on = int(position) + rng.randrange(3, 9)
    told, safe = year.days.day(told_on), year.days.day(told_on - rng.randrange(1, 3))
    row = {
        "id": next(year.ids[Promise]),
        "customer_id": contact["customer_id"],
        "staff_id": contact["staff_id"],
        "what": rng.choice(talk.PROMISES).replace("{product}", ready.product),
        "told_at": told.ends,
        "told_on": told.iso,
        "safe_at": safe.ends,
        "safe_on": safe.iso,
        "made_at": contact["happened_at"],
        "interaction_id": contact["id"],
        "tier": contact["tier"],
    }
    in_time = rng.random() < _PROMISE_KEPT
    kept = rng.uniform(position + 0.1, told_on + 0.99) if in_time else told_on + rng.uniform(1.1, 3.0)
    if kept <= year.now:
        at = year.days.instant(kept)
        state = "kept-early" if at <= safe.ends else "kept" if at <= told.ends else "broken"
        row |= {"state": state, "closed_at": at}
        if state == "broken":
            row["closed_why"] = "supplier late"
    rows[Promise].append(row)


def thank(year: Year, _rows: Rows, sale: dict[str, Any], position: float, ready: Ready) -> None:
    """Nearly every sale is thanked for within two days."""
    rng = year.rng
    if rng.random() > _THANKED:
        return
    channel = rng.choice(("phone", "email", "email"))
    fields = _outbound(year, sale, channel, "courtesy", "information", "thank", ready)
    fields["mood"] = rng.choice(("pleased", "delighted"))
    year.later(position + rng.uniform(0.3, 1.6), _contact(year, fields, sale))


def deliver(year: Year, _rows: Rows, call: dict[str, Any], position: float, ready: Ready) -> None:
    """What we called about is brought on the next day."""
    fields = _outbound(year, call, "visit", "delivery", "solved", "delivered", ready)
    fields["mood"] = year.rng.choice(("neutral", "pleased", "pleased"))
    year.later(int(position) + 1 + year.rng.uniform(0.05, 0.9), _contact(year, fields, call))


def _outbound(
    year: Year, first: dict[str, Any], channel: str, nature: str, outcome: str, topic: str, ready: Ready
) -> dict[str, Any]:
    return {
        "channel": channel,
        "direction": "outbound",
        "nature": nature,
        "outcome": outcome,
        "said": _words(year, topic, first["customer_id"], ready),
    }


def _contact(year: Year, fields: dict[str, Any], first: dict[str, Any]) -> Continuation:
    """Another contact with the same customer, by whoever had the first."""

    def go_on(rows: Rows, at: int) -> None:
        year.contact(rows, fields, first["customer_id"], first["staff_id"], at, _ERRAND_MINUTES)

    return go_on


def _words(year: Year, topic: str, customer_id: int, ready: Ready) -> str:
    return year.phrases.words(topic, year.crowd.language(customer_id), ready.product)
