"""Playbooks: set up, changed by new versions, retired; and their steps ticked in a contact."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from crm_tui.actions.lookups import find_nature, find_outcome, read_code
from crm_tui.actions.reading import reader_of
from crm_tui.actions.retiring import refuse_retired
from crm_tui.domain import playbook_text
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.playbook_text import TypedStep
from crm_tui.domain.playbooks import (
    LONGEST_STEP,
    Situation,
    Step,
    code_from,
    fitting,
    same_words,
    situation_in_words,
)
from crm_tui.domain.playbooks import Playbook as WrittenPlaybook
from crm_tui.domain.words import Mood, Role
from crm_tui.i18n import _
from crm_tui.queries.playbooks import playbooks
from crm_tui.store.journal import Act
from crm_tui.store.tables import Playbook, PlaybookVersion


@dataclass(frozen=True, slots=True)
class PlaybookSaved:
    """A playbook as saved: its id, the number of the version in force, and the record's version."""

    id: int
    number: int
    version: int


def add_playbook(
    act: Act, *, situation: Situation, steps: Sequence[TypedStep], name: str = ""
) -> PlaybookSaved:
    """Set up the playbook for a situation, which Log and Call show from now on.

    Without a name it is called by its situation. Raises NotAllowed below manager; InvalidInput, naming the
    field, for steps or a situation that cannot be meant, and for one that has a playbook.
    """
    act.describe("add-playbook", "playbook")
    act.actor.require(Role.MANAGER)
    _check_situation(act, situation)
    written = _with_codes(steps, (), frozenset())
    playbook = act.add(
        Playbook(
            nature=situation.nature,
            mood=situation.mood,
            outcome=situation.outcome,
            name=_check_name(name),
            created_at=act.now,
        )
    )
    act.about("playbook", playbook.record_id)
    _write_version(act, playbook.record_id, 1, written)
    return PlaybookSaved(playbook.record_id, 1, playbook.version)


def change_playbook(
    act: Act,
    playbook_id: int,
    *,
    steps: Sequence[TypedStep] | None = None,
    name: str | None = None,
    version: int | None = None,
) -> PlaybookSaved:
    """Change what is given. Other steps are a new version; what was ticked before stays as it was.

    A step is the same step when it comes with its code, or with its words unchanged. The situation stays:
    another situation is another playbook. Raises as :func:`add_playbook`; NoSuchRecord; ChangedSince;
    InvalidInput for a playbook that was retired.
    """
    playbook = _in_force(act, playbook_id, "change-playbook", version)
    versions = _versions(act, playbook_id)
    newest = versions[-1]
    number = newest.number
    if steps is not None:
        codes = {step["code"] for old in versions for step in old.steps}
        written = _with_codes(steps, newest.steps, codes)
        if written != newest.steps:
            number += 1
            _write_version(act, playbook_id, number, written)
            # Whoever still has the old steps in view is told that they are old.
            act.change(playbook, version=playbook.version + 1)
    if name is not None:
        act.change(playbook, name=_check_name(name))
    return PlaybookSaved(playbook_id, number, playbook.version)


def retire_playbook(act: Act, playbook_id: int, *, version: int | None = None) -> PlaybookSaved:
    """Show a playbook no longer; what was ticked of it stays.

    Raises NotAllowed below manager; NoSuchRecord; ChangedSince; InvalidInput for one that was retired before.
    """
    playbook = _in_force(act, playbook_id, "retire-playbook", version)
    act.change(playbook, retired_at=act.now)
    return PlaybookSaved(playbook_id, _versions(act, playbook_id)[-1].number, playbook.version)


def fitting_playbook(act: Act, contact: Situation) -> WrittenPlaybook | None:
    """The playbook that fits a contact which is written down now; None without one."""
    return fitting(playbooks(reader_of(act)), contact)


def written_playbook(act: Act, version_id: int) -> WrittenPlaybook | None:
    """A playbook with the steps of that version; None when setting it up was taken back meanwhile."""
    version = act.session.get(PlaybookVersion, version_id)
    return None if version is None else _written(act.get(Playbook, version.playbook_id), version)


def _in_force(act: Act, playbook_id: int, verb: str, version: int | None) -> Playbook:
    playbook = act.get(Playbook, playbook_id)
    act.describe(verb, "playbook", playbook_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(playbook, version)
    refuse_retired(
        act,
        playbook,
        _("Playbook {id} was retired on {day}."),
        _("Add a new playbook for its situation."),
    )
    return playbook


def _check_situation(act: Act, situation: Situation) -> None:
    if situation.nature is not None:
        find_nature(act, situation.nature)
    if situation.mood is not None:
        read_code(Mood, situation.mood, "mood")
    if situation.outcome is not None:
        find_outcome(act, situation.outcome)
    there = select(Playbook).where(
        Playbook.nature == situation.nature,
        Playbook.mood == situation.mood,
        Playbook.outcome == situation.outcome,
        col(Playbook.retired_at).is_(None),
    )
    if (other := act.session.exec(there).first()) is not None:
        raise InvalidInput(
            _("Playbook {id} is for that already: {situation}.").format(
                id=other.record_id, situation=situation_in_words(situation)
            ),
            _("Change that one, or narrow this one by a mood or an outcome."),
            field="nature",
        )


def _check_name(name: str) -> str:
    shown = " ".join(name.split())
    if len(shown) > LONGEST_STEP:
        raise InvalidInput(
            _("This name is too long for a line."),
            _("Call it in a few words, or leave the name out."),
            field="name",
        )
    return shown


def _with_codes(steps: Sequence[TypedStep], before: Sequence[Any], used: Collection[str]) -> list[Any]:
    """The steps as a version keeps them; one with its words unchanged has its code again.

    ``used`` are the codes of all versions: none of them ever comes to mean something else by itself.
    """
    tidy = [TypedStep(" ".join(step.text.split()), step.required, step.code) for step in steps]
    playbook_text.check_steps(tidy, whole=True)
    given = {step.code for step in tidy if step.code is not None}
    known = {same_words(step["text"]): step["code"] for step in before if step["code"] not in given}
    taken = {*used, *given}
    written = []
    for step in tidy:
        code = step.code or known.get(same_words(step.text)) or code_from(step.text, taken)
        taken.add(code)
        written.append({"code": code, "text": step.text, "required": step.required})
    return written


def _write_version(act: Act, playbook_id: int, number: int, steps: list[Any]) -> None:
    act.add(
        PlaybookVersion(
            playbook_id=playbook_id,
            number=number,
            valid_from=act.now,
            staff_id=act.actor.staff_id,
            steps=steps,
        )
    )


def _versions(act: Act, playbook_id: int) -> list[PlaybookVersion]:
    statement = select(PlaybookVersion).where(PlaybookVersion.playbook_id == playbook_id)
    return list(act.session.exec(statement.order_by(col(PlaybookVersion.number))))


def _written(playbook: Playbook, version: PlaybookVersion) -> WrittenPlaybook:
    return WrittenPlaybook(
        playbook.record_id,
        Situation(playbook.nature, playbook.mood, playbook.outcome),
        playbook.name,
        version.record_id,
        version.number,
        version.valid_from,
        tuple(Step(step["code"], step["text"], step["required"]) for step in version.steps),
        playbook.retired_at,
        playbook.version,
    )
