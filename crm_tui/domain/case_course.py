"""The course of a case: when each of its clocks ran, stood still, and stopped, whatever the targets.

The rules (PRODUCT.md, "clock"):

- What happened before the case began moves none of its clocks; a stage that it came to before that counts
  from its beginning.
- The contact with which a case began stops nothing, unless it solved the matter.
- The first answer is waited for until a real response, or until the case is solved.
- The next answer is waited for from the first contact that nobody has answered since our last response; more
  messages do not start it again. It never runs before the first answer, nor once the case is solved.
- All clocks stand still while we wait for the customer.
- A case that is reopened goes on with the same resolution clock, for which the time in which it was solved
  is a pause. What the customer wrote in that time, and nobody answered, is waited for from the reopening on:
  until then it was a thank-you for all we knew.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from crm_tui.domain.case_story import CaseStory, StageMove, StoryContact
from crm_tui.domain.pauses import Pause
from crm_tui.domain.words import ClockName, Stage

_OVER = frozenset({Stage.SOLVED, Stage.CLOSED})


@dataclass(frozen=True, slots=True)
class Stretch:
    """One thing that was waited for: from when, and until when; None is still waited for.

    ``since`` names the record with which it began: the case, or the contact that asked.
    """

    name: ClockName
    since: tuple[str, int]
    started_at: datetime
    stopped_at: datetime | None


@dataclass(frozen=True, slots=True)
class Course:
    """What was waited for in a case, and the times in which clocks stood still."""

    stretches: tuple[Stretch, ...]
    pauses: tuple[Pause, ...]


def course_of(story: CaseStory) -> Course:
    """The course that the events of a case add up to."""
    walk = _Walk(story)
    for event in _in_order(story):
        if isinstance(event, StageMove):
            walk.move(event)
        else:
            walk.contact(event)
    return walk.finish()


def _in_order(story: CaseStory) -> Iterator[StageMove | StoryContact]:
    """Moves and contacts by time; a stage that was reached at the same instant as a contact comes first."""
    began = story.opened_at
    moves = [move if move.at >= began else StageMove(began, move.stage) for move in story.moves]
    if any(contact.id == story.opened_by and contact.solves for contact in story.contacts):
        moves.insert(0, StageMove(began, Stage.SOLVED))
    contacts = [contact for contact in story.contacts if contact.happened_at >= began]
    waiting = 0
    for contact in contacts:
        while waiting < len(moves) and moves[waiting].at <= contact.happened_at:
            yield moves[waiting]
            waiting += 1
        yield contact
    yield from moves[waiting:]


@dataclass(slots=True)
class _Walk:
    """Where the case stands while its events are gone through."""

    story: CaseStory
    stage: Stage = Stage.OPEN
    paused_at: datetime | None = None
    answered_at: datetime | None = None
    asked_by: StoryContact | None = None
    asked_at: datetime | None = None
    next_answers: list[Stretch] = field(default_factory=list)
    pauses: list[Pause] = field(default_factory=list)

    def move(self, move: StageMove) -> None:
        """The case comes to another stage."""
        was_over, is_over = self.stage in _OVER, move.stage in _OVER
        self.stage = move.stage
        if was_over and is_over:  # from solved to closed: nothing more to be waited for than before
            return
        if self.paused_at is not None:
            self.pauses.append((self.paused_at, move.at))
        self.paused_at = None if move.stage is Stage.OPEN else move.at
        if is_over:
            self._answer(move.at)
        elif was_over and self.asked_by is not None:
            self.asked_at = move.at

    def contact(self, contact: StoryContact) -> None:
        """Somebody got in touch."""
        if contact.answers(opens_case=contact.id == self.story.opened_by):
            self._answer(contact.happened_at)
        elif contact.asks and self.answered_at is not None and self.asked_by is None:
            self.asked_by = contact
            self.asked_at = None if self.stage in _OVER else contact.happened_at

    def finish(self) -> Course:
        """What all events add up to."""
        started, since = self.story.opened_at, ("case", self.story.id)
        self._note_next_answer(None)
        solved_at = self.paused_at if self.stage in _OVER else None
        if self.paused_at is not None and solved_at is None:
            self.pauses.append((self.paused_at, None))
        return Course(
            (
                Stretch(ClockName.FIRST_RESPONSE, since, started, self.answered_at),
                *self.next_answers,
                Stretch(ClockName.RESOLUTION, since, started, solved_at),
            ),
            tuple(self.pauses),
        )

    def _answer(self, at: datetime) -> None:
        """They have their answer, by a response or because the matter is solved."""
        if self.answered_at is None:
            self.answered_at = at
        self._note_next_answer(at)
        self.asked_by = self.asked_at = None

    def _note_next_answer(self, stopped_at: datetime | None) -> None:
        if self.asked_by is not None and self.asked_at is not None:
            since = ("interaction", self.asked_by.id)
            self.next_answers.append(Stretch(ClockName.NEXT_RESPONSE, since, self.asked_at, stopped_at))
