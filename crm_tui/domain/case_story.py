"""What happened to a case, as its clocks read it: plain values, whoever keeps them.

All instants are aware, and say when something was, not when it was typed. What a case has many of are tuples:
a million contacts are read when all clocks are written anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, Self

from crm_tui.domain.responses import is_response
from crm_tui.domain.words import Direction, Outcome, Stage


class StoryContact(NamedTuple):
    """A contact of a case. ``solves`` and ``responds`` are the marks of its outcome."""

    id: int
    happened_at: datetime
    direction: str
    outcome: str
    solves: bool = False
    responds: bool = False
    automatic: bool = False

    @property
    def asks(self) -> bool:
        """Whether the customer got in touch, so that they wait for an answer unless this was one too.

        An automatic message asks nothing, and who did not come to an appointment did not get in touch.
        """
        return self.direction == Direction.INBOUND and not self.automatic and self.outcome != Outcome.NO_SHOW

    def answers(self, opens_case: bool) -> bool:
        """Whether it is a real response (:mod:`crm_tui.domain.responses`)."""
        return is_response(
            self.direction,
            outcome_responds=self.responds,
            opens_case=opens_case,
            automatic=self.automatic,
        )


class StageMove(NamedTuple):
    """A case came to a stage."""

    at: datetime
    stage: Stage


class TierChange(NamedTuple):
    """The customer had this tier from then on; None is no tier."""

    at: datetime
    tier: str | None


class ProductChange(NamedTuple):
    """The case was about this product, an id as text, from then on; None is about none."""

    at: datetime
    product: str | None


@dataclass(frozen=True, slots=True)
class CaseStory:
    """A case from its first word on; contacts, moves, tiers and products in the order in which they happened.

    ``opened_by`` is the id of the contact with which it began, None where it was opened without one, and
    ``channel`` is that contact's. ``tier`` is the customer's now: it holds where no change is known. Before
    its first product a case is about none.
    """

    id: int
    customer_id: int
    owner_id: int
    nature: str
    opened_at: datetime
    opened_by: int | None = None
    channel: str | None = None
    kinds: frozenset[str] = frozenset()
    tier: str | None = None
    contacts: Sequence[StoryContact] = ()
    moves: Sequence[StageMove] = ()
    tiers: Sequence[TierChange] = ()
    products: Sequence[ProductChange] = ()

    def until(self, now: datetime) -> Self:
        """The story as it stood at ``now``: what came later has not happened yet."""
        return replace(
            self,
            contacts=[contact for contact in self.contacts if contact.happened_at <= now],
            moves=[move for move in self.moves if move.at <= now],
            tiers=[change for change in self.tiers if change.at <= now],
            products=[change for change in self.products if change.at <= now],
        )
