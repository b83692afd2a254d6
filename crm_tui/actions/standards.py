"""Standards: set, changed by new versions, retired, and read by each member of staff."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import select

from crm_tui.actions.lookups import read_code
from crm_tui.actions.ownership import KEEP, Keep, newest_version, owned, retire
from crm_tui.actions.proposals import credit
from crm_tui.actions.retiring import refuse_retired
from crm_tui.actions.standard_settings import Settings
from crm_tui.actions.standard_values import (
    ScopeValues,
    Target,
    check_objective,
    check_scope,
    check_statement,
    check_target,
)
from crm_tui.domain.errors import InvalidInput
from crm_tui.domain.words import Measure, Role
from crm_tui.i18n import _
from crm_tui.store.journal import Act
from crm_tui.store.tables import Acknowledgement, Standard, StandardScope, StandardVersion

_ScopeRows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StandardSaved:
    """A standard as saved: its id, the number and id of the version in force, and the record's version."""

    id: int
    number: int
    version_id: int
    version: int


@dataclass(frozen=True, slots=True)
class StandardChanges:
    """What a change or a review says anew; None, or KEEP where None means none, leaves as it is.

    Of ``settings`` those that are not named stay; one that is None is taken away.
    """

    statement: str | None = None
    why: str | None = None
    target: Target | Keep = KEEP
    objective: float | None = None
    scope: ScopeValues | None = None
    owner: int | str | Keep | None = KEEP
    next_review: date | Keep | None = KEEP
    question: str | None = None
    settings: Settings | None = None


def add_standard(
    act: Act,
    *,
    statement: str,
    measure: str,
    objective: float,
    target: Target = None,
    why: str = "",
    scope: ScopeValues | None = None,
    owner: int | str | None = None,
    next_review: date | None = None,
    question: str = "",
    settings: Settings | None = None,
    valid_from: datetime | None = None,
) -> StandardSaved:
    """Set a standard, which holds from now on; everybody is asked to read it.

    ``valid_from`` lets it measure what happened before, such as the log of another system that came in.

    ``target`` is minutes, a mood for the measure mood, a number of contacts for contact load, or None where
    the measure takes none; ``settings`` is what it needs besides (:mod:`crm_tui.domain.measures.needs`);
    ``objective`` is a share from 0 to 1; ``scope`` has the values that it holds for by dimension; ``owner``
    is an id or login; ``question`` is the check question that whoever reads it answers.
    Raises NotAllowed below manager; InvalidInput, naming the field, for what cannot be meant.
    """
    act.describe("add-standard", "standard")
    act.actor.require(Role.MANAGER)
    chosen = read_code(Measure, measure, "measure")
    aim = check_target(act, chosen, target, settings or {})
    version = StandardVersion(
        standard_id=0,
        number=1,
        valid_from=_check_start(act, valid_from),
        statement=check_statement(statement),
        why=why.strip(),
        measure=chosen.value,
        target=aim.target,
        objective=check_objective(objective),
        settings=aim.settings,
        question=question.strip(),
    )
    scope_rows = check_scope(act, chosen, scope or {}, aim.settings)
    standard = act.add(Standard(created_at=act.now, **owned(act, owner, next_review)))
    act.about("standard", standard.record_id)
    version.standard_id = standard.record_id
    return _saved(standard, _write_version(act, version, scope_rows))


