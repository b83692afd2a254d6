"""A year at the desk, contact by contact in the order of time, with what each leads to.

Most contacts begin something; what follows from them (an answer, a follow-up done) waits in a queue until its
time has come, so that the year is written in one pass and little is held in memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from crm_tui.demo import errands, matters
from crm_tui.demo.crowd import Rows
from crm_tui.demo.phrases import Ready
from crm_tui.demo.year import Year
from crm_tui.store.tables import Interaction, StepTick

#: How many contacts a fresh one can lead to.
_MOST_TO_COME = 5
#: In the last so many open days the desk ticked every step; before that only what is required.
_TICKING_DAYS = 30
_REQUIRED_TICKED = 0.94
_OTHERS_TICKED = 0.8
#: A quarter of the year has so many open days; the business is busier in its last third of them.
_SEASON = 78
_BUSY_SEASON = 26

Sequel = Callable[[Year, Rows, dict[str, Any], float, Ready], None]

_SEQUELS: Mapping[str, Sequel] = MappingProxyType(
    {
        "case": matters.open_case,
        "follow-up": errands.plan,
        "call-back": errands.plan,
        "promise": errands.promise,
        "thanks": errands.thank,
        "delivery": errands.deliver,
    }
)


class History:
    """Tells the year of a crowd."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self._rng = year.rng
        self._busy = [
            self._rng.random() < 0.25 + 0.2 * (day % _SEASON < _BUSY_SEASON)
            for day in range(len(year.days.days))
        ]

    def chunks(self, total: int, size: int) -> Iterator[Rows]:
        """The rows of exactly ``total`` contacts and what belongs to them, a chunk of contacts at a time."""
        rows: Rows = defaultdict(list)
        for number in range(total):
            position = self._year.now * (number + self._rng.random()) / total
            self._tell_next(rows, position, total - number)
            if len(rows[Interaction]) >= size:
                yield rows
                rows = defaultdict(list)
        yield rows

    def _tell_next(self, rows: Rows, position: float, left: int) -> None:
        """The next contact: one whose time has come, or a fresh one with room for what it leads to."""
        waiting = self._year.waiting
        if self._year.is_due(position) or waiting >= left:
            self._year.go_on(rows)
            return
        self._begin(rows, position, plain=waiting + _MOST_TO_COME >= left)

    def _begin(self, rows: Rows, position: float, *, plain: bool) -> None:
        year, crowd = self._year, self._year.crowd
        # A few customers are in touch often, most now and then.
        customer_id = crowd.first + int((crowd.last - crowd.first + 1) * self._rng.random() ** 2)
        language = crowd.language(customer_id)
        ready = year.phrases.fresh(language, self._busy[int(position)], plain=plain)
        staff_id = year.somebody()
        at = year.days.instant(position)
        contact = year.contact(rows, ready.fields, customer_id, staff_id, at, ready.minutes)
        if ready.playbook is not None:
            self._tick(rows, contact["id"], position, ready)
        if ready.after:
            _SEQUELS[ready.after](year, rows, contact, position, ready)

    def _tick(self, rows: Rows, interaction_id: int, position: float, ready: Ready) -> None:
        """Most steps were taken, what is required nearly always."""
        playbook = ready.playbook
        assert playbook is not None, "the caller saw that there is one"
        every = position > self._year.now - _TICKING_DAYS
        for code, required in playbook.steps:
            if (every or required) and self._rng.random() < (
                _REQUIRED_TICKED if required else _OTHERS_TICKED
            ):
                rows[StepTick].append(
                    {
                        "id": next(self._year.ids[StepTick]),
                        "interaction_id": interaction_id,
                        "playbook_version_id": playbook.version_id,
                        "step": code,
                    }
                )
