"""What the customers of the sample business may need next, who heard it, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from crm_tui.actions.follow_ups import NewFollowUp
from crm_tui.actions.load import OverContactLoad
from crm_tui.actions.opportunities import NewOpportunity, hear, lose, move_on, win
from crm_tui.actions.reading import reader_of
from crm_tui.domain.actor import Actor
from crm_tui.domain.growth_words import OpportunityStage
from crm_tui.domain.instants import end_of_day
from crm_tui.domain.when import When, next_open_day
from crm_tui.domain.words import Channel
from crm_tui.i18n import _
from crm_tui.queries.opening_days import opening_days
from crm_tui.store.database import Database
from crm_tui.store.journal import Act

_UNIT = 10_000


@dataclass(frozen=True, slots=True)
class _Story:
    """What somebody heard, ``who`` of us, and where it stands; ``step`` is due so many days from now."""

    days_ago: int
    who: int
    key: str
    need: str
    value: int | None = None
    step: tuple[int, str, Channel] | None = None
    stage: OpportunityStage = OpportunityStage.HEARD
    why: str = ""


def notice(database: Database, people: list[Actor], cast: Mapping[str, int], now: datetime) -> None:
    """Write down what they may need; one of them was won, one lost, the others wait for their next step."""
    for story in _stories():
        person = people[min(story.who, len(people) - 1)]
        with database.act(person, now - timedelta(days=story.days_ago)) as act:
            value = None if story.value is None else story.value * _UNIT
            heard = hear(act, cast[story.key], NewOpportunity(story.need, value=value)).id
        with database.act(person, now - timedelta(days=story.days_ago // 2)) as act:
            if story.stage is OpportunityStage.WON:
                win(act, heard)
            elif story.stage is OpportunityStage.LOST:
                lose(act, heard, story.why)
            elif story.stage is not OpportunityStage.HEARD:
                move_on(act, heard, story.stage)
        if story.step is not None:
            _plan(database, person, heard, story, now)


def _plan(database: Database, person: Actor, heard: int, story: _Story, now: datetime) -> None:
    """Plan the next step; who heard enough from us has none."""
    assert story.step is not None, "only one with a step is planned"
    days, why, channel = story.step
    try:
        with database.act(person, now) as act:
            step = NewFollowUp(_in(act, days), why, channel=channel.value)
            move_on(act, heard, story.stage, next_step=step)
    except OverContactLoad:
        return


def _in(act: Act, days: int) -> When:
    day = next_open_day(act.today + timedelta(days=days), opening_days(reader_of(act)))
    return When(end_of_day(day, act.business.zone), True, day)


def _stories() -> tuple[_Story, ...]:
    return (
        _Story(
            12,
            0,
            "quillon",
            _("a second grinder for the new bar"),
            420,
            (3, _("ask which grinder fits the new bar"), Channel.PHONE),
            OpportunityStage.TALKED,
        ),
        _Story(
            9,
            1,
            "lumen",
            _("coffee delivered every month"),
            180,
            (1, _("send the offer for a year of coffee"), Channel.EMAIL),
            OpportunityStage.OFFERED,
        ),
        _Story(4, 2, "jun", _("a course in milk foam")),
        _Story(60, 0, "nashwa", _("a kettle for the second office"), 60, stage=OpportunityStage.WON),
        _Story(
            45,
            1,
            "hill",
            _("descaling twice a year"),
            90,
            stage=OpportunityStage.LOST,
            why=_("do it themselves"),
        ),
    )