def change_standard(
    act: Act, standard_id: int, changes: StandardChanges, *, version: int | None = None
) -> StandardSaved:
    """Change what is given. New words or figures are a new version, which everybody is asked to read.

    What was measured stays measured by the version in force then. The measure stays: another measure is
    another standard. Raises as :func:`add_standard`; NoSuchRecord; ChangedSince; InvalidInput for a standard
    that was retired.
    """
    standard = act.get(Standard, standard_id)
    act.describe("change-standard", "standard", standard_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(standard, version)
    _refuse_retired(act, standard)
    before = newest_version(act, StandardVersion, standard_id=standard_id)
    measure = Measure(before.measure)
    wording = _new_wording(act, measure, before, changes)
    old_scope = _scope_rows(act, before)
    wanted_scope = _by_dimension(old_scope) if changes.scope is None else changes.scope
    new_scope = check_scope(act, measure, wanted_scope, wording.get("settings", before.settings))
    newest = before
    fields = owned(act, changes.owner, changes.next_review)
    if wording or new_scope != old_scope:
        kept = {name: getattr(before, name) for name in _WORDING}
        newest = _write_version(
            act,
            StandardVersion(
                standard_id=standard_id,
                number=before.number + 1,
                valid_from=act.now,
                measure=measure.value,
                **{**kept, **wording},
            ),
            new_scope,
        )
        credit(act, newest.number, standard_id=standard_id)
        # Whoever still has the old words in view is told that they are old.
        fields["version"] = standard.version + 1
    act.change(standard, **fields)
    return _saved(standard, newest)


def retire_standard(act: Act, standard_id: int, *, why: str, version: int | None = None) -> StandardSaved:
    """Stop holding ourselves to a standard; what it measured stays.

    Raises NotAllowed below manager; NoSuchRecord; ChangedSince; InvalidInput without a reason, and for a
    standard that was retired before.
    """
    standard = act.get(Standard, standard_id)
    act.describe("retire-standard", "standard", standard_id)
    act.actor.require(Role.MANAGER)
    act.expect_version(standard, version)
    _refuse_retired(act, standard)
    retire(
        act,
        standard,
        why,
        _("A standard is retired for a reason."),
        _("Say in a line why we no longer hold it."),
    )
    return _saved(standard, newest_version(act, StandardVersion, standard_id=standard_id))


def acknowledge(act: Act, standard_id: int, *, answer: str = "") -> StandardSaved:
    """Note that the actor has read the version in force; a second time changes nothing.

    Where the version has a check question, ``answer`` is kept. Raises NoSuchRecord; InvalidInput without an
    answer to such a question, and for a standard that was retired.
    """
    standard = act.get(Standard, standard_id)
    act.describe("acknowledge-standard", "standard", standard_id)
    _refuse_retired(act, standard)
    newest = newest_version(act, StandardVersion, standard_id=standard_id)
    read_before = act.session.exec(
        select(Acknowledgement.id).where(
            Acknowledgement.standard_version_id == newest.id,
            Acknowledgement.staff_id == act.actor.staff_id,
        )
    ).first()
    if read_before is None:
        if newest.question and not answer.strip():
            raise InvalidInput(
                _("Who has read it answers its question: {question}").format(question=newest.question),
                _("Answer in your own words; the answer is kept."),
                field="answer",
            )
        act.add(
            Acknowledgement(
                standard_version_id=newest.record_id,
                staff_id=act.actor.staff_id,
                at=act.now,
                answer=answer.strip(),
            )
        )
    return _saved(standard, newest)


#: What a version says besides its measure, which all versions share.
_WORDING = ("statement", "why", "target", "objective", "settings", "question")


def _new_wording(
    act: Act, measure: Measure, before: StandardVersion, changes: StandardChanges
) -> dict[str, Any]:
    """The fields that differ from the version before; empty when all is as it was."""
    wording: dict[str, Any] = {}
    if changes.statement is not None:
        wording["statement"] = check_statement(changes.statement)
    if changes.why is not None:
        wording["why"] = changes.why.strip()
    if changes.question is not None:
        wording["question"] = changes.question.strip()
    if changes.objective is not None:
        wording["objective"] = check_objective(changes.objective)
    if not isinstance(changes.target, Keep) or changes.settings is not None:
        settings = dict(before.settings)
        target: Target = settings.pop("mood", before.target)
        if not isinstance(changes.target, Keep):
            target = changes.target
        aim = check_target(act, measure, target, settings | dict(changes.settings or {}))
        wording |= {"target": aim.target, "settings": aim.settings}
    return {name: value for name, value in wording.items() if value != getattr(before, name)}


def _check_start(act: Act, valid_from: datetime | None) -> datetime:
    if valid_from is not None and valid_from > act.now:
        raise InvalidInput(
            _("A standard cannot begin in the future."), _("Give a day up to today."), field="valid_from"
        )
    return valid_from or act.now


def _write_version(act: Act, version: StandardVersion, scope: _ScopeRows) -> StandardVersion:
    act.add(version)
    act.add_all(
        [
            StandardScope(standard_version_id=version.record_id, dimension=dimension, value=value)
            for dimension, value in scope
        ]
    )
    return version


def _scope_rows(act: Act, version: StandardVersion) -> _ScopeRows:
    rows = act.session.exec(
        select(StandardScope).where(StandardScope.standard_version_id == version.id)
    ).all()
    return tuple(sorted((row.dimension, row.value) for row in rows))


def _by_dimension(scope: _ScopeRows) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for dimension, value in scope:
        values.setdefault(dimension, []).append(value)
    return values


def _saved(standard: Standard, version: StandardVersion) -> StandardSaved:
    return StandardSaved(standard.record_id, version.number, version.record_id, standard.version)


def _refuse_retired(act: Act, standard: Standard) -> None:
    refuse_retired(
        act,
        standard,
        _("Standard {id} was retired on {day}."),
        _("Add a new standard if we hold ourselves to it again."),
    )
