"""Playbooks as they are in force, and what was ticked of one in a contact."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from crm_tui.domain.errors import NoSuchRecord
from crm_tui.domain.instants import from_micros, maybe_from_micros
from crm_tui.domain.list_views import ALL
from crm_tui.domain.playbooks import Playbook, Situation, Step, fitting, situation_in_words
from crm_tui.domain.words import Direction
from crm_tui.i18n import _
from crm_tui.queries.narrowing import Asked, that_say
from crm_tui.store.reader import Reader

_VERSIONS = """
SELECT p.id, p.nature, p.mood, p.outcome, p.name, v.id, v.number, v.valid_from, v.steps,
       p.retired_at, p.version, n.label
  FROM playbooks p
  JOIN playbook_versions v ON v.playbook_id = p.id
  LEFT JOIN natures n ON n.code = p.nature"""
VERSIONS = _VERSIONS + " ORDER BY p.id, v.number"
VERSION = _VERSIONS + " WHERE v.id = :id"
CONTACT = """
SELECT i.nature, i.mood, i.outcome, i.direction, i.automatic, i.recorded_at, o.reached
  FROM interactions i
  JOIN outcomes o ON o.code = i.outcome
 WHERE i.id = :id AND i.deleted_at IS NULL"""
TICKS = "SELECT playbook_version_id, step FROM step_ticks WHERE interaction_id = :id ORDER BY id"


@dataclass(frozen=True, slots=True)
class StepsTaken:
    """The playbook that a contact had, and the codes of the steps that were ticked in it."""

    playbook: Playbook
    ticked: frozenset[str]

    @property
    def missing(self) -> tuple[Step, ...]:
        """The required steps that were not ticked."""
        return self.playbook.missing(self.ticked)


def playbooks(reader: Reader, *, with_retired: bool = False) -> tuple[Playbook, ...]:
    """The playbooks with their newest steps, in the order in which they were set up."""
    newest = {version.id: version for version in _versions(reader)}
    return tuple(one for one in newest.values() if with_retired or one.retired_at is None)


def listed_playbooks(reader: Reader, asked: Asked) -> tuple[Playbook, ...]:
    """Those in force, or with the retired ones; a filter reads their steps too."""
    return that_say(
        playbooks(reader, with_retired=asked.among == ALL),
        asked.text,
        lambda one: (
            *(one.title, situation_in_words(one.situation, one.nature_label)),
            *(step.text for step in one.steps),
        ),
    )


def playbook_versions(reader: Reader, playbook_id: int) -> tuple[Playbook, ...]:
    """Every version of a playbook, the newest last. Raises NoSuchRecord."""
    found = tuple(version for version in _versions(reader) if version.id == playbook_id)
    if not found:
        raise NoSuchRecord(
            _("There is no playbook {id}.").format(id=playbook_id),
            _("`crm-tui playbook list` shows those there are."),
        )
    return found


def playbook_for(reader: Reader, situation: Situation) -> Playbook | None:
    """The playbook that is exactly for this situation; None where there is none in force."""
    return next((one for one in playbooks(reader) if one.situation == situation), None)


def steps_taken(reader: Reader, interaction_id: int) -> StepsTaken | None:
    """What was ticked in a contact; None where no playbook fitted it when it was written down.

    A contact in which nobody was reached had none.
    """
    ticks = reader.rows(TICKS, {"id": interaction_id})
    if ticks:
        version = _playbook(reader.row(VERSION, {"id": ticks[0][0]}))
        return StepsTaken(version, frozenset(step for _version, step in ticks))
    contact = reader.row(CONTACT, {"id": interaction_id})
    if contact is None:
        return None
    nature, mood, outcome, direction, automatic, recorded_at, reached = contact
    if not reached or automatic or direction == Direction.INTERNAL:
        return None
    then = playbooks_at(_versions(reader), from_micros(recorded_at))
    playbook = fitting(then, Situation(nature, mood, outcome))
    return None if playbook is None else StepsTaken(playbook, frozenset())


def playbooks_at(versions: Iterable[Playbook], at: datetime) -> tuple[Playbook, ...]:
    """Of versions in the order of their numbers, those that were in force at an instant."""
    then = {
        version.id: version
        for version in versions
        if version.valid_from <= at and (version.retired_at is None or at < version.retired_at)
    }
    return tuple(then.values())


def _versions(reader: Reader) -> tuple[Playbook, ...]:
    return tuple(_playbook(row) for row in reader.rows(VERSIONS))


def _playbook(row: tuple[Any, ...] | None) -> Playbook:
    assert row is not None, "a tick points to a version that is there"
    (
        playbook_id, nature, mood, outcome, name, version_id, number, valid_from, steps,
        retired_at, version, nature_label,
    ) = row  # fmt: skip
    return Playbook(
        playbook_id,
        Situation(nature, mood, outcome),
        name,
        version_id,
        number,
        from_micros(valid_from),
        tuple(Step(step["code"], step["text"], step["required"]) for step in json.loads(steps)),
        maybe_from_micros(retired_at),
        version,
        nature_label or "",
    )
